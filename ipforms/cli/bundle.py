"""`ipforms bundle`: the folder of an applicant, held against the list of materials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import ipforms
from ipforms.bundle import Bundle, MaterialItem, Status
from ipforms.bundle import bundle as check_folder
from ipforms.bundle.materials import text_in
from ipforms.cli import findings_view
from ipforms.cli.command import Command
from ipforms.cli.options import json_option
from ipforms.cli.terminal import JsonList, Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Severity

_NAME = 200  # characters of a name
# As much as a person reads on a terminal; --json has it all.
_FINDINGS, _FILES, _FOLDERS = 20, 3, 50


class NoFolders(IpformsError):
    """`--each` of a folder without folders in it."""


@click.command(cls=Command)
@click.argument("folder", metavar="FOLDER")
@click.option("--form", "form_id", default="jinhua-application", metavar="ID")
@click.option("--each", is_flag=True)
@json_option
@click.pass_obj
def bundle(terminal: Terminal, folder: str, form_id: str, each: bool, as_json: bool) -> int:
    """`ipforms bundle`."""
    ipforms.form(form_id)
    if not each:
        made = check_folder(folder, form_id)
        print_json(made.to_dict(terminal.lang)) if as_json else show(terminal, made)
        return _status(made)
    bundles = (check_folder(path, form_id) for path in _folders(Path(folder)))
    return _print(terminal, bundles) if as_json else _show_each(terminal, bundles)


def _status(made: Bundle) -> int:
    doubtful = any(finding.severity in (Severity.ERROR, Severity.WARNING) for finding in made.findings)
    return 0 if made.complete and not doubtful else 1


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, in the order of their names.

    Raises:
        NoFolders: there are none.
    """
    folders = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    folders = [path for path in folders if not path.name.startswith(".") and not path.is_symlink()]
    if not folders:
        raise NoFolders(name=str(folder))
    return folders


def _print(terminal: Terminal, bundles: Iterator[Bundle]) -> int:
    status = 0
    with JsonList() as items:
        for made in bundles:
            items.add(made.to_dict(terminal.lang))
            status = max(status, _status(made))
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
    findings_view.show(terminal, shown, len(findings) - _FINDINGS)
    terminal.print("bundle.complete" if made.complete else "bundle.incomplete", style="bold")


def _files(terminal: Terminal, item: MaterialItem) -> str:
    files = [masked_text(file.name, _NAME) for file in (*item.files, *item.maybe)]
    facts = {"files": files[:_FILES], "count": len(files), "more": len(files) - _FILES}
    return terminal.say("bundle.many_files" if len(files) > _FILES else "bundle.files", **facts)
