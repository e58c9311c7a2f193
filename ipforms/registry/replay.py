"""Events replayed: the present as it follows from them, as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, or_, select

from ipforms.registry.journal import chunks
from ipforms.registry.tables import EVENTS, PRESENT

State = dict[str, dict[int, dict[str, Any]]]  # the rows of each table of the present, by number


def replayed(connection: Connection, day: str | None = None) -> State:
    """The rows that follow from the events: from all of them, or from those that hold on a day.

    An event holds from its day on, whenever it was recorded: what was found out later is known of that day too.
    """
    own = select(EVENTS.c.subject, EVENTS.c.subject_id, EVENTS.c.day, EVENTS.c.before, EVENTS.c.after)
    wanted = own.order_by(EVENTS.c.id)
    made_or_held = or_(EVENTS.c.day <= (day or ""), EVENTS.c.before.is_(None))
    return fold(connection.execute(wanted if day is None else wanted.where(made_or_held)), day)


def fold(events: Iterable[Any], day: str | None = None) -> State:
    """The rows that follow from events: (table, number, day, before, after), in the order in which they were recorded.

    A row is there from its own day on, which an event may have moved back: an older application of a party came later.
    """
    state: State = {name: {} for name in PRESENT}
    for subject, id, held_from, before, after in events:
        rows = state[subject]
        if before is None:
            rows[id] = {**dict.fromkeys(PRESENT[subject].c.keys()), **after}
        elif day is not None and held_from > day:
            continue
        elif after is None:
            rows.pop(id, None)
        elif id in rows:
            rows[id].update(after)
    return state if day is None else {name: _there(rows, day) for name, rows in state.items()}


def _there(rows: dict[int, dict[str, Any]], day: str) -> dict[int, dict[str, Any]]:
    return {id: row for id, row in rows.items() if row["day"] <= day}


def stored(connection: Connection) -> State:
    """The rows that the tables of the present hold."""
    return {name: _rows(connection, table) for name, table in PRESENT.items()}


def _rows(connection: Connection, table: Table) -> dict[int, dict[str, Any]]:
    return {row["id"]: dict(row) for row in connection.execute(select(table)).mappings()}


def rebuild(connection: Connection) -> State:
    """Make the tables of the present anew from the events."""
    state = replayed(connection)
    for table in reversed(PRESENT.values()):
        connection.execute(delete(table))
    for name, table in PRESENT.items():
        for some in chunks(state[name].values()):
            connection.execute(insert(table), some)
    return state
