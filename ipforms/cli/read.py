"""`ipforms read`: returned forms → data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import result_tables
from ipforms.cli import output
from ipforms.cli.command import Command
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import (
    NoFiles,
    files_argument,
    jobs_option,
    json_option,
    only_form_option,
    overwrite_option,
    quiet_option,
    scheduler_option,
    working,
)
from ipforms.findings import Finding

if TYPE_CHECKING:
    from concurrent.futures import Executor

_SHOWN = 3


@dataclass
class Run:
    """What a run has come to."""

    read: int = 0
    findings: int = 0
    failed: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    written: tuple[Path, ...] = ()

    @property
    def total(self) -> int:
        """All files."""
        return self.read + self.findings + self.failed

    @property
    def status(self) -> int:
        """The exit status."""
        return 1 if self.findings or self.failed else 0


@click.command(
    cls=Command,
    help=say(
        "读取收回的表格，还原成数据；文件夹连同子文件夹一起读取。读不出的文件不影响其他文件，并写明原因。\n\n"
        "输出的列与 fill 所需的列相同，可改好后再用 ipforms fill 生成表格。"
        "多种表格输出到 CSV、XLSX 时，每种表格一个文件。\n\n"
        "退出状态：0 全部读出；1 有文件读不出，或有需留意之处；2 无法运行。",
        "Read returned forms back to data; folders with all that is in them. A file that cannot be read never stops "
        "the others; the reason is given.\n\nThe output has the columns that fill takes: correct it and fill forms "
        "with it. As CSV or XLSX, several kinds of forms go to a file each.\n\n"
        "Exit status: 0 all read; 1 some files were not, or there are findings; 2 could not run.",
    ),
)
@files_argument
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    help=say("输出文件：.jsonl、.csv 或 .xlsx。", "Output file: .jsonl, .csv or .xlsx."),
)
@only_form_option
@jobs_option
@scheduler_option
@overwrite_option
@quiet_option
@json_option
def read(
    files: tuple[str, ...],
    target: str | None,
    form_id: str | None,
    jobs: int | None,
    scheduler: str | None,
    overwrite: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """`ipforms read`."""
    if form_id is not None:
        ipforms.form(form_id)
    out = result_tables.check(target) if target is not None else None
    found = list(bulk.files_in(files))
    if not found:
        raise NoFiles(names=list(files), suffixes=".docx、.doc、.pdf")
    run = Run()
    with working(len(found), jobs, scheduler) as workers:
        results = _follow(run, found, form_id, workers, quiet=quiet, as_json=as_json)
        if out is None:
            for _ in results:
                pass
        else:
            run.written = result_tables.write(results, out, overwrite=overwrite, lang=LANG)
    if as_json:
        output.as_json(run.told)
    elif not quiet:
        show(run)
    return run.status


def _follow(
    run: Run,
    files: list[Path],
    form_id: str | None,
    workers: tuple[Executor | None, int],
    *,
    quiet: bool,
    as_json: bool,
) -> Iterator[bulk.ReadResult]:
    """The results as they come, each counted and told."""
    # While a bar is shown, rich takes standard output to where the bar is; a file or pipe must not lose its lines.
    silent = quiet or as_json or not sys.stdout.isatty()
    with output.progress(quiet=silent) as bar:
        task = bar.add_task(say("读取", "Reading"), total=len(files), rate="")
        for result in bulk.read(files, form_id, executor=workers[0], jobs=workers[1]):
            setattr(run, result.status, getattr(run, result.status) + 1)
            if as_json:
                run.told.append(_to_dict(result))
            elif not quiet:
                output.line(_told(result))
            bar.update(task, completed=run.total)
            yield result


def _to_dict(result: bulk.ReadResult) -> dict[str, Any]:
    """As JSON."""
    read = result.submission
    return {
        "file": str(result.path),
        "form": read.form.id if read else None,
        "format": read.format if read else None,
        "values": read.values if read else None,
        "findings": [_finding(finding) for finding in read.findings] if read else [],
        "error": result.error.message(LANG) if result.error else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "label": finding.label,
        "place": str(finding.place) if finding.place else "",
        "message": finding.text(LANG),
        "hint": finding.note.hint(LANG),
    }


def _told(result: bulk.ReadResult) -> str:
    """A file as one line."""
    read = result.submission
    if read is None:
        reason = result.error.message(LANG) if result.error else ""
        return say(f"{result.path}：未读出。{reason}", f"{result.path}: not read. {reason}")
    count, doubts = len(result_tables.cells_of(read.form, read.record)), result.doubts
    line = say(f"{result.path}：{read.form.title}，{count} 项", f"{result.path}: {read.form.id}, {count} values")
    if not doubts:
        return line
    said = [" ".join(finding.text(LANG).split()).rstrip("。.") for finding in doubts[:_SHOWN]]
    said += ["…"] if len(doubts) > _SHOWN else []
    return line + say(f"，{len(doubts)} 处需留意：", f", {len(doubts)} to look at: ") + say("；", "; ").join(said)


def show(run: Run) -> None:
    """The summary table, and where the data are."""
    rows = [
        (say("文件", "files"), run.total),
        (say("已读出", "read"), run.read),
        (say("已读出、有需留意之处", "read, with findings"), run.findings),
        (say("未读出", "not read"), run.failed),
    ]
    headers = say("项目,数量", "what,count").split(",")
    output.table(headers, [row for row in rows if row[1] or row is rows[0]])
    if len(run.written) > 1:
        output.line(
            say(
                "文件属于多种表格，列各不相同，已按表格分开输出。",
                "The files are of several forms, whose columns differ; each form has a file of its own.",
            )
        )
    for path in run.written:
        output.line(say("数据：", "Data: ") + str(path))
