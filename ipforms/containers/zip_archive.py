"""ZIP files that others have made: opened with suspicion, inflated only where an entry is read; and ZIP files of ours.

Those are the same bytes on any day, and parts that never change are deflated and joined once. `zipfile` cannot copy
deflated bytes, and writes one entry in 60 µs, where a whole form is filled in 45 µs here. The format is ZIP as in
PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16, without its options.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipforms.containers.container_limits import ContainerLimits
from ipforms.errors import IpformsError, exceeded, unreadable

if TYPE_CHECKING:
    from ipforms.containers.safe_xml import Element

CHUNK = 1 << 20  # bytes that are inflated at a time, so that a bomb is never held as a whole

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that Office programs use
_FLAG_ENCRYPTED, _FLAG_UTF8 = 0x0001, 0x0800  # APPNOTE 4.4.4

# A local header, of which only the lengths of the name and of the extra field matter here.
_LOCAL = struct.Struct("<26xHH")

# What zipfile raises on a broken directory.
_BROKEN = (zipfile.BadZipFile, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class ZipArchive:
    """The entries by name. Names are compared without case, and with either slash, as writers differ.

    `zipfile` reads the directory; the entries are inflated here, so that the limits hold while they are.

    Attributes:
        name: what messages call the file.
        limits: how large it may be.
    """

    def __init__(self, data: bytes, name: str, limits: ContainerLimits) -> None:
        """Open the archive.

        Raises:
            UnreadableDocument: its directory is broken.
            LimitExceeded: it is too large, or has too many entries.
        """
        self.name, self.limits, self._data, self._read = name, limits, data, 0
        if len(data) > limits.file_bytes:
            raise exceeded(name, "file_bytes", limits.file_bytes, count=len(data))
        # Each entry of the directory begins with these bytes; counting them is quicker than zipfile is.
        entries = data.count(b"PK\1\2")
        if entries > limits.entries:
            raise exceeded(name, "entries", limits.entries, count=entries)
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = archive.infolist()
        except _BROKEN as error:
            raise self.damaged(None, error) from error
        self._by_key = {_key(entry_name(info)): info for info in self.entries}

    def damaged(self, part: str | None, cause: object) -> IpformsError:
        """The error for a broken archive, or for a part of it that is broken, encrypted or packed strangely."""
        if part is None:
            return unreadable(self.name, "docx_truncated")
        return unreadable(self.name, "package_entry", part=part)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._by_key

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._by_key)

    def spelled(self) -> dict[str, str]:
        """The names of all parts as the file spells them, by those in lower case, in the order of the file."""
        return {key: entry_name(info).replace("\\", "/").lstrip("/") for key, info in self._by_key.items()}

    def size(self, part: str) -> int:
        """What a part says that it has, inflated."""
        return self._by_key[_key(part)].file_size

    def read(self, part: str) -> bytes | None:
        """A part, inflated; None if there is none of this name.

        Raises:
            UnreadableDocument: see `damaged`.
            LimitExceeded: it says that it is larger than the limits. No more than it says is inflated.
        """
        return b"".join(self.chunks(part)) if part in self else None

    def root(self, part: str) -> "Element | None":
        """The root element of a part in XML; None if there is none of this name; raises as `safe_xml.parse` does."""
        data = self.read(part)
        from ipforms.containers.safe_xml import parse  # lxml is loaded where XML is read, and not with `ipforms`

        return None if data is None else parse(self.name, part, data, self.limits)

    def elements(self, part: str, *names: str, around: Sequence[str] = ()) -> "Iterator[Element]":
        """The elements of some names in a part in XML of any size; see `safe_xml.stream`."""
        from ipforms.containers.safe_xml import BrokenXml, stream  # as above

        try:
            yield from stream(self.chunks(part), names, self.limits.markup, around=around)
        except BrokenXml as error:
            raise self.damaged(part, error.__cause__ or error) from error

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part, inflated piece by piece; raises as `read` does."""
        info = self._by_key[_key(part)]
        self._measure(part, info.file_size)
        size = crc = 0
        try:
            for chunk in self._inflated(info):
                size, crc = size + len(chunk), zlib.crc32(chunk, crc)
                if size > info.file_size:
                    break
                yield chunk
        except (zlib.error, struct.error) as error:
            raise self.damaged(part, error) from error
        if size != info.file_size or crc != info.CRC:
            raise self.damaged(part, "CRC-32")

    def _inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & _FLAG_ENCRYPTED or info.compress_type not in _METHODS:
            raise zlib.error("encrypted, or a method that no Office program uses")
        name, extra = _LOCAL.unpack_from(self._data, info.header_offset)
        start = info.header_offset + _LOCAL.size + name + extra
        inflater = zlib.decompressobj(-15)
        for at in range(start, start + info.compress_size, CHUNK):
            packed = self._data[at : min(at + CHUNK, start + info.compress_size)]
            if info.compress_type == zipfile.ZIP_STORED:
                yield packed
                continue
            may_hold_more = True  # zlib may when all input is taken
            while (packed or may_hold_more) and not inflater.eof:
                chunk = inflater.decompress(packed, CHUNK)
                packed, may_hold_more = inflater.unconsumed_tail, len(chunk) == CHUNK
                yield chunk

    def _measure(self, part: str, size: int) -> None:
        self._read += size
        for count, limit in ((size, self.limits.part_bytes), (self._read, self.limits.total_bytes)):
            if count > limit:
                raise exceeded(self.name, "part_bytes", limit, part=part, count=count)


def entry_name(info: zipfile.ZipInfo) -> str:
    """An entry's name. Some writers put UTF-8 or the code of a Chinese Windows without a flag; zipfile takes CP437."""
    if info.flag_bits & _FLAG_UTF8 or info.filename.isascii():
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return info.filename.encode("cp437").decode(encoding)
    return info.filename


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


# 1980-01-01 00:00, the first moment that ZIP can say: the same data gives the same bytes on any day.
_DATE, _TIME = 0x0021, 0
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x0800  # APPNOTE 4.4.3 to 4.4.5: 2.0, deflate, names in UTF-8

_ENTRY = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")

# Level 1 writes a form's XML four times as fast as level 6 and some ten per cent larger. What never changes is deflated
# once, as small as can be.
_FAST, _SMALL = 1, 9
_deflate_fast: Callable[[bytes, int, int], bytes] = zlib.compress
_fast_level = _FAST
_crc32: Callable[[bytes], int] = zlib.crc32
with suppress(ImportError):  # the extra `fast`
    from isal import isal_zlib

    # A quarter of zlib's time; files of our forms are 6 to 10 % larger, 340 to 770 bytes. At its level 1 they are 0 to
    # 2 % larger, in more than half of zlib's time.
    _deflate_fast, _fast_level, _crc32 = isal_zlib.compress, 0, isal_zlib.crc32
_STORED = 0  # APPNOTE 4.4.5

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One part of a package as it stands in the ZIP file: deflated."""

    name: bytes
    crc: int
    size: int
    data: bytes
    method: int = _DEFLATED

    @classmethod
    def of(cls, name: bytes, content: bytes, level: int = _SMALL) -> "ZipEntry":
        """Deflate a part; level 0 stores it."""
        if level == _STORED:
            return cls(name, _crc32(content), len(content), content, _STORED)
        is_fast = level == _FAST
        data = _deflate_fast(content, _fast_level, -15) if is_fast else zlib.compress(content, level, -15)
        return cls(name, _crc32(content), len(content), data)

    def local(self) -> bytes:
        """The header that stands before the entry's data, with its name."""
        sizes = (self.crc, len(self.data), self.size, len(self.name))
        return _ENTRY.pack(b"PK\3\4", _VERSION, _UTF8, self.method, _TIME, _DATE, *sizes, 0) + self.name

    def central(self, offset: int) -> bytes:
        """The entry's line in the directory at the end."""
        sizes = (self.crc, len(self.data), self.size, len(self.name))
        made = (b"PK\1\2", _VERSION, _VERSION, _UTF8, self.method, _TIME, _DATE)
        return _CENTRAL.pack(*made, *sizes, 0, 0, 0, 0, 0, offset) + self.name


class ZipPackage:
    """The parts that never change, ready to be copied before others; immutable."""

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


def zip_bytes(parts: Mapping[str, bytes], *, stored: frozenset[str] = frozenset()) -> bytes:
    """A whole ZIP of parts by their names, in their order; those in `stored` are not deflated."""
    entries = [ZipEntry.of(name.encode(), data, _STORED if name in stored else _FAST) for name, data in parts.items()]
    return ZipPackage(entries).with_parts([])
