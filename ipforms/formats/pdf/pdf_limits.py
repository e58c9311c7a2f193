"""How large a PDF may be: each limit has a name, protects the process, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What a returned form never comes near to.

    Attributes:
        file_bytes: the file itself.
        streams: streams of the file.
        stream_bytes: one stream, inflated; neither a font nor a picture.
        resource_bytes: one font or picture, inflated.
        total_bytes: all streams but fonts and pictures, inflated.
        drawn_bytes: drawings that are used again and again, as often as they are.
        pages: pages.
        objects: lines, pictures and pieces of text of all pages together.
        page_rules: ruling lines of one page, once their pieces are one.
        characters: characters of all pages together.
        annotations: fields of a form, notes and stamps of all pages together.
        field_characters: characters that these hold, as often as a page names it, and again as what they are read as.
        field_bytes: what draws them, inflated, as often.
        depth: groups of drawings in groups of drawings.
        seconds: of processor time, looked at between pages.
    """

    file_bytes: int = 100_000_000
    streams: int = 20_000
    stream_bytes: int = 8_000_000
    resource_bytes: int = 64_000_000
    total_bytes: int = 24_000_000
    drawn_bytes: int = 48_000_000
    pages: int = 200
    objects: int = 40_000
    page_rules: int = 800
    characters: int = 300_000
    annotations: int = 4_000
    field_characters: int = 600_000
    field_bytes: int = 8_000_000
    depth: int = 12
    seconds: float = 4.0
