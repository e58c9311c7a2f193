"""How large a PDF may be: each limit has a name, protects the process, and can be raised.

The errors of a PDF that has no text: a scan, or what only looks like one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ipforms.errors import IpformsError, MissingExtra, unreadable
from ipforms.formats.pdf_page import PdfPage


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


class ScannedDocument(MissingExtra):
    """A scan: to read it takes the recognition of characters, which is to come as an extra of its own."""

    def __init__(self, name: str, package: str = "OCR", extra: str = "scan") -> None:
        super().__init__(name=name, package=package, extra=extra)


class DrawnText(ScannedDocument):
    """Letters that are drawings, or of a font that does not say which they are: for a reader as good as a scan."""


class BlankPages(ScannedDocument):
    """Nothing at all on any page."""


def no_text(name: str, pages: Sequence[PdfPage], *, is_seen: bool) -> IpformsError:
    """The error of a file on whose pages there is nothing to read; `is_seen`: its pictures were looked at."""
    if any(page.pictures or page.is_recognised for page in pages):
        return unreadable(name, "no_words") if is_seen else ScannedDocument(name)
    return DrawnText(name) if any(page.objects for page in pages) else BlankPages(name)
