"""设立了专门的知识产权管理部门和完善的管理制度: the rows of both sections.

The form shows whether there is a department and whether there are rules; whether they are 专门 and 完善 is judgement.
A section that is left blank leaves the condition open, for blank is no answer; 无 answers it.
"""

from ipforms import paths
from ipforms.messages import Bilingual
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.figures import OPEN, Bounds, Figure, blank
from ipforms.rules.eligibility.threshold_checks import AnyThreshold, ThresholdCheck
from ipforms.rules.eligibility.verdicts import Condition, Need, Verdict, all_of
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.labels import label
from ipforms.schemas.parties import IpPolicy, IpUnit

_TITLE = Bilingual("rules.guangzhou.management")
_JUDGEMENT = Need.of("human", "management")


def managed(facts: RecordFacts, clause: Clause, units: list[IpUnit], policies: list[IpPolicy]) -> Condition:
    """The condition, by the sections `ip_units` and `ip_policies`. A row counts if it has a name."""
    departments = _at_least_one(facts, "ip_units", [row.unit for row in units])
    rules = _at_least_one(facts, "ip_policies", [row.title for row in policies])
    verdict = all_of((departments.verdict, rules.verdict))
    return Condition(
        id="management",
        title=_TITLE,
        clause=clause,
        verdict=verdict,
        arithmetic=f"机构 {departments.arithmetic}；制度 {rules.arithmetic}",
        paths=("ip_units", "ip_policies"),
        needs={
            Verdict.YES: (_JUDGEMENT,),
            Verdict.UNKNOWN: (*departments.needs, *rules.needs),
            Verdict.NO: (),
        }[verdict],
    )


def _at_least_one(facts: RecordFacts, section: str, names: list[str | None]) -> AnyThreshold:
    return AnyThreshold((ThresholdCheck((_rows(facts, section, names),), 1),))


def _rows(facts: RecordFacts, section: str, names: list[str | None]) -> Figure:
    """How many rows have a name. Rows without one, and what could not be read, may still stand for something."""
    count = sum(name is not None for name in names)
    if count or (not names and facts.is_declared_none(section)):
        return Figure(Bounds.exactly(count), str(count), section)
    return Figure(OPEN, "?", section, blank(label(type(facts.record), paths.parse(section))))
