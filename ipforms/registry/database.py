"""The engine: SQLite in a file, or PostgreSQL by its URL, with one writer at a time.

One writer is enough for an office and makes every rule simple to trust: what a transaction has read is still so when it
writes. SQLite has that by BEGIN IMMEDIATE; in PostgreSQL a lock of the transaction does it. Readers wait for nobody.

Files of registries: made whole or not at all, for their owner alone; copies while others work with them.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from ipforms.bulk.atomic_files import unwritable
from ipforms.errors import MissingExtra
from ipforms.messages import Bilingual
from ipforms.registry.registry_errors import NoBackup, NoRegistry, RegistryBusy, RegistryExists, RegistryUnusable

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


_POSTGRESQL = Path("/usr/lib/postgresql")  # where Debian keeps the programs of each version


def back_up(engine: Engine, target: Path) -> None:
    """Copy a registry into a new file.

    Raises:
        NoBackup: it is on a server, and the program that makes its backups, pg_dump, is not installed here.
        RegistryExists: the file is there already.
        RegistryUnusable: pg_dump refuses.
        UnwritableOutput: the copy cannot be written.
    """
    with new_file(target) as part:
        if engine.dialect.name == "sqlite":
            _copy(Path(engine.url.database or ""), part)
        else:
            _dump(engine.url, part)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


def _dump(url: URL, target: Path) -> None:
    """A PostgreSQL database in the custom format of pg_dump, of one moment; pg_restore brings it back."""
    program = shutil.which("pg_dump") or max(_POSTGRESQL.glob("*/bin/pg_dump"), default=None)
    if program is None:
        raise NoBackup(name=shown(url))
    address = url.set(drivername="postgresql", password=None).render_as_string()  # others can see arguments
    secret = {"PGPASSWORD": url.password} if url.password else {}
    command = [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={address}"]
    done = subprocess.run(
        command, env={**os.environ, **secret}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RegistryUnusable(name=shown(url), reason=(done.stderr.strip().splitlines() or ["pg_dump"])[0][:200])


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """An empty file beside a new one, which gets its name when all is written: people's numbers go into it.

    Raises:
        RegistryExists: the file is there already.
        UnwritableOutput: the system refuses.
    """
    if target.exists():
        raise RegistryExists(name=target.name)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
        _rename(part, target)
    except FileExistsError:
        raise RegistryExists(name=target.name) from None
    except OSError as error:
        raise unwritable(target, error) from error
    except sqlite3.Error as error:
        raise RegistryUnusable(name=target.name, reason=str(error)) from error
    finally:
        for left in (part, *(part.with_name(f"{part.name}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _rename(part: Path, target: Path) -> None:
    """Give a file its name, unless another has it by now; a disk without links, as of a stick, has to trust a look."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)
