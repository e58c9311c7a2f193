"""An office's own list in Excel, taken into the registry: whole or not at all, and a second time nothing is doubled.

Whoever stands on such a list was decided on before. There is no application, so that a review finds its verdict open
until new data come.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from ipforms.bulk.row_reader import RowRecord
from ipforms.codes import uscc
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.registry.document_request import list_number
from ipforms.registry.list_row import ListRow, kind_of, number_of
from ipforms.registry.register import RegistryTransaction
from ipforms.registry.tables import ENTRIES, PARTIES
from ipforms.rules.programmes import PartyKind, programme
from ipforms.text import name_key

_FROM = "原有名录"
_OF_PARTY = ("district", "contact", "phone", "email")
_OF_ENTRY = ("batch", "remark")
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
        rows: what was read, with `read_list`.
        programme_id: the notice that it is the list of.
        table: what to call the list in messages.
        kind: what its rows are that do not say it themselves.
        on: the day on which those entered whose row does not say it.

    Raises:
        UnfitList: rows that cannot be read, or do not say what the registry needs; each is named with the reason.
    """
    taking = _Taking(change, programme_id)
    found = [_understood(each, taking, kind, on) for each in rows]
    listed = sorted((each for each in found if isinstance(each, _Listed)), key=lambda each: (each.day, each.at))
    refused = [each for each in found if isinstance(each, Bilingual)]
    refused += [*_of_one_number(listed, taking), *_of_one_party(listed), *_of_other_facts(listed, taking)]
    if refused:
        more = [Bilingual("registry.list.more", {"count": len(refused) - _NAMED})] if len(refused) > _NAMED else []
        raise UnfitList(name=table, rows=[*refused[:_NAMED], *more])
    taking.numbers |= {each.key: name_key(each.row.name or "") for each in listed if each.number is not None}
    for one in listed:
        taking.take(one)
    change.flush()
    return ImportedList(tuple(taking.entries), tuple(taking.known), tuple(taking.changed), taking.masked)


def _understood(found: RowRecord, taking: "_Taking", kind: PartyKind | None, on: date | None) -> _Listed | Bilingual:
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
    if row.uscc and not uscc.is_valid(row.uscc):
        return _reason(found.row, "code")
    if row.number and number is None:
        return _reason(found.row, "no_number")
    return _Listed(found.row, row, own_kind, day, year or int(day[:4]), number)


def _of_one_number(listed: Sequence[_Listed], taking: "_Taking") -> Iterator[Bilingual]:
    """Rows whose number another row, or an entry of another party, has."""
    seen: dict[tuple[str, int, int | None], str] = dict(taking.numbers)
    for each in listed:
        name = name_key(each.row.name or "")
        if each.number is not None and seen.setdefault(each.key, name) != name:
            yield _reason(each.at, "number_taken")


def _of_one_party(listed: Sequence[_Listed]) -> Iterator[Bilingual]:
    """Rows of a party that another row has on the list at that time."""
    seen: dict[tuple[str, str], _Listed] = {}
    for each in listed:
        codes = {each.row.uscc} - {None}
        for text in filter(None, (each.row.uscc, name_key(each.row.name or ""))):
            other = seen.get((each.kind, text))
            is_other = other is None or len(codes | ({other.row.uscc} - {None})) > 1
            if other and not is_other and not (other.row.left_on and other.row.left_on <= each.day):
                yield _reason(each.at, "twice", other=other.at)
                break
            seen[each.kind, text] = each


def _of_other_facts(listed: Sequence[_Listed], taking: "_Taking") -> Iterator[Bilingual]:
    """Rows of which the registry says something else: a name under the same credit code, a day, a number."""
    for each in listed:
        party = taking.party(each)
        if party is None:
            continue
        if party["name_key"] != name_key(each.row.name or ""):
            yield _reason(each.at, "renamed", name=party["name"])
        elif (entry := taking.entry(party["id"], each)) is not None and (columns := _contradicted(entry, each)):
            yield _reason(each.at, "differs", columns=[Bilingual(f"registry.column.{name}") for name in columns])


def _contradicted(entry: Mapping[str, Any], one: _Listed) -> list[str]:
    said: dict[str, tuple[Any, Any]] = {"admitted_on": (one.row.admitted_on, entry["day"])}
    said |= {name: (getattr(one.row, name), entry[name]) for name in ("published_on", "left_on")}
    said["number"] = (one.number and (one.year, one.number), (entry["year"], entry["number"]))
    return [name for name, (row, kept) in said.items() if row and kept and row != kept]


def _reason(row: int, key: str, **facts: Any) -> Bilingual:
    return Bilingual("registry.list.row", {"row": row, "reason": Bilingual(f"registry.list.{key}", facts)})


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
        party = self.party(one)
        if party is not None and one.row.uscc and not party["code"]:
            self.change.renew(party["id"], on=date.fromisoformat(party["day"]), reason=_FROM, code=one.row.uscc)
            party = self.party(one) or party
            self.changed.append(party["id"])
        kept = self.entry(party["id"], one) if party is not None else None
        if party is not None:
            self._update(party, said)
            number = party["id"]
        else:
            own = {"code": one.row.uscc, **said}
            number = self.change.party(
                self.programme.id, one.kind, one.row.name or "", on=date.fromisoformat(one.day), **own
            )
        if kept is not None:
            self._remark(kept, one.row)
            self.known.append(kept["id"])
        else:
            self.entries.append(self._enter(number, one))
        self._steps(kept or {"id": self.entries[-1], "published_on": None, "left_on": None}, one.row)

    def _enter(self, party: int, one: _Listed) -> int:
        day, given = date.fromisoformat(one.day), self._number(one)
        usual, said = list_number({"kind": one.kind, "year": one.year, "number": given}), one.row.number
        is_own = said != usual and any(each.isalpha() for each in said or "")  # 2022-007 is ours, in short
        own = {"own_number": said if is_own else None, "remark": one.row.remark}
        return self.change.enter(party, on=day, batch=one.row.batch, year=one.year, number=given, reason=_FROM, **own)

    def _remark(self, entry: Mapping[str, Any], row: ListRow) -> None:
        said = {name: getattr(row, name) for name in _OF_ENTRY}
        if changes := {name: value for name, value in said.items() if value and value != entry[name]}:
            self.change.amend("entries", entry["id"], _FROM, **changes)
            self.changed.append(entry["party"])

    def _steps(self, entry: Mapping[str, Any], row: ListRow) -> None:
        """That an entry was made public and has left, as far as it is not recorded."""
        if row.published_on and not entry["published_on"]:
            self.change.publish([entry["id"]], on=date.fromisoformat(row.published_on))
        if row.left_on and not entry["left_on"]:
            self.change.leave(entry["id"], row.left_why or "", on=date.fromisoformat(row.left_on))

    def _said(self, row: ListRow) -> dict[str, str]:
        said = {name: str(getattr(row, name) or "") for name in _OF_PARTY}
        if "*" in said["phone"]:  # as our own lists show it
            self.masked += 1
            said["phone"] = ""
        return {name: value for name, value in said.items() if value}

    def party(self, one: _Listed) -> dict[str, Any] | None:
        named = PARTIES.c.name_key == name_key(one.row.name or "")
        wanted = or_(PARTIES.c.code == one.row.uscc, named) if one.row.uscc else named
        of_list = (PARTIES.c.programme == self.programme.id, PARTIES.c.kind == one.kind)
        rows = [dict(each) for each in self.change.execute(select(PARTIES).where(wanted, *of_list)).mappings()]
        same = [each for each in rows if each["code"] == one.row.uscc]
        open_ = [each for each in rows if not (each["code"] and one.row.uscc)]
        return next(iter(same or open_), None)

    def entry(self, party: int, one: _Listed) -> dict[str, Any] | None:
        """The entry that a row is of, if it is there: one of that day, or one that is open or has left on the day."""
        open_ = ENTRIES.c.left_on.is_(None) if not one.row.left_on else ENTRIES.c.left_on == one.row.left_on
        wanted = select(ENTRIES).where(ENTRIES.c.party == party, or_(ENTRIES.c.day == one.day, open_))
        found = self.change.execute(wanted.order_by(ENTRIES.c.day != one.day, ENTRIES.c.id)).mappings().first()
        return None if found is None else dict(found)

    def _update(self, party: Mapping[str, Any], said: Mapping[str, str]) -> None:
        changes: dict[str, Any] = {name: value for name, value in said.items() if value != party[name]}
        if changes:
            self.change.amend("parties", party["id"], _FROM, **changes)
            self.changed.append(party["id"])

    def _number(self, one: _Listed) -> int:
        """The number of a row; behind all that its year has, if it has none."""
        used = (number or 0 for kind, year, number in self.numbers if (kind, year) == one.key[:2])
        number = one.number or 1 + max(used, default=0)
        self.numbers[one.kind, one.year, number] = name_key(one.row.name or "")
        return number
