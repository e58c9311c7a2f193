"""A look into an ODS: its extent, its error cells. Blank cells repeated to the edge of the sheet do not count."""

from __future__ import annotations

from ipforms.bulk.sources.cell_look import CellLook, SheetLook
from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.workbook_scan import SheetExtent, WorkbookScan, check_cells, check_text
from ipforms.messages import Note

_MOST_REPEATS = 1 << 21  # more than any sheet has; keeps sums small


def inspect(archive: WorkbookPackage, limits: TableLimits) -> WorkbookScan:
    """Look, and refuse what would not fit into memory."""
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise not_a_table(archive.name, "encrypted", "unprotect")
    look = _OdsScan(archive)
    check_cells(sum(extent.cells for extent in look.extents), archive.name, limits)
    check_text(3 * look.text_size, archive.name, limits)
    return WorkbookScan(sheets=look.sheets)


class _OdsScan:
    def __init__(self, archive: WorkbookPackage) -> None:
        self.extents: list[SheetExtent] = []
        self.sheets: dict[str, SheetLook] = {}
        self.text_size = 0
        self._sheet = SheetLook()
        self._row = self._rows = self._column = self._columns = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        archive.walk("content.xml", self._start, self._end, self._data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), SheetLook())
            self.extents.append(SheetExtent())
            self._row = 0
        elif name == "table-row":
            self._rows = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = _repeats(attributes, "table:number-columns-repeated")
            self._cell = attributes
            self._text = []

    def _data(self, text: str) -> None:
        if self._cell is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._rows
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._take("".join(self._text), self._cell)
            self._column += self._columns
            self._cell = None

    def _take(self, text: str, cell: dict[str, str]) -> None:
        if not self.extents or not (text or "office:value-type" in cell):
            return
        self.extents[-1].include(self._row + self._rows - 1, self._column + self._columns - 1)
        self.text_size += len(text) * self._rows * self._columns
        if cell.get("calcext:value-type") == "error":
            fault = Note("table.error_cell", {"value": text.strip()})
            self._sheet.cells[self._row, self._column] = CellLook(fault=fault)
        spanned = _repeats(cell, "table:number-rows-spanned")
        if spanned > 1:
            first, last = (self._row, self._column), (self._row + spanned - 1, self._column)
            self._sheet.merges.append((first, last))


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text[:10]), _MOST_REPEATS) if text.isdecimal() else 1
