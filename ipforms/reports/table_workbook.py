"""Plain tables as a workbook, a sheet for each: what an office works on in Excel, and gives back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ipforms.messages import Lang
from ipforms.reports.excel import workbook
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn
from ipforms.reports.report_rows import Row

_NARROW, _WIDE = 8, 40  # characters of a column


@dataclass(frozen=True)
class TextTable:
    """A table of texts.

    Attributes:
        name: of its sheet.
        headers: of its columns.
        rows: the texts, as many in each row.
        raw: the column from which on what stands is for programs, and no row is made high for it; None if none is.
    """

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    raw: int | None = None


class _TableSheet(ReportSheet):
    raw: int | None = None

    def _height(self, row: Row) -> float:
        return super()._height(row[: self.raw])


def table_workbook(tables: Iterable[TextTable], on: date, lang: Lang) -> bytes:
    """The workbook; the same tables and day give the same bytes.

    Args:
        tables: one for each sheet, in order.
        on: the day to keep in the file.
        lang: of its properties.
    """
    stream = io.BytesIO()
    with workbook(stream, on, lang) as book:
        for table in tables:
            columns = [SheetColumn(header, _width(table, at)) for at, header in enumerate(table.headers)]
            sheet = _TableSheet(book, table.name, columns, toned=-1)
            sheet.raw = table.raw
            sheet.start()
            for row in table.rows:
                sheet.add(tuple(row), "note")
            sheet.end()
    return stream.getvalue()


def _width(table: TextTable, at: int) -> int:
    longest = max((len(row[at]) for row in table.rows), default=0)
    return min(_WIDE, max(_NARROW, 2 * len(table.headers[at]) + 2, 2 * longest))
