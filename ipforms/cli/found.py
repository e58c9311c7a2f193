"""Findings as people see them on a terminal: the gravest first, and no more of them than a person reads."""

from __future__ import annotations

from collections.abc import Iterable

from ipforms.cli import output
from ipforms.cli.lang import LANG, say
from ipforms.findings import Finding
from ipforms.messages import Severity
from ipforms.reports.words import COUNTED, SEVERITIES, where


def asking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that ask something of somebody, the gravest first."""
    return sorted((each for each in findings if each.severity in COUNTED), key=_weight)


def _weight(finding: Finding) -> int:
    return list(Severity).index(finding.severity)


def row(finding: Finding) -> tuple[str, ...]:
    """A finding as a row below `HEADERS`."""
    kind, place = SEVERITIES[finding.severity].text(LANG), where(finding.place, LANG)
    return kind, finding.label, place, finding.note.message(LANG), finding.note.hint(LANG)


HEADERS = say("类别,栏目,位置,问题,如何处理", "kind,field,place,found,what to do").split(",")


def show(rows: Iterable[tuple[str, ...]], more: int = 0) -> None:
    """A table of findings, without the columns that are blank in all of them.

    Args:
        rows: as `row` makes them.
        more: how many there are beyond these.
    """
    shown = list(rows)
    if not shown:
        return
    kept = [index for index in range(len(HEADERS)) if any(each[index] for each in shown)]
    output.table([HEADERS[index] for index in kept], ([each[index] for index in kept] for each in shown))
    if more > 0:
        output.line(say(f"……另有 {more} 处。", f"… {more} more."))
