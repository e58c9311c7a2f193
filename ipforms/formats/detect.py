"""Which format a file is, by what it holds and never by its name."""

from __future__ import annotations

import re
from typing import Literal

Format = Literal["pdf", "docx", "doc", "works", "rtf", "odt", "fodt", "wordml", "opc", "html", "mhtml"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins, the container of .doc, .xls and Works' .wps alike."""

_HEAD = 1_024
_LOOK = 4_096
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_WORKS_STREAMS = tuple(name.encode("utf-16-le") for name in ("MatOST", "MatadorObject"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_XML: tuple[tuple[bytes, Format], ...] = (
    (b"schemas.microsoft.com/office/word/2003/wordml", "wordml"),
    (b"schemas.microsoft.com/office/2006/xmlpackage", "opc"),
    (b"urn:oasis:names:tc:opendocument:xmlns:office", "fodt"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|div|p|style|title|font|center)[\s>]")
_MAIL = re.compile(rb"^(?:mime-version:|content-type:\s*multipart/related)", re.MULTILINE)


def detect(data: bytes) -> Format:
    """The format of a file. What is none of the others is for the reader of DOCX, which says what else it is.

    "works" is a .wps of Microsoft Works; WPS Writer's .wps is "doc" or "docx". "fodt" is OpenDocument in one XML file,
    "wordml" Word 2003's XML, "opc" Word's XML package in one file.

    >>> detect(b"%PDF-1.7"), detect(b"PK\\x03\\x04"), detect(b"")
    ('pdf', 'docx', 'docx')
    >>> detect(b"{\\\\rtf1 x}"), detect(b"<HTML><body>"), detect(b"MIME-Version: 1.0")
    ('rtf', 'html', 'mhtml')
    """
    if data.startswith(b"PK"):
        return "odt" if _is_opendocument(data) else "docx"
    if data.startswith(OLE):
        return _of_compound(data)
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    return _of_text(_beginning(data))


def may_be_old(head: bytes) -> bool:
    """Whether a file that begins so may be of an old Office format, which is converted together with others.

    >>> may_be_old(OLE), may_be_old(b"PK\\x03\\x04"), may_be_old(b"%PDF-1.7")
    (True, False, False)
    """
    return head.startswith(OLE) or detect(head) not in ("pdf", "docx")


def _is_opendocument(data: bytes) -> bool:
    return data[30:38] == b"mimetype" and data[38:].startswith(_TEXT_DOCUMENT, int.from_bytes(data[28:30], "little"))


def _of_compound(data: bytes) -> Format:
    if _WORD_STREAM in data and _ENCRYPTED not in data:
        return "doc"
    return "works" if any(name in data for name in _WORKS_STREAMS) else "docx"


def _beginning(data: bytes) -> bytes:
    """The first characters, in lower case and as ASCII where they are."""
    head = data[:_LOOK]
    for mark, encoding in _UTF16:
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode().lower().lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _of_text(head: bytes) -> Format:
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"<?xml") or b"xmlns" in head:
        for namespace, format_ in _XML:
            if namespace in head:
                return format_
    if _MAIL.search(head):
        return "mhtml"
    return "html" if head.startswith(b"<") and _HTML.search(head) else "docx"
