"""The tables of one page with what is written in them, and the lines that stand outside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ipforms.readers.docx.controls import is_words_own
from ipforms.readers.limits import exceeded
from ipforms.readers.pdf.breaks import Piece, step, typed
from ipforms.readers.pdf.gaps import between_kinds
from ipforms.readers.pdf.grid import Ruled, Square, ruled
from ipforms.readers.pdf.heights import of_usual_height
from ipforms.readers.pdf.limits import Limits
from ipforms.readers.pdf.lines import Line, lines, runs
from ipforms.readers.pdf.page import Box, Character, Entry, Page
from ipforms.readers.pdf.rules import Frame, frames, free, merged
from ipforms.readers.pdf.struck import parted
from ipforms.readers.pdf.substituted import with_ticks
from ipforms.sheet import Doubt

PADDING = 5.4
"""Points between the side of a cell and its text, in Word and LibreOffice unless it was changed."""
_TICK_BOX = (5.0, 18.0)


@dataclass
class Filled:
    """A cell of a page: its square, its text and how it was written.

    Attributes:
        square: where it stands.
        text: what is written in it.
        lines: its lines.
        inside: tables that stand in it.
        is_filled: whether fields of a form are shown in it.
        doubts: what the page alone does not tell.
    """

    square: Square
    text: str
    lines: list[Line]
    inside: list[Drawn] = field(default_factory=list)
    is_filled: bool = False
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class Drawn:
    """A table of a page."""

    page: int
    ruled: Ruled
    cells: list[Filled]
    padding: float = PADDING

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
    if len(across) + len(down) > limits.page_rules:
        raise exceeded(name, f"第{page.number}页线条过多", f"page {page.number} has too many lines", limits.page_rules)
    found = frames(across, down)
    boxes = [frame for frame in found if _is_tick_box(frame)]
    grids = [grid for frame in found if frame not in boxes and (grid := ruled(frame)) is not None]
    page.characters, page.struck = parted(of_usual_height(page.characters), free(across, found))
    page.characters += [_ticked(frame.box, page) for frame in boxes]
    placed = _Placed(grids, between_kinds(page.characters))
    for run in runs(page.characters):
        placed.put(run)
    for entry in page.entries:
        placed.enter(entry)
    outer = [placed.table(number, page.number) for number in placed.outermost()]
    return Laid(page, [each for each in outer if each.cells], lines(placed.outside), placed.notes)


def _is_tick_box(frame: Frame) -> bool:
    """Whether a frame is as small as a box to be ticked, and as square."""
    long, short = max(frame.box.width, frame.box.height), min(frame.box.width, frame.box.height)
    return _TICK_BOX[0] <= short and long <= _TICK_BOX[1] and short > 0.7 * long


def _ticked(box: Box, page: Page) -> Character:
    """The character for a box that is drawn: ticked if there is something in it."""
    marked = any(box.holds(*stroke.centre) for stroke in page.scribbles)
    return Character("☒" if marked else "☐", box)


class _Placed:
    """Which character stands in which cell; of tables in tables, the innermost."""

    def __init__(self, grids: list[Ruled], gap: float) -> None:
        self.grids, self._gap = grids, gap
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
                for at, (_, _, _, _, (left, top, right, bottom)) in enumerate(grid.squares):
                    if left <= x <= right and top <= y <= bottom:
                        return number, at
        return None

    def put(self, run: Sequence[Character]) -> None:
        """Give characters without a gap to the cell of most of them: what is too wide for its cell hangs over."""
        owner, end = self._at(*run[0].box.centre), self._at(*run[-1].box.centre)
        if owner != end:
            owner = Counter(self._at(*character.box.centre) for character in run).most_common(1)[0][0]
        (self._characters[owner] if owner else self.outside).extend(run)

    def enter(self, entry: Entry) -> None:
        """Give a field's value to the cell that it is shown in."""
        owner = self._at(*entry.box.centre)
        (self._entries[owner] if owner else self.notes).append(entry)

    def table(self, number: int, page: int) -> Drawn:
        """A table with its texts."""
        grid = self.grids[number]
        found = [lines(self._characters.get((number, at), ())) for at in range(len(grid.squares))]
        padding, pitch = _padding(found, grid), _pitch(found)
        cells = [
            self._cell(
                number, at, page, found[at], list(typed(found[at], grid.squares[at].box, padding, pitch, self._gap))
            )
            for at in range(len(grid.squares))
        ]
        return Drawn(page, grid, cells, padding)

    def _cell(self, number: int, at: int, page: int, found: list[Line], pieces: list[Piece]) -> Filled:
        square = self.grids[number].squares[at]
        inside = [self.table(inner, page) for inner in self._within.get((number, at), ())]
        text = "\n".join(piece.text for piece in pieces if not is_words_own(piece.text))
        parts = [(with_ticks(text), square.box.top)] if found else []
        parts += [(as_lines(each), each.box.top) for each in inside]
        entries = [(entry.text, entry.box.top) for entry in self._entries.get((number, at), ()) if entry.text]
        doubts = [doubt for piece in pieces for doubt in piece.doubts]
        return Filled(square, "\n".join(text for text, _ in parts + entries), found, inside, bool(entries), doubts)


def _padding(found: list[list[Line]], grid: Ruled) -> float:
    """How far texts stay away from the sides of their cells: as usual, or less where a few come nearer."""
    gaps = sorted(
        min(line.box.left - square.box.left, square.box.right - line.box.right)
        for texts, square in zip(found, grid.squares, strict=True)
        for line in texts
    )
    return min(PADDING, max(0.0, gaps[len(gaps) // 40])) if gaps else PADDING


def _pitch(found: list[list[Line]]) -> float | None:
    """From line to line in a paragraph, as most cells with several lines have it; None if none has."""
    least = sorted(min(step(*pair) for pair in pairwise(texts)) for texts in found if len(texts) > 1)
    return least[len(least) // 2] if least else None


def as_lines(table: Drawn) -> str:
    """A table inside of a cell as lines, its cells joined by a tab."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.square.row].append(" ".join(cell.text.split("\n")))
    return "\n".join("\t".join(texts) for _, texts in sorted(rows.items()))
