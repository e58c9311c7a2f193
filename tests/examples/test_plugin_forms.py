"""The example forms of other places: what they print reads back, in any format."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from datetime import date

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

import ipforms
from ipforms.bulk import open_source, result_tables
from ipforms.bulk.entry_workbook import entry_workbook
from ipforms.bulk.table_matches import match_table
from ipforms.formats.pdf import acroform
from ipforms.forms import trial
from ipforms.messages import Severity
from ipforms.schemas.base import is_blank
from tests.bulk.test_read_files_law import as_read, written_and_filled
from tests.effort import examples
from tests.examples import typed_replicas
from tests.examples.plugin_forms import FORMS, people_s_records
from tests.reading.strategies import drawn, flat, representable
from tests.render.pdfium_typing import clicked, typed
from tests.render.viewer import Viewer
from tests.reports.browser import launched

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
@pytest.mark.parametrize("format", ["pdf", "pdf-form", "ofd"])
@given(data=st.data())
@settings(max_examples=examples(15), suppress_health_check=SLOW, deadline=None)
def test_what_people_write_comes_back_from_pages(form, format, data):
    record = data.draw(people_s_records(form))
    assert read(form, form.render(record, format)) == record


@EACH
@pytest.mark.parametrize("suffix", result_tables.SUFFIXES)
@given(data=st.data())
@settings(max_examples=examples(25), suppress_health_check=SLOW, deadline=None)
def test_any_records_with_entries_of_entries_come_back_from_tables(form, suffix, data):
    filled = people_s_records(form).filter(lambda record: not is_blank(record))
    records = data.draw(st.lists(filled, min_size=1, max_size=3))
    assert written_and_filled(form.id, records, suffix) == records


@EACH
def test_no_column_of_a_table_that_was_read_is_asked(form, tmp_path):
    people = {"prepared_by" if hasattr(example(form), "prepared_by") else "signatory": ("何丽娟", "王磊", "蒋晓东")}
    records = [example(form).model_copy(update={name: said[at] for name, said in people.items()}) for at in range(3)]
    results = [as_read(number, record, form.id) for number, record in enumerate(records)]
    (table,) = result_tables.write(results, tmp_path / "out.csv")
    with open_source(table) as source:
        matches = match_table(form, source.tables[0])
    assert len(matches) > 30 and {match.state for match in matches} == {"sure"}


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


def test_the_figures_of_a_first_year_typed_anew_stay_in_one_entry():
    form = next(each for each in FORMS if each.id == "high-tech-application")
    figures = {"year": 2023, "revenue": "3.38", "net_profit": "-4.21", "rd_spending": "123.12"}
    record = form.model.model_validate({**example(form).model_dump(mode="json"), "finance": [figures]})
    sub = ipforms.read(typed_replicas.high_tech(record, 0), form=form.id)
    assert sub.record.finance == record.finance


@pytest.mark.parametrize("caption", ["", "厂区大门"])
@pytest.mark.parametrize("is_below_label", [False, True])
def test_a_picture_in_the_place_of_a_photo_is_the_photo(is_below_label, caption):
    form = next(each for each in FORMS if each.id == "high-tech-application")
    record = form.model.model_validate({**example(form).model_dump(mode="json"), "photo": None})
    document = docx.Document(io.BytesIO(typed_replicas.high_tech(record, 0)))
    row = next(row for row in document.tables[0].rows if row.cells[0].text == "企业外景照片")
    place = row.cells[0].merge(row.cells[-1]) if is_below_label else row.cells[-1]
    picture, data = io.BytesIO(), io.BytesIO()
    Image.new("L", (90, 60), 255).save(picture, "PNG")
    place.add_paragraph(caption).add_run().add_picture(picture)
    document.save(data)
    sub = ipforms.read(data.getvalue(), form=form.id)
    assert sub.record.photo is True
    assert ("photo" in sub.doubtful) == bool(caption)


def test_a_picture_in_a_line_below_the_label_of_a_photo_is_the_photo():
    form = next(each for each in FORMS if each.id == "high-tech-application")
    record = form.model.model_validate({**example(form).model_dump(mode="json"), "photo": None})
    document = docx.Document(io.BytesIO(typed_replicas.high_tech(record, 0)))
    table, picture, data = document.tables[0], io.BytesIO(), io.BytesIO()
    table._tbl.remove(next(row for row in table.rows if row.cells[0].text == "企业外景照片")._tr)
    Image.new("L", (90, 60), 255).save(picture, "PNG")
    below = document.add_paragraph()
    below.add_run().add_picture(picture)
    table._tbl.addprevious(document.add_paragraph("企业外景照片：")._p)
    table._tbl.addprevious(below._p)
    document.save(data)
    assert ipforms.read(data.getvalue(), form=form.id).record.photo is True


def _boxes(data, name):
    """The rectangles of the boxes of a field, on the first page, by what they are in their order."""
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    notes = [each.get_object() for each in page["/Annots"]]
    return [tuple(map(float, each["/Rect"])) for each in notes if acroform.name(each) == name]


def _kind(data, name):
    """What a field is, and whether it is a radio group or a list that opens."""
    notes = [each.get_object() for page in pypdf.PdfReader(io.BytesIO(data)).pages for each in page["/Annots"]]
    field = acroform.field_of(next(each for each in notes if acroform.name(each) == name))
    return field["/FT"], [bit for bit in (15, 17) if field["/Ff"] >> bit & 1]


def test_one_of_several_is_a_radio_group_several_are_check_boxes_and_words_without_boxes_a_drop_down():
    blank = FORMS[0].blank("pdf")
    kinds = {"ownership.choice": [15], "tech_fields.option4": [], "recognised.choice": [], "products[0].is_main": []}
    assert {name: _kind(blank, name)[1] for name in kinds} == kinds
    assert _kind(blank, "products[0].patents[0].kind") == ("/Ch", [17])


def test_boxes_that_are_clicked_in_a_viewer_read_back():
    form = FORMS[0]
    blank = form.blank("pdf")
    private = _boxes(blank, "ownership.choice")[1]
    rects = [private, *_boxes(blank, "tech_fields.option4"), *_boxes(blank, "tech_fields.option8")]
    filled = typed(
        clicked(blank, [*rects, _boxes(blank, "recognised.choice")[1]]), {"recognised.other": "GR202033100123"}
    )
    for data in (filled, ipforms.flatten(filled)):
        record = ipforms.read(data).record
        assert (record.ownership, record.tech_fields) == ("private", ["新材料", "先进制造"])
        assert record.recognised.model_dump() == {"held": True, "detail": "GR202033100123"}
    again = ipforms.read(clicked(filled, [private, _boxes(blank, "ownership.choice")[2], rects[-1]]))
    assert (again.record.ownership, again.record.tech_fields, again.findings) == ("foreign", ["新材料"], ())


@contextmanager
def viewed(data, tmp_path):
    """Chromium's viewer with a file."""
    (tmp_path / "blank.pdf").write_bytes(data)
    browser = launched()
    browser.set_window_size(1400, 1700)  # the whole first page
    try:
        viewer = Viewer(browser, tmp_path / "blank.pdf")
        yield viewer
        viewer.close()
    finally:
        browser.quit()


@pytest.mark.system
def test_radio_buttons_boxes_and_lists_work_in_chromium(tmp_path):
    blank = FORMS[0].blank("pdf")
    clicks = [("ownership.choice", 0), ("ownership.choice", 1), ("tech_fields.option4", 0), ("tech_fields.option8", 0)]
    clicks += [("tech_fields.option8", 0), ("products[0].is_main", 1)]
    with viewed(blank, tmp_path) as viewer:
        for name, number in clicks:
            viewer.click(_boxes(blank, name)[number], 841.9)
        viewer.choose(_boxes(blank, "products[0].patents[0].kind")[0], 841.9, 3)  # below nothing and 发明
        viewer.type(_boxes(blank, "name")[0], 841.9, "滨海甲公司")
        saved = viewer.saved()
    for data in (saved, ipforms.flatten(saved)):
        record = ipforms.read(data).record
        assert (record.name, record.ownership, record.tech_fields) == ("滨海甲公司", "private", ["新材料"])
        (product,) = record.products
        assert (product.is_main, product.patents[0].kind) == (False, "实用新型")


@pytest.mark.system
def test_a_summary_that_is_typed_in_chromium_cell_by_cell_reads_back(tmp_path):
    form = FORMS[1]
    said = example(form).model_dump(mode="json")
    district = said["districts"][0]
    district |= {"firms": district["firms"][:2], "subtotal": "7.1"}  # the rows of the blank form
    wanted = form.model.model_validate(said | {"districts": [district], "total": "7.1"})
    blank, paper = form.blank("pdf"), 595.3
    page = pypdf.PdfReader(io.BytesIO(form.render(wanted, "pdf-form"))).pages[0]
    with viewed(blank, tmp_path) as viewer:
        for note in (each.get_object() for each in page["/Annots"]):
            name, text = acroform.name(note), acroform.text(note)
            (place,) = _boxes(blank, name)
            if _kind(blank, name)[0] == "/Ch":
                viewer.choose(place, paper, note["/Opt"].index(text) + 1)
            else:
                viewer.type(place, paper, text)
        saved = viewer.saved()
    for data in (saved, ipforms.flatten(saved)):
        sub = ipforms.read(data)
        assert (sub.record, sub.findings) == (wanted, ())
