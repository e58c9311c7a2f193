"""How large a document may be: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocxLimits:
    """What a returned form never comes near to.

    Attributes:
        file_bytes: the file itself.
        entries: parts of the package.
        part_bytes: one part of the package, inflated; only parts that are read count.
        total_bytes: all parts that are read, inflated.
        markup: tags and attributes of one part; each costs far more memory than its bytes.
        paragraphs: paragraphs outside of tables.
        rows: rows of all tables together.
        cells: cells of all tables together.
        columns: grid columns of a table; a wider cell is cut to this with a note. Word itself stops at 63.
        characters: characters of one cell, or of one paragraph outside of tables.
        depth: tables in tables, text boxes in text boxes, and whatever else can stand inside itself.
        huge_xml: let the XML parser go beyond its own guards (256 levels, 10 MB of text in a row).
    """

    file_bytes: int = 100_000_000
    entries: int = 5_000
    part_bytes: int = 16_000_000
    total_bytes: int = 32_000_000
    markup: int = 600_000
    paragraphs: int = 50_000
    rows: int = 10_000
    cells: int = 50_000
    columns: int = 63
    characters: int = 500_000
    depth: int = 60
    huge_xml: bool = False
