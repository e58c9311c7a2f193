"""Merged cells of a sheet: the first cell of a vertical merge speaks for the rows that it spans.

What a merge over several columns is meant to say of the others nobody can tell, so that is a note.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.header_row import SheetRow, are_units, header_name, in_unit, is_blank, unit_of, with_units
from ipforms.bulk.sources.table_model import Cell
from ipforms.codes.masking import masked_text
from ipforms.messages import Note

LEVELS = "·"  # what stands between the words of a header of several rows: 法定代表人·姓名


def joined_header(lines: Sequence[SheetRow], merges: Sequence[tuple[Position, Position]]) -> SheetRow:
    """Header rows as one, the words of each column from above: those of a merged cell are of all its columns.

    In a row without merged cells, a name reaches over the columns behind it that have names below and none here, unless
    it is written in each of its cells. Units, in a last row of them or below a name, go into brackets behind the names.
    """
    if are_units(lines[-1]) and len(lines) > 1:
        return with_units(joined_header(lines[:-1], merges), lines[-1])
    if len(lines) == 1:
        return lines[0]
    first, last = lines[0].number - 1, lines[-1].number - 1
    width = max(len(line.cells) for line in lines)
    grid = [[*line.cells, *[None] * (width - len(line.cells))] for line in lines]
    merged_rows = {row for (top, left), (bottom, right) in merges if right > left for row in range(top, bottom + 1)}
    for (top, left), (bottom, right) in merges:
        if first <= top <= last and left < width:
            right = right if bottom < last else left  # with nothing under it, it is the name of one column
            for row in range(top, min(bottom, last) + 1):
                grid[row - first][left : right + 1] = [grid[top - first][left]] * (min(right + 1, width) - left)
    for row, (upper, lower) in enumerate(pairwise(grid), first):
        if row not in merged_rows:
            _spread(upper, lower)
    columns = ([header_name(cell) for cell in column if not is_blank(cell)] for column in zip(*grid, strict=True))
    names = ((dict.fromkeys(parts), unit_of(parts[-1]) if len({*parts}) > 1 else "") for parts in columns)
    return SheetRow(
        last + 1, [in_unit(LEVELS.join(each for each in parts if each != unit), unit) for parts, unit in names]
    )


def _spread(upper: list[Cell], lower: list[Cell]) -> None:
    in_each_cell = {name for name, beside in pairwise(upper) if name == beside and not is_blank(name)}
    for index in range(1, len(upper)):
        reaches = is_blank(upper[index]) and upper[index - 1] not in in_each_cell
        if reaches and not is_blank(lower[index]) and not is_blank(lower[index - 1]):
            upper[index] = upper[index - 1]


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
    spanned = frozenset(column for column in active if is_blank(cells[column]))
    for column in spanned:
        cells[column] = active[column][1]
    return replace(line, cells=cells, spanned=spanned)


def _told(line: SheetRow, left: int, right: int) -> SheetRow:
    """Say of the further columns of a merge that its value is taken for the first of them alone."""
    value = line.cells[left]
    if right == left or is_blank(value):
        return line
    note = Note("cell.merged", {"text": masked_text(str(value))})
    covered = range(left + 1, min(right + 1, len(line.cells)))
    return replace(line, notes={**dict.fromkeys(covered, (note,)), **line.notes})
