"""The counts of a year against what the notices ask for: what is missing, and for whom."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, exists, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

from ipforms.messages import Bilingual, Lang, say
from ipforms.registry.list_review import is_listed
from ipforms.registry.listing import is_in_office, is_of_office
from ipforms.registry.tables import ACTIVITIES, CULTIVATIONS, ENTRIES, LIAISONS, PARTIES
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies
from ipforms.rules.programmes import Duty, Programme

_NAMED = 20  # parties that are named in a cell


class Missing(NamedTuple):
    """A party for which too little was done: its number and name, and how much was."""

    party: int
    name: str
    done: int


@dataclass(frozen=True)
class DutyCount:
    """One duty of a year, counted.

    Attributes:
        programme: of which notice.
        duty: what is asked for, how much of it, and where.
        year: of which year.
        count: of the whole list: how much there is; of each party: for how many parties it is met.
        asked: how much is asked for; of each party: of how many parties.
        missing: for whom something is missing, of a duty for each party.
    """

    programme: str
    duty: Duty
    year: int
    count: int
    asked: int
    missing: tuple[Missing, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return self.count >= self.asked

    @property
    def arithmetic(self) -> str:
        """The count against what is asked for: “28 < 30”."""
        return f"{self.count} {'≥' if self.is_met else '<'} {self.asked}"

    @property
    def title(self) -> Bilingual:
        """What is asked for, in words."""
        return Bilingual(f"registry.duty.{self.duty.counts}", {"least": self.duty.least})

    def cells(self, lang: Lang = "zh") -> tuple[str, ...]:
        """A row of the table: what is asked for, the count, whether it is met, for whom it is missing, the clause."""
        met = say("registry.met" if self.is_met else "registry.not_met", lang) if self.asked else ""
        missing = "、".join(f"{each.name}（{each.done}）" for each in self.missing[:_NAMED])
        missing += "……" if len(self.missing) > _NAMED else ""
        if not self.asked:
            missing = say("registry.nobody", lang)
        elif not (self.is_met or missing):
            missing = str(self.asked - self.count)
        return (
            self.title.text(lang),
            self.arithmetic,
            met,
            missing,
            f"{self.duty.clause.document}{self.duty.clause.number}",
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "programme": self.programme,
            "duty": self.duty.counts,
            "per": self.duty.per,
            "least": self.duty.least,
            "clause": str(self.duty.clause),
            "year": self.year,
            "count": self.count,
            "asked": self.asked,
            "met": self.is_met,
            "missing": [each._asdict() for each in self.missing],
        }


class YearSpan(NamedTuple):
    """The days of a year that are counted: up to the day that is asked for."""

    year: int
    first: str
    last: str


def count_duties(
    connection: Connection, of: Programme, year: int, day: str, policies: ListPolicies = LIST_DEFAULT
) -> list[DutyCount]:
    """The duties of a notice in a year, counted as of a day."""
    span = YearSpan(year, f"{year}-01-01", min(day, f"{year}-12-31"))
    return [_counted(connection, of, duty, span, policies) for duty in of.duties]


def _counted(connection: Connection, of: Programme, duty: Duty, span: YearSpan, policies: ListPolicies) -> DutyCount:
    if duty.per == "list" or (duty.counts == "service" and policies.services == "total"):
        count = connection.scalar(_total(of, duty, span, policies)) or 0
        return DutyCount(of.id, duty, span.year, count, duty.least)
    asked = connection.scalar(_parties(of, duty, span, policies).with_only_columns(func.count())) or 0
    found = connection.execute(_lacking(of, duty, span, policies))
    missing = tuple(Missing(*row) for row in found)
    return DutyCount(of.id, duty, span.year, asked - len(missing), asked, missing)


def _total(of: Programme, duty: Duty, span: YearSpan, policies: ListPolicies) -> Select[Any]:
    """How much there is on the whole list."""
    if duty.counts == "entry":
        in_time = is_listed(span.last) if policies.entries == "listed" else _within(ENTRIES.c.day, span)
        return _joined(select(func.count()), ENTRIES, of, duty).where(in_time)
    if duty.counts == "cultivation":
        return _joined(select(func.count()), CULTIVATIONS, of, duty).where(_within(CULTIVATIONS.c.day, span))
    # An industry that is chosen twice is one; a record without its industry counts once.
    counted = func.count(ACTIVITIES.c.topic.distinct()) if duty.counts == "navigation" else func.count()
    return select(counted).where(_done(of, duty, span))


def _joined(statement: Select[Any], table: Any, of: Programme, duty: Duty) -> Select[Any]:
    own = and_(PARTIES.c.programme == of.id, PARTIES.c.kind.in_(duty.kinds))
    return statement.select_from(table).join(PARTIES, PARTIES.c.id == table.c.party).where(own)


def _within(column: ColumnElement[str], span: YearSpan) -> ColumnElement[bool]:
    return column.between(span.first, span.last)


def _done(of: Programme, duty: Duty, span: YearSpan) -> ColumnElement[bool]:
    return and_(ACTIVITIES.c.programme == of.id, ACTIVITIES.c.kind == duty.counts, _within(ACTIVITIES.c.day, span))


def _parties(of: Programme, duty: Duty, span: YearSpan, policies: ListPolicies) -> Select[Any]:
    """Those of whom a duty is asked: they are on the list at the end of the span."""
    asked = [is_listed(span.last)]
    if policies.partial_years == "skip":
        asked.append(ENTRIES.c.day < span.first)
    return _joined(select(PARTIES.c.id, PARTIES.c.name), ENTRIES, of, duty).where(*asked)


def _lacking(of: Programme, duty: Duty, span: YearSpan, policies: ListPolicies) -> Select[Any]:
    """Those for whom too little was done, with how much was."""
    counted = _liaisons(duty, span) if duty.counts.endswith("liaison") else _done_for(of, duty, span)
    count = func.coalesce(counted.c.count, literal(0))
    joined = _parties(of, duty, span, policies).outerjoin(counted, counted.c.party == PARTIES.c.id)
    if duty.counts == "office_liaison":
        joined = joined.where(~exists().where(is_of_office(), is_in_office(span.last)).correlate(PARTIES))
    return joined.add_columns(count).where(count < duty.least).order_by(PARTIES.c.id)


def _done_for(of: Programme, duty: Duty, span: YearSpan) -> Any:
    done = select(ACTIVITIES.c.party, func.count().label("count")).where(_done(of, duty, span))
    return done.where(ACTIVITIES.c.party.is_not(None)).group_by(ACTIVITIES.c.party).subquery()


def _liaisons(duty: Duty, span: YearSpan) -> Any:
    """The liaisons that parties have at the end of the span."""
    side = duty.counts.removesuffix("_liaison")
    own = select(LIAISONS.c.party, func.count().label("count"))
    named = own.where(LIAISONS.c.side == side, is_in_office(span.last), LIAISONS.c.party.is_not(None))
    return named.group_by(LIAISONS.c.party).subquery()
