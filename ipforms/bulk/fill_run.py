"""A run of `fill`, as it goes: rows are taken, workers render them, files get their names, the manifest is kept."""

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ipforms.bulk import file_names
from ipforms.bulk.atomic_files import FileEdited, FileExists, FileOutdated
from ipforms.bulk.chunked_map import KnownResult, map_chunks, map_here
from ipforms.bulk.fill_job import FillJob, FillOutcome, FillTask, PickledJob, worker_died_at
from ipforms.bulk.fill_results import FillResult, Status, Summary
from ipforms.bulk.lock import locked
from ipforms.bulk.manifest import Manifest, ManifestEntry, SourceChanged, lock_path, manifests, run_settings
from ipforms.bulk.outputs import FolderOutput, Output, PlacedFile, manifest_path, open_output
from ipforms.bulk.problems import Problem, of_row
from ipforms.bulk.progress import Pace, Progress
from ipforms.bulk.source_rows import Rows
from ipforms.bulk.workers import Workers, workers
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.forms import SUFFIXES, Form
from ipforms.messages import Bilingual, Note
from ipforms.render.rendered import RenderFormat

if TYPE_CHECKING:
    from threading import Event

# Done together a step at a time; of fewer, each step would find its code gone from the caches, and handing them to
# workers would cost more. Of more, too many would be in hand when a run is stopped.
_CHUNKS = {"docx": 128}
_SLOW_CHUNK = 8  # a PDF takes a tenth of a second, and progress should move within one
_SILENCES = 5  # files in a row that a store has not answered for; each was tried five times
_THIS_MACHINE = (Workers, ProcessPoolExecutor, ThreadPoolExecutor)


class BulkFill:
    """A run. Use it in a `with` block, and iterate it once for its results; see `fill` for the arguments.

    Attributes:
        summary: the counts so far.
        pace: its clock.
        output: where the files go.
        format: what they are.
        stale: after the last row, the files of this form in the folder that an earlier run made and this one did not.
        repeated: after the last row, the rows whose applicant has a form of a row before, too.
    """

    def __init__(
        self,
        form: Form,
        rows: Iterable[Any],
        out: str | os.PathLike[str] | Output,
        *,
        format: RenderFormat = "docx",
        name: str = file_names.DEFAULT,
        overwrite: bool = False,
        jobs: int = 1,
        executor: Executor | None = None,
        resume: bool = False,
        journal: str | os.PathLike[str] | None = None,
        storage: Mapping[str, Any] | None = None,
        cancel: "Event | None" = None,
        one_by_one: bool = False,
    ) -> None:
        if format not in SUFFIXES:
            raise UnsupportedFormat(format=format, known=tuple(SUFFIXES))
        form.blank()  # A broken template is an error before anything is made.
        self._rows, self._resume, self._overwrite = rows, resume, overwrite
        self._executor, self._jobs, self._cancel = executor, jobs, cancel
        self._namer = file_names.FileNamer(name, SUFFIXES[format], form.model)
        self.output = open_output(out, storage)
        self.output.prepare()
        kept = Path(journal) if journal is not None else manifest_path(self.output, SUFFIXES[format].removeprefix("."))
        self._manifest = Manifest(kept)
        self._settings = run_settings(form, format, name)
        reader = rows.reader if isinstance(rows, Rows) else None
        self.format = format
        self._job = FillJob(form, format, name, reader, self.output if self._workers_write() else None, overwrite)
        self._chunk = _CHUNKS.get(format, _SLOW_CHUNK)
        self._chunk_here = _CHUNKS.get(format, 1) if isinstance(self.output, FolderOutput) and not one_by_one else 1
        self.summary, self._taken, self._silences, self._ended = Summary(), 0, 0, False
        self._earlier: dict[int, ManifestEntry] = {}
        self.stale: tuple[Problem, ...] = ()
        self.repeated: tuple[Problem, ...] = ()
        self._numbers = array("Q")  # the row of each record
        self.pace = Pace(rows.source.tables[0].total if isinstance(rows, Rows) else _unknown)
        self._stack = ExitStack()

    def _workers_write(self) -> bool:
        """Whether whoever renders a file can put it into its place: it knows the name, and the place."""
        here = self._executor is None or isinstance(self._executor, _THIS_MACHINE)
        return self._namer.distinct and self.output.separate_files and (here or self.output.shared)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self.pace.at(self.summary, self._taken)

    def __enter__(self) -> "BulkFill":
        """Lock the output, open the manifest, clear away what a killed run has left.

        Raises:
            AlreadyRunning: another run writes there.
            IpformsError: see `fill`.
        """
        with ExitStack() as stack:
            path = self._manifest.path
            path.parent.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(lock_path(path), self.output.name))
            stack.enter_context(self._manifest)
            self._manifest.begin(self._settings, resume=self._resume)
            if not self._namer.distinct:
                # A file keeps its name, whatever is added to the data.
                for entry in self._manifest.files():
                    self._namer.reserve(entry.stem, entry.name)
            stack.callback(self.output.close)
            self.output.begin(self._manifest, overwrite=self._overwrite)
            # Manifest and lock are there before the workers: forked ones hold the lock for as long as they live.
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
            earlier = self._earlier.pop(outcome.serial, None)
            name = self._name(outcome, earlier)
            yield self._result(self._placed(outcome, name, earlier), name, earlier)
        self.summary.seconds = self.pace.seconds
        self.summary.cancelled = not self._ended
        if self._ended:
            self._manifest.check_end(self._taken)
            self._settle()
            self.output.finish(self._manifest)
            self._manifest.complete()
            self.stale = tuple(self._stale())
            self.repeated = tuple(self._repeated())

    def _stale(self) -> Iterator[Problem]:
        for name in self._manifest.stale():
            if self.output.has(name):
                yield _stale(name)
            else:
                self._manifest.forget(name)
        own = self._manifest.path
        others = sorted(manifests(own.parent)) if isinstance(self.output, FolderOutput) else ()
        for name in chain.from_iterable(self._manifest.outdated(each) for each in others if each != own):
            if self.output.has(name):
                yield _stale(name)

    def _repeated(self) -> Iterator[Problem]:
        table, column = (
            (self._rows.source.tables[0].name, self._rows.reader.name) if isinstance(self._rows, Rows) else ("", "")
        )
        firsts: dict[str, ManifestEntry] = {}
        for entry in self._manifest.same_title():
            first = firsts.setdefault(entry.title, entry)
            if first is entry:
                continue
            how = Bilingual(f"bulk.same_applicant.{'same' if first.digest == entry.digest else 'changed'}")
            note = Note("table.applicant_again", {"row": self._numbers[first.serial - 1], "how": how})
            yield Problem(table, self._numbers[entry.serial - 1], column, "", masked_text(entry.title), note)

    def _outcomes(self) -> Iterator[FillOutcome]:
        if self._pool is None:
            return map_here(self._job, self._tasks(), self._stopped, self._chunk_here)
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
            task = FillTask.of(serial, each)
            self._numbers.append(task.row)
            entry = self._manifest.find(serial) if self._manifest.resumed else None
            if entry is None:
                yield task
                continue
            self._earlier[serial] = entry
            is_same = entry.fingerprint == task.fingerprint
            if entry.has_file and not is_same and not self._overwrite:
                raise SourceChanged(row=task.row, serial=serial)
            # Of a record with findings, its row is read once more to tell them.
            is_done = entry.has_file and is_same and not entry.codes and self.output.holds(entry)
            yield KnownResult(FillOutcome.of_entry(task, entry)) if is_done else task
        self._ended = True

    def _placed(self, outcome: FillOutcome, name: str, earlier: ManifestEntry | None) -> FillOutcome:
        """The outcome with its file in its place, where the worker has left that to us."""
        self._stop_if_lost(outcome)
        if outcome.data is None:
            return outcome
        same = earlier is not None and earlier.has_file and earlier.digest == outcome.digest
        if earlier is not None and same and self.output.holds(earlier):
            return outcome.placed(PlacedFile("unchanged", earlier.start, earlier.checksum))
        try:
            return outcome.placed(self.output.put(name, outcome.data, overwrite=self._overwrite))
        except IpformsError as error:
            failed = outcome.failed(error)
            self._stop_if_lost(failed)
            return failed

    def _stop_if_lost(self, outcome: FillOutcome) -> None:
        """Stop where nothing more can be written: at once, or when a store has kept silent for several files."""
        if outcome.stop is None:
            self._silences = 0
            return
        self._silences += 1
        if outcome.stop.at_once or self._silences >= _SILENCES:
            raise outcome.stop

    def _name(self, outcome: FillOutcome, earlier: ManifestEntry | None) -> str:
        """The name of its file: the one that it had in an earlier run, or a new one, in the order of the records."""
        if not outcome.stem:
            return ""
        if earlier is not None and earlier.name and earlier.stem == outcome.stem:
            return earlier.name
        return self._namer.claim(outcome.stem)

    def _result(self, outcome: FillOutcome, name: str, earlier: ManifestEntry | None) -> FillResult:
        """Note it in the manifest, now that the file is there, and hand it on."""
        outcome = self._explained(outcome, name, earlier)
        status: Status = "failed" if outcome.status == "rendered" else outcome.status
        folder = self.output.path if isinstance(self.output, FolderOutput) and name else None
        of_file = (status, folder, outcome.problems, name, outcome.retried)
        result = FillResult(outcome.serial, outcome.row, outcome.title, *of_file)
        self.summary.add(result)
        if isinstance(self._rows, Rows):
            self._rows.note(outcome.derived)
        if earlier is not None and earlier.has_file and earlier.name != name:
            self.output.discard(earlier)
        if self._manifest.add(_entry(outcome, result)):
            self._settle()
        return result

    def _explained(self, outcome: FillOutcome, name: str, earlier: ManifestEntry | None) -> FillOutcome:
        """Of a file that was not replaced it is told whether it is still as an earlier run wrote it."""
        last = outcome.problems[-1] if outcome.problems else None
        reason = last and last.note.context.get("reason")
        if last is None or not isinstance(reason, FileExists):
            return outcome
        before = earlier if earlier is not None and earlier.name == name else self._manifest.earlier(name)
        if before is None:
            return outcome
        data = Bilingual(f"bulk.data_of_file.{'same' if before.digest == outcome.digest else 'changed'}")
        error = FileOutdated(**reason.context) if self.output.holds(before) else FileEdited(**reason.context, data=data)
        return outcome._replace(problems=(*outcome.problems[:-1], of_row(outcome.row, error)))

    def _settle(self) -> None:
        self.summary.seconds = self.pace.seconds
        self.output.settle()
        self._manifest.flush()


def _stale(name: str) -> Problem:
    return Problem("", 0, "", "", masked_text(name), Note("table.file_stale", {"file": masked_text(name)}))


def _entry(outcome: FillOutcome, result: FillResult) -> ManifestEntry:
    """What the manifest keeps of a record."""
    status = "written" if result.ok else result.status
    codes = " ".join(sorted({problem.note.code for problem in outcome.problems}))
    file = (outcome.stem, result.file, outcome.size, outcome.digest, codes, outcome.start, outcome.checksum)
    return ManifestEntry(outcome.serial, outcome.fingerprint, status, outcome.title, *file)


def _width(executor: Executor) -> int:
    """How many chunks an executor works on at a time, as far as it says."""
    if isinstance(executor, Workers):
        return executor.jobs
    most = getattr(executor, "_max_workers", None)
    return most if isinstance(most, int) else os.cpu_count() or 1


def _unknown(taken: int) -> None:
    return None
