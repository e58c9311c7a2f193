"""The flat PDF: all print and all values on the pages of the DOCX, from the template alone and without LibreOffice."""

from __future__ import annotations

import io
import re
import threading
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.errors import MissingGlyphs, UnsupportedFormat
from ipforms.formats.pdf import glyph_coverage
from ipforms.schemas.record_texts import encode
from ipforms.template import leaves
from tests.documents import cells
from tests.effort import examples
from tests.render.pages import pages
from tests.strategies import hostile_text, records

MERGED = ("guangzhou-enterprise", "guangzhou-market")
PAGE_NUMBER = re.compile(r"—\d+—$")
CODE = '#panic("a") $x^2$ \\ \\u{41} *b* _i_ `r` <l> @r // c /* d */ = h - i + j [k] {m} "n" ~'


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def text_of(data: bytes) -> str:
    """The text of all pages without the page numbers."""
    return "".join(PAGE_NUMBER.sub("", page) for page in pages(data))


def made(form_id: str, data: dict[str, Any], format: str = "pdf") -> bytes:
    return ipforms.render(ipforms.form(form_id).model.model_validate(data), format)


def rendered(record: Any, format: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingGlyphs)
        return ipforms.render(record, format)


def test_a_pdf_has_all_print_and_all_values_and_nothing_else(form, record):
    written = bare("".join(cells(ipforms.render(record))))
    read = text_of(ipforms.render(record, "pdf"))

    assert Counter(read) == Counter(written)
    # A cell that is merged over rows is drawn behind the first of them.
    assert form.id in MERGED or read == written


def test_every_value_stands_whole_and_in_the_order_of_the_form(form, record):
    read, at = text_of(ipforms.render(record, "pdf")), 0
    lines = [bare(line) for _, text in leaves(encode(record)) for line in text.split("\n") if bare(line)]

    assert [line for line in lines if line not in read] == []
    for line in (line for line in lines if read.count(line) == 1 and form.id not in MERGED):
        assert read.index(line) >= at, line
        at = read.index(line)


def test_an_empty_record_gives_the_print_of_the_form(form):
    assert Counter(text_of(ipforms.render(form.model(), "pdf"))) == Counter(bare("".join(cells(form.blank()))))


def test_threads_get_their_own_data(contract):
    names = [f"金华第{number}号有限公司" for number in range(12)]
    read: dict[str, str] = {}

    def work(name: str) -> None:
        read[name] = text_of(made("jinhua-application", {"enterprise_name": name}))

    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all([other for other in names if other in read[name]] == [name] for name in names)


def test_a_value_is_never_code():
    read = text_of(made("guangzhou-enterprise", {"name": CODE, "overview": f"{CODE}\n{CODE}"}))

    assert read.count(bare(CODE)) == 3


@pytest.mark.parametrize("format", ["pdf", "pdf-a"])
@given(st.sampled_from([form.id for form in ipforms.forms()]).flatmap(records))
@settings(max_examples=examples(40))
def test_any_record_becomes_a_pdf_with_all_that_can_be_drawn(format, record):
    read = Counter(text_of(rendered(record, format)))
    written = bare("".join(cells(ipforms.render(record))))
    drawn = Counter(each for each in written if each in glyph_coverage.drawable_characters())

    assert not drawn - read


@given(hostile_text(200))
@settings(max_examples=examples(60))
def test_any_text_may_stand_in_any_kind_of_cell(text):
    values = {"name": text, "overview": text, "cover": {"applicant": text}, "ip_units": [{"unit": text}] * 3}
    record = ipforms.form("guangzhou-enterprise").model.model_validate(
        {**values, "declaration": {"signatory": text}, "legal_representative": {"name": text, "email": text}}
    )
    for format in ("pdf", "pdf-a"):
        assert rendered(record, format).startswith(b"%PDF-")


def test_a_long_text_flows_over_pages_with_nothing_lost(contract):
    data = contract("guangzhou-enterprise")
    lines = [f"第{number:04}段：公司建立了知识产权管理制度。" for number in range(400)]
    found = pages(made("guangzhou-enterprise", {**data, "overview": "\n".join(lines)}))

    assert len(found) > 12
    assert [line for line in lines if line not in "".join(found)] == []
    assert sum("公司建立了" in page for page in found) > 10


@pytest.mark.parametrize("field", ["name", "registered_address", "uscc", "postcode"])
def test_a_row_that_should_not_break_does_so_before_text_is_lost(field):
    data = made("guangzhou-enterprise", {field: "超长" * 1500})

    assert Counter(text_of(data))["超"] == 1500
    assert _outside(data) == []


def test_many_rows_take_as_many_pages_as_they_need(contract):
    data = contract("guangzhou-enterprise")
    units = [{"unit": f"第{number:03}部", "headcount": 2} for number in range(120)]

    printed = text_of(made("guangzhou-enterprise", {**data, "ip_units": units}))

    assert [unit["unit"] for unit in units if unit["unit"] not in printed] == []


def test_the_header_of_the_recommendation_table_repeats_on_each_of_its_landscape_pages(contract):
    data = contract("jinhua-recommendation")
    document = made("jinhua-recommendation", {**data, "enterprises": data["enterprises"] * 12})
    found = pages(document)

    assert len(found) > 2
    assert all("序号推荐企业名称企业地址" in page for page in found)
    sizes = {
        tuple(round(float(side)) for side in page.mediabox[2:]) for page in pypdf.PdfReader(io.BytesIO(document)).pages
    }
    assert sizes == {(842, 595)}


def test_a_heading_does_not_stand_alone_at_the_end_of_a_page(contract):
    data = contract("guangzhou-market")
    for number in range(1, 40, 3):
        found = pages(made("guangzhou-market", {**data, "ip_work": "\n".join(["内容。"] * number)}))
        ends = [PAGE_NUMBER.sub("", page) for page in found]
        assert [
            page[-20:] for page in ends if page.endswith(("获得的主要荣誉", "建立情况", "经费安排（可加页）"))
        ] == []


def _sizes(data: bytes, wanted: str) -> set[float]:
    """The font sizes of the lines that hold a text."""
    found = set()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
                bounds = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
                if wanted in text.get_text_bounded(*bounds):
                    found.add(round(bounds[3] - bounds[1], 1))
    return found


def test_a_number_gets_smaller_before_it_wraps():
    short, long = "020-81050369", "020-81050369-8001234"
    data = made("guangzhou-enterprise", {"legal_representative": {"phones": [short]}, "contact": {"phones": [long]}})
    lines = [
        line.strip() for page in pypdf.PdfReader(io.BytesIO(data)).pages for line in page.extract_text().split("\n")
    ]

    assert any(short in line for line in lines) and any(long in line for line in lines)
    assert max(_sizes(data, long)) < max(_sizes(data, short))


def _outside(data: bytes) -> list[str]:
    """Characters beyond 10 mm from an edge of their page."""
    found, edge = [], 28
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text, (width, height) = page.get_textpage(), page.get_size()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if right > left and not (
                    edge <= left and right <= width - edge and edge <= bottom and top <= height - edge
                ):
                    found.append(text.get_text_range(index, 1))
    return found


def test_an_address_that_no_line_can_hold_is_broken_and_stays_in_its_cell():
    address = "a-very_long.address" * 4 + "@subdomain.example.com"
    person = {"name": "W" * 90, "email": address}
    data = made(
        "guangzhou-enterprise", {"legal_representative": person, "cover": {"contact": "W" * 400}, "uscc": "9" * 80}
    )

    assert address in text_of(data)
    assert _outside(data) == []


def test_rare_characters_of_names_and_ticks_have_glyphs():
    rare = "镕堃喆玥珺赟䶮𬭎㛃囍〇☑☐☒✔√ÄéЖ"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = made("jinhua-application", {"contact_name": rare, "enterprise_name": rare})

    assert text_of(data).count(rare) == 2


@pytest.mark.parametrize("format", ["pdf", "pdf-a"])
def test_a_character_without_a_glyph_is_printed_as_a_geta_and_named_in_a_warning(format):
    with pytest.warns(MissingGlyphs, match="U\\+1F468") as caught:
        data = made("jinhua-application", {"enterprise_name": "双龙👨\u200d公司"}, format)

    assert [warning.message.characters for warning in caught] == ["👨"]
    assert Path(caught[0].filename).name == Path(__file__).name
    assert "双龙〓公司" in text_of(data)


def test_pdf_a_says_what_it_is_and_a_plain_pdf_has_no_date(form, record):
    archival, plain = (pypdf.PdfReader(io.BytesIO(ipforms.render(record, format))) for format in ("pdf-a", "pdf"))
    metadata = archival.trailer["/Root"]["/Metadata"].get_object().get_data().decode()

    assert re.search(r"pdfaid:part>2<", metadata) and re.search(r"pdfaid:conformance>B<", metadata)
    assert "/OutputIntents" in archival.trailer["/Root"]
    assert plain.metadata.creation_date is None and plain.metadata.title == form.title


def test_all_fonts_are_embedded_subsets_of_the_package_s_own(record):
    names = set()
    for page in pypdf.PdfReader(io.BytesIO(ipforms.render(record, "pdf"))).pages:
        for font in page["/Resources"]["/Font"].values():
            (child,) = font.get_object()["/DescendantFonts"]
            descriptor = child.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(descriptor["/FontName"])

    assert names and all(re.match(r"/[A-Z]{6}\+ipforms", name) for name in names)


def test_an_unknown_format_is_refused(form):
    with pytest.raises(UnsupportedFormat):
        form.render(form.model(), "odt")


@pytest.mark.office
def test_the_pages_are_those_that_libreoffice_makes_of_the_docx(soffice, contract, tmp_path):
    for form in ipforms.forms():
        (tmp_path / f"{form.id}.docx").write_bytes(ipforms.render(form.model.model_validate(contract(form.id))))
    soffice("pdf", tmp_path.glob("*.docx"), tmp_path)
    for form in ipforms.forms():
        theirs = (tmp_path / f"{form.id}.pdf").read_bytes()
        ours = made(form.id, contract(form.id))
        assert abs(len(pages(ours)) - len(pages(theirs))) <= 1
        assert Counter(text_of(ours)) == Counter(text_of(theirs)), form.id
