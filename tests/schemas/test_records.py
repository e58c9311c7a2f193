"""Law 4: a record written as JSON is the same record when it is read again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from ipforms import form, paths
from ipforms.schemas import parties, record_texts
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from tests.effort import examples
from tests.strategies import contract, records

IDS = ("jinhua-application", "jinhua-recommendation", "guangzhou-enterprise", "guangzhou-market")
EACH = pytest.mark.parametrize("form_id", IDS)
SLOW = settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@EACH
def test_a_contract_record_comes_out_as_it_went_in(form_id: str) -> None:
    record = form(form_id).model.model_validate(contract(form_id))
    assert record.model_dump(mode="json") == contract(form_id)
    assert json.loads(record.model_dump_json()) == contract(form_id)


@EACH
@SLOW
@given(data=st.data())
def test_a_record_written_as_json_reads_back_the_same(form_id: str, data: st.DataObject) -> None:
    record = data.draw(records(form_id))
    model = type(record)
    assert model.model_validate(record.model_dump(mode="json")) == record
    assert model.model_validate_json(record.model_dump_json()) == record
    assert model.model_validate(record.model_dump()) == record
    assert model.model_validate(record) == record


@EACH
@SLOW
@given(data=st.data())
def test_every_leaf_is_printed_as_a_text_and_reads_back_as_its_value(form_id: str, data: st.DataObject) -> None:
    record = data.draw(records(form_id))
    assert_printed(layout(type(record)), record, record_texts.encode(record))


def assert_printed(group: FieldGroup, record: FormModel, printed: dict[str, Any]) -> None:
    assert list(printed) == [child.name for child in group.children]
    for child in group.children:
        value, text = getattr(record, child.name), printed[child.name]
        if isinstance(child, Leaf):
            assert isinstance(text, str)
            assert child.codec.decode(text).value == record_texts.plain(value)
        elif child.repeated:
            assert len(text) == len(value)
            for row, row_text in zip(value, text, strict=True):
                assert_printed(child, row, row_text)
        else:
            assert_printed(child, value, text)


@EACH
def test_an_empty_record_holds_all_its_parts_and_prints_nothing(form_id: str) -> None:
    empty = form(form_id).model()
    assert is_blank(empty)
    assert empty == form(form_id).model.model_validate({})
    assert empty == form(form_id).model.model_validate(dict.fromkeys(contract(form_id)))
    assert is_blank(record_texts.encode(empty))
    assert not is_blank(form(form_id).model.model_validate(contract(form_id)))


@EACH
def test_leaving_out_any_one_field_leaves_a_record(form_id: str) -> None:
    whole = contract(form_id)
    for name in whole:
        record = form(form_id).model.model_validate({key: value for key, value in whole.items() if key != name})
        assert is_blank(getattr(record, name))


def test_composite_values_are_equal_when_their_parts_are() -> None:
    model = form("jinhua-application").model
    spoken = model.model_validate({"high_tech": "是，证书编号GR1", "valid_patents": "18件（发明5件）"})
    given_as_data = model.model_validate(
        {"high_tech": {"held": True, "detail": "证书编号GR1"}, "valid_patents": {"total": 18, "invention": 5}}
    )
    as_models = model(
        high_tech=parties.Claim(held=True, detail="证书编号GR1"),
        valid_patents=parties.PatentHoldings(total=18, invention=5),
    )
    assert spoken == given_as_data == as_models
    assert spoken != model.model_validate({"high_tech": False})


def test_trade_marks_may_be_given_as_models() -> None:
    row = form("jinhua-recommendation").model.model_fields["enterprises"].annotation.__args__[0]  # type: ignore[union-attr]
    made = row(key_trademarks=[parties.TradeMark(name="双龙", number="1234567")])
    assert made == row.model_validate({"key_trademarks": "“双龙”1234567"})


@pytest.mark.parametrize(
    ("value", "blank"),
    [(None, True), ("", True), ([], True), ({"a": None, "b": []}, True), (0, False), (False, False), ([None], False)],
)
def test_zero_and_no_are_not_blank(value: Any, blank: bool) -> None:
    assert is_blank(value) is blank


def test_a_blank_row_is_no_entry_and_a_row_with_zero_is() -> None:
    model = form("guangzhou-enterprise").model
    record = model.model_validate({"ip_units": [{}, {"unit": " "}, {"headcount": 0}, None]})
    assert [row.headcount for row in record.ip_units] == [0]


def test_assigning_a_value_is_validated_and_changes_nothing_when_refused() -> None:
    record = form("jinhua-application").model.model_validate(contract("jinhua-application"))
    with pytest.raises(ValidationError):
        record.employees = "abc"
    assert record.employees == 321
    record.employees = "400人"
    record.high_tech = "否"
    record.office_phones = "82177827"
    assert (record.employees, record.high_tech.held, record.office_phones) == (400, False, ["0579-82177827"])
    with pytest.raises(ValidationError):
        record.telephone = "1"


def test_two_records_share_no_list() -> None:
    model = form("guangzhou-market").model
    first, second = model(), model()
    first.goods_categories.append("皮具")
    first.ip_units.append(parties.IpUnit())
    assert second.goods_categories == [] and second.ip_units == []
    assert isinstance(first.cover, BaseModel) and first.cover is not second.cover
    assert paths.get(second.model_dump(), ("cover", "applicant")) is None
