"""Tables retyped with other headers: over two rows, or with two columns for what the form asks in one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ipforms.sheet import Cell, Table, reading_order
from ipforms.text import label_key

_AND = "及"  # in a label that asks for two things: 企业联络人及职务
_NAME = "姓名"
_NUMBER = re.compile(r"\d{3}")
_FEW = 2  # cells below a wide header; one alone is a value


def with_single_headers(table: Table, labels: frozenset[str]) -> Table:
    """A table whose headers are those of the form: each in one cell, over one column.

    重点保护 above 商标 and 专利（专利号） becomes two headers; 企业联络人 beside 职务 becomes 企业联络人及职务, and the
    cells below them become one with a line each.
    """
    table = _in_one_row(table, labels)
    for label in _double(labels):
        table = _in_one_column(table, label, labels)
    return table


def _in_one_row(table: Table, labels: frozenset[str]) -> Table:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for row, cells in rows.items():
        below = [cell for cell in rows.get(row + 1, ()) if cell.text.strip()]
        if len(below) < _FEW or not (over := _wide(cells)):
            continue
        joined = [_joined(over[cell.column], cell) for cell in below if cell.column in over and cell.column_span == 1]
        if len(joined) == len(below):
            changed = _replaced(table, row, joined)
            has_pair = _has_pair(changed, labels) and not _has_pair(table, labels)
            if has_pair or any(label_key(cell.text) in labels for cell in joined):
                return changed
    return table


def _wide(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row that span columns but no rows, by each of their columns."""
    wide = [cell for cell in row if cell.column_span > 1 and cell.row_span == 1 and cell.text.strip()]
    if any(_NUMBER.search(cell.text) for cell in wide):
        return {}  # values of the row above, not groups
    return {column: cell for cell in wide for column in range(cell.column, cell.column + cell.column_span)}


def _has_pair(table: Table, labels: frozenset[str]) -> bool:
    return any(_in_one_column(table, label, labels) is not table for label in _double(labels))


def _joined(over: Cell, below: Cell) -> Cell:
    return below._replace(row=over.row, row_span=2, text=over.text + below.text, place=below.place)


def _replaced(table: Table, row: int, joined: list[Cell]) -> Table:
    """The table with these headers in place of the two rows' cells above and at them."""
    columns = {column for cell in joined for column in range(cell.column, cell.column + cell.column_span)}
    kept = [
        cell
        for cell in table.cells
        if not (cell.row == row + 1 and not cell.text.strip())
        and not (cell.row in (row, row + 1) and cell.column in columns)
    ]
    return _with(table, [*kept, *joined])


@lru_cache(maxsize=8)
def _double(labels: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(label for label in labels if all(label.partition(_AND))))


def _in_one_column(table: Table, label: str, labels: frozenset[str]) -> Table:
    first, _, second = label.partition(_AND)
    # What is longer is no header: most cells are not looked at.
    headers = [(cell, label_key(cell.text)) for cell in table.cells if 0 < len(cell.text) <= 2 * len(label)]
    if any(key == label for _, key in headers):
        return table
    for (left, name), (right, post) in pairwise(headers):
        bare = name.removesuffix(_NAME)
        fits = post in (second, bare + second, first + second) and bare[-1:] == first[-1] and len(bare) <= len(first)
        if fits and _is_beside(left, right) and not _has_further_label(headers, left, right, labels):
            return _with(table, _one_column(table, left, right, label))
    return table


def _has_further_label(headers: Sequence[tuple[Cell, str]], left: Cell, right: Cell, labels: frozenset[str]) -> bool:
    """Whether there are further labels below two, or right above, so that they alone do not head their columns.

    Nor do they where both stand above once more, with the values of another entry below.
    """
    others = [(cell, key) for cell, key in headers if cell.row != left.row]
    near = (cell for cell, key in others if cell.row >= left.row - 1 and key in labels)
    again = {label_key(left.text), label_key(right.text)} <= {key for _, key in others}
    return again or any(_same_column(cell, left) or _same_column(cell, right) for cell in near)


def _one_column(table: Table, left: Cell, right: Cell, label: str) -> Iterator[Cell]:
    beside = {(cell.row, cell.row_span): cell for cell in table.cells if _same_column(cell, right)}
    taken = set()
    for cell in table.cells:
        other = beside.get((cell.row, cell.row_span))
        if cell.row >= left.row and _same_column(cell, left) and other is not None:
            taken.add(other)
            text = label if cell is left else _lines(cell.text, other.text)
            yield cell._replace(column_span=left.column_span + right.column_span, text=text)
        elif cell not in taken:
            yield cell


def _lines(first: str, second: str) -> str:
    """Both texts; a sign keeps a second one apart that has nothing before it."""
    if not second.strip():
        return first
    return f"{' '.join(first.split())}\n{second}" if first.strip() else f"/{second}"


def _is_beside(left: Cell, right: Cell) -> bool:
    same_rows = (left.row, left.row_span) == (right.row, right.row_span)
    return same_rows and right.column == left.column + left.column_span


def _same_column(cell: Cell, header: Cell) -> bool:
    return (cell.column, cell.column_span) == (header.column, header.column_span)


def _with(table: Table, cells: Iterable[Cell]) -> Table:
    return replace(table, cells=tuple(sorted(cells, key=reading_order)))
