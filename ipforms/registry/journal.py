"""The journal: every change is an event that stays, and the present is kept in the same transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Executable, Result, Table, delete, func, insert, select, update

from ipforms.registry.clock import office_time, stamp
from ipforms.registry.registry_errors import DoneAlready, EarlyDay, FutureDay, SameAgain, StaleState, UnknownRow
from ipforms.registry.tables import EVENTS, PARTIES, PRESENT

_TOGETHER = 500  # rows that are written with one statement

Values = Mapping[str, Any]


class Journal:
    """The writer of one transaction. All changes of the registry go through `create`, `change` and `withdraw`.

    Attributes:
        by: who makes the changes.
        at: when, in the office's time.
    """

    def __init__(self, connection: Connection, by: str, at: datetime) -> None:
        self.by, self.at = by, office_time(at)
        self._connection = connection
        self._pending: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._next: dict[str, int] = {}

    def day(self, on: date | None) -> str:
        """A day as it is stored; the day of recording if None.

        Raises:
            FutureDay: it lies behind the day of recording.
        """
        found = on or self.at.date()
        if found > self.at.date():
            raise FutureDay(day=found.isoformat(), today=self.at.date().isoformat())
        return found.isoformat()

    def execute(self, statement: Executable) -> Result[Any]:
        """Ask the present, with all that this transaction has written."""
        self.flush()
        return self._connection.execute(statement)

    def row(self, table: Table, id: int) -> dict[str, Any]:
        """A row of the present.

        Raises:
            UnknownRow: there is none of this number.
        """
        found = self.execute(select(table).where(table.c.id == id)).mappings().first()
        if found is None:
            raise UnknownRow(table=table.name, id=id)
        return dict(found)

    def create(
        self, table: Table, kind: str, day: str, values: Values, *, party: int | None, reason: str | None = None
    ) -> int:
        """Add a row, and the event that it came; the row's number."""
        id = self._number(table)
        first = {"revision": 1} if "revision" in table.c else {}
        after = {**dict.fromkeys(table.c.keys()), **values, **first, "id": id, "day": day}
        self._pending[table.name].append(after)
        said = {name: value for name, value in after.items() if value is not None}
        self._event(table, id, kind, day, None, said, id if table is PARTIES else party, reason)
        return id

    def create_once(self, table: Table, kind: str, day: str, values: Values, *, party: int | None) -> int:
        """As `create`, of what somebody may send twice: with the same words on the same day it is there already.

        Raises:
            SameAgain: it is.
        """
        said = {**values, "day": day}
        same = select(table.c.id).where(*(table.c[name].is_not_distinct_from(value) for name, value in said.items()))
        if (found := self.execute(same).scalar()) is not None:
            raise SameAgain(table=table.name, id=found)
        return self.create(table, kind, day, values, party=party)

    def still_open(self, table: Table, id: int, done: str) -> dict[str, Any]:
        """A row of the present of which something is not recorded yet.

        Raises:
            DoneAlready: it is, on the day that the column `done` has.
        """
        row = self.row(table, id)
        if row[done] is not None:
            raise DoneAlready(table=table.name, id=id, names=[done], day=row[done])
        return row

    def change(
        self,
        table: Table,
        row: Values,
        kind: str,
        day: str,
        changes: Values,
        *,
        seen: int | None = None,
        reason: str | None = None,
    ) -> None:
        """Change a row, and keep what it said before.

        Args:
            table: where it stands.
            row: what it says, as read in this transaction.
            kind: what happened.
            day: from when it holds.
            changes: the columns that say something else now.
            seen: the revision of the row that the change was decided on; None if it does not matter.
            reason: why, in the words of whoever changes it.

        Raises:
            StaleState: the row has changed since `seen`.
        """
        if seen is not None and seen != row["revision"]:
            raise StaleState(table=table.name, id=row["id"], seen=seen, now=row["revision"])
        after = {**changes, "revision": row["revision"] + 1}
        self.flush()
        statement = update(table).where(table.c.id == row["id"], table.c.revision == row["revision"])
        if self._connection.execute(statement.values(after)).rowcount != 1:
            raise StaleState(table=table.name, id=row["id"], seen=row["revision"], now="?")
        before = {name: row[name] for name in after}
        self._event(table, row["id"], kind, day, before, after, _party_of(table, row), reason)

    def withdraw(self, table: Table, row: Values, reason: str) -> None:
        """Take back what was recorded by mistake: it never held. The events keep it."""
        self.flush()
        self._connection.execute(delete(table).where(table.c.id == row["id"]))
        said = {name: value for name, value in row.items() if value is not None}
        self._event(table, row["id"], "withdrawn", row["day"], said, None, _party_of(table, row), reason)

    def flush(self) -> None:
        """Write what is pending; an order of tables that satisfies foreign keys."""
        for name, table in {**PRESENT, EVENTS.name: EVENTS}.items():
            rows = self._pending.pop(name, [])
            for start in range(0, len(rows), _TOGETHER):
                self._connection.execute(insert(table), rows[start : start + _TOGETHER])

    def _number(self, table: Table) -> int:
        """The next number of a table; one that was withdrawn is not given again."""
        if table.name not in self._next:
            used = (
                select(func.max(EVENTS.c.id))
                if table is EVENTS
                else select(func.max(EVENTS.c.subject_id)).where(EVENTS.c.subject == table.name)
            )
            self._next[table.name] = self._connection.scalar(used) or 0
        self._next[table.name] += 1
        return self._next[table.name]

    def _event(
        self,
        table: Table,
        id: int,
        kind: str,
        day: str,
        before: Values | None,
        after: Values | None,
        party: int | None,
        reason: str | None,
    ) -> None:
        self._pending[EVENTS.name].append(
            {
                "id": self._number(EVENTS),
                "recorded_at": stamp(self.at),
                "day": day,
                "actor": self.by,
                "kind": kind,
                "party": party,
                "subject": table.name,
                "subject_id": id,
                "before": before,
                "after": after,
                "reason": reason,
            }
        )


def not_before(day: str, before: str) -> None:
    """Refuse a day before the one of the step that it follows on.

    Raises:
        EarlyDay: it is.
    """
    if day < before:
        raise EarlyDay(day=day, before=before)


def _party_of(table: Table, row: Values) -> int | None:
    return row["id"] if table is PARTIES else row.get("party")


def chunks(values: Iterable[Any]) -> list[list[Any]]:
    """Values in lists that one statement can ask for."""
    found = list(values)
    return [found[start : start + _TOGETHER] for start in range(0, len(found), _TOGETHER)]
