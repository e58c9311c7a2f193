"""What a finding tells the person who filled the form: where, what was met, what to do, by which clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipforms.codes.masking import masked_note
from ipforms.findings import Finding
from ipforms.messages import Lang, Severity
from ipforms.reports.words import where
from ipforms.rules.verdicts import Said

SEVERITY_TITLES: Mapping[Severity, Said] = {
    Severity.ERROR: Said("须补正", "To be corrected"),
    Severity.WARNING: Said("请核实", "Please check"),
    Severity.ATTACHMENT: Said("须补充材料", "To be supplied"),
    Severity.HUMAN: Said("待人工审核", "For the reviewer"),
}
"""What each severity asks of the applicant. A note asks nothing, and is no advice."""

_ENDS = "。！？.!?"


@dataclass(frozen=True, slots=True)
class FindingLocation:
    """What is to be corrected.

    Attributes:
        label: what the form calls it, or "".
        place: where it stands, in words, or "".
    """

    label: str
    place: str

    def text(self, lang: Lang = "zh") -> str:
        """The label with its place; the place alone where there is no label; "" where there is neither."""
        if not (self.label and self.place):
            return self.label or self.place
        return f"{self.label}（{self.place}）" if lang == "zh" else f"{self.label} ({self.place})"


@dataclass(frozen=True, slots=True)
class FindingText:
    """What is said of a spot, in whole sentences.

    Attributes:
        severity: how much it weighs.
        found: what was met.
        action: what to do, or "".
        clause: the clause behind it, or "".
    """

    severity: Severity
    found: str
    action: str
    clause: str


def finding_location(finding: Finding, lang: Lang = "zh") -> FindingLocation:
    """What a finding is about."""
    return FindingLocation(finding.label, where(finding.place, lang))


def finding_text(finding: Finding, lang: Lang = "zh") -> FindingText:
    """What a finding says. Its facts are masked once more: what a reader quotes never went through a field."""
    note = masked_note(finding.note, personal=False)
    return FindingText(
        finding.severity,
        sentence(note.message(lang), lang),
        sentence(note.hint(lang), lang),
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
    return line + ("。" if lang == "zh" else ".")
