"""`Registry`: a registry that is open."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Engine, insert, or_, select

from ipforms.registry import due_items, listing, replay, schema_version, yearly_report
from ipforms.registry.activities import Activities
from ipforms.registry.clock import start_of
from ipforms.registry.database import engine_of, reading, shown, url_of, writing
from ipforms.registry.due_items import DueItem
from ipforms.registry.journal import chunks
from ipforms.registry.list_review import Proposal, proposals
from ipforms.registry.listing import RegistryRows
from ipforms.registry.registry_backup import back_up, new_file
from ipforms.registry.registry_errors import FilledRegistry, UnknownRow
from ipforms.registry.replay import State, as_then
from ipforms.registry.tables import EVENTS, METADATA, PARTIES
from ipforms.registry.yearly_report import DutyCount
from ipforms.rules.policies import DEFAULT, LIST_DEFAULT, ListPolicies, Policies
from ipforms.rules.programmes import PartyKind, Programme, programme
from ipforms.text import name_key

Where = str | os.PathLike[str]
ApplicationState = Literal["district", "city", "decided"]
"""The district has to decide; the city has to; nobody has to any more."""


class RegistryTransaction(Activities):
    """One transaction of a registry: all of its changes count, or none does. `Registry.write` opens it."""


class Registry:
    """The list of enterprises and markets, with all that is done about it.

    Days are arguments: nothing in here reads a clock. Rows are plain dictionaries with days as ISO texts.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     registry = Registry.create(f"{folder}/名录库.db")
    ...     with registry.write(by="张三", at=datetime(2017, 3, 20, 9, 0)) as change:
    ...         party = change.party("guangzhou", "enterprise", "广州甲有限公司")
    ...         _ = change.activity("visit", programme="guangzhou", party=party, on=date(2017, 3, 17))
    ...     [(each["kind"], each["day"], each["actor"]) for each in registry.events()]
    ...     registry.close()
    [('party', '2017-03-20', '张三'), ('visit', '2017-03-17', '张三')]
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def create(cls, where: Where) -> "Registry":
        """Make a registry: the path of a new SQLite file, or the URL of an empty database.

        Raises:
            RegistryExists: the file is there, or the database is not empty.
        """
        url = url_of(where)
        if url.get_backend_name() != "sqlite":
            _make(url)
        else:
            with new_file(Path(url.database or "")) as part:
                with closing(sqlite3.connect(part)) as connection:
                    connection.execute("PRAGMA journal_mode = WAL")  # kept in the file: readers wait for no writer
                _make(url.set(database=str(part)))
        return cls(engine_of(url))

    @classmethod
    def open(cls, where: Where) -> "Registry":
        """Open a registry: the path of a SQLite file, or a URL.

        Raises:
            NoRegistry: there is none.
            RegistryVersion: it is of another version; the error names the command that migrates it.
            RegistryUnusable: the database cannot be reached.
        """
        engine = engine_of(url_of(where))
        with _let_go_of(engine):
            schema_version.require_current(engine)
        return cls(engine)

    @staticmethod
    def migrate(where: Where) -> tuple[str, str]:
        """Bring a registry of an older version to this one, whole or not at all; the versions before and after."""
        engine = engine_of(url_of(where))
        try:
            return schema_version.migrate(engine)
        finally:
            engine.dispose()

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return shown(self._engine.url)

    def close(self) -> None:
        """Let go of its connections."""
        self._engine.dispose()

    @contextmanager
    def write(self, *, by: str, at: datetime) -> Iterator[RegistryTransaction]:
        """A transaction: whatever is raised in the block undoes all of it."""
        with writing(self._engine) as connection:
            change = RegistryTransaction(connection, by, at)
            yield change
            change.flush()

    def entries(
        self, on: date, programme: str | None = None, kind: PartyKind | None = None, *, left: bool = False
    ) -> RegistryRows:
        """The list as of a day, in the order of its numbers.

        Returns:
            A row for each entry: entry, application, batch, year, number, published_on, reviewed_on, left_on, left_why,
            admitted_on, party and its columns, office_liaison, party_liaison, model_since (示范市场).
        """
        return self._past(listing.listed(on.isoformat(), programme, kind, left=left), on)

    def applications(
        self, on: date, state: ApplicationState | None = None, programme: str | None = None
    ) -> RegistryRows:
        """Applications as of a day, in the order in which they were registered; `state="city"`: who is proposed."""
        return self._past(listing.applied(on.isoformat(), state, programme), on)

    def parties(self) -> RegistryRows:
        """All parties."""
        return self._rows(select(PARTIES).order_by(PARTIES.c.id))

    def find(self, text: str) -> RegistryRows:
        """The parties of a name or credit code; if there is none, those whose name holds the text."""
        of_name = or_(PARTIES.c.name_key == name_key(text), PARTIES.c.code == text.strip().upper())
        exact = self._rows(select(PARTIES).where(of_name).order_by(PARTIES.c.id))
        part = PARTIES.c.name.contains(text, autoescape=True)
        return exact or self._rows(select(PARTIES).where(part).order_by(PARTIES.c.id))

    def rows(
        self,
        table: str,
        on: date,
        *,
        party: int | None = None,
        programme: str | None = None,
        state: ApplicationState | None = None,
        left: bool = False,
    ) -> RegistryRows:
        """What there was on a day of a table; `state` is of "applications", `left` of "entries"."""
        if table == "entries":
            return self.entries(on, programme, left=left)
        if table == "applications":
            return self.applications(on, state, programme)
        if table in ("parties", "events"):
            return self.parties() if table == "parties" else self.events(party=party)
        return self._past(listing.of_table(listing.LISTED[table], on.isoformat(), party, programme), on)

    def row(self, table: str, id: int) -> dict[str, Any]:
        """One row of any table, with all that it says.

        Raises:
            UnknownRow: there is none of this number.
        """
        known = METADATA.tables[table]
        found = self._rows(select(known).where(known.c.id == id))
        if not found:
            raise UnknownRow(table=table, id=id)
        return found[0]

    def events(self, *, party: int | None = None, kind: str | None = None) -> RegistryRows:
        """What has happened, in the order in which it was recorded."""
        return self._rows(listing.events(party, kind))

    def programmes(self) -> list[Programme]:
        """The notices that parties are registered under."""
        found = self._rows(select(PARTIES.c.programme).distinct().order_by(PARTIES.c.programme))
        return [programme(each["programme"]) for each in found]

    def review(self, on: date, policies: Policies = DEFAULT) -> list[Proposal]:
        """Today's rules over the latest data of all on the list, as proposals that a person decides (`settle`)."""
        with reading(self._engine) as connection:
            return list(proposals(connection, on.isoformat(), policies))

    def report(self, year: int, on: date, policies: ListPolicies = LIST_DEFAULT) -> list[DutyCount]:
        """The counts of a year, as of a day, against what the notices ask for."""
        of = self.programmes()
        with reading(self._engine) as connection:
            day = on.isoformat()
            return [each for one in of for each in yearly_report.count_duties(connection, one, year, day, policies)]

    def due(self, on: date, within: timedelta, policies: ListPolicies = LIST_DEFAULT) -> list[DueItem]:
        """What is overdue and what is due within a span; the most urgent first.

        Args:
            on: the moment, or the day from its beginning.
            within: how far to look ahead; a span of whole days ends with the last of them.
            policies: how to read what the notices leave open.
        """
        of = self.programmes()
        with reading(self._engine) as connection:
            return due_items.due_items(connection, of, start_of(on), within, policies)

    def open_cases(self, on: date, policies: ListPolicies = LIST_DEFAULT) -> list[DueItem]:
        """The open cases of kinds that have terms, whenever these end, in the order of their numbers."""
        with reading(self._engine) as connection:
            return sorted(due_items.open_cases(connection, start_of(on), policies), key=lambda item: item.id or 0)

    def as_of(self, day: date | None = None) -> State:
        """All rows as they follow from the events that hold on a day; from all of them if None."""
        with reading(self._engine) as connection:
            return replay.replayed(connection, day.isoformat() if day else None)

    def stored(self) -> State:
        """All rows as they are kept; the same as `as_of()`."""
        with reading(self._engine) as connection:
            return replay.stored(connection)

    def rebuild(self) -> None:
        """Make all rows anew from the events."""
        with writing(self._engine) as connection:
            replay.rebuild(connection)

    def restore(self, events: RegistryRows) -> None:
        """Fill an empty registry with the events of another one, whole or not at all.

        Raises:
            FilledRegistry: it is not empty.
        """
        with writing(self._engine) as connection:
            if connection.scalar(select(EVENTS.c.id).limit(1)) is not None:
                raise FilledRegistry(name=self.name)
            for some in chunks(events):
                connection.execute(insert(EVENTS), some)
            replay.rebuild(connection)

    def backup(self, target: Where) -> None:
        """Copy the registry into a new file while others work with it.

        Raises:
            NoBackup: it is on a server, and pg_dump is not here.
            RegistryExists: the file is there already.
        """
        back_up(self._engine, Path(target))

    def _past(self, statement: Any, on: date) -> RegistryRows:
        with reading(self._engine) as connection:
            return as_then(connection, listing.rows_of(connection, statement), on.isoformat())

    def _rows(self, statement: Any) -> RegistryRows:
        with reading(self._engine) as connection:
            return listing.rows_of(connection, statement)


@contextmanager
def _let_go_of(engine: Engine) -> Iterator[None]:
    """Close the connections of an engine that nobody gets."""
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _make(url: URL) -> None:
    engine = engine_of(url)
    try:
        schema_version.create_tables(engine)
    finally:
        engine.dispose()
