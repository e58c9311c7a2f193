"""A table → cells, each once, with the span it covers; spans that make no sense are put right with a note."""

from __future__ import annotations

from collections.abc import Iterator

from ipforms.containers.safe_xml import Element
from ipforms.formats.docx.alternate_content import chosen
from ipforms.formats.docx.blocks import blocks
from ipforms.formats.docx.docx_context import DocxContext
from ipforms.formats.docx.merged_cells import PLAIN, TableBuilder, row_look
from ipforms.formats.docx.ooxml_names import ALTERNATE, DEL, MOVE_FROM, SDT, SDT_CONTENT, TBL, TC, TCPR, TR, w
from ipforms.paths import Place
from ipforms.sheet import Table


class CellContent:
    """The flow of a cell: its paragraphs are lines, its tables are lines too."""

    __slots__ = ("_after_table", "context", "lines", "place", "tables")

    def __init__(self, context: DocxContext, place: Place) -> None:
        self.context, self.place = context, place
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._after_table = 0

    def paragraph(self, text: str) -> None:
        """One or more lines."""
        self.lines.append(text)

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
        return self.context.measured("\n".join(self.lines) if len(self.lines) != 1 else self.lines[0])


def read_table(table: Element, context: DocxContext, place: Place, *, nested: bool = False) -> Table | None:
    """The table; None if it has no cells, or all are deleted.

    Args:
        table: the `w:tbl`.
        context: the document.
        place: where it stands.
        nested: it stands in a cell; all its cells have that cell's place.
    """
    context.enter()
    grid = TableBuilder(context, place)
    for row in _members(table, TR, context):
        look = row_look(row, context, place)
        if look is None:
            continue
        grid.start_row(look.before)
        for cell in _members(row, TC, context):
            _read_cell(cell, grid, nested)
        grid.end_row()
    context.leave()
    return grid.table()


def _read_cell(cell: Element, grid: TableBuilder, nested: bool) -> None:
    first = cell[0] if len(cell) else None
    span = grid.span(first) if first is not None and first.tag == TCPR else PLAIN
    if span is None:
        return
    place = grid.place if nested else grid.here()
    inside = CellContent(grid.context, place)
    blocks(cell, inside)
    grid.add(span, place, inside.text(), tuple(inside.tables))


def _members(parent: Element, wanted: str, context: DocxContext) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, out of whatever is wrapped around them."""
    for child in parent:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag not in _NO_MEMBERS and len(child):
            inside = child.find(SDT_CONTENT) if tag == SDT else chosen(child) if tag == ALTERNATE else child
            if inside is not None:
                context.enter()
                yield from _members(inside, wanted, context)
                context.leave()


def _as_lines(table: Table) -> list[str]:
    """A table as lines: the cells of a row joined by a tab, each on one line; a cell merged from above is blank."""
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.column] = " ".join(cell.text.split("\n")) if row == cell.row else ""
    return ["\t".join(text for _, text in sorted(row.items())) for row in rows]


_NO_MEMBERS = frozenset((DEL, MOVE_FROM, TBL, TCPR, w("tblPr"), w("tblGrid"), w("trPr"), w("tblPrEx"), w("sdtPr")))
