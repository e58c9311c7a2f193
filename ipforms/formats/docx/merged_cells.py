"""The grid of a table while it is read: where the next cell stands, and which cells go on over rows and columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.ooxml_names import DEL, DEL_TEXT, MOVE_FROM, TRPR, VAL, T, is_on, number, w
from ipforms.formats.docx.run_look import shading
from ipforms.paths import Place
from ipforms.sheet import Cell, Table


class CellEdges(NamedTuple):
    """Whether no line is drawn above a cell, and below it, as far as the cell itself decides that."""

    open_above: bool
    open_below: bool


@dataclass(slots=True)
class CellSpan:
    """What a cell's properties say: grid columns, and whether it goes on with the cell above or before."""

    columns: int = 1
    merged_down: bool | None = None
    merged_right: bool | None = None
    edges: "CellEdges | None" = None


PLAIN = CellSpan()


@dataclass(slots=True)
class RowProperties:
    """What a row's properties say."""

    before: int = 0


_PLAIN_ROW = RowProperties()


class TableBuilder:
    """Cells as they come, row by row.

    Attributes:
        context: the document.
        place: where the table stands.
        has_lines: whether the table itself, or its style, may draw lines between the rows.
    """

    def __init__(self, context: DocxContext, place: Place, *, has_lines: bool = True) -> None:
        self.context, self.place, self.has_lines = context, place, has_lines
        self._open: dict[int, CellEdges] = {}  # cells by their number, where the table has lines of its own
        self._cells: list[Cell] = []
        self._row = self._column = self._width = 0
        # Cells by their number: those of the row above and of this row that may go on below, by grid column.
        self._above: dict[int, int] = {}
        self._here: dict[int, int] = {}
        self._before: int | None = None
        self._goes_right = False
        self._visited = 0

    def start_row(self, before: int) -> None:
        """A row begins, `before` grid columns from the left."""
        self._column, self._here, self._before = before, {}, None
        self._goes_right = False
        self._visited = 0

    def end_row(self) -> None:
        """A row ends. One without cells is no row."""
        if self._visited:
            self.context.count_row(self._visited)
            self._row += 1
            self._above = self._here
            self._width = max(self._width, self._column)

    def here(self) -> Place:
        """Where the next cell stands."""
        place = self.place
        return Place(place.table, self._row + 1, self._column + 1, None, place.part)

    def span(self, properties: Element) -> CellSpan | None:
        """What a cell's properties say; None if the cell is deleted."""
        span = None
        for child in properties:
            known = _CELL_PROPERTIES.get(child.tag)
            if known is None:
                continue
            if known == "deleted":
                self.context.diagnostics.deleted += 1
                text = "".join(text.text or "" for text in properties.getparent().iter(T, DEL_TEXT))
                self.context.diagnostics.leave_out("reading.deleted", self.here(), text)
                return None
            if known == "fill":
                self.context.fill = shading(child) or self.context.fill
            else:
                span = span or CellSpan()
                self._apply(known, child, span)
        return span or PLAIN

    def _apply(self, known: str, child: Element, span: CellSpan) -> None:
        value = child.get(VAL)
        if known == "columns":
            span.columns = _USUAL.get(value) or measure(value, 1, self.context, self.here())
        elif known == "down":
            span.merged_down = value != "restart"
        elif known == "lines":
            span.edges = CellEdges(*(self._is_open(child.find(edge)) for edge in (_TOP, _BOTTOM)))
        elif known == "tracked":
            span.merged_down = child.get(w("vMerge")) == "cont"
        else:
            span.merged_right = value != "restart"

    def _is_open(self, line: Element | None) -> bool:
        """Whether no line is drawn at an edge of a cell."""
        return not self.has_lines if line is None else line.get(VAL) in NO_LINE

    def add(self, span: CellSpan, place: Place, text: str, tables: tuple[Table, ...]) -> None:
        """The next cell. It may turn out to go on with another, and is covered then."""
        self._visited += 1
        column = self._column
        self._column = column + span.columns
        covered = span is not PLAIN and self._is_covered(span, column, text)
        self._goes_right = span.merged_right is not None
        if covered:
            if text.strip():
                self.context.diagnostics.leave_out("reading.covered_text", place, text)
            return
        self._before = len(self._cells)
        if span.merged_down is not None:
            self._here[column] = self._before
        if span.edges:
            self._open[self._before] = span.edges
        self._cells.append(Cell(self._row, column, 1, span.columns, text, place, tables))

    def _is_covered(self, span: CellSpan, column: int, text: str) -> bool:
        """Whether the cell goes on with the one before, or with the one above, which grows then."""
        if span.merged_right and self._goes_right and self._before is not None:
            before = self._cells[self._before]
            if before.row == self._row:
                self._cells[self._before] = before._replace(column_span=before.column_span + span.columns)
            return True
        number = self._above.get(column) if span.merged_down else None
        if number is None or (text.strip() and self._cells[number].column_span != span.columns):
            return False
        self._here[column] = self._before = number
        above = self._cells[number]
        self._cells[number] = above._replace(row_span=self._row + 1 - above.row)
        return True

    def table(self, grid: Element | None = None) -> Table | None:
        """The table; None if it has no cells.

        Args:
            grid: the `w:tblGrid`, which says how wide columns are.
        """
        if not self._cells:
            return None
        cells = _without_open_edges(self._cells, self._open) if self._open else self._cells
        return Table(self._row, self._width, tuple(cells), self.place, _edges(grid, self._width))


def _without_open_edges(cells: list[Cell], edges: Mapping[int, CellEdges]) -> list[Cell]:
    """The cells; those between which no line is drawn are one, as one sees them, if no two of them have a text.

    So somebody merges the cell of a group by wiping out lines. Where a row has no line to that above, all are apart.
    """
    closed = {cell.row for at, cell in enumerate(cells) if cell.row and not (at in edges and edges[at].open_above)}
    found: list[Cell] = []
    lowest: dict[tuple[int, int], int] = {}  # by column and width, the last cell that the one below may go on with
    for at, cell in enumerate(cells):
        key = cell.column, cell.column_span
        above = found[lowest[key]] if key in lowest else None
        is_one = above is not None and above.row + above.row_span == cell.row and cell.row in closed
        own = edges.get(at, _CLOSED)
        if above and is_one and own.open_above and not (above.text.strip() and cell.text.strip()):
            said = cell if cell.text.strip() else above
            found[lowest[key]] = said._replace(row=above.row, row_span=above.row_span + cell.row_span)
        else:
            found.append(cell)
            lowest[key] = len(found) - 1
        if not own.open_below:
            lowest.pop(key, None)
    return found


def _edges(grid: Element | None, columns: int) -> tuple[float, ...]:
    """The edges of the columns in twips; () where the grid does not say how wide each is."""
    widths = [number(column.get(w("w")), 0) for column in grid] if grid is not None else []
    if len(widths) < columns or min(widths[:columns], default=0) <= 0:
        return ()
    return tuple(accumulate(widths[:columns], initial=0))


def row_look(row: Element, context: DocxContext, place: Place) -> RowProperties | None:
    """What a row's properties say; None if the row is deleted or hidden."""
    for properties in row:
        if properties.tag == TRPR:
            return _row_look(properties, context, place)
        if properties.tag != _EXCEPTIONS:
            break
    return _PLAIN_ROW


def _row_look(properties: Element, context: DocxContext, place: Place) -> RowProperties | None:
    look = _PLAIN_ROW
    for child in properties:
        tag = child.tag
        if tag in _ROW_GONE:
            context.diagnostics.deleted += 1
            if tag == DEL:
                _leave_out("reading.deleted", child, context, place)
            return None
        if tag == _HIDDEN and is_on(child.get(VAL)):
            _leave_out("reading.hidden_text", child, context, place)
            return None
        if tag == _HEIGHT and _is_closed(child):
            _leave_out("reading.invisible_text", child, context, place)
            return None
        if tag == _BEFORE:
            look = RowProperties(measure(child.get(VAL), 0, context, place))
    return look


def _leave_out(code: str, property_: Element, context: DocxContext, place: Place) -> None:
    """A row is not seen: what it says is noted."""
    row = property_.getparent().getparent()
    context.diagnostics.leave_out(code, place, " ".join(text.text or "" for text in row.iter(T, DEL_TEXT)))


def _is_closed(height: Element) -> bool:
    """Whether a row is too low to show a line of text."""
    return height.get(w("hRule")) == "exact" and number(height.get(VAL), _LOWEST + 1) <= _LOWEST


def measure(text: str | None, least: int, context: DocxContext, place: Place) -> int:
    """A number of grid columns; what is no sensible number is cut to one, with a note."""
    value = number(text, least - 1)
    sensible = min(max(value, least), context.limits.columns)
    if sensible != value:
        context.diagnostics.spans.append(place)
    return sensible


_TOP, _BOTTOM = w("top"), w("bottom")
NO_LINE = ("nil", "none")  # what an edge says that is not drawn
_CLOSED = CellEdges(open_above=False, open_below=False)
_USUAL = {str(columns): columns for columns in range(1, 20)}
_EXCEPTIONS, _HIDDEN, _BEFORE = w("tblPrEx"), w("hidden"), w("gridBefore")
_ROW_GONE = (DEL, MOVE_FROM)
_HEIGHT, _LOWEST = w("trHeight"), 60  # twips; three points
_CELL_PROPERTIES = {
    w("gridSpan"): "columns",
    w("vMerge"): "down",
    w("hMerge"): "right",
    w("cellMerge"): "tracked",
    w("cellDel"): "deleted",
    w("shd"): "fill",
    w("tcBorders"): "lines",
}
