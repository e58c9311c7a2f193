"""What every kind of report says with the same words: the messages `reports.*` of the catalogue, places, severities.

A finding in whole sentences is for the person who filled the form: where, what is wrong, what to do, which clause.
"""

from dataclasses import dataclass
from typing import Any

from ipforms import messages
from ipforms.codes.masking import masked_note
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.paths import Place

COUNTED = (Severity.ERROR, Severity.WARNING, Severity.ATTACHMENT, Severity.HUMAN)
"""What asks something of somebody. A note does not, and is listed without being counted."""


def report_text(key: str, lang: Lang, /, **context: Any) -> str:
    """The message `reports.<key>` of the catalogue.

    >>> report_text("severity.error", "zh"), report_text("verdict.yes", "en")
    ('错误', 'met')
    """
    return messages.say(f"reports.{key}", lang, **context)


def stage_text(stage: str | None, lang: Lang = "zh") -> str:
    """The name of a stage; that of another package's form, which has given it none, is what it is called by.

    >>> stage_text("district"), stage_text("county")
    ('区县推荐', 'county')
    """
    return messages.catalogue(lang).get(f"reports.stage.{stage}", stage or "")


def seen_place(place: Place | None, lang: Lang = "zh") -> str:
    """As much of a place as a person sees on paper, see `Place.seen`; "" if there is none."""
    return "" if place is None else place.seen(lang)


def where(place: Place | None, lang: Lang = "zh") -> str:
    """A place for people; "" if there is none.

    >>> where(Place(table=1, row=3, column=2)), where(Place(row=4), "en")
    ('第1个表格第3行第2列', 'paragraph 4')
    """
    return "" if place is None else place.message(lang)


_ENDS = "。！？.!?"


@dataclass(frozen=True, slots=True)
class FindingLocation:
    """What is to be corrected."""

    label: str  # what the form calls it, or ""
    place: str  # where it stands, in words, or ""

    def text(self, lang: Lang = "zh") -> str:
        """The label with its place; the place alone where there is no label; "" where there is neither."""
        if not (self.label and self.place):
            return self.label or self.place
        return self.label + report_text("bracketed", lang, text=self.place)


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in whole sentences."""

    severity: Severity  # how much it weighs
    found: str  # what is wrong
    action: str  # what to do, or ""
    clause: str  # the clause behind it, or ""

    def heading(self, lang: Lang) -> str:
        """What its severity asks of the applicant, at the head of a comment: 【须补正】."""
        return report_text("comment.heading", lang, asked=report_text(f"asked.{self.severity}", lang))

    def text(self, about: str, lang: Lang) -> str:
        """What is wrong and what to do, behind the name of what it is about, or ""."""
        text = report_text("comment.gap", lang, found=self.found, action=self.action) if self.action else self.found
        return report_text("labelled", lang, label=about, text=text) if about else text

    def source(self, lang: Lang) -> str:
        """The clause, on a line of its own; "" where there is none."""
        return report_text("source", lang, clause=self.clause) if self.clause else ""


def finding_location(finding: Finding, lang: Lang = "zh") -> FindingLocation:
    """What a finding is about."""
    return FindingLocation(finding.label, seen_place(finding.place, lang))


def finding_text(finding: Finding, lang: Lang = "zh") -> FindingText:
    """A finding in whole sentences. Its facts are masked once more: what a reader quotes never went through a field."""
    note = masked_note(finding.note, personal=False)
    return FindingText(
        finding.severity,
        sentence(note.message(lang), lang),
        sentence(note.request(lang), lang),
        " ".join(finding.source.split()),
    )


def sentence(text: str, lang: Lang) -> str:
    """A text on one line with its full stop; "" stays.

    >>> sentence("“甲”不是日期", "zh"), sentence("Check it.", "en"), sentence("", "zh")
    ('“甲”不是日期。', 'Check it.', '')
    """
    line = " ".join(text.split())
    if not line or line[-1] in _ENDS:
        return line
    return line + report_text("full_stop", lang)
