"""Tables that go on with another one: below its title and 续, or behind the form with the header of a list in it.

Their rows become rows of the table, or of the list, in the columns of its header.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ipforms.matching.block_rows import Row, filled, numbered, parts_of, tables_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell
from ipforms.text import unspaced
from ipforms.text.regex import regex

_GOES_ON = regex(r"(?P<title>.*?)[(（]?(?:续表?|[上接转]+[上下]?[页表])[一二三四五六七八九十\d]{0,2}[)）]?[:：]?")
_FEWEST = 3  # labels of a header that comes again; two (姓名, 电话) may head two lists


def with_joined_tables(blocks: list[TextBlock], nested: Sequence[NestedList], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; a table below 产品（续） goes on with the one below 产品, without its header.

    Args:
        blocks: the document.
        nested: sections whose entries have a list each; the label of a sum stands between the items of two.
        finder: what finds the labels of the form.
    """
    ends = [key for each in nested for key in each.sums]
    parts = list(parts_of(blocks))
    made: list[list[Row]] = []
    for rows in parts:
        titles = {unspaced(row[0].text) for part in made for row in part if len(filled(row)) == 1}
        is_joined = len(made) > 1 and rows[0][0].table and made[-2][0][0].table and _are_titles(made[-1], titles)
        added = _added(made[-2], rows, ends, finder) if is_joined else []
        if added:
            made[-2:] = [[*made[-2], *added]]
        else:
            made.append([*rows])
    return numbered(block for part in made for row in part for block in row) if len(made) < len(parts) else blocks


def _are_titles(lines: Sequence[Row], titles: Collection[str]) -> bool:
    """Whether lines say no more than that something above goes on."""
    found = [_GOES_ON.fullmatch(unspaced(line[0].text)) for line in lines if line[0].searchable]
    return bool(found) and all(each and (not each["title"] or each["title"] in titles) for each in found)


def _added(above: Sequence[Row], rows: Sequence[Row], ends: Collection[str], finder: LabelFinder) -> list[Row]:
    """The rows that a table adds to the one above, in this; [] where its columns or its header are others."""
    at = [[block.key for block in filled(row)] for row in above]
    header = 0
    while header < len(rows) and _is_header(rows[header], finder) and _keys(rows[header]) in at:
        header += 1
    last = max((number for number, keys in enumerate(at) if header and keys == _keys(rows[header - 1])), default=0)
    below = {finder.label(key) for keys in at[last + 1 :] for key in keys} - {None, *ends}
    if (header and below) or _width(above) != _width(rows):
        return []
    table, behind = above[0][0].table, max(block.cell.row + block.cell.row_span for block in above[-1] if block.cell)
    first = min((block.cell.row for row in rows[header:] for block in row if block.cell), default=0)
    return [
        [
            replace(block, table=table, cell=block.cell and block.cell._replace(row=block.cell.row - first + behind))
            for block in row
        ]
        for row in rows[header:]
    ]


def _keys(row: Row) -> list[str]:
    return [block.key for block in filled(row)]


def _is_header(row: Row, finder: LabelFinder) -> bool:
    said = filled(row)
    return len(said) > 1 and all(finder.label(block.key) for block in said)


def _width(rows: Sequence[Row]) -> int:
    return max((block.cell.column + block.cell.column_span for row in rows for block in row if block.cell), default=0)


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
        own = [each for each in _headers(rows, finder) if not any(of.inner.keys() >= {*each.labels} for of in nested)]
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
