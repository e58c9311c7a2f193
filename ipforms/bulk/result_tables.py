"""What was read → a table in the columns that `fill` takes: JSONL, CSV, XLSX. Reading and filling is a round trip.

Columns whose name begins with # are for people, and `fill` passes over them: the file, why it could not be read, what
its reading found. A file that could not be read is a row of such columns alone.
"""

import csv
import datetime
import errno
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ipforms import paths
from ipforms.bulk.atomic_files import make_folder, unwritable, write_whole
from ipforms.bulk.columns import columns_of
from ipforms.bulk.entry_workbook import MAIN
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.read_result import ReadResult
from ipforms.bulk.result_rows import (
    ERROR,
    FILE,
    FINDINGS,
    FORM,
    LEADING,
    FileRow,
    cells_of,
    file_row,
    inner_name,
    messages,
    storable,
    too_many_rows,
)
from ipforms.errors import UnsupportedFormat
from ipforms.forms import Form, forms
from ipforms.messages import Lang
from ipforms.schemas.layout import FieldGroup

__all__ = ["SUFFIXES", "cells_of", "check", "outputs", "write"]

SUFFIXES = (".jsonl", ".csv", ".xlsx")
_FAILED = "failed"  # the file of what could not be read


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


def outputs(target: Path) -> list[Path]:
    """The file of one form, and those that there may be of several; see `write`."""
    names = (*(form.id for form in forms()), _FAILED)
    return [target, *(target.with_name(f"{target.stem}-{name}{target.suffix}") for name in names)]


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
        write_whole(target, b"".join(_jsonfile_row(result, lang) for result in results), overwrite=overwrite)
        return (target,)
    written = []
    for name, lines in _by_form([file_row(result, suffix, lang) for result in results], target):
        data = _csv(lines) if suffix == ".csv" else _xlsx(lines, name, lang)
        write_whole(name, data, overwrite=overwrite)
        written.append(name)
    return tuple(written)


def _jsonfile_row(result: ReadResult, lang: Lang) -> bytes:
    read = result.submission
    record = {
        FILE: str(result.path),
        FORM: read.form.id if read else None,
        ERROR: result.error.message(lang) if result.error else None,
        FINDINGS: messages(result, lang),
    }
    text = json.dumps(record | (read.values if read else {}), ensure_ascii=False)
    return storable(text).encode() + b"\n"


def _by_form(lines: list[FileRow], path: Path) -> Iterator[tuple[Path, list[FileRow]]]:
    forms = list(dict.fromkeys(line.form for line in lines if line.form))
    if len(forms) < 2:
        yield path, lines
        return
    for form in (*forms, None):
        own = [line for line in lines if line.form is form]
        if own:
            yield path.with_name(f"{path.stem}-{form.id if form else _FAILED}{path.suffix}"), own


def _grid(headers: Iterable[str], rows: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """A sheet before it is written, cell by cell: its header, and rows of cells by header."""
    named = list(headers)
    return [named, *([row.get(header, "") for header in named] for row in rows)]


def _main(lines: list[FileRow], numbered: set[FileRow]) -> list[list[str]]:
    """The main sheet; the sections of the lines in `numbered` stand in it, in columns with numbers."""
    form = next((line.form for line in lines if line.form), None)
    headers = dict.fromkeys(LEADING, "")
    if form is not None:
        columns = columns_of(form.model)
        headers |= {column.header: column.pattern for column in columns.main}
        for section in columns.sections:
            of_row = list(_of_row(section, list(columns.of(section)), numbered))
            for index in range(_most(numbered, section.name)):
                headers |= {_numbered(form, column, index): paths.join(column.path(index)) for column in of_row}
    rows = []
    for line in lines:
        cells = line.cells if line in numbered else {path: text for path, text in line.cells.items() if "[" not in path}
        rows.append(line.leading | {name: cells[path] for name, path in headers.items() if path in cells})
    return _grid(headers, rows)


def _of_row(section: FieldGroup, own: list[FieldColumn], lines: set[FileRow]) -> Iterator[FieldColumn]:
    """The columns of a row of a section, and behind them those of further rows of the section within it."""
    yield from own
    within = {each: _most(lines, inner_name(section, each.inner_section)) for each in own if each.inner_section}
    for inner in range(1, max(within.values(), default=0)):
        yield from (replace(column, inner=inner) for column, most in within.items() if inner < most)


def _most(lines: Iterable[FileRow], name: str) -> int:
    return max((line.counts.get(name, 0) for line in lines), default=0)


def _numbered(form: Form, column: FieldColumn, index: int) -> str:
    header = f"{column.header}{index + 1}"
    return header if columns_of(form.model).find(header) == (column, index) else paths.join(column.path(index))


def _csv(lines: list[FileRow]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(_main(lines, set(lines)))
    # Excel takes a CSV for UTF-8 only if it starts with a byte order mark.
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[FileRow], path: Path, lang: Lang) -> bytes:
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
        sheet.set_column(0, max(len(grid[0]) - 1, 0), 18, text)
        for number, cells in enumerate(grid):
            for index, cell in enumerate(cells):
                if cell and sheet.write_string(number, index, cell, text if number else bold):
                    raise unwritable(path, OSError(errno.EFBIG, "more than a sheet holds"))
    book.close()
    return buffer.getvalue()


def _numbered_lines(lines: list[FileRow], form: Form | None, lang: Lang) -> tuple[list[FileRow], set[FileRow]]:
    """The lines, and those whose sections must stand in the main sheet.

    Their rows in another sheet could not name them: the key is blank, or another's as well; or hold sections in turn.
    """
    if form is None:
        return lines, set()
    taken = Counter(key for line in lines for key in set(line.owners))
    checked, numbered = [], set()
    for line in lines:
        has_inner = any(count > 1 and "[" in name for name, count in line.counts.items())
        if has_inner or form.keys[0] not in line.cells or taken[line.owners[0]] > 1:
            error = too_many_rows(line, form, ".xlsx")
            line = line.refused(error.message(lang)) if error else line
            numbered.add(line)
        checked.append(line)
    return checked, numbered


def _section(form: Form, name: str, lines: list[FileRow]) -> list[list[str]]:
    columns = columns_of(form.model)
    section = next(each for each in columns.sections if each.name == name)
    own, key = list(columns.of(section)), columns.header(form.keys[0])
    rows = []
    for line in lines:
        for index in range(line.counts.get(name, 0)):
            cells = {column.header: line.cells.get(paths.join(column.path(index)), "") for column in own}
            rows.append({FILE: line.file, key: line.cells[form.keys[0]]} | cells)
    return _grid((FILE, key, *(column.header for column in own)), rows)
