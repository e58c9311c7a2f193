"""What a file is, by its bytes. Names lie; a first look is enough to tell what to do with it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from ipforms.containers.file_format import FileFormat, file_format

_HEAD = 64  # bytes by which a picture is known


class FileKind(StrEnum):
    """What a file is."""

    WORD = "word"
    """A Word document (.docx)."""
    OLD_WORD = "old-word"
    """An OLE file, as .doc and .wps are, or an encrypted .docx."""
    PDF = "pdf"
    OFD = "ofd"
    """The Chinese standard of fixed pages, in which electronic licences come."""
    IMAGE = "image"
    TEXT_DOCUMENT = "text-document"
    """RTF, HTML or XML, often under the name of .doc, and OpenDocument."""
    SPREADSHEET = "spreadsheet"
    ARCHIVE = "archive"
    """ZIP, RAR, 7z, a mail."""
    EMPTY = "empty"
    UNKNOWN = "unknown"


_DOCUMENTS = (FileKind.WORD, FileKind.OLD_WORD, FileKind.PDF, FileKind.OFD, FileKind.TEXT_DOCUMENT)
MAY_BE_A_FORM = frozenset((*_DOCUMENTS, FileKind.IMAGE))  # what is handed to the readers

_KINDS: dict[FileFormat, FileKind] = {
    "empty": FileKind.EMPTY,
    "pdf": FileKind.PDF,
    "ofd": FileKind.OFD,
    "docx": FileKind.WORD,
    "picture": FileKind.IMAGE,
    **dict.fromkeys(("ole", "doc", "xls", "ppt", "works", "encrypted"), FileKind.OLD_WORD),
    **dict.fromkeys(("rtf", "html", "mhtml", "xml", "fodt", "wordml", "opc"), FileKind.TEXT_DOCUMENT),
    **dict.fromkeys(("odt", "ods", "odp"), FileKind.TEXT_DOCUMENT),
    **dict.fromkeys(("xlsx", "xlsb"), FileKind.SPREADSHEET),
    **dict.fromkeys(("zip", "pptx", "rar", "7z", "gzip"), FileKind.ARCHIVE),
}


def kind_of(data: bytes) -> FileKind:
    """What the bytes of a file are.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"")
    (<FileKind.PDF: 'pdf'>, <FileKind.EMPTY: 'empty'>)
    """
    return _KINDS.get(file_format(data), FileKind.UNKNOWN)


def kind_of_file(path: Path) -> FileKind:
    """What a file is by its first bytes, which are enough for pictures and PDFs; `UNKNOWN` if it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return kind_of(stream.read(_HEAD))
    except OSError:
        return FileKind.UNKNOWN
