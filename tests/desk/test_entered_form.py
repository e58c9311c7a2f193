"""Filling in on a page: every field has an input, and texts become the record that a document would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import pytest

import ipforms
from ipforms.desk.form_view import FormInput, InputGroup, entered_submission, entered_texts, form_view
from ipforms.forms import trial
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, Rows, field
from tests.strategies import contract

FORMS = [form.id for form in ipforms.forms()]


def inputs(nodes: Iterable[FormInput | InputGroup]) -> Iterator[FormInput]:
    for node in nodes:
        if isinstance(node, InputGroup):
            yield from inputs(node.children)
        else:
            yield node


@pytest.mark.parametrize("form_id", FORMS)
def test_what_was_read_in_a_document_fills_the_inputs_and_gives_the_same_record(form_id: str) -> None:
    form = ipforms.form(form_id)
    record = form.model.model_validate(contract(form_id))
    texts = entered_texts(ipforms.read(ipforms.render(record)))
    known = {each.path for each in inputs(form_view(form_id))}
    assert {_pattern(path) for path in texts} <= known
    assert entered_submission(form, texts).record == record


def _pattern(path: str) -> str:
    return "".join("[#]" + part.partition("]")[2] if index else part for index, part in enumerate(path.split("[")))


def test_a_text_is_read_by_the_codec_of_its_field_and_a_fault_is_a_finding():
    form = ipforms.form("jinhua-application")
    sub = entered_submission(
        form, {"employees": "约300人", "valid_patents.invention": "五", "rd_staff": "很多", "x y": "1"}
    )
    assert sub.record.employees == 300
    assert sub.record.valid_patents.invention == 5
    assert "rd_staff" in {each.path for each in ipforms.check(sub, "draft").findings if each.severity == "error"}


def test_choices_are_those_of_the_schema_and_what_others_fill_in_is_told():
    by_path = {each.path: each for each in inputs(form_view("jinhua-application"))}
    assert by_path["ip_model_title.level"].options == ("国家级", "省级", "市级")
    assert by_path["has_ip_department"].options == ("是", "否")
    assert by_path["recommender_endorsement.opinion"].is_later
    assert not by_path["enterprise_endorsement.opinion"].is_later


FIELDS = ("电子", "生物", "其他")


class Patent(FormModel, title="专利"):
    """A row in a row."""

    number: types.Line = field("专利号", "专利号", "ZL202310123456.7")
    kind: Annotated[str | None, types.choice(("发明", "实用新型"))] = field("类型", "专利类型", "发明")


class Product(FormModel, title="产品"):
    """A row."""

    name: types.Line = field("产品名称", "名称", "轴承")
    patents: Rows[Patent] = field("产品的专利", "每件一行")


class Application(FormModel):
    """A form of another city."""

    name: types.Line = field("企业名称", "全称", "甲公司")
    fields: Annotated[list[str], types.choices(("电子", "生物", "其他"), other="其他")] = field(
        "领域", "可多选", ["电子"]
    )
    products: Rows[Product] = field("产品", "每个一组")
    photo: types.Photo = field("照片", "贴照片", True, stage=None)


def test_a_form_of_another_city_has_rows_in_rows_choices_and_no_input_for_a_photo():
    source = ipforms.form("jinhua-application").source  # nothing is printed here
    guest = ipforms.Form("elsewhere", "外地申请表", Application, source, "通知", "附件1")
    with trial(guest):
        drawn = {each.path: each for each in inputs(form_view("elsewhere"))}
    form_view.cache_clear()
    assert list(drawn) == [
        "name",
        "fields",
        "products[#].name",
        "products[#].patents[#].number",
        "products[#].patents[#].kind",
    ]
    assert (drawn["fields"].kind, drawn["fields"].open_option) == ("choices", "其他")
    texts = {
        "fields": "生物、其他：航天",
        "products[0].name": "轴承",
        "products[0].patents[0].kind": "实用新型",
        "products[1].patents[0].number": "ZL202310123456.7",
    }
    sub = entered_submission(guest, texts)
    assert sub.record.fields == ["生物", "航天"]
    assert sub.record.products[0].patents[0].kind == "实用新型"
    assert entered_texts(sub)["fields"] == texts["fields"]
    assert entered_submission(guest, entered_texts(sub)).record == sub.record
