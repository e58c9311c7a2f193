"""A file that was read → the row of a table that `fill` takes: texts of cells, which come back as they are.

A value that a spreadsheet program would run as a formula (`=`, `+`, `-`, `@` first) is guarded in a CSV by a mark that
`fill` takes off again: an apostrophe where that is known for the field (codes, telephones, numbers), else a zero-width
space. So is a text that `fill` would put right, such as 1.38E+10 for a telephone. Each mark is tried on fill's own
reader before it is used: what would not come back is left as it is.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ipforms import paths
from ipforms.bulk.columns import MOST_ROWS, columns_of
from ipforms.bulk.entry_workbook import cell_text
from ipforms.bulk.excel_cells import FORMULA_STARTS, GUARD, ExcelCellDecoder
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.read_result import ReadResult
from ipforms.bulk.sources import COMMENT_MARKS, TableLimits
from ipforms.codecs import Codec
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.messages import Lang, is_error
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup
from ipforms.text import comparable

FILE, FORM, ERROR, FINDINGS = "#文件", "#表格", "#错误", "#提示"
LEADING = (FILE, ERROR, FINDINGS)  # the columns for people: the file, why it could not be read, what its reading found
_GUARDS = ("'", GUARD)
_MOST_CHARS = {".csv": csv.field_size_limit(), ".xlsx": 32_767}  # of a cell: Python's csv, Excel
_READER = ExcelCellDecoder()


class TooLargeForTable(IpformsError):
    """A record that the columns or cells of the output cannot hold."""


def cells_of(form: Form, record: FormModel, *, guard: bool = False) -> dict[str, str]:
    """The fields of a record that hold something, by path, each as the text of a cell that `fill` reads back.

    Args:
        form: its form.
        record: the record.
        guard: whether to guard texts that a spreadsheet program would run when it opens a CSV.

    >>> import ipforms
    >>> form = ipforms.form("jinhua-application")
    >>> cells_of(form, form.model(enterprise_name="=甲", mobile="+852-21234567"), guard=True)
    {'enterprise_name': '\\u200b=甲', 'mobile': "'+852-21234567"}
    """
    data, columns = record.model_dump(), columns_of(form.model)
    cells: dict[str, str] = {}
    for column in columns.main:
        _put(cells, column, column.path(), data, guard)
    for section in columns.sections:
        for index in range(len(data[section.name])):
            for column in columns.of(section):
                for each in _inner_rows(column, data[section.name][index]):
                    _put(cells, each, each.path(index), data, guard)
    return cells


def _inner_rows(column: FieldColumn, row: dict[str, Any]) -> Iterator[FieldColumn]:
    """A column in each row of the section within its section; itself, if there is none."""
    yield column
    for inner in range(1, len(row[column.inner_section]) if column.inner_section else 0):
        yield replace(column, inner=inner)


def _put(cells: dict[str, str], column: FieldColumn, path: paths.Path, data: dict[str, Any], guard: bool) -> None:
    value = paths.get(data, path)
    text = "" if value is None else _guarded(column.leaf.codec, value, guard)
    if text:
        cells[paths.join(path)] = text


def _guarded(codec: Codec[Any], value: Any, guard: bool) -> str:
    """A text, marked if a spreadsheet program would run it or `fill` would take it for something else."""
    text = cell_text(codec, value)
    if not (guard and text.startswith(FORMULA_STARTS)) and _comes_back(codec, text, value):
        return text
    return next((mark + text for mark in _GUARDS if _comes_back(codec, mark + text, value)), text)


def _comes_back(codec: Codec[Any], text: str, value: Any) -> bool:
    # Most are told at a glance, as `fill` does; what a spreadsheet may have touched, and 跳过, is read in full.
    if not (codec.is_number or text.endswith("000") or "跳过" in text) and codec.printed_value(text) == value:
        return True
    decoded = _READER.decode(codec, text)
    return decoded.value == value and not is_error(decoded.notes)


@dataclass(frozen=True, eq=False)
class FileRow:
    """A file, as the row of a table; `cells` are by field path, `counts` say how many rows each section has.

    Of a section within a section the count is that of its fullest entry.
    """

    file: str
    error: str
    findings: str
    form: Form | None = None
    cells: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    owners: tuple[str, ...] = ()

    @property
    def leading(self) -> dict[str, str]:
        """The cells for people."""
        return {FILE: self.file, ERROR: self.error, FINDINGS: self.findings}

    def refused(self, error: str) -> "FileRow":
        """Without its data, which the table cannot hold."""
        return replace(self, error=error, cells={}, counts={}, owners=())


def messages(result: ReadResult, lang: Lang) -> list[str]:
    """The findings of a file that was read, as sentences."""
    return [finding.text(lang) for finding in result.submission.findings] if result.submission else []


def file_row(result: ReadResult, suffix: str, lang: Lang) -> FileRow:
    """The row of a file in a CSV or XLSX."""
    findings = _cut("\n".join(messages(result, lang)), _MOST_CHARS[suffix])
    row = FileRow(_file(result.path), result.error.message(lang) if result.error else "", findings)
    read = result.submission
    if read is None:
        return row
    sections = columns_of(read.form.model).sections
    row = replace(
        row,
        form=read.form,
        cells=cells_of(read.form, read.record, guard=suffix == ".csv"),
        counts=dict(chain.from_iterable(_counts(section, getattr(read.record, section.name)) for section in sections)),
        owners=tuple(comparable(key) for name in read.form.keys if (key := read.form.said(read.record, name))),
    )
    error = _too_large(row, read.form, suffix)
    return row.refused(error.message(lang)) if error else row


def _counts(section: FieldGroup, entries: list[FormModel]) -> Iterator[tuple[str, int]]:
    yield section.name, len(entries)
    for child in section.children:
        if isinstance(child, FieldGroup) and child.repeated:
            yield inner_name(section, child.name), max((len(getattr(each, child.name)) for each in entries), default=0)


def inner_name(section: FieldGroup, name: str) -> str:
    """What `counts` call a section within a section."""
    return f"{section.name}[].{name}"


def _file(path: Path) -> str:
    """A name that the rows' reader would take for a mark, or Excel for a formula, gets its folder in front."""
    text = storable(str(path))
    return f"./{text}" if text.startswith((*COMMENT_MARKS, *FORMULA_STARTS)) else text


def storable(text: str) -> str:
    """A path may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()


def _cut(text: str, most: int) -> str:
    return text if _length(text) <= most else text[: most // 2] + "…"


def _length(text: str) -> int:
    """As Excel counts."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _too_large(row: FileRow, form: Form, suffix: str) -> TooLargeForTable | None:
    most = _MOST_CHARS[suffix]
    for path, text in row.cells.items():
        if _length(text) > most:
            header = columns_of(form.model).header(paths.pattern_of(path))
            return TooLargeForTable(column=header, suffix=suffix, limit=most)
    return too_many_rows(row, form, suffix) if suffix == ".csv" else None


def too_many_rows(row: FileRow, form: Form, suffix: str) -> TooLargeForTable | None:
    """The error of a file with more units, say, than numbered columns can hold."""
    most = _most_rows(form)
    for section in columns_of(form.model).sections:
        within = (count for name, count in row.counts.items() if name.startswith(inner_name(section, "")))
        if row.counts.get(section.name, 0) * max(1, *within, 1) > most:
            return TooLargeForTable(column=section.title, suffix=suffix, limit=most)
    return None


def _most_rows(form: Form) -> int:
    """How many rows of sections columns can number without being more than `fill` takes."""
    columns = columns_of(form.model)
    fixed = len(LEADING) + len(columns.main)
    repeated = sum(len(list(columns.of(section))) for section in columns.sections)
    return min(MOST_ROWS, (TableLimits().max_columns - fixed) // max(repeated, 1))
