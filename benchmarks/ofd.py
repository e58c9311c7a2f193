"""OFD beside our flat PDF of the same record: made, and read by all of `ipforms.read`, in alternating rounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import ipforms
from benchmarks.data import contract
from benchmarks.timing import medians

ROUNDS = 21


class OfdTimes(NamedTuple):
    """Seconds a document, as PDF and as OFD; and bytes."""

    form: str
    made: tuple[float, float]
    read: tuple[float, float]
    size: tuple[int, int]


def measure() -> Iterator[OfdTimes]:
    """Each form in turn. First the record must have come back."""
    for form in ipforms.forms():
        record = form.model.model_validate(contract(form))
        files = [ipforms.render(record, kind) for kind in ("pdf", "ofd")]
        assert all(ipforms.read(data).record == record for data in files)
        work = [partial(ipforms.render, record, kind) for kind in ("pdf", "ofd")]
        work += [partial(ipforms.read, data) for data in files]
        pdf, ofd, read_pdf, read_ofd = medians(work, ROUNDS)
        yield OfdTimes(form.id, (pdf, ofd), (read_pdf, read_ofd), (len(files[0]), len(files[1])))


def main() -> None:
    """Print the table."""
    print("| form | PDF made, ms | OFD made, ms | PDF read, ms | OFD read, ms | times | PDF, KB | OFD, KB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for form, made, read, size in measure():
        times = " | ".join(f"{seconds * 1000:.1f}" for seconds in (*made, *read))
        print(f"| {form} | {times} | {read[1] / read[0]:.2f} | {size[0] / 1000:.0f} | {size[1] / 1000:.0f} |")


if __name__ == "__main__":
    main()
