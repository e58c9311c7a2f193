"""专利、商标申请量或拥有量要在30件以上，或拥有一定数量软件著作权: four readings of 30件, and the software branch.

The clause does not say whether patents and trade marks are added up, nor which column counts: 申请量 或 拥有量. So each
reading is judged, and the policy `thirty` picks the one that decides. 拥有量 is taken as 有效量: what has lapsed is no
longer owned.
"""

from ipforms.messages import Bilingual
from ipforms.rules.clauses import Clause
from ipforms.rules.eligibility.figures import Figure, figure
from ipforms.rules.eligibility.threshold_checks import AnyThreshold, ThresholdCheck
from ipforms.rules.eligibility.verdicts import ClauseReading, Condition, Need, Verdict, any_of
from ipforms.rules.record_facts import RecordFacts

THIRTY = 30  # 要在30件以上

_TITLE = Bilingual("rules.guangzhou.rights")


def rights(facts: RecordFacts, clause: Clause) -> Condition:
    """The condition, under the policies `thirty` and `software`."""
    sums = _ways(facts)
    readings = tuple(
        ClauseReading(name, Bilingual(f"rules.reading.{name}"), way.verdict, way.arithmetic)
        for name, way in sums.items()
    )
    way, software = sums[facts.policies.thirty], figure(facts, "copyrights.software")
    branch, arithmetic = _software(software, facts.policies.software)
    verdict = any_of((way.verdict, branch))
    by_sum = way.verdict is Verdict.YES
    needs = (*way.needs, *_software_needs(software, facts.policies.software)) if verdict is Verdict.UNKNOWN else ()
    return Condition(
        id="rights",
        title=_TITLE,
        clause=clause,
        verdict=verdict,
        arithmetic=way.arithmetic if by_sum else f"{way.arithmetic}；软件著作权 {arithmetic}",
        paths=(*sums["any"].paths, software.path),
        needs=(*needs, *(_disagreement(readings) if facts.policies.thirty == "any" else ())),
        readings=readings,
    )


def _ways(facts: RecordFacts) -> dict[str, AnyThreshold]:
    """By the policy's name, the sums of which one is enough."""
    patents, marks = (
        {column: figure(facts, f"{kind}.{column}") for column in ("applied", "valid")}
        for kind in ("patents", "trademarks")
    )
    applied, valid = (ThresholdCheck((patents[column], marks[column]), THIRTY) for column in ("applied", "valid"))
    alone = tuple(ThresholdCheck((kind[column],), THIRTY) for kind in (patents, marks) for column in kind)
    # One kind alone is part of a sum, so that the two sums say all that “any” asks.
    ways = {"applied": (applied,), "valid": (valid,), "single": alone, "any": (applied, valid)}
    return {name: AnyThreshold(comparisons) for name, comparisons in ways.items()}


def _software(software: Figure, enough: int | None) -> tuple[Verdict, str]:
    """The branch 一定数量软件著作权: by the policy's number, or open to judgement if there are any."""
    compared = ThresholdCheck((software,), 1 if enough is None else enough)
    if enough is not None or compared.verdict is Verdict.NO:
        return compared.verdict, compared.arithmetic
    return Verdict.UNKNOWN, f"{software.text}（一定数量？）"


def _disagreement(readings: tuple[ClauseReading, ...]) -> tuple[Need, ...]:
    """Which readings pass, where some do and some do not: an office that has not chosen has to know that it decides."""
    single = [reading for reading in readings if reading.id != "any"]
    passing = [_quoted(reading) for reading in single if reading.verdict is Verdict.YES]
    others = [_quoted(reading) for reading in single if reading.verdict is not Verdict.YES]
    if not passing or not others:
        return ()
    return (Need.of("human", "readings_differ", passing=passing, others=others),)


def _quoted(reading: ClauseReading) -> Bilingual:
    return Bilingual("rules.quoted", {"title": reading.title})


def _software_needs(software: Figure, enough: int | None) -> tuple[Need, ...]:
    if software.bounds.low > 0 and enough is None:
        return (Need.of("human", "software", number=software.text),)
    return (software.need,) if software.need else ()
