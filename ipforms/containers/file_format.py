"""The one judge of what a file is: by what it holds, never by its name, for documents, tables, pictures and archives.

Names lie: a web page is called .doc, an XLS .xlsx, and WPS Writer's .wps is a .doc or a .docx.
"""

import codecs
import re
import struct
from contextlib import suppress
from typing import Literal

from ipforms.containers.container_limits import ContainerLimits
from ipforms.containers.ole_container import BrokenOle, OleContainer
from ipforms.containers.zip_archive import ZipArchive
from ipforms.errors import IpformsError
from ipforms.text.regex import regex

# fmt: off
FileFormat = Literal[
    "empty", "unknown", "pdf", "rtf", "html", "mhtml",
    "zip", "docx", "xlsx", "xlsb", "pptx", "odt", "ods", "odp", "ofd",
    "ole", "doc", "xls", "ppt", "works", "encrypted",
    "xml", "fodt", "wordml", "opc",
    "picture", "rar", "7z", "gzip", "database", "parquet",
    "text", "media", "executable", "shortcut", "system", "lock", "placeholder", "attachment", "mail",
]
# fmt: on
"""What a file may be. "works" is a .wps of Microsoft Works; "encrypted" an Office file with a password; "fodt"
OpenDocument in one XML file, "wordml" Word 2003's XML, "opc" Word's XML package in one file; "zip", "ole" and "xml" are
none of those that have a name of their own. "system" is what Windows and macOS leave behind (Thumbs.db); "lock" what
Office writes beside an open file; "placeholder" what a cloud drive leaves of a file that is not on this machine;
"attachment" Outlook's parcel of attachments (winmail.dat); "mail" is told by `intake.mail_members`."""

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
    (b"BZh", "gzip"),
    (b"\xfd7zXZ\0", "gzip"),
    (b"MZ", "executable"),
    (b"\x7fELF", "executable"),
    (b"\xcf\xfa\xed\xfe", "executable"),
    (b"L\0\0\0\x01\x14\2\0", "shortcut"),
    (b"[InternetShortcut]", "shortcut"),
    (b"\0\0\0\1Bud1", "system"),
    (b"[.ShellClassInfo]", "system"),
    (b"\x78\x9f\x3e\x22", "attachment"),
    (b"ID3", "media"),
    (b"OggS", "media"),
)
# iPhones save HEIC, which no reader of ours opens; it is a picture all the same.
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
# What iCloud leaves of a file that is not on the machine: a property list that names it.
_PROPERTY_LIST, _PLACEHOLDER = b"bplist00", b"NSURLNameKey"
# Office's owner file: the length of a name, the name, from byte 54 on the same in UTF-16; Word's and Excel's sizes.
_OWNER_SIZES, _OWNER_WIDE, _LONGEST_OWNER = (162, 165), 54, 53

# By the name of a stream. Word documents hold workbooks as objects, and the other way round.
_STREAMS: tuple[tuple[str, FileFormat], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "works"),
    ("MatadorObject", "works"),
    ("Catalog", "system"),
)
_THUMBNAIL = regex(r"\d{2,4}_[0-9a-f]{8,}", re.ASCII)  # how later Windows name the pictures in Thumbs.db
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

_TYPE_PARTS = ("mimetype", "META-INF/manifest.xml")  # of which the first decides
_LONGEST_TYPE = 200  # bytes

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
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def file_format(data: bytes) -> FileFormat:
    """What a file is. Its first bytes will do for what is no ZIP and no OLE file.

    >>> file_format(b"%PDF-1.7"), file_format(b"PK\\x03\\x04"), file_format(b""), file_format(b"hello")
    ('pdf', 'zip', 'empty', 'text')
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
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    return _binary(data) or _text(_beginning(data))


def _binary(data: bytes) -> FileFormat | None:
    """What takes more than its first bytes to tell."""
    if _is_picture(data[:16]):
        return "picture"
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"AVI ")):
        return "media"
    if data.startswith(_PROPERTY_LIST) and _PLACEHOLDER in data:
        return "placeholder"
    wide = int.from_bytes(data[_OWNER_WIDE : _OWNER_WIDE + 2], "little")
    is_owner = len(data) in _OWNER_SIZES and 0 < data[0] <= _LONGEST_OWNER and 0 < wide <= _LONGEST_OWNER
    return "lock" if is_owner and b"\0" in data else None


def _zipped(data: bytes) -> FileFormat:
    if data[30:38] == b"mimetype" and data[8:10] == b"\0\0":  # OpenDocument has it first, and stored
        return _opendocument(data[30 + sum(struct.unpack("<HH", data[26:30])) :][:_LONGEST_TYPE]) or "zip"
    names = _entry_names(data)
    if "mimetype" in names or "content.xml" in names:
        return _repacked(data) or ("odt" if "content.xml" in names else "zip")
    for main, found in _MAIN_ENTRIES:
        if main in names:
            return found
    if not any(name in _PACKAGE for name in names):
        return "zip"
    return next((found for folder, found in _FOLDERS if any(name.startswith(folder) for name in names)), "zip")


def _opendocument(text: bytes) -> FileFormat | None:
    """The type that a text names first."""
    named = [(at, found) for type_, found in _OPENDOCUMENT if (at := text.find(type_)) >= 0]
    return min(named)[1] if named else None


def _repacked(data: bytes) -> FileFormat | None:
    """The type of an OpenDocument that somebody has packed anew: it stands anywhere, or in the manifest alone."""
    with suppress(IpformsError):
        limits = ContainerLimits(file_bytes=len(data), entries=len(data), part_bytes=1_000_000)
        archive = ZipArchive(data, "ZIP", limits)
        return _opendocument(b"".join(archive.read(part) or b"" for part in _TYPE_PARTS))
    return None


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
        streams = {stream.lower() for stream in OleContainer(data).streams}  # names are compared without case
    except BrokenOle:  # only its beginning, or cut off: the names stand somewhere in it
        text = data.lower()
        streams = {stream.lower() for stream, _ in _STREAMS if stream.lower().encode("utf-16-le") in text}
    kind: FileFormat = next((found for stream, found in _STREAMS if stream.lower() in streams), "ole")
    return "system" if kind == "ole" and any(map(_THUMBNAIL.fullmatch, streams)) else kind


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
    return "xml" if is_xml else "text" if _is_text(head) else "unknown"


def _is_text(head: bytes) -> bool:
    """Whether it can be read as UTF-8 or GB 18030, and has no control characters."""
    if not head or _CONTROL.search(head):
        return False
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            codecs.getincrementaldecoder(encoding)().decode(head)  # its end may be within a character
            return True
    return False
