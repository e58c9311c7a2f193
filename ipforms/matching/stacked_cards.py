"""Entries of several rows of labels, each with the row of its values below: cards with a label beside each value.

推荐企业名称 | 企业地址 over 甲公司 | 甲路1号, then 联络人 | 职务 over 张三 | 经理, and all again for the next firm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ipforms.matching.block_rows import Row, in_table, is_merged_down, last_table, numbered, rows_of, spans
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 2  # rows of labels of an entry, and entries


class _Pair(NamedTuple):
    """A row of labels and the row of values below it."""

    at: int  # the number of the first row among those of the document
    labels: Row
    values: Row

    @property
    def keys(self) -> list[str]:
        return [block.key for block in self.labels]


def with_stacked_cards(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; entries of which each has the same rows of labels are a table of labels and values."""
    rows = rows_of(blocks)
    pairs = list(_pairs(rows, finder))
    first = next((pair.keys for pair in pairs if sum(other.keys == pair.keys for other in pairs) >= _FEWEST), None)
    starts = [at for at, pair in enumerate(pairs) if pair.keys == first]
    cards = [pairs[at:end] for at, end in zip(starts, [*starts[1:], len(pairs)], strict=False)]
    if not cards or len(cards[0]) < _FEWEST:
        return blocks
    cards = [card[: len(cards[0])] for card in cards]
    if not all(len(card) == len(cards[0]) and _are_together(card) for card in cards):
        return blocks
    gone = {at for card in cards for pair in card for at in (pair.at, pair.at + 1)}
    tables, made = last_table(blocks), list[TextBlock]()
    for at, row in enumerate(rows):
        if at not in gone:
            made += row
        card = next((card for card in cards if card[0].at == at), None)
        if card is not None:
            tables += 1
            made += (replace(block, table=0, cell=None, span=None) for block in row if _is_title(block))
            both = [each for pair in card for each in zip(pair.labels, pair.values, strict=True)]
            made += (in_table(block, tables, line, at) for line, two in enumerate(both) for at, block in enumerate(two))
    return numbered(made)


def _pairs(rows: Sequence[Row], finder: LabelFinder) -> Iterator[_Pair]:
    """The rows of labels that stand over one row of values each."""
    kept = [[block for block in row if not is_merged_down(block)] for row in rows]
    heads = [bool(row) and all(block.cell and _is_label(block, finder) for block in row) for row in kept]
    tables = [row[0].table if row else 0 for row in kept]
    for at, (labels, values) in enumerate(pairwise(kept)):
        is_last = at + 2 == len(kept) or heads[at + 2] or tables[at + 2] != tables[at]
        is_pair = heads[at] and not heads[at + 1] and is_last and len(labels) > 1
        if is_pair and tables[at] == tables[at + 1] and spans(labels) == spans(values):
            yield _Pair(at, labels, values)


def _is_label(block: TextBlock, finder: LabelFinder) -> bool:
    return any(alike >= SYNONYM for _, alike in finder.likely(block.key)[:1])


def _are_together(card: Sequence[_Pair]) -> bool:
    return [pair.at for pair in card] == list(range(card[0].at, card[0].at + 2 * len(card), 2))


def _is_title(block: TextBlock) -> bool:
    """Whether a cell beside all rows of an entry says more than its number."""
    return is_merged_down(block) and block.searchable != "" and not block.key.isdigit()
