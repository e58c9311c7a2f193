"""The list as of a day, who is proposed for it, and what has happened: rows as plain data, for tables and documents.

Lists show them without anybody's numbers, in remarks, records and events too (`masked_rows`).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from ipforms.codes.masking import masked_text, masked_value
from ipforms.forms import forms
from ipforms.registry.list_review import is_listed
from ipforms.registry.tables import (
    ACTIVITIES,
    APPLICATIONS,
    CASES,
    CULTIVATIONS,
    ENTRIES,
    EVENTS,
    LEADS,
    LIAISONS,
    METADATA,
    PARTIES,
)
from ipforms.schemas.layout import layout, leaves

RegistryRows = list[dict[str, Any]]

_PARTY = tuple(
    PARTIES.c[name] for name in ("programme", "kind", "name", "code", "district", "contact", "phone", "email")
)


def rows_of(connection: Connection, statement: Select[Any]) -> RegistryRows:
    """The rows of a question."""
    return [dict(row) for row in connection.execute(statement).mappings()]


def listed(day: str, programme: str | None, kind: str | None, *, left: bool) -> Select[Any]:
    """The list as of a day: one row for each entry, in the order of its numbers."""
    office = _liaison(day, "office")
    party = _liaison(day, "party")
    model = select(func.max(CULTIVATIONS.c.accepted_on)).where(
        CULTIVATIONS.c.party == PARTIES.c.id, CULTIVATIONS.c.passed == 1, CULTIVATIONS.c.accepted_on <= day
    )
    own = [column for column in ENTRIES.c if column.name not in ("id", "day", "revision")]
    return (
        select(
            ENTRIES.c.id.label("entry"),
            *(column for column in own if column.name != "party"),
            ENTRIES.c.day.label("admitted_on"),
            PARTIES.c.id.label("party"),
            *_PARTY,
            office.label("office_liaison"),
            party.label("party_liaison"),
            model.correlate(PARTIES).scalar_subquery().label("model_since"),
        )
        .join(PARTIES, PARTIES.c.id == ENTRIES.c.party)
        .where(ENTRIES.c.day <= day if left else is_listed(day), *_of(programme, kind))
        .order_by(PARTIES.c.programme, PARTIES.c.kind, ENTRIES.c.year, ENTRIES.c.number)
    )


def _liaison(day: str, side: str) -> Any:
    """The name of a party's latest liaison of a side, in its row; its own before that of its office."""
    own = and_(LIAISONS.c.party == PARTIES.c.id, LIAISONS.c.side == side)
    return (
        select(LIAISONS.c.name)
        .where(or_(own, is_of_office()) if side == "office" else own, is_in_office(day))
        .order_by(LIAISONS.c.party.is_(None), LIAISONS.c.day.desc(), LIAISONS.c.id.desc())
        .limit(1)
        .correlate(PARTIES)
        .scalar_subquery()
    )


def _of(programme: str | None, kind: str | None) -> list[Any]:
    asked = ((PARTIES.c.programme, programme), (PARTIES.c.kind, kind))
    return [column == value for column, value in asked if value is not None]


def applied(day: str, state: str | None, programme: str | None) -> Select[Any]:
    """Applications as of a day: all, or those of one state."""
    heavy = ("record", "report", "files", "digest", "rules")
    own = [column for column in APPLICATIONS.c if column.name not in (*heavy, "id", "day", "party")]
    return (
        select(
            APPLICATIONS.c.id.label("application"),
            APPLICATIONS.c.day.label("received_on"),
            PARTIES.c.id.label("party"),
            *_PARTY,
            *own,
        )
        .join(PARTIES, PARTIES.c.id == APPLICATIONS.c.party)
        .where(APPLICATIONS.c.day <= day, *_of(programme, None), *_in_state(day, state))
        .order_by(APPLICATIONS.c.id)
    )


def _in_state(day: str, state: str | None) -> list[Any]:
    district = and_(APPLICATIONS.c.district_verdict.is_not(None), APPLICATIONS.c.district_on <= day)
    city = and_(APPLICATIONS.c.city_verdict.is_not(None), APPLICATIONS.c.city_on <= day)
    states = {
        "district": [~func.coalesce(district, False)],
        "city": [district, APPLICATIONS.c.district_verdict == "approve", ~func.coalesce(city, False)],
        "decided": [or_(city, and_(district, APPLICATIONS.c.district_verdict != "approve"))],
    }
    return [] if state is None else states[state]


def of_table(table: Table, day: str, party: int | None, programme: str | None) -> Select[Any]:
    """Liaisons, activities, cultivations, leads or cases that there were on a day, with the name of their party."""
    own = [column for column in table.c if column.name != "programme"]
    joined = table.outerjoin(PARTIES, PARTIES.c.id == table.c.party)
    of_programme = table.c.get("programme", PARTIES.c.programme)
    asked = [table.c.party == party] if party is not None else []
    asked += [of_programme == programme] if programme is not None else []
    return (
        select(*own, of_programme.label("programme"), PARTIES.c.name.label("party_name"))
        .select_from(joined)
        .where(table.c.day <= day, *asked)
        .order_by(table.c.id)
    )


LISTED = {table.name: table for table in (LIAISONS, ACTIVITIES, CULTIVATIONS, LEADS, CASES)}


def events(party: int | None, kind: str | None) -> Select[Any]:
    """The events, in the order in which they were recorded."""
    asked = ((EVENTS.c.party, party), (EVENTS.c.kind, kind))
    return (
        select(EVENTS).where(*(column == value for column, value in asked if value is not None)).order_by(EVENTS.c.id)
    )


def is_in_office(day: str) -> ColumnElement[bool]:
    """Whether somebody is a liaison on a day."""
    return and_(LIAISONS.c.day <= day, or_(LIAISONS.c.until.is_(None), LIAISONS.c.until >= day))


def is_of_office() -> ColumnElement[bool]:
    """Whether somebody is the liaison of the office that is in charge of the party of a row.

    Jinhua's plan asks each county for one (四（四）): an office belongs to a party if the party's district stands
    in its name. A liaison without an office is that of the city, for all.
    """
    of_district = LIAISONS.c.office.contains(PARTIES.c.district)
    return and_(
        LIAISONS.c.party.is_(None),
        LIAISONS.c.side == "office",
        LIAISONS.c.programme == PARTIES.c.programme,
        or_(LIAISONS.c.office.is_(None), of_district),
    )


_PUBLIC = frozenset(("code", "uscc", "org_code", "digest", "sha256", "rules", "own_number"))
"""Columns and fields whose long numbers are nobody's."""
_LONGEST = 100_000  # characters of a text; a field of a form has 2,000


def masked_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the middle of each personal number hidden.

    >>> masked_rows([{"name": "甲公司", "phone": "81050369", "after": {"note": "致电13800138000"}}])
    [{'name': '甲公司', 'phone': '********', 'after': {'note': '致电138******00'}}]
    """
    return [{name: _masked(name, value) for name, value in row.items()} for row in rows]


def _masked(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _masked(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(name, each) for each in value]
    if not isinstance(value, str) or name in _PUBLIC:
        return value
    return masked_value(value, personal=True) if name in _personal() else masked_text(value, _LONGEST)


@cache
def _personal() -> frozenset[str]:
    """The names of columns and of fields of forms that identify a person."""
    columns = (column for table in METADATA.sorted_tables for column in table.c)
    fields = (leaf for form in forms() for _, leaf, _ in leaves(layout(form.model)))
    own = {column.name for column in columns if column.info.get("personal")}
    return frozenset(own | {leaf.name for leaf in fields if leaf.personal})
