"""OPC, the package of OOXML: relationships between its parts. External ones are counted, never followed."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ipforms.containers.zip_archive import ZipArchive


class Relation(NamedTuple):
    """One line of a .rels part: its kind is the last word of its type; `target` is a part's name, or an address."""

    id: str
    kind: str
    target: str
    external: bool


def relations(package: ZipArchive, part: str) -> list[Relation]:
    """The relationships of a part ("" for the package); none if their part is missing."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    root = package.root(name)
    return [] if root is None else list(_lines(root, folder))


def _lines(root: object, folder: str) -> Iterator[Relation]:
    for line in root:  # type: ignore[attr-defined]
        target = line.get("Target", "").replace("\\", "/")
        external = line.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(line.get("Id", ""), line.get("Type", "").rpartition("/")[2], target, external)
