"""`ipforms fill`: rows of data → official forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import names
from ipforms.bulk.report import Report
from ipforms.cli import output
from ipforms.cli.command import Argument, Command
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import form_argument, json_option, overwrite_option
from ipforms.errors import IpformsError
from ipforms.forms import FORMATS, Form

_SHOWN = 10


class NoRows(IpformsError):
    """The data have a header and nothing below it."""

    zh = "“{name}”只有表头，没有数据行。请在表头下面填写数据（“说明”“示例”开头的行会被跳过）。"
    en = "“{name}” has a header and no rows. Add data below it (rows that start with 说明 or 示例 are skipped)."


@dataclass
class Run:
    """What a run has come to."""

    form: Form
    source: str
    folder: Path
    summary: bulk.Summary = field(default_factory=bulk.Summary)
    problems: list[dict[str, Any]] = field(default_factory=list)
    faults: int = 0
    repaired: int = 0
    reports: list[Path] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status."""
        return 0 if self.summary.ok and not self.faults else 1

    def keep(self, faults: Iterable[bulk.Problem], most: int | None) -> None:
        """Count faults, and keep the first ones for the summary; all of them for JSON."""
        for fault in faults:
            self.faults += 1
            if most is None or len(self.problems) < most:
                self.problems.append(fault.to_dict(LANG))

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        counts = {name: getattr(self.summary, name) for name in ("total", "written", "unchanged", "refused", "failed")}
        return {
            "form": self.form.id,
            "source": self.source,
            "output": str(self.folder),
            **counts,
            "repaired": self.repaired,
            "derived": self.derived,
            "unused_sheets": self.unused,
            "skipped_rows": self.skipped,
            "reports": [str(path) for path in self.reports],
            "problems": self.problems,
        }


@click.command(
    cls=Command,
    help=say(
        "用数据批量填写表格，每行数据一份文件。有错的行不影响其他行，并列入 errors.csv 和 errors.xlsx。\n\n"
        "退出状态：0 全部生成；1 有数据被退回；2 无法运行。",
        "Fill a form for every row of data. Bad rows never stop the others; they are listed in errors.csv and "
        "errors.xlsx.\n\nExit status: 0 all written; 1 some rows refused; 2 could not run.",
    ),
)
@form_argument
@click.argument(
    "data",
    cls=Argument,
    metavar="DATA",
    help=say(
        "数据文件：XLSX、XLS、ODS、CSV、JSON、JSONL；- 为标准输入。",
        "The data: XLSX, XLS, ODS, CSV, JSON, JSONL; - for standard input.",
    ),
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    default="out",
    help=say("输出文件夹，默认 out。", "Folder. Default: out."),
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
    default=names.DEFAULT,
    metavar="PATTERN",
    help=say(
        f"文件名模式，默认 {names.DEFAULT}；可用 {{serial}}、{{row}}、{{name}} 和字段路径。",
        f"Pattern of file names, default {names.DEFAULT}: {{serial}}, {{row}}, {{name}}, field paths.",
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
@overwrite_option
@click.option("-q", "--quiet", is_flag=True, help=say("不显示进度和汇总。", "No progress, no summary."))
@json_option
def fill(form_id: str, data: str, folder: str, quiet: bool, as_json: bool, **options: Any) -> int:
    """`ipforms fill`."""
    most = None if as_json else _SHOWN
    run = fill_data(ipforms.form(form_id), data, Path(folder), quiet=quiet or as_json, most=most, **options)
    if as_json:
        output.as_json(run.to_dict())
    elif not quiet:
        show(run)
    return run.status


def fill_data(
    form: Form,
    data: str,
    folder: Path,
    *,
    format: str = "docx",
    name: str = names.DEFAULT,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    ignore_unknown: bool = False,
    no_derive: bool = False,
    overwrite: bool = False,
    quiet: bool = False,
    most: int | None = _SHOWN,
) -> Run:
    """Fill a form from a file, with progress and reports; `most` faults are kept, or all of them if it is None.

    Raises:
        IpformsError: the data, the folder or the pattern cannot be used at all.
    """
    with bulk.open_source(data, encoding=encoding, delimiter=delimiter, sheet=sheet) as source:
        rows = bulk.Rows(form, source, ignore_unknown=ignore_unknown, derive=not no_derive)
        run = Run(form, source.name, folder, derived=rows.derived, unused=rows.unused)
        run.skipped = source.tables[0].skipped
        results = bulk.fill_each(form, rows, folder, format=format, name=name, overwrite=overwrite)
        with Report(folder, "errors", LANG) as errors, Report(folder, "notes", LANG) as notes:
            _follow(run, results, errors, notes, most, quiet=quiet)
            errors.add(rows.stray)
            run.keep(rows.stray, most)
        run.reports = [path for report in (errors, notes) if report.count for path in report.paths]
    if not run.summary.total:
        raise NoRows(name=run.source)
    return run


def _follow(
    run: Run, results: Iterable[bulk.Result], errors: Report, notes: Report, most: int | None, *, quiet: bool
) -> None:
    with output.progress(quiet=quiet) as bar:
        task = bar.add_task(say("填写", "Filling"), total=None, rate="")
        for result in results:
            run.summary.add(result)
            others = [each for each in result.problems if each not in result.faults]
            errors.add(result.faults, result.name)
            notes.add(others, result.name)
            run.keep(result.faults, most)
            run.repaired += len(others)
            bar.update(task, completed=run.summary.total, rate=_rate(bar.tasks[0].speed))


def _rate(speed: float | None) -> str:
    return "" if speed is None else say(f"{speed:.0f} 份/秒", f"{speed:.0f}/s")


def show(run: Run) -> None:
    """The summary table, and the first faults."""
    counts = run.summary
    rows = [
        (say("数据", "rows"), counts.total),
        (say("已生成", "written"), counts.written),
        (say("内容相同、未改动", "unchanged"), counts.unchanged),
        (say("数据有误、未生成", "refused"), counts.refused),
        (say("写入失败", "failed"), counts.failed),
        (say("已修复和需留意的单元格", "repairs and doubts"), run.repaired),
    ]
    headers = say("项目,数量", "what,count").split(",")
    output.line(run.form.title, style="bold")
    output.table(headers, [row for row in rows if row[1] or row is rows[0]])
    if run.derived:
        output.line(
            say("数据中没有、已从表内同一内容补填的栏：", "Filled from the same fact elsewhere: ")
            + "、".join(run.derived)
        )
    if run.skipped:
        numbers = "、".join(map(str, run.skipped[:_SHOWN])) + ("…" if len(run.skipped) > _SHOWN else "")
        output.line(say(f"已跳过的说明、示例行：{numbers}", f"Rows of notes and examples, skipped: {numbers}"))
    if run.unused:
        output.line(say("未使用的工作表：", "Sheets that were not used: ") + "、".join(run.unused))
    _show_problems(run)
    output.line(say("输出文件夹：", "Folder: ") + str(run.folder))
    for path in run.reports:
        output.line(say("明细：", "Details: ") + str(path))


def _show_problems(run: Run) -> None:
    if not run.problems:
        return
    headers = say("行号,列,填写内容,原因", "row,column,value,reason").split(",")
    shown = run.problems[:_SHOWN]
    output.table(headers, [(each["row"], each["column"], each["value"], each["reason"]) for each in shown])
    left = run.faults - len(shown)
    if left:
        output.line(say(f"……另有 {left} 处，见明细文件。", f"… {left} more in the details."))
