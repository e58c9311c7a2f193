"""A filled document as a workbook: a sheet for each of its tables, with the words above and below it."""

import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ipforms import formats
from ipforms.sheet import Paragraph, Table
from ipforms.text.writing_systems import half_widths

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_COUNT = re.compile(r"0|[1-9][0-9]{0,5}")  # what is counted; codes and phones are longer
_NO_NAME = re.compile(r"[\[\]:*?/\\']")  # what Excel refuses in the name of a sheet
_LONGEST_NAME = 31  # characters that Excel takes for one
_TWIPS = 105  # of a column's unit: a digit of Excel's usual font, 7 px at 96 dpi
_LETTER = 84  # units: a line of 28 characters of a letter in 14 pt
_LINE = 15  # points of a line of 10 pt
_A4 = 9  # as SpreadsheetML numbers paper sizes (ECMA-376, 18.3.1.63)


@dataclass
class _TablePage:
    """What one sheet holds: words, a table if there is one, and the words after the last table."""

    above: list[str] = field(default_factory=list)
    table: Table | None = None
    below: list[str] = field(default_factory=list)


def document_workbook(document: bytes, title: str, day: str) -> bytes:
    """A DOCX as XLSX.

    Args:
        document: the DOCX.
        title: the name of the first sheet, and of the workbook.
        day: the day to keep in the file; the same document and day give the same bytes.
    """
    import xlsxwriter

    pages = _pages(formats.read(document).sheet.blocks)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime.fromisoformat(day)})
        looks = _Looks(book)
        used: set[str] = set()
        for at, page in enumerate(pages):
            name = _sheet_name(page.above[-1] if at and page.above else title, used)
            _write(book.add_worksheet(name), page, looks)
    return stream.getvalue()


def _pages(blocks: Sequence[Paragraph | Table]) -> list[_TablePage]:
    pages = [_TablePage()]
    for block in blocks:
        if isinstance(block, Table):
            if pages[-1].table is not None:  # what stands between two tables belongs to the second
                pages.append(_TablePage(above=pages[-1].below))
                pages[-2].below = []
            pages[-1].table = block
        elif text := block.text.strip():
            (pages[-1].above if pages[-1].table is None else pages[-1].below).append(text.replace("\t", " " * 8))
    return pages


class _Looks:
    """How cells look."""

    def __init__(self, book: "Workbook") -> None:
        frame: dict[str, Any] = {"font_size": 10, "text_wrap": True, "valign": "vcenter", "border": 1}
        self.text = book.add_format({**frame, "num_format": "@"})
        self.count = book.add_format({**frame, "num_format": "0", "align": "center"})
        self.head = book.add_format({**frame, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        self.title = book.add_format({"bold": True, "font_size": 14, "align": "center", "text_wrap": True})
        self.words = book.add_format({"font_size": 11, "text_wrap": True, "valign": "vcenter"})


def _write(sheet: "Worksheet", page: _TablePage, looks: _Looks) -> None:
    table = page.table
    edges = table.edges if table is not None else ()
    widths = [(after - before) / _TWIPS for before, after in itertools.pairwise(edges)] or [_LETTER]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = _words(sheet, page.above, 0, widths, looks, titled=True)
    if table is not None:
        _table(sheet, table, row, widths, looks)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        row += table.rows
    _words(sheet, page.below, row, widths, looks)
    if table is not None and sum(widths) > _LETTER + 8:  # wider than a portrait page
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")


def _words(
    sheet: "Worksheet", texts: list[str], row: int, widths: list[float], looks: _Looks, *, titled: bool = False
) -> int:
    """Paragraphs, each in a row over all columns; the row behind them."""
    for at, text in enumerate(texts, row):
        is_title = titled and at == 0
        look = looks.title if is_title else looks.words
        room = sum(widths) * (10 / 14 if is_title else 10 / 11)  # a column's unit is of 10 pt
        lines = sum(1 + int(half_widths(line) / room) for line in text.split("\n"))
        sheet.set_row(at, lines * _LINE * (1.5 if is_title else 1.2))
        if len(widths) > 1:
            sheet.merge_range(at, 0, at, len(widths) - 1, "", look)
        sheet.write_string(at, 0, text, look)
    return row + len(texts)


def _table(sheet: "Worksheet", table: Table, first: int, widths: list[float], looks: _Looks) -> None:
    heights = dict.fromkeys(range(table.rows), 1)
    for cell in table.cells:
        room = sum(widths[cell.column : cell.column + cell.column_span]) - 1
        lines = sum(1 + int(half_widths(line) / room) for line in cell.text.split("\n"))
        heights[cell.row] = max(heights[cell.row], -(-lines // cell.row_span))
    for at, count in heights.items():
        sheet.set_row(first + at, count * _LINE + 3)
    for cell in table.cells:
        row, column = first + cell.row, cell.column
        look = looks.head if cell.row == 0 else looks.text
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", look)
        if _COUNT.fullmatch(cell.text) and cell.row:
            sheet.write_number(row, column, int(cell.text), looks.count)
        else:
            sheet.write_string(row, column, cell.text, look)  # not `write`, which makes formulas of texts


def _sheet_name(text: str, used: set[str]) -> str:
    name = _NO_NAME.sub("", text.split("\n")[0])[:_LONGEST_NAME].strip() or str(len(used) + 1)
    name = name if name not in used else f"{name[: _LONGEST_NAME - 3]}{len(used) + 1}"
    used.add(name)
    return name
