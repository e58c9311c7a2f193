"""`ipforms read`: returned forms → data."""

import datetime
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import result_tables
from ipforms.bulk.atomic_files import see_free
from ipforms.cli.command import command
from ipforms.cli.inventory import IntakeOptions, intake_options, opened_intake, show_roster, write_list
from ipforms.cli.options import RunOptions, executor_for, files_argument, only_form_option, run_options
from ipforms.cli.terminal import Terminal, print_json, progress
from ipforms.intake import Intake
from ipforms.pipeline.submission import Submission
from ipforms.roster import Roster

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass
class ReadingPace:
    """Measures a run of reading."""

    terminal: Terminal
    files: int
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._start, self._done, self._pages = self.clock(), 0, 0

    def after(self, read: Submission | None) -> str:
        """What is said beside the bar after another file: nothing as long as no page was a picture."""
        self._done += 1
        self._pages += len(read.sheet.recognised_pages) if read is not None and read.sheet else 0
        seconds = self.clock() - self._start
        if not self._pages or not seconds:
            return ""
        rest = self.terminal.duration(seconds / self._done * max(self.files - self._done, 0))
        return self.terminal.say("read.pace", rate=self._pages / seconds, rest=rest)


_SHOWN = 3  # findings in the line of a file; more do not fit a terminal, and `ipforms check` lists them


@dataclass
class ReadRun:
    """What a run has come to."""

    roster: Roster  # all files that came
    base: Path | None  # the folder that they have in common
    counts: Counter[str] = field(default_factory=Counter)  # files by their status: "read", "findings", "failed"
    items: list[dict[str, Any]] = field(default_factory=list)  # what is printed as JSON, if it is asked for
    written: tuple[Path, ...] = ()  # the files of data


@command()
@files_argument
@click.option("-o", "--output", "target", metavar="FILE")
@only_form_option
@intake_options
@run_options
def read(
    terminal: Terminal,
    files: tuple[str, ...],
    target: str | None,
    form_id: str | None,
    received: IntakeOptions,
    run: RunOptions,
) -> int:
    """`ipforms read`."""
    if form_id is not None:
        ipforms.form(form_id)
    out = result_tables.check(target) if target is not None else None
    done = ReadRun(received.prepare(), bulk.common_folder(files))
    own = [*received.own, *([out] if out else [])]
    see_free((*(result_tables.outputs(out) if out else ()), *received.outputs), overwrite=run.overwrite)
    with opened_intake(files, own) as found, executor_for(len(found), run) as workers:
        results = _follow(terminal, done, found, form_id, workers, run)
        if out is None:
            for _ in results:
                pass
        else:
            done.written = result_tables.write(results, out, overwrite=run.overwrite, lang=terminal.lang)
    done.roster.settle()
    write_list(terminal, done.roster, received, datetime.date.today(), overwrite=run.overwrite)
    if run.as_json:
        print_json(done.items)
    elif not run.quiet:
        show(terminal, done)
    return 1 if done.counts["findings"] or done.counts["failed"] or not done.roster.is_clean else 0


def _follow(
    terminal: Terminal,
    done: ReadRun,
    files: Intake,
    form_id: str | None,
    workers: "tuple[Executor | None, int]",
    run: RunOptions,
) -> Iterator[bulk.ReadResult]:
    """The results as they come, each counted and printed."""
    # While a bar is shown, rich takes standard output to where the bar is; a file or pipe must not lose its lines.
    silent = run.quiet or run.as_json or not sys.stdout.isatty()
    with progress(quiet=silent) as bar:
        task, pace = (
            bar.add_task("" if silent else terminal.say("read.task"), total=len(files), rate=""),
            ReadingPace(terminal, len(files)),
        )
        for result in bulk.read(files, form_id, executor=workers[0], jobs=workers[1]):
            done.counts[result.status] += 1
            file = done.roster.add(result, bulk.below(result.path, done.base))
            if run.as_json:
                made = result.to_dict(terminal.lang) if result.is_answer else file.to_dict(terminal.lang)
                done.items.append({"file": str(result.path), "name": file.name} | made)
            elif not run.quiet and result.is_answer:
                terminal.line(_line(terminal, result))
            bar.update(task, completed=done.counts.total(), rate=pace.after(result.submission))
            if result.is_answer:
                yield result


def _line(terminal: Terminal, result: bulk.ReadResult) -> str:
    """A file as one line."""
    read, lang = result.submission, terminal.lang
    if read is None:
        return terminal.say("read.file_failed", path=result.path, reason=result.error or "")
    facts = {
        "path": result.path,
        "form": read.form.title if lang == "zh" else read.form.id,
        "values": len(result_tables.cells_of(read.form, read.record)),
    }
    doubts = result.doubts
    if not doubts:
        return terminal.say("read.file", **facts)
    texts = [" ".join(finding.text(lang).split()).rstrip("。.") for finding in doubts[:_SHOWN]]
    texts += ["…"] if len(doubts) > _SHOWN else []
    return terminal.say("read.file_findings", **facts, count=len(doubts), findings=terminal.join(texts))


def show(terminal: Terminal, done: ReadRun) -> None:
    """The summary table, and where the data are."""
    figures = {name: done.counts[name] for name in ("read", "findings", "failed")}
    rows = [(terminal.say(f"read.{name}"), count) for name, count in figures.items() if count]
    terminal.table("count_columns", rows)
    show_roster(terminal, done.roster)
    if len(done.written) > 1:
        terminal.print("read.several_forms")
    for path in done.written:
        terminal.print("read.data", path=path)
    if not done.written and done.counts["read"] + done.counts["findings"]:
        terminal.print("read.not_kept")
