"""The store on a real PostgreSQL is the store on SQLite."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select

import ipforms
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore, NewerDatabase
from ipforms.desk.desk_tables import VERSION, desk_versions, files, jobs, submissions, uploads
from tests.desk.instance import finished, instance


@pytest.mark.system
def test_an_instance_on_postgresql_reads_remembers_and_forgets(
    tmp_path: Path,
    postgresql: Callable[[], str],
) -> None:
    url = postgresql().replace("postgresql://", "postgresql+psycopg://")
    blank = ipforms.form("jinhua-application").blank()
    with instance(tmp_path, database=url) as desk:
        with desk.program() as program:
            sent = [("files", ("甲.docx", blank)), ("files", ("乙.docx", b"abc")), ("files", ("丙.docx", blank))]
            job = finished(program, program.post("/api/v1/jobs/read", files=sent).json()["id"])
            told = program.get(f"/api/v1/jobs/{job['id']}/files").json()
            assert [each["status"] for each in told] == ["read", "failed", "duplicate"]
            assert program.delete(f"/api/v1/jobs/{job['id']}").status_code == 204
        with desk.browser() as browser:
            browser.post("/uploads", files=[("received", ("丁.docx", blank))])
            while not desk.desk.store.rows(select(submissions.c.id)):
                time.sleep(0.05)
            assert "丁.docx" in browser.get("/").text
    assert not (tmp_path / "desk.sqlite").exists()


def test_what_a_program_sent_is_forgotten_and_what_people_brought_is_not(tmp_path: Path) -> None:
    store = DeskStore(DeskSettings(tmp_path))
    kept, shared = store.blobs.put(b"a"), store.blobs.put(b"b")
    for source, blobs in (("desk", [shared]), ("api", [kept, shared])):
        job = store.add_upload([("a.docx", *each) for each in blobs], "甲", source=source)
    found = store.row(jobs, job)
    assert found is not None
    store.forget(found)
    assert [each["source"] for each in store.rows(select(uploads))] == ["desk"]
    assert len(store.rows(select(files))) == 1
    store._drop({kept.digest, shared.digest})  # some minutes later
    assert not store.blobs.path(kept.digest).exists() and store.blobs.path(shared.digest).read_bytes() == b"b"
    store.engine.dispose()


def test_a_database_of_a_later_version_is_not_opened(tmp_path: Path) -> None:
    store = DeskStore(DeskSettings(tmp_path))
    with store.engine.begin() as connection:
        connection.execute(insert(desk_versions).values(version=VERSION + 1))
    store.engine.dispose()
    with pytest.raises(NewerDatabase):
        DeskStore(DeskSettings(tmp_path))
