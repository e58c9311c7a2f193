"""Labels above their values: rows of labels with one row of values below are read column by column.

申报企业意见 │ 推荐单位意见 above two cells says the same as two rows of a label and its value, and is read as these; of
a head of several rows (专利 above 申请量, 授权量) a group is read with all that stands below it. Headers of the
form itself stay as they are: what stands below them is rows.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.block_rows import rows_of
from ipforms.matching.form_map import FormMap
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock

_BELOW = 0.9  # of the narrower of two cells; in such rows the borders stand one above the other
_FEWEST = 2


class Reading(NamedTuple):
    """A document in the order in which it is read."""

    blocks: list[TextBlock]  # numbered in this order
    hits: list[LabelHit]  # where labels may stand in them


def column_by_column(form_map: FormMap, reading: Reading) -> Reading:
    """The document with the values below their labels read behind them."""
    labels = _Labels(reading.hits, frozenset().union(*form_map.headers))
    order = [block for rows in _tables(reading.blocks) for block in _order(rows, labels)]
    if order == list(range(len(order))):
        return reading
    places = {block: place for place, block in enumerate(order)}
    return Reading(
        [replace(reading.blocks[block], index=place) for place, block in enumerate(order)],
        sorted((replace(hit, block=places[hit.block]) for hit in reading.hits), key=lambda hit: hit.block),
    )


_Row = list[TextBlock]


def _tables(blocks: Sequence[TextBlock]) -> Iterator[list[_Row]]:
    """The rows of each table; a paragraph is a table of its own."""
    rows = rows_of(blocks)
    for _, table in groupby(rows, key=lambda row: row[0].table or -1 - row[0].index):
        yield list(table)


class _Labels:
    """Which blocks are labels, and which of them the form has above columns as well."""

    def __init__(self, hits: Sequence[LabelHit], headers: Collection[str]) -> None:
        whole = [hit for hit in hits if hit.whole]
        self._likely = {hit.block for hit in whole}
        self._known = {hit.block for hit in whole if hit.likeness >= SYNONYM}
        self._of_headers = {hit.block for hit in whole if hit.key in headers}

    def are_all_of(self, row: _Row) -> bool:
        """Whether a row has labels only, most of them in words that are known."""
        known = sum(block.index in self._known for block in row)
        return len(row) >= _FEWEST and 2 * known >= len(row) and all(block.index in self._likely for block in row)

    def are_in(self, row: _Row) -> bool:
        """Whether a row has any."""
        return any(block.index in self._known for block in row)

    def are_header(self, row: _Row) -> bool:
        """Whether most cells of a row stand in a header of the form, too."""
        return 2 * sum(block.index in self._of_headers for block in row) > len(row)


def _order(rows: list[_Row], labels: _Labels) -> Iterator[int]:
    at = 0
    while at < len(rows):
        head = _head(rows, at, labels)
        if head and not labels.are_header(rows[at + head - 1]):
            yield from _by_column(rows[at : at + head + 1])
            at += head + 1
        else:
            yield from (block.index for block in rows[at])
            at += 1


def _head(rows: list[_Row], at: int, labels: _Labels) -> int:
    """How many rows of labels begin here that stand above one row of values; 0 if none do."""
    end = at
    while end < len(rows) and labels.are_all_of(rows[end]):
        end += 1
    if end == at or end == len(rows) or labels.are_in(rows[end]):
        return 0
    if end + 1 < len(rows) and len(rows[end + 1]) >= _FEWEST and not labels.are_in(rows[end + 1]):
        return 0
    return end - at if all(map(_are_columns, rows[at:end], rows[at + 1 : end + 1])) else 0


def _are_columns(above: _Row, below: _Row) -> bool:
    """Whether each cell of a row stands below one of the row above."""
    return len(above) <= len(below) and all(any(_covers(head, cell) for head in above) for cell in below)


def _covers(head: TextBlock, cell: TextBlock) -> bool:
    if not (head.span and cell.span):
        return False
    return head.span.overlap(cell.span) >= _BELOW * (cell.span.behind - cell.span.first)


def _by_column(rows: list[_Row]) -> Iterator[int]:
    if rows:
        for head in rows[0]:
            yield head.index
            yield from _by_column([[cell for cell in row if _covers(head, cell)] for row in rows[1:]])
