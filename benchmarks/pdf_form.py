"""Filled fillable PDFs a second beside pypdf: the same fields of the same blank form, with the same values.

pypdf fills plainly, with the looks that it makes itself (`update_page_form_field_values`), and does not show Chinese in
all viewers; ours embed a subset of a font. Reading the blank form is part of pypdf's time, as its writer is used up
with each file; the rendering of ours begins with the record.
"""

from __future__ import annotations

import io
import logging
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf

import ipforms
from benchmarks.data import many
from benchmarks.timing import median

BATCH, ROUNDS = 20, 5


@dataclass(frozen=True)
class Times:
    """Seconds and bytes a document."""

    form: str  # which form
    fields: int  # how many were filled in
    ours: float  # ipforms
    alone: float  # pypdf from the bytes of the blank form
    plain: float  # pypdf's filling alone, without reading and writing the file
    size: int  # of our file


def measure() -> Iterator[Times]:
    """Each form in turn."""
    for form in ipforms.forms():
        yield _measured(form)


def _measured(form: ipforms.Form) -> Times:
    records = [form.model.model_validate(data) for data in many(form, BATCH)]
    made = [ipforms.render(record, "pdf-form") for record in records]
    values = [_values(data) for data in made]
    blank = form.blank("pdf")
    plain: list[float] = []

    def ours() -> None:
        for record in records:
            ipforms.render(record, "pdf-form")

    def theirs() -> None:
        for texts in values:
            plain.append(_filled_by_pypdf(blank, texts))

    mean = [median(work, ROUNDS) / BATCH for work in (ours, theirs)]
    return Times(form.id, len(values[0]), *mean, statistics.median(plain), max(map(len, made)))


def _values(data: bytes) -> dict[str, str]:
    fields: dict[str, Any] = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(field["/V"]) for name, field in fields.items() if field.get("/V")}


def _filled_by_pypdf(blank: bytes, texts: dict[str, str]) -> float:
    """Fill the form; how long the filling itself took."""
    writer = pypdf.PdfWriter(io.BytesIO(blank))
    start = time.perf_counter()
    for page in writer.pages:
        writer.update_page_form_field_values(page, texts, auto_regenerate=False)
    taken = time.perf_counter() - start
    writer.write(io.BytesIO())
    return taken


def main() -> None:
    """Print the table."""
    # pypdf warns of each Chinese text: the fonts of its own looks have none.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    print("| form | fields | ipforms, ms | pypdf fills, ms | ratio | pypdf reads, fills, writes, ms | ratio | KB |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for times in measure():
        print(
            f"| {times.form} | {times.fields} | {times.ours * 1e3:.1f} | {times.plain * 1e3:.1f} "
            f"| {times.plain / times.ours:.1f} | {times.alone * 1e3:.1f} | {times.alone / times.ours:.1f} "
            f"| {times.size / 1000:.0f} |"
        )


if __name__ == "__main__":
    main()
