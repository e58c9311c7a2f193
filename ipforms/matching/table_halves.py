"""Two tables that share their rows: a form on a broad page, its second half typed beside the first.

A side is a half of its own if it has titles where the other has labels with values: 知识产权制度 over its columns, on
the right of 注册地址 | 甲路. So are both where each has a title over labels with values, or the same labels. The halves
become tables one behind the other, as they are read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ipforms.matching.block_rows import Row, filled, last_table, numbered, rows_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.sum_labels import SUMS
from ipforms.matching.text_blocks import TextBlock

_FEWEST_ROWS = 4  # of two halves; the sums over and below a table have fewer
_FEWEST_LABELS = 3  # that two entries beside one another have in common
_PAIR = 2  # cells of a label and its value
_TITLES = 2  # titles of a half: one alone may be a note beside a row


def with_halves_apart(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; of a table in halves the left one comes first, then the right one and what is below."""
    made: list[TextBlock] = []
    tables = last_table(blocks)
    for table, group in groupby(blocks, key=lambda block: block.table):
        cells = list(group)
        run, gutter = _halves(cells, finder) if table else (range(0), 0)
        if not run:
            made += cells
            continue
        inside = [block for block in cells if _row(block) in run]
        parts = (
            [block for block in cells if _row(block) < run.start],
            [block for block in inside if _column(block) < gutter],
            [block for block in inside if _column(block) >= gutter],
            [block for block in cells if _row(block) >= run.stop],
        )
        made += parts[0]
        for number, part in enumerate(parts[1:], tables + 1):
            made += (replace(block, table=number) for block in part)
        tables += len(parts)
    return numbered(made)


def _halves(cells: Sequence[TextBlock], finder: LabelFinder) -> tuple[range, int]:
    """The rows of a table that are in halves, and the column at which the second begins; none where it has none."""
    rows = {_row(row[0]): row for row in rows_of(cells)}
    found = [
        (run, gutter)
        for gutter in sorted({_column(block) for block in cells})
        for run in _runs_parted(rows, gutter)
        if _are_halves([rows[number] for number in run if number in rows], gutter, finder)
    ]
    return max(found, key=lambda each: len(each[0]), default=(range(0), 0))


def _runs_parted(rows: Mapping[int, Row], gutter: int) -> Iterator[range]:
    """The runs of rows with cells on both sides of a column's edge, and none across it."""
    over = {number for row in rows.values() for block in row if _crosses(block, gutter) for number in _rows_of(block)}
    for is_parted, run in groupby(range(max(rows) + 1), key=lambda number: number not in over):
        numbers = list(run)
        if is_parted and len(numbers) >= _FEWEST_ROWS:
            yield range(numbers[0], numbers[-1] + 1)


def _are_halves(rows: Iterable[Row], gutter: int, finder: LabelFinder) -> bool:
    """Whether both sides have several cells in most rows, and one has titles beside such rows of the other."""
    sides = [
        ([block for block in row if _column(block) < gutter], [block for block in row if _column(block) >= gutter])
        for row in rows
    ]
    halves = [[side for side in half if filled(side)] for half in zip(*sides, strict=True)]
    if not halves or not all(sum(len(side) > 1 for side in half) * 2 > len(half) for half in halves):
        return False
    same = [left for left, right in sides if left and right and _says_label_twice(left[0], right[0], finder)]
    if len(same) >= _FEWEST_LABELS and len(same) * 2 > len(sides):
        return True
    if any(left and right and finder.label(left[-1].key) for left, right in sides):
        return False  # a label and its value are not parted
    widths = [max(map(_width, half)) for half in halves]
    heads = [side for side, width in zip(sides[0], widths, strict=True) if _is_title(side, width)]
    labelled = [side for side in sides[1:] if all(_is_pair(half, finder) for half in side)]
    if len(heads) > 1 and len(labelled) * 2 > len(sides):  # 一、单位信息 | 二、主要人员 over labels with their values
        return True
    return any(
        sum(_is_title(one, width) and len(other) > 1 for one, other in pairs) > 0
        and sum(_is_title(one, width) for one, _ in pairs) >= _TITLES
        for width, pairs in zip(widths, (sides, [(other, one) for one, other in sides]), strict=True)
    )


def _says_label_twice(block: TextBlock, other: TextBlock, finder: LabelFinder) -> bool:
    """Whether two cells are the same label, each of an entry of its own."""
    return block.key == other.key and finder.label(block.key) is not None


def _is_title(side: Row, width: int) -> bool:
    """Whether a side of a row is one cell over all its columns that may be a title, and not of a sum: 甲区小计."""
    is_wide = len(side) == 1 and _width(side) == width
    return is_wide and side[0].is_like_a_label and not any(word in side[0].key for word in SUMS)


def _is_pair(side: Row, finder: LabelFinder) -> bool:
    """Whether a side of a row is a label with its value."""
    return len(side) == _PAIR and finder.label(side[0].key) is not None and finder.label(side[1].key) is None


def _width(side: Row) -> int:
    return sum(block.cell.column_span for block in side if block.cell)


def _crosses(block: TextBlock, gutter: int) -> bool:
    cell = block.cell
    return cell is None or cell.column < gutter < cell.column + cell.column_span


def _rows_of(block: TextBlock) -> range:
    return range(block.cell.row, block.cell.row + block.cell.row_span) if block.cell else range(0)


def _row(block: TextBlock) -> int:
    return block.cell.row if block.cell else -1


def _column(block: TextBlock) -> int:
    return block.cell.column if block.cell else 0
