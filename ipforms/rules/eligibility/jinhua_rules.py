"""Who may apply in Jinhua (金华方案 三（一）1): an enterprise of the city that meets one of four conditions.

The form has no field that proves 金华市企业; the licence does, so that is a need of the whole and decides no verdict.
"""

from ipforms.codes import divisions, jurisdiction
from ipforms.messages import Bilingual
from ipforms.rules import clauses
from ipforms.rules.eligibility.claimed_titles import claimed, holds_model_title
from ipforms.rules.eligibility.figures import Figure, figure, unequal_parts
from ipforms.rules.eligibility.threshold_checks import AnyThreshold, ThresholdCheck
from ipforms.rules.eligibility.verdicts import Condition, Eligibility, Need, Verdict, any_of
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.jinhua import JinhuaApplication

RIGHTS = 20  # 合计20件以上

_HIGH_TECH = Bilingual("rules.jinhua.high_tech")
_RIGHTS = Bilingual("rules.jinhua.rights")
_WELL_KNOWN = Bilingual("rules.jinhua.well_known_trademark")

_CERTIFICATE = Need.of("attachment", "high_tech_certificate")
_RIGHTS_COPIES = Need.of("attachment", "rights_certificates")
_GROWING = Need.of("human", "growing")
_RECOGNITION = Need.of("attachment", "well_known_recognition")
_LICENCE = Need.of("attachment", "licence_of_city")
_OUTSIDE = Need.of("human", "outside")


def application(facts: RecordFacts) -> Eligibility:
    """满足下述条件之一的金华市企业，即可申请金华市知识产权保护直通车重点企业.

    Raises:
        TypeError: the record is of another form.
    """
    form = facts.of(JinhuaApplication)
    conditions = (
        claimed(facts, "high_tech", _HIGH_TECH, clauses.JINHUA_HIGH_TECH, _CERTIFICATE),
        holds_model_title(facts, clauses.JINHUA_MODEL_TITLE),
        _rights(facts),
        claimed(facts, "well_known_trademark", _WELL_KNOWN, clauses.JINHUA_WELL_KNOWN, _RECOGNITION),
    )
    outside = jurisdiction.of_address(form.address, divisions.JINHUA).verdict == "outside"
    return Eligibility(
        verdict=any_of(condition.verdict for condition in conditions),
        mode="any",
        clause=clauses.JINHUA,
        conditions=conditions,
        needs=(_LICENCE, _OUTSIDE) if outside else (_LICENCE,),
    )


def _rights(facts: RecordFacts) -> Condition:
    """（3）拥有有效的专利、注册商标知识产权权利合计20件以上的知识产权成长型企业."""
    together = AnyThreshold((ThresholdCheck((_patents(facts), figure(facts, "valid_trademarks")), RIGHTS),))
    return Condition(
        id="rights",
        title=_RIGHTS,
        clause=clauses.JINHUA_RIGHTS,
        verdict=together.verdict,
        arithmetic=together.arithmetic,
        paths=together.paths,
        needs=(_RIGHTS_COPIES, _GROWING) if together.verdict is Verdict.YES else together.needs,
    )


def _patents(facts: RecordFacts) -> Figure:
    """有效专利拥有量. Where an exact total and its parts contradict each other, either may be true."""
    stated = figure(facts, "valid_patents.total", cell="valid_patents")
    held = facts.of(JinhuaApplication).valid_patents
    parts = [part for part in (held.invention, held.utility_model, held.design) if part is not None]
    added, total = sum(parts), held.total or 0
    if not stated.bounds.is_exact or (added <= total and (len(parts) < 3 or added == total)):
        return stated
    bounds = stated.bounds.widened(added)
    return Figure(bounds, f"{bounds.low}～{bounds.high}", stated.path, unequal_parts("有效专利拥有量"))
