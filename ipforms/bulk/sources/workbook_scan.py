"""What a look into a workbook's own bytes tells, before calamine reads it.

calamine holds a sheet as one block from its first cell to its last and ends the whole process when memory runs out, so
the size of the block is found first. It also knows nothing of how a cell is shown, so that is collected here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from ipforms.bulk.sources.cell_look import SheetLook
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.errors import UnreadableDocument, exceeded, unreadable


@dataclass(frozen=True, slots=True)
class WorkbookScan:
    """What calamine does not tell.

    Attributes:
        epoch_1904: whether days count from 1904.
        sheets: by its name, how a sheet is shown.
    """

    epoch_1904: bool = False
    sheets: Mapping[str, SheetLook] = field(default_factory=dict)


@dataclass
class SheetExtent:
    """The block of cells of one sheet, as it grows."""

    rows: int = 0
    columns: int = 0

    def include(self, row: int, column: int) -> None:
        """Stretch to hold the cell."""
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)

    @property
    def cells(self) -> int:
        """How many cells the block has."""
        return self.rows * self.columns


def check_cells(cells: int, name: str, limits: TableLimits) -> None:
    """Refuse a workbook whose blocks would not fit."""
    if cells > limits.max_cells:
        raise exceeded(name, "sheet_cells", limits.max_cells, count=cells)


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
