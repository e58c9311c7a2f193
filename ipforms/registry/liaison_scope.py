"""Whose liaison somebody is: of one party, or of all that an office is in charge of."""

from __future__ import annotations

from sqlalchemy import and_, or_
from sqlalchemy.sql.elements import ColumnElement

from ipforms.registry.tables import LIAISONS, PARTIES


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
