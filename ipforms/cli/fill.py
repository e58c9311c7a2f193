"""`ipforms fill`: rows of data → official forms."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import file_names
from ipforms.bulk.dask_cluster import connect
from ipforms.bulk.error_tables import ErrorTables
from ipforms.bulk.outputs import FolderOutput
from ipforms.bulk.workers import MOST
from ipforms.cli import output
from ipforms.cli.command import Argument, Command
from ipforms.cli.filled import SHOWN, Place, Run, pace, show
from ipforms.cli.interrupt import EXIT_INTERRUPTED, interruptible, tell_how_to_resume
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import form_argument, json_option, overwrite_option, scheduler_option
from ipforms.errors import IpformsError
from ipforms.forms import FORMATS, Form


class NoRows(IpformsError):
    """The data have a header and nothing below it."""


@click.command(
    cls=Command,
    help=say(
        "用数据批量填写表格，每行数据一份文件。有错的行不影响其他行，并列入 errors.csv 和 errors.xlsx。\n\n"
        "中断后加 --resume 接着做，不会重做，也不会遗漏。\n\n"
        "退出状态：0 全部生成；1 有数据被退回；2 无法运行；130 被中断。",
        "Fill a form for every row of data. Bad rows never stop the others; they are listed in errors.csv and "
        "errors.xlsx. After an interruption, --resume makes what is missing, and nothing twice.\n\n"
        "Exit status: 0 all written; 1 some rows refused; 2 could not run; 130 interrupted.",
    ),
)
@form_argument
@click.argument(
    "data",
    cls=Argument,
    metavar="DATA",
    help=say(
        "数据文件或网址：XLSX、XLS、ODS、CSV、JSON、JSONL、Parquet；- 为标准输入。",
        "The data, a file or a URL: XLSX, XLS, ODS, CSV, JSON, JSONL, Parquet; - for standard input.",
    ),
)
@click.option(
    "-o",
    "--output",
    "--out",
    "target",
    metavar="DIR|FILE.zip|URL",
    default="out",
    help=say(
        "输出到文件夹、一个 .zip 文件或网址（s3://、sftp:// 等），默认 out。",
        "A folder, one .zip file, or a URL (s3://, sftp:// …). Default: out.",
    ),
)
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="docx",
    metavar="|".join(FORMATS),
    help=say(
        "文件格式，默认 docx；pdf-a 为存档用的 PDF/A-2b，pdf-form 为可继续修改的 PDF 表单。",
        "Format. Default: docx; pdf-a is PDF/A-2b, for archives; pdf-form has fields that can be changed.",
    ),
)
@click.option(
    "--name",
    default=file_names.DEFAULT,
    metavar="PATTERN",
    help=say(
        f"文件名模式，默认 {file_names.DEFAULT}；可用 {{serial}}、{{row}}、{{name}} 和字段路径。",
        f"Pattern of file names, default {file_names.DEFAULT}: {{serial}}, {{row}}, {{name}}, field paths.",
    ),
)
@click.option(
    "--sheet", metavar="NAME", help=say("主表所在的工作表，默认第一个。", "The main sheet. Default: the first.")
)
@click.option(
    "--encoding", metavar="NAME", help=say("CSV 的编码，默认自动识别。", "Encoding of a CSV. Default: detected.")
)
@click.option(
    "--delimiter", metavar="CHAR", help=say("CSV 的分隔符，默认自动识别。", "Delimiter of a CSV. Default: detected.")
)
@click.option("--ignore-unknown", is_flag=True, help=say("忽略不认识的列。", "Leave unknown columns out."))
@click.option(
    "--no-derive",
    is_flag=True,
    help=say(
        "不自动补填表格中重复的内容（封面的单位名称、联系人，组织机构代码）。",
        "Do not fill what the form says twice (the cover, the organisation code) from where it was given.",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST),
    default=1,
    metavar="N",
    help=say("并行进程数，默认 1。", "Worker processes. Default: 1."),
)
@scheduler_option
@click.option(
    "--resume",
    is_flag=True,
    help=say("接着上次中断的运行，只补做缺少的文件。", "Go on with an interrupted run: make only what is missing."),
)
@overwrite_option
@click.option("-q", "--quiet", is_flag=True, help=say("不显示进度和汇总。", "No progress, no summary."))
@json_option
def fill(form_id: str, data: str, target: str, quiet: bool, as_json: bool, **options: Any) -> int:
    """`ipforms fill`."""
    most = None if as_json else SHOWN
    run = fill_data(ipforms.form(form_id), data, target, quiet=quiet or as_json, most=most, **options)
    if as_json:
        output.as_json(run.to_dict())
    elif not quiet:
        show(run)
    if run.summary.cancelled:
        tell_how_to_resume()
        return EXIT_INTERRUPTED
    return run.status


def fill_data(
    form: Form,
    data: str,
    target: str | Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    ignore_unknown: bool = False,
    no_derive: bool = False,
    scheduler: str | None = None,
    quiet: bool = False,
    most: int | None = SHOWN,
    **options: Any,
) -> Run:
    """Fill a form from a file, with progress and reports; `most` faults are kept, or all of them if it is None.

    Other options are those of `ipforms.bulk.fill`.

    Raises:
        IpformsError: the data, the output or the pattern cannot be used at all.
    """
    with ExitStack() as stack:
        source = stack.enter_context(bulk.open_source(data, encoding=encoding, delimiter=delimiter, sheet=sheet))
        rows = bulk.Rows(form, source, ignore_unknown=ignore_unknown, derive=not no_derive)
        if scheduler:
            found = stack.enter_context(connect(scheduler))
            options |= {"executor": found.executor, "jobs": found.jobs}
        cancel = stack.enter_context(interruptible())
        going = stack.enter_context(bulk.FillRun(form, rows, target, cancel=cancel, **options))
        run = _begun(form, rows, going)
        stack.callback(_written, run)
        _follow(run, going, rows, most, quiet=quiet)
    if not run.summary.total and not run.summary.cancelled:
        raise NoRows(name=run.source)
    return run


def _begun(form: Form, rows: bulk.Rows, going: bulk.FillRun) -> Run:
    target, source = going.output, rows.source
    run = Run(form, source.name, target.name, Place.of(target), isinstance(target, FolderOutput), going.summary)
    run.derived, run.unused, run.skipped = rows.derived, rows.unused, source.tables[0].skipped
    return run


def _written(run: Run) -> None:
    """Whatever has ended the run, its figures are kept where they can be; of no data there are none."""
    if run.summary.total:
        with suppress(IpformsError):
            run.write()


def _follow(run: Run, going: bulk.FillRun, rows: bulk.Rows, most: int | None, *, quiet: bool) -> None:
    place = run.place
    with (
        ErrorTables(place.folder, f"{place.prefix}errors", LANG) as errors,
        ErrorTables(place.folder, f"{place.prefix}notes", LANG) as notes,
    ):
        with output.progress(quiet=quiet) as bar:
            task = bar.add_task(say("填写", "Filling"), total=None, rate="")
            for result in going:
                others = [each for each in result.problems if each not in result.faults]
                errors.add(result.faults, result.name)
                notes.add(others, result.name)
                run.keep(result.faults, most)
                run.repaired += len(others)
                if going.pace.due:
                    now = going.progress
                    bar.update(task, completed=now.done, total=now.total, rate=pace(now))
        errors.add(rows.stray)
        run.keep(rows.stray, most)
    run.reports = [path for report in (errors, notes) if report.count for path in report.paths]
