"""The one judge of what a file is: by what it holds, never by its name, for documents, tables, pictures and archives.

Names lie: a web page is called .doc, an XLS .xlsx, and WPS Writer's .wps is a .doc or a .docx.
"""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from typing import Literal

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError

# fmt: off
FileFormat = Literal[
    "empty", "unknown", "pdf", "rtf", "html", "mhtml",
    "zip", "docx", "xlsx", "xlsb", "pptx", "odt", "ods", "odp", "ofd",
    "ole", "doc", "xls", "ppt", "works", "encrypted",
    "xml", "fodt", "wordml", "opc",
    "picture", "rar", "7z", "gzip", "database", "parquet",
]
# fmt: on
"""What a file may be. "works" is a .wps of Microsoft Works; "encrypted" an Office file with a password; "fodt"
OpenDocument in one XML file, "wordml" Word 2003's XML, "opc" Word's XML package in one file; "zip", "ole" and "xml" are
none of those that have a name of their own."""

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins, the container of .doc, .xls and Works' .wps alike."""

ZIP_BEGINS = (b"PK\3\4", b"PK\5\6", b"PK\7\\8")
_PDF_WITHIN = 1_024  # bytes that may stand before "%PDF-"; PDF readers allow for as many
_TEXT_HEAD = 4_096  # bytes in which a page or an XML file has said what it is

_BEGINNINGS: tuple[tuple[bytes, FileFormat], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "parquet"),
)
# iPhones save HEIC, which no reader of ours opens; it is a picture all the same.
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")

# By the name of a stream. Word documents hold workbooks as objects, and the other way round.
_STREAMS: tuple[tuple[str, FileFormat], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "works"),
    ("MatadorObject", "works"),
)
_MAIN_ENTRIES: tuple[tuple[str, FileFormat], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ofd.xml", "ofd"),
)
# Where the main part has another name; an archive of somebody's Word files may well have a folder `word` too, but not
# what makes a package.
_PACKAGE = ("[content_types].xml", "_rels/.rels")
_FOLDERS: tuple[tuple[str, FileFormat], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPENDOCUMENT: tuple[tuple[bytes, FileFormat], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
)

_XML: tuple[tuple[bytes, FileFormat], ...] = (
    (b"schemas.microsoft.com/office/word/2003/wordml", "wordml"),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "opc"),
    (b"urn:oasis:names:tc:opendocument:xmlns:office", "fodt"),
)
_HTML = re.compile(
    rb"""<(?: !doctype\s+html | html | head | meta | body         # what a page has
          | table | div | p | style | title | font | center )      # what a part of one begins with
         [\s>]""",
    re.VERBOSE,
)
_MAIL = re.compile(rb"^(?:mime-version:|content-type:\s*multipart/related)", re.MULTILINE)
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def file_format(data: bytes) -> FileFormat:
    """What a file is. Its first bytes will do for what is no ZIP and no OLE file.

    >>> file_format(b"%PDF-1.7"), file_format(b"PK\\x03\\x04"), file_format(b""), file_format(b"hello")
    ('pdf', 'zip', 'empty', 'unknown')
    >>> file_format(b"{\\\\rtf1 x}"), file_format(b"<HTML><body>"), file_format(b"MIME-Version: 1.0")
    ('rtf', 'html', 'mhtml')
    """
    if not data:
        return "empty"
    if data.startswith(ZIP_BEGINS):
        return _zipped(data)
    if data.startswith(OLE_MAGIC):
        return _compound(data)
    for beginning, found in _BEGINNINGS:
        if data.startswith(beginning):
            return found
    # Some programs put a few bytes before the beginning of a PDF.
    return "pdf" if b"%PDF-" in data[:_PDF_WITHIN] else "picture" if _is_picture(data[:16]) else _text(_beginning(data))


def _zipped(data: bytes) -> FileFormat:
    if data[30:38] == b"mimetype":  # OpenDocument has it first, and stored
        return _opendocument(data[30 + sum(struct.unpack("<HH", data[26:30])) :])
    names = _entry_names(data)
    if "mimetype" in names:
        return _opendocument(_mimetype(data))
    for main, found in _MAIN_ENTRIES:
        if main in names:
            return found
    if not any(name in _PACKAGE for name in names):
        return "zip"
    return next((found for folder, found in _FOLDERS if any(name.startswith(folder) for name in names)), "zip")


def _opendocument(mimetype: bytes) -> FileFormat:
    return next((found for beginning, found in _OPENDOCUMENT if mimetype.startswith(beginning)), "zip")


def _mimetype(data: bytes) -> bytes:
    """The type of an OpenDocument that somebody has packed anew, where it stands anywhere and may be deflated."""
    with suppress(IpformsError):
        limits = ContainerLimits(file_bytes=len(data), entries=len(data), part_bytes=1_000)
        return (ZipArchive(data, "ZIP", limits).read("mimetype") or b"").strip()
    return b""


def _entry_names(data: bytes) -> list[str]:
    """The names of the entries: by the directory, or where it is cut off by what stands before each entry.

    A file that is stored in an archive may be one itself: only the archive's own directory counts.
    """
    end = data.rfind(b"PK\5\6")
    if end >= 0:
        data = data[max(0, end - int.from_bytes(data[end + 12 : end + 16], "little")) : end] or data
    for mark, length, name in ((b"PK\1\2", 28, 46), (b"PK\3\4", 26, 30)):
        names, at = [], data.find(mark)
        while at >= 0:
            size = int.from_bytes(data[at + length : at + length + 2], "little")
            names.append(data[at + name : at + name + size].decode("utf-8", "replace").replace("\\", "/").lower())
            at = data.find(mark, at + name)
        if names:
            return names
    return []


def _compound(data: bytes) -> FileFormat:
    try:
        streams = OleContainer(data).streams
    except BrokenOle:  # only its beginning, or cut off: the names stand somewhere in it
        streams = [stream for stream, _ in _STREAMS if stream.encode("utf-16-le") in data]
    return next((found for stream, found in _STREAMS if stream in streams), "ole")


def _is_picture(head: bytes) -> bool:
    is_bitmap = head[:2] == b"BM" and head[6:10] == bytes(4)
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return is_bitmap or is_webp or (head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS)


def _beginning(data: bytes) -> bytes:
    """The first characters, in lower case and as ASCII where they are."""
    head = data[:_TEXT_HEAD]
    for mark, encoding in _UTF16:
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode().lower().lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _text(head: bytes) -> FileFormat:
    if head.startswith(b"{\\rtf"):
        return "rtf"
    is_xml = head.startswith(b"<?xml")
    if is_xml or b"xmlns" in head:
        for namespace, found in _XML:
            if namespace in head:
                return found
    if _MAIL.search(head):
        return "mhtml"
    if head.startswith(b"<") and _HTML.search(head):
        return "html"
    return "xml" if is_xml else "unknown"
