"""Where a registry is kept: its version, migrations, backups; what becomes of an import that is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from ipforms.registry import (
    FutureDay,
    NewerRegistry,
    NoRegistry,
    Registry,
    RegistryExists,
    RegistryUnusable,
    RegistryVersion,
    masked_rows,
    schema_version,
)
from ipforms.registry.database import database_errors
from ipforms.registry.tables import METADATA
from tests.registry.conftest import LATE
from tests.registry.registry_makers import admitted, application, light

MAY = date(2017, 5, 20)
VERSION_1 = Path(__file__).parents[1] / "data" / "registry" / "version-1.sql"


def test_a_registry_of_version_1_is_told_and_becomes_one_of_today(tmp_path):
    """It was made by the program of version 1, and dumped; what it holds is all there afterwards."""
    where = tmp_path / "名录库.db"
    with closing(sqlite3.connect(where)) as connection:
        connection.executescript(VERSION_1.read_text("utf-8"))
        before = connection.execute("SELECT * FROM events").fetchall()
    with pytest.raises(RegistryVersion, match="ipforms registry migrate"):
        Registry.open(where)
    assert Registry.migrate(where) == ("1", schema_version.CURRENT)
    registry = Registry.open(where)
    with registry._engine.connect() as connection:
        options = {"compare_type": True}
        unlike = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
        assert unlike == [], "a table has changed: write a migration"
    with closing(sqlite3.connect(where)) as connection:
        assert connection.execute("SELECT * FROM events").fetchall() == before
    state = registry.stored()
    assert state == registry.as_of() and len(registry.events()) == len(before) == 8
    assert [(each["name"], each["left_on"]) for each in registry.entries(LATE.date(), left=True)] == [
        ("广州甲有限公司", None),
        ("广州乙市场", "2022-05-20"),
    ]
    registry.rebuild()
    assert registry.stored() == state
    registry.close()


def test_a_registry_of_another_version_is_told_and_names_the_command(tmp_path):
    where = tmp_path / "a.db"
    Registry.create(where).close()
    for found, error in (("0", RegistryVersion), ("99", NewerRegistry)):
        with closing(sqlite3.connect(where)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (found,))
        with pytest.raises(error) as raised:
            Registry.open(where)
        assert raised.type is error
        assert "ipforms registry migrate" in str(raised.value) or error is NewerRegistry


def test_the_version_that_the_code_needs_is_the_last_migration(registry):
    assert Registry.migrate(registry.name) == (schema_version.CURRENT, schema_version.CURRENT)


def test_a_full_disk_is_told_in_the_language_asked_for():
    engine = create_engine("sqlite://")
    told = pytest.raises(RegistryUnusable, match="磁盘空间不足")
    with told as raised, database_errors(engine), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        connection.exec_driver_sql("CREATE TABLE a (b)")
    assert "full" not in raised.value.message("zh")


def test_what_is_no_registry_is_told(tmp_path):
    with pytest.raises(NoRegistry):
        Registry.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("名录" * 3000)
    with pytest.raises(RegistryUnusable):
        Registry.open(tmp_path / "text.db")
    with pytest.raises(RegistryExists):
        Registry.create(tmp_path / "text.db")
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(NoRegistry):
        Registry.open(tmp_path / "other.db")
    with pytest.raises(RegistryUnusable):
        Registry.open("oracle+nothing://a/b")


def test_a_registry_whose_making_fails_leaves_no_file(tmp_path, monkeypatch):
    def broken(engine):
        raise KeyboardInterrupt

    monkeypatch.setattr(schema_version, "create_tables", broken)
    with pytest.raises(KeyboardInterrupt):
        Registry.create(tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    Registry.create(tmp_path / "a.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_a_party_is_found_by_code_name_or_a_part_of_it(registry, write):
    with write() as change:
        change.party("guangzhou", "market", "广州（新）甲", code="91440111MAXXXXX23M", on=MAY)
        change.party("guangzhou", "market", "广州(新)甲乙", on=MAY)
    asked = ("91440111maxxxxx23m", "广州(新)甲", "甲乙", "广州", "丙", "%")
    assert [[each["id"] for each in registry.find(text)] for text in asked] == [[1], [1], [2], [1, 2], [], []]


def test_a_file_of_peoples_numbers_is_its_owners_alone(registry, tmp_path):
    registry.backup(tmp_path / "b.db")
    for path in (Path(registry.name), tmp_path / "b.db"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_backup_is_made_while_somebody_writes(registry, write, tmp_path):
    with write() as change:
        admitted(change, 1, MAY)
    with write() as change:
        admitted(change, 2, MAY)
        change.flush()
        registry.backup(tmp_path / "备份.db")
    copy = Registry.open(tmp_path / "备份.db")
    assert [each["name"] for each in copy.entries(MAY)] == ["广州第1有限公司"]
    assert copy.as_of() == copy.stored()
    copy.close()
    assert len(registry.entries(MAY)) == 2
    with pytest.raises(RegistryExists):
        registry.backup(tmp_path / "备份.db")


def test_personal_numbers_are_masked_in_rows_records_and_events(registry, write):
    with write() as change:
        party, _ = admitted(change, 1, MAY)
        change.liaison("office", "陈", programme="guangzhou", party=party, phone="020-81050369", on=MAY)
        change.activity("visit", programme="guangzhou", party=party, note="电话13912345678", on=MAY)
    rows = [
        *registry.parties(),
        *registry.events(),
        registry.row("applications", 1),
        *registry.rows("liaisons", LATE),
        *registry.rows("activities", LATE),
    ]
    record = registry.row("applications", 1)["record"]
    numbers = [record["contact"]["id_number"], *record["contact"]["phones"], "020-81050369", "13912345678"]
    plain, masked = (json.dumps(each, ensure_ascii=False) for each in (rows, masked_rows(rows)))
    assert all(number in plain and number not in masked for number in numbers)
    assert record["uscc"] in masked


def test_the_same_application_is_registered_once(registry, write):
    with write() as change:
        first = change.add([application(1), application(1), application(2)], on=MAY)
    with write() as change:
        again = change.add([application(2), application(1)], on=date(2018, 1, 1))
    assert (first.applications, first.known, again.applications, again.known) == ((1, 2), (1,), (), (2, 1))
    assert len(registry.applications(LATE)) == 2


def test_what_is_raised_in_a_transaction_undoes_all_of_it(registry):
    with pytest.raises(FutureDay), registry.write(by="李", at=datetime(2017, 6, 1)) as change:
        change.add([application(1), application(2)], on=MAY)
        change.party("guangzhou", "market", "乙", on=date(2018, 1, 1))
    assert registry.stored() == registry.as_of() == {name: {} for name in registry.stored()}


IMPORTED = 5_000


@pytest.mark.slow
def test_an_import_that_is_killed_is_there_whole_or_not_at_all(tmp_path):
    """30 kills at random moments of an import of 5,000, each followed by a look; at last one that ends."""
    where = tmp_path / "a.db"
    Registry.create(where).close()
    items = [light(number) for number in range(IMPORTED)]
    took, outcomes, moments = _killed(where, items, None), [], random.Random(18)
    where.unlink()
    Registry.create(where).close()
    for _ in range(30):
        _killed(where, items, moments.uniform(0, 1.1 * took))
        registry = Registry.open(where)
        state = registry.stored()
        outcomes.append(len(state["applications"]))
        assert len(state["parties"]) == len(state["applications"]) in (0, IMPORTED)
        assert len(registry.events()) == 2 * len(state["applications"])
        registry.close()
        if outcomes[-1]:  # from here on nothing would be written: begin anew
            Path(where).unlink()
            Registry.create(where).close()
    assert outcomes.count(0) >= 10
    _killed(where, items, None)
    _killed(where, items, None)
    registry = Registry.open(where)
    assert len(registry.applications(LATE)) == IMPORTED and registry.stored() == registry.as_of()
    registry.close()


def _killed(where, items, seconds):
    """Import in a process that is killed after a while, or not; how long it took."""
    context = multiprocessing.get_context("fork")
    child = context.Process(target=_import, args=(where, items))
    begun = time.monotonic()
    child.start()
    if seconds is not None:
        child.join(seconds)
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
    child.join()
    assert child.exitcode in (0, -signal.SIGKILL)
    return time.monotonic() - begun


def _import(where, items):
    registry = Registry.open(where)
    with registry.write(by="甲", at=LATE) as change:
        change.add(items, on=MAY)
    os._exit(0)
