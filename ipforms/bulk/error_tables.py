"""errors.csv and errors.xlsx: the faults of a run, a line each, for the person who has the spreadsheet open."""

import csv
import io
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from ipforms.bulk.atomic_files import remove, removed_on_error, temporary_name, unwritable
from ipforms.bulk.excel_cells import FORMULA_STARTS
from ipforms.bulk.problems import Problem
from ipforms.codes.masking import masked_text
from ipforms.messages import Lang, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_000_000  # of the workbook; a sheet of Excel has 1,048,576
_MOST_CHARS = 1_000  # of a cell; more is no help in finding a fault
_ROW_NUMBER = 1  # the column of it, written as a number
_WIDTHS = (16, 8, 28, 22, 28, 10, 70, 28)  # of the columns, in characters; the reason is the longest


class ErrorTables:
    """A table of problems as CSV and XLSX; no files where there are no problems.

    Use it in a `with` block: the files appear, whole, at its end, also after Ctrl-C. The CSV is kept while the run goes
    on, and the workbook is made of it. A spreadsheet takes a million rows; what comes after stands in the CSV only.

    Args:
        folder: where the files go.
        stem: "errors" gives errors.csv and errors.xlsx. Files of an earlier run are removed at the start.
        lang: the language of headers and reasons.
    """

    def __init__(self, folder: Path, stem: str, lang: Lang = "zh") -> None:
        self.paths = (folder / f"{stem}.csv", folder / f"{stem}.xlsx")
        self.count = 0
        self._lang = lang
        self._stack = ExitStack()
        self._parts = tuple(path.with_name(temporary_name(path.name)) for path in self.paths)
        self._csv: Any = None

    def __enter__(self) -> "ErrorTables":
        """Begin.

        Raises:
            UnwritableOutput: a file of an earlier run cannot be removed; it may be open in Excel.
        """
        for path in self.paths:
            remove(path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with ExitStack() as clean:
            for part in self._parts:
                clean.enter_context(removed_on_error(part))
            try:
                self._stack.close()
                if self.count:
                    _as_workbook(*self._parts)
                for part, path in zip(self._parts, self.paths, strict=True):
                    if self.count:
                        part.replace(path)
                    else:
                        part.unlink(missing_ok=True)
            except OSError as fault:
                raise unwritable(self.paths[0].with_suffix(""), fault) from None

    def add(self, problems: Iterable[Problem], name: str = "") -> None:
        """Add the problems of one record.

        Raises:
            UnwritableOutput: the disk is full, or the like.
        """
        try:
            for problem in problems:
                if self._csv is None:
                    self._open()
                # One call: Ctrl-C finds the row written or not written.
                self._csv.writerow([_harmless(_storable(cell)) for cell in self._cells(problem, name)])
                self.count += 1
        except OSError as error:
            raise unwritable(self.paths[0], error) from None

    def _cells(self, problem: Problem, name: str) -> tuple[str, ...]:
        is_repaired = problem.note.code == "cell.repaired"
        key = "bulk.error_table.repaired" if is_repaired else f"reports.severity.{problem.note.severity.value}"
        whose = (problem.table, str(problem.row or ""), masked_text(name))
        return (*whose, problem.column, problem.value, say(key, self._lang), problem.reason(self._lang), problem.path)

    def _open(self) -> None:
        # Excel takes a CSV for UTF-8 only if it starts with a byte order mark.
        stream: TextIO = self._stack.enter_context(self._parts[0].open("w", encoding="utf-8-sig", newline=""))
        self._csv = csv.writer(stream)
        self._csv.writerow(say("bulk.error_table.columns", self._lang).split(","))


class _Memory(io.BytesIO):
    """Stays open for an archive that is forgotten later than this is."""

    def close(self) -> None:
        """Its bytes go with the last who has it."""


def _as_workbook(source: Path, target: Path) -> None:
    import xlsxwriter  # only where something is to be told
    from xlsxwriter.exceptions import XlsxWriterException

    made = _Memory()  # a ZipFile that meets a full disk is heard of once more, on the terminal, when it is forgotten
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        book: Workbook = xlsxwriter.Workbook(made, {"constant_memory": True})
        sheet = _sheet(book, next(rows))
        for number, cells in enumerate(islice(rows, _MOST_ROWS), 1):
            for index, cell in enumerate(cells):
                if index == _ROW_NUMBER and cell:
                    sheet.write_number(number, index, int(cell))
                else:
                    sheet.write_string(number, index, _as_it_was(cell))
        try:
            book.close()
        except XlsxWriterException as fault:  # it wraps the system's error in its own
            raise next((each for each in fault.args if isinstance(each, OSError)), OSError(0, str(fault))) from None
    target.write_bytes(made.getbuffer())


def _sheet(book: "Workbook", headers: Iterable[str]) -> "Worksheet":
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    for index, (width, header) in enumerate(zip(_WIDTHS, headers, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, header, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _storable(cell: str) -> str:
    """A text that any file takes: no half of a surrogate pair, and not longer than a reader wants it."""
    return cell[:_MOST_CHARS].encode("utf-8", "replace").decode("utf-8")


def _harmless(cell: str) -> str:
    """A value that starts like a formula would be run by the spreadsheet that opens the CSV."""
    return f"'{cell}" if _is_formula(cell) else cell


def _as_it_was(cell: str) -> str:
    """In a workbook a text is a text."""
    return cell[1:] if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    return cell.lstrip("'").lstrip().startswith(FORMULA_STARTS)
