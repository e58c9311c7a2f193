"""What the page shows of one file, ready to be printed: findings with numbers, and the tables they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.pipeline.evidence import Certainty, UnsureField
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.pipeline.submission import Submission
from ipforms.reports.batch_counts import FileStatus, file_status
from ipforms.reports.marked_pages import MarkedPage, marked_pages
from ipforms.reports.report_rows import applicant, file_name, form_name, reason, verdict
from ipforms.reports.table_excerpts import Excerpt, excerpts
from ipforms.reports.words import COUNTED, seen_place, stage_text
from ipforms.rules.eligibility.verdicts import Eligibility


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A finding."""

    number: int  # its number in the section, from 1
    severity: Severity
    label: str
    place: str
    message: str
    hint: str
    source: str
    is_marked: bool  # whether a cell beside it bears its mark


@dataclass(frozen=True, slots=True)
class UnsureEntry:
    """A field whose reading is not sure, with why."""

    label: str
    place: str
    text: str
    certainty: Certainty
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileSection:
    """A file."""

    number: int  # its number on the page, from 1
    result: FileStatus  # what became of it
    name: str  # what the file is called
    applicant: str = ""  # whose form it is, or ""
    form: str = ""  # the form's title, or "" if the file could not be read
    stage: str = ""  # how far it has come
    reason: str = ""  # why it could not be read, or ""
    # severities with how many findings there are, those that ask something of somebody
    counts: tuple[tuple[Severity, int], ...] = ()
    items: tuple[FindingEntry, ...] = ()  # findings that ask something, in the order of the form
    notes: tuple[FindingEntry, ...] = ()  # how values were read
    unsure: tuple[UnsureEntry, ...] = ()  # fields whose reading is not sure, least certain first
    pictures: tuple[MarkedPage, ...] = ()  # the pages that are marked, of a PDF that is still there
    drawn: tuple[Excerpt, ...] = ()  # the tables and paragraphs that are marked, where no page is
    verdict: str = ""  # whether the applicant qualifies; "" if the file could not be read
    eligibility: Eligibility | None = None  # the verdict in full; None where the form does not ask


def file_section(number: int, outcome: CheckOutcome, lang: Lang = "zh", *, pictured: bool = True) -> FileSection:
    """What the page shows of a file.

    Args:
        number: its number on the page, from 1.
        outcome: its report, or why it could not be read.
        lang: "zh" or "en".
        pictured: whether pages of a PDF are shown as pictures; otherwise their tables are drawn.
    """
    if isinstance(outcome, UnreadFile):
        return FileSection(number, FileStatus.UNREAD, file_name(outcome), reason=reason(outcome, lang))
    numbered = list(_numbered(outcome))
    pages, drawn = _shown(outcome.submission, numbered, lang, pictured=pictured) if outcome.submission else ((), ())
    marked = frozenset[int]().union(*(page.tags for page in pages), *(each.tags for each in drawn))
    items = [_item(at, finding, at in marked, lang) for at, finding in numbered]
    counts = outcome.counts
    return FileSection(
        number,
        file_status(outcome),
        file_name(outcome),
        applicant(outcome),
        form_name(outcome, lang),
        stage_text(outcome.stage, lang),
        counts=tuple((severity, counts[severity.value]) for severity in COUNTED),
        items=tuple(item for item in items if item.severity in COUNTED),
        notes=tuple(item for item in items if item.severity not in COUNTED),
        unsure=tuple(_unsure(each, lang) for each in outcome.unsure),
        pictures=pages,
        drawn=drawn,
        verdict=verdict(outcome, lang),
        eligibility=outcome.eligibility,
    )


def _shown(
    read: Submission, numbered: list[tuple[int, Finding]], lang: Lang, *, pictured: bool
) -> tuple[tuple[MarkedPage, ...], tuple[Excerpt, ...]]:
    """The pages of a file, and the tables in which those of its findings stand that are on no page."""
    pages = marked_pages(read, numbered, lang) if pictured else ()
    seen = frozenset[int]().union(*(page.tags for page in pages))
    left = [(number, finding) for number, finding in numbered if number not in seen]
    return pages, tuple(excerpts(read, left, lang))


def _numbered(report: Report) -> Iterator[tuple[int, Finding]]:
    """Notes stand behind the rest, so that the numbers of either list have no holes."""
    numbers = count(1)
    for is_counted in (True, False):
        yield from (
            (next(numbers), finding) for finding in report.findings if (finding.severity in COUNTED) is is_counted
        )


def _item(number: int, finding: Finding, is_marked: bool, lang: Lang) -> FindingEntry:
    note, place = finding.note, seen_place(finding.place, lang)
    texts = (finding.label, place, note.message(lang), note.hint(lang), finding.source)
    return FindingEntry(number, finding.severity, *texts, is_marked)


def _unsure(field: UnsureField, lang: Lang) -> UnsureEntry:
    reasons = tuple(dict.fromkeys(note.message(lang) for note in field.reasons))
    return UnsureEntry(field.label, seen_place(field.place, lang), field.text, field.certainty, reasons)
