"""A number → a mutant: the same for the same seed, on every run and machine."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

from . import archive_mutants, byte_mutants, pdf_mutants, seeds, table_mutants, xml_mutants

_Change = Callable[[random.Random, bytes], bytes]
Asked = Literal["document", "pdf", "table"]


class Mutant(NamedTuple):
    """A broken file."""

    kind: str  # how it was made
    name: str  # of what, and which
    form: str  # the form that it was
    asked: Asked  # what is asked of it
    data: bytes  # the file


class _Kind(NamedTuple):
    asked: Asked
    seeds: Callable[[], tuple[seeds.Seed, ...]]
    change: _Change


def _document(name: str) -> bool:
    return name == "word/document.xml"


def _word_part(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _xml(name: str) -> bool:
    return name.endswith(".xml")


def _part(names: Callable[[str], bool], change: _Change) -> _Change:
    return lambda draw, data: archive_mutants.change_part(draw, data, names, partial(change, draw))


def _zipped_workbooks() -> tuple[seeds.Seed, ...]:
    return tuple(each for each in seeds.workbooks() if each.data.startswith(b"PK"))


def _both(draw: random.Random, data: bytes) -> bytes:
    """Structure and texts of a document."""
    return _part(_document, xml_mutants.texts)(draw, _part(_document, xml_mutants.mutate)(draw, data))


KINDS: dict[str, _Kind] = {
    "docx-bytes": _Kind("document", seeds.docx, byte_mutants.mutate),
    "docx-cut": _Kind("document", seeds.docx, byte_mutants.cut),
    "docx-parts": _Kind("document", seeds.docx, archive_mutants.mutate),
    "docx-tree": _Kind("document", seeds.docx, _part(_document, xml_mutants.mutate)),
    "docx-text": _Kind("document", seeds.docx, _part(_document, xml_mutants.texts)),
    "docx-both": _Kind("document", seeds.docx, _both),
    "docx-other": _Kind("document", seeds.docx, _part(_word_part, xml_mutants.mutate)),
    "word-xml": _Kind("document", seeds.markup, xml_mutants.mutate),
    "old-bytes": _Kind("document", seeds.old, byte_mutants.mutate),
    "odt-parts": _Kind("document", seeds.opendocument, archive_mutants.mutate),
    "odt-tree": _Kind("document", seeds.opendocument, _part("content.xml".__eq__, xml_mutants.mutate)),
    "pdf-bytes": _Kind("pdf", seeds.pdf, byte_mutants.mutate),
    "pdf-cut": _Kind("pdf", seeds.pdf, byte_mutants.cut),
    "pdf-plain": _Kind("pdf", seeds.pdf, pdf_mutants.plain_bytes),
    "pdf-objects": _Kind("pdf", seeds.pdf, pdf_mutants.mutate),
    "pdf-contents": _Kind("pdf", seeds.pdf, pdf_mutants.contents),
    "ofd-bytes": _Kind("document", seeds.ofd, byte_mutants.mutate),
    "ofd-parts": _Kind("document", seeds.ofd, archive_mutants.mutate),
    "ofd-tree": _Kind("document", seeds.ofd, _part(_xml, xml_mutants.mutate)),
    "workbook-bytes": _Kind("table", seeds.workbooks, byte_mutants.mutate),
    "workbook-parts": _Kind("table", _zipped_workbooks, archive_mutants.mutate),
    "workbook-tree": _Kind("table", _zipped_workbooks, _part(_word_part, xml_mutants.mutate)),
    "workbook-text": _Kind("table", _zipped_workbooks, _part(_word_part, xml_mutants.texts)),
    "csv": _Kind("table", seeds.csv_tables, table_mutants.csv_table),
    "json": _Kind("table", seeds.json_records, table_mutants.json_records),
}
"""The ways to break a file, by name."""


def mutant(number: int, seed: int, kinds: tuple[str, ...]) -> Mutant:
    """The mutant of a number."""
    name = kinds[number % len(kinds)]
    kind = KINDS[name]
    draw = random.Random(f"{seed}/{name}/{number}")
    of = draw.choice(kind.seeds())
    return Mutant(name, f"{seed}-{number}-{of.name}", of.form, kind.asked, _changed(kind.change, draw, of.data))


def _changed(change: _Change, draw: random.Random, data: bytes) -> bytes:
    try:
        return change(draw, data)
    except Exception:  # noqa: BLE001 - what its library cannot write any more is broken byte by byte
        return byte_mutants.mutate(draw, data)
