"""The ZIP package of a returned document: opened with suspicion, inflated only where a part is read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from ipforms.errors import IpformsError, UnsupportedFormat, exceeded, unreadable
from ipforms.formats.docx.docx_limits import DocxLimits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STREAMS = (("WordDocument", "DOC/WPS"), ("Workbook", "XLS"), ("PowerPoint Document", "PPT"))
_BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"<html", "HTML"),
    (b"<!doctype", "HTML"),
    (b"mime-version", "MHT"),
    (b"<?xml", "XML"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FLAG_ENCRYPTED, _FLAG_UTF8 = 0x0001, 0x0800

# A local header, of which only the lengths of the name and of the extra field matter here.
_LOCAL = struct.Struct("<26xHH")

# What zipfile raises on a broken directory.
_BROKEN = (zipfile.BadZipFile, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class Package:
    """The parts by name. Names are compared without case, and with either slash, as writers differ."""

    def __init__(self, data: bytes, name: str, limits: DocxLimits) -> None:
        """Open the package.

        Raises:
            UnreadableDocument, UnsupportedFormat, LimitExceeded: it is none, or none of Word's, or too large.
        """
        self.name, self._data, self._limits, self._read = name, data, limits, 0
        _refuse(data, name, limits)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._entries = {_key(_name(info)): info for info in archive.infolist()}
        except _BROKEN as error:
            raise unreadable(name, "docx_truncated") from error

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._entries)

    def spelled(self) -> dict[str, str]:
        """The names of all parts as the file spells them, by those in lower case, in the order of the file."""
        return {key: _name(info).replace("\\", "/").lstrip("/") for key, info in self._entries.items()}

    def read(self, part: str) -> bytes | None:
        """A part, inflated; None if there is none of this name.

        Raises:
            UnreadableDocument: its bytes are broken, encrypted, or packed in a way that no Office program uses.
            LimitExceeded: it says that it is larger than the limits. No more than it says is inflated.
        """
        info = self._entries.get(_key(part))
        if info is None:
            return None
        self._measure(part, info.file_size)
        try:
            content = self._inflated(info)
        except (zlib.error, struct.error) as error:
            raise unreadable(self.name, "package_entry", part=part) from error
        if content is None or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise unreadable(self.name, "package_entry", part=part)
        return content

    def _inflated(self, info: zipfile.ZipInfo) -> bytes | None:
        """The bytes of an entry, no more than it says that it has; None if it is encrypted or packed strangely."""
        name, extra = _LOCAL.unpack_from(self._data, info.header_offset)
        start = info.header_offset + _LOCAL.size + name + extra
        packed = self._data[start : start + info.compress_size]
        if info.flag_bits & _FLAG_ENCRYPTED or info.compress_type not in _METHODS:
            return None
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        return zlib.decompressobj(-15).decompress(packed, info.file_size + 1)

    def _measure(self, part: str, size: int) -> None:
        self._read += size
        for count, limit in ((size, self._limits.part_bytes), (self._read, self._limits.total_bytes)):
            if count > limit:
                raise exceeded(self.name, "part_bytes", limit, part=part, count=count)


def _refuse(data: bytes, name: str, limits: DocxLimits) -> None:
    """Stop at what can be told from the bytes alone."""
    if len(data) > limits.file_bytes:
        raise exceeded(name, "file_bytes", limits.file_bytes, count=len(data))
    if not data.startswith(b"PK"):
        raise _no_zip(data, name)
    # Each entry of the directory begins with these bytes; counting them is quicker than to have zipfile read them all.
    entries = data.count(b"PK\1\2")
    if entries > limits.entries:
        raise exceeded(name, "entries", limits.entries, count=entries)


def _no_zip(data: bytes, name: str) -> IpformsError:
    if not data:
        return unreadable(name, "empty")
    if data.startswith(_OLE):
        return (
            unreadable(name, "office_locked")
            if _ENCRYPTED in data
            else UnsupportedFormat(format=_in_ole(data), known="DOCX")
        )
    head = data[:256].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = next((format_ for beginning, format_ in _BEGINNINGS if head.startswith(beginning.lower())), None)
    return UnsupportedFormat(format=found, known="DOCX") if found else unreadable(name, "docx_truncated")


def _in_ole(data: bytes) -> str:
    return next((format_ for stream, format_ in _STREAMS if stream.encode("utf-16-le") in data), "DOC/WPS")


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _name(info: zipfile.ZipInfo) -> str:
    """A part's name. Some writers put UTF-8 without the flag that says so; zipfile then reads it as CP437."""
    if info.flag_bits & _FLAG_UTF8 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename
