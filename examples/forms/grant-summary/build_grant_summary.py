"""Makes grant_summary_form/template.docx; it may as well be made in Word."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
WIDTH = Cm(16.0)


def font(run: Any, name: str, size: float, *, bold: bool = False) -> None:
    """Set a run in a Chinese font, whose name Word keeps apart from that of Latin letters."""
    run.font.name, run.font.size, run.font.bold = "Times New Roman", Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def paragraph(document: Any, text: str, size: float = 12, name: str = "仿宋_GB2312", *, centre: bool = False) -> None:
    """A paragraph of print."""
    made = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else None
    font(made.add_run(text), name, size)


def table(document: Any, widths: tuple[float, ...], rows: list[list[tuple[str, int]]]) -> Any:
    """A table of rows of (text, columns that it covers)."""
    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.autofit = "Table Grid", False
    for row in rows:
        cells = made.add_row().cells
        column = 0
        for text, span in row:
            cell = cells[column].merge(cells[column + span - 1])
            own = cell.paragraphs[0]
            for number, line in enumerate(text.split("\n")):
                own = own if number == 0 else cell.add_paragraph()
                font(own.add_run(line), "仿宋_GB2312", 10.5)
            column += span
    for each in made.rows:
        for cell, width in zip(each.cells, widths, strict=True):
            cell.width = Cm(width)
        height = OxmlElement("w:trHeight")
        height.set(qn("w:val"), "454")
        each._tr.get_or_add_trPr().append(height)
    return made


def build() -> None:
    """Write the template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.0)
    paragraph(document, "附件3", 14, "黑体")
    paragraph(document, "滨海市知识产权资助资金汇总表", 18, "方正小标宋简体", centre=True)
    paragraph(document, "填报单位：{{ unit }}")
    paragraph(document, "资助期间：{{ period }}")
    made = table(
        document,
        (3.0, 7.0, 3.2, 3.0, 3.0, 3.0, 3.0),
        [
            [
                ("县（市、区）", 1),
                ("企业名称", 1),
                ("申报类别", 1),
                ("专利资助（万元）", 2),
                ("商标", 1),
                ("资助额", 1),
            ],
            [("", 1), ("", 1), ("", 1), ("发明专利", 1), ("其他专利", 1), ("", 1), ("", 1)],
            [("{%tr for district in districts %}{# rows: 1 #}", 7)],
            [("{%tr for firm in district.firms %}{# rows: 2 #}", 7)],
            [
                ("{% vm %}{{ district.name }}", 1),
                ("{{ firm.name }}", 1),
                ("{{ firm.first_time }}", 1),
                ("{{ firm.invention }}", 1),
                ("{{ firm.other_patents }}", 1),
                ("{{ firm.trademarks }}", 1),
                ("{{ firm.amount }}", 1),
            ],
            [("{%tr endfor %}", 7)],
            [("小计", 6), ("{{ district.subtotal }}", 1)],
            [("{%tr endfor %}", 7)],
            [("合计", 2), ("{{ total }}", 2), ("比上年增长", 1), ("{{ growth }}", 2)],
        ],
    )
    for column in (0, 1, 2, 5, 6):
        cell = made.cell(0, column).merge(made.cell(1, column))
        for spare in cell.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
    paragraph(document, "填表人：{{ prepared_by }}")
    paragraph(document, "联系电话：{{ phone }}")
    paragraph(document, '填表日期：{{ prepared_on or "    年    月    日" }}')
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.save(str(HERE / "grant_summary_form" / "template.docx"))


if __name__ == "__main__":
    build()
