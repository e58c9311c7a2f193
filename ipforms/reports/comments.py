"""A copy of the applicant's own DOCX with Word comments where something is to be corrected.

The copy is made at the level of the package and its XML, not with python-docx: python-docx cannot open ISO 29500 Strict
nor packages with broken relationships, writes anew parts that it only passes on, and sees no cell in a content control.
Here the document gets the marks of its comments, the comments part its comments, and every other part of the file stays
as it was. Where a place stands is told by the walk that read the form (`ipforms.formats.docx.trail`), so that a comment
stands at the very cell that a finding names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from ipforms.containers.file_format import file_format
from ipforms.errors import unreadable
from ipforms.findings import Finding
from ipforms.formats.docx import DocxLimits, trail
from ipforms.messages import Lang, Severity
from ipforms.paths import Place
from ipforms.pipeline.report import Report
from ipforms.reports.anchors import Anchors
from ipforms.reports.annotations import CONTENT_TYPE, Signed, comment, free_numbers, lines_of
from ipforms.reports.docx_copy import DocxCopy
from ipforms.reports.finding_text import FindingText, finding_location, finding_text
from ipforms.reports.markup import RELATIONSHIPS, STRICT, Vocabulary
from ipforms.reports.pdf_notes import pdf_with_comments

_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

LabelledTexts = list[tuple[str, FindingText]]


def commented(
    data: bytes,
    report: Report,
    lang: Lang = "zh",
    author: str = "ipforms",
    when: date | datetime | None = None,
    limits: DocxLimits | None = None,
) -> bytes:
    """The applicant's document with the findings of a report as comments; a PDF with notes on its pages.

    One comment a cell (or paragraph, outside of tables) holds all findings on it: how much each weighs, what was met,
    what to do, the clause. What has no place in the body of this file (a missing label, a header) is listed in one
    comment at the first paragraph that says something. Notes on how a value was read ask nothing, and are left out.

    Args:
        data: the DOCX or PDF that was read and checked.
        report: what the check says of it.
        lang: the language of the comments.
        author: who signs them.
        when: the date that they bear; the day of the check if None. Word shows it as local time.
        limits: how large the file may be; those of reading if None.

    Returns:
        The copy, which reads back as the same form; `data` itself if there is nothing to say. The same arguments give
        the same bytes.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: `data` is no DOCX or PDF that can be read, as for
            `ipforms.read`.
    """
    if file_format(data) == "pdf":
        return pdf_with_comments(data, report, lang, author, _moment(when or report.on))
    findings = [finding for finding in report.findings if finding.severity is not Severity.NOTE]
    if not findings:
        return data
    limits, name = limits or DocxLimits(), report.name or "DOCX"
    places = trail(data, name=name, limits=limits)
    if not places:
        raise unreadable(name, "no_paragraph")
    copy = DocxCopy(data, name, limits)
    return _commented(copy, places, findings, Signed(author, _moment(when or report.on), lang))


def _commented(copy: DocxCopy, places: dict[Place, list[int]], findings: Sequence[Finding], signed: Signed) -> bytes:
    document = copy.root(copy.main)
    anchors = Anchors(document)
    known = copy.related("comments")
    part = known or copy.free("comments")
    found = copy.root(part)
    comments = anchors.word("comments") if found is None else found
    numbers = free_numbers((document, comments), anchors.word)
    for paragraphs, said in _by_place(places, anchors, findings, signed.lang):
        number = next(numbers)
        blank = anchors.hang(number, paragraphs)
        lines = lines_of(said, signed.lang, anchors.word, blank=blank)
        comments.append(comment(number, lines, signed, anchors.word))
    copy.put(copy.main, document)
    copy.put(part, comments)
    copy.relate("comments", part, CONTENT_TYPE, like=_relationships(anchors.word))
    return copy.save()


def _by_place(
    places: dict[Place, list[int]], anchors: Anchors, findings: Sequence[Finding], lang: Lang
) -> list[tuple[list[int], LabelledTexts]]:
    """What is said at which paragraphs, in the order of the document; what has no place stands first."""
    astray: LabelledTexts = []
    said: dict[Place, LabelledTexts] = {}
    for finding in findings:
        what = finding_text(finding, lang)
        if finding.place in places:
            said.setdefault(finding.place, []).append((finding.label, what))
        else:
            astray.append((finding_location(finding, lang).text(lang), what))
    placed = sorted(((places[place], each) for place, each in said.items()), key=_position)
    if not astray:
        return placed
    return [([anchors.first([numbers[0] for numbers in places.values()])], astray), *placed]


def _position(placed: tuple[list[int], LabelledTexts]) -> int:
    return placed[0][0]


def _relationships(word: Vocabulary) -> str:
    return _STRICT_RELATIONSHIPS if word.namespace == STRICT else RELATIONSHIPS


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time())
