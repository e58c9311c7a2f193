"""Lines of cells → a header and rows under it: the same for a CSV file and for a sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ipforms.bulk.sources.table_model import COMMENT_MARKS, Cell, RowProblem, SourceRow, TableLimits, is_error_value
from ipforms.errors import exceeded
from ipforms.messages import Note, is_error
from ipforms.text import visible
from ipforms.text.regex import regex

_BREAK = regex(r"\s*[\r\n]+\s*")
_UNIT = regex(
    r"""[（(]?(?:人民币)?([百千]?[万亿]?元 | 百万元 | 万?平方米 | 万?平米 | 万?㎡ | 万?m[2²] | 亩
          | 公顷 | 万?[件人户家个项份名] | % | 年月日?)[)）]?""",
    re.VERBOSE,
)
_NO_UNIT = regex(r"(?:计量)?单位|[—–/-]+|")


@dataclass(slots=True)
class SheetRow:
    """One row of cells before anything is known of it: notes by column, and the columns that a cell above spans."""

    number: int
    cells: Sequence[Cell] = field(repr=False)
    problems: tuple[RowProblem, ...] = ()
    notes: Mapping[int, tuple[Note, ...]] = field(default_factory=dict)
    spanned: frozenset[int] = frozenset()


WHOLE_ROW = -1  # where the notes of a row stand that are of none of its columns


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


def are_units(line: SheetRow) -> bool:
    """Whether a row, or a column of a sheet that is turned over, says in which unit the values are: 万元 | ㎡ | 户."""
    texts = [header_name(cell).replace(" ", "") for cell in line.cells]
    is_all = all(_UNIT.fullmatch(text) or _NO_UNIT.fullmatch(text) for text in texts)
    return is_all and any(map(_UNIT.fullmatch, texts))


def unit_of(cell: Cell) -> str:
    """The unit that a cell names, where it says nothing else."""
    found = _UNIT.fullmatch(header_name(cell).replace(" ", ""))
    return found[1] if found else ""


def with_units(line: SheetRow, units: SheetRow) -> SheetRow:
    """The names of columns with their units in brackets, where they do not say them themselves: 注册资金（万元）."""
    names = [header_name(cell) for cell in line.cells]
    pairs = zip_longest(names, map(unit_of, units.cells[: len(names)]), fillvalue="")
    return replace(line, number=units.number, cells=[in_unit(name, unit) for name, unit in pairs])


def in_unit(name: str, unit: str) -> str:
    """The name of a column with its unit, if it has one and does not say it."""
    is_said = unit in (name if len(unit) > 1 else name[-2:-1])  # 进驻商家 has no unit yet
    return f"{name}（{unit}）" if name and unit and not is_said else name


def without_unit(name: str) -> str:
    """The name of a column without the unit of such a row.

    >>> without_unit("注册资金（万元）"), without_unit("专利（申请）")
    ('注册资金', '专利（申请）')
    """
    bare, _, unit = name.rpartition("（")
    return bare if bare and _UNIT.fullmatch(f"（{unit}") else name


def header(line: SheetRow, name: str, limits: TableLimits, below: Iterable[SheetRow] = (), *, wide: bool) -> HeaderRow:
    """Read the line of column names. One that stands twice, or is blank above values, gets its column's letters.

    Args:
        line: the names.
        name: of the table.
        limits: how many there may be.
        below: some rows under it.
        wide: whether a column right of the last name may have values; in a CSV these are the values of a shifted row.

    Raises:
        LimitExceeded: there are too many.
    """
    names = [header_name(cell) for cell in line.cells]
    while names and not names[-1]:
        names.pop()
    used = {index for each in below for index, cell in enumerate(each.cells) if not is_blank(cell)}
    widest = max(used, default=-1) + 1
    if wide and widest <= limits.max_columns:
        names += [""] * (widest - len(names))
    if len(names) > limits.max_columns:
        raise exceeded(name, "columns", limits.max_columns, count=len(names))
    seen = set[str]()
    for index, text in enumerate(names):
        if text in seen or (not text and index in used):
            names[index] = f"{text}〔{letters(index)}〕"
        seen.add(text)
    return HeaderRow(line.number, tuple(names))


def rows(head: HeaderRow, lines: Iterator[SheetRow], limits: TableLimits, skipped: list[int]) -> Iterator[SourceRow]:
    """Rows under the header. Blank ones are passed over; those with a comment mark too, and are counted.

    Where the same names come again in another order, they are the header of what stands below.
    """
    width = len(head.names)
    known, ordered = frozenset((*head.names, "", None)), sorted(filter(None, head.names))
    for line in lines:
        if known.issuperset(line.cells) and ordered == sorted(str(cell) for cell in line.cells if cell):
            head = HeaderRow(line.number, tuple(str(cell or "") for cell in line.cells))
            width = len(head.names)
        values, outside, problems = _cells(line, head, limits.max_cell_chars)
        if _is_comment(line):
            skipped.append(line.number)
        elif values or outside or problems or any(map(is_error, line.notes.values())):
            problems += _outside(outside, width)
            spanned = frozenset(head.names[index] for index in line.spanned if index < width)
            yield SourceRow(line.number, values, tuple(problems), _by_header(line.notes, head), spanned)
        elif any(index != WHOLE_ROW for index in line.notes):
            skipped.append(line.number)  # all of it is struck out or hidden


def _cells(line: SheetRow, head: HeaderRow, most: int) -> tuple[dict[str, Cell], list[int], list[RowProblem]]:
    """The cells of a row by their headers, the columns of those that have none, and those of more than `most`."""
    names, width = head.names, len(head.names)
    values: dict[str, Cell] = {}
    outside: list[int] = []
    problems = list(line.problems)
    for index, cell in enumerate(line.cells):
        if type(cell) is str:
            if not cell or cell.isspace():
                continue
            if len(cell) > most:
                problems.append(_too_long(head, index, cell, most))
                continue
        elif cell is None:
            continue
        if index < width and names[index]:
            values[names[index]] = cell
        else:
            outside.append(index)
    return values, outside, problems


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
