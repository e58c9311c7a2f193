"""One page analysed: its tables with what is written in their cells, and the lines that stand outside."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from ipforms.errors import exceeded
from ipforms.formats.docx.content_controls import is_words_own
from ipforms.formats.pdf.layout_analysis.character_cleanup import (
    slashed,
    with_usual_heights,
    without_leaders,
    without_note_marks,
    without_strikes,
    without_struck,
)
from ipforms.formats.pdf.layout_analysis.field_overlay import inline, interleaved
from ipforms.formats.pdf.layout_analysis.gap_ambiguities import gap_between_scripts
from ipforms.formats.pdf.layout_analysis.line_joins import logical_lines, step
from ipforms.formats.pdf.layout_analysis.printed_checkboxes import (
    alone,
    printed,
    with_drawn_boxes,
    with_symbols,
    without_covered,
)
from ipforms.formats.pdf.layout_analysis.ruling_lines import frames, free, merged, strokes, tick_boxes, with_open_sides
from ipforms.formats.pdf.layout_analysis.table_grid import GridCell, TableGrid, grid_of
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, lines, runs
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf_page import BoundingBox, Character, Checkbox, FieldValue, PdfPage, around
from ipforms.sheet import Doubt

PADDING = 5.4  # Points between the side of a cell and its text, in Word and LibreOffice unless it was changed
_FEWEST_CELLS = 3  # in which the lines of a row are entries: of two, one may be a label in two lines
_FEW = 40  # one line in so many may come nearer to the side of its cell than is usual


@dataclass
class PageCell:
    """A cell of a page."""

    page: int  # its number
    square: GridCell  # where it stands
    text: str  # what is written in it
    lines: list[TextLine]  # its lines
    inside: "list[PageTable]"  # tables that stand in it
    has_fields: bool  # whether fields of a form are shown in it
    doubts: list[Doubt]  # what the page alone does not tell


@dataclass
class PageTable:
    """A table of a page."""

    page: int
    grid: TableGrid
    cells: list[PageCell]

    @property
    def box(self) -> BoundingBox:
        """Its rectangle."""
        return self.grid.box


@dataclass
class PageLayout:
    """A page with its tables, the lines outside of them, and the notes that were laid over it beside any line."""

    page: PdfPage
    tables: list[PageTable]
    lines: list[TextLine]
    notes: list[FieldValue]


def page_layout(page: PdfPage, name: str, limits: PdfLimits) -> PageLayout:
    """Analyse a page.

    Raises:
        LimitExceeded: it has too many lines.
    """
    boxes, ruled, sides = tick_boxes(page.across, page.down)
    across = merged(ruled)
    down = with_open_sides(across, merged(sides))
    if len(across) + len(down) > limits.page_rules:
        raise exceeded(name, "page_lines", limits.page_rules, page=page.number)
    across, striking = without_strikes(across, page.characters)
    found = frames(across, down)
    grids = [grid for frame in found if (grid := grid_of(frame)) is not None]
    through = [stroke for rule in (*free(across, found), *striking) for stroke in strokes(rule, ruled)]
    page.characters, struck = without_struck(with_usual_heights(without_leaders(page.characters)), through)
    characters, marks = without_note_marks(page.characters)
    page.characters, page.unread = list(characters), [*page.unread, *struck, *marks]
    page.characters = with_drawn_boxes(page.characters, boxes, page.scribbles)
    page.unread += slashed(page)
    if page.ticks:
        page.characters = without_covered(page.characters, page.ticks)
    cells = _CellContents(grids, page)
    outer = [cells.table(number) for number in cells.outermost]
    outside, notes = cells.contents(None)
    return PageLayout(page, [each for each in outer if each.cells], lines(outside), notes)


_CellKey = tuple[int, int]  # the number of a table on its page, and that of a cell in it


class _CellContents:
    """What stands in which cell of a page; of tables in tables, in the innermost.

    Attributes:
        outermost: the numbers of the tables that stand in no other, from top to bottom.
    """

    def __init__(self, grids: list[TableGrid], page: PdfPage) -> None:
        self._grids, self._page, self._gap = grids, page.number, gap_between_scripts(page.characters)
        self._by_area = sorted(range(len(grids)), key=self._area)
        self._within: dict[_CellKey, list[int]] = defaultdict(list)
        self.outermost: list[int] = []
        for number in range(len(grids)):
            larger = [each for each in self._by_area if self._area(each) > self._area(number)]
            owner = self._at(grids[number].box, larger)
            (self._within[owner] if owner else self.outermost).append(number)
        self._characters: dict[_CellKey | None, list[Character]] = defaultdict(list)
        self._entries: dict[_CellKey | None, list[FieldValue]] = defaultdict(list)
        self._ticks: dict[_CellKey | None, list[Checkbox]] = defaultdict(list)
        for run in runs(page.characters):
            self._characters[self._owner(run)] += run
        for entry in page.entries:
            if entry.text:
                self._entries[self._at(entry.box, self._by_area)].append(entry)
        for tick in page.ticks:
            self._ticks[self._at(tick.box, self._by_area)].append(tick)

    def _area(self, number: int) -> float:
        box = self._grids[number].box
        return box.width * box.height

    def _at(self, box: BoundingBox, among: list[int]) -> _CellKey | None:
        """The cell in which the middle of a rectangle lies: of the smallest table, where some stand in others."""
        for number in among:
            at = self._grids[number].at(*box.centre)
            if at is not None:
                return number, at
        return None

    def _owner(self, run: Sequence[Character]) -> _CellKey | None:
        """The cell of most characters of a run: what is too wide for its cell hangs over."""
        owner, end = self._at(run[0].box, self._by_area), self._at(run[-1].box, self._by_area)
        if owner == end:
            return owner
        return Counter(self._at(each.box, self._by_area) for each in run).most_common(1)[0][0]

    def contents(self, key: _CellKey | None) -> tuple[list[Character], list[FieldValue]]:
        """The print of a cell with what is laid over its lines, and what is laid beside them.

        Args:
            key: of the cell; None for what stands outside of all tables.
        """
        print_, ticks = self._characters.get(key, []), self._ticks.get(key, [])
        entries = self._entries.get(key, [])
        if not entries and not ticks:
            return print_, []
        if ticks and not any(each.text.strip() for each in print_):
            entries = [*entries, FieldValue("", alone(ticks), around(tick.box for tick in ticks))]
            ticks = []
        written, others = inline(entries, print_)
        return [*print_, *written, *printed(ticks)], [entry for entry in others if entry.text]

    def table(self, number: int) -> PageTable:
        """A table with its texts."""
        grid = self._grids[number]
        contents = [self.contents((number, at)) for at in range(len(grid.squares))]
        found = [lines(characters) for characters, _ in contents]
        style = (_padding(found, grid), _pitch(found), self._gap)
        listed = _listed(grid, found, style)
        cells = [
            self._cell((number, at), found[at], contents[at][1], style, are_entries=at in listed)
            for at in range(len(contents))
        ]
        return PageTable(self._page, grid, cells)

    def _cell(
        self, key: _CellKey, found: list[TextLine], entries: list[FieldValue], style: "_Style", *, are_entries: bool
    ) -> PageCell:
        square = self._grids[key[0]].squares[key[1]]
        inside = [self.table(inner) for inner in self._within.get(key, ())]
        own = [(each.box.top, _as_text(each)) for each in inside] + [(entry.box.top, entry.text) for entry in entries]
        doubts: list[Doubt] = []
        text = interleaved(found, own, partial(_text, square.box, style, doubts, are_entries=are_entries))
        has_fields = key in self._entries or key in self._ticks
        return PageCell(self._page, square, text, found, inside, has_fields, doubts)


_Style = tuple[float, float | None, float]
"""The padding and the pitch of cells, and the gap between scripts; see `logical_lines`."""


def _text(box: BoundingBox, style: _Style, doubts: list[Doubt], found: Sequence[TextLine], *, are_entries: bool) -> str:
    """The text of lines in a cell; what they do not tell is added to the doubts."""
    typed = list(logical_lines(found, box, *style, are_entries=are_entries))
    doubts += [doubt for line in typed for doubt in line.doubts]
    return with_symbols("\n".join(line.text for line in typed if not is_words_own(line.text)))


def _listed(grid: TableGrid, found: Sequence[Sequence[TextLine]], style: _Style) -> set[int]:
    """The cells of rows in which each line is an entry that goes on in the next cell, by their numbers.

    In most cells of such a row as many lines were ended by a person; the others have as many lines as these.
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for at, square in enumerate(grid.squares):
        if square.row_span == 1 and found[at]:
            rows[square.row].append(at)
    listed: set[int] = set()
    for cells in rows.values():
        if len(cells) < _FEWEST_CELLS or any(len(found[at]) == 1 for at in cells):
            continue
        ended = {at: len(list(logical_lines(found[at], grid.squares[at].box, *style))) for at in cells}
        entries, times = Counter(ended.values()).most_common(1)[0]
        open_ = [at for at in cells if ended[at] != entries]
        if entries > 1 and 2 * times > len(cells) and all(len(found[at]) == entries for at in open_):
            listed.update(open_)
    return listed


def _padding(found: list[list[TextLine]], grid: TableGrid) -> float:
    """How far texts stay away from the sides of their cells: as usual, or less where a few come nearer."""
    gaps = sorted(
        min(line.box.left - square.box.left, square.box.right - line.box.right)
        for texts, square in zip(found, grid.squares, strict=True)
        for line in texts
    )
    return min(PADDING, max(0.0, gaps[len(gaps) // _FEW])) if gaps else PADDING


def _pitch(found: list[list[TextLine]]) -> float | None:
    """From line to line in a paragraph, as most cells with several lines have it; None if none has."""
    least = sorted(min(step(*pair) for pair in pairwise(texts)) for texts in found if len(texts) > 1)
    return least[len(least) // 2] if least else None


def _as_text(table: PageTable) -> str:
    """A table inside of a cell as lines, its cells joined by a tab."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.square.row].append(" ".join(cell.text.split("\n")))
    return "\n".join("\t".join(texts) for _, texts in sorted(rows.items()))
