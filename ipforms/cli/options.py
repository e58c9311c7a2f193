"""Arguments and options that commands share."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipforms.cli import output, policies
from ipforms.cli.command import Argument
from ipforms.cli.lang import say
from ipforms.errors import IpformsError
from ipforms.masking import veiled
from ipforms.schemas.base import STAGES

if TYPE_CHECKING:
    from concurrent.futures import Executor

Decorated = Callable[..., Any]

_FEW_FILES, _MOST_JOBS = 64, 8


class NoDate(IpformsError):
    """An option that is no date."""


class NoFiles(IpformsError):
    """The folders hold nothing that may be a form."""


def as_date(_: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """A callback of click: the date that an option says.

    Raises:
        NoDate: it is none.
    """
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError:
        raise NoDate(option=param.opts[0], value=veiled(value or "")) from None


def form_argument(command: Decorated) -> Decorated:
    """FORM: the id of a form."""
    text = say("表格编号，见 ipforms forms。", "Id of a form; see `ipforms forms`.")
    return click.argument("form_id", metavar="FORM", cls=Argument, help=text)(command)


def json_option(command: Decorated) -> Decorated:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help=say("输出 JSON。", "Print JSON."))(command)


def overwrite_option(command: Decorated) -> Decorated:
    """--overwrite."""
    text = say("覆盖已存在、内容不同的文件。", "Replace files that exist and differ.")
    return click.option("--overwrite", is_flag=True, help=text)(command)


def output_option(command: Decorated) -> Decorated:
    """-o FILE, or - for standard output."""
    text = say("输出文件；- 为标准输出。", "Output file; - for standard output.")
    return click.option("-o", "--output", "target", metavar="FILE", help=text)(command)


def files_argument(command: Decorated) -> Decorated:
    """FILES|FOLDER..."""
    text = say("表格文件或文件夹，可写多个。", "Files or folders, any number.")
    return click.argument("files", cls=Argument, nargs=-1, required=True, metavar="FILES|FOLDER...", help=text)(command)


def only_form_option(command: Decorated) -> Decorated:
    """--form ID, where the form is found out otherwise."""
    text = say("必须是哪一种表格（编号），默认自动识别。", "The form that all must be, by id. Default: found out.")
    return click.option("--form", "form_id", metavar="ID", help=text)(command)


def quiet_option(command: Decorated) -> Decorated:
    """-q."""
    text = say("不显示进度、结果和汇总。", "No progress, results, summary.")
    return click.option("-q", "--quiet", is_flag=True, help=text)(command)


def stage_option(command: Decorated) -> Decorated:
    """--stage."""
    text = say(
        "表格办到哪个阶段：草稿、申报、区县推荐、终审。默认 applicant。",
        "How far the forms have come. Default: applicant.",
    )
    kind = click.Choice(STAGES)
    return click.option("--stage", type=kind, default="applicant", metavar="|".join(STAGES), help=text)(command)


def on_option(command: Decorated) -> Decorated:
    """--on DATE."""
    text = say("按哪一天检查，默认今天。", "The day of the check. Default: today.")
    return click.option("--on", callback=as_date, metavar="DATE", help=text)(command)


def policy_option(command: Decorated) -> Decorated:
    """--policy NAME=VALUE, any number of times."""
    known = policies.known()
    text = say(
        f"通知没有写明之处按哪种口径掌握，可写多次。可用：{known}。",
        f"How to read what the notices leave open; may be repeated. Known: {known}.",
    )
    return click.option("--policy", "policy", multiple=True, metavar="NAME=VALUE", help=text)(command)


def jobs_option(command: Decorated) -> Decorated:
    """--jobs N."""
    from ipforms.bulk.workers import MOST

    text = say("并行进程数；默认文件多时按处理器数。", "Worker processes. Default: by the processors, for many files.")
    return click.option("--jobs", type=click.IntRange(1, MOST), metavar="N", help=text)(command)


def scheduler_option(command: Decorated) -> Decorated:
    """--scheduler ADDRESS."""
    text = say(
        "由 Dask 集群处理，写调度器的地址，例如 tcp://10.0.0.1:8786。",
        "Let a Dask cluster do the work: the address of its scheduler, such as tcp://10.0.0.1:8786.",
    )
    return click.option("--scheduler", metavar="ADDRESS", help=text)(command)


@contextlib.contextmanager
def working(files: int, asked: int | None, scheduler: str | None) -> Iterator[tuple[Executor | None, int]]:
    """Who works on so many files, and on how many chunks at a time: this process, others, or a cluster."""
    from ipforms.bulk.dask_cluster import connect
    from ipforms.bulk.workers import workers

    jobs = jobs_for(files, asked)
    if scheduler is not None:
        with connect(scheduler) as found:
            yield found.executor, found.jobs
    elif jobs > 1:
        with workers(jobs) as pool:
            yield pool, jobs
    else:
        yield None, 1


def jobs_for(files: int, asked: int | None) -> int:
    """How many processes: those asked for; for a few files, starting more than one takes longer than it saves."""
    if asked is not None:
        return asked
    return 1 if files < _FEW_FILES else min(os.cpu_count() or 1, _MOST_JOBS)


def deliver(data: bytes, target: str, *, overwrite: bool) -> None:
    """Write a document where it was asked for, and say so."""
    from ipforms.bulk.atomic_files import write_whole

    if target == "-":
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    write_whole(path, data, overwrite=overwrite)
    output.line(say("已生成：", "Written: ") + str(path), error=True)
