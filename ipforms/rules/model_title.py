"""知识产权示范、优势、试点企业: the plan says 国家、省级以上, its guide and its form say 市级以上.

Each is a reading; the policy `municipal_titles` says which one decides. A title whose level is not told may be a
district's, which satisfies neither, so it leaves both open.
"""

from __future__ import annotations

import re

from ipforms.regulations.clauses import Clause
from ipforms.regulations.policies import Policies
from ipforms.rules.claims import ANSWERS, VERDICTS, unanswered
from ipforms.rules.verdicts import ClauseReading, Condition, Need, Said, Verdict
from ipforms.schemas.parties import LevelledClaim

_TITLE = Said(
    "知识产权示范、优势、试点企业", "A demonstration, advantage or pilot enterprise for intellectual property"
)
_ROW = "市级以上知识产权示范、优势培育、试点企业"
_PLAN = Said("方案：国家、省级以上", "The plan: provincial or national")
_FORM = Said("申报指南、申报表：市级以上", "The guide and the form: municipal and above")

_LEVELS = {"municipal": "市级", "provincial": "省级", "national": "国家级"}
_RANKS = tuple(_LEVELS)
# “市” in these names is a county: a title of theirs is below 市级.
_COUNTY_TITLE = re.compile("(?:兰溪|义乌|东阳|永康)市级?的?知识产权")

_RECOGNITION = Need(
    "attachment",
    Said(
        "市级以上知识产权示范、优势培育、试点企业认定文件复印件（复印件与原件核对无误）。",
        "A copy of the document of recognition, compared with the original.",
    ),
)
_LEVEL = Need(
    "attachment",
    Said(
        "表内看不出该称号是否为市级以上，请提供认定文件，以确定级别。",
        "The form does not tell whether the title is municipal or above: the document of recognition does.",
    ),
)
_MUNICIPAL = Need(
    "human",
    Said(
        "方案要求“国家、省级以上”，申报指南和申报表为“市级以上”，市级称号是否认可，请受理部门确定。",
        "The plan asks for a provincial title, the guide and the form for a municipal one: the office decides.",
    ),
)


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


def _reading(name: str, meaning: Said, title: LevelledClaim, asked: str) -> ClauseReading:
    """The title against the level that a reading asks for."""
    level = _level(title)
    if not title.held:
        return ClauseReading(name, meaning, VERDICTS[title.held], ANSWERS[title.held])
    if level is None:
        return ClauseReading(name, meaning, Verdict.UNKNOWN, f"?（≥ {_LEVELS[asked]}？）")
    if _RANKS.index(level) >= _RANKS.index(asked):
        return ClauseReading(name, meaning, Verdict.YES, f"{_LEVELS[level]} ≥ {_LEVELS[asked]}")
    return ClauseReading(name, meaning, Verdict.NO, f"{_LEVELS[level]} < {_LEVELS[asked]}")


def _level(title: LevelledClaim) -> str | None:
    """The level, but for a county's title that reads like a city's: 义乌市知识产权示范企业."""
    return None if title.level == "municipal" and _COUNTY_TITLE.search(title.detail or "") else title.level


def _needs(title: LevelledClaim, verdict: Verdict) -> tuple[Need, ...]:
    if title.held is None:
        return (unanswered(_ROW),)
    return {Verdict.YES: (_RECOGNITION,), Verdict.UNKNOWN: (_LEVEL,), Verdict.NO: ()}[verdict]
