"""Files of registries: made whole or not at all, for their owner alone; copies while others work with them."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine

from ipforms.bulk.atomic_files import unwritable
from ipforms.registry.database import shown
from ipforms.registry.registry_errors import NoBackup, RegistryExists, RegistryUnusable

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
