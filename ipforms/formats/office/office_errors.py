"""The errors of old Office formats: no LibreOffice, or a file that it cannot convert."""

from __future__ import annotations

from typing import Any

from ipforms.errors import MissingExtra, UnreadableDocument
from ipforms.messages import Bilingual


class MissingOffice(MissingExtra):
    """LibreOffice is not on this machine; pip cannot install it."""

    def __init__(self, name: str, format: str, package: str = "LibreOffice", extra: str = "office") -> None:
        super().__init__(name=name, format=format, package=package, extra=extra)


class ConversionFailed(UnreadableDocument):
    """LibreOffice could not convert a file: it refused it, ran out of time or memory, or crashed."""


class TablesLost(UnreadableDocument):
    """A file has tables, and none of them came through LibreOffice: what is left would be read wrongly."""


def conversion_failed(name: str, reason: str, **context: Any) -> ConversionFailed:
    """The error of a file, for a reason under `unreadable.office_…` in the catalogue."""
    return ConversionFailed(name=name, reason=Bilingual(f"unreadable.office_{reason}", context))
