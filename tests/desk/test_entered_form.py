"""Filling in on a page: every field has an input, and texts become the record that a document would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

import ipforms
from ipforms.desk.entered_form import entered_submission, entered_texts
from ipforms.desk.form_view import FormInput, InputGroup, form_view
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
