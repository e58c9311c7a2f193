"""Lists in two tables whose rows are the same enterprises: the columns of 表二 stand in 表一."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock, numbered

_FEWEST = 2  # entries that both tables have
_LEAST = 3  # labels of a header


class _List(NamedTuple):
    """A table with a header and entries below it."""

    header: Sequence[TextBlock]
    labels: Sequence[str]
    rows: Sequence[Sequence[TextBlock]]


def with_joined_lists(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document, with tables of the same entries as one before them joined to that."""
    lists: list[_List] = []
    added: dict[int, list[TextBlock]] = {}
    gone: set[int] = set()
    for table, run in groupby(blocks, key=lambda block: block.table):
        found = _list_of([list(row) for _, row in groupby(run, key=lambda block: block.row)], finder) if table else None
        if found is None:
            continue
        further = next((columns for each in lists if (columns := _further(each, found))), None)
        if further:
            gone.update(block.index for row in (found.header, *found.rows) for block in row)
            for last, cells in further:
                added.setdefault(last, []).extend(cells)
        else:
            lists.append(found)
    if not gone:
        return blocks
    order = (each for block in blocks if block.index not in gone for each in (block, *added.get(block.index, ())))
    return numbered(order)


def _list_of(rows: Sequence[Sequence[TextBlock]], finder: LabelFinder) -> _List | None:
    labels = [finder.label(block.key) for block in rows[0]]
    known = [label for label in labels if label]
    is_list = len(known) == len(labels) >= _LEAST and len(rows) > _FEWEST
    same = is_list and all([block.span for block in row] == [block.span for block in rows[0]] for row in rows[1:])
    return _List(rows[0], known, rows[1:]) if same else None


def _further(first: _List, second: _List) -> list[tuple[int, list[TextBlock]]] | None:
    """Behind which block of the first list which cells of the second go; None unless all its entries are there."""
    shared = [label for label in second.labels if label in first.labels]
    new = [at for at, label in enumerate(second.labels) if label not in first.labels]
    entries = {_entry(row, first, shared): row for row in first.rows}
    keys = [_entry(row, second, shared) for row in second.rows]
    is_same = len(shared) > 1 and new and len(set(keys)) == len(keys) >= _FEWEST and all(key in entries for key in keys)
    if not is_same or not all(any(key) for key in keys):
        return None
    found = [(first.header[-1].index, _placed(first.header[-1], second.header, new))]
    rows = zip(keys, second.rows, strict=True)
    return found + [(entries[key][-1].index, _placed(entries[key][-1], row, new)) for key, row in rows]


def _entry(row: Sequence[TextBlock], of: _List, shared: Sequence[str]) -> tuple[str, ...]:
    """What both lists say of an entry."""
    return tuple(row[of.labels.index(label)].key for label in shared)


def _placed(last: TextBlock, row: Sequence[TextBlock], columns: Sequence[int]) -> list[TextBlock]:
    """Cells behind the last one of a row, as wide as that."""
    cell, span = last.cell, last.span
    if cell is None or span is None:
        return []
    width = span.behind - span.first
    return [
        replace(
            row[column],
            table=last.table,
            cell=cell._replace(column=cell.column + at * cell.column_span, text=row[column].text),
            span=ColumnSpan(span.first + at * width, span.behind + at * width),
        )
        for at, column in enumerate(columns, 1)
    ]
