"""Reading what `render` wrote gives the record back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.formats import docx
from ipforms.messages import Severity
from ipforms.pipeline.submission import NoForm
from ipforms.schemas.layout import FieldGroup, layout
from tests.effort import examples
from tests.formats import notation
from tests.reading.strategies import flat, representable

FORMS = [form.id for form in ipforms.forms()]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def read_back(record):
    sub = ipforms.read(ipforms.render(record))
    assert sub.form is ipforms.forms()[FORMS.index(sub.form.id)]
    assert [finding for finding in sub.findings if finding.severity is Severity.ERROR] == []
    return sub


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(60), suppress_health_check=SLOW)
def test_reading_what_was_rendered_gives_the_record_back(form_id, data):
    record = data.draw(representable(form_id))
    sub = read_back(record)
    assert sub.form.id == form_id
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))
    assert sub.record == record


def test_the_full_record_comes_back_without_a_finding(form, record):
    sub = read_back(record)
    assert (sub.form.id, sub.record, sub.findings) == (form.id, record, ())


def test_a_blank_form_is_a_record_of_nothing(form):
    sub = read_back(form.model())
    assert (sub.form.id, sub.record, sub.findings) == (form.id, form.model(), ())


def test_every_value_has_the_place_where_it_stands(form, record):
    data = ipforms.render(record)
    texts = {block.place: block.text for block in places(docx.read(data, name="data"))}
    sub = ipforms.read(data)
    for path, value in flat(sub.values):
        own = next(name for name in sub.places if path == name or path.startswith((f"{name}.", f"{name}[")))
        assert texts[sub.places[own]].strip(), (path, value)


def places(sheet):
    for block in sheet.blocks:
        yield from getattr(block, "cells", (block,))


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 60])
def test_every_number_of_rows_comes_back(form, record, rows):
    sections = [node.name for node in layout(form.model).children if isinstance(node, FieldGroup) and node.repeated]
    data = record.model_dump(mode="json")
    for section in sections:
        data[section] = [data[section][number % len(data[section])] for number in range(rows)]
    many = form.model.model_validate(data)
    assert read_back(many).record == many


def test_a_blank_row_between_two_others_is_no_entry(form, record):
    data = record.model_dump(mode="json")
    for node in layout(form.model).children:
        if isinstance(node, FieldGroup) and node.repeated:
            first = data[node.name][0]
            data[node.name] = [first, dict.fromkeys(first), first]
    sub = read_back(form.model.model_validate(data))
    for node in layout(form.model).children:
        if isinstance(node, FieldGroup) and node.repeated:
            assert sub.values[node.name] == [data[node.name][0]] * 2


@pytest.mark.parametrize(
    "text",
    ["无锡、张家港两地", "甲\n\n\n乙\n1\n丙", "一\t二\t三\n四\t\t五", "见附件所列的三项。", "{{ name }} {% if %}"],
)
def test_a_long_text_keeps_its_lines_tabs_and_braces(form, record, text):
    fields = {"overview", "market_overview", "ip_protection_status"} & form.model.model_fields.keys()
    for name in fields:
        full = form.model.model_validate({**record.model_dump(mode="json"), name: text})
        assert read_back(full).record == full


LABELS = ("联系人：张三", "甲\n手机\n乙", "单位名称及电话", "2017年3月9日", "（一）甲：乙", "备注", "A：B：C")


@pytest.mark.parametrize("text", LABELS)
def test_words_of_the_form_in_a_long_text_are_no_labels(form, record, text):
    fields = {"overview", "market_overview", "ip_protection_status"} & form.model.model_fields.keys()
    for name in fields:
        full = form.model.model_validate({**record.model_dump(mode="json"), name: text})
        assert read_back(full).record == full


@pytest.mark.parametrize("blocks", [(notation.p(notation.t("会议纪要")),), ()], ids=["another", "nothing_at_all"])
def test_a_document_that_is_none_of_the_forms_is_refused_with_the_names_of_those_there_are(blocks):
    with pytest.raises(NoForm, match="金华市知识产权保护直通车重点企业申报表"):
        ipforms.read(notation.docx(*blocks))
