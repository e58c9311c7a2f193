"""How large a document may be: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass

from ipforms.containers.container_limits import ContainerLimits


@dataclass(frozen=True, slots=True)
class DocxLimits(ContainerLimits):
    """What a returned form never comes near to."""

    paragraphs: int = 50_000  # paragraphs outside of tables
    rows: int = 10_000  # rows of all tables together
    cells: int = 50_000  # cells of all tables together
    columns: int = 63  # grid columns of a table; a wider cell is cut to this with a note. Word itself stops at 63
    characters: int = 500_000  # characters of one cell, or of one paragraph outside of tables
    depth: int = 60  # tables in tables, text boxes in text boxes, and whatever else can stand inside itself
