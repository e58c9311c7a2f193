"""What is overdue and what is due soon: cases by the hour and the month, cultivations, and what a year asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, or_, select

from ipforms.codes.masking import masked_text
from ipforms.messages import Bilingual, Lang, say
from ipforms.registry.tables import CASES, CULTIVATIONS, PARTIES
from ipforms.registry.yearly_report import DutyCount, count_duties
from ipforms.rules.clauses import Clause
from ipforms.rules.deadlines import hours_after, months_after
from ipforms.rules.list_policies import LIST_DEFAULT, ListPolicies
from ipforms.rules.programmes import Programme, Term, programme

_END = time(23, 59, 59)  # a day ends at 24:00; no later second has its date


@dataclass(frozen=True)
class DueItem:
    """Something that has a term.

    Attributes:
        kind: the kind of the case, "acceptance", or the duty of the year.
        due: the last moment.
        overdue: whether it has passed.
        clause: where the term stands.
        table: which table the row is of; "" of a duty.
        id: the number of the row; of a duty for one party, of that party; else None.
        party: the number of the party, or None.
        name: the name of the party, or "".
        what: the matter, or how much is missing.
    """

    kind: str
    due: datetime
    overdue: bool
    clause: Clause
    table: str = ""
    id: int | None = None
    party: int | None = None
    name: str = ""
    what: str = ""

    @property
    def title(self) -> Bilingual:
        """What is to be done, in words."""
        return Bilingual(f"registry.due.{self.kind}")

    def cells(self, lang: Lang = "zh") -> tuple[str, ...]:
        """A row of the table: due, whether it is overdue, what is to be done, for whom, about what, by which clause."""
        overdue = say("registry.overdue", lang) if self.overdue else ""
        clause = f"{self.clause.document}{self.clause.number}"
        own = (self.title.text(lang), self.name, masked_text(self.what), clause)
        return self.due.isoformat(" ", "minutes"), overdue, *own

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "due": self.due.isoformat(timespec="seconds"),
            "overdue": self.overdue,
            "clause": str(self.clause),
            "table": self.table,
            "id": self.id,
            "party": self.party,
            "name": self.name,
            "what": self.what,
        }


def due_items(
    connection: Connection,
    programmes: list[Programme],
    now: datetime,
    within: timedelta,
    policies: ListPolicies = LIST_DEFAULT,
) -> list[DueItem]:
    """What is overdue at a moment, or due within a span from it; the most urgent first. See `Registry.due`."""
    end = _last_moment(now, within)
    found = [*_cases(connection, now, end, policies), *_acceptances(connection, now, end)]
    year_end = datetime.combine(date(now.year, 12, 31), _END)
    if year_end <= end:
        for of in programmes:
            for each in count_duties(connection, of, now.year, now.date().isoformat(), policies):
                found += _of_duty(each, year_end)
    return sorted((item for item in found if item.due <= end), key=lambda item: (item.due, item.table, item.id or 0))


def _last_moment(now: datetime, within: timedelta) -> datetime:
    """The end of what is looked at: a span of whole days ends with its last day, one of hours by the clock."""
    end = now + within
    return end if within % timedelta(days=1) else datetime.combine(end.date(), _END)


def _cases(connection: Connection, now: datetime, end: datetime, policies: ListPolicies) -> Iterator[DueItem]:
    """Open cases with a term; a dispute is done with when it is reported."""
    today = now.date().isoformat()
    open_ = or_(CASES.c.closed_on.is_(None), CASES.c.closed_on > today)
    joined = select(CASES, PARTIES.c.name, PARTIES.c.programme).join(PARTIES, PARTIES.c.id == CASES.c.party)
    for row in connection.execute(joined.where(open_, CASES.c.day <= today)).mappings():
        term = programme(row["programme"]).terms.get(row["kind"])
        due = None if term is None else end_of_case(row, term, policies)
        reported = row["referred_at"] and datetime.fromisoformat(row["referred_at"]) <= now
        if term is not None and due is not None and due <= end and not reported:
            own = {"table": CASES.name, "id": row["id"], "party": row["party"], "name": row["name"]}
            yield DueItem(row["kind"], due, due < now, term.clause, what=row["matter"], **own)


def end_of_case(row: Any, term: Term, policies: ListPolicies = LIST_DEFAULT) -> datetime | None:
    """The last moment of the term of a row of `cases`; None if its notice sets none."""
    if term.hours is not None:
        start = row["received_at"] if policies.dispute_start == "receipt" else row["disputed_at"] or row["received_at"]
        return hours_after(datetime.fromisoformat(start), term.hours)
    if term.months is not None:
        return datetime.combine(months_after(date.fromisoformat(row["day"]), term.months, policies), _END)
    return None


def _acceptances(connection: Connection, now: datetime, end: datetime) -> Iterator[DueItem]:
    """Cultivations whose time is over, or will be, and which nobody has accepted; no term is set for that."""
    today = now.date().isoformat()
    open_ = or_(CULTIVATIONS.c.accepted_on.is_(None), CULTIVATIONS.c.accepted_on > today)
    joined = select(CULTIVATIONS, PARTIES.c.name, PARTIES.c.programme).join(
        PARTIES, PARTIES.c.id == CULTIVATIONS.c.party
    )
    ending = joined.where(open_, CULTIVATIONS.c.day <= today, CULTIVATIONS.c.ends_on <= end.date().isoformat())
    for row in connection.execute(ending).mappings():
        of = programme(row["programme"])
        due = datetime.combine(date.fromisoformat(row["ends_on"]), _END)
        own = {"table": CULTIVATIONS.name, "id": row["id"], "party": row["party"], "name": row["name"]}
        yield DueItem("acceptance", due, due < now, of.acceptance or of.decision, what=row["day"], **own)


def _of_duty(counted: DutyCount, end: datetime) -> Iterator[DueItem]:
    """What is missing of a year, by its end: of the list, or for each party."""
    kind, clause = counted.duty.counts, counted.duty.clause
    if counted.missing:
        for each in counted.missing:
            what = f"{each.done} < {counted.duty.least}"
            yield DueItem(kind, end, False, clause, id=each.party, party=each.party, name=each.name, what=what)
    elif not counted.is_met:
        yield DueItem(kind, end, False, clause, what=counted.arithmetic)
