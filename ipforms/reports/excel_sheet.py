"""A sheet of an Excel report: a header that stays, filters, wrapped texts, print set-up."""

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from ipforms.messages import Lang
from ipforms.reports.report_rows import Row
from ipforms.reports.words import report_text
from ipforms.text.writing_systems import half_widths

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

# Of a severity or a result: what its cell looks like. Words say the same, so nothing hangs on the colour.
_TONES: dict[str, dict[str, Any]] = {
    "good": {"bg_color": "#E2EFDA"},
    "judgement": {"bg_color": "#FFF2CC"},
    "faulty": {"bg_color": "#F8CBAD", "bold": True},
    "unfit": {"bg_color": "#E4DFEC", "bold": True},
    "unread": {"bg_color": "#D9D9D9", "bold": True},
    "other_form": {"bg_color": "#D9D9D9", "bold": True},
    "error": {"bg_color": "#F8CBAD", "bold": True},
    "warning": {"bg_color": "#FFF2CC"},
    "attachment": {"bg_color": "#DDEBF7"},
    "human": {"bg_color": "#E4DFEC"},
    "note": {"font_color": "#595959"},
}
_TONED = 4  # the column of the result, or of the kind of finding
_A4 = 9  # as SpreadsheetML numbers paper sizes (ECMA-376, 18.3.1.63)
_LINE, _HIGHEST = 14, 409  # points; Excel has no higher row
_TITLE_LINE, _TITLE_SCALE = 17, 1.2  # points; the type of a title beside that of the cells
_LONGEST = 32_000  # Excel takes 32,767 characters a cell


@contextlib.contextmanager
def workbook(stream: BinaryIO, day: date, lang: Lang) -> "Iterator[Workbook]":
    """A workbook of a report; it is whole when the block ends."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    made = datetime(day.year, day.month, day.day)
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"title": report_text("excel.document_title", lang), "created": made})
        try:
            yield book
        finally:
            try:
                book.close()
            except FileCreateError as error:  # XlsxWriter wraps the system's error in its own
                raise error.args[0] from None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its header, and its width in characters."""

    header: str
    width: int


class ReportSheet:
    """One sheet, written from top to bottom.

    Args:
        book: the workbook.
        name: the name of the sheet.
        columns: its columns.
        toned: the column that is coloured; -1 for none.
        raw: the column from which on what stands is for programs, and no row is made high for it; None if none is.

    Attributes:
        rows: how many rows of data there are.
    """

    def __init__(
        self, book: "Workbook", name: str, columns: Sequence[SheetColumn], toned: int = _TONED, raw: int | None = None
    ) -> None:
        self.rows, self._toned, self._raw = 0, toned, raw
        self._columns = columns
        self._sheet = book.add_worksheet(name)
        self._header = 0
        base: dict[str, Any] = {
            "font_size": 10,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": "#BFBFBF",
        }
        self._plain: Format = book.add_format({**base, "num_format": "@"})
        self._count: Format = book.add_format({**base, "num_format": "0", "align": "center"})
        self._tones: dict[str, Format] = {tone: book.add_format({**base, **look}) for tone, look in _TONES.items()}
        self._title: Format = book.add_format({"bold": True, "font_size": 12, "valign": "vcenter", "text_wrap": True})
        head: dict[str, Any] = {"bold": True, "bg_color": "#DDEBF7", "valign": "vcenter", "align": "center"}
        self._head: Format = book.add_format({**base, **head})

    def start(self, title: str = "") -> None:
        """Write the header, and above it a title if there is one."""
        sheet = self._sheet
        for index, column in enumerate(self._columns):
            sheet.set_column(index, index, column.width)
        if title:
            width, last = sum(column.width for column in self._columns), len(self._columns) - 1
            sheet.set_row(0, _TITLE_LINE * _lines(title, round(width / _TITLE_SCALE)) + 8)
            if last:
                sheet.merge_range(0, 0, 0, last, title, self._title)
            else:
                sheet.write_string(0, 0, title, self._title)
            self._header = 1
        sheet.set_row(self._header, 2 * _LINE + 4)
        for index, column in enumerate(self._columns):
            sheet.write_string(self._header, index, column.header, self._head)
        sheet.freeze_panes(self._header + 1, 1)
        self._prepare_print()

    def _prepare_print(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(self._header)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def add(self, row: Row, tone: str) -> None:
        """Write a row; `tone` is the severity or the result that colours one of its cells."""
        self.rows += 1
        number = self._header + self.rows
        self._sheet.set_row(number, self._height(row))
        for index, cell in enumerate(row):
            if isinstance(cell, int):
                self._sheet.write_number(number, index, cell, self._count)
            else:
                self._write_text(
                    number, index, _storable(cell), self._tones[tone] if index == self._toned else self._plain
                )

    def _write_text(self, row: int, column: int, text: str, look: "Format") -> None:
        if text:
            # Not `write`, which makes a formula of what looks like one.
            self._sheet.write_string(row, column, text, look)
        else:
            self._sheet.write_blank(row, column, None, look)

    def _height(self, row: Row) -> float:
        """High enough for the longest cell: not every program that opens a workbook sees to that itself."""
        lines = max(
            _lines(str(cell), column.width) for cell, column in zip(row[: self._raw], self._columns, strict=False)
        )
        return min(_LINE * lines + 2, _HIGHEST)

    def end(self) -> None:
        """Set the filters and what is printed, now that the last row is known."""
        self._sheet.print_area(0, 0, self._header + self.rows, len(self._columns) - 1)
        self._sheet.autofilter(self._header, 0, self._header + self.rows, len(self._columns) - 1)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column.

    >>> _lines("一二三四五六", 12), _lines("一二三四五", 12)
    (2, 1)
    """
    room = width - 2
    if 2 * len(text) <= room and "\n" not in text:  # most cells
        return 1
    return sum(max(1, -(-half_widths(line) // room)) for line in text[:_LONGEST].split("\n"))


def _storable(text: str) -> str:
    """A text that a workbook takes: no half of a surrogate pair, not too long."""
    return text[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
