"""Forms returned as PDF, checked; and the pictures of their pages as pixels again."""

from __future__ import annotations

import base64
import dataclasses
import json
import struct
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2

import ipforms
from ipforms.pipeline.checking import check
from ipforms.pipeline.report import Report
from tests.reports.batch import ON, finding

CONTRACT = Path(__file__).parents[1] / "data" / "contract"
SCALE = 110 / 72


def document(form_id: str, **changes: Any) -> bytes:
    """The form as a flat PDF, with some values changed."""
    data = json.loads((CONTRACT / f"{form_id}.json").read_text(encoding="utf-8"))
    return ipforms.render(ipforms.form(form_id).model.model_validate({**data, **changes}), "pdf")


def returned_pdf(form_id: str, folder: Path, **changes: Any) -> Report:
    """The same as a file, read and checked, with a finding at every place that has a value."""
    path = folder / f"{form_id}.pdf"
    path.write_bytes(document(form_id, **changes))
    return marked(check(ipforms.read(path), on=ON, name=path.name))


def marked(report: Report) -> Report:
    assert report.submission
    found = [finding(report.form.id, path, place=place) for path, place in report.submission.places.items()]
    return dataclasses.replace(report, findings=tuple(found))


class Pixels(NamedTuple):
    """A picture: shades from 0 for black to 15 for white, row by row."""

    columns: int
    rows: list[bytes]

    def box(self, left: float, top: float, right: float, bottom: float) -> bytes:
        """The shades in a rectangle, given in points."""
        across = slice(round(left * SCALE), round(right * SCALE))
        return b"".join(row[across] for row in self.rows[round(top * SCALE) : round(bottom * SCALE)])


def pixels(data: str) -> Pixels:
    """A picture of the page, from its Base64; no other kind of PNG than ours."""
    png = base64.b64decode(data)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, position = {}, 8
    while position < len(png):
        (size,) = struct.unpack_from(">I", png, position)
        kind, body = png[position + 4 : position + 8], png[position + 8 : position + 8 + size]
        assert struct.unpack_from(">I", png, position + 8 + size) == (zlib.crc32(kind + body),)
        chunks[kind] = body
        position += 12 + size
    columns, rows, depth, colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour) == (4, 0)
    lines, wide = zlib.decompress(chunks[b"IDAT"]), 1 + (columns + 1) // 2
    unpacked = []
    for row in range(rows):
        line = lines[row * wide : (row + 1) * wide]
        assert line[0] == 0
        unpacked.append(bytes(shade for pair in line[1:] for shade in (pair >> 4, pair & 15))[:columns])
    return Pixels(columns, unpacked)


def boxes_of(data: bytes, said: str) -> list[tuple[int, tuple[float, float, float, float]]]:
    """Where each character of a text stands wherever the document says it: page, and rectangle from the top left."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        text, height = page.get_textpage(), page.get_height()
        search = text.search(said)
        while hit := search.get_next():
            for index in range(hit[0], hit[0] + hit[1]):
                left, bottom, right, top = text.get_charbox(index)
                found.append((number, (left, height - top, right, height - bottom)))
    document.close()
    return found
