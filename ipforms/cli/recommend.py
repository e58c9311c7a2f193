"""`ipforms recommend`: Jinhua's applications → the recommendation table."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ipforms import bulk, collate
from ipforms.bulk.atomic_files import see_free, write_whole
from ipforms.bulk.check_files import CheckOptions, outcome_dict
from ipforms.cli import findings_view
from ipforms.cli.check import check_results
from ipforms.cli.command import command
from ipforms.cli.inventory import (
    IntakeOptions,
    intake_options,
    inventory_tables,
    is_reported,
    opened_intake,
    show_roster,
    write_list,
)
from ipforms.cli.options import (
    as_date,
    files_argument,
    jobs_for,
    jobs_option,
    json_option,
    on_option,
    overwrite_option,
    policies,
    policy_option,
)
from ipforms.cli.recommend_report import REPORT_SUFFIXES, companies, open_findings, write_reports, write_side_table
from ipforms.cli.report_files import check_targets
from ipforms.cli.settled_results import settled
from ipforms.cli.terminal import Terminal, print_json
from ipforms.messages import Lang, Note
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.reports.report_rows import applicant, file_name, reason
from ipforms.roster import Roster

APPLICATION = "jinhua-application"
_INCLUDED = [each.value for each in collate.Exclusion if each is not collate.Exclusion.NAMELESS]
UsableRows = tuple[list[dict[str, Any]], list[tuple[int, Note]]]
"""The rows of a side table, and those that cannot be used, by their number."""
_FINDINGS = 30  # findings that a person reads on a terminal


@dataclass
class RecommendRun:
    """A recommendation table, and the files behind it."""

    table: collate.Recommendation  # the table, with who is in it and who is not
    unread: list[UnreadFile]  # files that cannot be read
    others: list[Report] = field(default_factory=list)  # other forms among the files, which were left out
    # rows of the side table that cannot be used, by their number
    unusable: list[tuple[int, Note]] = field(default_factory=list)
    written: Path | None = None  # the document, or None where nobody is to be recommended

    @property
    def status(self) -> int:
        """The exit status."""
        return 1 if self.unread or self.unusable or findings_view.to_do(self.table.findings) else 0

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """What the library says of the table, with the files and rows that are not in it."""
        return {
            **self.table.to_dict(lang),
            "unread": [outcome_dict(each, lang) for each in self.unread],
            "others": [{"name": each.name, "form": each.form.id} for each in self.others],
            "unusable_rows": [{"row": number, "reason": note.message(lang)} for number, note in self.unusable],
            "output": str(self.written) if self.written else None,
        }


@command()
@files_argument
@click.option("--unit", required=True, metavar="NAME")
@click.option("-o", "--output", "target", default="jinhua-recommendation.docx", metavar="FILE")
@click.option("--side", metavar="TABLE")
@click.option("--prepared-by", metavar="NAME")
@click.option("--prepared-phone", metavar="PHONE")
@click.option("--prepared-on", callback=as_date, metavar="DATE")
@click.option("--include-unsettled", is_flag=True)
@click.option("--include", multiple=True, type=click.Choice(_INCLUDED), metavar="KIND")
@click.option("--withdrawn", multiple=True, metavar="NAME")
@click.option("--side-table", metavar="FILE")
@click.option("--report", "reports", multiple=True, metavar="FILE")
@on_option
@policy_option
@intake_options
@jobs_option
@overwrite_option
@json_option
def recommend(
    terminal: Terminal,
    /,
    files: tuple[str, ...],
    target: str,
    side: str | None,
    include_unsettled: bool,
    include: tuple[str, ...],
    withdrawn: tuple[str, ...],
    side_table: str | None,
    reports: tuple[str, ...],
    on: datetime.date | None,
    policy: tuple[str, ...],
    received: IntakeOptions,
    jobs: int | None,
    overwrite: bool,
    as_json: bool,
    **head: Any,
) -> int:
    """`ipforms recommend`."""
    asked = CheckOptions(on=on or datetime.date.today(), policies=policies(policy))
    roster = received.prepare()
    targets = check_targets(reports, REPORT_SUFFIXES)
    tables = check_targets([side_table] if side_table else [], (".xlsx",))
    known = side_rows(side) if side else None
    see_free((Path(target), *targets, *tables, *received.outputs), overwrite=overwrite)
    own = [Path(target), *received.own, *targets, *tables, *([Path(side)] if side else [])]
    read = read_all(terminal, files, asked, own, roster, jobs=jobs, quiet=as_json)
    included = (*include, *(["unsettled"] if include_unsettled else []))
    undecided, withdrawn = roster.undecided, (*withdrawn, *roster.withdrawn)
    made = make(read, asked, known, include=included, withdrawn=withdrawn, undecided=undecided, **head)
    write_table(made, Path(target), overwrite=overwrite)
    write_list(terminal, roster, received, asked.on, overwrite=overwrite)
    others = [*(_unread(terminal, each) for each in made.unread), *(_other(terminal, each) for each in made.others)]
    write_reports(
        terminal, made.table, others, targets, asked.on, inventory_tables(terminal, roster), overwrite=overwrite
    )
    for path in tables:
        write_side_table(terminal, made.table, path, asked.on, known[0] if known else [], overwrite=overwrite)
    if as_json:
        print_json({**made.to_dict(terminal.lang), "received": roster.to_dict(terminal.lang)})
    else:
        show(terminal, made)
        for path in targets:
            terminal.print("recommend.report", path=path)
        if side_table:
            terminal.print("recommend.side_table", path=side_table)
        show_roster(terminal, roster)
    return made.status or int(not roster.is_clean)


def read_all(
    terminal: Terminal,
    files: Sequence[str],
    asked: CheckOptions,
    own: Sequence[Path],
    roster: Roster,
    *,
    jobs: int | None = None,
    quiet: bool = False,
) -> list[CheckOutcome]:
    """The applications that count among files and folders, read and checked, and what could not be read.

    Args:
        terminal: where a bar is shown.
        files: files and folders.
        asked: what is asked of each application.
        own: files that are none of them, such as a table that is there already.
        roster: is told of all files that came.
        jobs: how many processes.
        quiet: show no bar.

    Raises:
        NoFiles: there are no files.
    """
    with opened_intake(files, own) as found:
        results = check_results(terminal, found, asked, jobs_for(len(found), jobs), quiet=quiet)
        with settled(results, roster) as told:
            return [result.outcome for result, file in told if is_reported(file) and result.outcome is not None]


def make(
    read: Iterable[CheckOutcome],
    asked: CheckOptions,
    side: UsableRows | None = None,
    *,
    include: Iterable[str] = (),
    withdrawn: Iterable[str] = (),
    undecided: Iterable[str] = (),
    **head: Any,
) -> RecommendRun:
    """The table of applications.

    Raises:
        UnfitArgument: a value cannot stand in the head or foot of the table.
    """
    outcomes = list(read)
    reports = [each for each in outcomes if isinstance(each, Report)]
    rows, unusable = side or ([], [])
    table = collate.recommend(
        [each for each in reports if each.form.id == APPLICATION],
        side=rows,
        on=asked.on,
        policies=asked.policies,
        include=include,
        withdrawn=withdrawn,
        undecided=undecided,
        **head,
    )
    unread = [each for each in outcomes if isinstance(each, UnreadFile)]
    return RecommendRun(table, unread, [each for each in reports if each.form.id != APPLICATION], unusable)


def write_table(made: RecommendRun, target: Path, *, overwrite: bool) -> None:
    """Write the table, if anybody is in it.

    Raises:
        FileExists: another file is there, and may not be replaced.
        UnwritableOutput: the system refuses.
    """
    if made.table.recommended:
        write_whole(target, made.table.render(), overwrite=overwrite)
        made.written = target


def side_rows(path: str) -> UsableRows:
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


def show(terminal: Terminal, made: RecommendRun) -> None:
    """Who is in the table, who is not, and what is to be seen to."""
    rows = [*_companies(terminal, made.table)]
    rows += [_unread(terminal, each) for each in made.unread]
    rows += [_other(terminal, each) for each in made.others]
    terminal.table("recommend.columns", rows)
    for number, note in made.unusable:
        terminal.print("recommend.unusable", row=number, reason=note)
    findings = open_findings(made.table, terminal.lang)
    rows = [findings_view.row(finding, terminal.lang) for finding in findings[:_FINDINGS]]
    terminal.line("")
    findings_view.show(terminal, rows, len(findings) - _FINDINGS)
    terminal.print("recommend.count", count=len(made.table.record.enterprises), style="bold")
    if made.written:
        terminal.print("recommend.table", path=made.written)
    else:
        terminal.print("recommend.nobody")


def _companies(terminal: Terminal, table: collate.Recommendation) -> Iterator[tuple[str, ...]]:
    for group, each in companies(table, terminal.lang):
        yield each["name"], each["source"], terminal.say(f"recommend.{group}"), each["reason"]


def _unread(terminal: Terminal, unread: UnreadFile) -> tuple[str, ...]:
    return "", file_name(unread), terminal.say("recommend.unread"), reason(unread, terminal.lang)


def _other(terminal: Terminal, report: Report) -> tuple[str, ...]:
    title = terminal.say("recommend.other_form", title=report.form.title, id=report.form.id)
    return applicant(report, terminal.lang), file_name(report), terminal.say("recommend.other"), title
