"""XLSX, XLS and ODS by calamine: sheets → rows.

calamine gives every number of an XLSX as a float; whole ones become int again, with the digits that the file shows.
The first cell of a vertical merge speaks for the rows that it spans.
"""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from ipforms.bulk.sources import header_row, ods_scan, xls_scan, xlsx_scan
from ipforms.bulk.sources.byte_source import ByteSource
from ipforms.bulk.sources.cell_look import Position, SheetLook, seen
from ipforms.bulk.sources.header_block import LOOKED_AT, filled, header_lines
from ipforms.bulk.sources.spanned_cells import fill_merges, joined_header
from ipforms.bulk.sources.table_format import refuse
from ipforms.bulk.sources.table_model import (
    Cell,
    EmptySource,
    RowProblem,
    SourceRow,
    SourceTable,
    TableLimits,
    UnknownSheet,
)
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import WorkbookScan, broken
from ipforms.containers.file_format import ZIP_BEGINS, file_format
from ipforms.messages import Note

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def open_sheets(
    data: ByteSource, sheet: str | None, limits: TableLimits, rows: tuple[int, int] | None = None
) -> tuple[str, tuple[SourceTable, ...]]:
    """The format ("xlsx", "xls", "ods") and the sheets with data, the main one first. Hidden ones are left out.

    Raises:
        NotATable: the file is of another format.
    """
    raw = data.read(limits.max_file_bytes)
    format_ = file_format(raw)
    if format_ in ("xls", "ole"):  # "ole" may be a workbook that is cut off before its directory
        scan = xls_scan.inspect(raw, data.name, limits)
        book = _open(raw, data.name)
        facts = WorkbookScan(scan.epoch_1904, dict(zip(book.sheet_names, scan.sheets, strict=False)))
        return "xls", _tables(book, facts, data.name, sheet, limits, rows)
    if not raw.startswith(ZIP_BEGINS):
        refuse(format_, data.name)
    package = WorkbookPackage(raw, data.name, limits)
    if format_ not in ("xlsx", "ods"):
        refuse(format_, data.name)
    facts = (xlsx_scan if format_ == "xlsx" else ods_scan).inspect(package, limits)
    return format_, _tables(_open(raw, data.name), facts, data.name, sheet, limits, rows)


def _open(raw: bytes, name: str) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    with _calamine_errors(name):
        return CalamineWorkbook.from_filelike(io.BytesIO(raw))


@contextmanager
def _calamine_errors(name: str) -> Iterator[None]:
    """What calamine lets out becomes a typed error; a panic of its Rust code too, which is no Exception."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, OSError, ValueError) as fault:
        broken(name, fault)
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        broken(name, fault)


def _tables(
    book: "CalamineWorkbook",
    facts: WorkbookScan,
    name: str,
    sheet: str | None,
    limits: TableLimits,
    rows: tuple[int, int] | None,
) -> tuple[SourceTable, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if sheet is not None and sheet not in book.sheet_names:
        raise UnknownSheet(name=name, sheet=sheet, known=tuple(book.sheet_names))
    names = [
        found.name
        for found in book.sheets_metadata
        if found.name == sheet or (found.typ == SheetTypeEnum.WorkSheet and found.visible == SheetVisibleEnum.Visible)
    ]
    tables = [SheetTable(book, found, name, facts, limits) for found in names]
    main = next((table for table in tables if table.name == sheet or (sheet is None and not table.empty)), None)
    if main is None or main.empty:
        raise EmptySource(name=name)
    main.header_rows, main.chosen = rows, sheet is not None
    _ = main.headers  # too many of them are told before anything is made
    # What a program has put away for itself (“very hidden”), such as the words of its lists, nobody can show again.
    hidden = (found.name for found in book.sheets_metadata if found.visible == SheetVisibleEnum.Hidden)
    main.hidden_sheets = tuple(found for found in hidden if found not in names)
    return (main, *(table for table in tables if table is not main))


_FEW_GREY = 2  # cells; a remark is often grey
_NO_HEADER = header_row.HeaderRow(0, ())


class SheetTable(SourceTable):
    """One sheet. It is read when it is first asked for its headers or rows; blank ones have neither.

    A faulty header raises then: sheets that nobody uses, such as a page of explanations, need not be tables.

    Attributes:
        header_rows: the numbers of the first and the last row of the header, where somebody has said them.
        chosen: whether somebody has said that this sheet is meant, and so no other.
    """

    def __init__(
        self, book: "CalamineWorkbook", name: str, file: str, facts: WorkbookScan, limits: TableLimits
    ) -> None:
        super().__init__(name, epoch_1904=facts.epoch_1904)
        self._book = book
        self._file = file
        self._look = facts.sheets.get(name, SheetLook())
        self.limits = limits
        self._loaded: CalamineSheet | None = None
        self._head: header_row.HeaderRow | None = None
        self.header_rows: tuple[int, int] | None = None
        self.chosen = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Column names from left to right, blank ones left out."""
        return () if self.empty else tuple(name for name in self._header().names if name)

    @property
    def empty(self) -> bool:
        """Whether the sheet has nothing in it."""
        return self._sheet().end is None or not any(map(filled, self._lines()))

    @property
    def _label(self) -> str:
        return f"{self._file}·{self.name}"

    def __iter__(self) -> Iterator[SourceRow]:
        self.skipped.clear()
        if not self.empty:
            yield from header_row.rows(self._header(), self._body(), self.limits, self.skipped)

    def total(self, taken: int) -> int:
        """By the last row of the sheet: blank ones and remarks count too."""
        return self._sheet().total_height

    def _sheet(self) -> "CalamineSheet":
        if self._loaded is None:
            with _calamine_errors(self._label):
                self._loaded = self._book.get_sheet_by_name(self.name)
        return self._loaded

    def _header(self) -> header_row.HeaderRow:
        if self._head is None:
            lines = header_lines(self._lines(), self.merges, self.header_rows)
            if not lines:
                raise EmptySource(name=self._label)
            shown = [self._without_struck(each) for each in lines]
            line = joined_header(shown, self.merges)
            below = [each for each in islice(self._lines(), lines[-1].number + LOOKED_AT) if each.number > line.number]
            self._head = header_row.header(line, self._label, self.limits, below, wide=True)
            named = enumerate(self._head.names)
            self.hidden = tuple(name for index, name in named if name and self._look.is_hidden_column(index))
        return self._head

    @property
    def header(self) -> header_row.HeaderRow:
        """The row of column names."""
        return self._header()

    def go_on_below(self, other: "SheetTable") -> None:
        """Read the sheet, which has no header, below that of another one."""
        self._head = replace(other.header, number=0)

    def grid(self, most: int) -> list[header_row.SheetRow]:
        """Its lines as a person sees them, from the top; none where there are more than `most`."""
        if self._sheet().total_height > most or self.empty:
            return []
        return [self._as_seen(line) for line in self._lines()]

    @property
    def merges(self) -> list[tuple[Position, Position]]:
        """First and last cell of its merged cells, from 0."""
        return self._sheet().merged_cell_ranges or self._look.merges

    def _without_struck(self, line: header_row.SheetRow) -> header_row.SheetRow:
        """The header without the words that are struck out of it; a name that is struck or hidden whole is kept."""
        looks = ((self._look.cells.get((line.number - 1, index)), cell) for index, cell in enumerate(line.cells))
        cells = [(look and look.runs and seen(cell, look).cell) or cell for look, cell in looks]
        return replace(line, cells=cells)

    def _body(self) -> Iterator[header_row.SheetRow]:
        head = self._header()
        below = (self._as_seen(line, head) for line in self._lines() if line.number > head.number)
        return fill_merges(below, head.number, self.merges)

    def _lines(self) -> Iterator[header_row.SheetRow]:
        sheet = self._sheet()
        left: list[Cell] = [None] * (sheet.start or (0, 0))[1]  # calamine leaves out blank columns on the left
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield header_row.SheetRow(number, [*left, *map(_number, cells)])

    def _is_greyed(self, line: header_row.SheetRow) -> bool:
        """Whether all of a row is grey, and most rows are not."""
        grey = self._look.grey_cells
        is_all = grey.get(line.number - 1, 0) > _FEW_GREY and grey[line.number - 1] >= len(filled(line))
        return is_all and 2 * len(grey) < self._sheet().total_height

    def _as_seen(self, line: header_row.SheetRow, head: header_row.HeaderRow = _NO_HEADER) -> header_row.SheetRow:
        """The row as a person sees it, with what is wrong with its cells."""
        row, cells = line.number - 1, list(line.cells)
        problems: list[RowProblem] = []
        notes: dict[int, tuple[Note, ...]] = {}
        for index, cell in enumerate(cells):
            if isinstance(cell, float) and not math.isfinite(cell):
                column = header_row.column_label(head, index)
                problems.append(RowProblem("table.number", {"column": column, "value": str(cell)}))
            elif look := self._look.cells.get((row, index)) if self._look.cells else None:
                cells[index], found = seen(cell, look)
                if found:
                    notes[index] = found
        if head.names and self._is_greyed(line):
            problems.append(RowProblem("table.row_grey", {}))
        if row in self._look.hidden_rows:
            notes[header_row.WHOLE_ROW] = (Note("cell.hidden_row"),)
        return header_row.SheetRow(line.number, cells, tuple(problems), notes)


def _number(cell: Any) -> Cell:
    """A whole float as int, with the digits that it is written in.

    >>> _number(20170305.0), _number(1.5), _number(1.23456789012345e17)
    (20170305, 1.5, 123456789012345000)
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e21:
        return int(Decimal(repr(cell)))
    return cell  # type: ignore[no-any-return]
