"""Forms read a second beside python-docx, which only walks the cells of the same file, in one run.

Reading is all of `ipforms.read`: opening the package, finding which form it is, binding and decoding. The walk is the
one that everybody writes: for each table and each row, the text of `row.cells`. The rounds alternate, so that a busy
moment of the machine hits both, and medians are compared. That reading gives the record back is checked first.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import docx

import ipforms
from benchmarks.data import contract

ROUNDS = 9
DOCUMENTS = {"walk": 3, "read": 20}


@dataclass(frozen=True)
class Speed:
    """Documents a second: python-docx's walk over the cells, and ours from bytes to a record."""

    form: str
    walk: float
    read: float


def measure() -> Iterator[Speed]:
    """Each form in turn."""
    for form in ipforms.forms():
        data = _filled(form)
        ways: dict[str, Callable[[], object]] = {
            "walk": lambda data=data: walk(data),
            "read": lambda data=data: ipforms.read(data),
        }
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                taken[name].append(_seconds(way, DOCUMENTS[name]))
        yield Speed(form.id, **{name: 1 / statistics.median(seconds) for name, seconds in taken.items()})


def walk(data: bytes) -> list[str]:
    """The texts of all cells, as python-docx gives them."""
    document = docx.Document(io.BytesIO(data))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _filled(form: ipforms.Form) -> bytes:
    """The full record on its form. The first reading makes the maps of the forms, which is done once a process."""
    record = form.model.model_validate(contract(form))
    data = ipforms.render(record)
    if ipforms.read(data).record != record:
        raise AssertionError(f"reading {form.id} has not given its record back")
    return data


def _seconds(way: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        way()
    return (time.perf_counter() - start) / count


def main() -> None:
    """Print the table."""
    print("| form | python-docx walks the cells, documents/s | ipforms reads, documents/s | ratio |")
    print("|---|--:|--:|--:|")
    for speed in measure():
        print(f"| {speed.form} | {speed.walk:,.0f} | {speed.read:,.0f} | {speed.read / speed.walk:.1f} |", flush=True)


if __name__ == "__main__":
    main()
