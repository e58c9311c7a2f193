"""Forms that were typed anew: an own grid, other fonts, labels in slightly other words."""

import random
import re
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import fonts
from .plan import shown


class Sheet:
    """A Word document in one hand's manner."""

    def __init__(self, rng: random.Random, landscape: bool = False):
        self.rng, self.document = rng, Document()
        self.body, self.head = rng.choice(fonts.PRINT)
        self.latin = rng.choice(("Liberation Serif", self.body))
        self.size = rng.choice((9, 10) if landscape else (10, 10.5, 11, 12))
        self.shade = rng.random() < 0.2
        self.bold = rng.random() < 0.3
        self.dates = rng.choice(("{}年{}月{}日", "{}年{}月{}日", "{}-{:02}-{:02}", "{}.{}.{}"))
        self.join = rng.choice(("、", "，", "/"))
        section = self.document.sections[0]
        section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(rng.randint(18, 27)))
        self.width = section.page_width - section.left_margin - section.right_margin

    def pick(self, *words: str) -> str:
        """One of several wordings."""
        return self.rng.choice(words)

    def write(self, paragraph, text: str, size: float | None = None, head: bool = False) -> None:
        """Text with its fonts."""
        run = paragraph.add_run(text)
        run.font.size = Pt(size or self.size)
        run.font.bold = head or None
        face = self.head if head else self.body
        run.font.name = face if head or self.rng.random() < 0.04 else self.latin
        run._element.rPr.rFonts.set(qn("w:eastAsia"), face)

    def line(
        self, text: str = "", size: float | None = None, centre: bool = False, head: bool = False, right=False
    ) -> None:
        """A paragraph of the page."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        if centre or right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.RIGHT
        self.write(paragraph, text, size, head)

    def table(self, columns: list[float], rows: list) -> None:
        """Rows of (text, columns it spans); a text that starts with # is a label; ^ joins with the cell above."""
        table = self.document.add_table(rows=len(rows), cols=len(columns))
        table.style, table.autofit = "Table Grid", False
        total = sum(columns)
        for i, part in enumerate(columns):
            table.columns[i].width = int(self.width * part / total)
        grid = [[None] * len(columns) for _ in rows]
        for r, row in enumerate(rows):
            at = 0
            for text, span in row:
                self._cell(table, grid, (r, at, span), text)
                at += span
            assert at == len(columns), row
            table.rows[r].height = Mm(self.rng.choice((8, 9)))
        for i, part in enumerate(columns):
            for cell in table.columns[i].cells:
                cell.width = cell.width or int(self.width * part / total)

    def _cell(self, table, grid, place, text) -> None:
        r, at, span = place
        cell = table.cell(r, at)
        if span > 1:
            cell = cell.merge(table.cell(r, at + span - 1))
        if text == "^":
            cell = table.cell(r - 1, at).merge(cell)
            return
        grid[r][at] = cell
        label = text.startswith("#")
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        lines = text.lstrip("#").split("\n")
        for i, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            if label or (len(text) < 14 and len(lines) == 1):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self.write(paragraph, line, head=label and self.bold)
        if label and self.shade:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:val"), "clear")
            shading.set(qn("w:fill"), "E7E6E6")
            cell._element.get_or_add_tcPr().append(shading)

    def text(self, value) -> str:
        """A value as this hand types it."""
        if value is None or value == []:
            return ""
        if isinstance(value, list):
            return self.join.join(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            return self.dates.format(*(int(part) for part in value.split("-")))
        if re.fullmatch(r"(19|20)\d\d-\d\d", str(value)):
            return f"{value[:4]}年{int(value[5:])}月"
        return str(value)

    def day(self, value) -> str:
        """A date to sign by: empty gaps where it is not printed."""
        return shown(value) if value else self.pick("    年    月    日", "      年   月   日")

    def bytes(self) -> bytes:
        """The file."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def opinion(sheet: Sheet, block, value: dict, text: str | None) -> str:
    """The text of a block's cell."""
    sign = f"　　　　　　　　{block.sign}：{value['signatory'] or ''}"
    seal = f"　　　　　　　　{block.seal}："
    day = "　　　　　　　　　　　　　　" + sheet.day(value["date"])
    middle = [sign] if block.sign == block.seal else [sign, "", seal]
    return "\n".join([text or "", "", *middle, "", day])
