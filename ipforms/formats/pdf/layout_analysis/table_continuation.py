"""Tables that go on over pages: one table again, the row that the end of a page has parted one row again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ipforms.formats.pdf.layout_analysis.line_joins import LineJoin, between
from ipforms.formats.pdf.layout_analysis.page_layout import PADDING, PageCell, PageTable
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, as_seen, in_order
from ipforms.formats.pdf.pdf_page import BoundingBox, Character
from ipforms.formats.pdf.whitespace_stream import WhitespaceStream
from ipforms.sheet import Doubt

_SAME = 4.0
_NEAR_END = 2.2
_LINE = 1.5


@dataclass
class MultiPageCell:
    """A cell of a table that may go on over pages.

    Attributes:
        row, row_span: its rows in the whole table.
        text: what is written in it, on all of its pages.
        parts: page and rectangle of each of its parts.
        lines: its lines on the last page.
        inside: tables in it.
        written: its characters on all of its pages, in the order of the file.
        is_filled: whether fields of a form are shown in it.
        doubts: what its pages do not tell.
    """

    row: int
    row_span: int
    text: str
    parts: list[tuple[int, BoundingBox]]
    lines: list[TextLine]
    inside: list[PageTable] = field(default_factory=list)
    written: list[Character] = field(default_factory=list)
    is_filled: bool = False
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def box(self) -> BoundingBox:
        """The rectangle of its last part."""
        return self.parts[-1][1]

    @property
    def is_plain(self) -> bool:
        """Whether its text is what is written in it, and nothing from a field or from a table inside."""
        return not self.inside and not self.is_filled


@dataclass
class MultiPageTable:
    """A table on all of its pages.

    Attributes:
        cells: its cells.
        rows: how many rows it has.
        xs: its vertical lines on all pages.
        parts: page and rectangle of each of its parts.
        spacing: what the file says about its texts.
    """

    cells: list[MultiPageCell]
    rows: int
    xs: list[float]
    parts: list[tuple[int, BoundingBox]]
    spacing: WhitespaceStream

    @property
    def box(self) -> BoundingBox:
        """The rectangle of its last part."""
        return self.parts[-1][1]

    def goes_on_in(self, table: PageTable) -> bool:
        """Whether a table at the head of the next page is as wide, and stands in the same place."""
        return abs(self.box.left - table.box.left) < _SAME and abs(self.box.right - table.box.right) < _SAME

    def add(self, table: PageTable) -> None:
        """Go on with the table of the next page."""
        cells = _without_header(self, table)
        if not cells:
            return
        first = cells[0].square.row
        head = [cell for cell in cells if cell.square.row == first]
        pairs = _pairs(self, head)
        shift = self.rows - first
        if pairs is not None and _is_parted(pairs, self.spacing):
            shift -= 1
            taken = [_continue(above, below, shift) for above, below in pairs]
        else:
            blank = _blank_label(pairs or ())
            taken = [_continue(*pair, shift) for pair in pairs or () if pair is blank or _spans_both(*pair)]
        done = {id(cell) for cell in taken}
        self.cells += [_joint(cell, table.page, shift) for cell in cells if id(cell) not in done]
        self.rows = shift + max(cell.square.row + cell.square.row_span for cell in cells)
        self.xs += table.ruled.xs
        self.parts.append((table.page, table.box))

    def columns(self) -> list[float]:
        """The vertical lines of all pages, near ones as one."""
        made: list[float] = []
        for x in sorted(self.xs):
            if not made or x - made[-1] > _SAME:
                made.append(x)
        return made


def begun(table: PageTable, spacing: WhitespaceStream) -> MultiPageTable:
    """A table with what one page has of it."""
    cells = [_joint(cell, table.page, 0) for cell in table.cells]
    return MultiPageTable(cells, len(table.ruled.ys) - 1, list(table.ruled.xs), [(table.page, table.box)], spacing)


def _joint(cell: PageCell, page: int, shift: int) -> MultiPageCell:
    square = cell.square
    return MultiPageCell(
        square.row + shift,
        square.row_span,
        cell.text,
        [(page, square.box)],
        cell.lines,
        cell.inside,
        in_order(cell.lines),
        cell.is_filled,
        list(cell.doubts),
    )


def _without_header(whole: MultiPageTable, table: PageTable) -> list[PageCell]:
    """The cells of a page, without a first row that only says again what the first row of the table says."""
    head = [cell for cell in table.cells if cell.square.row == 0]
    first = [cell for cell in whole.cells if cell.row == 0]
    texts = [cell.text for cell in head]
    flat = all(cell.square.row_span == 1 for cell in head)
    again = flat and len(texts) > 1 and all(texts) and texts == [cell.text for cell in first]
    return [cell for cell in table.cells if cell.square.row] if again else table.cells


def _pairs(whole: MultiPageTable, head: Sequence[PageCell]) -> list[tuple[MultiPageCell, PageCell]] | None:
    """Each cell at the head of a page with the one above it; None if their sides do not agree."""
    ends = [cell for cell in whole.cells if cell.row + cell.row_span == whole.rows]
    pairs = []
    for below in head:
        above = next((cell for cell in ends if _same_sides(cell.box, below.square.box)), None)
        if above is not None:
            pairs.append((above, below))
    return pairs if len(pairs) == len(head) == len(ends) else None


def _same_sides(one: BoundingBox, other: BoundingBox) -> bool:
    return abs(one.left - other.left) < _SAME and abs(one.right - other.right) < _SAME


def _is_parted(pairs: Sequence[tuple[MultiPageCell, PageCell]], spacing: WhitespaceStream) -> bool:
    """Whether the last row goes on: a cell with text has more of it, its label beside it has not.

    A file that knows its texts knows neither half of one.
    """
    plain = [(above, below) for above, below in pairs if not _is_merged(above, below)]
    if not plain or any(below.text.strip() for above, below in pairs if _is_merged(above, below)):
        return False
    goes_on = [(above, below) for above, below in plain if below.text.strip()]
    if not goes_on or any(not above.text.strip() for above, _ in goes_on):
        return False
    halves = [half for above, below in goes_on for half in ((above.written, above.lines), (None, below.lines))]
    known = {spacing.knows(in_order(found) if own is None else own, as_seen(found)) for own, found in halves}
    if spacing and len(known) == 1:
        return known == {False}
    if len(plain) > 1 and (len(goes_on) == len(plain) or plain[0][1].text.strip()):
        return False
    is_near = any(_reaches_end(above) for above, _ in goes_on)
    return is_near and all(_is_long(above, below) for above, below in goes_on)


def _is_long(above: MultiPageCell, below: PageCell) -> bool:
    """Whether a text is long enough to be parted: it has several lines on a page, or its line goes on."""
    lines = max(len(above.lines), len(below.lines))
    return lines > 1 or (bool(below.lines) and _seam(above, below).read != "\n")


def _is_merged(above: MultiPageCell, below: PageCell) -> bool:
    """Whether a cell covers more rows than its row: a label beside a group of rows."""
    return above.row_span > 1 or below.square.row_span > 1


def _reaches_end(cell: MultiPageCell) -> bool:
    """Whether a cell is written in as far as the end of the page."""
    return bool(cell.lines) and cell.box.bottom - cell.lines[-1].box.bottom < _NEAR_END * cell.lines[-1].size


def _spans_both(above: MultiPageCell, below: PageCell) -> bool:
    """Whether a merged cell with text above goes on on the next page: blank, or with the rest of its label."""
    if not _is_merged(above, below) or not above.lines:
        return False
    return not below.text.strip() or (_is_full(above) and _seam(above, below).read != "\n")


def _blank_label(pairs: Sequence[tuple[MultiPageCell, PageCell]]) -> tuple[MultiPageCell, PageCell] | None:
    """The first cell of a row if it alone is blank: the label above is for this row too."""
    if len(pairs) < 3 or not pairs[0][0].text.strip() or pairs[0][1].text.strip():
        return None
    return pairs[0] if all(below.text.strip() for _, below in pairs[1:]) else None


def _is_full(cell: MultiPageCell) -> bool:
    """Whether no further line would have fitted into the cell."""
    first, last = cell.lines[0], cell.lines[-1]
    return cell.box.height - (last.box.bottom - first.box.top) < _LINE * last.size


def _seam(above: MultiPageCell, below: PageCell) -> LineJoin:
    """What stands between the parts of a cell on two pages."""
    ends = [above.lines[-1], below.lines[0]]
    return between(ends, below.square.box, PADDING)


def _continue(above: MultiPageCell, below: PageCell, shift: int) -> PageCell:
    """Give the part on the next page to the cell above; returns that part."""
    square = below.square
    above.row_span = square.row + square.row_span + shift - above.row
    above.parts.append((above.parts[-1][0] + 1, square.box))
    if below.text.strip():
        above.text, doubts = _both(above, below)
        above.doubts += [*doubts, *below.doubts]
        above.lines = below.lines
        above.written += in_order(below.lines)
    above.inside += below.inside
    above.is_filled |= below.is_filled
    return below


def _both(above: MultiPageCell, below: PageCell) -> tuple[str, list[Doubt]]:
    """The two texts of a parted cell: with a line break, unless the line goes on over the page."""
    if not above.lines or not below.lines or not above.text.strip():
        return "\n".join(text for text in (above.text, below.text) if text.strip()), []
    seam = _seam(above, below)
    return above.text.rstrip() + seam.read + below.text, list(seam.doubts(above.text.rstrip(), below.text))
