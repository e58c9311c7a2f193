"""The error of a PDF that has pictures of pages and no text."""

from __future__ import annotations

from ipforms.errors import MissingExtra


class ScannedDocument(MissingExtra):
    """A scan: to read it takes the recognition of characters, which is to come as an extra of its own."""

    def __init__(self, name: str, package: str = "OCR", extra: str = "scan") -> None:
        super().__init__(name=name, package=package, extra=extra)
