"""The example forms of other places: what they print reads back, in any format."""

from __future__ import annotations

import io
import json
from datetime import date

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.formats.pdf import acroform
from ipforms.forms import trial
from ipforms.messages import Severity
from tests.effort import examples
from tests.examples import typed_replicas
from tests.examples.plugin_forms import FORMS, people_s_records
from tests.reading.strategies import drawn, flat, representable
from tests.render.pdfium_typing import clicked, typed

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
EACH = pytest.mark.parametrize("form", [pytest.param(form, id=form.id) for form in FORMS])


@pytest.fixture(scope="module", autouse=True)
def known():
    with trial(FORMS[0]), trial(FORMS[1]):
        yield


def example(form):
    """A record of the examples of its fields, with entries and entries of entries."""
    return form.model.model_validate(json.loads((form.source.parent.parent / "example.json").read_text("utf-8")))


def read(form, data):
    sub = ipforms.read(data)
    assert sub.form is form
    assert [finding for finding in sub.findings if finding.severity is Severity.ERROR] == []
    return sub.record


@EACH
@pytest.mark.parametrize("format", ["docx", pytest.param("ofd", marks=pytest.mark.slow), "pdf", "pdf-form"])
def test_the_example_comes_back_without_a_finding(form, format):
    sub = ipforms.read(form.render(example(form), format))
    assert (sub.record, sub.findings) == (example(form), ())


@EACH
@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_blank_form_is_a_record_of_nothing(form, format):
    sub = ipforms.read(form.blank(format))
    assert (sub.record, sub.findings) == (form.model(), ())


@EACH
@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=examples(60), suppress_health_check=SLOW, deadline=None)
def test_any_record_comes_back_from_word(form, data):
    record = data.draw(representable(form.id))
    # More years than columns are refused.
    record.__dict__.update({name: value[:3] for name, value in record.__dict__.items() if name == "finance"})
    assert read(form, form.render(record)) == record


@EACH
@pytest.mark.slow
@pytest.mark.parametrize("format", ["pdf", "pdf-form"])
@given(data=st.data())
@settings(max_examples=examples(15), suppress_health_check=SLOW, deadline=None)
def test_what_people_write_comes_back_from_pages(form, format, data):
    record = data.draw(people_s_records(form))
    assert read(form, form.render(record, format)) == record


@EACH
def test_the_example_is_complete_and_its_sums_are_right(form):
    report = ipforms.check(example(form), stage="applicant", on=date(2026, 4, 1))
    assert [finding.code for finding in report.findings if finding.severity is Severity.ERROR] == []


@EACH
def test_its_entry_workbook_and_schemas_are_made(form):
    assert entry_workbook(form)[:2] == b"PK"
    assert form.json_schema()["title"] == form.title and form.ui_schema()


@EACH
@pytest.mark.slow
def test_what_is_typed_anew_from_the_blank_form_is_read(form):
    type_anew = {"high-tech-application": typed_replicas.high_tech, "grant-summary": typed_replicas.grant_summary}[
        form.id
    ]
    records = drawn(people_s_records(form, full=True), 12)
    exact = silent = count = 0
    for number, record in enumerate(records):
        sub = ipforms.read(type_anew(record, number), form=form.id)
        want, got = (dict(flat(each)) for each in (record.model_dump(mode="json"), sub.values))
        wrong = [path for path in {*want, *got} if want.get(path) != got.get(path)]
        count += len({*want, *got})
        exact += len({*want, *got}) - len(wrong)
        silent += sum(path not in sub.doubtful for path in wrong)
    assert exact >= 0.98 * count and silent <= 0.002 * count


def _boxes(data, name):
    """The rectangles of the boxes of a field, on the first page, by what they are in their order."""
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    notes = [each.get_object() for each in page["/Annots"]]
    return [tuple(map(float, each["/Rect"])) for each in notes if acroform.name(each) == name]


def test_boxes_that_are_clicked_in_a_viewer_read_back():
    form = FORMS[0]
    blank = form.blank("pdf")
    private = _boxes(blank, "ownership.choice")[1]
    rects = [private, *_boxes(blank, "tech_fields.option4"), *_boxes(blank, "tech_fields.option8")]
    filled = typed(
        clicked(blank, [*rects, _boxes(blank, "recognised.choice")[1]]), {"recognised.other": "GR202033100123"}
    )
    record = ipforms.read(filled).record
    assert (record.ownership, record.tech_fields) == ("private", ["新材料", "先进制造"])
    assert record.recognised.model_dump() == {"held": True, "detail": "GR202033100123"}
    again = ipforms.read(clicked(filled, [private, _boxes(blank, "ownership.choice")[2]])).record
    assert again.ownership == "foreign"
