"""What a check says of one form."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from ipforms.errors import IpformsError
from ipforms.findings import Finding
from ipforms.forms import Form
from ipforms.messages import Lang, Severity
from ipforms.pipeline.certainty import Certainty, UnsureField
from ipforms.pipeline.office_parts import later_parts
from ipforms.pipeline.spare_text import is_spare
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Need, Verdict
from ipforms.schemas.base import FormModel, Stage

if TYPE_CHECKING:
    from ipforms.pipeline.submission import Submission

ReportVerdict = Literal["acceptable", "judgement", "correct", "ineligible"]
"""A form can be accepted; somebody must judge something first (a requirement, a warning, a value that is not sure);
something must be put right; or the applicant does not qualify. Of several the last but one counts: what is corrected
may change the rest."""

_TO_JUDGE = (Severity.WARNING, Severity.HUMAN)  # what a person looks at before the form is accepted
_RECOGNISED = "reading.recognised"  # that a page is a picture
_OF_READING = ("reading.", "form.", "evidence.")  # how the codes begin that doubt a reading, and not the value


@dataclass(frozen=True)
class Report:
    """A form, checked.

    Attributes:
        form: which form.
        stage: how far it has come.
        on: the day of the check.
        record: what it says.
        findings: what reading and checking found, in the order of the form.
        eligibility: whether the applicant qualifies; None where the form asks for no qualification.
        submission: the file that was read; None if a record was checked.
        name: what to call it: the file's name, or "".
    """

    form: Form
    stage: Stage
    on: date
    record: FormModel
    findings: tuple[Finding, ...]
    eligibility: Eligibility | None = None
    submission: "Submission | None" = None
    name: str = ""

    @property
    def verdict(self) -> ReportVerdict:
        """What is to be done with the form."""
        errors = [finding for finding in self.findings if finding.severity is Severity.ERROR]
        if any(not self.may_be_misread(finding) for finding in errors):
            return "correct"
        if self.refusal:
            return "ineligible"
        is_open = self.eligibility is not None and self.eligibility.verdict is not Verdict.YES
        return "judgement" if is_open or errors or self.to_judge or self.unsure else "acceptable"

    @cached_property
    def refusal(self) -> Eligibility | None:
        """The verdict that the applicant does not qualify, which may not rest on figures of a doubtful picture."""
        eligibility = self.eligibility
        if eligibility is None or eligibility.verdict is not Verdict.NO:
            return None
        failed = (each for each in eligibility.conditions if each.verdict is Verdict.NO)
        read = [not any(map(self._is_misreadable, each.paths)) for each in failed]
        is_settled = all(read) if eligibility.mode == "any" else any(read)
        return eligibility if is_settled else None

    def may_be_misread(self, finding: Finding) -> bool:
        """Whether it may be a fault of recognising a picture, and none of its sender's."""
        if finding.path:
            return self._is_misreadable(finding.path)
        is_grave = finding.severity is Severity.ERROR  # a page that is missing, two forms in one
        return self._is_picture and not is_grave and finding.code.startswith(_OF_READING)

    @cached_property
    def _is_picture(self) -> bool:
        read = self.submission
        return read is not None and any(each.code == _RECOGNISED for each in read.findings)

    def _is_misreadable(self, path: str) -> bool:
        """Whether reading has doubts of a field on a picture, other than that its value cannot be right."""
        if not self._is_picture or self.submission is None:
            return False
        try:
            evidence = self.submission.evidence[path]
        except KeyError:  # no field: what a check of another package names
            return False
        is_blank = not evidence.text.strip() and any(map(is_spare, (each.note for each in self.submission.findings)))
        return is_blank or any(note.code.startswith(_OF_READING) for note in evidence.reasons)

    @property
    def to_judge(self) -> tuple[Finding, ...]:
        """The findings that a person looks at before the form is accepted."""
        return tuple(each for each in self.findings if each.severity in _TO_JUDGE)

    @property
    def ok(self) -> bool:
        """Whether it is acceptable as it stands, as far as a program can say.

        Nothing must be put right, and nothing says that the applicant does not qualify. What a person must judge first
        is told by `verdict`.
        """
        refused = self.eligibility is not None and self.eligibility.verdict is Verdict.NO
        return not refused and not any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def is_clean(self) -> bool:
        """Whether nobody need do anything: there are no findings but notes, and no condition fails."""
        asked = any(finding.severity is not Severity.NOTE for finding in self.findings)
        return not asked and (self.eligibility is None or self.eligibility.verdict is not Verdict.NO)

    @property
    def applicant(self) -> str:
        """Whose form it is, or ""."""
        return self.form.applicant_of(self.record)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity.value: found[severity] for severity in Severity}

    @cached_property
    def unsure(self) -> tuple[UnsureField, ...]:
        """The fields that a person should look at, least certain first; none where a record was checked."""
        return self.submission.evidence.unsure() if self.submission else ()

    @cached_property
    def doubted(self) -> frozenset[str]:
        """The paths of what may have been misread, so that nothing rests on it before a person has looked."""
        return frozenset(each.path for each in self.unsure if each.certainty is Certainty.DOUBTFUL)

    @cached_property
    def of_sender(self) -> tuple[Finding, ...]:
        """The findings that are a sender's to put right.

        Not those on the parts that an office fills in later, and not what may be a fault of recognising a picture.
        """
        later = later_parts(type(self.record), self.stage)
        own = (each for each in self.findings if each.path.partition(".")[0] not in later)
        return tuple(each for each in own if not self.may_be_misread(each))

    @property
    def doubts_applicant(self) -> bool:
        """Whether the applicant's name may have been misread: nobody is written to or registered under it."""
        return self.form.name_field in self.doubted

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The report as plain data; `ipforms/reports/report.schema.json` describes it."""
        return {
            "form": self.form.id,
            "title": self.form.title,
            "name": self.name,
            "applicant": self.applicant,
            "stage": self.stage,
            "on": self.on.isoformat(),
            "ok": self.ok,
            "verdict": self.verdict,
            "counts": self.counts,
            "findings": [finding_dict(finding, lang) for finding in self.findings],
            "doubtful": [each.to_dict(lang) for each in self.unsure],
            "eligibility": None if self.eligibility is None else _eligibility(self.eligibility, lang),
        }


@dataclass(frozen=True)
class UnreadFile:
    """A file of a batch that could not be read, and so not be checked."""

    name: str  # what to call it: the file's name
    error: IpformsError  # why


CheckOutcome = Report | UnreadFile  # what became of one file of a batch


def finding_dict(finding: Finding, lang: Lang = "zh") -> dict[str, Any]:
    """A finding as plain data."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "label": finding.label,
        "place": None if place is None else place.to_dict(),
        "message": finding.text(lang),
        "hint": finding.note.hint(lang),
        "source": finding.source,
    }


def _eligibility(eligibility: Eligibility, lang: Lang) -> dict[str, Any]:
    return {
        "verdict": eligibility.verdict.value,
        "mode": eligibility.mode,
        "clause": str(eligibility.clause),
        "needs": _needs(eligibility.needs, lang),
        "conditions": [_condition(condition, lang) for condition in eligibility.conditions],
    }


def _needs(needs: tuple[Need, ...], lang: Lang) -> list[dict[str, str]]:
    return [{"kind": need.kind, "what": need.what.text(lang)} for need in needs]


def _condition(condition: Condition, lang: Lang) -> dict[str, Any]:
    return {
        "id": condition.id,
        "title": condition.title.text(lang),
        "verdict": condition.verdict.value,
        "arithmetic": condition.arithmetic,
        "clause": str(condition.clause),
        "paths": list(condition.paths),
        "needs": _needs(condition.needs, lang),
        "readings": [
            {
                "id": reading.id,
                "title": reading.title.text(lang),
                "verdict": reading.verdict.value,
                "arithmetic": reading.arithmetic,
            }
            for reading in condition.readings
        ],
    }
