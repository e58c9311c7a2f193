"""Makes high_tech_form/template.docx; it may as well be made in Word."""

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
        height.set(qn("w:val"), "1000" if "tech_fields" in each._tr.xml else "454")
        each._tr.get_or_add_trPr().append(height)
    return made


def build() -> None:
    """Write the template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    paragraph(document, "附件1", 14, "黑体")
    paragraph(document, "滨海市高新技术企业认定申请书", 20, "方正小标宋简体", centre=True)
    paragraph(document, "一、企业基本情况", 12, "黑体")
    table(
        document,
        (3.0, 5.0, 3.0, 5.0),
        [
            [("企业名称", 1), ("{{ name }}", 3)],
            [("统一社会信用代码", 1), ("{{ uscc }}", 1), ("成立日期", 1), ("{{ registered_on }}", 1)],
            [("邮政编码", 1), ("{{ postcode }}", 1), ("联系电话", 1), ("{{ phone }}", 1)],
            [("企业类型", 1), ("{{ ownership }}", 3)],
            [("技术领域", 1), ("{{ tech_fields }}", 3)],
            [("是否曾获认定", 1), ("{{ recognised }}", 3)],
            [("职工总数", 1), ("{{ staff }}", 1), ("科技人员数", 1), ("{{ rd_staff }}", 1)],
            [("科技人员占比", 1), ("{{ rd_staff_share }}", 1), ("研发活动起止时间", 1), ("{{ rd_period }}", 1)],
            [("企业外景照片", 1), ("{{ photo }}", 3)],
        ],
    )
    paragraph(document, "二、近三年经济指标（单位：万元）", 12, "黑体")
    years = [(f"{{{{ finance[{at}].year }}}}", 1) for at in range(3)]
    table(
        document,
        (4.0, 3.0, 3.0, 3.0, 3.0),
        [
            [("指标", 1), *years, ("研发费用合计", 1)],
            [("营业收入", 1), *((f"{{{{ finance[{at}].revenue }}}}", 1) for at in range(3)), ("——", 1)],
            [("净利润", 1), *((f"{{{{ finance[{at}].net_profit }}}}", 1) for at in range(3)), ("——", 1)],
            [
                ("研发费用", 1),
                *((f"{{{{ finance[{at}].rd_spending }}}}", 1) for at in range(3)),
                ("{{ rd_total }}", 1),
            ],
        ],
    )
    paragraph(document, "三、高新技术产品（服务）", 12, "黑体")
    table(
        document,
        (3.0, 5.0, 3.0, 5.0),
        [
            [("{%tr for product in products %}{# rows: 1 #}", 4)],
            [("产品（服务）名称", 1), ("{{ product.name }}", 1), ("占总收入比例", 1), ("{{ product.share }}", 1)],
            [("是否主要产品", 1), ("{{ product.is_main }}", 1), ("投产时间", 1), ("{{ product.launched }}", 1)],
            [("专利号", 1), ("专利名称", 2), ("专利类型", 1)],
            [("{%tr for patent in product.patents %}{# rows: 2 #}", 4)],
            [("{{ patent.number }}", 1), ("{{ patent.name }}", 2), ("{{ patent.kind }}", 1)],
            [("{%tr endfor %}", 4)],
            [("{%tr endfor %}", 4)],
        ],
    )
    paragraph(document, "四、创新能力", 12, "黑体")
    table(document, (3.0, 13.0), [[("创新能力说明", 1), ("（400字以内）\n{{ overview }}", 1)]])
    paragraph(document, "本企业承诺以上内容真实、准确。")
    paragraph(document, "法定代表人（签名）：{{ signatory }}")
    paragraph(document, '填报日期：{{ signed_on or "    年    月    日" }}')
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.save(str(HERE / "high_tech_form" / "template.docx"))


if __name__ == "__main__":
    build()
