"""What the headers of a RAR archive say of the whole: a password, or that it is one of several volumes.

Programs tell neither from a broken archive, and libarchive takes the secret bytes of a RAR 4 archive for the file.
Sources: RAR 4.x "technote.txt"; "RAR 5.0 archive format", general archive layout.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

_RAR4, _RAR5 = b"Rar!\x1a\x07\0", b"Rar!\x1a\x07\1\0"
_MOST = 100_000  # headers that are looked at
_LARGEST = 2 << 20  # bytes of a header, as the description of RAR 5 has it
_PASSWORD, _VOLUME = "archive_password", "archive_volume"

# RAR 4: checksum, kind, flags, size of the header, and of the data behind it where a flag says that there are any.
_BLOCK, _HAS_DATA = struct.Struct("<2xBHHL"), 0x8000
_MEANINGS = {  # of flags, by the kind of header: of the archive, of a file
    0x73: ((0x0080, _PASSWORD), (0x0001, _VOLUME)),
    0x74: ((0x0004, _PASSWORD),),
}
# RAR 5: kinds of headers, flags of any header, the flag of a volume, the record of an encrypted file.
_ARCHIVE, _FILE, _ENCRYPTION = 1, 2, 4  # 4: all further headers are encrypted
_HAS_EXTRA, _HAS_BYTES = 0x0001, 0x0002  # 0x0002: bytes of a file stand behind the header
_IS_VOLUME, _ENCRYPTED = 0x0001, 0x01  # of the archive; a kind of record
_BITS = 64  # of a number, at most


def obstacle(path: Path) -> str:
    """Why a RAR archive cannot be taken apart by itself: a reason of the catalogue, or ""."""
    with path.open("rb") as file:
        head = file.read(len(_RAR5))
        if head == _RAR5:
            found = _rar5(file)
        else:
            file.seek(len(_RAR4))
            found = _rar4(file) if head.startswith(_RAR4) else iter(())
        return next((reason for reason, _ in zip(found, range(_MOST), strict=False) if reason), "")


def _rar4(file: BinaryIO) -> Iterator[str]:
    while len(header := file.read(_BLOCK.size)) == _BLOCK.size:
        kind, flags, size, packed = _BLOCK.unpack(header)
        yield next((reason for flag, reason in _MEANINGS.get(kind, ()) if flags & flag), "")
        file.seek(max(size, _BLOCK.size - 4) + (packed if flags & _HAS_DATA else 0) - _BLOCK.size, 1)


def _rar5(file: BinaryIO) -> Iterator[str]:
    while file.read(4):  # the checksum
        size = _number(file)
        header = file.read(min(size, _LARGEST))
        reason, behind = _header(header)
        yield reason
        if not header:
            return
        file.seek(behind, 1)


def _header(header: bytes) -> tuple[str, int]:
    """What a header of RAR 5 says, and how many bytes of data stand behind it."""
    stream = BytesIO(header)
    kind, flags = _number(stream), _number(stream)
    extra = _number(stream) if flags & _HAS_EXTRA else 0
    behind = _number(stream) if flags & _HAS_BYTES else 0
    if kind == _ENCRYPTION or (kind == _FILE and _ENCRYPTED in _records(header[-extra:] if extra else b"")):
        return _PASSWORD, behind
    return _VOLUME if kind == _ARCHIVE and _number(stream) & _IS_VOLUME else "", behind


def _records(extra: bytes) -> Iterator[int]:
    """The kinds of the records in the extra area of a header."""
    stream = BytesIO(extra)
    while size := _number(stream):
        record = BytesIO(stream.read(size))
        yield _number(record)


def _number(stream: BinaryIO) -> int:
    """A number of seven bits a byte, the lowest first; what is cut off ends it."""
    value = shift = 0
    while (byte := stream.read(1)) and shift < _BITS:
        value |= (byte[0] & 0x7F) << shift
        shift += 7
        if byte[0] < 0x80:
            break
    return value
