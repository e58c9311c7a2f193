"""What a model takes: printed labels for names, texts that leave no doubt, and nothing that a document cannot hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from ipforms import form, forms
from ipforms.schemas.base import FormModel, extra
from ipforms.schemas.layout import FieldGroup, Leaf, layout, leaves
from ipforms.text import bare_label, label_key
from tests.strategies import contract

APPLICATION = form("jinhua-application").model
MARKET = form("guangzhou-market").model
GROUPS = {each.id: layout(each.model) for each in forms()}


def relabelled(group: FieldGroup, data: dict[str, Any]) -> dict[str, Any]:
    """The same record under printed labels, where these are clear."""
    titles = [child.title for child in group.children]
    renamed = {}
    for child in group.children:
        value: Any = data[child.name]
        if isinstance(child, Leaf):
            value = with_titles(child, value)
        else:
            value = [relabelled(child, row) for row in value] if child.repeated else relabelled(child, value)
        renamed[child.title if titles.count(child.title) == 1 else child.name] = value
    return renamed


def with_titles(leaf: Leaf, value: Any) -> Any:
    if isinstance(value, dict):
        return {next(part.title for part in leaf.children if part.name == key): part for key, part in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [{"商标名称": mark["name"], "注册号": mark["number"]} for mark in value]
    return value


@pytest.mark.parametrize("form_id", GROUPS)
def test_a_record_under_printed_labels_is_the_same_record(form_id: str) -> None:
    model = form(form_id).model
    data = relabelled(GROUPS[form_id], contract(form_id))
    assert data.keys().isdisjoint({"name", "cover", "employees"})
    assert model.model_validate(data) == model.model_validate(contract(form_id))


def models(group: FieldGroup) -> list[type[FormModel]]:
    return [
        group.model,
        *(model for child in group.children if isinstance(child, FieldGroup) for model in models(child)),
    ]


MODELS = list(dict.fromkeys(model for group in GROUPS.values() for model in models(group)))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_title_and_alias_of_a_model_names_its_field(model: type[FormModel]) -> None:
    labels: dict[str, set[str]] = {}
    for name, info in model.model_fields.items():
        for label in (info.title or name, *(extra(info, "aliases") or ())):
            labels.setdefault(label_key(label), set()).add(name)
            labels.setdefault(bare_label(label), set()).add(name)
    for label, names in labels.items():
        assert len(names) == 1, label
        assert model.model_validate({f" {label}： ": None}) == model()


def message_of(model: type[BaseModel], data: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return str(caught.value)


def test_a_field_given_by_name_and_by_label_is_refused_by_name() -> None:
    said = message_of(APPLICATION, {"employees": 3, "企业总人数": 4})
    assert "企业总人数" in said and "employees" in said


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("企业总人数量", "企业总人数"),
        ("employes", "employees"),
        ("注册资金(万", "注册资金（万元）"),
        ("统一社会信用代号", "统一社会信用代码"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_label(key: str, near: str) -> None:
    model = APPLICATION if near in ("企业总人数", "employees") else MARKET
    said = message_of(model, {key: "1"})
    assert key in said and f"“{near}”" in said


@pytest.mark.parametrize("key", ["\ud800", "{reason}", "键" * 100_000, 7, None, "\x00", ""])
def test_a_key_of_any_kind_is_refused_briefly(key: Any) -> None:
    assert len(message_of(APPLICATION, {key: "1"})) < 400
    assert len(message_of(APPLICATION, {"high_tech": {key: "1"}})) < 400


TAKEN = [
    ("employees", "321人", 321),
    ("employees", 321.0, 321),
    ("employees", "１，２３４", 1234),
    ("has_ip_department", "☑是 □否", True),
    ("has_ip_department", 0, False),
    ("valid_trademarks", "5件", 5),
    ("office_phones", "82177827、13905790000", ["0579-82177827", "13905790000"]),
    ("contact_name", "张 三", "张三"),
    ("email", " IP@Example.COM ", "IP@example.com"),
    ("mobile", "无", "无"),
    ("address", "", None),
]


@pytest.mark.parametrize(("name", "given", "value"), TAKEN)
def test_a_text_that_leaves_no_doubt_is_taken(name: str, given: Any, value: Any) -> None:
    assert getattr(APPLICATION.model_validate({name: given}), name) == value


REFUSED = [
    *(
        ("employees", value)
        for value in ("约300", "300多", "abc", "3-5", "-1", -1, 3.5, True, float("nan"), float("inf"), [3], {})
    ),
    *(("employees", value) for value in (10**15, 10**400, "9" * 40)),
    *(("enterprise_name", value) for value in (5, 5.0, True, b"x", ["x"], {"x": 1})),
    *(("mobile", value) for value in (13905790000, 1.3905790000e10)),
    *(("office_phones", value) for value in ([13905790000], 13905790000, {"a": "b"})),
    *(("has_ip_department", value) for value in ("也许", 2, "√是 √否", [])),
    *(("high_tech", value) for value in (3, [True], {"held": "也许"}, {"detail": 5}, {"held": True, "level": "省级"})),
    *(("ip_model_title", value) for value in ({"level": "区级"}, {"level": 3}, {"level": []})),
    *(("valid_patents", value) for value in ("发明约5件", {"total": -1}, {"plant": 1}, True, "5件（发明1.5件）")),
]


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_value_of_the_wrong_kind_is_refused_at_its_field(name: str, value: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        APPLICATION.model_validate({name: value})
    assert caught.value.errors(include_context=False, include_input=False)[0]["loc"][0] == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("registered_on", value) for value in ("17.3.9", "2017年13月9日", "2016.5.1-2019.4.30", 42803, True, 3.5)),
        *(("registered_capital", value) for value in ("约5000", -5, float("nan"), "五千左右", True, 10**15, "1e400")),
    ],
)
def test_a_doubtful_date_or_amount_is_refused(name: str, value: Any) -> None:
    assert name in message_of(MARKET, {name: value})


@pytest.mark.parametrize(
    ("given", "value"), [("2008年6月12日", "2008-06-12"), ("2008/6", "2008-06"), (2008, "2008"), ("２００８年", "2008")]
)
def test_a_date_is_taken_in_any_clear_writing(given: Any, value: str) -> None:
    assert MARKET.model_validate({"registered_on": given}).registered_on == value


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud800", "\udfff"])
def test_a_control_character_is_refused_at_every_field_that_holds_text(character: str) -> None:
    for each in forms():
        for path, leaf, above in leaves(layout(each.model)):
            data: Any = f"甲{character}乙"
            for name in reversed(path.split(".")):
                data = {name.removesuffix("[]"): [data] if name.endswith("[]") else data}
            said = message_of(each.model, data)
            assert leaf.name in said and character not in said, (above, path)


PERSONAL = "44010119800101005X"


@pytest.mark.parametrize(
    "data",
    [
        {"employees": PERSONAL},
        {"employees": f"{PERSONAL}人左右"},
        {"mobile": 13905790000},
        {"mobile": "13905790000\x00"},
        {"office_phones": ["13905790000\x07"]},
        {PERSONAL: 1},
        {"high_tech": {PERSONAL: 1}},
        {"enterprise_endorsement": {"date": PERSONAL}},
        {"enterprise_endorsement": PERSONAL},
    ],
)
def test_an_error_repeats_neither_the_input_nor_a_personal_number(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        APPLICATION.model_validate(data)
    for said in (
        str(caught.value),
        repr(caught.value),
        json.dumps(caught.value.errors(include_input=False), default=str),
    ):
        assert "input_value" not in said
        assert "0101005" not in said and "9057900" not in said


def test_our_own_checks_speak_chinese() -> None:
    said = message_of(APPLICATION, {"employees": "约300", "enterprise_name": 5, "has_ip_department": "也许"})
    assert "“约300”是约数" in said and "值的类型不对" in said and "看不出" in said
    assert "没有名为" in message_of(APPLICATION, {"甲": 1})
