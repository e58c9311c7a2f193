"""Decisions on an application, in the order of the notice: the company applies, its district decides, then the city."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from ipforms.forms import form_of
from ipforms.messages import Bilingual
from ipforms.registry.applications import Applications
from ipforms.registry.registry_errors import AlreadyDecided, NoRecommendation, OutOfOrder, RowInUse
from ipforms.registry.tables import APPLICATIONS, ENTRIES, PARTIES
from ipforms.rules.clauses import Clause
from ipforms.rules.programmes import PROGRAMMES, DecisionVerdict, Level, Programme, programme
from ipforms.schemas.base import FormModel
from ipforms.text import name_key


@dataclass(frozen=True)
class Recommended:
    """A table of recommendations.

    Attributes:
        programme: the notice.
        unit: the office that recommends; None if the table names none.
        names: whom, in the order of the table.
    """

    programme: str
    unit: str | None
    names: tuple[str, ...]

    @classmethod
    def of(cls, record: FormModel) -> "Recommended":
        """What a record says.

        Raises:
            NoRecommendation: its form is no table of recommendations.

        >>> import ipforms
        >>> form = ipforms.form("jinhua-recommendation")
        >>> Recommended.of(form.model(recommending_unit="婺城区局", enterprises=[{"name": "甲"}, {"name": "乙"}]))
        Recommended(programme='jinhua', unit='婺城区局', names=('甲', '乙'))
        """
        form = form_of(record)
        of = next((each for each in PROGRAMMES.values() if form.id in each.recommendations), None)
        if of is None:
            raise NoRecommendation(form=form.title)
        rows: list[Any] = getattr(record, of.recommendations[form.id])
        names = tuple(row.name for row in rows if row.name)
        return cls(of.id, form.applicant_of(record) or None, names)


class Decisions(Applications):
    """Changes by decisions of district and city."""

    def decide(
        self,
        application: int,
        level: Level,
        verdict: DecisionVerdict,
        *,
        by: str | None = None,
        opinion: str | None = None,
        on: date | None = None,
        batch: str | None = None,
        seen: int | None = None,
    ) -> int | None:
        """Record a decision; the city's approval takes the applicant into the list.

        A party that is on the list already stays in its entry: the application is then its newer data.

        Args:
            application: its number.
            level: whose decision it is.
            verdict: how it was decided.
            by: the office or person that has decided; who records it if None.
            opinion: in its words.
            on: the day of the decision; the day of recording if None.
            batch: the batch of the list, of the city's approval.
            seen: the revision of the application that was decided on; None if it does not matter.

        Returns:
            The number of the entry, if the applicant is on the list now.

        Raises:
            OutOfOrder: a city's decision before the district has recommended, or a day before the step before it.
            AlreadyDecided: this level has decided.
            StaleState: the application has changed since `seen`.
            UnknownRow: there is no such application.
        """
        row, day = self.row(APPLICATIONS, application), self.day(on)
        self._may_decide(row, level, day)
        changes = {"verdict": verdict, "by": by or self.by, "on": day, "opinion": opinion}
        own = {f"{level}_{name}": value for name, value in changes.items()}
        self.change(APPLICATIONS, row, f"{level}.{verdict}", day, own, seen=seen)
        return self._admit(row, day, batch) if (level, verdict) == ("city", "approve") else None

    def recommend(
        self, recommendation: Recommended, *, opinion: str | None = None, on: date | None = None
    ) -> tuple[list[int], list[str]]:
        """Record a district's recommendation of all that its table lists.

        Args:
            recommendation: what the table says.
            opinion: in the district's words.
            on: the day of the decision; the day of recording if None.

        Returns:
            The numbers of the applications that are recommended by it, and the names for which none waits.
        """
        waiting = (
            select(PARTIES.c.name_key, APPLICATIONS.c.id)
            .join(APPLICATIONS, APPLICATIONS.c.party == PARTIES.c.id)
            .where(PARTIES.c.programme == recommendation.programme, APPLICATIONS.c.district_verdict.is_(None))
            .where(PARTIES.c.name_key.in_([name_key(name) for name in recommendation.names]))
            .order_by(APPLICATIONS.c.day, APPLICATIONS.c.id)
        )
        latest = {row.name_key: row.id for row in self.execute(waiting)}
        found = [latest[name_key(name)] for name in recommendation.names if name_key(name) in latest]
        for number in dict.fromkeys(found):
            self.decide(number, "district", "approve", by=recommendation.unit, opinion=opinion, on=on)
        return found, [name for name in recommendation.names if name_key(name) not in latest]

    def revoke(self, application: int, level: Level, reason: str, *, on: date | None = None) -> None:
        """Take a decision back; it may be made anew. The events keep both.

        Raises:
            RowInUse: the city has decided on it, or the entry that came of it stands.
            OutOfOrder: there is no decision.
        """
        row = self.row(APPLICATIONS, application)
        order = self._party(row["party"])[1].order
        if row[f"{level}_verdict"] is None:
            raise out_of_order(order, "undecided", application=application)
        entries = select(ENTRIES.c.id).where(ENTRIES.c.application == application)
        if (level == "district" and row["city_verdict"]) or self.execute(entries).first():
            raise RowInUse(table=APPLICATIONS.name, id=application)
        day = max(self.day(on), row[f"{level}_on"])
        blank = dict.fromkeys(f"{level}_{name}" for name in ("verdict", "by", "on", "opinion"))
        self.change(APPLICATIONS, row, f"{level}.revoke", day, blank, reason=reason)

    def _may_decide(self, row: Mapping[str, Any], level: Level, day: str) -> None:
        party, rules = self._party(row["party"])
        if row[f"{level}_verdict"] is not None:
            raise AlreadyDecided(
                application=row["id"],
                party=party["name"],
                by=row[f"{level}_by"],
                day=row[f"{level}_on"],
                verdict=Bilingual(f"registry.verdict.{row[f'{level}_verdict']}"),
            )
        if level == "city" and row["district_verdict"] != "approve":
            key = "district_first" if row["district_verdict"] is None else "district_refused"
            raise out_of_order(rules.order, key, application=row["id"], party=party["name"])
        before = row["day"] if level == "district" else row["district_on"]
        if day < before:
            raise out_of_order(rules.order, "days", day=day, before=before)

    def _party(self, id: int) -> tuple[dict[str, Any], Programme]:
        party = self.row(PARTIES, id)
        return party, programme(party["programme"])

    def _admit(self, application: Mapping[str, Any], day: str, batch: str | None) -> int:
        """The entry of a party that is taken in, or the one that it has."""
        party = application["party"]
        if (found := self._open_entry(party)) is not None:
            return found
        year = int(day[:4])
        values = {"party": party, "application": application["id"], "batch": batch, "year": year}
        return self.create(ENTRIES, "entry", day, {**values, "number": self._entry_number(party, year)}, party=party)

    def enter(
        self,
        party: int,
        *,
        on: date | None = None,
        batch: str | None = None,
        year: int | None = None,
        number: int | None = None,
        reason: str | None = None,
        **more: str | None,
    ) -> int:
        """Take over an entry of the list that an office has kept itself, without an application; its number.

        Args:
            party: the party, which is not on the list.
            on: the day on which it was taken in.
            batch: the batch.
            year: the year of the list; that of the day if None.
            number: its number in that year; the next one if None.
            reason: why it is taken over, as the event says.
            more: own_number, the number as it is written in that list; remark.

        Raises:
            OutOfOrder: the party is on the list, or the number has been given in that year.
        """
        own, rules = self._party(party)
        day = self.day(on)
        if (found := self._open_entry(party)) is not None:
            raise out_of_order(rules.decision, "on_list", party=own["name"], entry=found)
        of_year = year or int(day[:4])
        given = self._entry_number(party, of_year) if number is None else number
        if self.execute(self._numbers(own, of_year).where(ENTRIES.c.number == given)).first():
            raise out_of_order(rules.decision, "number", number=given, year=of_year)
        values = {"party": party, "batch": batch, "year": of_year, "number": given, **more}
        return self.create(ENTRIES, "entry", day, values, party=party, reason=reason)

    def _open_entry(self, party: int) -> int | None:
        """The entry by which a party is on the list."""
        found = select(ENTRIES.c.id).where(ENTRIES.c.party == party, ENTRIES.c.left_on.is_(None))
        return self.execute(found).scalar()

    def _numbers(self, party: Mapping[str, Any], year: int) -> Select[tuple[int]]:
        """The numbers of a year in the list of a party's programme and kind."""
        own = (PARTIES.c.programme == party["programme"], PARTIES.c.kind == party["kind"], ENTRIES.c.year == year)
        return select(ENTRIES.c.number).join(PARTIES, PARTIES.c.id == ENTRIES.c.party).where(*own)

    def _entry_number(self, party: int, year: int) -> int:
        """The next number of a year."""
        numbers = self._numbers(self.row(PARTIES, party), year)
        return (self.execute(numbers.with_only_columns(func.max(ENTRIES.c.number))).scalar() or 0) + 1


def out_of_order(clause: Clause, key: str, /, **context: Any) -> OutOfOrder:
    """The error that a step comes too early, with the clause that says so."""
    return OutOfOrder(reason=Bilingual(f"registry.order.{key}", context), clause=str(clause))
