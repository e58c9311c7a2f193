"""Plain tables as a workbook and as a page: who is recommended and why not, all files that came, a list for sending."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ipforms.messages import Lang
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn, workbook
from ipforms.reports.html_page import page_parts

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_NARROW, _WIDE = 8, 40  # characters of a column


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report."""

    name: str  # its heading; the name of its sheet
    columns: Sequence[SheetColumn]  # headers, with their widths in characters
    rows: Sequence[tuple[str, Sequence[str | int]]]  # a tone (a status or a severity), and the cells
    toned: int = -1  # the column that the tone colours, from 0; -1 for none
    title: str = ""  # a sentence that stands above it, or ""
    raw: int | None = None  # see `ReportSheet`

    @classmethod
    def of_texts(
        cls, name: str, headers: Sequence[str], rows: Sequence[Sequence[str]], raw: int | None = None
    ) -> "ReportTable":
        """A table whose columns are as wide as what they hold."""
        columns = [SheetColumn(header, _width(header, [row[at] for row in rows])) for at, header in enumerate(headers)]
        return cls(name, columns, [("note", row) for row in rows], raw=raw)


def add_sheets(book: "Workbook", tables: "Iterable[ReportTable]") -> None:
    """Add a sheet for each table to a workbook."""
    for table in tables:
        sheet = ReportSheet(book, table.name, table.columns, table.toned, table.raw)
        sheet.start(table.title)
        for tone, cells in table.rows:
            sheet.add(tuple(cells), tone)
        sheet.end()


def table_book(tables: "Iterable[ReportTable]", lang: Lang, on: date) -> bytes:
    """The tables as XLSX, a sheet each; the same tables and day give the same bytes."""
    stream = io.BytesIO()
    with workbook(stream, on, lang) as book:
        add_sheets(book, tables)
    return stream.getvalue()


def table_page(tables: "Sequence[ReportTable]", title: str, lang: Lang) -> bytes:
    """The tables as one HTML page, which stands alone."""
    page, facts = page_parts("tables.html.jinja", lang)
    return page.render(facts, title=title, tables=tables).encode("utf-8", "replace")


def _width(header: str, texts: Sequence[str]) -> int:
    longest = max(map(len, texts), default=0)
    return min(_WIDE, max(_NARROW, 2 * len(header) + 2, 2 * longest))
