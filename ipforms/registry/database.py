"""The engine: SQLite in a file, or PostgreSQL by its URL, with one writer at a time.

One writer is enough for an office and makes every rule simple to trust: what a transaction has read is still so when it
writes. SQLite has that by BEGIN IMMEDIATE; in PostgreSQL a lock of the transaction does it. Readers wait for nobody.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from ipforms.errors import MissingExtra
from ipforms.messages import Bilingual
from ipforms.registry.registry_errors import NoRegistry, RegistryBusy, RegistryUnusable

_PATIENCE = 60  # seconds that a writer waits for another; an import of 5,000 applications takes a few
_LOCK = 7_110_442  # any number; the key of the lock in PostgreSQL, the same for all versions
_FULL = re.compile("disk is full|no space left", re.IGNORECASE)
_BUSY = re.compile("locked|lock timeout|busy", re.IGNORECASE)
_WRITES = "ipforms_writes"


def url_of(where: str | os.PathLike[str]) -> URL:
    """The URL of a database: given as such, or the path of a SQLite file.

    >>> url_of("名录库.db").drivername, url_of("postgresql://office@db/list").drivername
    ('sqlite', 'postgresql+psycopg')
    """
    given = os.fspath(where)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError:
        raise RegistryUnusable(name="URL", reason="URL") from None
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def shown(url: URL) -> str:
    """What to call a database in messages: never with its password."""
    return url.database or "" if url.drivername.startswith("sqlite") else url.render_as_string(hide_password=True)


def engine_of(url: URL, *, must_exist: bool = True) -> Engine:
    """The engine of a database.

    Raises:
        NoRegistry: there is no such SQLite file.
        MissingExtra: the driver is not installed.
        RegistryUnusable: nothing can be made of the URL.
    """
    if must_exist and url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NoRegistry(name=shown(url))
    # Parameters hold people's numbers, and exceptions end in logs.
    options: dict[str, Any] = {"hide_parameters": True, "json_serializer": _json}
    options["pool_pre_ping"] = url.get_backend_name() != "sqlite"  # a server may have been started anew meanwhile
    try:
        engine = create_engine(url, **options)
    except ModuleNotFoundError as error:
        raise MissingExtra(package=error.name or "psycopg", extra="registry") from None
    except (ArgumentError, NoSuchModuleError) as error:
        raise RegistryUnusable(name=shown(url), reason=type(error).__name__) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_server)
    return engine


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # sqlite3 itself begins nothing: `_begin_sqlite` does
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_server(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with database_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it counts or nothing does."""
    with (
        database_errors(engine),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def database_errors(engine: Engine) -> Iterator[None]:
    """The boundary that no exception of a database passes.

    Raises:
        RegistryBusy: another writer has not ended in time.
        RegistryUnusable: anything else that the database says.
    """
    try:
        yield
    except SQLAlchemyError as error:
        name = shown(engine.url)
        cause = getattr(error, "orig", None) or error
        if isinstance(error, OperationalError) and _BUSY.search(str(cause)):
            raise RegistryBusy(name=name, seconds=_PATIENCE) from error
        is_full = _FULL.search(str(cause))
        reason = Bilingual("bulk.refusal.disk_full") if is_full else str(cause).splitlines()[0][:200]
        raise RegistryUnusable(name=name, reason=reason) from error
