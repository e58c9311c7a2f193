"""A real Dask cluster on this machine: a scheduler and two workers, processes of their own, over TCP."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

import ipforms
from ipforms import bulk
from ipforms.bulk.dask_cluster import NoScheduler, connect
from tests.bulk import kills

pytestmark = pytest.mark.slow

COUNT = 400


@pytest.fixture
def scheduler(tmp_path):
    """`(address, workers)`: workers without a nanny, so that who is killed stays dead."""
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": kills.ENVIRONMENT, "cwd": tmp_path}
    dask = [sys.executable, "-W", "ignore", "-m", "distributed.cli"]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    command = [f"{dask[-1]}.dask_scheduler", *local, "--port", "0", "--scheduler-file", str(file)]
    processes = [subprocess.Popen([*dask[:-1], *command], **quiet)]
    end = time.monotonic() + 60
    while not (file.exists() and file.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    address = json.loads(file.read_text())["address"]
    worker = [f"{dask[-1]}.dask_worker", address, *local, "--no-nanny", "--nthreads", "1"]
    worker += ["--local-directory", str(tmp_path / "dask")]
    processes += [subprocess.Popen([*dask[:-1], *worker], **quiet) for _ in range(2)]
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def whole(tmp_path):
    """The data, and what one process makes of them."""
    data = kills.applicants(tmp_path / "a.csv", COUNT)
    return data, kills.uninterrupted(data, tmp_path / "whole", "{serial:05d}_{name}")


def both(address):
    """Wait for both workers."""
    from distributed import Client

    with Client(address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(2, timeout=60)


def test_a_cluster_gives_the_same_files_byte_for_byte(scheduler, whole, tmp_path):
    data, expected = whole
    both(scheduler[0])
    done = subprocess.run(
        kills.command(data, tmp_path / "out", "--scheduler", scheduler[0], "--name", "{serial:05d}_{name}"),
        env=kills.ENVIRONMENT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert kills.files(tmp_path / "out") == expected
    assert kills.manifest(tmp_path / "out") == kills.manifest(tmp_path / "whole")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["written"], summary["refused"]) == (360, 40) and summary["reasons"]


def test_workers_write_to_a_store_themselves_and_the_kill_of_one_midway_costs_nothing(scheduler, whole, tmp_path):
    data, expected = whole
    address, processes = scheduler
    both(address)
    form, out = ipforms.form(kills.FORM), tmp_path / "store"
    # A folder behind a URL is a store that every worker reaches.
    target = bulk.outputs.RemoteOutput(f"local://{out}")
    statuses = []

    def kill(result):
        statuses.append(result.status)
        if len(statuses) == 20:
            processes[0].kill()

    with bulk.open_source(data) as source, connect(address) as found:
        assert found.jobs == 2
        options = {"executor": found.executor, "jobs": found.jobs, "name": "{serial:05d}_{name}"}
        summary = bulk.fill(form, bulk.Rows(form, source), target, journal=tmp_path / "j", on_result=kill, **options)
    assert processes[0].wait(10) != 0
    # What the killed worker had written is found there by the one that does it again.
    assert (summary.written + summary.unchanged, summary.refused, summary.failed) == (360, 40, 0)
    assert kills.files(out) == expected
    assert not [path for path in out.iterdir() if path.suffix == ".part"]


def test_a_scheduler_that_is_not_there_is_told_in_words():
    with pytest.raises(NoScheduler, match="dask scheduler"), connect("tcp://127.0.0.1:9", seconds=1):
        pass
