"""Where the cells of a grid stand to one another: in one row, in one column, one behind the other, beside a label."""

from collections.abc import Sequence
from itertools import pairwise

from ipforms.matching.calendar_years import said_year
from ipforms.matching.text_blocks import TextBlock

_HALF = 0.5  # of the narrower of two cells in one column


def run_of_years(years: Sequence[TextBlock], count: int) -> list[TextBlock]:
    """The years that stand in one row, or in one column, one behind the other: 2023年 | 1860 | 1520 are none."""
    for year in years:
        for near in (in_row, in_column):
            found = [each for each in years if near(each, year)]
            numbers = [int(said_year(each.text)) for each in found]
            if len(found) == count and {abs(one - other) for one, other in pairwise(numbers)} <= {1}:
                return found
    return []


def is_beside(block: TextBlock, head: TextBlock) -> bool:
    """Whether a cell stands on the right of a label, or below one that has nothing there."""
    if block.cell is None or head.cell is None or block is head:
        return False
    is_right = in_row(block, head) and block.cell.column > head.cell.column
    return is_right or (in_column(block, head) and block.cell.row > head.cell.row)


def row_at(block: TextBlock) -> int:
    """The number of a cell's row; -1 of a line."""
    return block.cell.row if block.cell else -1


def column_at(block: TextBlock) -> int:
    """The number of a cell's column; -1 of a line."""
    return block.cell.column if block.cell else -1


def in_row(block: TextBlock, other: TextBlock) -> bool:
    """Whether two cells share a row."""
    if block.cell is None or other.cell is None:
        return False
    first, behind = other.cell.row, other.cell.row + other.cell.row_span
    return block.cell.row < behind and first < block.cell.row + block.cell.row_span


def in_column(block: TextBlock, other: TextBlock) -> bool:
    """Whether two cells share a column."""
    return block.span is not None and other.span is not None and block.span.share(other.span) > _HALF
