"""Lines of cells → a header and rows under it: the same for a CSV file and for a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from ipforms.bulk.sources.source_errors import DuplicateHeaders
from ipforms.bulk.sources.table_model import COMMENT_MARKS, Cell, RowProblem, SourceRow, TableLimits, is_error_value
from ipforms.codes.masking import masked_text
from ipforms.errors import exceeded
from ipforms.messages import Bilingual, Note, is_error
from ipforms.text import visible

MAX_TITLES = 5
"""How many title rows may stand above the header."""

_BREAK = re.compile(r"\s*[\r\n]+\s*")


@dataclass(slots=True)
class SheetRow:
    """One row of cells before anything is known of it; notes by column."""

    number: int
    cells: Sequence[Cell]
    problems: tuple[RowProblem, ...] = ()
    notes: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)


WHOLE_ROW = -1
"""Where the notes of a row stand that are of none of its columns."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The row of column names. `names[i]` is of column i; a column without one has ""."""

    number: int
    names: tuple[str, ...]


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def letters(index: int) -> str:
    """The name of a column in a spreadsheet.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    text = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def header_name(cell: Cell) -> str:
    """A column name as it is meant: trimmed, in one line.

    >>> header_name("\\ufeff 企业\\n名称 ")
    '企业名称'
    """
    return "" if cell is None else _BREAK.sub("", visible(str(cell))).strip()


def find_header(lines: Iterator[SheetRow]) -> tuple[SheetRow | None, Iterator[SheetRow]]:
    """The header and the lines below it. None: there is no line with anything in it.

    The header is the first line that is not blank; but lines with one filled cell each, above one with two or more, are
    titles.
    """
    singles: list[SheetRow] = []
    for line in lines:
        filled = _filled(line)
        if filled > 1:
            return line, lines
        if filled == 1:
            singles.append(line)
        if len(singles) > MAX_TITLES:
            break
    if not singles:
        return None, lines
    return singles[0], chain(singles[1:], lines)


def _filled(line: SheetRow) -> int:
    return sum(not is_blank(cell) for cell in line.cells)


def header(line: SheetRow, name: str, limits: TableLimits) -> HeaderRow:
    """Read the line of column names.

    Raises:
        DuplicateHeaders: a name stands twice.
        LimitExceeded: there are too many.
    """
    names = [header_name(cell) for cell in line.cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.max_columns:
        raise exceeded(name, "columns", limits.max_columns, count=len(names))
    _refuse_duplicates(line.number, names, name)
    return HeaderRow(line.number, tuple(names))


def _refuse_duplicates(row: int, names: list[str], name: str) -> None:
    columns: dict[str, list[str]] = {}
    for index, header_text in enumerate(names):
        if header_text:
            columns.setdefault(header_text, []).append(letters(index))
    twice = {text: at for text, at in columns.items() if len(at) > 1}
    if twice:
        raise DuplicateHeaders(
            name=name,
            row=row,
            headers=[
                Bilingual("source.repeated_header", {"header": masked_text(text), "columns": at})
                for text, at in twice.items()
            ],
        )


def rows(head: HeaderRow, lines: Iterator[SheetRow], limits: TableLimits, skipped: list[int]) -> Iterator[SourceRow]:
    """Rows under the header. Blank ones are passed over; those with a comment mark too, and are counted."""
    width = len(head.names)
    for line in lines:
        values: dict[str, Cell] = {}
        outside: list[int] = []
        problems = list(line.problems)
        for index, cell in enumerate(line.cells):
            if cell is None or (type(cell) is str and not cell.strip()):
                continue
            if type(cell) is str and len(cell) > limits.max_cell_chars:
                problems.append(_too_long(head, index, cell, limits.max_cell_chars))
            elif index < width and head.names[index]:
                values[head.names[index]] = cell
            else:
                outside.append(index)
        if _is_comment(line):
            skipped.append(line.number)
        elif values or outside or problems or any(map(is_error, line.notes.values())):
            problems += _outside(outside, width)
            yield SourceRow(line.number, values, tuple(problems), _by_header(line.notes, head))
        elif any(index != WHOLE_ROW for index in line.notes):
            skipped.append(line.number)  # all of it is struck out or hidden


def _by_header(notes: Mapping[int, tuple[Note, ...]], head: HeaderRow) -> Mapping[str, tuple[Note, ...]]:
    if not notes:
        return {}
    named = {index: head.names[index] if 0 <= index < len(head.names) else "" for index in notes}
    return {named[index]: found for index, found in notes.items() if named[index] or index == WHOLE_ROW}


def _is_comment(line: SheetRow) -> bool:
    first = line.cells[0] if line.cells else None
    return isinstance(first, str) and first.lstrip().startswith(COMMENT_MARKS) and not is_error_value(first.strip())


def _outside(indexes: list[int], width: int) -> Iterator[RowProblem]:
    beyond = [index for index in indexes if index >= width]
    within = [index for index in indexes if index < width]
    if beyond:
        yield RowProblem("table.too_many_columns", {"columns": span(beyond), "width": width})
    if within:
        yield RowProblem("table.blank_header", {"columns": span(within)})


def _too_long(head: HeaderRow, index: int, cell: str, limit: int) -> RowProblem:
    return RowProblem("table.cell_too_long", {"column": column_label(head, index), "length": len(cell), "limit": limit})


def column_label(head: HeaderRow, index: int) -> str:
    """How a message calls a column: its name, or its letters."""
    name = head.names[index] if index < len(head.names) else ""
    return f"“{name}”" if name else f" {letters(index)} "


def span(indexes: list[int]) -> str:
    """Columns by their letters, runs joined.

    >>> span([3, 4, 5, 8])
    'D–F, I'
    """
    starts = [indexes[0], *(after for before, after in pairwise(indexes) if after != before + 1)]
    ends = [*(before for before, after in pairwise(indexes) if after != before + 1), indexes[-1]]
    return ", ".join(letters(a) if a == b else f"{letters(a)}–{letters(b)}" for a, b in zip(starts, ends, strict=True))
