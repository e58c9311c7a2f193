"""`ipforms bundle`: the folder of an applicant, held against the list of materials."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

import ipforms
from ipforms.bulk.atomic_files import see_free
from ipforms.bulk.check_files import outcome_dict
from ipforms.bundle import Bundle, MaterialItem, Status
from ipforms.bundle.materials import text_in
from ipforms.cli import findings_view
from ipforms.cli.bundle_run import BundleRun, LooseFile, papers_table
from ipforms.cli.check import show_outputs
from ipforms.cli.command import command
from ipforms.cli.options import NoFiles, json_option, on_option, overwrite_option
from ipforms.cli.report_files import check_targets, write_reports
from ipforms.cli.send_back import SendBack, letter_options
from ipforms.cli.terminal import JsonList, Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.messages import Severity, say
from ipforms.pipeline.report import CheckOutcome
from ipforms.reports.report_rows import file_status_text
from ipforms.reports.spool import Spool

_NAME = 200  # characters of a name
# As much as a person reads on a terminal; --json has it all.
_FINDINGS, _FILES, _FOLDERS = 20, 3, 50


@command()
@click.argument("folder", metavar="FOLDER")
@click.option("--form", "form_id", default="jinhua-application", metavar="ID")
@click.option("--each", is_flag=True)
@on_option
@click.option("--report", "reports", multiple=True, metavar="FILE")
@letter_options
@overwrite_option
@json_option
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
    with Spool[CheckOutcome]() as outcomes:
        run = BundleRun(form_id, day, outcomes, back, own)
        bundles = run.each(Path(folder)) if each else iter([_papers_in(run, folder)])
        if as_json:
            status = _print(terminal, bundles, run.beside(Path(folder)) if each else None)
        else:
            status = _show_each(terminal, bundles) if each else _show_one(terminal, bundles)
            _show_beside(terminal, run.beside(Path(folder)) if each else ())
        back.finish()
        tables = [papers_table(terminal.lang, run.bundles), *run.tables]
        outputs = write_reports(targets, outcomes.__iter__, terminal.lang, day, tables, overwrite=overwrite)
    if not as_json:
        if run.differing:
            terminal.print("bundle.recommendation", style="bold")
            rows = [findings_view.row(finding, terminal.lang) for finding in run.differing[:_FINDINGS]]
            findings_view.show(terminal, rows, len(run.differing) - _FINDINGS)
        show_outputs(terminal, outputs, back)
    return max(status, int(bool(run.differing)))


def _papers_in(run: BundleRun, folder: str) -> Bundle:
    made = run.taken(Path(folder))
    if not made.files:
        raise NoFiles(names=[folder])
    return made


def _show_one(terminal: Terminal, bundles: Iterator[Bundle]) -> int:
    (made,) = bundles
    show(terminal, made)
    return _status(made)


def _status(made: Bundle) -> int:
    doubtful = any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in made.findings)
    return 0 if made.complete and not doubtful else 1


def _print(terminal: Terminal, bundles: Iterator[Bundle], beside: Iterator[LooseFile] | None) -> int:
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
        for outcome, file in beside:
            items.add(outcome_dict(outcome, terminal.lang) if outcome else file.to_dict(terminal.lang))
    return status


def _show_each(terminal: Terminal, bundles: Iterator[Bundle]) -> int:
    rows: list[tuple[str, ...]] = []
    status, complete, count, empty = 0, 0, 0, 0
    for made in bundles:
        count, complete, status = count + 1, complete + made.complete, max(status, _status(made))
        empty += not made.files
        if len(rows) < _FOLDERS:
            findings = str(len(findings_view.to_do(made.findings)))
            missing = _missing(terminal, made)
            rows.append((masked_text(made.folder, _NAME), masked_text(made.applicant, _NAME), missing, findings))
    terminal.table("bundle.folder_columns", rows)
    if count > len(rows):
        terminal.print("bundle.more_folders", count=count - len(rows))
    terminal.print("bundle.tally", count=count - empty, complete=complete, style="bold")
    return status


def _show_beside(terminal: Terminal, beside: Iterable[LooseFile]) -> None:
    """The files that lie beside the folders, and what became of each."""
    lang = terminal.lang
    rows = [
        (file.name, file_status_text(outcome, lang) if outcome else say(f"roster.category.{file.category}", lang))
        for outcome, file in beside
    ]
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
    for finding in made.findings:
        if finding.code == "roster.mail":
            terminal.line(finding.note.message(terminal.lang))
    terminal.line("")
    findings_view.show(terminal, shown, len(findings) - _FINDINGS)
    terminal.print("bundle.complete" if made.complete else "bundle.incomplete", style="bold")


def _files(terminal: Terminal, item: MaterialItem) -> str:
    files = [masked_text(file.name, _NAME) for file in (*item.files, *item.maybe)]
    facts = {"files": files[:_FILES], "count": len(files), "more": len(files) - _FILES}
    return terminal.say("bundle.many_files" if len(files) > _FILES else "bundle.files", **facts)
