"""Tables behind the form that go on with a list in it, below its header again: their rows become rows of the list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ipforms.matching.block_rows import filled, numbered, tables_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell

_FEWEST = 3  # labels of a header that comes again; two (姓名, 电话) may head two lists


class _ListHeader(NamedTuple):
    """A row of labels, and the last row below it."""

    labels: tuple[str, ...]
    cells: Sequence[TextBlock]
    last: tuple[int, int]  # the table and the row


def with_continued_tables(
    blocks: list[TextBlock], nested: Sequence[NestedList], finder: LabelFinder
) -> list[TextBlock]:
    """The blocks of a document, with the rows of such tables in the lists that they go on with.

    Args:
        blocks: the document.
        nested: sections whose entries have a list each, so that its header comes again anyway.
        finder: what finds the labels of the form.
    """
    headers: list[_ListHeader] = []
    for rows in tables_of(blocks):
        again = [of.inner.keys() for of in nested] + [finder.composed.columns]  # these come again for each owner
        own = [each for each in _headers(rows, finder) if not any(labels >= {*each.labels} for labels in again)]
        if own and len(own) == 1 and own[0].cells[0] is rows[0][0]:
            begun = _begun(own[0], headers, blocks, finder)
            added = begun and [_placed(row, own[0], begun) for row in rows[1:]]
            if begun and added and all(added):
                whole = [block for block in blocks if block.table != rows[0][0].table]
                return with_continued_tables(_inserted(whole, begun.last, added), nested, finder)
        headers += own
    return blocks


def _headers(rows: Sequence[Sequence[TextBlock]], finder: LabelFinder) -> Iterator[_ListHeader]:
    """The rows of a table that have labels alone; the rows below each end before the next label."""
    labels = [[finder.label(block.key) for block in filled(row)] for row in rows]
    starts = [number for number, found in enumerate(labels) if any(found)]
    for number, end in pairwise([*starts, len(rows)]):
        known = tuple(filter(None, labels[number]))
        if len(known) == len(labels[number]) >= _FEWEST:
            yield _ListHeader(known, filled(rows[number]), rows[end - 1][0].row)


def _begun(
    header: _ListHeader, before: Sequence[_ListHeader], blocks: Sequence[TextBlock], finder: LabelFinder
) -> _ListHeader | None:
    """The list that a table goes on with; None if there is none, or the table follows it anyway."""
    same = [each for each in before if each.labels[-len(header.labels) :] == header.labels]
    if len(same) != 1:
        return None
    last = max(block.index for block in blocks if block.row == same[0].last)
    between = blocks[last + 1 : header.cells[0].index]
    return same[0] if any(any(True for _ in finder.hits(block)) for block in between) else None


def _placed(row: Sequence[TextBlock], own: _ListHeader, begun: _ListHeader) -> list[TextBlock]:
    """A row in the columns of the list; [] where its columns are not those of its own header."""
    columns = {_columns(one.cell): other for one, other in zip(own.cells, begun.cells[-len(own.cells) :], strict=True)}
    placed = []
    for block in row:
        head = columns.get(_columns(block.cell))
        if head is None or head.cell is None or block.cell is None:
            return []
        cell = block.cell._replace(row=0, column=head.cell.column, column_span=head.cell.column_span)
        placed.append(replace(block, table=head.table, cell=cell, span=head.span))
    return placed


def _columns(cell: Cell | None) -> tuple[int, int]:
    return (cell.column, cell.column_span) if cell else (-1, -1)


def _inserted(blocks: Sequence[TextBlock], at: tuple[int, int], rows: Sequence[list[TextBlock]]) -> list[TextBlock]:
    """The blocks with rows behind one of a table; what is merged over that row is merged over them, too."""
    table, last = at
    behind = max(number for number, block in enumerate(blocks) if block.row == at) + 1
    moved = [_moved(block, last, len(rows)) if block.table == table else block for block in blocks]
    new = [
        replace(block, cell=block.cell and block.cell._replace(row=last + number))
        for number, row in enumerate(rows, 1)
        for block in row
    ]
    return numbered([*moved[:behind], *new, *moved[behind:]])


def _moved(block: TextBlock, last: int, count: int) -> TextBlock:
    cell = block.cell
    if cell is None or cell.row + cell.row_span <= last or (cell.row_span == 1 and cell.row <= last):
        return block
    is_behind = cell.row > last
    return replace(
        block, cell=cell._replace(row=cell.row + count) if is_behind else cell._replace(row_span=cell.row_span + count)
    )
