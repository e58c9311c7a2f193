"""Findings as the items of a letter: one finding on many fields is one item, and so are all findings on one field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.reports.finding_text import FindingLocation, FindingText, finding_location, finding_text


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One item of a letter.

    Attributes:
        spots: the fields, in the order of the form, each once; none where it is the file as a whole.
        points: what is wrong and what to do.
    """

    spots: tuple[FindingLocation, ...]
    points: tuple[FindingText, ...]

    def tasks(self) -> dict[tuple[str, str], list[str]]:
        """What is wrong, by what is to be done about it and the clause."""
        tasks: dict[tuple[str, str], list[str]] = {}
        for point in self.points:
            tasks.setdefault((point.action, point.clause), []).append(point.found)
        return tasks


def notice_items(findings: Iterable[Finding], severity: Severity, lang: Lang = "zh") -> list[NoticeItem]:
    """The items of one severity, in the order in which they first come."""
    spots: dict[FindingText, dict[FindingLocation, None]] = {}
    for finding in findings:
        if finding.severity is severity:
            spots.setdefault(finding_text(finding, lang), {})[finding_location(finding, lang)] = None
    points: dict[tuple[FindingLocation, ...], list[FindingText]] = {}
    for point, about in spots.items():
        points.setdefault(tuple(about), []).append(point)
    return [NoticeItem(_named(about), tuple(texts)) for about, texts in points.items()]


def _named(spots: tuple[FindingLocation, ...]) -> tuple[FindingLocation, ...]:
    return tuple(each for each in spots if each.text())
