"""`ipforms check`: returned forms → what must be put right, as tables, reports, comments and notices."""

import datetime
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import CheckResult
from ipforms.bulk.atomic_files import see_free
from ipforms.bulk.check_files import CheckOptions, checked
from ipforms.bulk.packed_result import PackedResult
from ipforms.cli.check_summary import CheckSummary
from ipforms.cli.command import command
from ipforms.cli.inventory import (
    NO_OPTIONS,
    IntakeOptions,
    intake_options,
    inventory_tables,
    is_reported,
    opened_intake,
    show_roster,
    write_list,
)
from ipforms.cli.options import (
    DEFAULT_RUN,
    RunOptions,
    executor_for,
    files_argument,
    on_option,
    only_form_option,
    policies,
    policy_option,
    run_options,
    stage_option,
)
from ipforms.cli.report_files import check_targets, write_reports
from ipforms.cli.send_back import SendBack, letter_options
from ipforms.cli.settled_results import SettledResults, settled
from ipforms.cli.terminal import JsonList, Terminal, progress
from ipforms.codes.masking import masked_text
from ipforms.errors import reason_key
from ipforms.intake import Intake
from ipforms.messages import Lang
from ipforms.pipeline.report import CheckOutcome
from ipforms.roster import Category, ReceivedFile, Roster
from ipforms.roster.received import received
from ipforms.schemas.base import Stage

if TYPE_CHECKING:
    from concurrent.futures import Executor

_REASON = 400  # characters of why a file takes no comments


@command()
@files_argument
@only_form_option
@stage_option
@on_option
@policy_option
@click.option("--report", "reports", multiple=True, metavar="FILE")
@click.option("--comments", type=Path, metavar="DIR")
@letter_options
@intake_options
@run_options
def check(
    terminal: Terminal,
    /,
    files: tuple[str, ...],
    form_id: str | None,
    stage: Stage,
    on: datetime.date | None,
    policy: tuple[str, ...],
    reports: tuple[str, ...],
    received: IntakeOptions,
    run: RunOptions,
    **options: Any,
) -> int:
    """`ipforms check`."""
    if form_id is not None:
        ipforms.form(form_id)
    asked = CheckOptions(form_id, stage, on or datetime.date.today(), policies(policy))
    back = SendBack(terminal, overwrite=run.overwrite, on=asked.on, **options)
    back.prepare()
    targets = check_targets(reports)
    see_free((*targets, *back.outputs(files), *received.outputs), overwrite=run.overwrite)
    return check_files(terminal, files, asked, targets, back, run, received)


def check_files(
    terminal: Terminal,
    files: Sequence[str],
    asked: CheckOptions,
    targets: list[Path],
    back: SendBack,
    run: RunOptions = DEFAULT_RUN,
    received: IntakeOptions = NO_OPTIONS,
) -> int:
    """Check files and folders, write what is asked for and show what was found; the exit status.

    Raises:
        NoFiles: there are none.
        FileExists: an output is there, with other contents, and may not be replaced.
    """
    roster, summary = received.prepare(), CheckSummary(terminal)
    with ExitStack() as stack:
        found = stack.enter_context(opened_intake(files, (*targets, *back.folders, *back.files, *received.own)))
        items = stack.enter_context(JsonList()) if run.as_json else None
        pool, width = stack.enter_context(executor_for(len(found), run))
        quiet = run.quiet or run.as_json
        results = check_results(terminal, found, asked, width, executor=pool, quiet=quiet)
        came = stack.enter_context(settled(results, roster))
        first = _told(terminal.lang, came, roster, summary, back, items)
        passes = chain([first], iter(came.outcomes, None))  # one for each report
        tables = inventory_tables(terminal, roster)
        written = write_reports(targets, passes.__next__, terminal.lang, asked.on, tables, overwrite=back.overwrite)
        deque(first, maxlen=0)  # where no report has taken it
        back.finish()
        write_list(terminal, roster, received, asked.on, overwrite=back.overwrite)
    if not quiet:
        summary.show()
        show_roster(terminal, roster)
        show_outputs(terminal, [*written, *received.outputs], back)
    return 0 if summary.is_clean and roster.is_clean else 1


def _told(
    lang: Lang, came: SettledResults, roster: Roster, summary: CheckSummary, back: SendBack, items: JsonList | None
) -> Iterator[CheckOutcome]:
    """What the reports show, file by file; on its way each is counted, and what goes back to its sender written."""
    for result, file in came:
        if is_reported(file) and result.outcome is not None:
            summary.add(result.outcome)
            back.write(result, is_due=is_due(file, result, roster), to=file.applicant)
            yield result.outcome
        else:
            back.withdraw(result)
        if items:
            items.add(result.to_dict(lang) | ({} if is_reported(file) else file.to_dict(lang)))


def is_due(file: ReceivedFile, result: CheckResult, roster: Roster) -> bool:
    """Whether somebody is to be written to: not of what the office's own folder does not give, nor who has answered."""
    if reason_key(result.read.error).startswith("unreadable.folder_"):
        return False
    return file.category is Category.FORM or file.applicant not in roster.answered


def check_results(
    terminal: Terminal,
    found: Intake,
    asked: CheckOptions,
    jobs: int,
    *,
    executor: "Executor | None" = None,
    quiet: bool,
) -> Iterator[PackedResult[ReceivedFile]]:
    """The results as they come, with a bar. The processes are started before the bar, which draws in a thread."""
    with ExitStack() as stack:
        pool = executor or (stack.enter_context(bulk.workers(jobs)) if jobs > 1 else None)
        bar = stack.enter_context(progress(quiet=quiet))
        task = bar.add_task("" if quiet else terminal.say("check.task"), total=len(found), rate="")
        packed = partial(PackedResult.of, _received)
        for result in checked(found, asked, packed, jobs=jobs, executor=pool):
            yield result
            bar.advance(task)


def _received(result: CheckResult) -> ReceivedFile:
    return received(result.read, result.below, result.report.on if result.report else None)


def show_outputs(terminal: Terminal, written: Iterable[Path], back: SendBack) -> None:
    """Which files there are now."""
    for path in written:
        terminal.print("check.report", path=path)
    folders = ((back.comments, "comments"), (back.notices, "notices"), (back.pages, "pages"))
    for folder, key in folders:
        if folder:
            terminal.print(f"check.{key}", folder=folder, count=back.written.get(folder, 0))
    for aside, count in back.withdrawn.items():
        terminal.print("check.withdrawn", folder=aside, count=count)
    for single, key in ((back.all_notices, "letters"), (back.mailing_list, "mailing")):
        if single and single.exists():
            terminal.print(f"check.{key}", path=single)
    for reason in back.refused:
        terminal.line(masked_text(terminal.say("check.no_comments", reason=reason), _REASON))
