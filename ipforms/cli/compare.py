"""`ipforms compare`: two returns of one form, field by field."""

from __future__ import annotations

from pathlib import Path

import click

import ipforms
from ipforms import collate
from ipforms.cli import output
from ipforms.cli.command import Argument, Command
from ipforms.cli.found import asking
from ipforms.cli.lang import LANG, say
from ipforms.cli.options import json_option, only_form_option
from ipforms.collate import Comparison, Difference
from ipforms.masking import veiled
from ipforms.pipeline.submission import Submission
from ipforms.reports.words import where

_NAME, _SHOWN = 200, 50
_FIRST, _SECOND, _COLON = say("第一份", "the first"), say("第二份", "the second"), say("：", ": ")


@click.command(
    cls=Command,
    help=say(
        "比对同一种表格的两份文件，逐栏列出不同之处，例如 Word 版与修改后的版本。以哪一份为准，由人确定。\n\n"
        "退出状态：0 内容一致（只是写法不同的不算）；1 内容不一致；2 无法运行。",
        "Compare two files of one form, field by field, such as a form and its corrected version. Which of them is "
        "right is for a person to say.\n\n"
        "Exit status: 0 they say the same, however it is written; 1 they do not; 2 could not run.",
    ),
)
@click.argument("first", cls=Argument, metavar="A", help=say("第一份文件。", "The first file."))
@click.argument("second", cls=Argument, metavar="B", help=say("第二份文件。", "The second file."))
@only_form_option
@click.option(
    "--show-personal",
    is_flag=True,
    help=say(
        "不遮盖不同之处的电话、证件和账号等号码。", "Show phone, identity and account numbers that differ in full."
    ),
)
@json_option
def compare(first: str, second: str, form_id: str | None, show_personal: bool, as_json: bool) -> int:
    """`ipforms compare`."""
    return compare_files(first, second, form_id, reveal=show_personal, as_json=as_json)


def compare_files(
    first: str, second: str, form_id: str | None = None, *, reveal: bool = False, as_json: bool = False
) -> int:
    """Compare two files and show what differs; the exit status.

    Raises:
        IpformsError: one of them cannot be read, or they are not of one form.
    """
    read = ipforms.read(first, form_id), ipforms.read(second, form_id)
    called = names(first, second)
    # A table has no room for the names of files in each of its rows.
    comparison = collate.compare(*read, names=called if as_json else None)
    if as_json:
        output.as_json(comparison.to_dict(LANG, reveal=reveal))
    else:
        _show(comparison, read, called, reveal=reveal)
    return 0 if comparison.same else 1


def names(first: str, second: str) -> tuple[str, str]:
    """What to call two files: their names, or their paths where the names are the same.

    >>> names("a/1.docx", "a/2.docx"), names("a/1.docx", "b/1.docx")
    (('1.docx', '2.docx'), ('a/1.docx', 'b/1.docx'))
    """
    short = Path(first).name, Path(second).name
    return short if short[0] != short[1] else (first, second)


def _show(
    comparison: Comparison, read: tuple[Submission, Submission], called: tuple[str, str], *, reveal: bool
) -> None:
    output.line(comparison.form.title, style="bold")
    for name, ordinal in zip(called, (_FIRST, _SECOND), strict=True):
        output.line(f"{ordinal}{_COLON}{veiled(name, _NAME)}")
    headers = say("栏目,位置,区别", "field,place,difference").split(",")
    rows = [
        (each.label, where(each.place, LANG), _said(each, comparison, reveal=reveal)) for each in comparison.differences
    ]
    if rows:
        output.table(headers, rows[:_SHOWN])
    if len(rows) > _SHOWN:
        output.line(say(f"……另有 {len(rows) - _SHOWN} 处。", f"… {len(rows) - _SHOWN} more."))
    for sub, ordinal in zip(read, (_FIRST, _SECOND), strict=True):
        _show_doubts(sub, ordinal)
    output.line(_conclusion(comparison), style="bold")


def _said(difference: Difference, comparison: Comparison, *, reveal: bool) -> str:
    finding = difference.finding(comparison.names)
    said = finding.note.message(LANG)
    sides = ((_FIRST, difference.first), (_SECOND, difference.second))
    full = [f"{name}{_COLON}{side.text}" for name, side in sides if side and side.text != side.veiled]
    return "\n".join((said, *full)) if reveal else said


def _show_doubts(sub: Submission, name: str) -> None:
    count = len(asking(sub.findings))
    if count:
        output.line(
            say(
                f"读取{name}时有 {count} 处需留意，详见 ipforms check。",
                f"Reading {name} met {count} things to look at; see `ipforms check`.",
            )
        )


def _conclusion(comparison: Comparison) -> str:
    count = len(comparison.differences)
    if not count:
        return say("两份完全一致。", "The two are the same.")
    if comparison.same:
        return say(
            f"两份内容一致，{count} 处写法不同。", f"The two say the same; {count} things are written otherwise."
        )
    return say(f"两份不一致，共 {count} 处不同。", f"The two are not the same: {count} differences.")
