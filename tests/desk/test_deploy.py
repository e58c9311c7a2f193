"""What stands in deploy/ works: a backup of a desk at work is a desk, and the service file is understood."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

import ipforms
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.desk.desk_tables import files
from ipforms.registry import Registry
from tests.desk.instance import finished, instance

pytestmark = pytest.mark.slow

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_a_backup_of_a_desk_at_work_is_a_desk(tmp_path: Path) -> None:
    blank = ipforms.form("jinhua-application").blank()
    with instance(tmp_path / "desk") as desk, desk.program() as program:
        job = program.post("/api/v1/jobs/read", files=[("files", (f"{n}.docx", blank + b" " * n)) for n in range(20)])
        command = ["sh", str(DEPLOY / "backup.sh"), str(tmp_path / "desk"), str(tmp_path / "backups"), "2"]
        made = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
        finished(program, job.json()["id"])
    (tmp_path / "again").mkdir(mode=0o700)
    with tarfile.open(made[-1]) as packed:
        packed.extractall(tmp_path / "again", filter="data")
    store = DeskStore(DeskSettings(tmp_path / "again"))
    kept = store.rows(select(files))
    assert len(kept) == 20
    assert all(store.blobs.path(row["digest"]).read_bytes().startswith(blank) for row in kept)
    store.engine.dispose()
    with instance(tmp_path / "again") as desk, desk.program() as program:
        assert finished(program, job.json()["id"])["done"] == 20


def test_old_backups_go(tmp_path: Path) -> None:
    DeskStore(DeskSettings(tmp_path / "desk")).engine.dispose()
    (tmp_path / "backups").mkdir()
    for day in range(1, 5):
        (tmp_path / "backups" / f"ipforms-2026010{day}-023000.tar.gz").touch()
    command = ["sh", str(DEPLOY / "backup.sh"), str(tmp_path / "desk"), str(tmp_path / "backups"), "2"]
    subprocess.run(command, capture_output=True, check=True)
    left = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert len(left) == 2 and left[0] == "ipforms-20260104-023000.tar.gz"


def test_the_system_understands_the_service_files() -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    units = [str(path) for path in sorted(DEPLOY.glob("ipforms*.*")) if path.suffix in (".service", ".timer")]
    told = subprocess.run([program, "verify", *units], capture_output=True, text=True).stderr.splitlines()
    assert [line for line in told if "ipforms" in line and "not executable" not in line] == []


@pytest.mark.system
def test_a_backup_holds_the_databases_on_a_server(tmp_path: Path, postgresql: Callable[[], str]) -> None:
    url = postgresql()
    Registry.create(url).close()
    DeskStore(DeskSettings(tmp_path / "desk")).engine.dispose()
    command = ["sh", str(DEPLOY / "backup.sh"), str(tmp_path / "desk"), str(tmp_path / "backups")]
    environment = {**os.environ, "IPFORMS_REGISTRY": url.replace("postgresql:", "postgresql+psycopg:")}
    made = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()
    with tarfile.open(made) as packed:
        dump = packed.extractfile("./REGISTRY.dump")
        assert dump is not None and dump.read(5) == b"PGDMP"
