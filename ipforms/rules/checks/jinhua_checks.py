"""What the forms of 金华市知识产权保护直通车 are checked for."""

import re
from collections.abc import Iterator
from functools import partial

from ipforms.codecs.persons import organisation
from ipforms.codecs.title_levels import LEVELS, level_of
from ipforms.codes import divisions, high_tech_certificate
from ipforms.messages import Bilingual, Note
from ipforms.rules import clauses
from ipforms.rules.checks import quantities, repeated_entries
from ipforms.rules.checks.case import Case, Check, CheckFinding, word_for_nothing
from ipforms.rules.checks.completeness import complete
from ipforms.rules.checks.date_checks import form_date, in_order, not_in_future, to_the_day
from ipforms.rules.checks.default_checks import opinions_agree
from ipforms.rules.checks.identifiers import identifiers, in_city
from ipforms.rules.claim_doubts import claim_doubt
from ipforms.rules.clauses import JINHUA_APPLICATION, JINHUA_RECOMMENDATION
from ipforms.schemas.jinhua import JinhuaApplication, JinhuaRecommendation
from ipforms.schemas.parties import Claim
from ipforms.text import comparable, half_width
from ipforms.text.regex import regex

_CLAUSES = {
    "high_tech": clauses.JINHUA_HIGH_TECH.cited(),
    "ip_model_title": clauses.JINHUA_MODEL_TITLE.cited(),
    "well_known_trademark": clauses.JINHUA_WELL_KNOWN.cited(),
}
"""The condition that a claimed title meets, by its field."""
_CERTIFICATE = regex(
    """
    G[RF][ ]?
    (?: [0-9]{12} (?=20[0-9]{2}年)   # a date may follow without a gap: GR2021330012342021年12月
    |   [0-9]{6,16} (?![0-9A-Z])
    )
    """,
    re.VERBOSE,
)


_SIGNED = ("enterprise_endorsement.date", "recommender_endorsement.date")


def details(case: Case) -> Iterator[CheckFinding]:
    """A claimed title has details that do not speak against it; an attachment that they point to is asked for."""
    for path, source in _CLAUSES.items():
        claim: Claim = getattr(case.of(JinhuaApplication), path)
        if claim.held and not claim.detail:
            yield CheckFinding(
                Note("claim.detail_missing", {"asked": Bilingual(f"checks.claim_detail.{path}")}), path, source
            )
        word = word_for_nothing(claim.detail) if claim.held else None
        if word is not None and word.code != "value.declared_none":
            yield CheckFinding(word, path, source)
        doubt = claim_doubt(case, path, _SIGNED[0])
        if doubt and doubt not in case.notes.get(path, ()):  # which reading has not told
            yield CheckFinding(doubt, path, source)


def sealed_by_applicant(case: Case) -> Iterator[CheckFinding]:
    """Where an organisation stands at 签章, it is the applicant."""
    record = case.of(JinhuaApplication)
    found, expected = organisation(record.enterprise_endorsement.signatory or ""), record.enterprise_name
    if found and expected and comparable(found) != comparable(expected):
        facts = {"found": found, "expected": expected}
        source = clauses.cell(JINHUA_APPLICATION, "申报企业意见")
        yield CheckFinding(Note("agreement.sealed", facts), "enterprise_endorsement.signatory", source)


def levels(case: Case) -> Iterator[CheckFinding]:
    """A demonstration enterprise is national, provincial or municipal: which of them the condition turns on."""
    title = case.of(JinhuaApplication).ip_model_title
    if not title.held or not title.detail or word_for_nothing(title.detail):
        return
    if claim_doubt(case, "ip_model_title"):
        return
    written = level_of(title.detail)
    if title.level is None:
        yield CheckFinding(Note("claim.level_unknown"), "ip_model_title", clauses.JINHUA_MODEL_TITLE.cited())
    elif written is not None and written != title.level:
        facts = {"found": LEVELS[title.level], "expected": LEVELS[written]}
        yield CheckFinding(Note("claim.level_differs", facts), "ip_model_title", clauses.JINHUA_MODEL_TITLE.cited())


def certificates(case: Case) -> Iterator[CheckFinding]:
    """The number of the high-tech certificate, where the detail has one, and whether it was still valid."""
    claim, on = case.of(JinhuaApplication).high_tech, form_date(case, "enterprise_endorsement.date")
    numbers = _CERTIFICATE.findall(half_width(claim.detail or "").upper())
    if claim.held is False and any(map(high_tech_certificate.is_valid, numbers)):
        yield CheckFinding(Note("claim.denied_with_number"), "high_tech", clauses.JINHUA_HIGH_TECH.cited())
    if claim.held:
        for note in (note for number in numbers for note in high_tech_certificate.check(number, on=on)):
            yield CheckFinding(note, "high_tech", clauses.JINHUA_HIGH_TECH.cited())


def named_rights(case: Case) -> Iterator[CheckFinding]:
    """A recommended company names a trade mark or a patent to be protected, or says 无 (金华附件3)."""
    source = clauses.cell(clauses.JINHUA_RECOMMENDATION, "重点保护商标") + "“重点保护专利（专利号）”"
    for index, row in enumerate(case.of(JinhuaRecommendation).enterprises):
        path = f"enterprises[{index}]"
        noted = (f"{path}.{name}" in {*case.notes, *case.unread} for name in ("key_trademarks", "key_patents"))
        if not row.key_trademarks and not row.key_patents and not any(noted):
            yield CheckFinding(Note("row.no_rights"), path, source)


APPLICATION: tuple[Check, ...] = (
    partial(complete, JINHUA_APPLICATION, ("enterprise_name",)),
    partial(identifiers, JINHUA_APPLICATION, divisions.JINHUA.key, _SIGNED[0]),
    partial(in_city, divisions.JINHUA, ("address",), clauses.JINHUA.cited("金华市企业"), ""),
    quantities.research_staff,
    details,
    certificates,
    levels,
    quantities.holdings,
    partial(not_in_future, JINHUA_APPLICATION),
    partial(to_the_day, JINHUA_APPLICATION, _SIGNED),
    partial(in_order, clauses.JINHUA_ORDER.cited(), _SIGNED),
    partial(opinions_agree, JINHUA_APPLICATION),
    sealed_by_applicant,
)
"""附件2, 申报表."""

RECOMMENDATION: tuple[Check, ...] = (
    partial(complete, JINHUA_RECOMMENDATION, ("recommending_unit", "enterprises[].name")),
    partial(identifiers, JINHUA_RECOMMENDATION, divisions.JINHUA.key, "prepared_on"),
    partial(in_city, divisions.JINHUA, ("address",), clauses.JINHUA.cited("金华市企业"), "enterprises"),
    named_rights,
    repeated_entries.companies_once,
    repeated_entries.patents_of_one_company,
    partial(not_in_future, JINHUA_RECOMMENDATION),
)
"""附件3, 推荐表."""
