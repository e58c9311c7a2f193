"""The desk under load: 50 people at once while 300 files are read; and those files beside the command line.

A server as people start one (`ipforms serve`, two processes for files) gets 300 filled forms, DOCX and PDF in turn,
once with nobody there, beside `ipforms check --jobs 2` on the same folder in the same run. Then, while another 300 are
read, 50 people with sessions of their own look at the queue and at reviews, each at a page every 1.5 seconds.
Milliseconds are as a client sees them, of answers with status 200. Memory is what all processes of the server hold
(their proportional share), at its peak.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import httpx

from benchmarks.data import many
from ipforms.desk.accounts import Accounts, DeskRole, csrf_of
from ipforms.desk.desk_settings import DeskSettings
from ipforms.desk.desk_store import DeskStore
from ipforms.forms import form
from ipforms.render.rendered import RenderFormat

FILES, PEOPLE, JOBS = 300, 50, 2
PAUSE = (1.0, 2.0)  # seconds that a person looks at a page before the next
_PASSWORD = "correct horse battery"


def documents(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Filled forms of made-up applicants, DOCX and PDF in turn."""
    of, made = form("guangzhou-enterprise"), []
    for number, row in enumerate(islice(many(of, first + count), first, None)):
        format: RenderFormat = "docx" if number % 2 else "pdf"
        path = folder / f"{first + number:04}.{format}"
        path.write_bytes(of.render(of.model.model_validate(row), format))
        made.append(path)
    return made


def command_line(folder: Path) -> float:
    """Seconds of `ipforms check` on the folder."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "ipforms", "check", str(folder), "--jobs", str(JOBS), "--quiet"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """A server for an office, its address and its process."""
    command = [sys.executable, "-m", "ipforms", "serve", str(folder), "--host", "0.0.0.0", "--port", "0"]
    with (folder / "log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen([*command, "--jobs", str(JOBS)], stderr=log)
        while not (found := re.search(r"http://0\.0\.0\.0:(\d+)", (folder / "log").read_text("utf-8"))):
            time.sleep(0.1)
        try:
            yield f"http://127.0.0.1:{found[1]}", process.pid
        finally:
            process.terminate()
            process.wait()
            log.seek(0)
            print(*(line for line in log if re.search(r" ERROR | 50\d ", line)), sep="", end="")


def sessions(settings: DeskSettings, url: str) -> list[httpx.Cookies]:
    """A session for each person."""
    store = DeskStore(settings)
    accounts, port = Accounts(store), url.rpartition(":")[2]
    found = []
    for number in range(PEOPLE):
        accounts.add_person(f"{number}号", DeskRole.CHECK, _PASSWORD)
        session = accounts.log_in(f"{number}号", _PASSWORD, 3_600)
        found.append(httpx.Cookies({f"ipforms-{port}": session or ""}))
    store.engine.dispose()
    return found


def uploaded(url: str, cookies: httpx.Cookies, paths: list[Path]) -> str:
    """Bring files in, and the job that reads them."""
    (session,) = cookies.values()
    with httpx.Client(base_url=url, cookies=cookies, timeout=120) as client:
        files = [("received", (path.name, path.read_bytes())) for path in paths]
        headers = {"X-CSRF-Token": csrf_of(session), "Origin": url, "Accept": "application/json"}
        answer = client.post("/uploads", files=files, headers=headers)
        job: str = answer.raise_for_status().json()["job"]
        return job


def wait_for(url: str, cookies: httpx.Cookies, job: str) -> None:
    """Until a job is done."""
    with httpx.Client(base_url=url, cookies=cookies, timeout=30) as client:
        while client.get(f"/jobs/{job}").raise_for_status().json()["status"] not in ("done", "failed"):
            time.sleep(0.2)


async def person(url: str, cookies: httpx.Cookies, until: threading.Event, took: dict[str, list[float]]) -> None:
    """Look at the queue and at forms of it, until there is nothing to wait for."""
    chance = random.Random(str(list(cookies.values())))
    # With `verify` each reads all certificates of the system: 50 at once, for three seconds of what is measured.
    async with httpx.AsyncClient(base_url=url, cookies=cookies, timeout=30, verify=False) as client:
        await asyncio.sleep(chance.uniform(0, PAUSE[1]))
        while not until.is_set():
            pages = {"queue": "/", "review": f"/review/{chance.randint(1, FILES)}"}
            for kind, path in pages.items():
                start = time.perf_counter()
                (await client.get(path, headers={"Accept": "text/html"})).raise_for_status()
                took[kind].append((time.perf_counter() - start) * 1_000)
                await asyncio.sleep(chance.uniform(*PAUSE))


async def crowd(url: str, people: list[httpx.Cookies], until: threading.Event) -> dict[str, list[float]]:
    """All people at once; milliseconds by kind of page."""
    took: dict[str, list[float]] = {"queue": [], "review": []}
    await asyncio.gather(*(person(url, each, until, took) for each in people))
    return took


def memory(pid: int) -> float:
    """MiB of a process and all below it, shared pages shared out (Linux)."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listed.splitlines()]
    found = [str(pid)]
    for parent in found:
        found += [child for child, above in pairs if above == parent]
    held = 0
    for each in found:
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        held += int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0])
    return held / 1024


def processor(pid: int) -> float:
    """Seconds of the processors that one process has taken (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("first", "second", "desk"):
            (folder / name).mkdir()
        first = documents(folder / "first", FILES)
        second = documents(folder / "second", FILES, FILES)
        settings = DeskSettings(folder / "desk", host="0.0.0.0")
        store = DeskStore(settings)
        Accounts(store).add_person("主任", DeskRole.DECIDE, _PASSWORD)
        store.engine.dispose()
        with served(settings.folder) as (url, pid):
            people = sessions(settings, url)
            alone = command_line(folder / "first")
            start = time.perf_counter()
            wait_for(url, people[0], uploaded(url, people[0], first))
            desk = time.perf_counter() - start
            print(f"{FILES} files: command line {alone:.1f} s, desk {desk:.1f} s, {desk / alone:.2f} times\n")
            job, until, peak = uploaded(url, people[0], second), threading.Event(), [memory(pid)]

            def watch() -> None:
                wait_for(url, people[0], job)
                until.set()

            def weigh() -> None:
                while not until.is_set():
                    peak.append(memory(pid))
                    time.sleep(1)

            threads = [threading.Thread(target=each, daemon=True) for each in (watch, weigh)]
            for thread in threads:
                thread.start()
            before, start = processor(pid), time.perf_counter()
            took = asyncio.run(crowd(url, people, until))
            share = (processor(pid) - before) / (time.perf_counter() - start)
            for thread in threads:
                thread.join()
        print(f"| page, {PEOPLE} people beside a running job | answers | median ms | p99 ms |\n|---|---|---|---|")
        for kind, times in took.items():
            p99 = statistics.quantiles(times, n=100)[98]
            print(f"| {kind} | {len(times)} | {statistics.median(times):.0f} | {p99:.0f} |")
        print(f"\nThe server itself took {share:.0%} of one processor.")
        print(f"Memory of all processes of the server at its peak: {max(peak):.0f} MiB")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
