"""The applications as the table sees them: which company, whether it qualifies, and which of several is used."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ipforms.codes.masking import masked_text
from ipforms.collate.exclusion import Exclusion, Reason, reasons
from ipforms.errors import IpformsError
from ipforms.forms import form_of
from ipforms.messages import Bilingual, Lang, Severity, say
from ipforms.pipeline.certainty import Certainty
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from ipforms.pipeline.submission import Submission
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.rules.policies import Policies
from ipforms.schemas.base import FormModel, Stage
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.text import name_key

_IN_TABLE = frozenset(
    ("enterprise_name", "address", "contact_name", "contact_title", "office_phones", "mobile", "email")
)
"""Fields of an application that the table repeats, or that tell the company."""

Application = Submission | Report | FormModel  # what is taken for an application: read, checked, or a record


class NotAnApplication(IpformsError):
    """A form that is no application of Jinhua's."""


@dataclass(frozen=True)
class Applicant:
    """One application."""

    number: int  # which of those given, from 1
    report: Report  # what the check says of it
    is_withdrawn: bool = False  # whether the office knows that the company has withdrawn
    is_undecided: bool = False  # whether it has sent another form that may be the one that counts

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

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is not in the table unless that is asked for; the first is the one that it is listed under."""
        known = {"is_withdrawn": self.is_withdrawn, "is_undecided": self.is_undecided}
        return tuple(reasons(self.report, self.doubtful, **known))

    @property
    def reason(self) -> Reason | None:
        """The first reason, or None."""
        return next(iter(self.reasons), None)

    def is_in(self, asked_for: Set[Exclusion]) -> bool:
        """Whether it belongs into the table: nothing speaks against it but what was asked for."""
        kinds = {each.exclusion for each in self.reasons}
        return Exclusion.NAMELESS not in kinds and kinds <= asked_for

    def reason_text(self, lang: Lang = "zh") -> str:
        """All reasons, or ""."""
        return say("collate.semicolon", lang).join(each.text(lang) for each in self.reasons)

    def called(self) -> Bilingual | str:
        """How a message names the application: by its file, and without one by its number."""
        return masked_text(self.source) if self.source else Bilingual("collate.nth", {"number": self.number})

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Labels of what goes into the table, or decides on it, and whose reading is in doubt.

        Not of a value that cannot be right, and was read as it stands there: that is to be put right.
        """
        eligibility = self.report.eligibility
        decisive = {path for each in eligibility.conditions for path in each.paths} if eligibility else set()
        return tuple(
            each.label
            for each in self.report.unsure
            if each.certainty is Certainty.DOUBTFUL
            and each.path in decisive | _IN_TABLE
            and any(note.severity is not Severity.ERROR for note in each.reasons)
        )

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The applicant as plain data."""
        return {
            "number": self.number,
            "name": masked_text(self.name),
            "source": masked_text(self.source),
            "verdict": self.verdict.value if self.verdict else None,
            "exclusions": [each.exclusion.value for each in self.reasons],
            "reason": self.reason_text(lang),
        }


def applicants(
    given: Iterable[Application],
    stage: Stage,
    on: date | None,
    policies: Policies,
    withdrawn: Iterable[str] = (),
    undecided: Iterable[str] = (),
) -> list[Applicant]:
    """Check what has not been checked yet; `withdrawn` and `undecided` name companies, or files.

    Raises:
        NotAnApplication: one of them is another form.
    """
    back, open_ones = set(map(name_key, withdrawn)), set(map(name_key, undecided))
    reports = (_report(number, each, stage, on, policies) for number, each in enumerate(given, 1))
    named = ((each, {name_key(each.applicant), name_key(each.name)} - {""}) for each in reports)
    return [
        Applicant(number, each, bool(back & names), bool(open_ones & names))
        for number, (each, names) in enumerate(named, 1)
    ]


def _report(number: int, given: Application, stage: Stage, on: date | None, policies: Policies) -> Report:
    record = given if isinstance(given, FormModel) else given.record
    if not isinstance(record, JinhuaApplication):
        raise NotAnApplication(number=number, form=form_of(record).title)
    return given if isinstance(given, Report) else check(given, stage, on, policies)
