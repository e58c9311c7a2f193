"""The ZIP package of a template, taken apart once so that a document costs one small deflate and one copy.

Parts without tags never change: their local headers and their deflated bytes are joined into one block when the
template is compiled. A document is that block, then the rendered parts, then the directory. `zipfile` cannot copy
deflated bytes and writes the clock into every entry; the format written here is ZIP as in PKWARE's APPNOTE, sections
4.3.7, 4.3.12 and 4.3.16, without its options.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass

from ipforms.errors import unreadable

# 1980-01-01 00:00, the first moment that ZIP can say: the same data gives the same bytes on any day.
_DATE, _TIME = 0x0021, 0
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x0800

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")

# Level 1 writes a form's XML four times as fast as level 6 and some ten per cent larger. What never changes is deflated
# once, as small as can be.
_FAST, _SMALL = 1, 9

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One part of a package as it stands in the ZIP file: deflated."""

    name: bytes
    crc: int
    size: int
    data: bytes

    @classmethod
    def of(cls, name: bytes, content: bytes, level: int = _SMALL) -> ZipEntry:
        """Deflate a part."""
        return cls(name, zlib.crc32(content), len(content), zlib.compress(content, level, -15))

    def local(self) -> bytes:
        """The header that stands before the entry's data, with its name."""
        sizes = (self.crc, len(self.data), self.size, len(self.name))
        return _LOCAL.pack(b"PK\3\4", _VERSION, _UTF8, _DEFLATED, _TIME, _DATE, *sizes, 0) + self.name

    def central(self, offset: int) -> bytes:
        """The entry's line in the directory at the end."""
        sizes = (self.crc, len(self.data), self.size, len(self.name))
        made = (b"PK\1\2", _VERSION, _VERSION, _UTF8, _DEFLATED, _TIME, _DATE)
        return _CENTRAL.pack(*made, *sizes, 0, 0, 0, 0, 0, offset) + self.name


class TemplatePackage:
    """The parts that never change, ready to be copied; immutable."""

    __slots__ = ("_block", "_count", "_directory")

    def __init__(self, entries: list[ZipEntry]) -> None:
        block, directory = bytearray(), bytearray()
        for entry in entries:
            directory += entry.central(len(block))
            block += entry.local() + entry.data
        self._block, self._directory, self._count = bytes(block), bytes(directory), len(entries)

    def with_parts(self, parts: list[tuple[bytes, bytes]]) -> bytes:
        """The whole package: what never changes, and `parts` as (name, content)."""
        pieces, directory, offset = [self._block], [self._directory], len(self._block)
        for name, content in parts:
            entry = ZipEntry.of(name, content, _FAST)
            header = entry.local()
            directory.append(entry.central(offset))
            pieces += (header, entry.data)
            offset += len(header) + len(entry.data)
        index = b"".join(directory)
        count = self._count + len(parts)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
        return b"".join((*pieces, index, end))


def open_package(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a package, inflated, in their order but for the content types, which stand first.

    Raises:
        UnreadableDocument: `data` is not a ZIP file, a part of it is broken, or it is no Office document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {_name(info): package.read(info) for info in package.infolist() if not info.is_dir()}
    except _BROKEN as error:
        raise unreadable(name, "no_docx") from error
    if CONTENT_TYPES not in parts:
        raise unreadable(name, "no_office_document")
    return {CONTENT_TYPES: parts.pop(CONTENT_TYPES), **parts}


# What zipfile and the inflaters raise on broken bytes; an unknown method is a RuntimeError.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def _name(info: zipfile.ZipInfo) -> str:
    """A part's name. Some writers put UTF-8 without the flag that says so; zipfile then reads it as CP437."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename
