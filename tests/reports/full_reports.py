"""Reports that say something of every field, and comments with where they stand: for tests of what people see."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

import ipforms
from ipforms.findings import Finding
from ipforms.messages import Note
from ipforms.pipeline.report import Report

DAY = date(2017, 3, 20)
NOTHING = Note("date.unreadable", {"text": "十三月"})


def report_of(sub: ipforms.Submission, findings: Sequence[Finding], name: str = "申报书.docx") -> Report:
    """A report with these findings alone."""
    return Report(sub.form, "applicant", DAY, sub.record, tuple(findings), None, sub, name)


def on_every_field(sub: ipforms.Submission, note: Note = NOTHING) -> list[Finding]:
    """A finding on each value that was read; its label is the field's path."""
    return [Finding(note, path, f"<{path}>", place, "某通知一（二）3") for path, place in sub.places.items()]


class Comment(NamedTuple):
    """A comment as it stands in a file: what it says, and the elements that hold its reference."""

    text: str
    attributes: dict[str, str]
    cell: Any
    paragraph: Any

    @property
    def around(self) -> str:
        """The text of the cell, or else of the paragraph, without white space."""
        held = self.paragraph if self.cell is None else self.cell
        return bare("".join(text.text or "" for text in held.iter("{*}t")))


def comments(data: bytes) -> list[Comment]:
    """The comments of a DOCX in the order of the document: a plain second implementation, by element names."""
    said = {local(each, "id"): each for each in etree.fromstring(member(data, "word/comments.xml"))}
    document = etree.fromstring(member(data, "word/document.xml"))
    return [_comment(said[local(mark, "id")], mark) for mark in document.iter("{*}commentReference")]


def _comment(said: Any, mark: Any) -> Comment:
    attributes = {etree.QName(name).localname: value for name, value in said.attrib.items()}
    text = "\n".join("".join(t.text or "" for t in each.iter("{*}t")) for each in said.iter("{*}p"))
    cell, paragraph = (next(mark.iterancestors(f"{{*}}{tag}"), None) for tag in ("tc", "p"))
    return Comment(text, attributes, cell, paragraph)


def member(data: bytes, name: str) -> bytes:
    """A part of a package."""
    return dict(members(data))[name]


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        yield from ((name, package.read(name)) for name in package.namelist())


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def local(element: Any, name: str) -> str:
    """An attribute by its local name."""
    return next(value for key, value in element.attrib.items() if etree.QName(key).localname == name)


def bare(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)
