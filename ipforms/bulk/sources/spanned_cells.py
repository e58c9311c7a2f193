"""Merged cells of a sheet: the first cell of a vertical merge speaks for the rows that it spans.

What a merge over several columns is meant to say of the others nobody can tell, so that is a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.header_row import SheetRow, is_blank
from ipforms.bulk.sources.table_model import Cell
from ipforms.codes.masking import masked_text
from ipforms.messages import Note


def fill_merges(lines: Iterable[SheetRow], above: int, merges: list[tuple[Position, Position]]) -> Iterator[SheetRow]:
    """Give the rows of a vertical merge below row `above` the value of its first cell. Blank rows stay blank."""
    starts: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in merges:
        if top >= above:
            starts.setdefault(top, []).append((left, right, bottom))
    active: dict[int, tuple[int, Cell]] = {}
    for line in lines:
        row = line.number - 1
        active = {column: (end, value) for column, (end, value) in active.items() if end >= row}
        if active and not all(map(is_blank, line.cells)):
            line = _filled(line, active)
        for left, right, bottom in starts.get(row, ()):
            if left < len(line.cells):
                active[left] = bottom, line.cells[left]
                line = _told(line, left, right)
        yield line


def _filled(line: SheetRow, active: dict[int, tuple[int, Cell]]) -> SheetRow:
    cells = list(line.cells)
    for column, (_, value) in active.items():
        if is_blank(cells[column]):
            cells[column] = value
    return replace(line, cells=cells)


def _told(line: SheetRow, left: int, right: int) -> SheetRow:
    """Say of the further columns of a merge that its value is taken for the first of them alone."""
    value = line.cells[left]
    if right == left or is_blank(value):
        return line
    note = Note("cell.merged", {"text": masked_text(str(value))})
    covered = range(left + 1, min(right + 1, len(line.cells)))
    return replace(line, notes={**dict.fromkeys(covered, (note,)), **line.notes})
