"""What a file is, by its bytes. Names lie; a first look is enough to tell what to do with it."""

from __future__ import annotations

from enum import StrEnum

_HEAD = 1024


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
    """ZIP, RAR, 7z: what is in it is not looked at."""
    EMPTY = "empty"
    UNKNOWN = "unknown"


MAY_BE_A_FORM = frozenset((FileKind.WORD, FileKind.OLD_WORD, FileKind.PDF, FileKind.TEXT_DOCUMENT))
"""What is handed to the readers. What they cannot read yet they say, so a new reader is in use at once; one for scans
asks for `IMAGE` here."""

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
    (b"II*\0", FileKind.IMAGE),
    (b"MM\0*", FileKind.IMAGE),
    (b"BM", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_WORD),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
)
_TEXTS = (b"{\\rtf", b"<html", b"<!doctype", b"<?xml", b"mime-version")
_OF_A_PACKAGE = (
    b"[content_types].xml",
    b"_rels/",
    b"word/",
    b"xl/",
    b"docprops/",
    b"customxml/",
    b"ofd.xml",
    b"doc_0/",
)
# iPhones save HEIC, which no reader of ours opens; it is a picture all the same.
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")


def kind_of(data: bytes) -> FileKind:
    """What the bytes of a file are.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"")
    (<FileKind.PDF: 'pdf'>, <FileKind.EMPTY: 'empty'>)
    """
    if not data:
        return FileKind.EMPTY
    if data.startswith(b"PK\3\4"):
        return _zipped(data)
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _by_head(data[:_HEAD])


def _zipped(data: bytes) -> FileKind:
    """What a ZIP is, by the name of its first entry: an archive may well hold Word files."""
    first = data[30 : 30 + int.from_bytes(data[26:28], "little")].lower()
    if first.startswith(b"mimetype"):
        return FileKind.TEXT_DOCUMENT
    if not first.startswith(_OF_A_PACKAGE):
        return FileKind.ARCHIVE
    for part, kind in ((b"OFD.xml", FileKind.OFD), (b"word/", FileKind.WORD), (b"xl/", FileKind.SPREADSHEET)):
        if part in data:
            return kind
    return FileKind.ARCHIVE


def _by_head(head: bytes) -> FileKind:
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return FileKind.IMAGE
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.IMAGE
    # Some programs put a few bytes before the beginning of a PDF; its readers allow for 1024.
    if b"%PDF-" in head:
        return FileKind.PDF
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return FileKind.TEXT_DOCUMENT if text.startswith(_TEXTS) else FileKind.UNKNOWN
