"""The errors of a PDF that has no text: a scan, or what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from ipforms.errors import MissingExtra
from ipforms.formats.pdf.pdf_page import PdfPage


class ScannedDocument(MissingExtra):
    """A scan: to read it takes the recognition of characters, which is to come as an extra of its own."""

    def __init__(self, name: str, package: str = "OCR", extra: str = "scan") -> None:
        super().__init__(name=name, package=package, extra=extra)


class DrawnText(ScannedDocument):
    """Letters that are drawings, or of a font that does not say which they are: for a reader as good as a scan."""


class BlankPages(ScannedDocument):
    """Nothing at all on any page."""


def no_text(name: str, pages: Sequence[PdfPage]) -> ScannedDocument:
    """The error of a file on whose pages there is nothing to read."""
    if any(page.pictures for page in pages):
        return ScannedDocument(name)
    return DrawnText(name) if any(page.objects for page in pages) else BlankPages(name)
