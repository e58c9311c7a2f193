"""A look into an XLS: its date system, its extent, what its cells show.

Source: [MS-XLS], Excel Binary File Format. Of cells only the heads of records are read.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ipforms.bulk.sources.cell_look import CellLook, SheetLook
from ipforms.bulk.sources.table_format import not_a_table
from ipforms.bulk.sources.table_model import TableLimits
from ipforms.bulk.sources.workbook_scan import SheetExtent, broken, check_cells
from ipforms.bulk.sources.xls_styles import CONTINUE, SST, XlsStyles
from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.messages import Note

# Numbers of records ([MS-XLS] 2.3.2).
_EOF, _DATE_MODE, _FILE_PASS, _SHEET, _DIMENSIONS = 0x0A, 0x22, 0x2F, 0x85, 0x0200
_FORMULA, _MANY_NUMBERS, _BOOL_OR_ERROR = 0x06, 0xBD, 0x0205  # MANY_NUMBERS: MulRk
_SHARED = 0xFD  # a shared string
_CELLS = {_FORMULA, _MANY_NUMBERS, _BOOL_OR_ERROR, _SHARED, 0x0203, 0x0204, 0xD6, 0x027E, 0x0207}
_ROW, _COLUMNS = 0x0208, 0x7D  # Row, ColInfo
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01  # bits of these
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_MOST_DECLARED = 65_536 * 256  # a whole sheet of Excel 97
_MOST_SHEETS = 1_000


@dataclass
class XlsScan:
    """What calamine does not tell."""

    epoch_1904: bool = False  # whether days count from 1904
    sheets: list[SheetLook] = field(default_factory=list)  # how each sheet is shown, in their order


def inspect(data: bytes, name: str, limits: TableLimits) -> XlsScan:
    """Look, and refuse what would not fit into memory."""
    try:
        container = OleContainer(data)
        stream = next((stream for stream in ("Workbook", "Book") if stream in container.streams), None)
        if stream is None:
            raise not_a_table(name, "ole", "save_as")
        return _book(container.read(stream), name, limits)
    except BrokenOle as fault:
        broken(name, fault)


def _book(stream: bytes, name: str, limits: TableLimits) -> XlsScan:
    look = XlsScan()
    offsets: list[int] = []
    styles, strings, before = XlsStyles(), [], 0
    for kind, body in _records(stream, 0):
        if kind == _FILE_PASS:
            raise not_a_table(name, "encrypted", "unprotect")
        if kind == _DATE_MODE:
            look.epoch_1904 = body[:1] == b"\1"
        elif kind == _SHEET and len(body) >= 4:
            offsets.append(struct.unpack_from("<I", body)[0])
        elif kind == SST or (kind == CONTINUE and before == SST):
            strings.append(body)
            kind = SST  # what continues it is a part of it
        else:
            styles.take(kind, body)
        before = kind
    styles.take_strings(strings)
    if len(offsets) > _MOST_SHEETS:
        broken(name, f"{len(offsets)} sheets")
    extents: list[SheetExtent] = []
    for offset in offsets:
        extent, sheet = _sheet(stream, offset, name, styles)
        extents.append(extent)
        check_cells(extents, name, limits)
        look.sheets.append(sheet)
    return look


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet(stream: bytes, offset: int, name: str, styles: XlsStyles) -> tuple[SheetExtent, SheetLook]:
    extent, look = SheetExtent(), SheetLook()
    for kind, body in _records(stream, offset):
        if kind == _DIMENSIONS:
            _check_declared(body, name)
        elif kind in _CELLS and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MANY_NUMBERS else column
            extent.include(row, max(column, last), max(1, last - column + 1))
            look.cells |= {(row, at): found for at, found in _looks(kind, body, styles) if not found.is_plain}
        elif kind == _ROW and len(body) >= 14 and body[12] & _HIDDEN_ROW:
            look.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _HIDDEN_COLUMN:
            look.hidden_columns.append(struct.unpack_from("<HH", body))
    return extent, look


def _looks(kind: int, body: bytes, styles: XlsStyles) -> Iterator[tuple[int, CellLook]]:
    """Column and look of the cells of a record."""
    column, style = struct.unpack_from("<HH", body, 2)
    if kind == _MANY_NUMBERS:  # a style and four bytes of number for each, then the last column
        for at, start in enumerate(range(4, len(body) - 7, 6)):
            yield column + at, _style(styles.looks, struct.unpack_from("<H", body, start)[0])
        return
    code = _error(kind, body)
    if code is not None:
        yield column, CellLook(fault=Note("table.error_cell", {"value": _ERRORS.get(code, "#N/A")}))
        return
    look = _style(styles.looks, style)
    runs = styles.texts.get(struct.unpack_from("<I", body, 6)[0]) if kind == _SHARED and len(body) >= 10 else None
    yield column, look if runs is None else replace(look, runs=runs)


def _style(looks: Sequence[CellLook], index: int) -> CellLook:
    return looks[index] if index < len(looks) else CellLook()


def _check_declared(body: bytes, name: str) -> None:
    """The reader asks for as much memory as is declared here, before it has seen a cell."""
    layout = {10: "<HHHH", 14: "<IIHH"}.get(len(body))
    if layout is None:
        return
    first_row, last_row, first_column, last_column = struct.unpack_from(layout, body)
    backwards = last_row < first_row or last_column < first_column  # wraps around to a huge number in calamine
    size = (last_row - first_row) * (last_column - first_column)
    if (backwards and (last_row or last_column)) or size > _MOST_DECLARED:
        broken(name, f"DIMENSIONS {last_row} × {last_column}")


def _error(kind: int, body: bytes) -> int | None:
    if kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
        return body[6]
    # The result of a formula: eight bytes, a number unless the last two are FF FF; then the first is its type.
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
