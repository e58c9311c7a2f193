"""Registries of the tests: SQLite in a folder, and a PostgreSQL that the tests start themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from ipforms.registry import Registry

LATE = datetime(2031, 1, 1, 9, 0)
"""When everything is recorded in tests that do not care: behind all days that they name."""


@pytest.fixture(scope="session")
def blank_registry(tmp_path_factory):
    """The bytes of a registry without anything in it: making one takes longer than most tests."""
    folder = tmp_path_factory.mktemp("registry")
    made = Registry.create(folder / "a.db")
    made.backup(folder / "b.db")
    made.close()
    return (folder / "b.db").read_bytes()


@pytest.fixture
def registry(tmp_path, blank_registry):
    where = tmp_path / "名录库.db"
    where.touch(0o600)
    where.write_bytes(blank_registry)
    opened = Registry.open(where)
    yield opened
    opened.close()


@pytest.fixture
def write(registry):
    """`with write() as change`: a transaction of the registry."""
    return lambda at=LATE, by="李明": registry.write(by=by, at=at)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """The URL of an empty database on a server of its own; each call gives another one."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    user = _server_user()
    folder = Path(tempfile.mkdtemp(prefix="ipforms_pg_", dir="/tmp"))  # a socket's path has at most 107 bytes
    if user:
        shutil.chown(folder, user, user)
    prefix = ["runuser", "-u", user, "--"] if user else []
    bin_ = programs[-1].parent
    data = folder / "data"
    _run([*prefix, bin_ / "initdb", "-D", data, "-U", "office", "-A", "trust", "--no-sync", "-E", "UTF8"], folder)
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
    _run([*prefix, bin_ / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start"], folder)
    count = 0

    def database():
        nonlocal count
        count += 1
        _run([*prefix, bin_ / "createdb", "-h", folder, "-U", "office", f"list{count}"], folder)
        return f"postgresql://office@/list{count}?host={folder}"

    yield database
    _run([*prefix, bin_ / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], folder)
    shutil.rmtree(folder, ignore_errors=True)


def _server_user():
    """Who runs the server; initdb refuses root."""
    if os.getuid() != 0:
        return None
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("initdb refuses root, and there is no user postgres: run the tests as another user")
    return "postgres"


def _run(command, folder):
    subprocess.run(list(map(str, command)), check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=60)
