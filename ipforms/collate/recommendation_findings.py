"""What a person should see to before the recommendation table is handed in."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from ipforms.codes.masking import masked_text
from ipforms.collate.applicants import Applicant
from ipforms.collate.comparison import compare
from ipforms.collate.differences import SUBSTANTIAL
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Note
from ipforms.rules.checks.date_checks import is_after
from ipforms.rules.clauses import JINHUA_HAND_IN, JINHUA_SELECT
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.schemas.jinhua import JinhuaRecommendation

_FIELDS_SHOWN = 8  # in one message; more differ only where the applications are not of one company


def about_applicants(judged: list[Applicant], groups: list[list[Applicant]], included: Set[int]) -> Iterator[Finding]:
    """Findings on each company.

    Args:
        judged: the application that stands for each company.
        groups: all applications of each company, in the same order.
        included: the numbers of the applications that are in the table.
    """
    for applicant, group in zip(judged, groups, strict=True):
        yield from _about_verdict(applicant, included=applicant.number in included)
        if applicant.number in included:
            yield from _about_reading(applicant)
        if len(group) > 1:
            yield from _about_several(group)
        if applicant.number in included and applicant.corrections:
            facts = {"name": masked_text(applicant.name), "count": applicant.corrections}
            yield Finding(Note("recommend.to_be_corrected", facts), source=str(JINHUA_HAND_IN))


def _about_reading(applicant: Applicant) -> Iterator[Finding]:
    if fields := applicant.doubtful:
        yield Finding(Note("recommend.doubtful", {"name": masked_text(applicant.name), "fields": list(fields)}))


def _about_verdict(applicant: Applicant, *, included: bool) -> Iterator[Finding]:
    if applicant.reason is None:
        return
    if not applicant.key:
        yield Finding(Note("recommend.nameless", {"number": applicant.number}))
        return
    facts = {
        "name": masked_text(applicant.name),
        "reason_zh": masked_text(applicant.reason.text("zh"), 400),
        "reason_en": masked_text(applicant.reason.text("en"), 400),
    }
    if applicant.verdict is Verdict.NO:
        yield Finding(Note("recommend.ineligible", facts), source=str(JINHUA_SELECT))
    else:
        code = "recommend.unsettled_included" if included else "recommend.unsettled_apart"
        yield Finding(Note(code, facts), source=str(JINHUA_SELECT))


def _about_several(group: list[Applicant]) -> Iterator[Finding]:
    """One company, several applications: which was used, and in which fields the others differ."""
    first, *others = group
    for other in others:
        if other.key != first.key:
            yield Finding(
                Note("recommend.same_code", {"name": masked_text(first.name), "other": masked_text(other.name)})
            )
    fields = dict.fromkeys(label for other in others for label in _differing(first, other))
    facts = {
        "name": masked_text(first.name),
        "count": len(group),
        "numbers": "、".join(str(each.number) for each in group),
        "number": first.number,
        "fields": list(fields)[:_FIELDS_SHOWN] or Bilingual("collate.no_field"),
    }
    yield Finding(Note("recommend.duplicate", facts))


def _differing(first: Applicant, other: Applicant) -> list[str]:
    found = compare(_what(first), _what(other)).differences
    return [each.label for each in found if each.kind in SUBSTANTIAL]


def _what(applicant: Applicant) -> Any:
    return applicant.report.submission or applicant.record


def about_dates(record: JinhuaRecommendation, chosen: list[Applicant]) -> Iterator[Finding]:
    """The table is dated after the applications in it."""
    prepared = record.prepared_on
    for each in chosen:
        signed = each.record.enterprise_endorsement.date if each.record.enterprise_endorsement else None
        if prepared and signed and is_after(signed, prepared):
            facts = {"prepared": prepared, "signed": signed, "name": masked_text(each.name)}
            yield Finding(Note("recommend.date_order", facts), "prepared_on", "填写日期")
