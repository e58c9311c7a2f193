"""`ipforms recommend`: Jinhua's applications → the recommendation table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ipforms import bulk, collate
from ipforms.bulk.atomic_files import write_whole
from ipforms.bulk.check_files import outcome_dict
from ipforms.cli import found, output
from ipforms.cli.check import Asked, followed, to_be_checked
from ipforms.cli.command import Command
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import (
    as_date,
    files_argument,
    jobs_for,
    jobs_option,
    json_option,
    on_option,
    overwrite_option,
    policy_option,
)
from ipforms.cli.policies import policies
from ipforms.messages import Note
from ipforms.pipeline.report import Outcome, Report, Unread
from ipforms.reports.table import applicant, file_name, reason

APPLICATION = "jinhua-application"
_FINDINGS = 30


@dataclass
class Made:
    """A recommendation table, and the files behind it.

    Attributes:
        table: the table, with who is in it and who is not.
        unread: files that cannot be read.
        others: other forms among the files, which were left out.
        unusable: rows of the side table that cannot be used, by their number.
        written: the document, or None where nobody is to be recommended.
    """

    table: collate.Recommendation
    unread: list[Unread]
    others: list[Report] = field(default_factory=list)
    unusable: list[tuple[int, Note]] = field(default_factory=list)
    written: Path | None = None

    @property
    def status(self) -> int:
        """The exit status."""
        return 1 if self.unread or self.unusable or found.asking(self.table.findings) else 0

    def to_dict(self) -> dict[str, Any]:
        """What the library says of the table, with the files and rows that are not in it."""
        return {
            **self.table.to_dict(LANG),
            "unread": [outcome_dict(each, LANG) for each in self.unread],
            "others": [{"name": each.name, "form": each.form.id} for each in self.others],
            "unusable_rows": [{"row": number, "reason": note.message(LANG)} for number, note in self.unusable],
            "output": str(self.written) if self.written else None,
        }


@click.command(
    cls=Command,
    help=say(
        "把金华市各企业的申报表汇总成推荐表（附件3）。符合入库条件的列入，不符合的、有待核实的和重复申报的另行列出，"
        "并写明原因。\n\n"
        "文件夹中的其他表格不处理。"
        "申报表里没有的内容（涉足领域、重点保护商标、重点保护专利）从 --side 的表中取，按“推荐企业名称”对应。\n\n"
        "退出状态：0 全部列入，没有需要处理的问题；1 有未列入的企业、需要处理的问题或者读不出的文件；2 无法运行。",
        "Make Jinhua's recommendation table (annex 3) of applications. Those that qualify are in it; those that do "
        "not, are open, or come twice are listed apart with the reason.\n\n"
        "Other forms in a folder are left out. "
        "What applications do not hold (the field of industry, the trade marks and patents to be protected first) is "
        "taken from the table of --side, by the company's name.\n\n"
        "Exit status: 0 all are in it and nothing is to be done; 1 some are not, there are findings, or files cannot "
        "be read; 2 could not run.",
    ),
)
@files_argument
@click.option("--unit", required=True, metavar="NAME", help=say("推荐单位。", "The recommending office."))
@click.option(
    "-o",
    "--output",
    "target",
    default="jinhua-recommendation.docx",
    metavar="FILE",
    help=say("输出文件，默认 jinhua-recommendation.docx。", "Output. Default: jinhua-recommendation.docx."),
)
@click.option(
    "--side",
    metavar="TABLE",
    help=say("补充内容的表：XLSX、CSV 或 JSON，每行一家。", "What the office knows besides, a row a company."),
)
@click.option("--prepared-by", metavar="NAME", help=say("填表人。", "Who prepared the table."))
@click.option("--prepared-phone", metavar="PHONE", help=say("填表人的联系电话。", "The phone of who prepared it."))
@click.option(
    "--prepared-on", callback=as_date, metavar="DATE", help=say("填写日期。", "The day on which it was prepared.")
)
@click.option(
    "--include-unsettled", is_flag=True, help=say("有待核实的企业也列入。", "Put companies in that are open as well.")
)
@on_option
@policy_option
@jobs_option
@overwrite_option
@json_option
def recommend(
    files: tuple[str, ...],
    target: str,
    side: str | None,
    include_unsettled: bool,
    on: datetime.date | None,
    policy: tuple[str, ...],
    jobs: int | None,
    overwrite: bool,
    as_json: bool,
    **head: Any,
) -> int:
    """`ipforms recommend`."""
    asked = Asked(on=on or datetime.date.today(), policies=policies(policy))
    read = read_all(files, asked, Path(target), jobs=jobs, quiet=as_json)
    made = make(read, asked, side, include_unsettled=include_unsettled, **head)
    deliver(made, Path(target), overwrite=overwrite)
    output.as_json(made.to_dict()) if as_json else show(made)
    return made.status


def read_all(
    files: Sequence[str], asked: Asked, target: Path, *, jobs: int | None = None, quiet: bool = False
) -> list[Outcome]:
    """The applications among files and folders, read and checked; a table that is there already is none of them.

    Raises:
        NoFiles: there are no files.
    """
    found = to_be_checked(files, [target], [])
    results = followed(found, asked, jobs_for(len(found), jobs), bulk.common_folder(files), quiet=quiet)
    return [result.outcome for result in results]


def make(
    read: Iterable[Outcome], asked: Asked, side: str | None = None, *, include_unsettled: bool = False, **head: Any
) -> Made:
    """The table of applications.

    Raises:
        IpformsError: the side table cannot be read, or a value cannot stand in the head or foot of the table.
    """
    outcomes = list(read)
    reports = [each for each in outcomes if isinstance(each, Report)]
    rows, unusable = side_table(side) if side else ([], [])
    table = collate.recommend(
        [each for each in reports if each.form.id == APPLICATION],
        side=rows,
        on=asked.on,
        policies=asked.policies,
        unsettled="include" if include_unsettled else "apart",
        **head,
    )
    unread = [each for each in outcomes if isinstance(each, Unread)]
    return Made(table, unread, [each for each in reports if each.form.id != APPLICATION], unusable)


def deliver(made: Made, target: Path, *, overwrite: bool) -> None:
    """Write the table, if anybody is in it.

    Raises:
        FileExists: another file is there, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    if made.table.recommended:
        write_whole(target, made.table.render(), overwrite=overwrite)
        made.written = target


def side_table(path: str) -> tuple[list[dict[str, Any]], list[tuple[int, Note]]]:
    """The rows of a side table, and those that cannot be used.

    Raises:
        IpformsError: it cannot be read at all.
    """
    rows, unusable = [], []
    with bulk.open_source(path) as source:
        for row in source.tables[0]:
            unusable += [(row.number, problem) for problem in row.problems]
            if not row.problems:
                rows.append(dict(row.values))
    return rows, unusable


def show(made: Made) -> None:
    """Who is in the table, who is not, and what is to be seen to."""
    headers = say("企业,文件,结果,原因", "company,file,result,reason").split(",")
    output.table(headers, [*_companies(made.table), *map(_unread, made.unread), *map(_other, made.others)])
    for number, note in made.unusable:
        said = note.message(LANG)
        output.line(say(f"补充内容的表第 {number} 行无法使用：{said}", f"Row {number} of the side table: {said}"))
    findings = found.asking(made.table.findings)
    found.show(map(found.row, findings[:_FINDINGS]), len(findings) - _FINDINGS)
    count = len(made.table.record.enterprises)
    output.line(say(f"列入推荐表 {count} 家。", f"{count} companies are in the table."), style="bold")
    if made.written:
        output.line(say("推荐表：", "Table: ") + str(made.written))
    else:
        output.line(say("没有可列入的企业，未生成推荐表。", "Nobody is to be recommended; no table was written."))


def _companies(table: collate.Recommendation) -> Iterator[tuple[str, ...]]:
    groups = (
        (table.recommended, say("列入", "in the table")),
        (table.unsettled, say("待核实", "open")),
        (table.ineligible, say("不符合条件", "does not qualify")),
        (table.duplicates, say("重复申报", "another application")),
    )
    told: set[int] = set()
    for group, result in groups:
        for each in (each.to_dict(LANG) for each in group if each.number not in told):
            told.add(each["number"])
            yield each["name"], each["source"], result, each["reason"]


def _unread(unread: Unread) -> tuple[str, ...]:
    return "", file_name(unread), say("读不出", "unreadable"), reason(unread, LANG)


def _other(report: Report) -> tuple[str, ...]:
    title = say(f"《{report.form.title}》", report.form.id)
    return applicant(report), file_name(report), say("不是申报表", "no application"), title
