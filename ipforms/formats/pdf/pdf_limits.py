"""How large a PDF may be: each limit has a name, protects the process, and can be raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What a returned form never comes near to."""

    file_bytes: int = 100_000_000  # the file itself
    streams: int = 20_000  # streams of the file
    stream_bytes: int = 8_000_000  # one stream, inflated; neither a font nor a picture
    resource_bytes: int = 64_000_000  # one font or picture, inflated
    total_bytes: int = 24_000_000  # all streams but fonts and pictures, inflated
    drawn_bytes: int = 48_000_000  # drawings that are used again and again, as often as they are
    pages: int = 200  # pages
    objects: int = 40_000  # lines, pictures and pieces of text of all pages together
    page_rules: int = 800  # ruling lines of one page, once their pieces are one
    characters: int = 300_000  # characters of all pages together
    annotations: int = 4_000  # fields of a form, notes and stamps of all pages together
    # characters that these hold, as often as a page names it, and again as what they are read as
    field_characters: int = 600_000
    field_bytes: int = 8_000_000  # what draws them, inflated, as often
    depth: int = 12  # groups of drawings in groups of drawings
    seconds: float = 4.0  # of processor time, looked at between pages
