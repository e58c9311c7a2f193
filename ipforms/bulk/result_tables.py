"""What was read → a table in the columns that `fill` takes: JSONL, CSV, XLSX. Reading and filling is a round trip.

Columns whose name begins with # are for people, and `fill` passes over them: the file, why it could not be read, what
reading met. A file that could not be read is a row of such columns alone.

A value that a spreadsheet program would run as a formula (`=`, `+`, `-`, `@` first) is guarded in a CSV by a mark that
`fill` takes off again: an apostrophe where that is known for the field (codes, telephones, numbers), else a zero-width
space. So is a text that `fill` would put right, such as 1.38E+10 for a telephone. Each mark is tried on fill's own
reader before it is used: what would not come back is left as it is.
"""

from __future__ import annotations

import csv
import datetime
import errno
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ipforms import paths
from ipforms.bulk.atomic_files import make_folder, unwritable, write_whole
from ipforms.bulk.columns import MOST_ROWS, FieldColumn, columns_of
from ipforms.bulk.entry_workbook import MAIN, cell_text
from ipforms.bulk.excel_cells import GUARD, Spreadsheet
from ipforms.bulk.read_files import ReadResult
from ipforms.bulk.section_sheets import owner_key
from ipforms.bulk.sources import COMMENT_MARKS, Limits
from ipforms.codecs import Codec
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.forms import Form
from ipforms.messages import Lang, is_error
from ipforms.schemas.base import FormModel

SUFFIXES = (".jsonl", ".csv", ".xlsx")
FILE, FORM, ERROR, FINDINGS = "#文件", "#表格", "#错误", "#提示"

_LEADING = (FILE, ERROR, FINDINGS)
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_GUARDS = ("'", GUARD)
_MOST_CHARS = {".csv": csv.field_size_limit(), ".xlsx": 32_767}
_READER = Spreadsheet()


class TooLargeForTable(IpformsError):
    """A record that the columns or cells of the output cannot hold."""


def check(path: str | Path) -> Path:
    """See that an output can be written, before any work is done.

    Raises:
        UnsupportedFormat: its suffix is none of `SUFFIXES`.
        UnwritableOutput: its folder cannot be written into, or a folder has its name.
    """
    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        raise UnsupportedFormat(format=target.suffix or target.name, known=SUFFIXES)
    make_folder(target.parent)
    if target.is_dir():
        raise unwritable(target, IsADirectoryError(errno.EISDIR, "a folder has this name"))
    return target


def write(
    results: Iterable[ReadResult], path: str | Path, *, overwrite: bool = False, lang: Lang = "zh"
) -> tuple[Path, ...]:
    """Write results as a table; each file is written whole or not at all.

    Args:
        results: of `bulk.read`; any iterable, read once.
        path: ends in .jsonl, .csv or .xlsx. The columns of a CSV or XLSX are those of one form, so that of several
            forms each gets a file of its own, `<name>-<form id>.xlsx`, and what could not be read `<name>-failed.xlsx`.
        overwrite: replace files that differ.
        lang: the language of reasons and findings.

    Returns:
        The files.

    Raises:
        UnsupportedFormat: it ends in something else.
        FileExists: a file is there, with other contents, and `overwrite` is not set.
        UnwritableOutput: the system refuses.
    """
    target = check(path)
    suffix = target.suffix.lower()
    if suffix == ".jsonl":
        write_whole(target, b"".join(_json_line(result, lang) for result in results), overwrite=overwrite)
        return (target,)
    written = []
    for name, lines in _by_form([_line(result, suffix, lang) for result in results], target):
        data = _csv(lines) if suffix == ".csv" else _xlsx(lines, name, lang)
        write_whole(name, data, overwrite=overwrite)
        written.append(name)
    return tuple(written)


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
                _put(cells, column, column.path(index), data, guard)
    return cells


def _put(cells: dict[str, str], column: FieldColumn, path: paths.Path, data: dict[str, Any], guard: bool) -> None:
    value = paths.get(data, path)
    text = "" if value is None else _guarded(column.leaf.codec, value, guard)
    if text:
        cells[paths.join(path)] = text


def _guarded(codec: Codec[Any], value: Any, guard: bool) -> str:
    """A text, marked if a spreadsheet program would run it or `fill` would take it for something else."""
    text = cell_text(codec, value)
    if not (guard and text.startswith(_FORMULA)) and _comes_back(codec, text, value):
        return text
    return next((mark + text for mark in _GUARDS if _comes_back(codec, mark + text, value)), text)


def _comes_back(codec: Codec[Any], text: str, value: Any) -> bool:
    decoded = _READER.decode(codec, text)
    return decoded.value == value and not is_error(decoded.notes)


@dataclass(frozen=True, eq=False)
class _FileRow:
    """A file, as the rows of a table."""

    file: str
    error: str
    findings: str
    form: Form | None = None
    cells: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    owners: tuple[str, ...] = ()

    @property
    def leading(self) -> dict[str, str]:
        return {FILE: self.file, ERROR: self.error, FINDINGS: self.findings}

    def refused(self, error: str) -> _FileRow:
        """Without its data, which the table cannot hold."""
        return replace(self, error=error, cells={}, counts={}, owners=())


def _json_line(result: ReadResult, lang: Lang) -> bytes:
    read = result.submission
    told = {
        FILE: str(result.path),
        FORM: read.form.id if read else None,
        ERROR: result.error.message(lang) if result.error else None,
        FINDINGS: _messages(result, lang),
    }
    text = json.dumps(told | (read.values if read else {}), ensure_ascii=False)
    return _storable(text).encode() + b"\n"


def _messages(result: ReadResult, lang: Lang) -> list[str]:
    return [finding.text(lang) for finding in result.submission.findings] if result.submission else []


def _line(result: ReadResult, suffix: str, lang: Lang) -> _FileRow:
    findings = _cut("\n".join(_messages(result, lang)), _MOST_CHARS[suffix])
    line = _FileRow(_file(result.path), result.error.message(lang) if result.error else "", findings)
    read = result.submission
    if read is None:
        return line
    sections = columns_of(read.form.model).sections
    line = replace(
        line,
        form=read.form,
        cells=cells_of(read.form, read.record, guard=suffix == ".csv"),
        counts={section.name: len(getattr(read.record, section.name)) for section in sections},
        owners=tuple(owner_key(str(key)) for name in read.form.keys if (key := getattr(read.record, name))),
    )
    error = _too_large(line, read.form, suffix)
    return line.refused(error.message(lang)) if error else line


def _file(path: Path) -> str:
    """A name that the rows' reader would take for a mark, or Excel for a formula, gets its folder in front."""
    text = _storable(str(path))
    return f"./{text}" if text.startswith((*COMMENT_MARKS, *_FORMULA)) else text


def _storable(text: str) -> str:
    """A path may hold bytes that are no text."""
    return text.encode("utf-8", "replace").decode()


def _cut(text: str, most: int) -> str:
    return text if _length(text) <= most else text[: most // 2] + "…"


def _length(text: str) -> int:
    """As Excel counts."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _too_large(line: _FileRow, form: Form, suffix: str) -> TooLargeForTable | None:
    most = _MOST_CHARS[suffix]
    for path, text in line.cells.items():
        if _length(text) > most:
            header = columns_of(form.model).header(paths.pattern(paths.parse(path)))
            return TooLargeForTable(column=header, suffix=suffix, limit=most)
    return _too_many_rows(line, form, suffix) if suffix == ".csv" else None


def _too_many_rows(line: _FileRow, form: Form, suffix: str) -> TooLargeForTable | None:
    most = _most_rows(form)
    for section in columns_of(form.model).sections:
        if line.counts.get(section.name, 0) > most:
            return TooLargeForTable(column=section.title, suffix=suffix, limit=most)
    return None


def _most_rows(form: Form) -> int:
    """How many rows of sections columns can number without being more than `fill` takes."""
    columns = columns_of(form.model)
    fixed = len(_LEADING) + len(list(columns.main))
    repeated = sum(len(list(columns.of(section))) for section in columns.sections)
    return min(MOST_ROWS, (Limits().max_columns - fixed) // max(repeated, 1))


def _by_form(lines: list[_FileRow], path: Path) -> Iterator[tuple[Path, list[_FileRow]]]:
    forms = list(dict.fromkeys(line.form for line in lines if line.form))
    if len(forms) < 2:
        yield path, lines
        return
    for form in (*forms, None):
        own = [line for line in lines if line.form is form]
        if own:
            yield path.with_name(f"{path.stem}-{form.id if form else 'failed'}{path.suffix}"), own


@dataclass
class _SheetRows:
    """A sheet before it is written: headers, and rows of cells by header."""

    headers: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)

    def lists(self) -> Iterator[list[str]]:
        """The header and the rows, cell by cell."""
        yield self.headers
        for row in self.rows:
            yield [row.get(header, "") for header in self.headers]


def _main(lines: list[_FileRow], numbered: set[_FileRow]) -> _SheetRows:
    """The main sheet; the sections of the lines in `numbered` stand in it, in columns with numbers."""
    form = next((line.form for line in lines if line.form), None)
    headers = dict.fromkeys(_LEADING, "")
    if form is not None:
        columns = columns_of(form.model)
        headers |= {column.header: column.pattern for column in columns.main}
        for section in columns.sections:
            for index in range(max((line.counts.get(section.name, 0) for line in numbered), default=0)):
                for column in columns.of(section):
                    headers[_numbered(form, column, index)] = paths.join(column.path(index))
    grid = _SheetRows(list(headers))
    for line in lines:
        cells = line.cells if line in numbered else _without_sections(line.cells)
        grid.rows.append(line.leading | {name: cells[path] for name, path in headers.items() if path in cells})
    return grid


def _without_sections(cells: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in cells.items() if "[" not in path}


def _numbered(form: Form, column: FieldColumn, index: int) -> str:
    header = f"{column.header}{index + 1}"
    return header if columns_of(form.model).find(header) == (column, index) else paths.join(column.path(index))


def _csv(lines: list[_FileRow]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(_main(lines, set(lines)).lists())
    # Excel takes a CSV for UTF-8 only if it starts with a byte order mark.
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[_FileRow], path: Path, lang: Lang) -> bytes:
    import xlsxwriter

    form = next((line.form for line in lines if line.form), None)
    lines, homeless = _numbered_lines(lines, form, lang)
    sheets = {MAIN: _main(lines, homeless)}
    if form is not None:
        named = [line for line in lines if line not in homeless]
        sheets |= {section.title: _section(form, section.name, named) for section in columns_of(form.model).sections}
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2022, 1, 1)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#DDEBF7", "border": 1})
    text = book.add_format({"num_format": "@", "valign": "top"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, max(len(grid.headers) - 1, 0), 18, text)
        for number, cells in enumerate(grid.lists()):
            for index, cell in enumerate(cells):
                if cell and sheet.write_string(number, index, cell, text if number else bold):
                    raise unwritable(path, OSError(errno.EFBIG, "more than a sheet holds"))
    book.close()
    return buffer.getvalue()


def _numbered_lines(lines: list[_FileRow], form: Form | None, lang: Lang) -> tuple[list[_FileRow], set[_FileRow]]:
    """The lines, and those whose sections must stand in the main sheet.

    Their rows in another sheet could not name them: the key is blank, or another's as well.
    """
    if form is None:
        return lines, set()
    taken = Counter(key for line in lines for key in set(line.owners))
    checked, numbered = [], set()
    for line in lines:
        if form.keys[0] not in line.cells or taken[line.owners[0]] > 1:
            error = _too_many_rows(line, form, ".xlsx")
            line = line.refused(error.message(lang)) if error else line
            numbered.add(line)
        checked.append(line)
    return checked, numbered


def _section(form: Form, name: str, lines: list[_FileRow]) -> _SheetRows:
    columns = columns_of(form.model)
    section = next(each for each in columns.sections if each.name == name)
    own, key = list(columns.of(section)), columns.header(form.keys[0])
    grid = _SheetRows([FILE, key, *(column.header for column in own)])
    for line in lines:
        for index in range(line.counts.get(name, 0)):
            cells = {column.header: line.cells.get(paths.join(column.path(index)), "") for column in own}
            grid.rows.append({FILE: line.file, key: line.cells[form.keys[0]]} | cells)
    return grid
