"""The errors of old Office formats: no LibreOffice, or a file that it cannot convert."""

from __future__ import annotations

from typing import Any

from ipforms.errors import MissingExtra, UnreadableDocument, unreadable
from ipforms.messages import Bilingual


class MissingOffice(MissingExtra):
    """LibreOffice is not on this machine; pip cannot install it."""

    def __init__(self, name: str, format: str, package: str = "LibreOffice", extra: str = "office") -> None:
        super().__init__(name=name, format=format, package=package, extra=extra)


class ConversionFailed(UnreadableDocument):
    """LibreOffice could not convert a file: it refused it, ran out of time or memory, or crashed."""


class TablesLost(UnreadableDocument):
    """A file has tables, and none of them came through LibreOffice: what is left would be read wrongly."""


def refused(name: str) -> ConversionFailed:
    """LibreOffice made nothing of a file."""
    return _failed(name, "refused")


def crashed(name: str) -> ConversionFailed:
    """LibreOffice ended while it had a file."""
    return _failed(name, "crashed")


def overtime(name: str, seconds: float) -> ConversionFailed:
    """LibreOffice took too long for a file."""
    return _failed(name, "overtime", seconds=seconds)


def overweight(name: str, size: int) -> ConversionFailed:
    """LibreOffice took too much memory for a file."""
    return _failed(name, "overweight", mebibytes=size // 2**20)


def unstartable(name: str, program: str) -> ConversionFailed:
    """LibreOffice does not start at all."""
    return _failed(name, "unstartable", program=program)


def _failed(name: str, reason: str, **context: Any) -> ConversionFailed:
    return ConversionFailed(name=name, reason=Bilingual(f"unreadable.office_{reason}", context))


def locked(name: str) -> UnreadableDocument:
    """A file with a password."""
    return unreadable(name, "office_locked")


def broken(name: str) -> UnreadableDocument:
    """A file that is no whole file of its format."""
    return unreadable(name, "office_broken")


def tables_lost(name: str) -> TablesLost:
    """No table came through."""
    return TablesLost(name=name, reason=Bilingual("unreadable.office_tables_lost"))
