"""A copy of the applicant's own PDF with a note where something is to be corrected, as `comments` makes of a DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ipforms.findings import Finding
from ipforms.formats import CommentAuthor, PageComment, annotate
from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import Report
from ipforms.reports.finding_text import FindingText, finding_location, finding_text
from ipforms.reports.words import report_text

if TYPE_CHECKING:
    from ipforms.formats import Rectangle

_COLOURS: Mapping[Severity, tuple[int, int, int]] = {
    Severity.ERROR: (163, 32, 26),
    Severity.WARNING: (122, 82, 0),
    Severity.ATTACHMENT: (11, 79, 158),
    Severity.HUMAN: (95, 53, 150),
}
_CORNER = (1, (18.0, 18.0, 42.0, 42.0))
"""Where stands what has no place: at the corner of the first page."""
_ORDER = tuple(Severity)

_Advice = list[tuple[str, FindingText]]
"""What one comment says: the label, or the place, and the text of each finding."""


def pdf_with_comments(
    data: bytes, report: Report, lang: Lang = "zh", author: str = "ipforms", when: datetime | None = None
) -> bytes:
    """The applicant's PDF with the findings of a report as notes: a rectangle around each cell, which says them.

    Args:
        data: the PDF that was read and checked.
        report: what the check says of it.
        lang: the language of the notes.
        author: who signs them.
        when: the date that they bear; the day of the check if None.

    Returns:
        The copy, which reads back as the same form; `data` itself if there is nothing to say. Notes on how a value was
        read ask nothing, and are left out.

    Raises:
        UnreadableDocument, LimitExceeded: `data` is no PDF that can be read, as for `ipforms.read`.
    """
    findings = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    if not findings:
        return data
    signature = CommentAuthor(
        author, when or datetime.combine(report.on, datetime.min.time()), report_text("comment.subject", lang)
    )
    return annotate(data, _comments(findings, lang), signature, name=report.name or "PDF")


def _comments(findings: Iterable[Finding], lang: Lang) -> Iterator[PageComment]:
    """One comment a cell; what has no place stands first."""
    by_place: dict[tuple[int, Rectangle], _Advice] = {_CORNER: []}
    for finding in findings:
        place, text = finding.place, finding_text(finding, lang)
        if place is not None and place.page is not None and place.box is not None:
            by_place.setdefault((place.page, place.box), []).append((finding.label, text))
        else:
            by_place[_CORNER].append((finding_location(finding, lang).text(lang), text))
    for (page, box), each in by_place.items():
        if each:
            heaviest = min((text.severity for _, text in each), key=_ORDER.index)
            yield PageComment(page, box, _text(each, lang), _COLOURS[heaviest])


def _text(advice: Sequence[tuple[str, FindingText]], lang: Lang) -> str:
    """What a comment says: for each finding what is wrong and what to do, then the clause."""
    lines: list[str] = []
    for position, (about, text) in enumerate(advice, 1):
        order = f"{position}. " if len(advice) > 1 else ""
        lines.append(order + text.heading(lang) + text.text(about, lang))
        lines += [text.source(lang)] if text.clause else []
    return "\r".join(lines)
