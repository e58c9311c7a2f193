"""Checking beside reading, form by form; and the command line on a folder of returned files.

A check takes what reading gave, of the full record of each form. The rounds of reading and of checking alternate, so
that a busy moment of the machine hits both, and medians are compared. The folder holds up to 5,000 files: the forms in
turn, for different applicants. `ipforms check` reads and checks it with one process and with two, and writes the
overview with the list of all files; the seconds, the processor time and the peak of memory (of the largest process) are
told: memory must not grow with the files, and two processes must be 1.6 times as fast as one. Seconds say so on an idle
machine alone. On a busy one processor time does: what the process that gives out the work takes, as if all else waited
for it, and the rest divided by the processes; that is the least.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ipforms
from benchmarks.data import contract, many

ROUNDS, CALLS = 9, 20
RUNS = ((500, 1), (500, 2), (5_000, 1), (5_000, 2))  # files, processes
_RAM = Path("/dev/shm")
_ON = date(2022, 7, 1)


@dataclass(frozen=True)
class Speed:
    """Milliseconds to read a form, and to check what was read."""

    form: str
    read: float
    check: float


@dataclass(frozen=True)
class Run:
    """A run of the command line: seconds, seconds of the processors, and MiB of the largest process at its peak.

    `alone` are the processor seconds of the process that gives out the work; of a run with one process, all.
    """

    files: int
    jobs: int
    seconds: float
    processors: float
    alone: float
    peak: float

    @property
    def least(self) -> float:
        """The seconds on an idle machine, if nothing were done beside the process that gives out the work."""
        return self.alone + (self.processors - self.alone) / self.jobs


def measure() -> Iterator[Speed]:
    """Each form in turn."""
    for form in ipforms.forms():
        data = ipforms.render(form.model.model_validate(contract(form)))
        read = ipforms.read(data)
        ipforms.check(read, on=_ON)
        ways: dict[str, Callable[[], object]] = {
            "read": lambda data=data: ipforms.read(data),
            "check": lambda read=read: ipforms.check(read, on=_ON),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                taken[name].append(_milliseconds(way))
        yield Speed(form.id, **{name: statistics.median(each) for name, each in taken.items()})


def _milliseconds(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        way()
    return (time.perf_counter() - start) / CALLS * 1000


def run(count: int, jobs: int) -> Run:
    """So many files through the command line."""
    with tempfile.TemporaryDirectory(dir=_RAM if _RAM.is_dir() else None) as folder:
        returned = Path(folder) / "returned"
        returned.mkdir()
        _fill(returned, count)
        command = [sys.executable, "-m", "ipforms", "check", returned, "--jobs", str(jobs)]
        command += ["--on", _ON.isoformat(), "--quiet", "--report", Path(folder) / "overview.xlsx"]
        start = time.perf_counter()
        process = subprocess.Popen(command)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        alone = _processor_seconds(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise AssertionError("`ipforms check` has not run")
        return Run(count, jobs, seconds, used.ru_utime + used.ru_stime, alone, used.ru_maxrss / 1024)


def _processor_seconds(pid: int) -> float:
    """What a process that has ended has taken, without its children (proc(5): utime and stime)."""
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def _fill(folder: Path, count: int) -> None:
    forms = ipforms.forms()
    records = [many(form, -(-count // len(forms))) for form in forms]
    for serial in range(count):
        form = forms[serial % len(forms)]
        record = form.model.model_validate(next(records[serial % len(forms)]))
        (folder / f"{serial:05}.docx").write_bytes(ipforms.render(record))


def main() -> None:
    """Print the tables."""
    print("| form | read, ms | check, ms |")
    print("|---|--:|--:|")
    for speed in measure():
        print(f"| {speed.form} | {speed.read:.2f} | {speed.check:.2f} |", flush=True)
    heads = ("files", "processes", "seconds", "processor seconds", "of them the one that gives out the work")
    print("\n|", *(f"{head} |" for head in (*heads, "peak, MiB", "times one, by seconds", "by processor")))
    print("|--:" * 8 + "|")
    one: dict[int, Run] = {}
    for count, jobs in RUNS:
        made = run(count, jobs)
        first = one.setdefault(count, made)
        cells = (
            *(f"{made.files:,}", made.jobs, f"{made.seconds:.1f}", f"{made.processors:.1f}", f"{made.alone:.1f}"),
            *(f"{made.peak:.0f}", f"{first.seconds / made.seconds:.2f}", f"{first.least / made.least:.2f}"),
        )
        print("|", *(f"{cell} |" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
