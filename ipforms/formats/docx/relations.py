"""Relationships: which part is the document, which parts belong to it. External ones are counted, never followed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.errors import IpformsError, UnsupportedFormat, unreadable
from ipforms.formats.docx.docx_limits import DocxLimits
from ipforms.formats.docx.package import Package
from ipforms.formats.docx.xml import parse

_MAIN = "word/document.xml"
_OTHERS = (("xl/workbook.xml", "XLSX"), ("ppt/presentation.xml", "PPTX"), ("content.xml", "ODT"), ("ofd.xml", "OFD"))


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a .rels part: its kind is the last word of its type; `target` is a part's name, or an address."""

    id: str
    kind: str
    target: str
    external: bool


def relations(package: Package, part: str, limits: DocxLimits) -> list[Relation]:
    """The relationships of a part ("" for the package); none if their part is missing."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    data = package.read(name)
    if data is None:
        return []
    return list(_lines(parse(package.name, name, data, limits), folder))


def main_part(package: Package, limits: DocxLimits) -> str:
    """The name of the document's part.

    Raises:
        UnreadableDocument: there is none.
        UnsupportedFormat: it is another kind of document.
    """
    found = (each.target for each in relations(package, "", limits) if each.kind == "officeDocument")
    part = next(found, _MAIN)
    for candidate in (part, _MAIN):
        if candidate in package and not candidate.startswith(("xl/", "ppt/")):
            return candidate
    raise _no_document(package)


def _lines(root: object, folder: str) -> Iterator[Relation]:
    for line in root:  # type: ignore[attr-defined]
        target = line.get("Target", "").replace("\\", "/")
        external = line.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(line.get("Id", ""), line.get("Type", "").rpartition("/")[2], target, external)


def _no_document(package: Package) -> IpformsError:
    found = next((format_ for part, format_ in _OTHERS if part in package), None)
    if found:
        return UnsupportedFormat(format=found, known="DOCX")
    return unreadable(package.name, "no_word_document", part=_MAIN)
