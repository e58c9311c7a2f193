"""`ipforms check`: returned forms → what must be put right, as tables, reports, comments and notices."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import CheckResult
from ipforms.cli import output
from ipforms.cli.checked import Shown
from ipforms.cli.command import Command
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import (
    NoFiles,
    files_argument,
    jobs_option,
    json_option,
    on_option,
    only_form_option,
    overwrite_option,
    policy_option,
    quiet_option,
    scheduler_option,
    stage_option,
    working,
)
from ipforms.cli.policies import policies
from ipforms.cli.reporting import Reports, see_targets
from ipforms.cli.returning import Returning, as_deadline
from ipforms.masking import veiled
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import Stage

if TYPE_CHECKING:
    from concurrent.futures import Executor

_REASON = 400


@click.command(
    cls=Command,
    help=say(
        "检查收回的表格：是否填齐、号码和日期是否正确、前后是否一致、是否符合入库条件。"
        "文件夹连同子文件夹一起检查，读不出的文件不影响其他文件。\n\n"
        "--report 按扩展名输出：.xlsx 总览和问题清单，.html 网页报告，.json、.jsonl 供程序使用；可写多次。"
        "--comments 输出加了批注的文件（PDF 加注释），--notices 输出补正通知书，都可直接退给申报单位。\n\n"
        "退出状态：0 没有问题；1 有需要处理的问题、不符合入库条件或者读不出的文件；2 无法运行。",
        "Check returned forms: whether they are complete, numbers and dates are right, fields agree, and the applicant "
        "qualifies. Folders with all that is in them; a file that cannot be read never stops the others.\n\n"
        "--report goes by the suffix: .xlsx an overview with all findings, .html a page, .json and .jsonl for "
        "programs; it may be repeated. --comments writes copies with comments (PDF: notes), --notices letters to the "
        "applicants.\n\n"
        "Exit status: 0 nothing to do; 1 findings, conditions that are not met, or files that cannot be read; "
        "2 could not run.",
    ),
)
@files_argument
@only_form_option
@stage_option
@on_option
@policy_option
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FILE",
    help=say(
        "报告文件：.xlsx、.html、.json 或 .jsonl，可写多次。", "A report: .xlsx, .html, .json, .jsonl; may be repeated."
    ),
)
@click.option(
    "--comments",
    type=Path,
    metavar="DIR",
    help=say(
        "把有问题的文件加上批注（Word 批注或 PDF 注释），另存到这个文件夹。",
        "A folder for copies with comments in Word or notes in PDF.",
    ),
)
@click.option(
    "--notices",
    type=Path,
    metavar="DIR",
    help=say("把补正通知书写到这个文件夹，须写 --office。", "A folder for notices of corrections; needs --office."),
)
@click.option("--office", metavar="NAME", help=say("发出通知书的单位。", "The office that sends the notices."))
@click.option(
    "--deadline",
    callback=as_deadline,
    metavar="DATE|DAYS",
    help=say("补正期限：日期或者天数，默认“尽快”。", "By when to correct: a date or a number of days."),
)
@click.option(
    "--contact", metavar="TEXT", help=say("通知书上的联系方式，原样印出。", "Whom to ask, printed as it is given.")
)
@jobs_option
@scheduler_option
@overwrite_option
@quiet_option
@json_option
def check(
    files: tuple[str, ...],
    form_id: str | None,
    stage: Stage,
    on: datetime.date | None,
    policy: tuple[str, ...],
    reports: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    overwrite: bool,
    quiet: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """`ipforms check`."""
    if form_id is not None:
        ipforms.form(form_id)
    asked = Asked(form_id, stage, on or datetime.date.today(), policies(policy))
    back = Returning(overwrite=overwrite, **options)
    back.see()
    return check_files(
        files, asked, see_targets(reports), back, jobs=jobs, scheduler=scheduler, quiet=quiet, as_json=as_json
    )


@dataclass(frozen=True)
class Asked:
    """What is asked of all files; see `bulk.check`."""

    form: str | None = None
    stage: Stage = "applicant"
    on: datetime.date = field(default_factory=datetime.date.today)
    policies: Policies = DEFAULT


def check_files(
    files: Sequence[str],
    asked: Asked,
    targets: list[Path],
    back: Returning,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    quiet: bool = False,
    as_json: bool = False,
) -> int:
    """Check files and folders, write what is asked for and show what was found; the exit status.

    Raises:
        NoFiles: there are none.
        FileExists: an output is there, with other contents, and may not be replaced.
    """
    found, shown = to_be_checked(files, targets, back.folders), Shown()
    with ExitStack() as stack:
        kept = stack.enter_context(Reports(targets, asked.on, overwrite=back.overwrite))
        told = stack.enter_context(output.JsonList()) if as_json else None
        pool, width = stack.enter_context(working(len(found), jobs, scheduler))
        base = bulk.common_folder(files)
        results = followed(found, asked, width, base, executor=pool, quiet=quiet or as_json)
        for result in results:
            shown.add(result)
            kept.add(result.outcome)
            back.take(result)
            if told:
                told.add(result.to_dict(LANG))
        written = kept.write()
    if not (as_json or quiet):
        shown.show()
        show_outputs(written, back)
    return 0 if shown.is_clean else 1


def to_be_checked(given: Iterable[str], targets: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """The files to be checked, without what an earlier run has written among them.

    Raises:
        NoFiles: there are none.
    """
    own = {path.absolute() for path in (*targets, *folders)}
    found = [path for path in bulk.files_in(given) if not own.intersection((path.absolute(), *path.absolute().parents))]
    if not found:
        raise NoFiles(names=list(given), suffixes=".docx、.doc、.pdf")
    return found


def followed(
    found: list[Path],
    asked: Asked,
    jobs: int,
    base: Path | None,
    *,
    executor: Executor | None = None,
    quiet: bool,
) -> Iterator[CheckResult]:
    """The results as they come, with a bar. The processes are started before the bar, which draws in a thread."""
    options: dict[str, Any] = {"stage": asked.stage, "on": asked.on, "policies": asked.policies, "base": base}
    with ExitStack() as stack:
        pool = executor or (stack.enter_context(bulk.workers(jobs)) if jobs > 1 else None)
        bar = stack.enter_context(output.progress(quiet=quiet))
        task = bar.add_task(say("检查", "Checking"), total=len(found), rate="")
        for result in bulk.check(found, asked.form, jobs=jobs, executor=pool, **options):
            yield result
            bar.advance(task)


def show_outputs(written: Iterable[Path], back: Returning) -> None:
    """Which files there are now."""
    for path in written:
        output.line(say("报告：", "Report: ") + str(path))
    for folder, name in ((back.comments, say("批注", "Comments")), (back.notices, say("补正通知书", "Notices"))):
        if folder:
            count = back.made.get(folder, 0)
            output.line(say(f"{name}：{folder}（{count} 份）", f"{name}: {folder} ({count} files)"))
    for reason in back.refused:
        output.line(veiled(say("未能加批注：", "No comments in: ") + reason, _REASON))
