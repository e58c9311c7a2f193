"""The ruling of a table → its cells: the finest grid, whose places are one cell where no line parts them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.ruling_lines import SAME, TableFrame, UnionFind, covers, lines_at
from ipforms.formats.pdf_page import BoundingBox

_MOST_PLACES = 60_000  # of one table; a form has some hundred


class GridCell(NamedTuple):
    """A cell: the grid places that it covers, and its rectangle."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BoundingBox


@dataclass(frozen=True)
class TableGrid:
    """A table of a page: the coordinates of its lines, and its cells in reading order."""

    xs: list[float]
    ys: list[float]
    squares: list[GridCell]

    @cached_property
    def box(self) -> BoundingBox:
        """The rectangle of the table."""
        return BoundingBox(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def at(self, x: float, y: float) -> int | None:
        """The number of a cell that holds a point; None for a point outside of the table."""
        if not self.box.holds(x, y):
            return None
        return self._owners[max(bisect_left(self.ys, y), 1) - 1][max(bisect_left(self.xs, x), 1) - 1]

    @cached_property
    def _owners(self) -> list[list[int]]:
        """For each place of the grid, by row and column, the number of the first cell around it."""
        owners = [[len(self.squares)] * (len(self.xs) - 1) for _ in self.ys[1:]]
        for number, (row, column, row_span, column_span, _) in reversed(list(enumerate(self.squares))):
            for each in owners[row : row + row_span]:
                each[column : column + column_span] = [number] * column_span
        return owners


def grid_of(frame: TableFrame) -> TableGrid | None:
    """The cells of a frame; None if it has none, or absurdly many."""
    xs, ys = lines_at(frame.down), lines_at(frame.across)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _MOST_PLACES:
        return None
    places = UnionFind(columns * rows)
    down = [[rule for rule in frame.down if abs(rule.at - x) <= SAME] for x in xs]
    across = [[rule for rule in frame.across if abs(rule.at - y) <= SAME] for y in ys]
    for here in range(columns * rows):
        row, column = divmod(here, columns)
        if column + 1 < columns and not covers(down[column + 1], ys[row], ys[row + 1]):
            places.join(here, here + 1)
        if row + 1 < rows and not covers(across[row + 1], xs[column], xs[column + 1]):
            places.join(here, here + columns)
    groups: dict[int, list[int]] = defaultdict(list)
    for here in range(columns * rows):
        groups[places.root(here)].append(here)
    return _without_surround(
        TableGrid(xs, ys, sorted(_cell(each, columns, xs, ys) for each in groups.values())), groups
    )


def _without_surround(grid: TableGrid, groups: Mapping[int, list[int]]) -> TableGrid:
    """A table alone where it stands in a frame that it touches: the space between both has corners and is no cell."""
    columns = len(grid.xs) - 1
    places = [set(each) for each in groups.values()]
    inside = [each for each in places if _is_rectangle(each, columns)]
    held = set().union(*inside)
    if len(inside) in (0, len(places)) or not _is_rectangle(held, columns):
        return grid
    at = _cell(list(held), columns, grid.xs, grid.ys)
    xs = grid.xs[at.column : at.column + at.column_span + 1]
    ys = grid.ys[at.row : at.row + at.row_span + 1]
    squares = [_cell(list(each), columns, grid.xs, grid.ys) for each in inside]
    moved = [each._replace(row=each.row - at.row, column=each.column - at.column) for each in squares]
    return TableGrid(xs, ys, sorted(moved))


def _is_rectangle(places: Collection[int], columns: int) -> bool:
    rows, across = {each // columns for each in places}, {each % columns for each in places}
    height, width = max(rows) - min(rows) + 1, max(across) - min(across) + 1
    return len(places) == height * width


def _cell(members: list[int], columns: int, xs: list[float], ys: list[float]) -> GridCell:
    rows, places = {each // columns for each in members}, {each % columns for each in members}
    top, bottom, left, right = min(rows), max(rows) + 1, min(places), max(places) + 1
    return GridCell(top, left, bottom - top, right - left, BoundingBox(xs[left], ys[top], xs[right], ys[bottom]))
