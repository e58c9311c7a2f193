"""A small table for one field: 有效专利拥有量 beside 合计 | 发明 over 74 | 5, or pasted into its cell.

It becomes the text that a person would write: a line for each row, or each number behind its word.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from ipforms.codecs.ticks import mark_count
from ipforms.matching.block_rows import numbered, tables_of, whole_cell, worded
from ipforms.matching.cell_scores import Fits
from ipforms.matching.counted_kinds import SUMS, CountedKinds, counted_kinds, listed_kinds
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS, SYNONYM
from ipforms.matching.labelled_cells import is_like_a_label
from ipforms.matching.text_blocks import TextBlock

_FEWEST = 2  # columns, and rows with the header


def with_inner_tables(
    blocks: list[TextBlock], finder: LabelFinder, is_value: Fits
) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document with a text in place of each such table, and what is left aside: parts of a sum."""
    blocks = worded(blocks, dict(_listed(blocks, is_value)))
    made: dict[int, TextBlock] = {}
    gone: set[int] = set()
    aside: list[TextBlock] = []
    for rows_of_table in tables_of(blocks):
        cells = list(chain.from_iterable(rows_of_table))
        parts = _parts_of_columns(rows_of_table, finder)
        aside += parts
        gone.update(block.index for block in parts)
        titles = [block for block in blocks[cells[0].index - 1 : cells[0].index] if not block.table]
        for label in (*titles, *cells):
            alike = max((alike for _, alike in finder.likely(label.key)), default=0.0)
            kinds = counted_kinds(label, cells, is_value) if alike >= SYNONYM else None
            if kinds and gone.isdisjoint(block.index for block in kinds.rest):
                made[kinds.first.index] = kinds.first
                gone.update(block.index for block in kinds.rest)
            if kinds or alike < ALIAS:
                continue
            for first, rest, rows in _tables_of(label, cells, finder):
                if first.index not in made and (text := _as_text(label.text, rows, is_value)) is not None:
                    made[first.index] = first.with_text(text)
                    gone.update(block.index for block in rest)
            parts = _parts_of_sum(label, cells)
            if gone.isdisjoint(block.index for block in parts):
                aside += parts
                gone.update(block.index for block in parts)
    for name, kinds in _unnamed(blocks, finder, is_value) if blocks and not made else ():
        made[kinds.first.index] = kinds.first.with_text(f"{name}：{kinds.first.text}")
        gone.update(block.index for block in kinds.rest)
    if not made and not gone:
        return blocks, []
    left = [made.get(block.index, block) for block in blocks if block.index not in gone]
    present = {block.row for block in left}
    return numbered(_shrunk(block, present) for block in left), aside


def _listed(blocks: Sequence[TextBlock], is_value: Fits) -> Iterator[tuple[int, str]]:
    """The numbers beside labels that list kinds, each number with its kind."""
    for label, block in pairwise(blocks):
        if label.row == block.row and (text := listed_kinds(label.text, block.text, is_value)):
            yield block.index, text


def _unnamed(blocks: Sequence[TextBlock], finder: LabelFinder, is_value: Fits) -> Iterator[tuple[str, CountedKinds]]:
    """The kinds that stand in a table alone, where nothing says what they are kinds of: only one label can be."""
    for key in finder.keys:
        if is_value(key, "合计") <= 0 or is_value(key, "甲乙丙") > 0:
            continue
        label = replace(blocks[0].with_text(key), cell=None, span=None)
        cells = ([*chain.from_iterable(rows)] for rows in tables_of(blocks))
        found = [kinds for each in cells if (kinds := counted_kinds(label, each, is_value))]
        hits = (hit for block in blocks for hit in finder.hits(block))
        if len(found) == 1 and not any(hit.key == key and hit.likeness >= SYNONYM for hit in hits):
            yield key, found[0]


def _shrunk(block: TextBlock, rows: Container[tuple[int, int]]) -> TextBlock:
    """A block over no more rows than there are."""
    if block.cell is None or block.cell.row_span == 1:
        return block
    first, behind = block.cell.row, block.cell.row + block.cell.row_span
    span = sum((block.table, row) in rows for row in range(first, behind))
    return replace(block, cell=block.cell._replace(row_span=span))


def _tables_of(
    label: TextBlock, cells: Sequence[TextBlock], finder: LabelFinder
) -> Iterator[tuple[TextBlock, list[TextBlock], list[list[str]]]]:
    """The block that a text goes into, those that it is in place of, and the rows: beside a label, or in a cell."""
    for inside in _below(label, cells, finder):
        blocks = [block for row in inside for block in row]
        yield whole_cell(blocks), blocks[1:], [[block.text for block in row] for row in inside]
    for block in cells:
        if "\t" in block.text and _is_of(label, block):
            yield block, [], [line.split("\t") for line in block.text.strip("\n").split("\n")]


def _rows_beside(label: TextBlock, cells: Sequence[TextBlock]) -> list[list[TextBlock]]:
    """The cells right of a label that spans several rows, row by row; [] where it spans one."""
    if label.cell is None or label.cell.row_span < _FEWEST or label.span is None:
        return []
    behind = label.span.behind
    rows: dict[int, list[TextBlock]] = {}
    for block in cells:
        if block.cell and block.span and 0 <= block.cell.row - label.cell.row < label.cell.row_span:
            rows.setdefault(block.cell.row, []).extend([block] if block.span.first >= behind else [])
    return list(rows.values()) if len(rows) == label.cell.row_span else []


def _parts_of_sum(label: TextBlock, cells: Sequence[TextBlock]) -> list[TextBlock]:
    """The rows beside a label of which one is the sum, but for that, and its word: 发明 | 35 over 小计 | 88."""
    rows = _rows_beside(label, cells)
    sums = [row for row in rows if row and row[0].key in SUMS]
    if len(sums) != 1 or not all(len(row) == len(rows[0]) > 1 and all(map(_is_count, row[1:])) for row in rows):
        return []
    return [block for row in rows for block in (row if row is not sums[0] else row[:1])]


def _parts_of_columns(rows: Sequence[Sequence[TextBlock]], finder: LabelFinder) -> list[TextBlock]:
    """The columns of counts of which one is the sum of the others, but for that: 申请量 | 24 | 9 | 39 below 合计."""
    for at, heads in enumerate(rows):
        sums = [place for place, block in enumerate(heads) if place and block.key in SUMS]
        below = list(takewhile(lambda row: _is_labelled(row, finder), rows[at + 1 :]))
        is_known = any(finder.label(head.key) for head in heads[1:])
        if len(sums) == 1 and len(heads) > _FEWEST + 1 and not is_known and {len(row) for row in below} == {len(heads)}:
            parts = (block for row in below for place, block in enumerate(row) if place not in (0, sums[0]))
            return [*heads[1:], *parts]
    return []


def _is_labelled(row: Sequence[TextBlock], finder: LabelFinder) -> bool:
    return finder.label(row[0].key) is not None and all(map(_is_count, row[1:]))


def _is_count(block: TextBlock) -> bool:
    return not block.searchable or block.searchable.rstrip("件项个").isdigit()


def _below(label: TextBlock, cells: Sequence[TextBlock], finder: LabelFinder) -> Iterator[list[list[TextBlock]]]:
    """The cells below a label over several columns, entry by entry, where the others of an entry span all its rows."""
    if label.cell is None or label.cell.column_span < _FEWEST or label.span is None:
        return
    inside: dict[int, list[TextBlock]] = {}
    height: dict[int, int] = {}
    for block in cells:
        if block.cell and block.span and block.cell.row > label.cell.row:
            if (
                block.span.is_within(label.span)
                and block.cell.row_span == 1
                and finder.label(block.key) in (None, finder.label(label.key))
            ):
                inside.setdefault(block.cell.row, []).append(block)
            height[block.cell.row] = max(height.get(block.cell.row, 1), block.cell.row_span)
    for first, rows in height.items():
        entry = [inside.get(row, []) for row in range(first, first + rows)]
        if rows >= _FEWEST and all(len(row) == len(entry[0]) >= _FEWEST for row in entry):
            yield entry


def _is_of(label: TextBlock, block: TextBlock) -> bool:
    """Whether a cell is beside a label or below it."""
    if label.cell is None or block.cell is None or block is label:
        return False
    is_beside = label.row == block.row and label.cell.column + label.cell.column_span == block.cell.column
    return is_beside or (label.span == block.span and label.cell.row < block.cell.row)


def _as_text(label: str, rows: Sequence[Sequence[str]], is_value: Fits) -> str | None:
    """The rows below a header as a text that a label may have; None where they are none."""
    header = [head.strip() for head in rows[0]]
    is_table = len(rows) >= _FEWEST and len(header) >= _FEWEST and all(len(row) == len(header) for row in rows)
    if not is_table or not all(map(is_like_a_label, header)) or any(map(mark_count, header)):
        return None
    bodies = [[text.strip() for text in row] for row in rows[1:] if any(text.strip() for text in row)]
    plain = "\n".join(" ".join(filter(None, row)) for row in bodies)
    said = "\n".join(
        "，".join(f"{head}：{text}" for head, text in zip(header, row, strict=True) if text) for row in bodies
    )
    return next((text for text in (plain, said) if not bodies or is_value(label, text) > 0), None)
