"""Titles that a Jinhua form claims, 是 or 否, as conditions.

知识产权示范、优势、试点企业: the plan says 国家、省级以上, its guide and its form say 市级以上. Each is a reading; the
policy `municipal_titles` says which one decides. A title whose level is not told may be a district's, which satisfies
neither, so it leaves both open.
"""

from __future__ import annotations

from ipforms.codecs.title_levels import LEVELS
from ipforms.messages import Bilingual
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.verdicts import ClauseReading, Condition, Need, Verdict
from ipforms.rules.policies import Policies
from ipforms.schemas.parties import Claim, LevelledClaim
from ipforms.text.regex import regex

_VERDICTS = {True: Verdict.YES, False: Verdict.NO, None: Verdict.UNKNOWN}
"""By a claim's `held`. A blank cell is no answer."""
_ANSWERS = {True: "是", False: "否", None: "?"}

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


def claimed(path: str, title: Bilingual, clause: Clause, claim: Claim, proof: Need) -> Condition:
    """The condition that a title is held: the answer in the row of that name, to be shown by `proof`."""
    needs = {True: (proof,), False: (), None: (_unanswered(title.text()),)}[claim.held]
    return Condition(path, title, clause, _VERDICTS[claim.held], _ANSWERS[claim.held], (path,), needs)


def _unanswered(row: str) -> Need:
    """The answer that a row lacks."""
    return Need.of("correction", "unanswered", row=row)


def holds_model_title(clause: Clause, title: LevelledClaim, policies: Policies) -> Condition:
    """The condition, by the field `ip_model_title`."""
    readings = {
        "plan": _reading("plan", _PLAN, title, "provincial"),
        "form": _reading("form", _FORM, title, "municipal"),
    }
    decides = readings["plan" if policies.municipal_titles == "refuse" else "form"]
    doubted = policies.municipal_titles == "warn" and readings["plan"].verdict is not decides.verdict
    return Condition(
        id="ip_model_title",
        title=_TITLE,
        clause=clause,
        verdict=decides.verdict,
        arithmetic=decides.arithmetic,
        paths=("ip_model_title",),
        needs=(*_needs(title, decides.verdict), *((_MUNICIPAL,) if doubted else ())),
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
