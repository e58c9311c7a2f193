"""What a person should see to before the recommendation table is handed in."""

from collections.abc import Iterator, Set
from typing import Any

from ipforms.codes import jurisdiction
from ipforms.codes.divisions import JINHUA
from ipforms.codes.masking import masked_text
from ipforms.collate.applicants import Applicant
from ipforms.collate.comparison import compare_pair
from ipforms.collate.differences import SUBSTANTIAL
from ipforms.collate.exclusion import Exclusion
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Note
from ipforms.rules.checks.date_checks import is_after
from ipforms.rules.clauses import JINHUA_HAND_IN, JINHUA_SELECT
from ipforms.rules.eligibility.verdicts import Verdict
from ipforms.schemas.jinhua import JinhuaRecommendation

_LEFT_OUT = {Exclusion.INELIGIBLE: "recommend.ineligible", Exclusion.UNSETTLED: "recommend.unsettled_apart"}
"""Codes of the kinds that programs tell apart."""
_FIELDS_SHOWN = 8  # in one message; more differ only where the applications are not of one company


def about_applicants(judged: list[Applicant], groups: list[list[Applicant]], included: Set[int]) -> Iterator[Finding]:
    """Findings on each company.

    Args:
        judged: the application that stands for each company.
        groups: all applications of each company, in the same order.
        included: the numbers of the applications that are in the table.
    """
    for applicant, group in zip(judged, groups, strict=True):
        if applicant.reasons:
            yield _about_reasons(applicant, included=applicant.number in included)
        if applicant.number in included and (readings := _contested(applicant)):
            facts = {"name": masked_text(applicant.name), "readings": readings}
            yield Finding(Note("recommend.contested", facts), source=str(JINHUA_SELECT))
        if len(group) > 1:
            yield from _about_several(group)


def _contested(applicant: Applicant) -> list[Bilingual]:
    """By which readings an applicant does not qualify that qualifies by other readings of the same clauses alone."""
    eligibility = applicant.report.eligibility
    met = [each for each in eligibility.conditions if each.verdict is Verdict.YES] if eligibility else []
    against = [[each.title for each in condition.readings if each.verdict is Verdict.NO] for condition in met]
    return against[0] if against and all(against) else []


def _about_reasons(applicant: Applicant, *, included: bool) -> Finding:
    """One finding on a company that is left out, or that is in the table because it was asked for."""
    assert applicant.reason, "there is a reason"
    kind = applicant.reason.exclusion
    if kind is Exclusion.NAMELESS:
        return Finding(Note("recommend.nameless", {"file": applicant.called()}))
    facts = {
        "name": masked_text(applicant.name),
        "reason_zh": masked_text(applicant.reason_text("zh"), 400),
        "reason_en": masked_text(applicant.reason_text("en"), 400),
    }
    clause = JINHUA_HAND_IN if kind is Exclusion.CORRECT else JINHUA_SELECT
    if included:
        code = "recommend.unsettled_included" if kind is Exclusion.UNSETTLED else "recommend.included"
    else:
        code = _LEFT_OUT.get(kind, "recommend.left_out")
    return Finding(Note(code, facts), source=str(clause))


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
        "files": [each.called() for each in group],
        "file": first.called(),
        "fields": list(fields)[:_FIELDS_SHOWN] or Bilingual("collate.no_field"),
    }
    yield Finding(Note("recommend.duplicate", facts))


def _differing(first: Applicant, other: Applicant) -> list[str]:
    found = compare_pair(_what(first), _what(other)).differences
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


def about_districts(unit: str, chosen: list[Applicant]) -> Iterator[Finding]:
    """An office of a district recommends the companies of its own district."""
    own = jurisdiction.of_address(unit, JINHUA).division
    for each in chosen:
        found = jurisdiction.of_address(each.record.address, JINHUA).division
        if own and found and own.code and found.code and found.code != own.code:
            facts = {"name": masked_text(each.name), "found": found.name, "district": own.name}
            yield Finding(Note("recommend.other_district", facts), source=str(JINHUA_SELECT))
