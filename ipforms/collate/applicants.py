"""The applications as the table sees them: which company, whether it qualifies, and which of several is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.forms import form_of
from ipforms.messages import Lang, Severity, say
from ipforms.pipeline.checking import check
from ipforms.pipeline.evidence import Certainty
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Verdict
from ipforms.rules.policies import Policies
from ipforms.schemas.base import FormModel, Stage
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.text import name_key

_IN_TABLE = frozenset(
    ("enterprise_name", "address", "contact_name", "contact_title", "office_phones", "mobile", "email")
)
"""Fields of an application that the table repeats, or that tell the company."""

Application = Submission | Report | FormModel
"""What is taken for an application: read, checked, or a record."""


@dataclass(frozen=True)
class Reason:
    """Why a company does not qualify, or what is open.

    Attributes:
        conditions: those that the verdict rests on; none if the application names no company.
    """

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, eligibility: Eligibility) -> Reason:
        """The conditions of the verdict's own kind."""
        same = tuple(each for each in eligibility.conditions if each.verdict is eligibility.verdict)
        return cls(same or eligibility.conditions)

    def text(self, lang: Lang = "zh") -> str:
        """Each condition with its arithmetic, and what would settle it."""
        if not self.conditions:
            return say("collate.nameless", lang)
        return say("collate.semicolon", lang).join(_condition(each, lang) for each in self.conditions)


def _condition(condition: Condition, lang: Lang) -> str:
    facts = [condition.arithmetic] if condition.arithmetic else []
    if condition.verdict is Verdict.UNKNOWN:
        facts += [need.what.text(lang) for need in condition.needs]
    if not facts:
        return condition.title.text(lang)
    return say("collate.condition", lang, title=condition.title, facts=say("collate.comma", lang).join(facts))


class NotAnApplication(IpformsError):
    """A form that is no application of Jinhua's."""


@dataclass(frozen=True)
class Applicant:
    """One application.

    Attributes:
        number: which of those given, from 1.
        report: what the check says of it.
        reason: why it is not, or not surely, in the table; None if it is.
    """

    number: int
    report: Report
    reason: Reason | None = None

    @property
    def name(self) -> str:
        """The company, or ""."""
        return self.report.applicant

    @property
    def source(self) -> str:
        """The file's name, or ""."""
        return self.report.name

    @property
    def record(self) -> JinhuaApplication:
        """The application's record."""
        assert isinstance(self.report.record, JinhuaApplication), "applications are taken by this class alone"
        return self.report.record

    @property
    def key(self) -> str:
        """What tells the company from others; "" if it is not named."""
        return name_key(self.name)

    @property
    def verdict(self) -> Verdict | None:
        """Whether it qualifies; None where the form's rules are not known. A company without a name is open."""
        if not self.key:
            return Verdict.UNKNOWN
        return self.report.eligibility.verdict if self.report.eligibility else None

    @property
    def is_sure(self) -> bool:
        """Whether it belongs into the table without anybody's judgement."""
        return self.verdict in (None, Verdict.YES)

    def judged(self) -> Applicant:
        """The applicant with the reason why it is not, or not surely, in the table."""
        if self.is_sure:
            return self
        eligibility = self.report.eligibility
        return replace(self, reason=Reason.of(eligibility) if self.key and eligibility else Reason())

    @property
    def corrections(self) -> int:
        """How many things in the application must be put right."""
        return sum(1 for finding in self.report.findings if finding.severity is Severity.ERROR)

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Labels of what goes into the table, or decides on it, and whose reading is in doubt."""
        eligibility = self.report.eligibility
        decisive = {path for each in eligibility.conditions for path in each.paths} if eligibility else set()
        return tuple(
            each.label
            for each in self.report.unsure
            if each.certainty is Certainty.DOUBTFUL and each.path in decisive | _IN_TABLE
        )

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The applicant as plain data."""
        return {
            "number": self.number,
            "name": masked_text(self.name),
            "source": masked_text(self.source),
            "verdict": self.verdict.value if self.verdict else None,
            "reason": self.reason.text(lang) if self.reason else "",
        }


def applicants(given: Iterable[Application], stage: Stage, on: date | None, policies: Policies) -> list[Applicant]:
    """Check what has not been checked yet.

    Raises:
        NotAnApplication: one of them is another form.
    """
    return [Applicant(number, _report(number, each, stage, on, policies)) for number, each in enumerate(given, 1)]


def _report(number: int, given: Application, stage: Stage, on: date | None, policies: Policies) -> Report:
    record = given if isinstance(given, FormModel) else given.record
    if not isinstance(record, JinhuaApplication):
        raise NotAnApplication(number=number, form=form_of(record).title)
    return given if isinstance(given, Report) else check(given, stage, on, policies)
