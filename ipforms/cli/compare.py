"""`ipforms compare`: two returns of one form, field by field."""

from pathlib import Path

import click

import ipforms
from ipforms import collate
from ipforms.cli.command import command
from ipforms.cli.findings_view import to_do
from ipforms.cli.options import json_option, only_form_option
from ipforms.cli.terminal import Terminal, print_json
from ipforms.codes.masking import masked_text
from ipforms.collate import Comparison, Difference
from ipforms.collate.comparison import titled
from ipforms.pipeline.submission import Submission
from ipforms.reports.words import seen_place

_NAME = 200  # characters of a file's name
_SHOWN = 50  # differences that a person reads on a terminal
_ORDINALS = ("compare.first", "compare.second")


@command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@only_form_option
@click.option("--show-personal", is_flag=True)
@json_option
def compare(
    terminal: Terminal, first: str, second: str, form_id: str | None, show_personal: bool, as_json: bool
) -> int:
    """`ipforms compare`."""
    return compare_files(terminal, first, second, form_id, reveal=show_personal, as_json=as_json)


def compare_files(
    terminal: Terminal,
    first: str,
    second: str,
    form_id: str | None = None,
    *,
    reveal: bool = False,
    as_json: bool = False,
) -> int:
    """Compare two files and show what differs; the exit status.

    Raises:
        IpformsError: one of them cannot be read, or they are not of one form.
    """
    read = ipforms.read(first, form_id), ipforms.read(second, form_id)
    called = display_names(first, second)
    # A table has no room for the names of files in each of its rows.
    comparison = collate.compare(*read, names=called if as_json else None)
    if as_json:
        print_json(comparison.to_dict(terminal.lang, reveal=reveal))
    else:
        _show(terminal, comparison, read, called, reveal=reveal)
    return 0 if comparison.same else 1


def display_names(first: str, second: str) -> tuple[str, str]:
    """What to call two files: their names, or their paths where the names are the same.

    >>> display_names("a/1.docx", "a/2.docx"), display_names("a/1.docx", "b/1.docx")
    (('1.docx', '2.docx'), ('a/1.docx', 'b/1.docx'))
    """
    short = Path(first).name, Path(second).name
    return short if short[0] != short[1] else (first, second)


def _show(
    terminal: Terminal,
    comparison: Comparison,
    read: tuple[Submission, Submission],
    called: tuple[str, str],
    *,
    reveal: bool,
) -> None:
    ordinals = [terminal.say(key) for key in _ORDINALS]
    for name, ordinal in zip(called, ordinals, strict=True):
        terminal.print("compare.side", ordinal=ordinal, text=masked_text(name, _NAME))
    for sub, ordinal in zip(read, ordinals, strict=True):
        count = len(to_do(finding for each in (sub, *sub.others) for finding in each.findings))
        if count:
            terminal.print("compare.doubts", name=ordinal, count=count)
    for each in (comparison, *comparison.others):
        _show_pair(terminal, each, reveal=reveal)
    for finding in comparison.alone:
        terminal.line(finding.text(terminal.lang), style="bold")


def _show_pair(terminal: Terminal, comparison: Comparison, *, reveal: bool) -> None:
    terminal.line(titled(comparison.form, comparison.applicant), style="bold")
    if comparison.other_applicant:
        terminal.print("compare.two_applicants", name=masked_text(comparison.other_applicant, _NAME), style="bold")
    rows = [
        (each.label, seen_place(each.place, terminal.lang), _difference(terminal, each, comparison, reveal=reveal))
        for each in comparison.differences
    ]
    if rows:
        terminal.table("compare.columns", rows[:_SHOWN])
    if len(rows) > _SHOWN:
        terminal.print("findings.more", count=len(rows) - _SHOWN)
    unsure = len(comparison.to_look_at)
    told = len(rows) - unsure
    alike = "same_contents" if told else "same_as_read" if unsure else "same"
    terminal.print(f"compare.{alike if comparison.agrees else 'different'}", count=told, style="bold")
    if unsure:
        terminal.print("compare.look", count=unsure)


def _difference(terminal: Terminal, difference: Difference, comparison: Comparison, *, reveal: bool) -> str:
    text = difference.finding(comparison.names).note.message(terminal.lang)
    sides = zip(_ORDINALS, (difference.first, difference.second), strict=True)
    full = [
        terminal.say("compare.side", ordinal=terminal.say(key), text=side.text)
        for key, side in sides
        if side and side.text != side.masked
    ]
    return "\n".join((text, *full)) if reveal else text
