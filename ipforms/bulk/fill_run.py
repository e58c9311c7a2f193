"""A run of `fill`, as it goes: rows are taken, workers render them, files get their names, the journal is kept."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ipforms.bulk import file_names
from ipforms.bulk.chunked_map import KnownResult, map_chunks, map_one_by_one
from ipforms.bulk.fill_job import FillJob, FillOutcome, FillTask, PickledJob, worker_died_at
from ipforms.bulk.fill_results import FillResult, Summary
from ipforms.bulk.lock import locked
from ipforms.bulk.manifest import Manifest
from ipforms.bulk.manifest_rows import fingerprint, known, line_of, row_of
from ipforms.bulk.outputs import FolderOutput, Output, OutputLost, PlacedFile, journal_path, open_output
from ipforms.bulk.previous_run import PreviousRun, asked_of
from ipforms.bulk.problems import of_row
from ipforms.bulk.progress import Pace, Progress
from ipforms.bulk.source_rows import Rows
from ipforms.bulk.workers import Workers, workers
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.forms import SUFFIXES, Form

if TYPE_CHECKING:
    from threading import Event

_CHUNKS = {"docx": 64}
_SLOW_CHUNK = 8
_SILENCES = 5
_HERE = (Workers, ProcessPoolExecutor, ThreadPoolExecutor)


class BulkFill:
    """A run. Use it in a `with` block, and iterate it once for its results; see `fill` for the arguments.

    Attributes:
        summary: the counts so far.
        pace: its clock.
        journal: where its journal is.
    """

    def __init__(
        self,
        form: Form,
        rows: Iterable[Any],
        out: str | os.PathLike[str] | Output,
        *,
        format: str = "docx",
        name: str = file_names.DEFAULT,
        overwrite: bool = False,
        jobs: int = 1,
        executor: Executor | None = None,
        resume: bool = False,
        journal: str | os.PathLike[str] | None = None,
        storage: Mapping[str, Any] | None = None,
        cancel: Event | None = None,
    ) -> None:
        if format not in SUFFIXES:
            raise UnsupportedFormat(format=format, known=tuple(SUFFIXES))
        form.blank()  # A broken template is told before anything is made.
        self._form, self._rows, self._resume, self._overwrite = form, rows, resume, overwrite
        self._executor, self._jobs, self._cancel = executor, jobs, cancel
        self._namer = file_names.FileNamer(name, SUFFIXES[format], form.model)
        self.output = open_output(out, storage)
        self.output.prepare()
        self.journal = Path(journal) if journal is not None else journal_path(self.output)
        self._asked = asked_of(form, format, name)
        reader = rows.reader if isinstance(rows, Rows) else None
        self._job = FillJob(form, format, name, reader, self.output if self._workers_write() else None, overwrite)
        self._chunk = _CHUNKS.get(format, _SLOW_CHUNK)
        self.summary, self._taken, self._silences, self._ended = Summary(), 0, 0, False
        total = rows.source.tables[0].total if isinstance(rows, Rows) else _unknown
        self.pace = Pace(total)
        self._stack = ExitStack()

    def _workers_write(self) -> bool:
        """Whether whoever renders a file can put it into its place: it knows the name, and the place."""
        here = self._executor is None or isinstance(self._executor, _HERE)
        return self._namer.distinct and self.output.apart and (here or self.output.anywhere)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.pace.at(self.summary, self._taken)

    def __enter__(self) -> BulkFill:
        """Lock the output, open the journal, clear away what a killed run has left.

        Raises:
            AlreadyRunning: another run writes there.
            IpformsError: see `fill`.
        """
        with ExitStack() as stack:
            self.journal.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(self.journal.with_suffix(".lock"), self.output.name))
            self._journal = stack.enter_context(Manifest(self.journal))
            self._past = PreviousRun.of(self._journal, self._asked, resume=self._resume)
            self._past.reserve(self._namer)
            stack.callback(self.output.close)
            self.output.begin(self._journal, resume=self._past.known, overwrite=self._overwrite)
            # Journal and lock are there before the workers: forked ones hold the lock for as long as they live.
            self._pool = self._executor or (stack.enter_context(workers(self._jobs)) if self._jobs > 1 else None)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.summary.seconds = self.pace.seconds
        with self._stack:
            if error is None:
                self._settle()

    def __iter__(self) -> Iterator[FillResult]:
        for outcome in self._outcomes():
            name = self._name(outcome)
            yield self._result(self._placed(outcome, name), name)
        self.summary.seconds = self.pace.seconds
        self.summary.cancelled = not self._ended
        if self._ended:
            self._past.see_end(self._taken)
            self._settle()
            self.output.finish(self._journal)
            self._journal.note({"state": "complete"})

    def _outcomes(self) -> Iterator[FillOutcome]:
        if self._pool is None:
            return map_one_by_one(self._job, self._tasks(), self._stopped)
        jobs = max(self._jobs, _width(self._pool))
        options: dict[str, Any] = {"chunk": self._chunk, "lost": worker_died_at, "stopped": self._stopped}
        return map_chunks(self._pool, PickledJob.of(self._job), self._tasks(), jobs, **options)

    def _stopped(self) -> bool:
        return self._cancel is not None and self._cancel.is_set()

    def _tasks(self) -> Iterator[FillTask | KnownResult[FillOutcome]]:
        """The rows, each with its fingerprint; those that are done already as what they have come to."""
        raw = self._rows.raw() if isinstance(self._rows, Rows) else iter(self._rows)
        for serial, each in enumerate(raw, 1):
            self._taken = serial
            task = FillTask(serial, each, fingerprint(each))
            line = self._past.done(task, row_of(each, serial), overwrite=self._overwrite)
            kept = line is not None and line.clean and self.output.holds(line)
            yield KnownResult(known(task, line)) if line is not None and kept else task
        self._ended = True

    def _placed(self, outcome: FillOutcome, name: str) -> FillOutcome:
        """The outcome with its file in its place, where the worker has left that to us."""
        self._watch(outcome)
        if outcome.data is None:
            return outcome
        line = self._past.line(outcome.serial)
        if line is not None and line.done and line.digest == outcome.digest and self.output.holds(line):
            return outcome._replace(data=None, placed=PlacedFile("unchanged", line.start, line.checksum))
        try:
            placed = self.output.put(name, outcome.data, overwrite=self._overwrite)
        except IpformsError as error:
            told = error.context.get("retried", ())
            problems = (*outcome.problems, of_row("", outcome.row, error))
            stop = error if isinstance(error, OutputLost) else None
            failed = outcome._replace(data=None, failed=True, problems=problems, stop=stop, retried=told)
            self._watch(failed)
            return failed
        return outcome._replace(data=None, placed=placed, retried=placed.retried)

    def _watch(self, outcome: FillOutcome) -> None:
        """Stop where nothing more can be written: at once, or when a store has kept silent for several files."""
        if outcome.stop is None:
            self._silences = 0
            return
        self._silences += 1
        if outcome.stop.at_once or self._silences >= _SILENCES:
            raise outcome.stop

    def _name(self, outcome: FillOutcome) -> str:
        """The name of its file: the one that it had in an earlier run, or a new one, in the order of the records."""
        if not outcome.stem:
            return ""
        line = self._past.line(outcome.serial)
        if line is not None and line.name and line.stem == outcome.stem:
            return line.name
        return self._namer.claim(outcome.stem)

    def _result(self, outcome: FillOutcome, name: str) -> FillResult:
        """Note it in the journal, now that the file is there, and tell it."""
        status = outcome.written or ("failed" if outcome.failed else "refused")
        path = self.output.path / name if isinstance(self.output, FolderOutput) and name else None
        told = (outcome.problems, name, outcome.retried)
        result = FillResult(outcome.serial, outcome.row, outcome.title, status, path, *told)
        self.summary.add(result)
        if isinstance(self._rows, Rows):
            self._rows.note(outcome.derived)
        self._past.tidy(outcome.serial, name, self.output)
        if self._journal.add(line_of(outcome, name, result)):
            self._settle()
        return result

    def _settle(self) -> None:
        self.summary.seconds = self.pace.seconds
        self.output.settle()
        self._journal.flush()


def _width(executor: Executor) -> int:
    """How many chunks an executor works on at a time, as far as it says."""
    if isinstance(executor, Workers):
        return executor.jobs
    most = getattr(executor, "_max_workers", None)
    return most if isinstance(most, int) else os.cpu_count() or 1


def _unknown(taken: int) -> None:
    return None
