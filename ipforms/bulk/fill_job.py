"""What is done to one record, in this process or in another: read, validate, render, and write where it may be."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from ipforms.bulk.atomic_files import Written
from ipforms.bulk.file_names import FileNamer
from ipforms.bulk.outputs import Output, OutputLost, PlacedFile, digest
from ipforms.bulk.problems import Problem, from_validation, of_fault, of_row, without_glyphs
from ipforms.bulk.row_reader import DecodedRow, RowReader, RowRecord
from ipforms.bulk.sources import Row
from ipforms.errors import IpformsError
from ipforms.forms import SUFFIXES, Form
from ipforms.messages import Note
from ipforms.render.rendered import Rendered
from ipforms.schemas.base import FormModel

Raw = FormModel | Mapping[str, Any] | RowRecord | Row | DecodedRow
"""A record before anything is known of it."""


class FillTask(NamedTuple):
    """One record to be done.

    Attributes:
        serial: its place among the records, from 1.
        raw: its data.
        fingerprint: of its data.
    """

    serial: int
    raw: Raw
    fingerprint: bytes


class FillOutcome(NamedTuple):
    """What came of one record.

    Attributes:
        serial: its place among the records.
        row: its row in the source.
        fingerprint: of its data.
        title: its applicant.
        problems: faults, repairs and doubts.
        derived: the headers of the fields that were filled from others.
        stem: the name of its file before the suffixes; "" where there is none.
        size: of its file.
        digest: of its file.
        data: its file, where it is still to be placed.
        placed: where it went, where the worker has placed it.
        failed: whether its file could not be made or placed.
        stop: why nothing more can be written, or this could not.
        retried: what a store has answered before it took the file.
    """

    serial: int
    row: int
    fingerprint: bytes
    title: str = ""
    problems: tuple[Problem, ...] = ()
    derived: tuple[str, ...] = ()
    stem: str = ""
    size: int = 0
    digest: bytes = b""
    data: bytes | None = None
    placed: PlacedFile | None = None
    failed: bool = False
    stop: OutputLost | None = None
    retried: tuple[str, ...] = ()

    @property
    def written(self) -> Written | None:
        """How it was placed."""
        return self.placed.status if self.placed else None


@dataclass(frozen=True)
class FillJob:
    """What is the same for all records of a run.

    Attributes:
        form: the form.
        format: of the files.
        pattern: of their names.
        reader: of raw rows, if they come from a table.
        output: where the worker itself writes; None if it gives the files back.
        overwrite: whether it may replace files.
    """

    form: Form
    format: str
    pattern: str
    reader: RowReader | None
    output: Output | None
    overwrite: bool

    def __call__(self, tasks: list[FillTask]) -> list[FillOutcome]:
        """Do some records; where nothing more can be written, those before it and the one that was stopped."""
        done = []
        for task in tasks:
            done.append(self._done(task, self._namer))
            if (stop := done[-1].stop) and stop.at_once:
                break
        return done

    @cached_property
    def _namer(self) -> FileNamer:
        return FileNamer(self.pattern, SUFFIXES[self.format], self.form.model)

    def _done(self, task: FillTask, namer: FileNamer) -> FillOutcome:
        entry = self._entry(task)
        if entry.record is None:
            return _outcome(task, entry)
        stem = ""
        try:
            stem = namer.stem(task.serial, entry.row, entry.name, entry.record)
            return self._made(task, entry, stem, self.form.rendered(entry.record, self.format), namer)
        except OutputLost as error:
            told = error.context.get("retried", ())
            problem = of_row("", entry.row, error)
            return _failed(task, entry, stem, problem)._replace(stop=error, retried=told)
        except IpformsError as error:
            return _failed(task, entry, stem, of_row("", entry.row, error))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one record must not cost the others; it is named
            return _failed(task, entry, stem, of_fault(entry.row, error))

    def _made(self, task: FillTask, entry: RowRecord, stem: str, made: Rendered, namer: FileNamer) -> FillOutcome:
        facts: dict[str, Any] = {"stem": stem, "size": len(made.data), "digest": digest(made.data)}
        if made.lacking:
            facts["problems"] = (*entry.problems, without_glyphs(entry.row, made.lacking))
        if self.output is None:
            return _outcome(task, entry, data=made.data, **facts)
        placed = self.output.put(namer.claim(stem), made.data, overwrite=self.overwrite)
        return _outcome(task, entry, placed=placed, retried=placed.retried, **facts)

    def _entry(self, task: FillTask) -> RowRecord:
        raw = task.raw
        if isinstance(raw, RowRecord):
            return raw
        if isinstance(raw, Row | DecodedRow):
            assert self.reader is not None, "rows of a table come with their reader"
            return self.reader.entry(raw)
        return entry_of(self.form, raw, task.serial)


def _outcome(task: FillTask, entry: RowRecord, **facts: Any) -> FillOutcome:
    problems = facts.pop("problems", entry.problems)
    return FillOutcome(task.serial, entry.row, task.fingerprint, entry.name, problems, entry.derived, **facts)


def _failed(task: FillTask, entry: RowRecord, stem: str, problem: Problem) -> FillOutcome:
    return _outcome(task, entry, stem=stem, failed=True, problems=(*entry.problems, problem))


def entry_of(form: Form, raw: FormModel | Mapping[str, Any], number: int) -> RowRecord:
    """The entry of a record that comes from a program."""
    if not isinstance(raw, form.model | Mapping):
        wrong = Note("value.type", {"type": type(raw).__name__})
        return RowRecord(number, None, (Problem("", number, "", "", "", wrong),))
    try:
        record = raw if isinstance(raw, FormModel) else form.model.model_validate(raw)
    except ValidationError as error:
        return RowRecord(number, None, tuple(from_validation(error, form.model, "", number)))
    return RowRecord(number, record, (), str(getattr(record, form.name_field) or ""))


@dataclass(frozen=True, slots=True)
class PickledJob:
    """A job as it travels: packed once, and unpacked once in each worker, which so compiles its template once."""

    packed: bytes

    @staticmethod
    def of(job: FillJob) -> PickledJob:
        """Pack a job."""
        return PickledJob(pickle.dumps(replace(job)))

    def __call__(self, tasks: list[FillTask]) -> list[FillOutcome]:
        """Do some records."""
        return _unpacked(self.packed)(tasks)


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> FillJob:
    job: FillJob = pickle.loads(packed)
    return job


def worker_died_at(task: FillTask) -> FillOutcome:
    """What is said of a record that has ended its worker, twice."""
    number = getattr(task.raw, "number", getattr(task.raw, "row", task.serial))
    row = number if isinstance(number, int) else task.serial
    reason = {
        "reason": "处理这一行时工作进程两次意外终止（可能是内存不足），已跳过",
        "reason_en": "the worker process died twice at this row (maybe memory ran out); it was passed over",
    }
    problem = Problem("", row, "", "", "", Note("record.invalid", reason))
    return FillOutcome(task.serial, row, task.fingerprint, problems=(problem,), failed=True)
