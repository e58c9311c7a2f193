"""Read and fill a fixed set of documents, and print what came of each: a line for a document.

python -m tests.determinism 40 [backwards]
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
import os
import random
import sys
import warnings
from collections.abc import Iterator, Sequence
from functools import partial

from lxml import etree

import ipforms
from ipforms.errors import IpformsError
from scripts.fuzz import archive_mutants, seeds
from scripts.fuzz.mutants import mutant
from tests.effort import some

_KINDS = ("docx-tree", "docx-both", "docx-text", "word-xml", "pdf-contents", "pdf-objects")
_ROW = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tr"
_DAY = datetime.date(2017, 4, 1)


def documents(mutants: int) -> Iterator[tuple[str, bytes]]:
    """Ours, as others would have typed them, and broken ones."""
    for seed in some((*seeds.docx(), *seeds.pdf(), *seeds.markup())):
        yield f"{seed.name} {seed.form}", seed.data
    for seed in seeds.docx()[: 2 * len(seeds.FORMS) : 2]:
        for number, data in some(enumerate(_without_a_row(seed.data))):
            yield f"{seed.form} without row {number}", data
    for number in range(mutants):
        made = mutant(number, 11, _KINDS)
        yield f"{made.kind} {made.name}", made.data


def _without_a_row(data: bytes) -> Iterator[bytes]:
    """A document without one of its rows, each in turn: labels and headers among them."""
    body = next(part for name, part in archive_mutants.unpacked(data) if name == "word/document.xml")
    for number in range(len(list(etree.fromstring(body).iter(_ROW)))):
        yield archive_mutants.change_part(random.Random(0), data, "word/document.xml".__eq__, partial(_cut, number))


def _cut(number: int, body: bytes) -> bytes:
    root = etree.fromstring(body)
    row = list(root.iter(_ROW))[number]
    row.getparent().remove(row)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def read(data: bytes) -> object:
    """Everything that reading and checking say of a document, in its order."""
    try:
        sub = ipforms.read(data)
    except IpformsError as error:
        return str(error)
    places = {path: str(place) for path, place in sub.places.items()}
    others = [(other.form.id, other.values, list(map(str, other.findings))) for other in sub.others]
    reports = [ipforms.check(sub, stage, _DAY).to_dict(lang) for stage in ("draft", "final") for lang in ("zh", "en")]
    return [sub.form.id, sub.values, places, list(map(repr, sub.findings)), list(map(repr, sub.marks)), others, reports]


def rows(seed: seeds.Seed) -> object:
    """The records of a table."""
    with ipforms.bulk.open_source(seed.data) as source:
        found = ipforms.bulk.Rows(ipforms.form(seed.form), source, ignore_unknown=True)
        return [repr(row) for row in found], found.unused, found.derived, repr(found.stray)


def lines(mutants: int, forms: Sequence[str]) -> Iterator[str]:
    """What came of each, as JSON; the forms are rendered in the order that is given."""
    for form in forms:
        for format_ in ("docx", "pdf", "pdf-a", "pdf-form"):
            yield json.dumps([form, format_, hashlib.sha256(seeds.rendered(form, format_)).hexdigest()])
        yield json.dumps([form, ipforms.form(form).json_schema()], ensure_ascii=False)
    for name, data in documents(mutants):
        yield json.dumps([name, hashlib.sha256(data).hexdigest(), read(data)], ensure_ascii=False)
    for seed in (*seeds.workbooks(), *seeds.csv_tables(), *seeds.json_records()):
        yield json.dumps([seed.name, seed.form, rows(seed)], ensure_ascii=False)


if __name__ == "__main__":
    logging.disable()
    warnings.simplefilter("ignore")
    os.environ["IPFORMS_SOFFICE"] = "none"
    order = seeds.FORMS[:: -1 if sys.argv[2:] else 1]
    sys.stdout.writelines(sorted(f"{line}\n" for line in lines(int(sys.argv[1]), order)))
