"""What a look into a workbook's own bytes tells, before calamine reads it.

calamine holds a sheet as one block from its first cell to its last and ends the whole process when memory runs out, so
the size of the block is found first. It also knows nothing of how a cell is shown, so that is collected here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from ipforms.bulk.sources.cell_look import SheetLook
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.errors import UnreadableDocument, exceeded, unreadable

_MOST_BLANK = 100  # blank cells for one that is not, in a large sheet; a table with one value in a column has fewer


@dataclass(frozen=True, slots=True)
class WorkbookScan:
    """What calamine does not tell."""

    epoch_1904: bool = False  # whether days count from 1904
    sheets: Mapping[str, SheetLook] = field(default_factory=dict)  # by its name, how a sheet is shown


@dataclass
class SheetExtent:
    """The block of cells of one sheet, as it grows."""

    # rows, columns: how large it is
    rows: int = 0
    columns: int = 0
    held: int = 0  # how many of its cells hold something

    def include(self, row: int, column: int, held: int = 1) -> None:
        """Stretch to hold the cell, the last one of `held` that are alike."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.held += held

    @property
    def cells(self) -> int:
        """How many cells the block has."""
        return self.rows * self.columns


def check_cells(extents: Iterable[SheetExtent], name: str, limits: TableLimits) -> None:
    """Refuse a workbook whose blocks would not fit, or are next to nothing but blank: 16 million cells in 42 KB."""
    blocks = list(extents)
    cells, most = sum(block.cells for block in blocks), most_cells(sum(block.held for block in blocks), limits)
    if cells > most:
        raise exceeded(name, "sheet_cells", most, count=cells)


def most_cells(held: int, limits: TableLimits) -> int:
    """How many cells blocks may have in which so many hold something."""
    return min(limits.max_cells, limits.max_blank_cells + _MOST_BLANK * held)


def check_text(size: int, name: str, limits: TableLimits) -> None:
    """Refuse a workbook whose texts, repeated from cell to cell, would not fit."""
    if size > limits.max_inflated_bytes:
        raise exceeded(name, "cell_bytes", limits.max_inflated_bytes)


def damage(name: str, fault: object) -> UnreadableDocument:
    """The error for a workbook that cannot be read."""
    detail = " ".join(str(fault).split())[:80] or type(fault).__name__
    cause = fault if isinstance(fault, BaseException) else None
    error = unreadable(name, "workbook", detail=detail)
    error.__cause__ = cause
    return error


def broken(name: str, fault: object) -> NoReturn:
    """Raise it."""
    raise damage(name, fault)
