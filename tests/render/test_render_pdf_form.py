"""The fillable PDF: a field in every place of the template, its value whole, its looks right in a small file."""

from __future__ import annotations

import io
import re
import threading
import warnings

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.errors import InvalidText, MissingGlyphs, UnsupportedFormat
from ipforms.formats.pdf import acroform
from ipforms.render import pdf_form
from ipforms.schemas.layout import FieldGroup, layout
from tests.effort import crossed, examples
from tests.reading.strategies import flat, representable
from tests.strategies import contract

FORMS = [form.id for form in ipforms.forms()]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
LARGEST = 200 * 1024
NUMBERED = ("row_number", "loop.index")


def made(form_id, **values):
    return ipforms.form(form_id).model.model_validate({**contract(form_id), **values})


def rendered(record):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingGlyphs)
        return ipforms.render(record, "pdf-form")


def fields_of(data):
    return pypdf.PdfReader(io.BytesIO(data)).get_fields()


def texts_of(data):
    """The texts of all fields that have no others below them."""
    kinds = ("/Tx", "/Btn")
    return {name: str(field.get("/V") or "") for name, field in fields_of(data).items() if field.get("/FT") in kinds}


def widgets(data):
    """(page number, annotation) of each field."""
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, 1):
        for annotation in page.get("/Annots") or ():
            yield number, annotation.get_object()


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(40), suppress_health_check=SLOW)
def test_reading_a_filled_form_gives_the_record_back(form_id, data):
    record = data.draw(representable(form_id))
    sub = ipforms.read(rendered(record))
    assert (sub.form.id, sub.format) == (form_id, "pdf-form")
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))
    assert sub.record == record


def test_a_full_record_comes_back_without_a_finding_and_each_value_with_its_page(form, record):
    sub = ipforms.read(ipforms.render(record, "pdf-form"))
    assert (sub.form.id, sub.record, sub.findings) == (form.id, record, ())
    assert all(place.page for place in sub.places.values())


def test_the_blank_form_has_a_field_for_every_tag_of_its_template(form):
    names = texts_of(form.blank("pdf"))
    patterns = {re.sub(r"\[\d+\]", "[]", re.sub(r"\.(year|month|day)$", "", name)) for name in names}

    assert patterns == {path for path in form.template.fields if not path.endswith(NUMBERED)}
    for section, least in form.template.least_rows.items():
        assert {int(name.split("[")[1].split("]")[0]) for name in names if name.startswith(f"{section}[")} == set(
            range(least)
        )
    assert set(names.values()) == {""}


def test_the_blank_form_reads_as_a_record_of_nothing(form):
    sub = ipforms.read(form.blank("pdf"))
    assert (sub.form.id, sub.record, sub.findings) == (form.id, form.model(), ())


def test_no_two_fields_overlap_and_all_lie_on_their_page(form):
    found = list(widgets(form.blank("pdf")))
    boxes = [(number, *map(float, annotation["/Rect"])) for number, annotation in found]
    sizes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(form.blank("pdf"))).pages]
    for index, (number, left, bottom, right, top) in enumerate(boxes):
        paper = sizes[number - 1]
        assert 0 < left < right < paper.width and 0 < bottom < top < paper.height
        assert right - left > 20 and top - bottom > 12
        for other, *box in boxes[:index]:
            apart = other != number or box[2] <= left or right <= box[0] or box[3] <= bottom or top <= box[1]
            assert apart, (acroform.name(found[index][1]), box)


def test_a_field_says_its_printed_label_and_what_goes_in():
    named = fields_of(ipforms.form("guangzhou-enterprise").blank("pdf"))
    assert named["ip_units[1].names"]["/TU"].startswith("知识产权工作机构建立情况 第2行 姓名：人员姓名")
    assert "1000字以内" in named["overview"]["/TU"].replace(" ", "")
    assert named["declaration.date.month"]["/TU"].startswith("申报单位声明 日期（月）")


def test_what_the_applicant_must_fill_in_is_marked_and_nothing_else():
    named = fields_of(ipforms.form("guangzhou-enterprise").blank("pdf"))
    required = {name for name, field in named.items() if field.get("/Ff", 0) & 2}
    assert {"name", "uscc", "ip_units[0].unit", "declaration.date.year"} <= required
    others = {"cover.organizer", "copyrights.works", "ip_units[1].unit", "district_endorsement.opinion"}
    assert not required & others


def test_a_field_holds_no_more_than_the_form_allows_and_several_lines_where_it_has_room():
    blank = ipforms.form("guangzhou-enterprise").blank("pdf")
    named = fields_of(blank)
    lengths = [(field["/T"], field["/MaxLen"]) for _, field in widgets(blank) if "/MaxLen" in field]
    assert set(lengths) == {("overview", 1500), ("year", 4), ("month", 2), ("day", 3)} and len(lengths) == 10
    many = {name for name, field in named.items() if field.get("/Ff", 0) & 1 << 12}
    assert "overview" in many and not many & {"uscc", "patents.valid", "declaration.date.year"}


def test_the_tab_key_goes_through_the_fields_as_they_are_printed(form):
    found = [(number, acroform.name(annotation)) for number, annotation in widgets(form.blank("pdf"))]
    assert [number for number, _ in found] == sorted(number for number, _ in found)
    assert [page["/Tabs"] for page in pypdf.PdfReader(io.BytesIO(form.blank("pdf"))).pages].count("/S") >= 1
    first = {
        "jinhua-application": ["enterprise_name", "address", "contact_name", "contact_title", "mobile"],
        "jinhua-recommendation": ["recommending_unit"]
        + [f"enterprises[0].{name}" for name in ("name", "address", "industry", "key_trademarks")],
        "guangzhou-enterprise": [f"cover.{name}" for name in ("applicant", "organizer", "contact", "date")] + ["name"],
        "guangzhou-market": [f"cover.{name}" for name in ("applicant", "organizer", "contact", "date")] + ["name"],
    }
    assert [name for _, name in found][:5] == first[form.id]


def test_the_form_does_not_leave_its_looks_to_the_viewer(form, record):
    for data in (form.blank("pdf"), ipforms.render(record, "pdf-form")):
        dictionary = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/AcroForm"]
        assert "/NeedAppearances" not in dictionary
        assert dictionary["/DR"]["/Font"]["/Song"]["/Encoding"] == "/UniGB-UCS2-H"
    filled = [annotation for _, annotation in widgets(data) if annotation.get("/V")]
    assert filled
    for annotation in filled:
        fonts = annotation["/AP"]["/N"]["/Resources"]["/Font"].values()
        assert all("+ipforms" in font.get_object()["/BaseFont"] for font in fonts)


def test_a_filled_form_is_small(form, record):
    assert len(ipforms.render(record, "pdf-form")) < LARGEST


def test_a_form_with_long_texts_is_small_and_keeps_all_of_it():
    # As many different characters as a Chinese text of that length has.
    characters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 7 * 350, 7))
    record = made("guangzhou-enterprise", overview="\n".join([characters * 3, characters[:250]]))
    data = ipforms.render(record, "pdf-form")
    assert len(data) < LARGEST
    assert ipforms.read(data).record == record


def test_threads_get_their_own_data():
    names = [f"金华第{number}号有限公司" for number in range(12)]
    read = {}

    def work(name):
        read[name] = texts_of(ipforms.render(made("jinhua-application", enterprise_name=name), "pdf-form"))

    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: each["enterprise_name"] for name, each in read.items()} == {name: name for name in names}


@pytest.mark.parametrize(("rows", "form"), crossed([0, 1, 5, 7, 60], FORMS), indirect=["form"])
def test_rows_beyond_those_of_the_form_have_fields_on_further_pages(form, record, rows):
    sections = [node.name for node in layout(form.model).children if isinstance(node, FieldGroup) and node.repeated]
    data = record.model_dump(mode="json")
    for section in sections:
        data[section] = [data[section][number % len(data[section])] for number in range(rows)]
    many = form.model.model_validate(data)
    made_of_it = ipforms.render(many, "pdf-form")
    sub = ipforms.read(made_of_it)
    assert sub.record == many
    for section in sections:
        least = form.template.least_rows[section]
        assert any(name.startswith(f"{section}[{rows - 1}]") for name in texts_of(made_of_it)) == bool(rows)
        assert ("续页" in pypdf.PdfReader(io.BytesIO(made_of_it)).pages[-1].extract_text()) or rows <= least


def test_what_its_field_cannot_show_goes_on_behind_the_form_and_the_value_is_whole():
    lines = [f"第{number:03}项：培训商户并登记授权品牌。" for number in range(60)]
    record = made("guangzhou-market", honours="\n".join(lines))
    data = ipforms.render(record, "pdf-form")
    shown = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages[-2:])
    assert texts_of(data)["honours"] == "\n".join(lines)
    assert "（续页）" in shown and "获得的主要荣誉（续，另起一段）" in re.sub(r"\s", "", shown)
    assert [line for line in lines[20:] if line not in re.sub(r"\s", "", shown)] == []
    assert ipforms.read(data).findings == ()


def test_an_incomplete_date_leaves_the_parts_blank_that_it_lacks():
    record = made("guangzhou-enterprise", declaration={"date": "2017-03"})
    texts = texts_of(ipforms.render(record, "pdf-form"))
    assert [texts[f"declaration.date.{part}"] for part in ("year", "month", "day")] == ["2017", "3", ""]
    assert ipforms.read(ipforms.render(record, "pdf-form")).record == record


def test_a_character_without_a_glyph_is_shown_as_a_geta_named_in_a_warning_and_kept_in_the_value():
    record = made("jinhua-application", enterprise_name="双龙👨公司")
    with pytest.warns(MissingGlyphs, match="U\\+1F468") as caught:
        data = ipforms.render(record, "pdf-form")
    assert [warning.message.characters for warning in caught] == ["👨"]
    assert ipforms.read(data).values["enterprise_name"] == "双龙👨公司"
    assert "双龙〓公司" in ipforms.read(ipforms.flatten(data)).values["enterprise_name"]


def test_a_character_that_no_document_can_hold_is_named_with_its_field():
    record = ipforms.form("jinhua-application").model.model_construct(enterprise_name="双龙\x07公司")
    with pytest.raises(InvalidText, match="申报企业名称"):
        ipforms.render(record, "pdf-form")


def test_a_blank_pdf_a_is_refused(form):
    with pytest.raises(UnsupportedFormat):
        form.blank("pdf-a")


@pytest.mark.parametrize("regenerate", [True, False])
def test_a_form_that_pypdf_filled_in_reads_back(form, record, regenerate):
    texts = {name: text for name, text in texts_of(ipforms.render(record, "pdf-form")).items() if text}
    writer = pypdf.PdfWriter(io.BytesIO(form.blank("pdf")))
    for page in writer.pages:
        writer.update_page_form_field_values(page, texts, auto_regenerate=regenerate)
    out = io.BytesIO()
    writer.write(out)
    missing = {path for path, _ in flat(record.model_dump(mode="json"))} - {
        path for path, _ in flat(ipforms.read(out.getvalue()).values)
    }
    beyond = {path for path in missing if not any(path.startswith(f"{s}[") for s in form.template.least_rows)}
    assert not beyond
    assert form.template.least_rows or ipforms.read(out.getvalue()).record == record


def test_every_kind_of_field_knows_whether_it_is_prose():
    patterns = pdf_form.prose(ipforms.form("guangzhou-enterprise").model)
    assert {"overview", "district_endorsement.opinion", "approval_endorsement.opinion"} == patterns
