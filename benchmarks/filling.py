"""`ipforms fill` as people run it, from a CSV to files in a folder, beside what they use otherwise.

Each figure is one whole process, start and end included: seconds by the wall and of the processors, which other work on
the machine hardly changes; memory of the largest of its processes at its peak. The peers do the first rows of the same
CSV, since nobody wants to wait for all of them.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks import applicants
from benchmarks.plot import bars

RECORDS = (1_000, 10_000, 100_000)
PDFS, PEERS_DO, RETURNED = 200, 400, 2_000
PLOT = Path(__file__).parents[1] / "docs" / "bulk.svg"
_RAM = Path("/dev/shm")
_GOOD = (0, 1)


@dataclass(frozen=True)
class Run:
    """A process: what it did, how many files, seconds, those of the processors, and MiB of the largest process."""

    what: str
    files: int
    seconds: float
    processors: float
    peak: float

    @property
    def rate(self) -> float:
        return self.files / self.seconds

    @property
    def cost(self) -> float:
        return self.processors / self.files


@contextmanager
def folder() -> Iterator[Path]:
    """A folder in RAM where there is one: the disk of a machine is not what is measured."""
    with tempfile.TemporaryDirectory(dir=_RAM if _RAM.is_dir() else None) as name:
        yield Path(name)


def timed(what: str, files: int, command: Iterable[object], *, good: tuple[int, ...] = _GOOD) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen([str(each) for each in command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in good:
        raise AssertionError(f"{what} has failed")
    return Run(what, files, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ipforms(*arguments: object) -> list[object]:
    return [sys.executable, "-m", "ipforms", *arguments]


def fill(base: Path, count: int, jobs: int, format: str = "docx") -> Run:
    """So many rows of a CSV; there must be as many files at the end."""
    data, out = applicants.write(base / "rows.csv", count), base / "out"
    arguments = ("fill", applicants.FORM, data, "-o", out, "-q", "--jobs", jobs, "--format", format)
    made = timed(f"ipforms, {jobs} worker{'s' * (jobs > 1)}", count, ipforms(*arguments))
    found = sum(each.name.endswith(f".{format}") for each in os.scandir(out))
    if found != count:
        raise AssertionError(f"{found} files of {count}")
    shutil.rmtree(out)
    return made


def peer(base: Path, name: str, count: int) -> Run:
    data, out = applicants.write(base / "rows.csv", count), base / "peer" / "out"
    out.mkdir(parents=True)
    made = timed(name, count, [sys.executable, "-m", "benchmarks.peers", name, data, out, count])
    if sum(1 for _ in out.iterdir()) != count:
        raise AssertionError(f"{name} has not made {count} files")
    shutil.rmtree(base / "peer")
    return made


def returned(base: Path) -> Iterator[Run]:
    """A folder of filled forms, read and checked."""
    data, out = applicants.write(base / "rows.csv", RETURNED), base / "out"
    timed("fill", RETURNED, ipforms("fill", applicants.FORM, data, "-o", out, "-q", "--jobs", 2))
    for command in ("read", "check"):
        for jobs in (1, 2):
            arguments = (command, out, "-q", "--jobs", jobs)
            yield timed(f"ipforms {command}, {jobs} worker{'s' * (jobs > 1)}", RETURNED, ipforms(*arguments))
    shutil.rmtree(out)


def docx(base: Path) -> list[Run]:
    """Peers and ipforms, in alternating rounds; of each the best, for other work on a machine only ever costs time."""
    rounds = []
    for _ in range(3):
        runs = [peer(base, "docxtpl", PEERS_DO)]
        if find_spec("mailmerge"):
            runs.append(peer(base, "docx-mailmerge2", PEERS_DO))
        runs += [fill(base, 10_000, jobs) for jobs in (1, 2)]
        rounds.append(runs)
    return [min(runs, key=_seconds) for runs in zip(*rounds, strict=True)]


def _seconds(run: Run) -> float:
    return run.seconds


def pdf(base: Path) -> Iterator[Run]:
    for jobs in (1, 2):
        yield fill(base, PDFS, jobs, "pdf")
    if shutil.which("soffice"):
        peer(base, "LibreOffice", 1)  # its profile is made by its first run
        yield peer(base, "LibreOffice", PDFS)


def main() -> None:
    """Print the tables, and draw the plot."""
    compileall.compile_dir(Path(__file__).parents[1] / "ipforms", quiet=1)  # as pip does with what it installs
    with folder() as base:
        made = docx(base)
        _table("DOCX from the rows of a CSV", made, made[0])
        papers = list(pdf(base))
        _table("PDF", papers, papers[-1])
        _table("Returned DOCX", list(returned(base)), None)
        grown = [fill(base, count, jobs) for jobs in (1, 2) for count in RECORDS]
        _table("As the records grow", grown, made[0])
    PLOT.write_text(bars([(run.what, run.rate) for run in made], [(run.files, run.peak) for run in grown]), "utf-8")
    print(f"\nPlot: {PLOT.relative_to(PLOT.parents[1])}")


def _table(title: str, runs: list[Run], beside: Run | None) -> None:
    versus = f" | times {beside.what} | by processor time" if beside else ""
    print(f"\n**{title}**\n\n| | files | seconds | of processors | files/s | MiB of the largest process{versus} |")
    print("|---|--:|--:|--:|--:|--:|" + "--:|--:|" * bool(beside))
    for run in runs:
        ratio = f" | {run.rate / beside.rate:.1f} | {beside.cost / run.cost:.1f}" if beside else ""
        figures = f"{run.files:,} | {run.seconds:.1f} | {run.processors:.1f} | {run.rate:,.0f} | {run.peak:.0f}"
        print(f"| {run.what} | {figures}{ratio} |", flush=True)


if __name__ == "__main__":
    main()
