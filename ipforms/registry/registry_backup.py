"""A copy of a registry while others work with it: SQLite's own backup, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from ipforms.registry.database import shown
from ipforms.registry.registry_errors import NoBackup, RegistryExists, RegistryUnusable


def back_up(engine: Engine, target: Path) -> None:
    """Copy a registry into a new file.

    Raises:
        NoBackup: it is on a server, whose own program makes backups.
        RegistryExists: the file is there already.
        RegistryUnusable: the copy cannot be written.
    """
    if engine.dialect.name != "sqlite":
        raise NoBackup(name=shown(engine.url))
    if target.exists():
        raise RegistryExists(name=target.name)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        _copy(Path(engine.url.database or ""), part)
        os.link(part, target)  # fails if somebody has made it meanwhile
    except FileExistsError:
        raise RegistryExists(name=target.name) from None
    except (sqlite3.Error, OSError) as error:
        raise RegistryUnusable(name=target.name, reason=type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    private(target)
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


def private(path: Path) -> None:
    """Make an empty file that its owner alone can read: people's numbers go into it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
