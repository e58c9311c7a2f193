"""What a notice asks of its offices once a party is on the list: order of decisions, yearly counts, terms.

The forms are only the door: here stands what follows. Each entry cites its clause; where the other notice says nothing,
there is no entry, and so no duty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ipforms.rules import clauses
from ipforms.rules.clauses import Clause

PartyKind = Literal["enterprise", "market"]
PARTY_KINDS: tuple[PartyKind, ...] = ("enterprise", "market")
Counted = Literal["entry", "cultivation", "visit", "service", "navigation", "office_liaison", "party_liaison"]
CaseKind = Literal["dispute_inside", "dispute_outside", "counterfeit_patent", "other_province", "other"]
"""Jurisdiction disputed inside or outside of the city; a counterfeit patent; an infringer of another province."""
Level = Literal["district", "city"]
LEVELS: tuple[Level, ...] = ("district", "city")
DecisionVerdict = Literal["approve", "refuse", "return"]
DECISION_VERDICTS: tuple[DecisionVerdict, ...] = ("approve", "refuse", "return")
"""推荐 or 认定; 不予推荐 or 不予认定; 退回补正: a new application follows."""
ReviewOutcome = Literal["stay", "leave"]
REVIEW_OUTCOMES: tuple[ReviewOutcome, ...] = ("stay", "leave")
ActivityKind = Literal["visit", "service", "training", "navigation"]
LiaisonSide = Literal["office", "party"]


@dataclass(frozen=True, slots=True)
class Duty:
    """What is asked for every year, or at any time (liaisons)."""

    counts: Counted  # what is counted
    least: int  # how many there must be
    per: Literal["list", "party"]  # whether of the whole list or for each party on it
    clause: Clause  # where it stands
    kinds: tuple[PartyKind, ...] = PARTY_KINDS  # of which parties


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take; None of `hours` and `months` where the text sets no limit."""

    clause: Clause
    hours: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One notice's list."""

    id: str  # its name, stable
    forms: Mapping[str, PartyKind]  # the kind of party that each of its forms is for
    order: Clause  # the clause on company → district → city
    decision: Clause  # the clause by which the city decides
    # the forms by which districts recommend, each with the section that lists whom
    recommendations: Mapping[str, str] = field(default_factory=dict)
    leaving: Clause | None = None  # the clause on leaving the list; None where the notice has none
    duties: tuple[Duty, ...] = ()  # what is asked for every year
    terms: Mapping[CaseKind, Term] = field(default_factory=dict)  # the terms of cases, by kind
    cultivation: Term | None = None  # how long a market is cultivated; None where nobody is
    acceptance: Clause | None = None  # the clause on what follows


_UNKNOWN = Clause("", "", "企业申报，区县推荐，市级确定")

JINHUA = Programme(
    id="jinhua",
    forms={"jinhua-application": "enterprise"},
    order=clauses.JINHUA_ORDER,
    decision=clauses.JINHUA_DECISION,
    recommendations={"jinhua-recommendation": "enterprises"},
    duties=(
        Duty("office_liaison", 1, "party", clauses.JINHUA_LIAISONS),
        Duty("party_liaison", 1, "party", clauses.JINHUA_LIAISONS),
    ),
    terms={
        "dispute_inside": Term(clauses.JINHUA_DISPUTE_INSIDE, hours=24),
        "dispute_outside": Term(clauses.JINHUA_DISPUTE_OUTSIDE, hours=24),
        "other_province": Term(clauses.JINHUA_OTHER_PROVINCE),
    },
)
GUANGZHOU = Programme(
    id="guangzhou",
    forms={"guangzhou-enterprise": "enterprise", "guangzhou-market": "market"},
    order=clauses.GUANGZHOU_ORDER,
    decision=clauses.GUANGZHOU_ORDER,
    leaving=clauses.GUANGZHOU_EXIT,
    duties=(
        Duty("entry", 30, "list", clauses.GUANGZHOU_YEARLY_ENTRIES, ("enterprise",)),
        Duty("cultivation", 2, "list", clauses.GUANGZHOU_CULTIVATION, ("market",)),
        Duty("navigation", 1, "list", clauses.GUANGZHOU_NAVIGATION),
        Duty("office_liaison", 1, "party", clauses.GUANGZHOU_LIAISONS),
        Duty("visit", 1, "party", clauses.GUANGZHOU_VISITS),
        Duty("service", 2, "party", clauses.GUANGZHOU_SERVICES),
    ),
    terms={"counterfeit_patent": Term(clauses.GUANGZHOU_COUNTERFEIT, months=1)},
    cultivation=Term(clauses.GUANGZHOU_CULTIVATION, months=24),
    acceptance=clauses.GUANGZHOU_ACCEPTANCE,
)
PROGRAMMES = {each.id: each for each in (JINHUA, GUANGZHOU)}


def programme(id: str) -> Programme:
    """The programme of an id. One that is not known here asks for nothing but the order of decisions.

    >>> programme("guangzhou").duties[0].least, programme("yiwu").duties
    (30, ())
    """
    return PROGRAMMES.get(id) or Programme(id, {}, _UNKNOWN, _UNKNOWN)


def programme_of_form(form_id: str) -> Programme:
    """The programme that a form belongs to; a form of another package is a programme of its own.

    >>> programme_of_form("guangzhou-market").id, programme_of_form("yiwu-liaison").id
    ('guangzhou', 'yiwu-liaison')
    """
    found = (each for each in PROGRAMMES.values() if form_id in each.forms)
    return next(found, None) or Programme(form_id, {form_id: "enterprise"}, _UNKNOWN, _UNKNOWN)
