"""What lies over the cells of an XLSX: remarks, text boxes and pictures, each at the cell that it belongs to.

Sources: ECMA-376 Part 1, 18.7 (comments; the answers of newer programs, threaded comments, stand there as well), 20.5
(drawings of a sheet).
"""

from collections.abc import Iterator
from typing import NamedTuple

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.xlsx_cells import place
from ipforms.containers.opc import relations
from ipforms.containers.safe_xml import Element
from ipforms.text.regex import regex

_AUTHOR = regex(r"[^\n]{1,40}[:：]\n")  # who has written it, which Excel sets above


class Remark(NamedTuple):
    """What lies over a cell."""

    at: Position
    text: str  # its words
    is_picture: bool = False


def remarks(package: WorkbookPackage, part: str) -> Iterator[Remark]:
    """What lies over the cells of a sheet: its comments, then what is drawn."""
    related = relations(package, part)
    for kind, read in (("comments", _comments), ("drawing", _drawn)):
        for target in (each.target for each in related if each.kind == kind and each.target in package):
            yield from read(package, target)


def _comments(package: WorkbookPackage, part: str) -> Iterator[Remark]:
    for comment in package.elements(part, "comment"):
        at = place(comment.get("ref", ""))
        text = _AUTHOR.sub("", _words(comment), count=1).strip()
        if at is not None and text:
            yield Remark(at, text)


def _drawn(package: WorkbookPackage, part: str) -> Iterator[Remark]:
    """Text boxes and pictures, at the cell in the middle of what they lie over."""
    for anchor in package.elements(part, "oneCellAnchor", "twoCellAnchor"):
        rows, columns = _numbers(anchor, "row"), _numbers(anchor, "col")
        words, is_picture = "\n".join(map(_words, anchor.iter("{*}p"))).strip(), anchor.find(".//{*}pic") is not None
        if rows and columns and (words or is_picture):
            yield Remark(((rows[0] + rows[-1]) // 2, (columns[0] + columns[-1]) // 2), words, is_picture)


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))


def _numbers(anchor: Element, name: str) -> list[int]:
    """The rows, or the columns, of its corners."""
    texts = ((each.text or "").strip() for each in anchor.iter(f"{{*}}{name}"))
    return [int(text[:8]) for text in texts if text.isdecimal()]
