"""`new-form`, `lint-form`: a form of another place, from its blank document to one that reads back."""

from pathlib import Path

import click

import ipforms
from ipforms.authoring.form_lint import LintReport, lint, lint_lines, subject_text
from ipforms.authoring.form_package import REVIEW, NewForm, new_form
from ipforms.authoring.review_entry import Use
from ipforms.authoring.review_table import COLUMNS, SURE, review_headers, review_row
from ipforms.cli.command import command
from ipforms.cli.options import json_option
from ipforms.cli.terminal import Terminal, print_json
from ipforms.errors import unreadable, why_not_opened
from ipforms.forms import Form
from ipforms.forms.declared_form import TEMPLATE, declared_form, is_declared
from ipforms.messages import say

_ON_A_TERMINAL = (0, 2, 4, 5, 6, 7, 10)  # columns of the table of corrections that a terminal has room for


@command("new-form")
@click.argument("file", metavar="BLANK")
@click.option("-o", "--output", "folder", required=True, metavar="DIR")
@click.option("--review", metavar="TABLE")
@click.option("--id", "form_id", default="", metavar="ID")
@json_option
def new_form_command(
    terminal: Terminal, file: str, folder: str, review: str | None, form_id: str, as_json: bool
) -> int:
    """`ipforms new-form`."""
    path, target = Path(file), Path(folder)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path.name, "not_opened", reason=why_not_opened(error)) from None
    table = None if review is None else Path(review)
    made = new_form(data, path.name, target, review=table, id=form_id, lang=terminal.lang)
    if as_json:
        print_json(_to_dict(made, terminal))
    else:
        _show(terminal, made)
    return 0 if made.fields else 1


def _to_dict(made: NewForm, terminal: Terminal) -> dict[str, object]:
    entries = [dict(zip(COLUMNS, review_row(entry, terminal.lang), strict=True)) for entry in made.entries]
    return {
        "id": made.form.id,
        "title": made.form.title,
        "folder": str(made.folder),
        "entries": entries,
        "files": list(map(str, made.files)),
    }


def _show(terminal: Terminal, made: NewForm) -> None:
    headers = review_headers(terminal.lang)
    rows = [review_row(entry, terminal.lang) for entry in made.entries if entry.use in (Use.FIELD,)]
    terminal.table([headers[at] for at in _ON_A_TERMINAL], [[row[at] for at in _ON_A_TERMINAL] for row in rows])
    unsure = sum(1 for entry in made.fields if entry.certainty < SURE)
    terminal.print("new_form.made", id=made.form.id, title=made.form.title, fields=len(made.fields), unsure=unsure)
    # a bare name would be looked for in the package index
    install = made.folder if made.folder.is_absolute() else f"./{made.folder.as_posix()}"
    terminal.print("new_form.next", review=made.folder / REVIEW, folder=made.folder, install=install)


@command("lint-form")
@click.argument("form_id", metavar="FORM|DIR")
@click.option("--records", type=click.IntRange(1, 50), default=2, metavar="N")
@click.option("--seed", type=int, default=1, metavar="N")
@json_option
def lint_form(terminal: Terminal, form_id: str, records: int, seed: int, as_json: bool) -> int:
    """`ipforms lint-form`."""
    report = lint(_form(form_id), records=records, seed=seed)
    if as_json:
        print_json(report.to_dict(terminal.lang))
    else:
        _show_lint(terminal, report)
    return 0 if report.ok else 1


def _form(given: str) -> Form:
    """A form by its id, or by the folder that declares it, or the package around that."""
    folder = Path(given)
    for each in (folder, *sorted(folder.glob("*/"))) if folder.is_dir() else ():
        if is_declared(each) or (each / TEMPLATE).is_file():
            return declared_form(each)
    return ipforms.form(given)


def _show_lint(terminal: Terminal, report: LintReport) -> None:
    lang = terminal.lang
    rows = []
    for row in report.rows:
        check = say(f"authoring.lint.{row.check}", lang)
        mark = terminal.say(f"lint_form.{row.verdict}")
        rows.append((check, subject_text(row, lang), f"{row.exact}/{row.fields}", mark))
    terminal.table("lint_form.columns", rows)
    for row in report.rows:
        if not row.ok:
            for line in lint_lines(row, lang):
                terminal.line(line)
    worst, key = report.worst, f"lint_form.end_{report.verdict}"
    subject = subject_text(worst, lang)
    terminal.print(
        key, title=report.form.title, id=report.form.id, subject=subject, exact=worst.exact, fields=worst.fields
    )
