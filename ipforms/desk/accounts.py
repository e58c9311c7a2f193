"""People, and by what they are known: a link of one use, a session, a program's token. Secrets are kept as digests."""

import hashlib
import hmac
import secrets
import time
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import insert, select, update

from ipforms.desk.desk_store import DeskStore, now
from ipforms.desk.desk_tables import keys, people
from ipforms.errors import IpformsError

LOCAL = "本机"  # the one person of an instance that only this machine reaches
SHORTEST_PASSWORD = 10  # Characters; NIST SP 800-63B asks for 8 at least
_REMEMBERED = 5.0  # seconds that a key need not be looked up again
_MOST_REMEMBERED = 1_000  # keys; an office has fewer
_YEARS = 10 * 365 * 86_400.0  # seconds that a program's token lasts: until it is taken back


class DeskRole(IntEnum):
    """What a person may do; each may do what those before it may."""

    LOOK = 1
    """See everything, change nothing."""
    CHECK = 2
    """Bring files, correct fields, write letters."""
    DECIDE = 3
    """Decide on applications, take them into the registry."""

    @classmethod
    def named(cls, name: str) -> "DeskRole":
        """The role of a name: look, check, decide."""
        return cls[name.upper()]

    @property
    def word(self) -> str:
        """Its name in tables and on the command line."""
        return self.name.lower()


class WeakPassword(IpformsError):
    """A password is too short."""


class PersonExists(IpformsError):
    """There is a person of this name."""


class UnknownPerson(IpformsError):
    """There is no person of this name."""


class DeskPerson(NamedTuple):
    """Who asks."""

    name: str  # as others see it beside what was changed
    role: DeskRole  # what they may do
    csrf: str = ""  # what each of their unsafe requests must bear; "" for programs, which send no cookies


_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex())  # Verified where nobody has the name, so that the time does not tell


class Accounts:
    """The people of a store, and their keys.

    Args:
        store: which holds them.
    """

    def __init__(self, store: DeskStore) -> None:
        self._store = store
        self._remembered: dict[tuple[str, str], tuple[DeskPerson, float]] = {}

    def add_person(self, name: str, role: DeskRole, password: str) -> None:
        """Let a person in, or in again.

        Raises:
            WeakPassword: the password has less than ten characters.
            PersonExists: the name is taken.
        """
        if len(password) < SHORTEST_PASSWORD:
            raise WeakPassword(shortest=SHORTEST_PASSWORD)
        row = {"role": role.word, "password": _HASHER.hash(password), "closed_at": None}
        with self._store.engine.begin() as connection:
            # One that was let in before has the same name on what they did.
            again = update(people).where(people.c.name == name, people.c.closed_at.is_not(None)).values(row)
            if connection.execute(again).rowcount:
                return
        if self._id(name) is not None:
            raise PersonExists(name=name)
        self._insert(name, role, row["password"] or "")

    def close_person(self, name: str) -> None:
        """Let a person in no more, nor the programs with their tokens; what they did stays.

        Raises:
            UnknownPerson: nobody has the name.
        """
        id = self._id(name)
        if id is None:
            raise UnknownPerson(name=name)
        with self._store.engine.begin() as connection:
            connection.execute(update(people).where(people.c.id == id).values(closed_at=now(), password=""))
            connection.execute(update(keys).where(keys.c.person_id == id).values(ended_at=now()))
        self._remembered.clear()

    def names(self) -> list[str]:
        """Who can log in."""
        query = select(people.c.name).where(people.c.closed_at.is_(None), people.c.password != "").order_by(people.c.id)
        return [row["name"] for row in self._store.rows(query)]

    def log_in(self, name: str, password: str, seconds: float) -> str | None:
        """A session, if the password is right; None if it is not."""
        query = select(people).where(people.c.name == name, people.c.closed_at.is_(None), people.c.password != "")
        found = self._store.rows(query)
        try:
            _HASHER.verify(found[0]["password"] if found else _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return None
        return self._key("session", found[0]["id"], found[0]["role"], seconds) if found else None

    def entry(self, seconds: float) -> str:
        """A secret that lets the person of this machine in, once."""
        id = self._id(LOCAL)
        if id is None:
            id = self._insert(LOCAL, DeskRole.DECIDE, "")
        return self._key("entry", id, DeskRole.DECIDE.word, seconds)

    def enter(self, secret: str, seconds: float) -> str | None:
        """A session for a secret of `entry`; None if it is none, or was used before."""
        used = update(keys).where(keys.c.digest == _digest(secret), keys.c.kind == "entry", keys.c.ended_at.is_(None))
        with self._store.engine.begin() as connection:
            # One statement: of two who come with it at once, one gets in.
            done = connection.execute(used.where(keys.c.expires_at > now()).values(ended_at=now()))
        if done.rowcount != 1:
            return None
        row = self._store.rows(select(keys).where(keys.c.digest == _digest(secret)))[0]
        return self._key("session", row["person_id"], row["role"], seconds)

    def add_token(self, name: str, role: DeskRole) -> str:
        """A token for a program, which acts in a person's name; it is told this once.

        Raises:
            UnknownPerson: nobody has the name.
        """
        id = self._id(name) if name != LOCAL else self._id(LOCAL) or self._insert(LOCAL, DeskRole.DECIDE, "")
        if id is None:
            raise UnknownPerson(name=name)
        return self._key("api", id, role.word, _YEARS)

    def remembered(self, secret: str, kind: str) -> DeskPerson | None:
        """Whose key this was some seconds ago, without asking the database; what another process ended is known later.

        Args:
            secret: the key.
            kind: "session", or "api" for a program's token.
        """
        person, until = self._remembered.get((_digest(secret), kind), (None, 0.0))
        return person if until > time.monotonic() else None

    def known(self, secret: str, kind: str) -> DeskPerson | None:
        """Whose key this is; None if nobody's, or it has ended."""
        person = self._looked_up(secret, kind)
        if len(self._remembered) > _MOST_REMEMBERED:
            self._remembered.clear()
        if person is not None:
            self._remembered[_digest(secret), kind] = person, time.monotonic() + _REMEMBERED
        return person

    def _looked_up(self, secret: str, kind: str) -> DeskPerson | None:
        query = select(people.c.name, people.c.role, keys.c.role.label("lent")).join(
            people, people.c.id == keys.c.person_id
        )
        query = query.where(keys.c.digest == _digest(secret), keys.c.kind == kind, keys.c.ended_at.is_(None))
        found = self._store.rows(query.where(keys.c.expires_at > now(), people.c.closed_at.is_(None)))
        if not found:
            return None
        role = min(DeskRole.named(found[0]["role"]), DeskRole.named(found[0]["lent"]))
        return DeskPerson(found[0]["name"], role, csrf_of(secret) if kind == "session" else "")

    def end(self, secret: str) -> None:
        """End a session, or take a token back."""
        with self._store.engine.begin() as connection:
            connection.execute(update(keys).where(keys.c.digest == _digest(secret)).values(ended_at=now()))
        self._remembered.clear()

    def _id(self, name: str) -> int | None:
        found = self._store.rows(select(people.c.id).where(people.c.name == name))
        return int(found[0]["id"]) if found else None

    def _insert(self, name: str, role: DeskRole, password: str) -> int:
        row = {"name": name, "role": role.word, "password": password, "created_at": now()}
        with self._store.engine.begin() as connection:
            done = connection.execute(insert(people).values(row))
        assert done.inserted_primary_key is not None
        return int(done.inserted_primary_key[0])

    def _key(self, kind: str, person_id: int, role: str, seconds: float) -> str:
        secret = secrets.token_urlsafe(32)
        ends = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
        row = {"digest": _digest(secret), "kind": kind, "person_id": person_id, "role": role, "created_at": now()}
        with self._store.engine.begin() as connection:
            connection.execute(insert(keys).values({**row, "expires_at": ends}))
        return secret


def csrf_of(session: str) -> str:
    """What the forms of a session bear: whoever cannot read its pages cannot know it."""
    return hmac.new(session.encode(), b"csrf", hashlib.sha256).hexdigest()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
