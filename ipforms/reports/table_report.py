"""A report of plain tables, as a workbook and as a page: who is recommended, and who is not and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ipforms.messages import Lang
from ipforms.reports.excel import workbook
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn
from ipforms.reports.html_page import page_parts
from ipforms.reports.target import Target, opened


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of a report.

    Attributes:
        name: its heading; the name of its sheet.
        columns: headers, with their widths in characters.
        rows: a tone (a status or a severity), and the cells.
        toned: the column that the tone colours, from 0.
    """

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[tuple[str, Sequence[str]]]
    toned: int = 0


def write_table_book(tables: Sequence[ReportTable], title: str, target: Target, lang: Lang, on: date) -> None:
    """Write the tables as XLSX, a sheet each; the title stands above the first, none without it.

    Raises:
        UnwritableReport: the file cannot be written.
    """
    with opened(target) as stream, workbook(stream, on, lang) as book:
        for index, table in enumerate(tables):
            sheet = ReportSheet(book, table.name, table.columns, table.toned)
            sheet.start(title if index == 0 else "")
            for tone, cells in table.rows:
                sheet.add(tuple(cells), tone)
            sheet.end()


def write_table_page(tables: Sequence[ReportTable], title: str, target: Target, lang: Lang) -> None:
    """Write the tables as one HTML page, which stands alone.

    Raises:
        UnwritableReport: the file cannot be written.
    """
    page, facts = page_parts("tables.html.jinja", lang)
    with opened(target) as stream:
        stream.write(page.render(facts, title=title, tables=tables).encode("utf-8", "replace"))
