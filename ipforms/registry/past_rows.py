"""Rows as they were on a day: what was decided later is not in them, and a party has the name that it had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from ipforms.registry.journal import chunks
from ipforms.registry.replay import fold
from ipforms.registry.tables import EVENTS, PARTIES

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
    for row in rows:
        for column, written in _LATER.items():
            if (row.get(column) or "")[:10] > day:
                row.update(dict.fromkeys((column, *written)))
    past = _past_parties(connection, {row["party"] for row in rows if row.get("party")}, day)
    for row in rows:
        then = past.get(row.get("party") or 0)
        if then is not None:
            row.update(
                {"party_name": then["name"]} if "party_name" in row else {name: then[name] for name in _OF_PARTY}
            )
    return rows


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
