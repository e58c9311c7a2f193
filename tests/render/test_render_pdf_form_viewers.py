"""Fillable PDFs in the programs that people have: drawn alike by three engines, filled in by hand, made print."""

from __future__ import annotations

import io
import json
from collections import Counter

import pypdf
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.errors import UnreadableDocument, UnsupportedFormat
from ipforms.formats.pdf import acroform, glyph_coverage
from ipforms.formats.pdf.whitespace_stream import MARK
from tests.effort import examples
from tests.reading.strategies import flat, plain_records, representable
from tests.render import engines
from tests.render.pdfium_typing import typed
from tests.render.viewer import Viewer
from tests.reports.browser import launched
from tests.strategies import contract as contract_of

pytestmark = pytest.mark.system

NEAR = 1.0
TYPED = {
    "name": "广州云岭生物医药䶮科技有限公司",
    "uscc": "91440106MAXXXXX07Q",
    "contact.phones": "１３８００１３８０００",
    "ip_units[0].names": "何嘉敏、 周子轩",
    "overview": "公司从事生物医药研发。\r\n现有员工160人。",
    "declaration.date.year": "２０１７",
    "declaration.date.month": "三月",
    "declaration.date.day": " 20 ",
}
READ = {
    "name": "广州云岭生物医药䶮科技有限公司",
    "uscc": "91440106MAXXXXX07Q",
    "contact.phones": ["13800138000"],
    "ip_units[0].names": ["何嘉敏", "周子轩"],
    "overview": "公司从事生物医药研发。\n现有员工160人。",
    "declaration.date": "2017-03-20",
}


@pytest.fixture
def filled(form, record, tmp_path):
    file = tmp_path / f"{form.id}.pdf"
    file.write_bytes(ipforms.render(record, "pdf-form"))
    return file


def test_three_engines_draw_the_same_characters_in_the_same_places(filled):
    pdfium, mupdf = engines.pdfium(filled.read_bytes()), engines.mupdf(filled)
    assert Counter(each[:2] for each in pdfium) == Counter(each[:2] for each in mupdf)
    for ours, theirs in zip(sorted(pdfium, key=in_order), sorted(mupdf, key=in_order), strict=True):
        assert ours[:2] == theirs[:2]
        assert abs(ours[2] - theirs[2]) < NEAR and abs(ours[3] - theirs[3]) < NEAR, (ours, theirs)
    words = engines.poppler(filled)
    assert Counter(each for _, word, _, _ in words for each in word) == Counter(each[1] for each in mupdf)
    begins = {(page, each, round(x), round(y)) for page, each, x, y in mupdf}
    for page, word, x, y in words:
        near = {(page, word[0], round(x) + dx, round(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        assert near & begins, (page, word, x, y)


def in_order(character):
    page, each, x, y = character
    return page, each, round(y / 4), round(x / 4)


def test_what_a_person_types_in_pdfium_is_read():
    sub = ipforms.read(typed(ipforms.form("guangzhou-enterprise").blank("pdf"), TYPED))
    # A rare character in the name is told, as the private area of older systems has it.
    assert (sub.format, dict(flat(sub.values)), notes(sub)) == ("pdf-form", READ, ["value.once_private"])


def test_a_filled_form_that_a_person_corrects_in_pdfium_is_read_as_corrected(contract):
    form = ipforms.form("guangzhou-enterprise")
    data = typed(ipforms.render(form.model.model_validate(contract(form.id)), "pdf-form"), {"name": "广州新名有限公司"})
    for file in (data, ipforms.flatten(data)):
        values = dict(flat(ipforms.read(file).values))
        assert values == dict(flat(contract(form.id))) | {"name": "广州新名有限公司"}


def test_a_form_filled_in_pdfium_becomes_print_with_fonts_of_its_own():
    texts = TYPED | {"declaration.date.year": "2017", "declaration.date.month": "3"}
    made = ipforms.flatten(typed(ipforms.form("guangzhou-enterprise").blank("pdf"), texts))
    sub = ipforms.read(made)
    assert (sub.format, dict(flat(sub.values))) == ("pdf", READ)
    looks = [
        look.get_object()
        for page in pypdf.PdfReader(io.BytesIO(made)).pages
        for look in page["/Resources"].get("/XObject", {}).values()
    ]
    fonts = [font.get_object()["/BaseFont"] for look in looks for font in look["/Resources"]["/Font"].values()]
    assert len(looks) == len(TYPED) and all("+ipforms" in font for font in fonts)


def test_chinese_typed_in_chromium_is_saved_and_read(tmp_path):
    form = ipforms.form("jinhua-application")
    file = tmp_path / "blank.pdf"
    file.write_bytes(form.blank("pdf"))
    values = {
        "enterprise_name": "金华双龙精密机械股份有限公司",
        "contact_name": "陈晓岚",
        "mobile": "１３９０５７９００００",
        "high_tech": "是（证书编号GR202133001234）",
        "ip_protection_status": "公司设有知识产权部。",
    }
    rects = {widget.slot.name: widget.rect for widget in form.fillable.widgets}
    browser = launched()
    try:
        viewer = Viewer(browser, file)
        for name, text in values.items():
            rect = rects[name]
            viewer.type((rect.left, rect.bottom, rect.right, rect.top), 841.9, text)
        for state in ("No", "Yes"):
            viewer.click(boxes_of(form.blank("pdf"))[state], 841.9)
        saved = viewer.saved()
        viewer.close()
    finally:
        browser.quit()
    for data, format in ((saved, "pdf-form"), (ipforms.flatten(saved), "pdf")):
        sub = ipforms.read(data)
        assert sub.format == format
        read = dict(flat(sub.values))
        assert {name: read[name] for name in (*values, "has_ip_department") if name in read} == {
            **{name: values[name] for name in ("enterprise_name", "contact_name", "ip_protection_status")},
            "mobile": "13905790000",
            "has_ip_department": True,
        }
        assert (read["high_tech.held"], read["high_tech.detail"]) == (True, "证书编号GR202133001234")


def boxes_of(data):
    """The rectangles of the boxes of the first page by their states."""
    found = [each.get_object() for each in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Annots"]]
    boxes = [each for each in found if acroform.inherited(each, "/FT") == "/Btn"]
    return {acroform.on_state(each): tuple(map(float, each["/Rect"])) for each in boxes}


def test_a_flattened_form_reads_as_its_record_and_has_no_field_left(form, record):
    data = ipforms.flatten(ipforms.render(record, "pdf-form"))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert "/AcroForm" not in reader.trailer["/Root"] and not any(page.get("/Annots") for page in reader.pages)
    sub = ipforms.read(data)
    assert (sub.format, sub.record) == ("pdf", record)


def test_a_flattened_form_looks_as_it_did(filled, tmp_path):
    file = tmp_path / "flat.pdf"
    file.write_bytes(ipforms.flatten(filled.read_bytes()))
    before, after = engines.mupdf(filled), engines.mupdf(file)
    assert Counter((page, each, round(x), round(y)) for page, each, x, y in before) == Counter(
        (page, each, round(x), round(y)) for page, each, x, y in after
    )


@pytest.mark.parametrize("date", ["2000", "2000-01", "2000-01-01", None])
def test_the_blanks_beside_a_date_that_is_not_exact_come_back_from_the_print(date):
    # The units behind blanks stay printed, so that the cell shows more than its fields say.
    model = ipforms.form("jinhua-application").model
    record = model(enterprise_endorsement={"opinion": "情况 属实", "date": date})
    assert ipforms.read(flattened(record)).record == record


def test_what_goes_on_on_further_pages_is_read_from_there():
    form = ipforms.form("guangzhou-market")
    data = contract_of(form.id)
    data["honours"] = "\n".join(f"第{number:03}项：培训商户并登记授权品牌，建立台账。" * 3 for number in range(40))
    data["cover"]["applicant"] = "广州白云国际皮具城有限公司及其在各区的分公司、子公司与联营商户代表机构"
    data["ip_units"] = [{**data["ip_units"][0], "unit": f"第{number}知识产权工作站"} for number in range(9)]
    record = form.model.model_validate(data)
    sub = ipforms.read(ipforms.flatten(ipforms.render(record, "pdf-form")))
    assert (sub.record, sub.findings) == (record, ())


def test_a_blank_form_made_print_is_the_print_of_the_form(form):
    sub = ipforms.read(ipforms.flatten(form.blank("pdf")))
    assert (sub.form.id, sub.format, sub.record) == (form.id, "pdf", form.model())


@pytest.mark.parametrize("form_id", [form.id for form in ipforms.forms()])
@pytest.mark.parametrize("texts", [plain_records, representable], ids=["lines", "any"])
@given(data=st.data())
@settings(max_examples=examples(20), suppress_health_check=[*HealthCheck])
def test_reading_a_flattened_form_gives_the_record_back(form_id, texts, data):
    record = data.draw(texts(form_id))
    assume(is_drawable(record))
    sub = ipforms.read(flattened(record))
    assert (sub.form.id, sub.format) == (form_id, "pdf")
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))


def flattened(record):
    return ipforms.flatten(ipforms.render(record, "pdf-form"))


def is_drawable(record) -> bool:
    """The exceptions: for a character that no font of the package has, 〓 is read; 〜 and ～ have one glyph."""
    text = json.dumps(record.model_dump(mode="json"), ensure_ascii=False)
    return not glyph_coverage.missing_glyphs(text) and not {"〜", "～"} <= {*text}


def test_blanks_beside_another_text_than_the_one_that_is_printed_are_not_taken():
    model = ipforms.form("jinhua-application").model
    own = flattened(model(enterprise_name="金华 双龙公司", contact_name="陈 晓岚"))
    other = flattened(model(enterprise_name="义乌双龙公司", contact_name="陈晓岚"))
    assert (ipforms.read(own).values["enterprise_name"], own.count(MARK)) == ("金华 双龙公司", 1)
    swapped = other[: other.rindex(MARK)] + own[own.rindex(MARK) :]
    assert ipforms.read(swapped).values["enterprise_name"] == "义乌双龙公司"


def test_what_a_text_of_many_paragraphs_and_blanks_says_on_further_pages_comes_back_to_the_blank():
    model = ipforms.form("guangzhou-market").model
    lines = "\n\n".join(f"{number}. 培训  商户，ISO 9001 brand training。" * 4 for number in range(90))
    sub = ipforms.read(flattened(model(name="广州 市场", honours=lines)))
    assert (sub.record.honours, sub.record.name, notes(sub)) == (lines, "广州 市场", ["value.blank_inside"])


def test_flattening_is_the_same_at_each_time(form, record):
    data = ipforms.render(record, "pdf-form")
    assert ipforms.flatten(data) == ipforms.flatten(data)


def test_a_form_that_pypdf_filled_in_is_drawn_anew(form, contract):
    writer = pypdf.PdfWriter(io.BytesIO(ipforms.form("jinhua-application").blank("pdf")))
    texts = {"enterprise_name": "金华双龙精密机械股份有限公司", "contact_name": "陈晓岚"}
    writer.update_page_form_field_values(writer.pages[0], texts, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    assert dict(flat(ipforms.read(ipforms.flatten(out.getvalue())).values)) == texts


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>"])
def test_what_is_no_pdf_is_refused_by_name(data, tmp_path):
    file = tmp_path / "坏文件.pdf"
    file.write_bytes(data)
    with pytest.raises((UnreadableDocument, UnsupportedFormat), match=r"坏文件|ZIP"):
        ipforms.flatten(file)


def notes(sub):
    return [finding.code for finding in sub.findings]
