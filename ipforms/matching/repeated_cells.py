"""Cells that a program has filled again where the form has one over several rows: 法定代表人 | 顾辉 in two rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ipforms.matching.block_rows import numbered, spans
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell

_FEWEST = 3  # columns: the label, the value, and what differs


def with_merged_rows(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; cells of rows with the same label and the same value beside it are one where alike."""
    rows: defaultdict[tuple[int, int], list[TextBlock]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            rows[block.row].append(block)
    owners: dict[int, TextBlock] = {}
    for (table, number), row in sorted(rows.items()):
        above = rows.get((table, number - 1), [])
        if _go_on(above, row, finder):
            for one, other in zip(above, row, strict=True):
                if one.key == other.key and one.text == other.text:
                    owners[other.index] = owners.get(one.index, one)
    if not owners:
        return blocks
    spans: defaultdict[int, int] = defaultdict(int)
    for owner in owners.values():
        spans[owner.index] += 1
    kept = (block for block in blocks if block.index not in owners)
    return numbered(replace(each, cell=each.cell and _higher(each.cell, spans[each.index])) for each in kept)


def _higher(cell: Cell, rows: int) -> Cell:
    return cell._replace(row_span=cell.row_span + rows)


def _go_on(above: Sequence[TextBlock], row: Sequence[TextBlock], finder: LabelFinder) -> bool:
    """Whether a row has the columns of the one above, its label, and the same value beside that."""
    if len(row) < _FEWEST or spans(above) != spans(row):
        return False
    return (
        finder.label(row[0].key) is not None
        and all(one.key and one.key == other.key for one, other in zip(above[:2], row[:2], strict=True))
        and any(one.key != other.key for one, other in zip(above, row, strict=True))
    )
