"""Many records → many files: the core of `ipforms fill`. It streams: records are read and written one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from ipforms.bulk import names
from ipforms.bulk.files import make_folder, write_whole
from ipforms.bulk.problems import Problem, faults, from_validation, of_row, without_glyphs
from ipforms.bulk.rows import Entry
from ipforms.errors import IpformsError
from ipforms.findings import Note
from ipforms.forms import SUFFIXES, Form
from ipforms.schemas.base import FormModel

Status = Literal["written", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one record.

    Attributes:
        serial: its place among the records, from 1.
        row: its row in the source.
        name: its applicant.
        status: "written"; "unchanged" (the same file was there); "refused" (the data are wrong); "failed" (the file
            could not be written).
        path: the file, or None.
        problems: why it was refused or has failed, and what was repaired.
    """

    serial: int
    row: int
    name: str
    status: Status
    path: Path | None
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the record has its file."""
        return self.status in ("written", "unchanged")

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems for which there is no file; the others are repairs and doubts."""
        return faults(self.problems)


@dataclass
class Summary:
    """The count of a run."""

    written: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All records."""
        return self.written + self.unchanged + self.refused + self.failed

    @property
    def ok(self) -> bool:
        """Whether every record has its file."""
        return not (self.refused or self.failed)

    def add(self, result: Result) -> None:
        """Count one."""
        setattr(self, result.status, getattr(self, result.status) + 1)


def fill(
    form: Form,
    rows: Iterable[FormModel | Mapping[str, Any] | Entry],
    out: str | Path,
    *,
    format: str = "docx",
    name: str = names.DEFAULT,
    overwrite: bool = False,
    on_result: Callable[[Result], None] | None = None,
) -> Summary:
    """Fill a form for every row.

    Args:
        form: the form.
        rows: records, mappings in the shape of a record, or the entries of a source; any iterable, read once.
        out: the folder to write into; made if it is not there.
        format: "docx", "pdf", "pdf-a" or "pdf-form"; see `ipforms.render`.
        name: the pattern of file names; see `ipforms.bulk.names.Namer`.
        overwrite: replace files that differ. Otherwise they are left, and the record has failed.
        on_result: called with each result as it comes.

    Returns:
        The counts.

    Raises:
        UnwritableOutput: the folder cannot be written into.
        InvalidPattern: `name` cannot be used.
        UnsupportedFormat: `format` cannot be made.
    """
    summary = Summary()
    for result in fill_each(form, rows, out, format=format, name=name, overwrite=overwrite):
        summary.add(result)
        if on_result is not None:
            on_result(result)
    return summary


def fill_each(
    form: Form,
    rows: Iterable[FormModel | Mapping[str, Any] | Entry],
    out: str | Path,
    *,
    format: str = "docx",
    name: str = names.DEFAULT,
    overwrite: bool = False,
) -> Iterator[Result]:
    """`fill`, one result after the other: a file is written when its result is asked for.

    Raises:
        IpformsError: as `fill`, at the call.
    """
    folder = Path(out)
    form.rendered(form.model(), format)  # An unknown format, or a broken template, is told before anything is written.
    namer = names.Namer(name, SUFFIXES[format], form.model)
    make_folder(folder)
    return _each(form, rows, folder, format, namer, overwrite=overwrite)


def _each(
    form: Form,
    rows: Iterable[FormModel | Mapping[str, Any] | Entry],
    folder: Path,
    format: str,
    namer: names.Namer,
    *,
    overwrite: bool,
) -> Iterator[Result]:
    for serial, row in enumerate(rows, 1):
        entry = row if isinstance(row, Entry) else _entry(form, row, serial)
        yield _one(form, entry, serial, folder, format, namer, overwrite=overwrite)


def _one(
    form: Form, entry: Entry, serial: int, folder: Path, format: str, namer: names.Namer, *, overwrite: bool
) -> Result:
    if entry.record is None:
        return Result(serial, entry.row, entry.name, "refused", None, entry.problems)
    path = folder / namer.name(serial, entry.row, entry.name, entry.record)
    try:
        made = form.rendered(entry.record, format)
        status = write_whole(path, made.data, overwrite=overwrite)
    except IpformsError as error:
        problems = (*entry.problems, of_row("", entry.row, error))
        return Result(serial, entry.row, entry.name, "failed", path, problems)
    doubts = (without_glyphs(entry.row, made.lacking),) if made.lacking else ()
    return Result(serial, entry.row, entry.name, status, path, (*entry.problems, *doubts))


def _entry(form: Form, row: FormModel | Mapping[str, Any], number: int) -> Entry:
    if not isinstance(row, form.model | Mapping):
        wrong = Note("value.type", {"type": type(row).__name__})
        return Entry(number, None, (Problem("", number, "", "", "", wrong),))
    try:
        record = row if isinstance(row, FormModel) else form.model.model_validate(row)
    except ValidationError as error:
        return Entry(number, None, tuple(from_validation(error, form.model, "", number)))
    return Entry(number, record, (), str(getattr(record, form.name_field) or ""))
