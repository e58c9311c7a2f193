"""A batch as one HTML page: numbers, an overview, and each file's findings beside the form's own tables.

The page stands alone (nothing is loaded, nothing is sent), reads and prints without scripts, and filters with them.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.pipeline.certainty import Certainty, UnsureField
from ipforms.pipeline.report import CheckOutcome, Report, UnreadFile
from ipforms.pipeline.submission import Submission
from ipforms.reports.marked_pages import MarkedPage, marked_pages
from ipforms.reports.report_rows import (
    BatchCounts,
    FileStatus,
    applicant,
    file_name,
    file_status,
    form_name,
    reason,
    verdict,
)
from ipforms.reports.spool import Spool
from ipforms.reports.table_excerpts import Excerpt, excerpts
from ipforms.reports.words import COUNTED, report_text, seen_place, stage_text
from ipforms.rules.eligibility.verdicts import Eligibility

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from ipforms.reports.table_report import ReportTable


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
        return FileSection(number, file_status(outcome), file_name(outcome), reason=reason(outcome, lang))
    numbered = list(_numbered(outcome))
    pages, drawn = _shown(outcome.submission, numbered, lang, pictured=pictured) if outcome.submission else ((), ())
    marked = frozenset[int]().union(*(page.tags for page in pages), *(each.tags for each in drawn))
    items = [_item(at, finding, at in marked, lang) for at, finding in numbered]
    counts = outcome.counts
    return FileSection(
        number,
        file_status(outcome),
        file_name(outcome),
        applicant(outcome, lang),
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


_MOST_PICTURED = 40_000_000
"""Characters of pictures on one page; a browser opens it still. Of further files the tables are drawn."""


def write_page(
    outcomes: Iterable[CheckOutcome],
    stream: BinaryIO,
    lang: Lang = "zh",
    on: date | None = None,
    title: str | None = None,
    *,
    is_single: bool = False,
    tables: "Sequence[ReportTable]" = (),
) -> BatchCounts:
    """Write a batch as one HTML page.

    Args:
        outcomes: reports, and files that could not be read; taken one by one, so a batch may be large.
        stream: where it is written.
        lang: "zh" or "en".
        on: the day to print; today if None. The same batch and day give the same bytes.
        title: the heading.
        is_single: a page of one file, to be sent alone: without numbers, overview and filter. On paper it shows the
            form's tables, which a page of many files leaves to the screen.
        tables: what stands behind the files, such as the list of all that came; their titles stand at the head too.

    Returns:
        The batch in numbers.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_page([], stream).files, stream.getvalue()[:15]
    (0, b'<!DOCTYPE html>')
    """
    words = _words(lang)
    with Spool[str]() as rows, Spool[str]() as sections:
        counts, room = BatchCounts(), _MOST_PICTURED
        for number, outcome in enumerate(outcomes, 1):
            counts.add(outcome)
            shown = file_section(number, outcome, lang, pictured=room > 0)
            room -= sum(len(each.image) for each in shown.pictures)
            rows.add(_templates().get_template("row.html.jinja").render(words, section=shown))
            sections.add(_templates().get_template("section.html.jinja").render(words, section=shown))
        page = _templates().get_template("page.html.jinja")
        facts = {
            "title": title or report_text("page.title", lang),
            "on": on or date.today(),
            "is_single": is_single,
            "counts": counts,
            "rows": rows,
            "sections": sections,
            "tables": tables,
        }
        # Written piece by piece: the page may be larger than the memory.
        for text in page.generate(words, **_fixed(), **facts):
            stream.write(text.encode("utf-8", "replace"))
    return counts


def page_parts(template: str, lang: Lang) -> "tuple[Template, dict[str, Any]]":
    """A template of a page of its own, with the words, the style and their hashes that it needs."""
    return _templates().get_template(template), {**_words(lang), **_fixed()}


@cache
def _templates() -> "Environment":
    """The templates; whatever comes from a form is text in them, never markup."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("ipforms.reports", "html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _words(lang: Lang) -> dict[str, Any]:
    """What the templates need besides the facts; `say` gives `report_text` in this language."""
    return {
        "lang": lang,
        "say": lambda key, **context: report_text(key, lang, **context),
        "statuses": tuple(FileStatus),
        "severities": tuple(Severity),
        "counted": COUNTED,
    }


@cache
def _fixed() -> dict[str, str]:
    """The page's own style and script with their hashes: a browser runs these and no others."""
    fixed: dict[str, str] = {}
    for name, file in (("style", "page.css"), ("script", "page.js")):
        text = (files("ipforms.reports") / "html" / file).read_text(encoding="utf-8")
        fixed[name] = text
        fixed[f"{name}_hash"] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return fixed
