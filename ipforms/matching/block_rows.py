"""The rows, tables and columns of a document's blocks: how the repairs see them, and how they give the blocks back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell

Row = Sequence[TextBlock]
_NOTHING: Mapping[int, TextBlock] = MappingProxyType({})


def rows_of(blocks: Iterable[TextBlock]) -> list[list[TextBlock]]:
    """The rows of tables; a paragraph is a row of its own."""
    return [list(row) for _, row in groupby(blocks, key=lambda block: block.row)]


def tables_of(blocks: Iterable[TextBlock]) -> Iterator[list[list[TextBlock]]]:
    """The rows of each table; one that has another in a cell comes again behind it."""
    return (rows for rows in parts_of(blocks) if rows[0][0].table)


def parts_of(blocks: Iterable[TextBlock]) -> Iterator[list[list[TextBlock]]]:
    """The rows of each table, and those of the paragraphs between two of them."""
    return (rows_of(part) for _, part in groupby(blocks, key=lambda block: block.table))


def last_table(blocks: Iterable[TextBlock]) -> int:
    """The highest number of a table: a new one has the next."""
    return max((block.table for block in blocks), default=0)


def filled(row: Iterable[TextBlock]) -> list[TextBlock]:
    """The blocks of a row that say something."""
    return [block for block in row if block.searchable]


def spans(row: Iterable[TextBlock]) -> list[ColumnSpan | None]:
    """The columns of each cell: two rows that have the same stand one below the other."""
    return [block.span for block in row]


def is_merged_down(block: TextBlock) -> bool:
    """Whether a cell covers several rows."""
    return block.cell is not None and block.cell.row_span > 1


def whole_cell(blocks: Sequence[TextBlock]) -> TextBlock:
    """The first of some cells, as large as all of them."""
    cells = [block.cell for block in blocks if block.cell]
    own = [block.span for block in blocks if block.span]
    columns = max(cell.column + cell.column_span for cell in cells) - cells[0].column
    cell = cells[0]._replace(row_span=max(cell.row for cell in cells) - cells[0].row + 1, column_span=columns)
    return replace(blocks[0], cell=cell, span=ColumnSpan(own[0].first, max(span.behind for span in own)))


def in_table(block: TextBlock, table: int, row: int, column: int) -> TextBlock:
    """A cell, or a paragraph, as a cell of another table, in one row and one column of it."""
    cell = Cell(row, column, 1, 1, block.text, block.place)
    return replace(block, table=table, cell=cell, span=ColumnSpan.of(cell))


def rows_in_place(
    blocks: list[TextBlock], rows: Iterable[Sequence[TextBlock]], spent: Sequence[TextBlock]
) -> list[TextBlock]:
    """The blocks with a table of some rows in the place of others; what stands behind that is in tables of its own."""
    table = last_table(blocks) + 1
    made = [in_table(block, table, at, column) for at, row in enumerate(rows) for column, block in enumerate(row)]
    first, gone = spent[0].index, {block.index for block in spent}
    parted = (replace(block, table=table + block.table) if block.table else block for block in blocks[first:])
    return numbered([*blocks[:first], *made, *(block for block in parted if block.index not in gone)])


def worded(blocks: Iterable[TextBlock], texts: Mapping[int, str]) -> list[TextBlock]:
    """The blocks, those of some numbers with other texts."""
    return [block.with_text(texts[block.index]) if block.index in texts else block for block in blocks]


def changed(
    blocks: list[TextBlock], gone: Collection[int], made: Mapping[int, TextBlock] = _NOTHING
) -> list[TextBlock]:
    """The blocks without some of them, and with others in place of some, numbered anew."""
    if not (gone or made):
        return blocks
    return numbered(made.get(block.index, block) for block in blocks if block.index not in gone)


def numbered(blocks: Iterable[TextBlock]) -> list[TextBlock]:
    """The blocks numbered from 0 on, as they are matched."""
    return [block if block.index == at else replace(block, index=at) for at, block in enumerate(blocks)]
