"""Parties and their applications: who has come with what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from ipforms.registry.incoming import Incoming
from ipforms.registry.journal import Journal, chunks, not_before
from ipforms.registry.registry_errors import CodeTaken
from ipforms.registry.tables import APPLICATIONS, PARTIES
from ipforms.rules.programmes import PartyKind, programme_of_form
from ipforms.text import name_key

_KNOWN = ("name", "code", "district", "contact", "phone", "email")
"""What a newer application says of its party anew; what it leaves out stays."""


@dataclass(frozen=True)
class Added:
    """What became of applications that were handed in.

    Attributes:
        applications: the numbers of those that are new.
        known: the numbers of those that were there already, each with all it says.
        parties: the numbers of parties that are new.
        renamed: applications whose party, known by its credit code, has another name than the application says: the
            number, the name in the registry before, and the one in the application.
    """

    applications: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    parties: tuple[int, ...] = ()
    renamed: tuple[tuple[int, str, str], ...] = ()


@dataclass
class _Adding:
    """What a call of `add` knows: the parties and applications of the registry that it may meet."""

    by_code: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    by_name: dict[tuple[str, str, str], list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    digests: dict[str, int] = field(default_factory=dict)

    def take(self, party: dict[str, Any]) -> None:
        """Take in a party."""
        list_of = (party["programme"], party["kind"])
        if party["code"]:
            self.by_code[(*list_of, party["code"])] = party
        self.by_name[(*list_of, party["name_key"])].append(party)

    def party(self, list_of: tuple[str, str], item: Incoming) -> dict[str, Any] | None:
        """The party of an application: by its code, else by its name where the codes do not contradict."""
        if item.code and (found := self.by_code.get((*list_of, item.code))):
            return found
        named = self.by_name.get((*list_of, name_key(item.applicant)), [])
        open_ = [each for each in named if not (item.code and each["code"])]
        without = [each for each in open_ if not each["code"]]
        return without[0] if without else open_[0] if len(open_) == 1 else None


class Applications(Journal):
    """Changes of parties and applications."""

    def party(
        self,
        programme: str,
        kind: PartyKind,
        name: str,
        *,
        code: str | None = None,
        on: date | None = None,
        **more: Any,
    ) -> int:
        """Register a party by itself, as from an office's own list; its number.

        Args:
            programme: the notice, such as "guangzhou".
            kind: what it is.
            name: its name.
            code: its credit code.
            on: since when; the day of recording if None.
            more: district, contact, phone, email.
        """
        values = {"programme": programme, "kind": kind, "name": name, "name_key": name_key(name), "code": code, **more}
        return self.create(PARTIES, "party", self.day(on), values, party=None)

    def renew(self, party: int, *, on: date | None = None, reason: str | None = None, **changes: str | None) -> None:
        """Record what is known of a party from a day on: it was renamed, has a code or another contact.

        Args:
            party: its number.
            on: since when; the day of recording if None.
            reason: where that is from.
            changes: name, code, district, contact, phone, email.

        Raises:
            EarlyDay: a day before the party's own.
            CodeTaken: another party has this credit code.
        """
        row, day = self.row(PARTIES, party), self.day(on)
        not_before(day, row["day"])
        if code := changes.get("code"):
            same = select(PARTIES.c.name).where(PARTIES.c.code == code, PARTIES.c.id != party)
            of_list = (PARTIES.c.programme == row["programme"], PARTIES.c.kind == row["kind"])
            if (name := self.execute(same.where(*of_list)).scalar()) is not None:
                raise CodeTaken(code=code, party=name)
        new = {name: value for name, value in changes.items() if value != row[name]}
        self._update(row, new, day, reason)

    def add(self, items: Iterable[Incoming], *, on: date | None = None) -> Added:
        """Register applications; those that are there already, with all they say, are left as they are.

        Args:
            items: the applications.
            on: the day on which they came; the day of recording if None.
        """
        given, day = list(items), self.day(on)
        known = self._known(given)
        parties: list[int] = []
        added: list[int] = []
        there: list[int] = []
        renamed: list[tuple[int, str, str]] = []
        for item in given:
            digest = item.digest
            if digest in known.digests:
                there.append(known.digests[digest])
                continue
            party, before = self._applicant(known, item, day, parties)
            values = {"party": party, "form": item.form, "digest": digest, **item.values}
            known.digests[digest] = self.create(APPLICATIONS, "application", day, values, party=party)
            added.append(known.digests[digest])
            if name_key(before) != name_key(item.applicant):
                renamed.append((added[-1], before, item.applicant))
        self.flush()
        return Added(tuple(added), tuple(there), tuple(parties), tuple(renamed))

    def _known(self, items: list[Incoming]) -> _Adding:
        """The parties and applications that these may belong to."""
        known = _Adding()
        for some in chunks(items):
            of_code = PARTIES.c.code.in_([each.code for each in some if each.code])
            of_name = PARTIES.c.name_key.in_([name_key(each.applicant) for each in some])
            found = self.execute(select(PARTIES).where(or_(of_code, of_name))).mappings()
            for row in found:
                if all(row["id"] != each["id"] for each in known.by_name.get(_named(row), [])):
                    known.take(dict(row))
            digests = select(APPLICATIONS.c.digest, APPLICATIONS.c.id)
            known.digests.update(
                (row.digest, row.id)
                for row in self.execute(digests.where(APPLICATIONS.c.digest.in_([each.digest for each in some])))
            )
        return known

    def _applicant(self, known: _Adding, item: Incoming, day: str, new: list[int]) -> tuple[int, str]:
        """An application's party, which is made or brought up to date: its number, and what it was called before."""
        programme = programme_of_form(item.form)
        list_of = (programme.id, programme.forms[item.form])
        said = {**item.party, "name": item.applicant, "code": item.code}
        found = known.party(list_of, item)
        if found is None:
            values = {"programme": list_of[0], "kind": list_of[1], "name_key": name_key(item.applicant), **said}
            id = self.create(PARTIES, "party", day, values, party=None)
            known.take({**dict.fromkeys(PARTIES.c.keys()), **values, "id": id, "day": day, "revision": 1})
            new.append(id)
            return id, item.applicant
        before = found["name"]
        if day < found["day"]:  # an older application that comes later says nothing newer of its party
            self._update(found, {"day": day}, day)
        else:
            changes = {name: said[name] for name in _KNOWN if said[name] and said[name] != found[name]}
            self._update(found, changes, day)
        return int(found["id"]), before

    def _update(self, party: dict[str, Any], changes: dict[str, Any], day: str, reason: str | None = None) -> None:
        if not changes:
            return
        if "name" in changes:
            changes["name_key"] = name_key(changes["name"])
        self.change(PARTIES, party, "party", day, changes, reason=reason)
        party.update(changes, revision=party["revision"] + 1)


def _named(row: Any) -> tuple[str, str, str]:
    return (row["programme"], row["kind"], row["name_key"])
