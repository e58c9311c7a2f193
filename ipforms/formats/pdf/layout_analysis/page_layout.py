"""The tables of one page with what is written in them, and the lines that stand outside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from ipforms.errors import exceeded
from ipforms.formats.docx.content_controls import is_words_own
from ipforms.formats.pdf.layout_analysis.character_heights import of_usual_height
from ipforms.formats.pdf.layout_analysis.field_overlay import among, inline
from ipforms.formats.pdf.layout_analysis.gap_ambiguities import between_kinds
from ipforms.formats.pdf.layout_analysis.line_joins import step, typed
from ipforms.formats.pdf.layout_analysis.printed_checkboxes import alone, boxed, printed, uncovered
from ipforms.formats.pdf.layout_analysis.ruling_lines import TableFrame, frames, free, merged
from ipforms.formats.pdf.layout_analysis.strikethrough import parted
from ipforms.formats.pdf.layout_analysis.symbol_fallback import with_ticks
from ipforms.formats.pdf.layout_analysis.table_grid import GridCell, TableGrid, ruled
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, lines, runs
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, Checkbox, FieldValue, PdfPage, around
from ipforms.sheet import Doubt

PADDING = 5.4
"""Points between the side of a cell and its text, in Word and LibreOffice unless it was changed."""
_TICK_BOX = (5.0, 18.0)


@dataclass
class PageCell:
    """A cell of a page: its square, its text and how it was written.

    Attributes:
        square: where it stands.
        text: what is written in it.
        lines: its lines.
        inside: tables that stand in it.
        is_filled: whether fields of a form are shown in it.
        doubts: what the page alone does not tell.
    """

    square: GridCell
    text: str
    lines: list[TextLine]
    inside: list[PageTable] = field(default_factory=list)
    is_filled: bool = False
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class PageTable:
    """A table of a page."""

    page: int
    ruled: TableGrid
    cells: list[PageCell]
    padding: float = PADDING

    @property
    def box(self) -> BoundingBox:
        """Its rectangle."""
        return self.ruled.box


@dataclass
class PageLayout:
    """A page taken apart: its tables, and the lines outside of them."""

    page: PdfPage
    tables: list[PageTable]
    lines: list[TextLine]
    notes: list[FieldValue]


def page_layout(page: PdfPage, name: str, limits: PdfLimits) -> PageLayout:
    """Take a page apart.

    Raises:
        LimitExceeded: it has too many lines.
    """
    across, down = merged(page.across), merged(page.down)
    if len(across) + len(down) > limits.page_rules:
        raise exceeded(name, "page_lines", limits.page_rules, page=page.number)
    found = frames(across, down)
    boxes = [frame for frame in found if _is_tick_box(frame)]
    grids = [grid for frame in found if frame not in boxes and (grid := ruled(frame)) is not None]
    page.characters, page.struck = parted(of_usual_height(page.characters), free(across, found))
    page.characters = boxed(page.characters, [frame.box for frame in boxes], page.scribbles)
    if page.ticks:
        page.characters = uncovered(page.characters, page.ticks)
    placed = _CellAssignment(grids, between_kinds(page.characters))
    for run in runs(page.characters):
        placed.put(run)
    for entry in page.entries:
        placed.enter(entry)
    for tick in page.ticks:
        placed.tick(tick)
    outer = [placed.table(number, page.number) for number in placed.outermost()]
    outside, notes = placed.around()
    return PageLayout(page, [each for each in outer if each.cells], lines(outside), notes)


def _is_tick_box(frame: TableFrame) -> bool:
    """Whether a frame is as small as a box to be ticked, and as square."""
    long, short = max(frame.box.width, frame.box.height), min(frame.box.width, frame.box.height)
    return _TICK_BOX[0] <= short and long <= _TICK_BOX[1] and short > 0.7 * long


class _CellAssignment:
    """Which character stands in which cell; of tables in tables, the innermost."""

    def __init__(self, grids: list[TableGrid], gap: float) -> None:
        self.grids, self._gap = grids, gap
        self._order = sorted(range(len(grids)), key=self._area)
        self._within: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._outermost: list[int] = []
        for number in range(len(grids)):
            self._nest(number)
        self._characters: dict[tuple[int, int], list[Character]] = defaultdict(list)
        self._entries: dict[tuple[int, int] | None, list[FieldValue]] = defaultdict(list)
        self._ticks: dict[tuple[int, int] | None, list[Checkbox]] = defaultdict(list)
        self._outside: list[Character] = []

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
            at = self.grids[number].at(x, y)
            if at is not None:
                return number, at
        return None

    def put(self, run: Sequence[Character]) -> None:
        """Give characters without a gap to the cell of most of them: what is too wide for its cell hangs over."""
        owner, end = self._at(*run[0].box.centre), self._at(*run[-1].box.centre)
        if owner != end:
            owner = Counter(self._at(*character.box.centre) for character in run).most_common(1)[0][0]
        (self._characters[owner] if owner else self._outside).extend(run)

    def enter(self, entry: FieldValue) -> None:
        """Give a field's value to the cell that it is shown in."""
        if entry.text:
            self._entries[self._at(*entry.box.centre)].append(entry)

    def tick(self, tick: Checkbox) -> None:
        """Give a box to the cell that it is shown in."""
        self._ticks[self._at(*tick.box.centre)].append(tick)

    def around(self) -> tuple[list[Character], list[FieldValue]]:
        """What stands outside of all tables: in lines, and apart from them."""
        return self._overlaid(None, self._outside)

    def _overlaid(
        self, owner: tuple[int, int] | None, print_: list[Character]
    ) -> tuple[list[Character], list[FieldValue]]:
        """The print of a cell with what is laid over its lines, and what is laid beside them."""
        entries, ticks = self._entries.get(owner, []), self._ticks.get(owner, [])
        if not entries and not ticks:
            return print_, []
        if ticks and not any(each.text.strip() for each in print_):
            entries = [*entries, FieldValue("", alone(ticks), around(tick.box for tick in ticks))]
            ticks = []
        written, others = inline(entries, print_)
        return [*print_, *written, *printed(ticks)], [entry for entry in others if entry.text]

    def table(self, number: int, page: int) -> PageTable:
        """A table with its texts."""
        grid = self.grids[number]
        over = [self._overlaid((number, at), self._characters.get((number, at), [])) for at in range(len(grid.squares))]
        found = [lines(characters) for characters, _ in over]
        padding, pitch = _padding(found, grid), _pitch(found)
        cells = [
            self._cell(number, at, page, found[at], over[at][1], (padding, pitch, self._gap))
            for at in range(len(grid.squares))
        ]
        return PageTable(page, grid, cells, padding)

    def _cell(
        self, number: int, at: int, page: int, found: list[TextLine], entries: list[FieldValue], spacing: _Spacing
    ) -> PageCell:
        square = self.grids[number].squares[at]
        inside = [self.table(inner, page) for inner in self._within.get((number, at), ())]
        own = [(each.box.top, as_lines(each)) for each in inside] + [(entry.box.top, entry.text) for entry in entries]
        doubts: list[Doubt] = []
        text = among(found, own, partial(_typed, square.box, spacing, doubts))
        is_filled = any(self._entries.get((number, at), ())) or (number, at) in self._ticks
        return PageCell(square, text, found, inside, is_filled, doubts)


_Spacing = tuple[float, float | None, float]
"""The padding and the pitch of cells, and the gap between kinds of writing; see `typed`."""


def _typed(box: BoundingBox, spacing: _Spacing, doubts: list[Doubt], found: Sequence[TextLine]) -> str:
    """The text of lines in a cell; what they do not tell is added to the doubts."""
    pieces = list(typed(found, box, *spacing))
    doubts += [doubt for piece in pieces for doubt in piece.doubts]
    return with_ticks("\n".join(piece.text for piece in pieces if not is_words_own(piece.text)))


def _padding(found: list[list[TextLine]], grid: TableGrid) -> float:
    """How far texts stay away from the sides of their cells: as usual, or less where a few come nearer."""
    gaps = sorted(
        min(line.box.left - square.box.left, square.box.right - line.box.right)
        for texts, square in zip(found, grid.squares, strict=True)
        for line in texts
    )
    return min(PADDING, max(0.0, gaps[len(gaps) // 40])) if gaps else PADDING


def _pitch(found: list[list[TextLine]]) -> float | None:
    """From line to line in a paragraph, as most cells with several lines have it; None if none has."""
    least = sorted(min(step(*pair) for pair in pairwise(texts)) for texts in found if len(texts) > 1)
    return least[len(least) // 2] if least else None


def as_lines(table: PageTable) -> str:
    """A table inside of a cell as lines, its cells joined by a tab."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.square.row].append(" ".join(cell.text.split("\n")))
    return "\n".join("\t".join(texts) for _, texts in sorted(rows.items()))
