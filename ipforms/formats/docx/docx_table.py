"""A table → cells, each once, with the span it covers; spans that make no sense are put right with a note."""

import re
from collections.abc import Iterator

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.blocks import blocks, boxed
from ipforms.formats.docx.content_controls import settle
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.drawings import is_stamp
from ipforms.formats.docx.merged_cells import NO_LINE, PLAIN, TableBuilder, row_look
from ipforms.formats.docx.ooxml_names import ALTERNATE, DEL, MOVE_FROM, SDT, SDT_CONTENT, TBL, TC, TCPR, TR, VAL, w
from ipforms.paths import Place
from ipforms.sheet import Mark, Table


class CellContent:
    """The flow of a cell: its paragraphs are lines, its tables are lines too."""

    __slots__ = ("_after_table", "_boxes", "_numbers", "context", "lines", "place", "tables")

    def __init__(self, context: DocxContext, place: Place) -> None:
        self.context, self.place = context, place
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._after_table = 0
        self._numbers: dict[int, str] = {}
        self._boxes: list[Element] = []

    def paragraph(self, text: str, number: str) -> None:
        """One or more lines."""
        if number:
            self._numbers[len(self.lines)] = number
        self.lines.append(number + text)

    def floating(self, box: Element, place: Place) -> None:
        """A text box that floats over the cell; a stamp is never what was filled in."""
        if is_stamp(box):
            tell_floating(box, self.context, place)
        else:
            self._boxes.append(box)

    def table(self, element: Element) -> None:
        """A table inside: its cells stand where the cell does."""
        made = read_table(element, self.context, self.place, nested=True)
        if made is not None:
            self.tables.append(made)
            self.lines.extend(_as_lines(made))
            self._after_table = len(self.lines) + 1

    def text(self) -> str:
        """All lines. Word wants a paragraph after a table at the end of a cell; if it is empty, nobody sees it."""
        if self.lines and len(self.lines) == self._after_table and not self.lines[-1]:
            self.lines.pop()
        if self._numbers and max(map(len, self.lines)) <= _SHORT:
            self._drop_numbers()
        text = "\n".join(self.lines) if len(self.lines) != 1 else self.lines[0]
        return self.context.measured(self._with_boxes(text) if self._boxes else text)

    def _drop_numbers(self) -> None:
        """They are no part of short entries, such as names; 一、 is the number of a heading."""
        for line, number in self._numbers.items():
            own = self.lines[line][len(number) :]
            if own.strip() and _NO_HEADING.search(number):
                self.lines[line] = own

    def _with_boxes(self, text: str) -> str:
        """What floats over a cell is apart from its text; where the cell is blank, it is what was filled in."""
        floating = "\n".join(filter(None, (text_of_box(box, self.context, self.place) for box in self._boxes)))
        code = "reading.floating_text" if text.strip() else "reading.text_box"
        self.context.diagnostics.leave_out(code, self.place, floating)
        return text if text.strip() else floating


def text_of_box(box: Element, context: DocxContext, place: Place) -> str:
    """What a text box says that is apart from the text around it."""
    inside = CellContent(context, place)
    boxed(box, inside)
    return inside.text().strip() if inside.lines else ""


def tell_floating(box: Element, context: DocxContext, place: Place) -> None:
    """Note what a text box says that is no part of the text around it."""
    context.diagnostics.leave_out("reading.floating_text", place, text_of_box(box, context, place))


def read_table(table: Element, context: DocxContext, place: Place, *, nested: bool = False) -> Table | None:
    """The table; None if it has no cells, or all are deleted.

    Args:
        table: the `w:tbl`.
        context: the document.
        place: where it stands.
        nested: it stands in a cell; all its cells have that cell's place.
    """
    context.enter()
    around = context.in_table(_style(table))
    grid = TableBuilder(context, place, has_lines=_has_lines(table))
    for row in _members(table, TR, grid):
        look = row_look(row, context, place)
        if look is None:
            continue
        grid.start_row(look.before)
        for cell in _members(row, TC, grid):
            _read_cell(cell, grid, nested)
        grid.end_row()
    context.in_table(around)
    context.leave()
    return grid.table(table.find(w("tblGrid")))


def _read_cell(cell: Element, grid: TableBuilder, nested: bool) -> None:
    context = grid.context
    first = cell[0] if len(cell) else None
    around, marks = context.fill, len(context.marks)
    span = grid.span(first) if first is not None and first.tag == TCPR else PLAIN
    if span is not None:
        place = grid.place if nested else grid.here()
        inside = CellContent(context, place)
        blocks(cell, inside)
        text = inside.text()
        if len(context.marks) > marks and not text.strip():
            _note_drawn(context.marks[marks:], context)
        grid.add(span, place, text, tuple(inside.tables))
    context.fill = around


def _note_drawn(marks: list[Mark], context: DocxContext) -> None:
    """A picture that stands in a blank cell in the place of text; a seal or a line does not."""
    for mark in marks:
        if mark.kind in ("picture", "signature"):
            context.diagnostics.leave_out("reading.picture", mark.place, f"{mark.name or mark.kind} ")


def _has_lines(table: Element) -> bool:
    """Whether a table, or its style, may draw lines between rows where their cells say nothing of it."""
    properties = table.find(_PROPERTIES)
    inner = None if properties is None else properties.find(_INNER_LINES)
    return bool(_style(table)) or (inner is not None and inner.get(VAL) not in NO_LINE)


def _style(table: Element) -> str:
    properties = table.find(_PROPERTIES)
    style = None if properties is None else properties.find(_STYLE)
    return "" if style is None else style.get(VAL, "")


def _members(parent: Element, wanted: str, grid: TableBuilder) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, out of whatever is wrapped around them."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag not in _NO_MEMBERS and len(child):
            if tag == SDT:
                settle(child, grid.context, grid.here())
            inside = child.find(SDT_CONTENT) if tag == SDT else chosen(child) if tag == ALTERNATE else child
            if inside is not None:
                grid.context.enter()
                yield from _members(inside, wanted, grid)
                grid.context.leave()


def _as_lines(table: Table) -> list[str]:
    """A table as lines: cells of a row are joined by a tab, each on one line; one merged from above is blank."""
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.column] = cell.text if row == cell.row else ""
    return [
        "\t".join(" ".join(text.split("\n")) if len(row) > 1 else text for _, text in sorted(row.items()))
        for row in rows
    ]


_NO_HEADING = re.compile(r"[\d①-⑳] | ^ [^\w□■◻☐☑☒○◯√✓✔×]+ $", re.VERBOSE)  # 1. or a bullet that is no box
_SHORT = 40  # characters of a line; what is longer is prose, whose numbers are part of it
_PROPERTIES, _STYLE = w("tblPr"), w("tblStyle")
_INNER_LINES = f"{w('tblBorders')}/{w('insideH')}"
_NO_MEMBERS = frozenset((DEL, MOVE_FROM, TBL, TCPR, w("tblPr"), w("tblGrid"), w("trPr"), w("tblPrEx"), w("sdtPr")))
