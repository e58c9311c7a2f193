"""Tables that go on over pages: one table again, the row that the end of a page has parted one row again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipforms.formats.pdf.layout_analysis.line_joins import LineJoin, join_over_pages
from ipforms.formats.pdf.layout_analysis.page_layout import PADDING, PageCell, PageTable
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine, in_file_order, in_reading_order
from ipforms.formats.pdf.whitespace_stream import WhitespaceStream
from ipforms.formats.pdf_page import BoundingBox, Character
from ipforms.sheet import Doubt
from ipforms.text import unspaced
from ipforms.text.enumerations import NUMBER_HEADS

_SAME = 4.0  # points; sides of tables and cells that are no further apart are one, as pages are printed alike
_NEAR_END = 2.2  # sizes of the writing: a text that ends nearer to the end of its page may go on
_MOST_HEADERS = 4  # rows of a header: a title, a unit, and columns in two levels
_LINE = 1.5  # sizes of the writing that a line takes


@dataclass
class MultiPageCell:
    """A cell of a table that may go on over pages."""

    # row, row_span: its rows in the whole table
    row: int
    row_span: int
    text: str  # what is written in it, on all of its pages
    parts: list[PageCell]  # the cell of each page, from the first to the last
    doubts: list[Doubt]  # what its pages do not tell

    @property
    def first_box(self) -> BoundingBox:
        """The rectangle of its first part."""
        return self.parts[0].square.box

    @property
    def box(self) -> BoundingBox:
        """The rectangle of its last part."""
        return self.parts[-1].square.box

    def reading_order(self) -> tuple[int, float]:
        """By which the cells of a table are sorted: from top to bottom, and from left to right."""
        return self.row, self.first_box.left

    @property
    def lines(self) -> list[TextLine]:
        """Its lines on the last page on which it has a text."""
        return next((part.lines for part in reversed(self.parts) if part.text.strip()), self.parts[0].lines)

    @property
    def characters(self) -> list[Character]:
        """Its characters on all of its pages, in the order of the file."""
        return [each for part in self.parts for each in in_file_order(part.lines)]

    @property
    def is_plain(self) -> bool:
        """Whether its text is what is written in it, and nothing from a field or from a table inside."""
        return not any(part.inside or part.has_fields for part in self.parts)


@dataclass
class MultiPageTable:
    """A table on all of its pages."""

    cells: list[MultiPageCell]  # its cells
    rows: int  # how many rows it has
    xs: list[float]  # its vertical lines on all pages
    parts: list[tuple[int, BoundingBox]]  # page and rectangle of each of its parts
    stream: WhitespaceStream  # what the file says about its texts

    @property
    def box(self) -> BoundingBox:
        """The rectangle of its last part."""
        return self.parts[-1][1]

    def goes_on_in(self, table: PageTable) -> bool:
        """Whether a table at the head of the next page is as wide, and stands in the same place."""
        return _has_same_sides(self.box, table.box)

    def add(self, table: PageTable) -> None:
        """Go on with the table of the next page."""
        cells = self._without_header(table)
        if not cells:
            return
        first = cells[0].square.row
        pairs, is_whole = self._pairs([cell for cell in cells if cell.square.row == first])
        shift = self.rows - first
        if is_whole and _is_parted(pairs, self.stream):
            shift -= 1
            going_on = pairs
        else:
            blank = _blank_label(pairs if is_whole else ())
            going_on = [pair for pair in pairs if pair is blank or _spans_both(*pair)]
            going_on = [pair for pair in going_on if is_whole or not pair[1].text.strip()]
        for above, below in going_on:
            _continue(above, below, shift)
        done = {id(below) for _, below in going_on}
        self.cells += [_cell(cell, shift) for cell in cells if id(cell) not in done]
        self.rows = shift + max(cell.square.row + cell.square.row_span for cell in cells)
        self.xs += table.grid.xs
        self.parts.append((table.page, table.box))

    def columns(self) -> list[float]:
        """The vertical lines of all pages, near ones as one."""
        made: list[float] = []
        for x in sorted(self.xs):
            if not made or x - made[-1] > _SAME:
                made.append(x)
        return made

    def _without_header(self, table: PageTable) -> list[PageCell]:
        """The cells of a page, without first rows that only say again what the first rows of the table say."""
        for depth in range(_MOST_HEADERS, 0, -1):
            own = sorted(
                (cell.row, cell.first_box.left, cell.row_span, cell.text) for cell in self.cells if cell.row < depth
            )
            head = [cell for cell in table.cells if cell.square.row < depth]
            again = sorted((cell.square.row, cell.square.box.left, cell.square.row_span, cell.text) for cell in head)
            if _is_header(_without_sides(again), depth) and _without_sides(own) == _without_sides(again):
                return [cell for cell in table.cells if cell.square.row >= depth]
        return table.cells

    def _pairs(self, head: Sequence[PageCell]) -> "tuple[list[_Pair], bool]":
        """The cells at the head of a page with those above them, and whether the sides of all agree."""
        ends = [cell for cell in self.cells if cell.row + cell.row_span == self.rows]
        pairs = []
        for below in head:
            above = next((cell for cell in ends if _has_same_sides(cell.box, below.square.box)), None)
            if above is not None:
                pairs.append((above, below))
        return pairs, len(pairs) == len(head) == len(ends)


def _without_sides(cells: Iterable[tuple[int, float, int, str]]) -> "list[_HeaderCell]":
    return [(row, row_span, text) for row, _, row_span, text in cells]


_HeaderCell = tuple[int, int, str]  # its row, how many rows it covers, and its text


def _is_header(cells: Sequence[_HeaderCell], depth: int) -> bool:
    """Whether the first rows of a table may be its header: they end together, and the lowest has words for columns."""
    if not cells or any(row + row_span > depth for row, row_span, _ in cells):
        return False
    lowest = [text for row, row_span, text in cells if row + row_span == depth]
    return (
        len(lowest) > 1 and all(lowest) and all(any(text for at, _, text in cells if at == row) for row in range(depth))
    )


_Pair = tuple[MultiPageCell, PageCell]  # A cell at the end of a page, and that below it at the head of the next


def first_part(table: PageTable, stream: WhitespaceStream) -> MultiPageTable:
    """A table with what one page has of it."""
    cells = [_cell(cell, 0) for cell in table.cells]
    return MultiPageTable(cells, len(table.grid.ys) - 1, list(table.grid.xs), [(table.page, table.box)], stream)


def _cell(cell: PageCell, shift: int) -> MultiPageCell:
    return MultiPageCell(cell.square.row + shift, cell.square.row_span, cell.text, [cell], list(cell.doubts))


def _has_same_sides(one: BoundingBox, other: BoundingBox) -> bool:
    return abs(one.left - other.left) < _SAME and abs(one.right - other.right) < _SAME


def _is_parted(pairs: Sequence[_Pair], stream: WhitespaceStream) -> bool:
    """Whether the last row goes on: a cell with text has more of it, its label beside it has not.

    A file that knows its texts knows neither half of one.
    """
    plain = [(above, below) for above, below in pairs if not _is_merged(above, below)]
    if not plain or any(below.text.strip() for above, below in pairs if _is_merged(above, below)):
        return False
    going_on = [(above, below) for above, below in plain if below.text.strip()]
    if len(pairs) == len(plain) == 2 and _is_value_alone(*pairs[1]):
        return _is_label_alone(*pairs[0]) or _is_broken(*pairs[0])
    if not going_on or any(not above.text.strip() for above, _ in going_on):
        return False
    known = {
        stream.knows(characters, in_reading_order(found))
        for above, below in going_on
        for characters, found in ((above.characters, above.lines), (in_file_order(below.lines), below.lines))
    }
    if stream and len(known) == 1:
        return known == {False}
    is_new = plain[0][1].text.strip() and not (len(going_on) == 1 and _is_broken(*plain[0]))
    if len(plain) > 1 and (len(going_on) == len(plain) or is_new):
        return False
    return any(_reaches_end(above) for above, _ in going_on) and all(_is_long(*pair) for pair in going_on)


def _is_label_alone(above: MultiPageCell, below: PageCell) -> bool:
    """Whether all of a label stands on the first page."""
    return bool(above.text.strip()) and not below.text.strip()


def _is_value_alone(above: MultiPageCell, below: PageCell) -> bool:
    """Whether all of what stands beside it is on the next page."""
    return not above.text.strip() and bool(below.text.strip())


def _is_broken(above: MultiPageCell, below: PageCell) -> bool:
    """Whether a line is full and goes on over the page: a number that is wider than its column."""
    return bool(above.lines and below.lines) and not _join(above, below).read


def _is_long(above: MultiPageCell, below: PageCell) -> bool:
    """Whether a text is long enough to be parted: it has several lines on a page, or its line goes on."""
    lines = max(len(above.lines), len(below.lines))
    return lines > 1 or (bool(below.lines) and _join(above, below).read != "\n")


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
    return not below.text.strip() or (_is_full(above) and _join(above, below).read != "\n")


def _blank_label(pairs: Sequence[_Pair]) -> _Pair | None:
    """The first cell of a row if it alone is blank: the label above is for this row too.

    What numbers rows is for none of them: an entry that nobody has numbered stands below it.
    """
    if len(pairs) < 3 or not pairs[0][0].text.strip() or pairs[0][1].text.strip():
        return None
    if unspaced(pairs[0][0].text) in NUMBER_HEADS:
        return None
    return pairs[0] if all(below.text.strip() for _, below in pairs[1:]) else None


def _is_full(cell: MultiPageCell) -> bool:
    """Whether no further line would have fitted into the cell."""
    first, last = cell.lines[0], cell.lines[-1]
    return cell.box.height - (last.box.bottom - first.box.top) < _LINE * last.size


def _join(above: MultiPageCell, below: PageCell) -> LineJoin:
    """What stands between the parts of a cell on two pages."""
    return join_over_pages(above.lines[-1], below.lines[0], below.square.box, PADDING)


def _continue(above: MultiPageCell, below: PageCell, shift: int) -> None:
    """Give the part on the next page to the cell above: with a line break, unless the line goes on over the page."""
    above.row_span = below.square.row + below.square.row_span + shift - above.row
    if below.text.strip():
        join = LineJoin("\n") if above.text.strip() else LineJoin("")
        if above.text.strip() and above.lines and below.lines:
            join, above.text = _join(above, below), above.text.rstrip()
        above.doubts += [*join.doubts(above.text, below.text), *below.doubts]
        above.text += join.read + below.text
    above.parts.append(below)
