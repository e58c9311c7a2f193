"""Memory while records stream through the core of `ipforms fill`: validate, encode, render, name, write.

The files go to a temporary folder (in RAM where there is /dev/shm) and are removed as soon as they are written. What is
read is `VmRSS`, what the process holds now, not its peak.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ipforms
from benchmarks.data import many
from ipforms.bulk.fill_records import fill_each

MARKS = (1_000, 10_000, 50_000, 100_000)
FORM = "guangzhou-enterprise"
_RAM = Path("/dev/shm")


@dataclass(frozen=True)
class Mark:
    """After so many records: MiB in RAM, seconds since the first record."""

    records: int
    resident: float
    seconds: float


def measure(marks: tuple[int, ...] = MARKS) -> Iterator[Mark]:
    """One run; a line at each mark."""
    form = ipforms.form(FORM)
    with tempfile.TemporaryDirectory(dir=_RAM if _RAM.is_dir() else None) as folder:
        start = time.perf_counter()
        for result in fill_each(form, many(form, marks[-1]), folder):
            if result.path is None or result.status != "written":
                raise AssertionError(result)
            result.path.unlink()
            if result.serial in marks:
                yield Mark(result.serial, _resident(), time.perf_counter() - start)


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Print the table."""
    print("| records | resident, MiB | records/s |")
    print("|--:|--:|--:|")
    for mark in measure():
        print(f"| {mark.records:,} | {mark.resident:.1f} | {mark.records / mark.seconds:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
