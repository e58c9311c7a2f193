"""A copy of the applicant's own document with notes where something is to be corrected: Word comments, or PDF notes."""

from datetime import date, datetime, time

from ipforms import formats
from ipforms.findings import Finding
from ipforms.formats import DocumentNote, NoteAuthor
from ipforms.messages import Lang, Severity
from ipforms.pipeline.report import Report
from ipforms.reports.words import finding_location, finding_text, report_text


def commented(
    data: bytes, report: Report, lang: Lang = "zh", author: str = "ipforms", when: date | datetime | None = None
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

    Returns:
        The copy, which reads back as the same form; `data` itself if there is nothing to say. The same arguments give
        the same bytes.

    Raises:
        UnreadableDocument, UnsupportedFormat, LimitExceeded: `data` is no DOCX or PDF that can be read, as for
            `ipforms.read`.
    """
    notes = [_note(finding, lang) for finding in report.findings if finding.severity is not Severity.NOTE]
    if not notes:
        return data
    signature = NoteAuthor(author, _moment(when or report.on), report_text("comment.subject", lang))
    return formats.annotate(data, notes, signature, name=report.name or "DOCX")


def _note(finding: Finding, lang: Lang) -> DocumentNote:
    text = finding_text(finding, lang)
    elsewhere = text.text(finding_location(finding, lang).text(lang), lang)
    return DocumentNote(
        finding.place, text.severity, text.heading(lang), text.text(finding.label, lang), elsewhere, text.source(lang)
    )


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time())
