"""Labels with their values, as cells and lines of a document have them side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, dropwhile, groupby
from typing import NamedTuple

from ipforms.matching.cell_scores import Fits
from ipforms.matching.intervals import without_lines
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import LIKE_A_LABEL, TextBlock
from ipforms.text import unspaced

_FEWEST = 2  # rows that show which of their columns are labels
_LESS = 0.4  # of kinds; a column that suits its labels less than the best by more is an office's, not an entry
_PAIR = re.compile(
    r"""(?: ^ | (?<=[\n\t；;。，,　]) | (?<=\s\s) | (?<=\d[.、)）]) | (?<=\d[.、]\s) )
        (?: [（(]? (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [)）.．、] \s* )?   # its number
        (?P<label> [^\n\t:：；;。，,　\d（()）]{2,12} (?: [（(] [^\n()（）:：]{1,10} [)）] )? ) [ ]* [:：]""",
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"[\s；;。，,　]+ (?: [（(]?\d{1,2}[)）.、]? \s* )? $ | \n\s*[（(]?\d{1,2}[)）.、]\s*$", re.VERBOSE
)
"""What parts a value from the next label: a sign, the number of the next entry."""


class LabelPair(NamedTuple):
    """A label and its value."""

    label: str
    text: str
    block: TextBlock
    head: int


def label_runs(
    blocks: Sequence[TextBlock], finder: LabelFinder, is_value: Fits, spent: Collection[int]
) -> Iterator[list[LabelPair]]:
    """Labels with their values that follow each other without a heading of the form between them."""
    run: list[LabelPair] = []
    for rows in _bands(list(row) for _, row in groupby(blocks, key=lambda block: block.row)):
        pairs = [pair for pair in _read_band(rows, finder, is_value) if pair.block.index not in spent]
        is_other = run and pairs and bool(run[-1].block.cell) != bool(pairs[0].block.cell)
        heads = (finder.label(block.key) for row in rows for block in row if block.searchable)
        if is_other or (not pairs and any(heads)):
            yield run
            run = []
        run += pairs
    yield run


def _bands(rows: Iterable[list[TextBlock]]) -> Iterator[Sequence[list[TextBlock]]]:
    """The rows of a table that have the same columns together, if these are more than a label and its value."""
    for columns, run in groupby(rows, key=lambda row: (row[0].table, *(block.span for block in row))):
        band = list(run)
        yield from [band] if len(columns) > 1 + _FEWEST else [[row] for row in band]


def _read_band(rows: Sequence[list[TextBlock]], finder: LabelFinder, is_value: Fits) -> Iterable[LabelPair]:
    """The pairs of rows: of labels with the values on their right, one entry after the other.

    Several columns of values behind one of labels are entries side by side; a column of numbers before the labels, or
    of somebody's notes behind the values, is neither.
    """
    columns = list(zip(*rows, strict=True))
    heads = [sum(finder.label(block.key) is not None for block in column) for column in columns]
    at = heads.index(max(heads))
    labels, behind = columns[at], columns[at + 1 :]
    is_headed = len(rows) >= _FEWEST and 2 * heads[at] > len(rows) > 4 * (sum(heads) - heads[at])
    if not (behind and is_headed):
        return chain.from_iterable(_pairs(row, finder) for row in rows)
    suit = [_suiting(zip(labels, column, strict=True), is_value) for column in behind]
    least = max((suits for suits in suit if suits is not None), default=0.0) - _LESS
    own = [column for column, suits in zip(behind, suit, strict=True) if suits is not None and suits >= least]
    own = own or behind[:1]
    return chain.from_iterable(_said(*pair) for column in own for pair in zip(labels, column, strict=True))


def _suiting(pairs: Iterable[tuple[TextBlock, TextBlock]], is_value: Fits) -> float | None:
    """How well the texts of a column are values of the labels beside them, from -1 to 1; None if it has none."""
    fitting = [is_value(label.key, text.text) for label, text in pairs if len(text.text.strip()) > 1]
    return sum(fitting) / len(fitting) if fitting else None


def _pairs(row: Sequence[TextBlock], finder: LabelFinder) -> Iterator[LabelPair]:
    inside = [list(_inside(block)) for block in row]
    if any(inside):
        for pairs in inside:
            yield from pairs
        return
    cells = list(dropwhile(_is_merged_down, row))  # the names of the card and of its parts stand beside it
    labels, values = cells[::2], cells[1::2]
    if len(labels) != len(values) or any(finder.label(value.key) for value in values):
        return
    if all(LIKE_A_LABEL.fullmatch(unspaced(label.text)) for label in labels):
        yield from chain.from_iterable(map(_said, labels, values))


def _said(label: TextBlock, value: TextBlock) -> Iterator[LabelPair]:
    """A value behind its label; where a text has labels of its own, these."""
    inside = list(_inside(value))
    yield from inside or [LabelPair(label.text, without_lines(value.text), value, label.index)]


def _is_merged_down(block: TextBlock) -> bool:
    return block.cell is not None and block.cell.row_span > 1


def _inside(block: TextBlock) -> Iterator[LabelPair]:
    """The labels in a text that have a colon behind them."""
    found = list(_PAIR.finditer(block.text))
    ends = [other.start() for other in found[1:]] + [len(block.text)][: len(found)]
    for one, end in zip(found, ends, strict=True):
        yield LabelPair(
            one["label"], without_lines(_BEHIND.sub("", block.text[one.end() : end])).strip(), block, block.index
        )
