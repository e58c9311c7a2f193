"""The remarks on cells of an XLSX: by which part a sheet's stand in, and at which cell each.

Source: ECMA-376 Part 1, 18.7 (comments). The answers of newer programs (threaded comments) stand there as well.
"""

import posixpath
import re

from ipforms.bulk.sources.cell_look import Position
from ipforms.bulk.sources.workbook_package import WorkbookPackage
from ipforms.bulk.sources.xlsx_cells import place
from ipforms.bulk.sources.xlsx_styles import RichText

_AUTHOR = re.compile(r"[^\n]{1,40}[:：]\n")  # who has written it, which Excel sets above


def comments(package: WorkbookPackage, part: str) -> dict[Position, str]:
    """The remarks of a sheet, by their cells."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    targets: list[str] = []

    def relation(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("Type", "").endswith("/comments"):
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            targets.append(target.lstrip("/").lower())

    if relations in package:
        package.walk(relations, relation)
    return {at: text for target in targets if target in package for at, text in _of(package, target).items()}


def _of(package: WorkbookPackage, part: str) -> dict[Position, str]:
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
    return {at: words for at, words in found.items() if words}
