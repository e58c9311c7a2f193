"""ZIP files that others have made: opened with suspicion, inflated only where an entry is read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from ipforms.containers.container_limits import ContainerLimits
from ipforms.errors import IpformsError, exceeded, unreadable

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
