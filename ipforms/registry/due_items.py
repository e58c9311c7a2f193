"""What is overdue and what is due soon: cases by the hour and the month, cultivations, and what a year asks for."""

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
from ipforms.rules.policies import LIST_DEFAULT, ListPolicies
from ipforms.rules.programmes import PROGRAMMES, CaseKind, Programme, Term, programme

_END = time(23, 59, 59)  # a day ends at 24:00; no later second has its date
_TERMED = frozenset(kind for each in PROGRAMMES.values() for kind in each.terms)
"""The kinds of cases of which a notice says something; of one that says nothing, the others' are told too."""


@dataclass(frozen=True)
class DueItem:
    """Something that has a term, or a case whose notice should set one and does not.

    Attributes:
        kind: the kind of the case, "acceptance", or the duty of the year.
        due: the last moment; None where neither the notice nor the office sets a term.
        overdue: whether it has passed.
        clause: where the term stands; None where the notice says nothing.
        table: which table the row is of; "" of a duty.
        id: the number of the row; of a duty for one party, of that party; else None.
        party: the number of the party, or None.
        name: the name of the party, or "".
        what: the matter, or how much is missing.
    """

    kind: str
    due: datetime | None
    overdue: bool
    clause: Clause | None
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
        return self.due_text(lang), overdue, self.title.text(lang), self.name, masked_text(self.what), self.basis(lang)

    def sentence(self, lang: Lang = "zh") -> str:
        """What is to be done, until when, and by which clause."""
        own = {"what": self.title.text(lang), "due": self.due_text(lang), "basis": self.basis(lang)}
        return say("registry.term", lang, **own)

    def due_text(self, lang: Lang = "zh") -> str:
        """The last moment in words."""
        return self.due.isoformat(" ", "minutes") if self.due else say("registry.no_term", lang)

    def basis(self, lang: Lang = "zh") -> str:
        """Where the term stands, in words."""
        return f"{self.clause.document}{self.clause.number}" if self.clause else say("registry.no_clause", lang)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "due": self.due.isoformat(timespec="seconds") if self.due else None,
            "overdue": self.overdue,
            "clause": str(self.clause) if self.clause else None,
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
    found = [*open_cases(connection, now, policies), *_acceptances(connection, now, end)]
    year_end = datetime.combine(date(now.year, 12, 31), _END)
    if year_end <= end:
        for of in programmes:
            for each in count_duties(connection, of, now.year, now.date().isoformat(), policies):
                found += _of_duty(each, year_end)
    soon = (item for item in found if item.due is None or item.due <= end)
    return sorted(soon, key=lambda item: (item.due or datetime.max, item.table, item.id or 0))


def _last_moment(now: datetime, within: timedelta) -> datetime:
    """The end of what is looked at: a span of whole days ends with its last day, one of hours by the clock."""
    end = now + within
    return end if within % timedelta(days=1) else datetime.combine(end.date(), _END)


def open_cases(connection: Connection, now: datetime, policies: ListPolicies = LIST_DEFAULT) -> Iterator[DueItem]:
    """Open cases of kinds that have terms; a dispute is done with when it is reported."""
    today = now.date().isoformat()
    open_ = or_(CASES.c.closed_on.is_(None), CASES.c.closed_on > today)
    joined = select(CASES, PARTIES.c.name, PARTIES.c.programme).join(PARTIES, PARTIES.c.id == CASES.c.party)
    for row in connection.execute(joined.where(open_, CASES.c.day <= today, CASES.c.kind.in_(_TERMED))).mappings():
        if row["referred_at"] and datetime.fromisoformat(row["referred_at"]) <= now:
            continue
        term = programme(row["programme"]).terms.get(row["kind"])
        due, clause = end_of_case(row, term, policies), term.clause if term else None
        own = {"table": CASES.name, "id": row["id"], "party": row["party"], "name": row["name"]}
        yield DueItem(row["kind"], due, due is not None and due < now, clause, what=row["matter"], **own)


def end_of_case(row: Any, term: Term | None, policies: ListPolicies = LIST_DEFAULT) -> datetime | None:
    """The last moment of the term of a row of `cases`; None if neither its notice nor the office sets one."""
    hours, months = _lengths(row["kind"], term, policies)
    if hours:
        start = row["received_at"] if policies.dispute_start == "receipt" else row["disputed_at"] or row["received_at"]
        return hours_after(datetime.fromisoformat(start), hours)
    if months:
        return datetime.combine(months_after(date.fromisoformat(row["day"]), months, policies), _END)
    return None


def _lengths(kind: CaseKind, term: Term | None, policies: ListPolicies) -> tuple[int | None, int | None]:
    """The hours and months that a kind of case may take: by its notice, else by what the office asks of itself."""
    if term is not None and (term.hours or term.months):
        return term.hours, term.months
    return (policies.own_hours, None) if kind.startswith("dispute") else (None, policies.own_months)


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
