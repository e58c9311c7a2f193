"""What a rule says: yes, no, or unknown, with its arithmetic, its clause and what would settle it.

Three-valued: a condition of which the form cannot tell is `unknown`, never `no`. Any-of and all-of follow Kleene.

    >>> any_of([Verdict.NO, Verdict.UNKNOWN]), all_of([Verdict.YES, Verdict.UNKNOWN])
    (<Verdict.UNKNOWN: 'unknown'>, <Verdict.UNKNOWN: 'unknown'>)
    >>> any_of([Verdict.UNKNOWN, Verdict.YES]), all_of([Verdict.UNKNOWN, Verdict.NO])
    (<Verdict.YES: 'yes'>, <Verdict.NO: 'no'>)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from ipforms.messages import Bilingual
from ipforms.rules.clauses import Clause


class Verdict(StrEnum):
    """Whether a condition is met."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if one is; open if none is and one is open."""
    found = set(verdicts)
    if Verdict.YES in found:
        return Verdict.YES
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.NO


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Met if all are; open if none fails and one is open."""
    found = set(verdicts)
    if Verdict.NO in found:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.YES


@dataclass(frozen=True, slots=True)
class Need:
    """What would settle an open condition, or must be shown besides the form."""

    # "attachment" for a paper, "human" for judgement, "correction" for an answer that must be made exact
    kind: Literal["attachment", "human", "correction"]
    what: Bilingual  # the paper or the question

    @classmethod
    def of(cls, kind: Literal["attachment", "human", "correction"], key: str, **context: Any) -> "Need":
        """A need by the key of its message, `rules.need.<key>`."""
        return cls(kind, Bilingual(f"rules.need.{key}", context))


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """One way to read a clause that can be read in several."""

    id: str  # its name among the policies
    title: Bilingual  # what it takes the clause to mean
    verdict: Verdict  # whether the condition is met so
    arithmetic: str  # the sum behind the verdict, such as “42 + 20 = 62 ≥ 30”


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, judged."""

    id: str  # its name, stable
    title: Bilingual  # what is asked for
    clause: Clause  # where it stands
    verdict: Verdict  # whether it is met, under the policies in force
    # the sum or the facts behind the verdict, in signs and in the form's own words: the same in every language. “?”
    # stands for what is blank, “（≥ 20？）” for what is left open
    arithmetic: str = ""
    paths: tuple[str, ...] = ()  # the fields that it looked at
    needs: tuple[Need, ...] = ()  # papers or judgement still open; for `unknown`, what would settle it
    # where the clause can be read in several ways, each of them with its verdict
    readings: tuple[ClauseReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether an applicant may be taken into the list."""

    verdict: Verdict  # the whole
    mode: Literal["any", "all"]  # "any" if one condition is enough, "all" if all are asked for
    clause: Clause  # where this is said
    conditions: tuple[Condition, ...]  # each condition
    needs: tuple[Need, ...] = ()  # what must be shown or judged whichever conditions are met
