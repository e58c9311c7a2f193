"""The list of all files that came, as a workbook: what each is, whose, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ipforms.messages import Lang
from ipforms.reports.excel import workbook
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn
from ipforms.reports.target import Target, opened

_WIDTHS = (40, 24, 26, 10, 60)  # characters; a landscape A4 page is full
_TO_DO = 3  # the column that says whether a person must look at it


def write_inventory(
    rows: Iterable[Sequence[str]],
    headers: Sequence[str],
    sums: Sequence[tuple[str, int]],
    target: Target,
    lang: Lang,
    on: date,
) -> None:
    """Write the list.

    Args:
        rows: file, what it is, whose, whether a person must look at it, why.
        headers: of these columns.
        sums: how many files of each kind, and of all; they stand on a sheet of their own.
        target: a path, whose file appears whole or not at all, or an open binary file.
        lang: "zh" or "en".
        on: the day to keep in the file.

    Raises:
        UnwritableReport: the file cannot be written.
    """
    columns = [SheetColumn(header, width) for header, width in zip(headers, _WIDTHS, strict=True)]
    with opened(target) as stream, workbook(stream, on, lang) as book:
        sheet = ReportSheet(book, "1", columns)
        sheet.start()
        for row in rows:
            sheet.add(tuple(row), "warning" if row[_TO_DO] else "note")
        sheet.end()
        total = ReportSheet(book, "2", [SheetColumn(headers[1], _WIDTHS[0]), SheetColumn("", _WIDTHS[_TO_DO])])
        total.start()
        for sum_of_kind in sums:
            total.add(sum_of_kind, "note")
