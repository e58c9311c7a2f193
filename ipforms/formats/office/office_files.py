"""What stands before and behind a conversion: a file of an old format, and the DOCX that came of it."""

from __future__ import annotations

from dataclasses import dataclass

from ipforms.containers.file_format import FileFormat
from ipforms.messages import Note

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
