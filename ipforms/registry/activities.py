"""What offices do for those on the list: liaisons, visits, services, trainings, navigation; leads and cases."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from ipforms.messages import Bilingual
from ipforms.registry.clock import office_time, stamp
from ipforms.registry.entries import Entries
from ipforms.registry.journal import not_before
from ipforms.registry.registry_errors import FutureDay, NotWithdrawn, UnfitColumn
from ipforms.registry.tables import ACTIVITIES, CASES, ENTRIES, LEADS, LIAISONS, PARTIES
from ipforms.rules.programmes import ActivityKind, CaseKind, LiaisonSide

_AMENDED: dict[str, tuple[Table, frozenset[str]]] = {
    "parties": (PARTIES, frozenset(("district", "contact", "phone", "email"))),
    "entries": (ENTRIES, frozenset(("batch", "remark"))),
    "liaisons": (LIAISONS, frozenset(("office", "name", "post", "phone", "email"))),
    "activities": (ACTIVITIES, frozenset(("done_by", "topic", "note"))),
    "leads": (LEADS, frozenset(("source", "matter", "transferred_to"))),
    "cases": (CASES, frozenset(("matter", "opponent", "referred_to", "outcome"))),
}
"""What a person may put right by hand: words that no rule goes by. What rules go by is withdrawn and recorded anew."""
WITHDRAWN = {table.name: table for table in (LIAISONS, ACTIVITIES, LEADS, CASES)}
"""The tables whose rows are taken back, if they were recorded by mistake."""


class Activities(Entries):
    """Changes by what offices do, and corrections."""

    def liaison(
        self,
        side: LiaisonSide,
        name: str,
        *,
        programme: str,
        party: int | None = None,
        office: str | None = None,
        on: date | None = None,
        **more: Any,
    ) -> int:
        """Name a liaison; the number.

        Args:
            side: of the office, or of the enterprise or market.
            name: the person.
            programme: the notice, such as "guangzhou".
            party: for which party; None for an office's liaison for all.
            office: the office, of its liaisons.
            on: since when.
            more: post, phone, email.
        """
        values = {"side": side, "name": name, "programme": programme, "party": party, "office": office, **more}
        return self.create_once(LIAISONS, "liaison", self.day(on), values, party=party)

    def end_liaison(self, liaison: int, *, on: date | None = None) -> None:
        """Record the last day of a liaison."""
        row, day = self.still_open(LIAISONS, liaison, "until"), self.day(on)
        not_before(day, row["day"])
        self.change(LIAISONS, row, "liaison.end", day, {"until": day})

    def activity(
        self,
        kind: ActivityKind,
        *,
        programme: str,
        party: int | None = None,
        by: str | None = None,
        topic: str | None = None,
        note: str | None = None,
        on: date | None = None,
    ) -> int:
        """Record a visit, service, training or navigation; the number.

        Args:
            kind: what was done.
            programme: the notice.
            party: for whom; None where it is for all, as a navigation of an industry is.
            by: who did it; who records it if None.
            topic: on what; the industry, of a navigation.
            note: anything else.
            on: the day.
        """
        values = {"kind": kind, "programme": programme, "party": party, "topic": topic, "note": note}
        return self.create_once(ACTIVITIES, kind, self.day(on), {**values, "done_by": by or self.by}, party=party)

    def lead(self, party: int, matter: str, *, source: str | None = None, on: date | None = None) -> int:
        """Record a lead (案件线索); the number."""
        return self.create_once(
            LEADS, "lead", self.day(on), {"party": party, "matter": matter, "source": source}, party=party
        )

    def transfer(self, lead: int, to: str, *, on: date | None = None, seen: int | None = None) -> None:
        """Record that a lead was handed over to another office."""
        row, day = self.still_open(LEADS, lead, "transferred_on"), self.day(on)
        not_before(day, row["day"])
        self.change(LEADS, row, "transfer", day, {"transferred_to": to, "transferred_on": day}, seen=seen)

    def case(
        self,
        kind: CaseKind,
        party: int,
        matter: str,
        *,
        received: datetime | None = None,
        disputed: datetime | None = None,
        opponent: str | None = None,
    ) -> int:
        """Open a case; the number.

        Args:
            kind: which term it has: see `ipforms.rules.programmes.CaseKind`.
            party: whose rights they are.
            matter: what it is about.
            received: when it came in; now if None.
            disputed: when the dispute on jurisdiction was found; `received` if None.
            opponent: against whom.
        """
        at = self._moment(received)
        values = {"party": party, "kind": kind, "matter": matter, "opponent": opponent, "received_at": at}
        if kind.startswith("dispute"):
            values["disputed_at"] = self._moment(disputed) if disputed else at
        return self.create_once(CASES, "case", at[:10], values, party=party)

    def refer(self, case: int, to: str, *, at: datetime | None = None, seen: int | None = None) -> None:
        """Record that a case of disputed jurisdiction was reported to the office that decides on it."""
        row, moment = self.still_open(CASES, case, "referred_at"), self._moment(at)
        not_before(moment, row["received_at"])
        self.change(CASES, row, "refer", moment[:10], {"referred_to": to, "referred_at": moment}, seen=seen)

    def close(self, case: int, outcome: str, *, on: date | None = None, seen: int | None = None) -> None:
        """Record that a case is closed."""
        row, day = self.still_open(CASES, case, "closed_on"), self.day(on)
        not_before(day, row["day"])
        self.change(CASES, row, "close", day, {"closed_on": day, "outcome": outcome}, seen=seen)

    def amend(self, table: str, id: int, reason: str, *, seen: int | None = None, **changes: Any) -> None:
        """Put words right that no rule goes by, from the first day of the row on.

        Raises:
            UnfitColumn: a column that a rule goes by: withdraw the row and record it anew.
        """
        if table not in _AMENDED or not changes.keys() <= _AMENDED[table][1]:
            raise UnfitColumn(table=table, names=sorted(changes))
        target = _AMENDED[table][0]
        row = self.row(target, id)
        self.change(target, row, "amend", row["day"], changes, seen=seen, reason=reason)

    def withdraw_row(self, table: str, id: int, reason: str) -> None:
        """Take back a liaison, activity, lead or case that was recorded by mistake; its events stay.

        Raises:
            NotWithdrawn: rows of this table are not taken back: see `revoke` and `leave`.
        """
        if table not in WITHDRAWN:
            raise NotWithdrawn(table=table, known=[Bilingual(f"registry.table.{each}") for each in WITHDRAWN])
        self.withdraw(WITHDRAWN[table], self.row(WITHDRAWN[table], id), reason)

    def _moment(self, at: datetime | None) -> str:
        found = office_time(at) if at else self.at
        if found > self.at:
            raise FutureDay(day=stamp(found), today=stamp(self.at))
        return stamp(found)
