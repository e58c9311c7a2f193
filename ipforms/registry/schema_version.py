"""Which version a registry is of, and how it becomes one of this version: whole or not at all.

Alembic runs the migrations; they lie beside this file in `migrations/`, and all of them run in one transaction. Both
databases take changes of tables back with it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from ipforms.registry.database import reading, shown, writing
from ipforms.registry.registry_errors import (
    NewerRegistry,
    NoRegistry,
    RegistryExists,
    RegistryUnusable,
    RegistryVersion,
)

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

CURRENT = "2"
"""The version that this code needs: the head of `migrations/`. A registry is opened without loading Alembic."""
_FOLDER = Path(__file__).with_name("migrations")
_VERSION_TABLE = "alembic_version"


def require_current(engine: Engine) -> None:
    """Refuse a registry of another version.

    Raises:
        NoRegistry: the database holds none.
        RegistryVersion: it is older, and the error names the command that migrates it.
        NewerRegistry: it is newer than this program.
    """
    with reading(engine) as connection:
        found = _version(connection)
    if found is None:
        raise NoRegistry(name=shown(engine.url))
    if found != CURRENT:
        kind = NewerRegistry if _is_newer(found, CURRENT) else RegistryVersion
        raise kind(name=shown(engine.url), found=found, needed=CURRENT)


def _is_newer(found: str, known: str) -> bool:
    return int(found) > int(known) if found.isdigit() else True


def create_tables(engine: Engine, folder: Path = _FOLDER) -> None:
    """Make a registry in an empty database.

    Raises:
        RegistryExists: something is in it.
    """
    with writing(engine) as connection:
        if inspect(connection).get_table_names():
            raise RegistryExists(name=shown(engine.url))
        _run(connection, folder)


def migrate(engine: Engine, folder: Path = _FOLDER) -> tuple[str, str]:
    """Bring a registry to this version.

    Args:
        engine: its database.
        folder: where the migrations are.

    Returns:
        The version before and after.

    Raises:
        NoRegistry: the database holds none.
        NewerRegistry: it is newer than this program.
    """
    with writing(engine) as connection:
        before = _version(connection)
        if before is None:
            raise NoRegistry(name=shown(engine.url))
        if _is_newer(before, head := _scripts(folder).get_current_head() or CURRENT):
            raise NewerRegistry(name=shown(engine.url), found=before, needed=head)
        _run(connection, folder)
        return before, _version(connection) or before


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))
    return None if found is None else str(found)


def _scripts(folder: Path) -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(folder), version_locations=[str(folder)])


def _run(connection: Connection, folder: Path) -> None:
    """All migrations up to the head, in the transaction of the connection."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.util import CommandError

    scripts = _scripts(folder)
    try:
        with EnvironmentContext(
            Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)
        ) as environment:
            environment.configure(connection=connection, transactional_ddl=True)
            environment.run_migrations()
    except CommandError as error:
        raise RegistryUnusable(name=shown(connection.engine.url), reason=str(error)) from error
