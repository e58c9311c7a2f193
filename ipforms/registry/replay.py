"""Events replayed: the present as it follows from them, as of any day; and rows as they were then."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select

from ipforms.registry.journal import chunks
from ipforms.registry.tables import EVENTS, PARTIES, PRESENT, REVIEWS

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


_LATER: dict[str, tuple[str, ...]] = {
    "published_on": (),
    "reviewed_on": (),
    "left_on": ("left_why",),
    "district_on": ("district_verdict", "district_by", "district_opinion"),
    "city_on": ("city_verdict", "city_by", "city_opinion"),
    "accepted_on": ("accepted_by", "passed", "plaque"),
    "until": (),
    "transferred_on": ("transferred_to",),
    "referred_at": ("referred_to",),
    "closed_on": ("outcome",),
}
"""Columns of days that come after a row's own, each with the columns that were written with it."""
_OF_PARTY = ("name", "code", "district", "contact", "phone", "email")


def as_then(connection: Connection, rows: list[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    """Rows that were asked of the present, as they were at the end of a day."""
    reviewed = [row for row in rows if "entry" in row and (row.get("reviewed_on") or "") > day]
    for row in rows:
        for column, written in _LATER.items():
            if (row.get(column) or "")[:10] > day:
                row.update(dict.fromkeys((column, *written)))
    last = _last_reviews(connection, {row["entry"] for row in reviewed}, day)
    for row in reviewed:
        row["reviewed_on"] = last.get(row["entry"])
    past = _past_parties(connection, {row["party"] for row in rows if row.get("party")}, day)
    for row in rows:
        then = past.get(row.get("party") or 0)
        if then is not None:
            row.update(
                {"party_name": then["name"]} if "party_name" in row else {name: then[name] for name in _OF_PARTY}
            )
    return rows


def _last_reviews(connection: Connection, entries: Iterable[int], day: str) -> dict[int, str]:
    """The last review of each entry until a day."""
    last: dict[int, str] = {}
    for some in chunks(set(entries)):
        until = select(REVIEWS.c.entry, func.max(REVIEWS.c.day)).where(REVIEWS.c.entry.in_(some), REVIEWS.c.day <= day)
        last |= {row[0]: row[1] for row in connection.execute(until.group_by(REVIEWS.c.entry))}
    return last


def _past_parties(connection: Connection, parties: Iterable[int], day: str) -> dict[int, dict[str, Any]]:
    """Of some parties, those that have changed since a day, as they were."""
    since = select(EVENTS.c.subject_id).where(
        EVENTS.c.subject == PARTIES.name, EVENTS.c.before.is_not(None), EVENTS.c.day > day
    )
    changed = set(connection.scalars(since.distinct())) & set(parties)
    past: dict[int, dict[str, Any]] = {}
    for some in chunks(changed):
        own = select(EVENTS.c.subject, EVENTS.c.subject_id, EVENTS.c.day, EVENTS.c.before, EVENTS.c.after)
        of_some = own.where(EVENTS.c.subject == PARTIES.name, EVENTS.c.subject_id.in_(some)).order_by(EVENTS.c.id)
        past |= fold(connection.execute(of_some), day)[PARTIES.name]
    return past
