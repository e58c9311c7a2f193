"""Titles that a Jinhua form claims, 是 or 否, as conditions.

知识产权示范、优势、试点企业: the plan says 国家、省级以上, its guide and its form say 市级以上. Each is a reading; the
policy `municipal_titles` says which one decides. A title whose level is not told may be a district's, which satisfies
neither, so it leaves both open.
"""

from ipforms.codecs.title_levels import LEVELS
from ipforms.messages import Bilingual, Note
from ipforms.rules.claim_doubts import claim_doubt
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import ClauseReading, Condition, Need, Verdict
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.parties import Claim, LevelledClaim
from ipforms.text.regex import regex

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

_RECOGNITION = Need.of("attachment", "model_title_recognition")
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
    return {Verdict.YES: (_RECOGNITION,), Verdict.UNKNOWN: (_LEVEL,), Verdict.NO: ()}[verdict]
