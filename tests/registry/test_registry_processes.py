"""Eight processes decide at once, on SQLite and on a real PostgreSQL: none of the decisions is lost or counts twice."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from ipforms.registry import (
    AlreadyDecided,
    NewerRegistry,
    NoBackup,
    Registry,
    RegistryUnusable,
    StaleState,
    registry_backup,
    schema_version,
)
from ipforms.registry.database import engine_of, url_of
from ipforms.rules.policies import ListPolicies
from tests.registry.conftest import LATE
from tests.registry.registry_makers import admitted, application, light

MAY = date(2017, 5, 20)
PROCESSES, APPLICATIONS = 8, 25


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.system)])
def where(request, tmp_path):
    """The place of a new registry."""
    place = str(tmp_path / "a.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    Registry.create(place).close()
    return place


def together(work, where):
    """What eight processes come to, each with a number of its own."""
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        return pool.starmap(work, [(where, number) for number in range(PROCESSES)], chunksize=1)


def _decide(where, number):
    """Decide on all applications, in an order of its own; which of them counted."""
    registry, counted = Registry.open(where), []
    order = list(range(1, APPLICATIONS + 1))
    random.Random(number).shuffle(order)
    for application_number in order:
        for level in ("district", "city"):
            try:
                with registry.write(by=f"甲{number}", at=LATE) as change:
                    change.decide(application_number, level, "approve", on=MAY)
                counted.append((application_number, level))
            except AlreadyDecided as error:
                assert error.context["by"].startswith("甲")
    registry.close()
    return counted


@pytest.mark.slow
def test_no_order_of_decisions_loses_or_doubles_one(where):
    registry = Registry.open(where)
    with registry.write(by="乙", at=LATE) as change:
        change.add([light(number) for number in range(APPLICATIONS)], on=MAY)
    registry.close()
    counted = Counter(each for one in together(_decide, where) for each in one)
    numbers = range(1, APPLICATIONS + 1)
    assert counted == Counter((number, level) for number in numbers for level in ("district", "city"))
    registry = Registry.open(where)
    entries = registry.entries(MAY)
    assert [each["number"] for each in entries] == list(numbers)
    assert {each["application"] for each in entries} == set(numbers)
    assert len(registry.events(kind="city.approve")) == len(registry.events(kind="entry")) == APPLICATIONS
    events = [each["id"] for each in registry.events()]
    assert events == list(range(1, len(events) + 1))
    assert registry.stored() == registry.as_of()
    registry.close()


def _add(where, number):
    registry = Registry.open(where)
    with registry.write(by=f"甲{number}", at=LATE) as change:
        added = change.add([light(each) for each in range(number, number + APPLICATIONS)], on=MAY)
    registry.close()
    return len(added.applications)


def _amend(where, number):
    """Change one row as often as it can, each time by what it has seen."""
    registry, counted = Registry.open(where), 0
    for turn in range(6):
        seen = registry.row("parties", 1)["revision"]
        try:
            with registry.write(by=f"甲{number}", at=LATE) as change:
                change.amend("parties", 1, "换人", seen=seen, contact=f"{number}-{turn}")
            counted += 1
        except StaleState:
            pass
    registry.close()
    return counted


@pytest.mark.slow
def test_what_several_register_at_once_is_there_once_and_what_changed_meanwhile_is_told(where):
    assert sum(together(_add, where)) == APPLICATIONS + PROCESSES - 1
    counted = sum(together(_amend, where))
    registry = Registry.open(where)
    assert len(registry.parties()) == APPLICATIONS + PROCESSES - 1
    assert registry.row("parties", 1)["revision"] == 1 + counted
    assert len(registry.events(kind="amend")) == counted >= 6
    registry.close()


def test_a_life_is_the_same_on_both_databases(where):
    """What is asked in the other tests of SQLite, asked of either: the same rows, in the same order."""
    registry = Registry.open(where)
    with registry.write(by="甲", at=LATE) as change:
        party, _ = admitted(change, 1, MAY)
        market, _ = admitted(change, 2, date(2018, 1, 31), "guangzhou-market")
        change.add([application(3)], on=date(2018, 3, 1))
        change.decide(3, "district", "approve", on=date(2018, 3, 2))
        change.cultivate(market, on=date(2018, 2, 28))
        change.case("counterfeit_patent", party, "假冒专利", received=LATE - timedelta(days=40))
        change.activity("visit", programme="guangzhou", party=party, on=date(2018, 5, 1))
        change.liaison("office", "陈", programme="guangzhou", party=party, on=MAY)
    assert [each["name"] for each in registry.entries(date(2018, 12, 31))] == ["广州第1有限公司", "广州第2有限公司"]
    assert [each["application"] for each in registry.applications(date(2018, 12, 31), "city")] == [3]
    assert [each["application"] for each in registry.applications(date(2018, 3, 1), "district")] == [3]
    found = [(each.duty.counts, each.count, each.asked) for each in registry.report(2018, date(2018, 12, 31))]
    assert found == [
        ("entry", 0, 30),
        ("cultivation", 1, 2),
        ("navigation", 0, 1),
        ("office_liaison", 1, 2),
        ("visit", 1, 2),
        ("service", 0, 2),
    ]
    due = registry.due(LATE, timedelta(days=30), ListPolicies())
    assert [(each.kind, each.overdue) for each in due] == [("acceptance", True), ("counterfeit_patent", True)]
    assert [each.verdict for each in registry.review(date(2018, 12, 31))] == ["unknown", "yes"]
    assert registry.stored() == registry.as_of()
    registry.rebuild()
    assert registry.stored() == registry.as_of()
    registry.close()


STEP = """
import os
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{revision}", "{before}"
def upgrade():
    op.add_column("parties", sa.Column("website{revision}", sa.Text()))
    op.execute("UPDATE parties SET website{revision} = 'x'")
    {rest}
"""
FIRST, SECOND = (str(int(schema_version.CURRENT) + more) for more in (1, 2))


def tables_of(place):
    """The version that a registry is of, and the columns that steps have added."""
    engine = engine_of(url_of(place))
    with engine.connect() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        columns = {each["name"] for each in inspect(connection).get_columns("parties")}
    engine.dispose()
    return version, sorted(name for name in columns if name.startswith("website"))


def test_migrations_are_done_all_of_them_or_none(where, tmp_path, monkeypatch):
    """Two steps, of which the second fails, or ends its process; then both."""
    place = where
    registry = Registry.open(place)
    with registry.write(by="甲", at=LATE) as change:
        admitted(change, 1, date(2017, 5, 20))
    state, events = registry.stored(), registry.events()
    registry.close()
    steps = tmp_path / "migrations"
    shutil.copytree(Path(schema_version.__file__).with_name("migrations"), steps)
    (steps / "first.py").write_text(STEP.format(revision=FIRST, before=schema_version.CURRENT, rest=""))

    def end_with(rest):
        (steps / "second.py").write_text(STEP.format(revision=SECOND, before=FIRST, rest=rest))

    engine = engine_of(url_of(place))
    end_with("raise ValueError('half way')")
    with pytest.raises(ValueError, match="half way"):
        schema_version.migrate(engine, steps)
    engine.dispose()
    assert tables_of(place) == (schema_version.CURRENT, [])
    end_with("os._exit(9)")
    child = multiprocessing.get_context("fork").Process(target=_migrated, args=(place, steps))
    child.start()
    child.join()
    assert (child.exitcode, tables_of(place)) == (9, (schema_version.CURRENT, []))

    end_with("")
    assert schema_version.migrate(engine, steps) == (schema_version.CURRENT, SECOND)
    engine.dispose()
    assert tables_of(place) == (SECOND, [f"website{FIRST}", f"website{SECOND}"])
    for call in (Registry.open, Registry.migrate):  # this program finds the registry of a later one
        with pytest.raises(NewerRegistry):
            call(place)
    monkeypatch.setattr(schema_version, "CURRENT", SECOND)
    opened = Registry.open(place)
    assert opened.events() == events and opened.stored() == opened.as_of() == state
    opened.close()


def _migrated(place, steps):
    schema_version.migrate(engine_of(url_of(place)), steps)


@pytest.mark.system
@pytest.mark.slow
def test_a_registry_on_a_server_is_backed_up_while_somebody_writes(postgresql, tmp_path, monkeypatch):
    place, other = postgresql(), postgresql()
    registry = Registry.create(place)
    with registry.write(by="甲", at=LATE) as change:
        admitted(change, 1, date(2017, 5, 20))
        change.flush()
        registry.backup(tmp_path / "early.dump")
    registry.backup(tmp_path / "late.dump")
    found = []
    for name in ("early", "late"):
        restore = ["pg_restore", "--clean", "--if-exists", f"--dbname={other}", tmp_path / f"{name}.dump"]
        subprocess.run(restore, check=True)
        copy = Registry.open(other)
        found.append((len(copy.parties()), copy.as_of() == copy.stored()))
        copy.close()
    assert found == [(0, True), (1, True)]
    monkeypatch.setattr(registry_backup, "_POSTGRESQL", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBackup, match="pg_dump"):
        registry.backup(tmp_path / "b.db")
    registry.close()
    with pytest.raises(RegistryUnusable):
        Registry.open(place.replace("list", "none"))
