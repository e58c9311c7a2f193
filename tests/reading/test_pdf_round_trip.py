"""Reading the flat PDF that `render` made gives the record back: what no page shows stands beside the pages."""

from __future__ import annotations

import io
import json
import zlib

import pypdf
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.formats.pdf import glyph_coverage
from ipforms.formats.pdf.whitespace_stream import WhitespaceStream, leaves_no_ink, stream, whitespace_of
from ipforms.schemas.layout import FieldGroup, layout
from tests.effort import crossed, examples
from tests.reading.strategies import flat, representable
from tests.strategies import any_text

FORMS = [form.id for form in ipforms.forms()]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
LONG = (
    "公司始建于2001年，主营精密滚动功能部件，产品出口40多个国家。\n\n  Since 2015, ISO 9001.\n"
    "一是：建立制度；二是：加强保护，每年投入  1200 万元。"
)


def read_back(record, **how):
    return ipforms.read(ipforms.render(record, "pdf"), **how)


def is_drawable(record) -> bool:
    """The one exception: for a character that no font of the package has, 〓 is printed, and 〓 is read."""
    return not glyph_coverage.missing_glyphs(json.dumps(record.model_dump(mode="json"), ensure_ascii=False))


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(40), suppress_health_check=SLOW)
def test_reading_a_flat_pdf_of_ours_gives_the_record_back(form_id, data):
    record = data.draw(representable(form_id))
    assume(is_drawable(record))
    sub = read_back(record)
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))
    assert (sub.form.id, sub.record) == (form_id, record)


def test_the_full_record_comes_back_without_a_finding(form, record):
    for format in ("pdf", "pdf-a"):
        sub = ipforms.read(ipforms.render(record, format))
        assert (sub.form.id, sub.format, sub.record, sub.findings) == (form.id, "pdf", record, ())


def test_a_number_as_long_as_a_line_stays_in_its_cell_with_the_bracket_before_it():
    record = ipforms.form("guangzhou-enterprise").model(
        approval_endorsement={"opinion": "（" + 3 * "91440106MAXXXXX07Q"}
    )
    assert read_back(record).record == record


def test_a_blank_form_is_a_record_of_nothing(form):
    sub = read_back(form.model())
    assert (sub.form.id, sub.record, sub.findings) == (form.id, form.model(), ())


@pytest.mark.parametrize(("times", "form"), crossed([1, 5, 25, 80], FORMS), indirect=["form"])
def test_long_texts_over_pages_come_back(form, record, times):
    texts = {"overview", "market_overview", "ip_protection_status", "ip_work"} & form.model.model_fields.keys()
    many = form.model.model_validate({**record.model_dump(mode="json"), **dict.fromkeys(texts, LONG * times)})
    assert read_back(many).record == many


@pytest.mark.parametrize(("rows", "form"), crossed([0, 1, 2, 9, 10, 11, 25, 60], FORMS), indirect=["form"])
def test_every_number_of_rows_comes_back(form, record, rows):
    data = record.model_dump(mode="json")
    for node in layout(form.model).children:
        if isinstance(node, FieldGroup) and node.repeated:
            data[node.name] = [data[node.name][number % len(data[node.name])] for number in range(rows)]
    many = form.model.model_validate(data)
    assert read_back(many).record == many


NAME = "金华双龙 精密机械"


def test_what_a_page_shows_counts_though_the_file_was_made_to_say_otherwise():
    model = ipforms.form("jinhua-application").model
    data = ipforms.render(model(enterprise_name=NAME, contact_name="陈 晓岚"), "pdf")
    other = ipforms.render(model(enterprise_name="义乌双龙精密机械", contact_name="陈晓 岚"), "pdf")
    # The blanks of one file beside the pages of another: only 陈晓岚 is the same, and only its blank is another's.
    swapped = other[: other.rindex(b"/Type/IpformsSpacing")] + data[data.rindex(b"/Type/IpformsSpacing") :]
    values = ipforms.read(swapped).values
    assert values["enterprise_name"] == "义乌双龙精密机械"
    assert values["contact_name"].replace(" ", "") == "陈晓岚"


def test_a_stream_that_would_add_more_than_blanks_is_passed_over():
    key = next(iter(json.loads(zlib.decompress(stream(["张三"], str)))))
    for pattern in ([[1, "丰"]], [[1, 5]], ["x"], 7, [[1, " " * 200_000]]):
        bad = zlib.compress(json.dumps({key: [pattern]}).encode())
        assert not WhitespaceStream([(b"<</Type/IpformsSpacing>>", bad)])
    assert not WhitespaceStream([(b"<</Type/IpformsSpacing>>", b"no zlib")])
    assert WhitespaceStream([(b"<</Type/IpformsSpacing>>", stream(["张 三"], str))]).of(["张三", "张四"]) == [
        [(1, " ")],
        None,
    ]


@given(any_text())
def test_what_is_seen_and_its_gaps_are_the_whole_text(text):
    visible, before = [each for each in text if not leaves_no_ink(each)], dict(whitespace_of(text))
    pieces = [before.get(number, "") + each for number, each in enumerate(visible)]
    assert "".join(pieces) + before.get(len(visible), "") == text


def test_nothing_is_added_that_a_viewer_shows(form, record):
    reader = pypdf.PdfReader(io.BytesIO(ipforms.render(record, "pdf")))
    assert reader.attachments == {} and "/Private" in reader.trailer["/Root"]["/PieceInfo"]["/Ipforms"]
    assert not any(page.get("/Annots") for page in reader.pages)
