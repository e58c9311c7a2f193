"""Who may apply in Jinhua (金华方案 三（一）1): an enterprise of the city that meets one of four conditions.

The form has no field that proves 金华市企业; the licence does, so that is a need of the whole and decides no verdict.

Titles that a Jinhua form claims, 是 or 否, as conditions.

知识产权示范、优势、试点企业: the plan says 国家、省级以上, its guide and its form say 市级以上. Each is a reading; the
policy `municipal_titles` says which one decides. A title whose level is not told may be a district's, which satisfies
neither, so it leaves both open.
"""

from ipforms.codecs.title_levels import LEVELS
from ipforms.codes import divisions, jurisdiction
from ipforms.messages import Bilingual, Note
from ipforms.rules import clauses
from ipforms.rules.claim_doubts import claim_doubt
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.figures import AnyThreshold, Figure, ThresholdCheck, figure, unequal_parts
from ipforms.rules.eligibility.verdicts import ClauseReading, Condition, Eligibility, Need, Verdict, any_of
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.schemas.parties import Claim, LevelledClaim
from ipforms.text.regex import regex

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


_VERDICTS = {True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN}
"""By a claim's `held`. A blank cell is no answer."""
_ANSWERS = {True: "是", False: "否", None: "?"}
_DOUBTED = "是？"
DATED = "enterprise_endorsement.date"  # the day on which a title must still be held

_TITLE = Bilingual("rules.jinhua.ip_model_title")
_ROW = "市级以上知识产权示范、优势培育、试点企业"
_PLAN = Bilingual("rules.reading.plan")
_FORM = Bilingual("rules.reading.form")

_RANKS = ("municipal", "provincial", "national")
# “市” in these names is a county: a title of theirs is below 市级.
_COUNTY_TITLE = regex("(?:兰溪|义乌|东阳|永康)市级?的?知识产权")

_MODEL_RECOGNITION = Need.of("attachment", "model_title_recognition")
_LEVEL = Need.of("attachment", "model_title_level")
_MUNICIPAL = Need.of("human", "municipal_title")


def claimed(facts: RecordFacts, path: str, title: Bilingual, clause: Clause, proof: Need) -> Condition:
    """The condition that a title is held: the answer in the row of that name, to be shown by `proof`.

    A yes that its own words speak against leaves it open.
    """
    claim: Claim = facts.value(path)
    if doubt := claim_doubt(facts, path, DATED):
        return Condition(path, title, clause, Verdict.UNKNOWN, _DOUBTED, (path,), (_to_verify(doubt),))
    needs = {True: (proof,), False: (), None: (_unanswered(title.text()),)}[claim.held]
    return Condition(path, title, clause, _VERDICTS[claim.held], _ANSWERS[claim.held], (path,), needs)


def _to_verify(doubt: Note) -> Need:
    return Need.of("human", doubt.code.replace(".", "_"), **doubt.context)


def _unanswered(row: str) -> Need:
    """The answer that a row lacks."""
    return Need.of("correction", "unanswered", row=row)


def holds_model_title(facts: RecordFacts, clause: Clause) -> Condition:
    """The condition, by the field `ip_model_title`."""
    title: LevelledClaim = facts.value("ip_model_title")
    asked = {"plan": (_PLAN, "provincial"), "form": (_FORM, "municipal")}
    if doubt := claim_doubt(facts, "ip_model_title", DATED):
        readings = {name: ClauseReading(name, said, Verdict.UNKNOWN, _DOUBTED) for name, (said, _) in asked.items()}
    else:
        readings = {name: _reading(name, said, title, level) for name, (said, level) in asked.items()}
    policy = facts.policies.municipal_titles
    decides = readings["plan" if policy == "refuse" else "form"]
    differ = policy == "warn" and readings["plan"].verdict is not decides.verdict
    needs = (_to_verify(doubt),) if doubt else _needs(title, decides.verdict)
    return Condition(
        id="ip_model_title",
        title=_TITLE,
        clause=clause,
        verdict=decides.verdict,
        arithmetic=decides.arithmetic,
        paths=("ip_model_title",),
        needs=(*needs, *((_MUNICIPAL,) if differ else ())),
        readings=tuple(readings.values()),
    )


def _reading(name: str, meaning: Bilingual, title: LevelledClaim, asked: str) -> ClauseReading:
    """The title against the level that a reading asks for."""
    level = _level(title)
    if not title.held:
        return ClauseReading(name, meaning, _VERDICTS[title.held], _ANSWERS[title.held])
    if level is None:
        return ClauseReading(name, meaning, Verdict.UNKNOWN, f"?（≥ {LEVELS[asked]}？）")
    if _RANKS.index(level) >= _RANKS.index(asked):
        return ClauseReading(name, meaning, Verdict.YES, f"{LEVELS[level]} ≥ {LEVELS[asked]}")
    return ClauseReading(name, meaning, Verdict.NO, f"{LEVELS[level]} < {LEVELS[asked]}")


def _level(title: LevelledClaim) -> str | None:
    """The level, but for a county's title that reads like a city's: 义乌市知识产权示范企业."""
    return None if title.level == "municipal" and _COUNTY_TITLE.search(title.detail or "") else title.level


def _needs(title: LevelledClaim, verdict: Verdict) -> tuple[Need, ...]:
    if title.held is None:
        return (_unanswered(_ROW),)
    return {Verdict.YES: (_MODEL_RECOGNITION,), Verdict.UNKNOWN: (_LEVEL,), Verdict.NO: ()}[verdict]
