"""What lies over the cells of an XLSX: remarks, text boxes and pictures, each at the cell that it belongs to.

Sources: ECMA-376 Part 1, 18.7 (comments; the answers of newer programs, threaded comments, stand there as well), 20.5
(drawings of a sheet).
"""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.xlsx_cells import place
from ipforms.bulk.sources.xlsx_styles import RichText

_AUTHOR = re.compile(r"[^\n]{1,40}[:：]\n")  # who has written it, which Excel sets above


class Remark(NamedTuple):
    """What lies over a cell."""

    at: Position
    text: str  # its words
    is_picture: bool = False


def remarks(package: WorkbookPackage, part: str) -> Iterator[Remark]:
    """What lies over the cells of a sheet: its comments, then what is drawn."""
    related = list(_related(package, part))
    for kind, read in (("comments", _comments), ("drawing", _drawn)):
        for target in (target for type_, target in related if type_ == kind and target in package):
            yield from read(package, target)


def _related(package: WorkbookPackage, part: str) -> Iterator[tuple[str, str]]:
    """The last word of the type, and the part, of what belongs to a sheet."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    found: list[tuple[str, str]] = []

    def relation(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found.append((posixpath.basename(attributes.get("Type", "")), target.lstrip("/").lower()))

    if relations in package:
        package.walk(relations, relation)
    return iter(found)


def _comments(package: WorkbookPackage, part: str) -> list[Remark]:
    found: dict[Position, str] = {}
    at: Position | None = None
    text = RichText()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal at, text
        if name == "comment":
            at, text = place(attributes.get("ref", "")), RichText()
        text.start(name, attributes)

    def end(name: str) -> None:
        text.end(name)
        if name == "comment" and at is not None:
            found[at] = _AUTHOR.sub("", "".join(run.text for run in text.runs), count=1).strip()

    package.walk(part, start, end, lambda data: text.data(data))
    return [Remark(at, words) for at, words in found.items() if words]


def _drawn(package: WorkbookPackage, part: str) -> list[Remark]:
    """Text boxes and pictures, at the cell in the middle of what they lie over."""
    found: list[Remark] = []
    corners: dict[str, list[int]] = {}  # the rows and columns of the corners of one
    words: list[str] = []
    inside, is_picture = "", False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, is_picture
        inside, is_picture = name, is_picture or name == "pic"

    def text(data: str) -> None:
        if inside in ("row", "col") and data.strip().isdecimal():
            corners.setdefault(inside, []).append(int(data[:8]))
        elif inside == "t":
            words.append(data)

    def end(name: str) -> None:
        nonlocal inside, is_picture
        inside = ""
        words.extend("\n" if name == "p" else "")
        if name in ("oneCellAnchor", "twoCellAnchor"):
            said = "".join(words).strip()
            if len(corners) == 2 and (said or is_picture):
                row, column = ((ends[0] + ends[-1]) // 2 for ends in (corners["row"], corners["col"]))
                found.append(Remark((row, column), said, is_picture))
            corners.clear()
            words.clear()
            is_picture = False

    package.walk(part, start, end, text)
    return found
