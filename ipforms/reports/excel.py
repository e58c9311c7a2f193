"""A batch as a workbook: a sheet with a row a file, and a sheet with a row a finding.

Written in one pass and in constant memory, so that a batch may have thousands of files.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, repeat
from typing import TYPE_CHECKING, BinaryIO

from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome, Report
from ipforms.reports.excel_sheet import ReportSheet, SheetColumn, workbook
from ipforms.reports.report_rows import (
    FINDING_HEADERS,
    OVERVIEW_HEADERS,
    BatchCounts,
    FileStatus,
    Row,
    file_status,
    finding_rows,
    overview_row,
)
from ipforms.reports.spool import Spool
from ipforms.reports.table_report import ReportTable, add_sheets
from ipforms.reports.words import COUNTED, report_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_OVERVIEW_WIDTHS = (22, 24, 24, 9, 10, *(8 for _ in COUNTED), 8, 10, 40)  # characters; a landscape A4 page is full
_FINDINGS_WIDTHS = (20, 20, 22, 18, 11, 38, 38, 30)  # characters; so here
_MOST_ROWS = 1_000_000  # Excel takes 1,048,576 a sheet, the header among them


def write_excel(
    outcomes: Iterable[CheckOutcome],
    stream: BinaryIO,
    lang: Lang = "zh",
    on: date | None = None,
    most_rows: int = _MOST_ROWS,
    tables: Sequence[ReportTable] = (),
) -> BatchCounts:
    """Write the overview of a batch as XLSX.

    Args:
        outcomes: reports, and files that could not be read; taken one by one.
        stream: where it is written.
        lang: "zh" or "en".
        on: the day to print and to keep in the file; today if None. The same batch and day give the same bytes.
        most_rows: how many findings a sheet takes; further ones go to a further sheet.
        tables: further sheets, such as the list of all files that came.

    Returns:
        The batch in numbers.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_excel([], stream).files, stream.getvalue()[:2]
    (0, b'PK')
    """
    day = on or date.today()
    with workbook(stream, day, lang) as book, Spool[tuple[FileStatus, Row]]() as rows:
        overview = ReportSheet(
            book, report_text("excel.overview", lang), _columns(OVERVIEW_HEADERS, _OVERVIEW_WIDTHS, lang)
        )
        findings = _FindingSheets(book, lang, most_rows)
        counts = BatchCounts()
        for outcome in outcomes:
            counts.add(outcome)
            rows.add((file_status(outcome), overview_row(outcome, lang)))
            findings.add(outcome)
        overview.start(report_text("excel.title", lang, counts=counts.text(lang), day=f"{day:%Y-%m-%d}"))
        for result, row in rows:
            overview.add(row, result)
        overview.end()
        findings.end()
        add_sheets(book, tables)
    return counts


def _columns(headers: Sequence[str], widths: Sequence[int], lang: Lang) -> list[SheetColumn]:
    return [SheetColumn(report_text(header, lang), width) for header, width in zip(headers, widths, strict=True)]


class _FindingSheets:
    """The sheets of findings: as many as their number needs."""

    def __init__(self, book: "Workbook", lang: Lang, most_rows: int) -> None:
        self._book, self._lang, self._most = book, lang, most_rows
        self._sheets = 0
        self._grid = self._next()

    def _next(self) -> ReportSheet:
        self._sheets += 1
        name = report_text("excel.findings", self._lang) + (str(self._sheets) if self._sheets > 1 else "")
        grid = ReportSheet(self._book, name, _columns(FINDING_HEADERS, _FINDINGS_WIDTHS, self._lang))
        grid.start()
        return grid

    def add(self, outcome: CheckOutcome) -> None:
        severities = [each.severity for each in outcome.findings] if isinstance(outcome, Report) else []
        rest = FileStatus.JUDGEMENT if isinstance(outcome, Report) else file_status(outcome)
        for tone, row in zip(chain(severities, repeat(rest)), finding_rows(outcome, self._lang), strict=False):
            if self._grid.rows == self._most:
                self._grid.end()
                self._grid = self._next()
            self._grid.add(row, tone)

    def end(self) -> None:
        self._grid.end()
