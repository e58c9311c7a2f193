"""An office's own list in Excel, taken into the registry: whole or not at all, and a second time nothing is doubled.

Whoever stands on such a list was decided on before. There is no application, so that a review finds its verdict open
until new data come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from ipforms.bulk.row_reader import RowRecord
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.registry.list_row import ListRow, kind_of, number_of
from ipforms.registry.register import RegistryTransaction
from ipforms.registry.tables import ENTRIES, PARTIES
from ipforms.rules.programmes import PartyKind, programme
from ipforms.text import name_key

_FROM = "原有名录"
_OF_PARTY = ("district", "contact", "phone", "email")
_WHOLE_DAY = 10  # characters of an ISO date
_NAMED = 20  # rows that an error names; they are put right one by one


class UnfitList(IpformsError):
    """Rows of a list that cannot be taken as they are."""


@dataclass(frozen=True)
class ImportedList:
    """What became of a list.

    Attributes:
        entries: the numbers of those that are new.
        known: the numbers of entries that were there already.
        changed: the numbers of parties of which the list says something newer: contact, phone, e-mail, district.
        masked: how many rows have a masked phone, which was left out.
    """

    entries: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    masked: int = 0


@dataclass(frozen=True)
class _Listed:
    """A row, understood."""

    at: int
    row: ListRow
    kind: PartyKind
    day: str
    year: int
    number: int | None

    @property
    def key(self) -> tuple[str, int, int | None]:
        return self.kind, self.year, self.number


def import_list(
    change: RegistryTransaction,
    rows: Sequence[RowRecord],
    programme_id: str,
    *,
    table: str = "",
    kind: PartyKind | None = None,
    on: date | None = None,
) -> ImportedList:
    """Take a list into the registry.

    Args:
        change: the transaction.
        rows: what was read, with `ipforms.bulk.Rows(LIST_FORM, …)`.
        programme_id: the notice that it is the list of.
        table: what to call the list in messages.
        kind: what its rows are that do not say it themselves.
        on: the day on which those entered whose row does not say it.

    Raises:
        UnfitList: rows that cannot be read, or do not say what the registry needs; each is named with the reason.
    """
    taking = _Taking(change, programme_id)
    found = [_understood(each, taking, kind, on) for each in rows]
    listed = [each for each in found if isinstance(each, _Listed)]
    refused = [each for each in found if isinstance(each, Bilingual)]
    refused += _of_one_number(listed, taking)
    if refused:
        more = [Bilingual("registry.list.more", {"count": len(refused) - _NAMED})] if len(refused) > _NAMED else []
        raise UnfitList(name=table, rows=[*refused[:_NAMED], *more])
    taking.numbers |= {each.key: name_key(each.row.name or "") for each in listed if each.number is not None}
    for one in sorted(listed, key=lambda each: (each.day, each.at)):
        taking.take(one)
    change.flush()
    return ImportedList(tuple(taking.entries), tuple(taking.known), tuple(taking.changed), taking.masked)


def _understood(found: RowRecord, taking: _Taking, kind: PartyKind | None, on: date | None) -> _Listed | Bilingual:
    row = found.record
    if not isinstance(row, ListRow):
        return _refusal(found.row, *(each.reason() for each in found.faults[:1]))
    own_kind = kind_of(row) or kind or taking.only_kind
    day = row.admitted_on or (on.isoformat() if on else None)
    year, number = number_of(row)
    if own_kind is None:
        return _reason(found.row, "no_kind")
    if day is None or any(len(each or day) != _WHOLE_DAY for each in (day, row.published_on, row.left_on)):
        return _reason(found.row, "no_day")
    if max(day, row.published_on or "", row.left_on or "") > taking.change.day(None):
        return _reason(found.row, "future")
    if (row.left_on or day) < day or (row.published_on or day) < day:
        return _reason(found.row, "order")
    if row.number and number is None:
        return _reason(found.row, "no_number")
    return _Listed(found.row, row, own_kind, day, year or int(day[:4]), number)


def _of_one_number(listed: Sequence[_Listed], taking: _Taking) -> Iterator[Bilingual]:
    """Rows whose number another row, or an entry of another party, has."""
    seen: dict[tuple[str, int, int | None], str] = dict(taking.numbers)
    for each in listed:
        name = name_key(each.row.name or "")
        if each.number is not None and seen.setdefault(each.key, name) != name:
            yield _reason(each.at, "number_taken")


def _reason(row: int, key: str) -> Bilingual:
    return Bilingual("registry.list.row", {"row": row, "reason": Bilingual(f"registry.list.{key}")})


def _refusal(row: int, *reasons: str) -> Bilingual:
    return Bilingual("registry.list.row", {"row": row, "reason": "".join(reasons).rstrip("。.")})


class _Taking:
    """One import as it goes: rows become parties and entries."""

    def __init__(self, change: RegistryTransaction, programme_id: str) -> None:
        self.change, self.programme = change, programme(programme_id)
        self.entries: list[int] = []
        self.known: list[int] = []
        self.changed: list[int] = []
        self.masked = 0
        columns = select(PARTIES.c.kind, ENTRIES.c.year, ENTRIES.c.number, PARTIES.c.name_key)
        joined = columns.join(PARTIES, PARTIES.c.id == ENTRIES.c.party).where(PARTIES.c.programme == programme_id)
        self.numbers: dict[tuple[str, int, int | None], str] = {
            (each["kind"], each["year"], each["number"]): each["name_key"] for each in change.execute(joined).mappings()
        }

    @property
    def only_kind(self) -> PartyKind | None:
        """What all on the list of this notice are; None if they may be one or the other."""
        kinds = set(self.programme.forms.values())
        return next(iter(kinds)) if len(kinds) == 1 else None

    def take(self, one: _Listed) -> None:
        """Take in a row."""
        said = self._said(one.row)
        party = self._party(one)
        if party is not None and (entry := self._entry(party["id"], one)) is not None:
            self.known.append(entry)
            self._update(party, said)
            return
        day, row = date.fromisoformat(one.day), one.row
        if party is not None:
            self._update(party, said)
            number = party["id"]
        else:
            own = {"code": row.uscc, **said}
            number = self.change.party(self.programme.id, one.kind, row.name or "", on=day, **own)
        given = self._number(one)
        entry = self.change.enter(number, on=day, batch=row.batch, year=one.year, number=given, reason=_FROM)
        if row.published_on:
            self.change.publish([entry], on=date.fromisoformat(row.published_on))
        if row.left_on:
            self.change.leave(entry, row.left_why or "", on=date.fromisoformat(row.left_on))
        self.entries.append(entry)

    def _said(self, row: ListRow) -> dict[str, str]:
        said = {name: str(getattr(row, name) or "") for name in _OF_PARTY}
        if "*" in said["phone"]:  # as our own lists show it
            self.masked += 1
            said["phone"] = ""
        return {name: value for name, value in said.items() if value}

    def _party(self, one: _Listed) -> dict[str, Any] | None:
        named = PARTIES.c.name_key == name_key(one.row.name or "")
        wanted = or_(PARTIES.c.code == one.row.uscc, named) if one.row.uscc else named
        of_list = (PARTIES.c.programme == self.programme.id, PARTIES.c.kind == one.kind)
        rows = [dict(each) for each in self.change.execute(select(PARTIES).where(wanted, *of_list)).mappings()]
        same = [each for each in rows if each["code"] == one.row.uscc]
        open_ = [each for each in rows if not (each["code"] and one.row.uscc)]
        return next(iter(same or open_), None)

    def _entry(self, party: int, one: _Listed) -> int | None:
        """The entry that a row is of, if it is there: one of that day, or one that is open."""
        open_ = ENTRIES.c.left_on.is_(None) if not one.row.left_on else ENTRIES.c.left_on == one.row.left_on
        wanted = select(ENTRIES.c.id).where(ENTRIES.c.party == party, or_(ENTRIES.c.day == one.day, open_))
        found = self.change.execute(wanted.order_by(ENTRIES.c.id)).scalar()
        return None if found is None else int(found)

    def _update(self, party: Mapping[str, Any], said: Mapping[str, str]) -> None:
        changes = {name: value for name, value in said.items() if value != party[name]}
        if changes:
            changed: dict[str, Any] = dict(changes)
            self.change.amend("parties", party["id"], _FROM, **changed)
            self.changed.append(party["id"])

    def _number(self, one: _Listed) -> int:
        """The number of a row; behind all that its year has, if it has none."""
        used = (number or 0 for kind, year, number in self.numbers if (kind, year) == one.key[:2])
        number = one.number or 1 + max(used, default=0)
        self.numbers[one.kind, one.year, number] = name_key(one.row.name or "")
        return number
