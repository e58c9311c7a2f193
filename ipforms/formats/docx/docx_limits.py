"""How large a document may be: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass

from ipforms.containers.container_limits import ContainerLimits


@dataclass(frozen=True, slots=True)
class DocxLimits(ContainerLimits):
    """What a returned form never comes near to.

    Attributes:
        paragraphs: paragraphs outside of tables.
        rows: rows of all tables together.
        cells: cells of all tables together.
        columns: grid columns of a table; a wider cell is cut to this with a note. Word itself stops at 63.
        characters: characters of one cell, or of one paragraph outside of tables.
        depth: tables in tables, text boxes in text boxes, and whatever else can stand inside itself.
    """

    paragraphs: int = 50_000
    rows: int = 10_000
    cells: int = 50_000
    columns: int = 63
    characters: int = 500_000
    depth: int = 60
