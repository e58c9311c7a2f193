"""Reading a flat PDF, all of `ipforms.read`, beside pdfplumber's `extract_tables` alone, on the same bytes in one run.

pdfplumber gives the tables of the pages and no more: neither text outside of them, nor what a table means. Ours finds
out which form it is, binds it and decodes it. The files are our own PDF of each form's full record, and LibreOffice's
of the DOCX of the same record where it is installed. First the record must have come back.
"""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber

import ipforms
from benchmarks.data import contract
from benchmarks.pdf import office

ROUNDS = 21


class Times(NamedTuple):
    """Seconds a document."""

    form: str
    made_by: str
    pages: int
    plumber: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.plumber / self.ours


def measure() -> Iterator[Times]:
    """Each form in turn, by each program that made it."""
    for form, made_by, data in _files():
        assert ipforms.read(data).form is form
        yield _measured(form, made_by, data)


def _files() -> Iterator[tuple[ipforms.Form, str, bytes]]:
    records = {form: form.model.model_validate(contract(form)) for form in ipforms.forms()}
    for form, record in records.items():
        data = ipforms.render(record, "pdf")
        assert ipforms.read(data).record == record
        yield form, "ipforms", data
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "made"
            folder.mkdir()
            for form, record in records.items():
                (folder / f"{form.id}.docx").write_bytes(ipforms.render(record))
            office(sorted(folder.iterdir()), folder)
            for form in records:
                yield form, "LibreOffice", (folder / f"{form.id}.pdf").read_bytes()


def _measured(form: ipforms.Form, made_by: str, data: bytes) -> Times:
    ours, plumber = [], []
    for _ in range(ROUNDS):
        plumber.append(_seconds(lambda: _tables(data)))
        ours.append(_seconds(lambda: ipforms.read(data)))
    with pdfplumber.open(io.BytesIO(data)) as document:
        pages = len(document.pages)
    return Times(form.id, made_by, pages, statistics.median(plumber), statistics.median(ours))


def _tables(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    print("| form | made by | pages | pdfplumber extract_tables, ms | ipforms reads, ms | ratio |")
    print("|---|---|--:|--:|--:|--:|")
    for each in measure():
        times = f"{each.plumber * 1000:,.0f} | {each.ours * 1000:,.1f} | {each.ratio:.1f}"
        print(f"| {each.form} | {each.made_by} | {each.pages} | {times} |", flush=True)


if __name__ == "__main__":
    main()
