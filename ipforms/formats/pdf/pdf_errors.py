"""The errors of a PDF that has no text: a scan, or what only looks like one."""

from collections.abc import Sequence

from ipforms.errors import IpformsError, MissingExtra, unreadable
from ipforms.formats.pdf_page import PdfPage


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
