"""Documents a second beside docxtpl, on the same template with the same texts, in one run.

The rounds alternate, so that a busy moment of the machine hits both, and medians are compared. docxtpl opens its
template for each document, because a `DocxTemplate` renders once. Both write to memory. That both
write the same text is checked first.
"""

from __future__ import annotations

import io
import statistics
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docxtpl import DocxTemplate
from lxml import etree

import ipforms
from benchmarks.data import contract, for_docxtpl
from ipforms.schemas.record_texts import encode

ROUNDS = 9
DOCUMENTS = {"docxtpl": 8, "texts": 400, "record": 400}


@dataclass(frozen=True)
class Speed:
    """Documents a second: docxtpl's, ours from texts, ours from a record (encoding included)."""

    form: str
    docxtpl: float
    texts: float
    record: float


def measure() -> Iterator[Speed]:
    """Each form in turn."""
    for form in ipforms.forms():
        ways = _ways(form)
        _check(ways)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, render in ways.items():
                taken[name].append(_seconds(render, DOCUMENTS[name]))
        yield Speed(form.id, **{name: 1 / statistics.median(seconds) for name, seconds in taken.items()})


def _ways(form: ipforms.Form) -> dict[str, Callable[[], bytes]]:
    record = form.model.model_validate(contract(form))
    texts, source, template = encode(record), form.source.read_bytes(), form.template
    theirs = for_docxtpl(form, texts)

    def with_docxtpl() -> bytes:
        document = DocxTemplate(io.BytesIO(source))
        document.render(theirs, autoescape=True)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return {"docxtpl": with_docxtpl, "texts": lambda: template.fill(texts), "record": lambda: ipforms.render(record)}


def _check(ways: dict[str, Callable[[], bytes]]) -> None:
    found = {name: _text(render()) for name, render in ways.items()}
    if len(set(found.values())) != 1:
        raise AssertionError("ipforms and docxtpl have not written the same text")


def _text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    return "".join("".join(document.itertext()).split())


def _seconds(render: Callable[[], bytes], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        render()
    return (time.perf_counter() - start) / count


def main() -> None:
    """Print the table."""
    print("| form | docxtpl, documents/s | ipforms from texts | ratio | ipforms from a record | ratio |")
    print("|---|--:|--:|--:|--:|--:|")
    for speed in measure():
        ratios = (speed.texts / speed.docxtpl, speed.record / speed.docxtpl)
        figures = f"{speed.texts:,.0f} | {ratios[0]:.0f} | {speed.record:,.0f} | {ratios[1]:.0f}"
        print(f"| {speed.form} | {speed.docxtpl:,.0f} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
