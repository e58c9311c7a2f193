"""Tables whose merged cells fit their grid, fonts that are named, pages that are set up as the forms are printed."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

ALL = sorted((Path(__file__).parents[2] / "ipforms" / "templates").glob("*.docx"))


@pytest.fixture(params=ALL, ids=lambda path: path.stem)
def any_template(request: pytest.FixtureRequest) -> Document:
    return docx.Document(str(request.param))


def value(element, path: str, default: str | None = None) -> str | None:
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return default if found is None else found.get(qn("w:val"), "")


def cells(row):
    """Each cell with its first column and the column after it."""
    start = 0
    for cell in row.findall(qn("w:tc")):
        end = start + int(value(cell, "tcPr/gridSpan", "1"))
        yield cell, start, end
        start = end


def check_grid(document: Document) -> None:
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        assert sum(grid) == int(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w")))
        for row in table.findall(qn("w:tr")):
            assert list(cells(row))[-1][2] == len(grid)
            for cell, start, end in cells(row):
                assert int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w"))) == sum(grid[start:end])
                assert cell[-1].tag == qn("w:p")


def check_merges(document: Document) -> None:
    for table in document.element.body.iter(qn("w:tbl")):
        above: dict[tuple[int, int], bool] = {}
        for row in table.findall(qn("w:tr")):
            here = {(start, end): value(cell, "tcPr/vMerge") for cell, start, end in cells(row)}
            for place, merge in here.items():
                assert merge not in ("", "continue") or above.get(place), f"{place} continues nothing"
            above = {place: merge is not None for place, merge in here.items()}


def without_loops(document: Document) -> Document:
    """The template with its tag rows dropped, and the cell that docxtpl merges by `{% vm %}` merged."""
    for row in list(document.element.body.iter(qn("w:tr"))):
        if any("{%tr" in (t.text or "") for t in row.iter(qn("w:t"))):
            row.getparent().remove(row)
    for cell in document.element.body.iter(qn("w:tc")):
        if any("{% vm %}" in (t.text or "") for t in cell.iter(qn("w:t"))):
            cell.find(qn("w:tcPr"))._add_vMerge().val = "restart"
    return document


def test_every_row_of_a_template_covers_the_grid(any_template):
    check_grid(any_template)


def test_every_merge_of_a_template_begins_somewhere(any_template):
    check_merges(without_loops(any_template))


def test_a_rendered_form_keeps_its_grid_and_merges_when_lists_grow(filled):
    check_grid(filled)
    check_merges(filled)


def test_the_properties_of_cells_are_in_the_order_of_the_schema(filled):
    order = [qn(f"w:{name}") for name in ("tcW", "gridSpan", "vMerge", "vAlign")]
    for properties in filled.element.body.iter(qn("w:tcPr")):
        places = [order.index(child.tag) for child in properties]
        assert places == sorted(places)


@pytest.mark.parametrize("form_id", ["guangzhou-market"], indirect=True)
def test_the_contacts_of_a_market_share_one_merged_label(filled):
    (table,) = filled.tables
    labels = [row._tr.tc_lst[0] for row in table.rows]
    first = next(i for i, cell in enumerate(labels) if "联系人" in "".join(cell.itertext()))

    assert [label.vMerge for label in labels[first : first + 8]] == ["restart"] + ["continue"] * 7
    assert labels[first + 8].vMerge is None


def test_every_paragraph_names_a_style_and_every_style_its_chinese_font(any_template):
    fonts = {}
    for style in any_template.styles.element.iter(qn("w:style")):
        named = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        fonts[style.get(qn("w:styleId"))] = None if named is None else named.get(qn("w:eastAsia"))
    used = {value(paragraph, "pPr/pStyle") for paragraph in any_template.element.body.iter(qn("w:p"))}

    assert {fonts[style] for style in used} <= {"方正小标宋简体", "仿宋_GB2312", "黑体"}
    assert used <= set(fonts)
    assert set(fonts) - used <= {"Normal", "Form", "PageNumber"}


def test_the_document_defaults_are_chinese(any_template):
    defaults = any_template.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")

    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert defaults.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_the_pages_are_a4_and_only_the_recommendation_lies_on_its_side(template, form_id):
    for section in template.get_docx().sections:
        size = (round(section.page_width.mm), round(section.page_height.mm))
        assert size == ((297, 210) if form_id == "jinhua-recommendation" else (210, 297))


def test_a_table_is_as_wide_as_the_text(template):
    section = template.get_docx().sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    for table in template.get_docx().element.body.iter(qn("w:tbl")):
        assert abs(int(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) - width / 635) <= 3


def test_the_recommendation_repeats_its_header_row(template, form_id):
    headers = list(template.get_docx().element.body.iter(qn("w:tblHeader")))

    assert len(headers) == (form_id == "jinhua-recommendation")


def test_rows_of_long_text_break_and_rows_of_signatures_do_not(template):
    for row in template.get_docx().element.body.iter(qn("w:tr")):
        styles = {value(paragraph, "pPr/pStyle") for paragraph in row.iter(qn("w:p"))}
        if "LongText" in styles:
            whole = row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
            assert whole == ("SignatureFirst" in styles)


@pytest.mark.parametrize("form_id", ["guangzhou-enterprise", "guangzhou-market"], indirect=True)
def test_the_cover_has_no_page_number_and_the_table_begins_with_page_one(template):
    cover, table = (section._sectPr for section in template.get_docx().sections)

    assert cover.find(qn("w:footerReference")) is None
    assert table.find(qn("w:footerReference")) is not None
    assert table.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
