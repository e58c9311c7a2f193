"""errors.csv and errors.xlsx: the faults of a run, a line each, for the person who has the spreadsheet open."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from ipforms.bulk.files import unwritable
from ipforms.bulk.problems import Problem
from ipforms.errors import Lang
from ipforms.findings import Severity

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEADERS: dict[Lang, tuple[str, ...]] = {
    "zh": ("工作表", "行号", "名称", "列", "填写内容", "级别", "原因", "字段"),
    "en": ("sheet", "row", "name", "column", "value", "severity", "reason", "field"),
}
_SEVERITIES: dict[Lang, dict[Severity, str]] = {
    "zh": {
        Severity.ERROR: "错误",
        Severity.WARNING: "提醒",
        Severity.ATTACHMENT: "需附材料",
        Severity.HUMAN: "需人工判断",
        Severity.NOTE: "已修复",
    },
    "en": {severity: severity.value for severity in Severity},
}
_MOST_ROWS = 1_000_000


class Report:
    """A table of problems, written as CSV and XLSX while the run goes on; no files where there are no problems.

    Use it in a `with` block. A spreadsheet takes a million rows; what comes after stands in the CSV only.

    Args:
        folder: where the files go.
        stem: "errors" gives errors.csv and errors.xlsx. Files of an earlier run are replaced, or removed.
        lang: the language of headers and reasons.
    """

    def __init__(self, folder: Path, stem: str, lang: Lang = "zh") -> None:
        self.paths = (folder / f"{stem}.csv", folder / f"{stem}.xlsx")
        self.count = 0
        self._lang = lang
        self._stack = ExitStack()
        self._csv: Any = None
        self._sheet: Worksheet | None = None

    def __enter__(self) -> Report:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        if not self.count:
            for path in self.paths:
                path.unlink(missing_ok=True)

    def add(self, problems: Iterable[Problem], name: str = "") -> None:
        """Add the problems of one record."""
        for problem in problems:
            if self._csv is None:
                self._open()
            self._write(self._cells(problem, name))

    def _cells(self, problem: Problem, name: str) -> tuple[str | int, ...]:
        severity = _SEVERITIES[self._lang][problem.note.severity]
        reason = problem.reason(self._lang)
        return (problem.table, problem.row, name, problem.column, problem.value, severity, reason, problem.path)

    def _open(self) -> None:
        import xlsxwriter

        try:
            # Excel takes a CSV for UTF-8 only if it starts with a byte order mark.
            stream: TextIO = self._stack.enter_context(self.paths[0].open("w", encoding="utf-8-sig", newline=""))
        except OSError as error:
            raise unwritable(self.paths[0], error) from None
        self._csv = csv.writer(stream)
        self._csv.writerow(_HEADERS[self._lang])
        book: Workbook = xlsxwriter.Workbook(str(self.paths[1]), {"constant_memory": True})
        self._stack.callback(book.close)
        self._sheet = _sheet(book, _HEADERS[self._lang])

    def _write(self, cells: tuple[str | int, ...]) -> None:
        self._csv.writerow([_harmless(cell) for cell in cells])
        self.count += 1
        if self._sheet is not None and self.count <= _MOST_ROWS:
            for index, cell in enumerate(cells):
                if isinstance(cell, int):
                    self._sheet.write_number(self.count, index, cell)
                else:
                    self._sheet.write_string(self.count, index, cell)


def _sheet(book: Workbook, headers: Iterable[str]) -> Worksheet:
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    for index, (width, header) in enumerate(zip(_widths(), headers, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, header, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _widths() -> Iterator[int]:
    yield from (16, 8, 28, 22, 28, 10, 70, 28)


def _harmless(cell: str | int) -> str | int:
    """A value that starts like a formula would be run by the spreadsheet that opens the CSV."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell
