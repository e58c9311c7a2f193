"""The ZIP package of a template, taken apart once so that a document costs one small deflate and one copy.

Parts without tags never change: their local headers and their deflated bytes are joined into one block when the
template is compiled. A document is that block, then the rendered parts, then the directory. `zipfile` cannot copy
deflated bytes and writes the clock into every entry; the format written here is ZIP as in PKWARE's APPNOTE, sections
4.3.7, 4.3.12 and 4.3.16, without its options.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from ipforms.errors import UnreadableDocument

# 1980-01-01 00:00, the first moment that ZIP can say: the same data gives the same bytes on any day.
_DATE, _TIME = 0x0021, 0
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x0800

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")

# Level 1 writes a form's XML four times as fast as level 6 and some ten per cent larger.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a package as it stands in the ZIP file: deflated."""

    name: bytes
    crc: int
    size: int
    data: bytes

    @classmethod
    def of(cls, name: bytes, content: bytes) -> Entry:
        """Deflate a part."""
        squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        return cls(name, zlib.crc32(content), len(content), squeeze.compress(content) + squeeze.flush())

    def local(self) -> bytes:
        """The entry with the header that stands before it."""
        header = _LOCAL.pack(
            b"PK\3\4",
            _VERSION,
            _UTF8,
            _DEFLATED,
            _TIME,
            _DATE,
            self.crc,
            len(self.data),
            self.size,
            len(self.name),
            0,
        )
        return header + self.name + self.data

    def central(self, offset: int) -> bytes:
        """The entry's line in the directory at the end."""
        header = _CENTRAL.pack(
            b"PK\1\2",
            _VERSION,
            _VERSION,
            _UTF8,
            _DEFLATED,
            _TIME,
            _DATE,
            self.crc,
            len(self.data),
            self.size,
            len(self.name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        return header + self.name


class Package:
    """The parts that never change, ready to be copied; immutable."""

    __slots__ = ("_block", "_count", "_directory")

    def __init__(self, entries: list[Entry]) -> None:
        block, directory = bytearray(), bytearray()
        for entry in entries:
            directory += entry.central(len(block))
            block += entry.local()
        self._block, self._directory, self._count = bytes(block), bytes(directory), len(entries)

    def with_parts(self, parts: list[tuple[bytes, bytes]]) -> bytes:
        """The whole package: what never changes, and `parts` as (name, content)."""
        pieces, directory, offset = [self._block], [self._directory], len(self._block)
        for name, content in parts:
            entry = Entry.of(name, content)
            directory.append(entry.central(offset))
            pieces.append(entry.local())
            offset += len(pieces[-1])
        index = b"".join(directory)
        count = self._count + len(parts)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
        return b"".join((*pieces, index, end))


def open_package(name: str, data: bytes) -> dict[str, bytes]:
    """The parts of a package in their order, inflated.

    Raises:
        UnreadableDocument: `data` is not a ZIP file or a part of it is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableDocument(
            name=name, reason_zh="不是有效的 DOCX 文件。", reason_en="it is not a valid DOCX file."
        ) from error
