"""`ipforms fill`: rows of data → official forms."""

import contextlib
import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import file_names
from ipforms.bulk.column_errors import UnknownColumns
from ipforms.bulk.columns import NOTHING_GIVEN
from ipforms.bulk.dask_cluster import connect
from ipforms.bulk.error_tables import ErrorTables
from ipforms.bulk.mapping_file import UnansweredMapping, fitting, mapping_path, of_other_form, read_mapping
from ipforms.bulk.outputs import FolderOutput
from ipforms.bulk.workers import MOST
from ipforms.cli.command import command
from ipforms.cli.fill_summary import SHOWN, FillRun, ReportFolder, pace, show
from ipforms.cli.options import (
    as_names,
    form_argument,
    header_rows_option,
    json_option,
    overwrite_option,
    quiet_option,
    scheduler_option,
)
from ipforms.cli.terminal import Terminal, print_json, progress
from ipforms.errors import IpformsError, UnsupportedFormat
from ipforms.forms import FORMATS, SUFFIXES, Form
from ipforms.render.rendered import RenderFormat

EXIT_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


class NoRows(IpformsError):
    """The data have a header and nothing below it."""


def _as_formats(_: click.Context, param: click.Parameter, value: str) -> tuple[RenderFormat, ...]:
    """One format or several: docx,pdf.

    Raises:
        UnsupportedFormat: one is not known.
    """
    found = list(dict.fromkeys(each.strip() for each in value.replace("，", ",").split(",") if each.strip()))
    for each in found:
        if each not in FORMATS:
            raise UnsupportedFormat(format=each, known=FORMATS)
    return tuple(format for each in found for format in FORMATS if format == each) or FORMATS[:1]


@command()
@form_argument
@click.argument("data", metavar="DATA")
@click.option("-o", "--output", "--out", "target", metavar="DIR|FILE.zip|URL", default="out")
@click.option("--format", "formats", default="docx", metavar="|".join(FORMATS), callback=_as_formats)
@click.option("--name", default=file_names.DEFAULT, metavar="PATTERN")
@click.option("--sheet", metavar="NAME")
@click.option("--encoding", metavar="NAME")
@click.option("--delimiter", metavar="CHAR")
@header_rows_option
@click.option("--mapping", metavar="FILE.xlsx")
@click.option("--map", "names", metavar="HEADER=NAME", multiple=True, callback=as_names)
@click.option("--ignore-unknown", is_flag=True)
@click.option("--no-derive", is_flag=True)
@click.option("--sample", "most", type=click.IntRange(min=1), metavar="N")
@click.option("--jobs", type=click.IntRange(1, MOST), default=1, metavar="N")
@scheduler_option
@click.option("--resume", is_flag=True)
@overwrite_option
@quiet_option
@json_option
def fill(
    terminal: Terminal,
    /,
    form_id: str,
    data: str,
    target: str,
    quiet: bool,
    as_json: bool,
    formats: tuple[RenderFormat, ...],
    most: int | None,
    **options: Any,
) -> int:
    """`ipforms fill`."""
    options |= {"quiet": quiet or as_json, "most": None if as_json else SHOWN, "taken": most}
    if most is not None:
        target, options["overwrite"] = _sample_of(target), True
    source: str | bytes = sys.stdin.buffer.read() if data == "-" and len(formats) > 1 else data
    runs: dict[str, FillRun] = {}
    for each in formats:
        place = _place(target, each, formats)
        runs[each] = fill_data(terminal, ipforms.form(form_id), source, place, format=each, **options)
        if not (quiet or as_json):
            show(terminal, runs[each], None if each == formats[0] else runs[formats[0]])
        if runs[each].summary.cancelled:
            break
    if as_json:
        print_json(_together(runs, FillRun.to_dict))
    if len(formats) > 1:
        first = next(iter(runs.values()))
        first.write(_together(runs, FillRun.figures))
    return max(_status(terminal, run) for run in runs.values())


def _sample_of(target: str) -> str:
    """Where samples go: beside the place of the whole run, which they leave alone."""
    path = Path(target)
    return (
        f"{target.rstrip('/')}-sample" if "://" in target else str(path.with_name(f"{path.stem}-sample{path.suffix}"))
    )


def _place(target: str, format: RenderFormat, formats: tuple[RenderFormat, ...]) -> str:
    """Where the files of one format go: into the same folder; or a ZIP each.

    Formats whose files have the same names (pdf, pdf-a, pdf-form) get a folder each.
    """
    if len(formats) > 1 and target.lower().endswith(".zip"):
        return f"{target[:-4]}-{format}.zip"
    alike = [each for each in formats if SUFFIXES[each] == SUFFIXES[format]]
    is_apart = len(formats) > 1 and ("://" in target or len(alike) > 1)
    return f"{target.rstrip('/')}/{format}" if is_apart else target


def _together(runs: Mapping[str, FillRun], said: Callable[[FillRun], dict[str, Any]]) -> dict[str, Any]:
    """What is said of the runs: of one alone its own, of several by their format."""
    found = {format: said(run) for format, run in runs.items()}
    return next(iter(found.values())) if len(found) == 1 else {"formats": found}


def _status(terminal: Terminal, run: FillRun) -> int:
    if run.summary.cancelled:
        given = [each for each in sys.argv[1:] if each != "--resume"]
        terminal.print("fill.how_to_resume", command=["ipforms", *given, "--resume"], error=True)
        return EXIT_INTERRUPTED
    return run.status


def fill_data(
    terminal: Terminal,
    form: Form,
    data: str | bytes,
    target: str | Path,
    *,
    scheduler: str | None = None,
    quiet: bool = False,
    most: int | None = SHOWN,
    **options: Any,
) -> FillRun:
    """Fill a form from a file, with progress and reports; `most` faults are kept, or all of them if it is None.

    Other options are those of `_rows` and of `ipforms.bulk.fill`.

    Raises:
        IpformsError: the data, the output or the pattern cannot be used at all.
    """
    with ExitStack() as stack:
        of_rows = {name: options.pop(name) for name in _OF_ROWS if name in options}
        rows = _rows(terminal, stack, form, data, **of_rows)
        if scheduler:
            found = stack.enter_context(connect(scheduler))
            options |= {"executor": found.executor, "jobs": found.jobs}
        cancel = stack.enter_context(_interruptible())
        going = bulk.BulkFill(form, rows, target, cancel=cancel, **options)
        gc.freeze()  # what is there now stays until the end: nobody need look through it again, nor a worker copy it
        stack.enter_context(going)
        run = _new_run(form, rows, going)
        stack.callback(_write_summary, run)
        _follow(terminal, run, going, rows, most, quiet=quiet)
    if not run.summary.total and not run.summary.cancelled:
        raise NoRows(name=run.source)
    return run


_OF_ROWS = ("sheet", "encoding", "delimiter", "header_rows", "mapping", "names", "ignore_unknown", "no_derive", "taken")


def _rows(
    terminal: Terminal,
    stack: ExitStack,
    form: Form,
    data: str | bytes,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_rows: tuple[int, int] | None = None,
    mapping: str | None = None,
    names: Mapping[str, str] = NOTHING_GIVEN,
    ignore_unknown: bool = False,
    no_derive: bool = False,
    taken: int | None = None,
) -> bulk.Rows:
    options: dict[str, Any] = {"encoding": encoding, "delimiter": delimiter, "sheet": sheet}
    source = stack.enter_context(bulk.open_source(data, **options, header_rows=header_rows))
    remembered = mapping_path(data) if isinstance(data, str) else None
    path = mapping or (remembered if remembered and remembered.is_file() else None)
    if path:
        said = read_mapping(path, form)
        if not mapping:
            terminal.print("fill.mapping", path=path, error=True)
        names = {**fitting(said, bulk.arranged(form, source).tables[0]), **names}
    try:
        return bulk.Rows(form, source, ignore_unknown=ignore_unknown, derive=not no_derive, names=names, most=taken)
    except UnknownColumns as error:
        if path and type(error) is UnknownColumns:
            raise UnansweredMapping(name=path, columns=error.context["columns"]) from None
        raise of_other_form(form, source, error) from None


@contextlib.contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets, to finish what is in hand; the second one ends the run.

    Elsewhere than in the main thread, signals are not ours to take.
    """
    asked = threading.Event()

    def ask(_: int, __: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _new_run(form: Form, rows: bulk.Rows, going: bulk.BulkFill) -> FillRun:
    target, source = going.output, rows.source
    run = FillRun(
        form,
        going.format,
        source.name,
        target.name,
        ReportFolder.of(target),
        isinstance(target, FolderOutput),
        going.summary,
    )
    run.derived, run.unused, run.ignored = rows.derived, rows.unused, rows.ignored
    run.joined = source.tables[0].sheets
    run.skipped, run.hidden = source.tables[0].skipped, source.tables[0].hidden
    return run


def _write_summary(run: FillRun) -> None:
    """Whatever has ended the run, its figures are kept where they can be; of no data there are none."""
    if run.summary.total:
        with suppress(IpformsError):
            run.write()


def _follow(
    terminal: Terminal, run: FillRun, going: bulk.BulkFill, rows: bulk.Rows, most: int | None, *, quiet: bool
) -> None:
    place, lang = run.place, terminal.lang
    with (
        ErrorTables(place.folder, f"{place.prefix}errors", lang) as errors,
        ErrorTables(place.folder, f"{place.prefix}notes", lang) as notes,
    ):
        with progress(quiet=quiet) as bar:
            task = bar.add_task("" if quiet else terminal.say("fill.task"), total=None, rate="")
            for result in going:
                if result.problems:
                    others = [each for each in result.problems if each not in result.faults]
                    errors.add(result.faults, result.name)
                    notes.add(others, result.name)
                    run.keep(result.faults, most, lang)
                    run.repaired += len(others)
                    run.keep_doubts(others, most, lang)
                if not quiet and going.pace.due:
                    now = going.progress
                    bar.update(task, completed=now.done, total=now.total, rate=pace(terminal, now))
        notes.add(rows.dropped())
        notes.add(rows.skipped)
        run.no_applicants = rows.skipped
        notes.add(going.stale)
        notes.add(going.repeated)
        run.keep_doubts(going.repeated, most, lang)
        run.stale = going.stale
        errors.add(rows.stray)
        run.keep(rows.stray, most, lang)
    run.reports = [path for report in (errors, notes) if report.count for path in report.paths]
