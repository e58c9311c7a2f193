"""What is done to one record, in this process or in another: read, validate, render, and write where it may be."""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ipforms.bulk.atomic_files import Written
from ipforms.bulk.file_names import FileNamer
from ipforms.bulk.manifest import ManifestEntry
from ipforms.bulk.outputs import Output, OutputLost, PlacedFile, digest
from ipforms.bulk.problems import Problem, from_validation, of_row, without_glyphs
from ipforms.bulk.row_reader import DecodedRow, RowReader, RowRecord
from ipforms.bulk.sources import SourceRow
from ipforms.forms import SUFFIXES, Form
from ipforms.messages import Bilingual, Note
from ipforms.render.rendered import RenderFormat
from ipforms.schemas.base import FormModel

RawRecord = FormModel | Mapping[str, Any] | RowRecord | SourceRow | DecodedRow
"""A record before anything is known of it."""


class FillTask(NamedTuple):
    """One record to be done."""

    serial: int  # its place among the records, from 1
    raw: RawRecord  # its data
    fingerprint: bytes  # of its data

    @staticmethod
    def of(serial: int, raw: RawRecord) -> "FillTask":
        """The task of a record. The fingerprint is of its data alone, whatever row they stand in."""
        if isinstance(raw, SourceRow):
            data: Any = (raw.values, raw.problems, *raw.further)
        elif isinstance(raw, DecodedRow):
            data = (raw.data, raw.problems)
        else:
            record = getattr(raw, "record", raw)
            data = record.model_dump() if isinstance(record, FormModel) else record
        text = repr(data).encode("utf-8", "surrogatepass")
        return FillTask(serial, raw, blake2b(text, digest_size=16).digest())

    @property
    def row(self) -> int:
        """The row of the record in its source; where it has none, its place among the records."""
        number = getattr(self.raw, "number" if isinstance(self.raw, (SourceRow, DecodedRow)) else "row", None)
        return number if isinstance(number, int) else self.serial


class FillOutcome(NamedTuple):
    """What came of one record."""

    serial: int  # its place among the records
    row: int  # its row in the source
    fingerprint: bytes  # of its data
    title: str = ""  # its applicant
    problems: tuple[Problem, ...] = ()  # faults, repairs and doubts
    derived: tuple[str, ...] = ()  # the headers of the fields that were filled from others
    # of its file; "rendered" where it is still to be placed
    status: Written | Literal["rendered", "refused", "failed"] = "refused"
    stem: str = ""  # the name of its file before the suffixes; "" where there is none
    size: int = 0  # of its file
    digest: bytes = b""  # of its file
    data: bytes | None = None  # its file, where it is still to be placed
    start: int = 0  # where in a ZIP its file starts
    checksum: int = 0  # CRC-32 of its file, for a ZIP
    retried: tuple[str, ...] = ()  # what a store has answered before it took the file
    stop: OutputLost | None = None  # why nothing more can be written, or this could not

    @staticmethod
    def of_entry(task: FillTask, entry: ManifestEntry) -> "FillOutcome":
        """What a record has come to in an earlier run."""
        outcome = FillOutcome(task.serial, task.row, task.fingerprint, entry.title, status="unchanged", stem=entry.stem)
        return outcome._replace(size=entry.size, digest=entry.digest, start=entry.start, checksum=entry.checksum)

    def placed(self, file: PlacedFile) -> "FillOutcome":
        """The same, with its file in its place."""
        status, start, checksum, retried = file
        return self._replace(data=None, status=status, start=start, checksum=checksum, retried=retried)

    def failed(self, error: Exception) -> "FillOutcome":
        """The same, but that its file could not be made or placed."""
        retried = getattr(error, "context", {}).get("retried", ())
        stop = error if isinstance(error, OutputLost) else None
        problems = (*self.problems, of_row(self.row, error))
        return self._replace(status="failed", data=None, problems=problems, retried=retried, stop=stop)


@dataclass(frozen=True)
class FillJob:
    """What is the same for all records of a run."""

    form: Form  # the form
    format: RenderFormat  # of the files
    pattern: str  # of their names
    reader: RowReader | None  # of raw rows, if they come from a table
    output: Output | None  # where the worker itself writes; None if it gives the files back
    overwrite: bool  # whether it may replace files

    def __call__(self, tasks: list[FillTask]) -> list[FillOutcome]:
        """Do some records; where nothing more can be written, those before it and the one that was stopped.

        Each step is done for all of them before the next one: the processor then has its code at hand, and needs
        two thirds of the time.
        """
        work = [_Making(task, row, row.record) for task, row in zip(tasks, self._rows(tasks), strict=True)]
        for step in self.form.steps(self.format):
            for each in work:
                each.do(step)
        done: list[FillOutcome] = []
        for outcome in [self._outcome(each) for each in work]:
            done.append(self._placed(outcome))
            if (stop := done[-1].stop) and stop.at_once:
                break
        return done

    @cached_property
    def _namer(self) -> FileNamer:
        return FileNamer(self.pattern, SUFFIXES[self.format], self.form.model)

    def _outcome(self, made: "_Making") -> FillOutcome:
        """What a record has come to, before its file is placed."""
        task, row = made.task, made.row
        known = (task.serial, row.row, task.fingerprint, row.name)
        if row.record is None:
            return FillOutcome(*known, row.problems, row.derived)
        try:
            stem = self._namer.stem(task.serial, row.row, row.name, row.record)
        except Exception as error:  # noqa: BLE001 - as in `_Making`
            return FillOutcome(*known, row.problems, row.derived).failed(error)
        if made.error is not None:
            return FillOutcome(*known, row.problems, row.derived, stem=stem).failed(made.error)
        data, lacking = made.made
        problems = (*row.problems, without_glyphs(row.row, lacking)) if lacking else row.problems
        return FillOutcome(*known, problems, row.derived, "rendered", stem, len(data), digest(data), data)

    def _placed(self, outcome: FillOutcome) -> FillOutcome:
        if self.output is None or outcome.data is None:
            return outcome
        try:
            return outcome.placed(
                self.output.put(self._namer.claim(outcome.stem), outcome.data, overwrite=self.overwrite)
            )
        except Exception as error:  # noqa: BLE001 - as above
            return outcome.failed(error)

    def _rows(self, tasks: list[FillTask]) -> list[RowRecord]:
        if self.reader is not None:
            return self.reader.row_records([task.raw for task in tasks])  # type: ignore[misc]
        return [of_program(self.form, task.raw, task.serial) for task in tasks]


@dataclass(slots=True)
class _Making:
    """A record on its way to its file."""

    task: FillTask
    row: RowRecord
    made: Any  # the record, then what each step has made of it; None where there is nothing more to do
    error: Exception | None = None  # why it has come to no file

    def do(self, step: Callable[[Any], Any]) -> None:
        """Go a step further."""
        if self.made is not None:
            try:
                self.made = step(self.made)
            except Exception as error:  # noqa: BLE001 - a fault of ours in one record must not cost the others; it is named
                self.made, self.error = None, error


def of_program(form: Form, raw: RawRecord, number: int) -> RowRecord:
    """The record of a row that comes from a program."""
    if isinstance(raw, RowRecord):
        return raw
    if not isinstance(raw, form.model | Mapping):
        wrong = Note("value.type", {"type": type(raw).__name__})
        return RowRecord(number, None, (Problem("", number, "", "", "", wrong),))
    try:
        record = raw if isinstance(raw, FormModel) else form.model.model_validate(raw)
    except ValidationError as error:
        return RowRecord(number, None, tuple(from_validation(error, form.model, "", number)))
    return RowRecord(number, record, (), form.applicant_of(record))


@dataclass(frozen=True, slots=True)
class PickledJob:
    """A job as it travels: pickled once, and read once in each worker, which so compiles its template once."""

    pickled: bytes

    @staticmethod
    def of(job: FillJob) -> "PickledJob":
        """Pickle a job."""
        return PickledJob(pickle.dumps(replace(job)))

    def __call__(self, tasks: list[FillTask]) -> list[FillOutcome]:
        """Do some records."""
        return _unpickled(self.pickled)(tasks)


@lru_cache(maxsize=2)
def _unpickled(pickled: bytes) -> FillJob:
    job: FillJob = pickle.loads(pickled)
    return job


def worker_died_at(task: FillTask) -> FillOutcome:
    """What came of a record that has ended its worker, twice."""
    note = Note("record.invalid", {"reason": Bilingual("bulk.row.worker_died")})
    problem = Problem("", task.row, "", "", "", note)
    return FillOutcome(task.serial, task.row, task.fingerprint, problems=(problem,), status="failed")
