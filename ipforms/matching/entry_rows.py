"""Entries of a list that have no row each: side by side below a header that comes again, or the lines of one row."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock, numbered

_FEWEST = 2  # columns of a list

Row = Sequence[TextBlock]


def with_entry_rows(blocks: list[TextBlock], finder: LabelFinder, columns: Container[str]) -> list[TextBlock]:
    """The blocks of a document with a row for each entry of such lists.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        columns: the labels over columns of its lists.
    """
    found: list[TextBlock] = []
    for table, group in groupby(blocks, key=lambda block: block.table):
        own = list(group)
        rows = [list(row) for _, row in groupby(own, key=lambda block: block.row)] if table else []
        split = list(_split(rows, finder, columns)) if rows else []
        if any(len(parts) > 1 or parts[0] is not row for row, parts in zip(rows, split, strict=True)):
            found += _spread(rows, split)
        else:
            found += own
    return numbered(found)


def _split(rows: Sequence[Row], finder: LabelFinder, columns: Container[str]) -> Iterator[Sequence[Row]]:
    """What each row of a table becomes: itself, or the rows of its entries."""
    spans: list[ColumnSpan | None] = []  # those of the header above
    times = 1  # how often its labels come
    for row in rows:
        own = [block for block in row if not _is_merged_down(block)]
        labels = [finder.label(block.key) or "" for block in own]
        if len(own) >= _FEWEST and all(label in columns for label in labels):
            times, spans = _times(labels), [block.span for block in own]
            beside = [block for block in row if block not in own]
            yield [[*beside, *own[: len(own) // times]]] if times > 1 else [row]
        elif spans and [block.span for block in own] == spans and len(own) == len(row):
            size = len(own) // times
            groups = [own[at : at + size] for at in range(0, len(own), size)]
            parts = [lines for group in groups for lines in _lines(_moved(group, spans[:size]))]
            yield parts if len(parts) > 1 else [row]
        else:
            spans = []
            yield [row]


def _is_merged_down(block: TextBlock) -> bool:
    return block.cell is None or block.cell.row_span > 1


def _times(labels: Sequence[str]) -> int:
    """How often the same labels come one after the other."""
    for times in range(len(labels) // _FEWEST, 1, -1):
        size, rest = divmod(len(labels), times)
        if not rest and all(label == labels[at % size] for at, label in enumerate(labels)):
            return times
    return 1


def _moved(group: Row, spans: Sequence[ColumnSpan | None]) -> Row:
    return [replace(block, span=span) for block, span in zip(group, spans, strict=True)]


def _lines(row: Row) -> Sequence[Row]:
    """A row for each line, where all that is filled in has as many; the row where it has not."""
    lines = [block.text.strip("\n").split("\n") if block.searchable else [] for block in row]
    counts = {len(each) for each in lines if each}
    if len(counts) != 1 or counts == {1} or sum(map(bool, lines)) < _FEWEST or not lines[0]:
        return [row]
    return [
        [block.with_text(each[at] if each else "") for block, each in zip(row, lines, strict=True)]
        for at in range(counts.pop())
    ]


def _spread(rows: Sequence[Row], split: Sequence[Sequence[Row]]) -> Iterator[TextBlock]:
    """The blocks of a table in a grid with as many rows for each as one becomes at most."""
    most = max(map(len, split))
    for row, parts in zip(rows, split, strict=True):
        of_row = [block.cell.row for block in row if block.cell]
        for at, part in enumerate(parts):
            for block in part:
                if block.cell is None:
                    yield block
                    continue
                high = block.cell.row_span if block.cell.row_span == 1 else most * block.cell.row_span
                yield replace(block, cell=block.cell._replace(row=most * of_row[0] + at, row_span=high))
