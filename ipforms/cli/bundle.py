"""`ipforms bundle`: the folder of an applicant, held against the list of materials."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms import bulk
from ipforms.bulk import CheckResult, ReadResult
from ipforms.bulk.atomic_files import see_free
from ipforms.bulk.check_files import outcome_dict
from ipforms.bundle import Bundle, MaterialItem, Status
from ipforms.bundle import bundle as check_folder
from ipforms.bundle.materials import text_in
from ipforms.cli import findings_view
from ipforms.cli.check import show_outputs
from ipforms.cli.command import Command
from ipforms.cli.options import json_option, on_option, overwrite_option
from ipforms.cli.report_files import check_targets, write_reports
from ipforms.cli.send_back import SendBack, letter_options
from ipforms.cli.terminal import JsonList, Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.collate import check_table
from ipforms.errors import IpformsError, unreadable
from ipforms.findings import Finding
from ipforms.intake.intake import DEFAULT_LIMITS
from ipforms.intake.member_names import is_leftover
from ipforms.intake.unpacking import container_format
from ipforms.messages import Lang, Severity, say
from ipforms.pipeline.checking import check as check_form
from ipforms.pipeline.report import CheckOutcome, UnreadFile
from ipforms.pipeline.submission import Submission
from ipforms.reports import report_rows
from ipforms.reports.batch_counts import file_status_text
from ipforms.reports.excel_sheet import SheetColumn
from ipforms.reports.spool import Spool
from ipforms.reports.table_report import ReportTable
from ipforms.roster.versions import counting
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation

_NAME = 200  # characters of a name
# As much as a person reads on a terminal; --json has it all.
_FINDINGS, _FILES, _FOLDERS = 20, 3, 50
_LIST = (26, 36, 34, 14, 56)  # characters; a landscape A4 page is full
_TAKEN_FOR = 2  # the column of what a file was taken for


class NoFolders(IpformsError):
    """`--each` of a folder without folders in it."""


@click.command(cls=Command)
@click.argument("folder", metavar="FOLDER")
@click.option("--form", "form_id", default="jinhua-application", metavar="ID")
@click.option("--each", is_flag=True)
@on_option
@click.option("--report", "reports", multiple=True, metavar="FILE")
@letter_options
@overwrite_option
@json_option
@click.pass_obj
def bundle(
    terminal: Terminal,
    /,
    folder: str,
    form_id: str,
    each: bool,
    on: datetime.date | None,
    reports: tuple[str, ...],
    overwrite: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """`ipforms bundle`."""
    ipforms.form(form_id)
    day, targets = on or datetime.date.today(), check_targets(reports)
    back = SendBack(terminal, None, overwrite=overwrite, on=day, **options)
    back.prepare()
    see_free((*targets, *back.outputs([folder])), overwrite=overwrite)
    own = {path.absolute() for path in (*targets, *back.folders, *back.files)}
    folders = _folders(Path(folder), own) if each else [Path(folder)]
    with Spool[CheckOutcome]() as outcomes:
        run = BundleRun(day, outcomes, back)
        bundles = (run.taken(path, check_folder(path, form_id)) for path in folders)
        if as_json:
            status = _print(terminal, bundles, run.beside(Path(folder), own) if each else None)
        else:
            status = _show_each(terminal, bundles) if each else _show_one(terminal, bundles)
            _show_beside(terminal, run.beside(Path(folder), own) if each else ())
        back.finish()
        tables = [papers_table(terminal.lang, run.bundles)]
        outputs = write_reports(targets, outcomes.__iter__, terminal.lang, day, tables, overwrite=overwrite)
    if not as_json:
        if run.differing:
            terminal.print("bundle.recommendation", style="bold")
            rows = [findings_view.row(finding, terminal.lang) for finding in run.differing[:_FINDINGS]]
            findings_view.show(terminal, rows, len(run.differing) - _FINDINGS)
        show_outputs(terminal, outputs, back)
    return max(status, int(bool(run.differing)))


def _show_one(terminal: Terminal, bundles: Iterator[Bundle]) -> int:
    (made,) = bundles
    show(terminal, made)
    return _status(made)


@dataclass
class BundleRun:
    """What becomes of applicants' papers: a report and letters, as of forms, and their table beside them."""

    on: datetime.date  # the day of the check
    outcomes: Spool[CheckOutcome]  # for the reports
    back: SendBack  # where the letters go
    applications: list[Submission] = field(default_factory=list)  # the forms that were read
    # whose papers there are; of the forms only what their files are is kept
    bundles: list[Bundle] = field(default_factory=list)
    # what a recommendation table says otherwise than the applications
    differing: list[Finding] = field(default_factory=list)

    def taken(self, path: Path, made: Bundle) -> Bundle:
        """Report the papers of one applicant: what is wrong in the form, and what is wrong with its papers."""
        name = masked_text(made.folder, _NAME)
        result = ReadResult(path, counting(made.submissions))
        outcome: CheckOutcome = UnreadFile(name, unreadable(name, "bundle_no_form"))
        if result.submission is not None:
            self.applications.append(result.submission)
            report = check_form(result.submission, on=self.on)
            outcome = replace(report, name=name, findings=(*report.findings, *made.findings))
        self.bundles.append(made)
        self._write(CheckResult(path, Path(made.folder), outcome, result), made)
        return made

    def _write(self, result: CheckResult, made: Bundle | None = None) -> None:
        assert result.outcome is not None, "papers have a form, or there is a reason"
        self.outcomes.add(result.outcome)
        self.back.write(result, [papers_table(self.back.terminal.lang, [made])] if made else ())

    def beside(self, folder: Path, own: set[Path]) -> Iterator[CheckOutcome]:
        """Report the files that lie beside the applicants' papers.

        A recommendation table among them is held against all applications.
        """
        found = list(bulk.check(_loose(folder, own), on=self.on))
        forms = [result.read.submission for result in found if result.read.submission]
        known = [each for each in (*self.applications, *forms) if isinstance(each.record, JinhuaApplication)]
        for each in found:
            result = each
            if result.report and isinstance(result.report.record, JinhuaRecommendation):
                about = check_table(result.report.record, known)
                self.differing += about
                result = replace(result, outcome=replace(result.report, findings=(*result.report.findings, *about)))
            if result.outcome is not None:
                self._write(result)
                yield result.outcome


def _loose(folder: Path, own: set[Path]) -> list[Path]:
    """The files that lie in a folder itself and hold no other files."""
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
    return [path for path in files if not (is_leftover(path.name) or path.absolute() in own or _is_container(path))]


def papers_table(lang: Lang, bundles: Sequence[Bundle]) -> ReportTable:
    """Every file of applicants' papers, once: what it was taken for and why; and what is missing."""
    headers = say("cli.bundle.list_columns", lang).split(",")
    columns = [SheetColumn(header, width) for header, width in zip(headers, _LIST, strict=True)]
    rows = [row for made in bundles for row in _rows_of(made, lang)]
    count = sum(len(made.files) for made in bundles)
    title = say("cli.bundle.list_sum", lang, count=len(bundles), files=count)
    return ReportTable(say("cli.bundle.list", lang), columns, rows, _TAKEN_FOR, title)


def _rows_of(made: Bundle, lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    folder = masked_text(made.folder, _NAME)
    titles: dict[str, str] = {}
    for item in made.items:
        titles |= {paper.id: text_in(paper.title, lang) for paper in item.requirement.papers}
        if item.status is Status.MISSING:
            facts = {"status": say("cli.bundle.status.missing", lang), "title": text_in(item.requirement.title, lang)}
            yield "error", (folder, "", "", "", say("cli.bundle.missing", lang, **facts))
    for file in made.files:
        name = masked_text(file.name, _NAME)
        about = [finding for finding in made.findings if finding.label == name]
        taken = [titles[paper] for paper in file.papers]
        basis = say(f"roster.basis.{file.basis}", lang) if file.basis else ""
        remark = [finding.text(lang) for finding in about]
        other = [file.submission.form.title] if file.submission and not taken else []
        cells = (folder, name, say("collate.semicolon", lang).join(taken or other), basis, "\n".join(remark))
        yield "warning" if about else "note", cells


def _is_container(path: Path) -> bool:
    return container_format(path, path.stat().st_size, DEFAULT_LIMITS) is not None


def _status(made: Bundle) -> int:
    doubtful = any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in made.findings)
    return 0 if made.complete and not doubtful else 1


def _folders(folder: Path, own: set[Path]) -> list[Path]:
    """What each applicant has sent: the folders, archives and mails in a folder, in the order of their names.

    Raises:
        NoFolders: there are none.
    """
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    sent = [
        path for path in paths if not is_leftover(path.name) and not path.is_symlink() and path.absolute() not in own
    ]
    folders = [path for path in sent if path.is_dir() or (path.is_file() and _is_container(path))]
    if not folders:
        raise NoFolders(name=str(folder))
    return folders


def _print(terminal: Terminal, bundles: Iterator[Bundle], beside: Iterator[CheckOutcome] | None) -> int:
    """The papers of each applicant, then what lies beside them; the papers of one alone without a list."""
    if beside is None:
        (made,) = bundles
        print_json(made.to_dict(terminal.lang))
        return _status(made)
    status = 0
    with JsonList() as items:
        for made in bundles:
            items.add(made.to_dict(terminal.lang))
            status = max(status, _status(made))
        for outcome in beside:
            items.add(outcome_dict(outcome, terminal.lang))
    return status


def _show_each(terminal: Terminal, bundles: Iterator[Bundle]) -> int:
    rows: list[tuple[str, ...]] = []
    status, complete, count = 0, 0, 0
    for made in bundles:
        count, complete, status = count + 1, complete + made.complete, max(status, _status(made))
        if len(rows) < _FOLDERS:
            findings = str(len(findings_view.to_do(made.findings)))
            missing = _missing(terminal, made)
            rows.append((masked_text(made.folder, _NAME), masked_text(made.applicant, _NAME), missing, findings))
    terminal.table("bundle.folder_columns", rows)
    if count > len(rows):
        terminal.print("bundle.more_folders", count=count - len(rows))
    terminal.print("bundle.tally", count=count, complete=complete, style="bold")
    return status


def _show_beside(terminal: Terminal, beside: Iterable[CheckOutcome]) -> None:
    """The files that lie beside the folders, and what became of each."""
    rows = [(report_rows.file_name(each), file_status_text(each, terminal.lang)) for each in beside]
    if rows:
        terminal.table("bundle.beside_columns", rows[:_FOLDERS])
    if len(rows) > _FOLDERS:
        terminal.print("bundle.more_beside", count=len(rows) - _FOLDERS)


def _missing(terminal: Terminal, made: Bundle) -> str:
    """What is not as it should be; 齐全 if all is."""
    missing = [
        terminal.say("bundle.missing", status=_state(terminal, item), title=_title(terminal, item))
        for item in made.items
        if item.status is not Status.PRESENT
    ]
    return terminal.join(missing) or terminal.say("bundle.nothing_missing")


def _title(terminal: Terminal, item: MaterialItem) -> str:
    return text_in(item.requirement.title, terminal.lang)


def _state(terminal: Terminal, item: MaterialItem) -> str:
    return terminal.say(f"bundle.status.{item.status.value}")


def show(terminal: Terminal, made: Bundle) -> None:
    """The list with what is there of it, and what is to be seen to."""
    terminal.line(made.form.title + (f"  {masked_text(made.applicant, _NAME)}" if made.applicant else ""), style="bold")
    rows = [(_title(terminal, item), _state(terminal, item), _files(terminal, item)) for item in made.items]
    terminal.table("bundle.columns", rows)
    findings = findings_view.to_do(made.findings)
    shown = [findings_view.row(finding, terminal.lang) for finding in findings[:_FINDINGS]]
    terminal.line("")
    findings_view.show(terminal, shown, len(findings) - _FINDINGS)
    terminal.print("bundle.complete" if made.complete else "bundle.incomplete", style="bold")


def _files(terminal: Terminal, item: MaterialItem) -> str:
    files = [masked_text(file.name, _NAME) for file in (*item.files, *item.maybe)]
    facts = {"files": files[:_FILES], "count": len(files), "more": len(files) - _FILES}
    return terminal.say("bundle.many_files" if len(files) > _FILES else "bundle.files", **facts)
