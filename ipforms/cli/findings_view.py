"""Findings as people see them on a terminal: the gravest first, and no more of them than a person reads."""

from collections.abc import Iterable

from ipforms.cli.terminal import Terminal
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.reports.words import COUNTED, report_text, seen_place


def to_do(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that ask something of somebody, the gravest first."""
    return sorted((each for each in findings if each.severity in COUNTED), key=_weight)


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def row(finding: Finding, lang: Lang) -> tuple[str, ...]:
    """A finding as a row of the table."""
    kind, place = report_text(f"severity.{finding.severity}", lang), seen_place(finding.place, lang)
    return kind, finding.label, place, finding.note.message(lang), finding.note.hint(lang)


def show(terminal: Terminal, rows: Iterable[tuple[str, ...]], more: int = 0) -> None:
    """A table of findings, without the columns that are blank in all of them.

    Args:
        terminal: where to.
        rows: as `row` makes them.
        more: how many there are beyond these.
    """
    shown, headers = list(rows), terminal.say("findings.columns").split(",")
    if not shown:
        return
    kept = [index for index in range(len(headers)) if any(each[index] for each in shown)]
    terminal.table([headers[index] for index in kept], ([each[index] for index in kept] for each in shown))
    if more > 0:
        terminal.print("findings.more", count=more)
