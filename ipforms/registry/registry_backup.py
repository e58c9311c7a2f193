"""Files of registries: made whole or not at all, for their owner alone; copies while others work with them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from ipforms.bulk.atomic_files import unwritable
from ipforms.registry.database import shown
from ipforms.registry.registry_errors import NoBackup, RegistryExists, RegistryUnusable


def back_up(engine: Engine, target: Path) -> None:
    """Copy a registry into a new file.

    Raises:
        NoBackup: it is on a server, whose own program makes backups.
        RegistryExists: the file is there already.
        UnwritableOutput: the copy cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise NoBackup(name=shown(engine.url))
    with new_file(target) as part:
        _copy(Path(engine.url.database or ""), part)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


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
