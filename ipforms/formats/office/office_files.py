"""What stands before and behind a conversion: a file of an old format, the DOCX that came of it, limits and errors."""

import os
from dataclasses import dataclass, field
from typing import Any

from ipforms.containers.file_format import FileFormat
from ipforms.errors import MissingExtra, UnreadableDocument
from ipforms.messages import Bilingual, Note

_SECONDS = "IPFORMS_SOFFICE_SECONDS"


def _seconds() -> float:
    try:
        return max(1.0, float(os.environ.get(_SECONDS, "60")))
    except ValueError:
        return 60.0


@dataclass(frozen=True, slots=True)
class OfficeLimits:
    """What a returned form never comes near to."""

    file_bytes: int = 50_000_000  # the file itself
    output_bytes: int = 100_000_000  # what LibreOffice may make of it
    # for one file, from when the last one was done; the environment variable IPFORMS_SOFFICE_SECONDS
    seconds: float = field(default_factory=_seconds)
    start_seconds: float = 60.0  # for LibreOffice to start
    resident_bytes: int = 1_500_000_000  # memory that LibreOffice may hold while it converts
    address_bytes: int = 6_000_000_000  # memory that it may ask the system for
    recycle_bytes: int = 700_000_000  # memory beyond which it is started anew before the next conversion
    depth: int = 1_000  # groups in groups of an RTF file
    controls: int = 5_000_000  # groups and commands of an RTF file


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


NAMES: dict[FileFormat, str] = {
    "doc": "DOC/WPS",
    "works": "Microsoft Works WPS",
    "rtf": "RTF",
    "odt": "ODT",
    "fodt": "FODT",
    "wordml": "Word 2003 XML",
    "opc": "Word XML",
    "html": "HTML",
    "mhtml": "MHTML",
}
"""What people call the formats."""


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """A file to be converted."""

    name: str  # what to call it in messages
    data: bytes  # the file
    format: FileFormat  # what it is, as `file_format` says


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file made ready for LibreOffice, or made into DOCX without it."""

    data: bytes  # the file, without what could run or fetch something
    infilter: str = ""  # the filter of LibreOffice that reads it; "" if it is a DOCX already
    suffix: str = "docx"  # what it is called for LibreOffice
    rows: int | None = None  # how many rows its tables have, as far as the file itself tells; None if it does not
    has_tables: bool = False  # whether it has tables at all
    notes: tuple[Note, ...] = ()  # what a person should know of it


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """A DOCX that was made of a file, and what a person should know of that."""

    docx: bytes
    notes: tuple[Note, ...]
