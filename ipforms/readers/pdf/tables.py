"""The tables of one page with what is written in them, and the lines that stand outside."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ipforms.readers.pdf.grid import Ruled, Square, ruled
from ipforms.readers.pdf.limits import Limits, exceeded
from ipforms.readers.pdf.lines import Line, lines, written
from ipforms.readers.pdf.page import Box, Character, Entry, Page
from ipforms.readers.pdf.rules import frames, merged

PADDING = 5.4
"""Points between the side of a cell and its text, in Word and LibreOffice unless it was changed."""


@dataclass
class Filled:
    """A cell of a page: its square, its text and how it was written.

    Attributes:
        square: where it stands.
        text: what is written in it.
        lines: its lines.
        inside: tables that stand in it.
    """

    square: Square
    text: str
    lines: list[Line]
    inside: list[Drawn] = field(default_factory=list)


@dataclass
class Drawn:
    """A table of a page."""

    page: int
    ruled: Ruled
    cells: list[Filled]

    @property
    def box(self) -> Box:
        """Its rectangle."""
        return self.ruled.box


@dataclass
class Laid:
    """A page taken apart: its tables, and the lines outside of them."""

    page: Page
    tables: list[Drawn]
    lines: list[Line]
    notes: list[Entry]


def laid(page: Page, name: str, limits: Limits) -> Laid:
    """Take a page apart.

    Raises:
        LimitExceeded: it has too many lines.
    """
    across, down = merged(page.across), merged(page.down)
    if len(across) + len(down) > limits.rules:
        raise exceeded(name, f"第{page.number}页线条过多", f"page {page.number} has too many lines", limits.rules)
    grids = [grid for frame in frames(across, down) if (grid := ruled(frame)) is not None]
    placed = _Placed(grids)
    for character in page.characters:
        placed.put(character)
    for entry in page.entries:
        placed.enter(entry)
    outer = [placed.table(number, page.number) for number in placed.outermost()]
    return Laid(page, [each for each in outer if each.cells], lines(placed.outside), placed.notes)


class _Placed:
    """Which character stands in which cell; of tables in tables, the innermost."""

    def __init__(self, grids: list[Ruled]) -> None:
        self.grids = grids
        self._order = sorted(range(len(grids)), key=self._area)
        self._within: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._outermost: list[int] = []
        for number in range(len(grids)):
            self._nest(number)
        self._characters: dict[tuple[int, int], list[Character]] = defaultdict(list)
        self._entries: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        self.outside: list[Character] = []
        self.notes: list[Entry] = []

    def _area(self, number: int) -> float:
        box = self.grids[number].box
        return box.width * box.height

    def _nest(self, number: int) -> None:
        box = self.grids[number].box
        larger = [each for each in self._order if self._area(each) > self._area(number)]
        owner = self._at(*box.centre, among=larger)
        self._within[owner].append(number) if owner else self._outermost.append(number)

    def outermost(self) -> list[int]:
        """The tables that stand in no other, from top to bottom."""
        return self._outermost

    def _at(self, x: float, y: float, among: list[int] | None = None) -> tuple[int, int] | None:
        for number in self._order if among is None else among:
            grid = self.grids[number]
            if grid.box.holds(x, y):
                found = next((at for at, each in enumerate(grid.squares) if each.box.holds(x, y)), None)
                if found is not None:
                    return number, found
        return None

    def put(self, character: Character) -> None:
        """Give a character to its cell."""
        owner = self._at(*character.box.centre)
        (self._characters[owner] if owner else self.outside).append(character)

    def enter(self, entry: Entry) -> None:
        """Give a field's value to the cell that it is shown in."""
        owner = self._at(*entry.box.centre)
        (self._entries[owner] if owner else self.notes).append(entry)

    def table(self, number: int, page: int) -> Drawn:
        """A table with its texts."""
        grid = self.grids[number]
        return Drawn(page, grid, [self._cell(number, at, page) for at in range(len(grid.squares))])

    def _cell(self, number: int, at: int, page: int) -> Filled:
        square = self.grids[number].squares[at]
        found = lines(self._characters.get((number, at), ()))
        inside = [self.table(inner, page) for inner in self._within.get((number, at), ())]
        parts = [(written(found, square.box, _padding(found, square.box)), square.box.top)] if found else []
        parts += [(as_lines(each), each.box.top) for each in inside]
        parts += [(entry.text, entry.box.top) for entry in self._entries.get((number, at), ()) if entry.text]
        return Filled(square, "\n".join(text for text, _ in parts), found, inside)


def _padding(found: list[Line], box: Box) -> float:
    """How far the text of a cell stays away from its sides: as usual, or less where a line needs it."""
    widest = max(line.box.width for line in found)
    return max(0.0, min(PADDING, (box.width - widest) / 2))


def as_lines(table: Drawn) -> str:
    """A table inside of a cell as lines, its cells joined by a tab."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.square.row].append(" ".join(cell.text.split("\n")))
    return "\n".join("\t".join(texts) for _, texts in sorted(rows.items()))
