"""Headers whose columns stand in another order than the form's, or over several rows of a table.

The labels of a header say together which one it is: where most cells of a row are labels of one header of the form, its
cells are read in the form's order, so that going from one to the next costs nothing, however the sender has moved them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.form_map import FormMap
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 2  # labels that make a header; of one alone there is no order


class _HeaderRow(NamedTuple):
    """A row of labels: the header of the form that it is, and for each of its blocks the label's place in that."""

    table: int
    row: int
    header: int
    ranks: Mapping[int, int]


def header_order(form_map: FormMap, hits: Iterable[LabelHit], blocks: Sequence[TextBlock]) -> dict[int, int]:
    """Which place in the document each label of a header is read at, where that is not its own: block → block."""
    order: dict[int, int] = {}
    for group in _groups(list(_header_rows(form_map, hits, blocks))):
        ranks = {block: rank for each in group for block, rank in each.ranks.items()}
        for place, block in zip(sorted(ranks), sorted(ranks, key=lambda block: (ranks[block], block)), strict=True):
            if place != block:
                order[block] = place
    return order


def _groups(rows: list[_HeaderRow]) -> Iterator[list[_HeaderRow]]:
    """Rows that follow each other and have different labels of one header: entries that take as many rows."""
    group: list[_HeaderRow] = []
    for each in rows:
        before = group[-1] if group else None
        follows = before and (before.table, before.row + 1, before.header) == (each.table, each.row, each.header)
        if not follows or {rank for one in group for rank in one.ranks.values()} & set(each.ranks.values()):
            if group:
                yield group
            group = []
        group.append(each)
    if group:
        yield group


def _header_rows(form_map: FormMap, hits: Iterable[LabelHit], blocks: Sequence[TextBlock]) -> Iterator[_HeaderRow]:
    whole = [hit for hit in hits if hit.whole and blocks[hit.block].cell]
    for (table, row), found in groupby(whole, key=lambda hit: blocks[hit.block].row):
        in_row = list(found)
        if len({hit.block for hit in in_row}) < _FEWEST or not _is_row_of_labels(in_row, blocks):
            continue
        best = max(range(len(form_map.headers)), key=lambda at: _likeness(form_map.headers[at], in_row), default=None)
        if best is not None and len(ranks := _ranks(form_map.headers[best], in_row)) >= _FEWEST:
            yield _HeaderRow(table, row, best, ranks)


def _is_row_of_labels(hits: Sequence[LabelHit], blocks: Sequence[TextBlock]) -> bool:
    """Whether most cells of a row are labels; beside labels with their values as many are not."""
    labels = {hit.block for hit in hits}
    first, last = min(labels), max(labels)
    row = blocks[first].row
    others = sum(
        1 for block in blocks[first:last] if block.row == row and block.index not in labels and block.searchable
    )
    return len(labels) > others + 1


def _likeness(header: Mapping[str, int], hits: Sequence[LabelHit]) -> float:
    best: dict[str, float] = {}
    for hit in hits:
        if hit.key in header:
            best[hit.key] = max(best.get(hit.key, 0.0), hit.likeness)
    return sum(best.values())


def _ranks(header: Mapping[str, int], hits: Sequence[LabelHit]) -> dict[int, int]:
    """For each block the place of the label that it is most alike; each label once."""
    ranks: dict[int, int] = {}
    for hit in sorted(hits, key=lambda hit: -hit.likeness):
        if hit.key in header and hit.block not in ranks and header[hit.key] not in ranks.values():
            ranks[hit.block] = header[hit.key]
    return ranks
