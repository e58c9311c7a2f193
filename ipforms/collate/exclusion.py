"""Why a company is not recommended, or not yet: each reason with its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ipforms.codes import jurisdiction
from ipforms.codes.divisions import JINHUA
from ipforms.intake.mail_words import withdrawal_in
from ipforms.messages import Bilingual, Lang, Note, Severity, say
from ipforms.pipeline.report import Report
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Verdict
from ipforms.schemas.base import is_blank

WITHDRAWN = re.compile("撤回|撤销申[报请]|放弃申[报请]|退出申[报请]")
_WITHDRAWN_INSIDE = re.compile("(?:撤回|撤销|放弃|退出)(?:本次|此次|该)?(?:申报|申请|推荐)")
"""Within a field, which may tell of trademarks that were withdrawn, only what is said of the application."""


class Exclusion(StrEnum):
    """Why a company is left out of the table, the first that holds counting; all but the first may be asked for."""

    NAMELESS = "nameless"
    WITHDRAWN = "withdrawn"
    INELIGIBLE = "ineligible"
    OUTSIDE = "outside"
    PLACE = "place"
    """What shows where it is disagrees."""
    CORRECT = "correct"
    UNSETTLED = "unsettled"
    DOUBTFUL = "doubtful"
    UNDECIDED = "undecided"
    """It has sent forms that differ, and nobody has said which one counts."""


@dataclass(frozen=True)
class Reason:
    """A reason to leave a company out."""

    exclusion: Exclusion  # of which kind
    conditions: tuple[Condition, ...] = ()  # those that the verdict rests on, of one that does not qualify or is open
    facts: Mapping[str, Any] = field(default_factory=dict)  # what fills the words of the other kinds
    key: str = ""  # which words, where they are not those of the kind

    def text(self, lang: Lang = "zh") -> str:
        """Each condition with its arithmetic, and what would settle it; or what is wrong."""
        if not self.conditions:
            return say(f"collate.reason.{self.key or self.exclusion}", lang, **self.facts)
        return say("collate.semicolon", lang).join(_condition(each, lang) for each in self.conditions)


def _condition(condition: Condition, lang: Lang) -> str:
    facts = [condition.arithmetic] if condition.arithmetic else []
    if condition.verdict is Verdict.UNKNOWN:
        facts += [need.what.text(lang) for need in condition.needs]
    if not facts:
        return condition.title.text(lang)
    return say("collate.condition", lang, title=condition.title, facts=say("collate.comma", lang).join(facts))


def reasons(
    report: Report, doubtful: tuple[str, ...], *, is_withdrawn: bool = False, is_undecided: bool = False
) -> Iterator[Reason]:
    """Why the company of an application is left out, the gravest reason first.

    What the check leaves for a person to judge is one, if there is no other, so that nobody is recommended whose
    application the check does not call acceptable.

    Args:
        report: the application, checked.
        doubtful: labels of what goes into the table, or decides on it, and whose reading is in doubt.
        is_withdrawn: whether the office knows that the company has withdrawn.
        is_undecided: whether the company has sent another form that may be the one that counts.
    """
    found = tuple(_grave(report, doubtful, is_withdrawn=is_withdrawn, is_undecided=is_undecided))
    yield from found
    if not found and report.verdict == "judgement":
        yield Reason(Exclusion.UNSETTLED, facts={"text": _to_judge(report)[:_SHOWN]}, key="unverified")


def _grave(
    report: Report, doubtful: tuple[str, ...], *, is_withdrawn: bool = False, is_undecided: bool = False
) -> Iterator[Reason]:
    if is_blank(report.record):
        yield Reason(Exclusion.NAMELESS, key="blank")
        return
    if not report.applicant.strip():
        yield Reason(Exclusion.NAMELESS)
    if is_withdrawn or (words := _withdrawn(report)):
        yield Reason(Exclusion.WITHDRAWN, facts={"text": "" if is_withdrawn else f"（{words}）"})
    eligibility = report.eligibility
    if refused := report.refusal:
        yield Reason(Exclusion.INELIGIBLE, _decisive(refused))
    yield from _about_place(report)
    errors = [each for each in report.findings if each.severity is Severity.ERROR and not report.may_be_misread(each)]
    if labels := [each.label or each.note.message() for each in errors]:
        yield Reason(Exclusion.CORRECT, facts={"count": len(labels), "fields": list(dict.fromkeys(labels))[:_SHOWN]})
    if eligibility and eligibility.verdict is Verdict.UNKNOWN:
        yield Reason(Exclusion.UNSETTLED, _decisive(eligibility))
    elif eligibility and eligibility.verdict is Verdict.YES and (warned := _warned(report, eligibility)):
        yield Reason(Exclusion.UNSETTLED, facts={"text": warned}, key="warned")
    if doubtful:
        yield Reason(Exclusion.DOUBTFUL, facts={"fields": list(doubtful)[:_SHOWN]})
    if is_undecided:
        yield Reason(Exclusion.UNDECIDED)


def _to_judge(report: Report) -> list[Bilingual | Note]:
    """What a person must look at, a finding or a value that is not sure, with the field."""
    told = {each.path for each in report.to_judge}
    found = [(each.label, each.note) for each in report.to_judge]
    found += [(each.label, each.reasons[0]) for each in report.unsure if each.path not in told]
    return [Bilingual("collate.labelled", {"label": label, "text": note}) if label else note for label, note in found]


def _warned(report: Report, eligibility: Eligibility) -> list[str]:
    """What speaks against each of the conditions that the applicant qualifies by, as that a certificate has expired."""
    paths = [each.paths for each in _decisive(eligibility)]
    warnings = [each for each in report.findings if each.severity is Severity.WARNING and each.path]
    against = [[each.note.message() for each in warnings if each.path.startswith(about)] for about in paths if about]
    return against[0] if against and all(against) and eligibility.mode == "any" else []


_SHOWN = 8  # fields that a reason names


def _about_place(report: Report) -> Iterator[Reason]:
    """Whether the company is one of the city: by its address, its name, and the area codes of its landlines."""
    address = jurisdiction.of_address(getattr(report.record, "address", None), JINHUA)
    name = jurisdiction.of_address(report.applicant, JINHUA)
    phones = [phone.partition("-")[0] for phone in getattr(report.record, "office_phones", None) or () if "-" in phone]
    facts = {"address": address.named or JINHUA.name, "name": name.named or JINHUA.name, "city": JINHUA.name}
    if address.verdict == "outside" and name.verdict != "inside":
        yield Reason(Exclusion.OUTSIDE, facts={"found": address.named, "city": JINHUA.name})
    elif {address.verdict, name.verdict} >= {"outside", "inside"}:
        yield Reason(Exclusion.PLACE, facts={"kind": Bilingual("collate.place.differ", facts)})
    elif name.verdict == "outside":
        yield Reason(Exclusion.PLACE, facts={"kind": Bilingual("collate.place.name", facts)})
    elif address.verdict == "unknown" and phones and JINHUA.area_code not in phones:
        yield Reason(Exclusion.PLACE, facts={"kind": Bilingual("collate.place.phone", {**facts, "code": phones[0]})})


def _decisive(eligibility: Eligibility) -> tuple[Condition, ...]:
    """The conditions of the verdict's own kind."""
    same = tuple(each for each in eligibility.conditions if each.verdict is eligibility.verdict)
    return same or eligibility.conditions


def _withdrawn(report: Report) -> str:
    """The words by which a company takes its application back: in the file's name, beside the fields, or in one."""
    beside = (str(each.note.context.get("text", "")) for each in report.findings if not each.path)
    inside = report.submission.texts.values() if report.submission else ()
    for pattern, texts in ((WITHDRAWN, (report.name, *beside)), (_WITHDRAWN_INSIDE, inside)):
        for text in texts:
            if words := withdrawal_in(text, pattern):
                return words
    return ""
