"""The records of a ZIP file, as bytes (APPNOTE.TXT of PKWARE, 4.3.7 to 4.3.16): entries that are stored as they are.

`zipfile` keeps a list of all entries in memory and cannot go on with an archive whose directory is not written yet.
These do neither. A DOCX and a PDF are packed already: to deflate them again would gain nothing.
"""

import struct
from collections.abc import Iterable, Iterator

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_END_64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR_64 = struct.Struct("<IIQI")
_FAR = struct.Struct("<HHQ")

_VERSION, _VERSION_64 = 20, 45  # needed to extract: 2.0 for folders and deflate, 4.5 for ZIP64 (4.4.3.2)
_UTF_8 = 0x800  # bit 11 of the flags: names are UTF-8 (4.4.4)
_MIDNIGHT, _FIRST_DAY = 0, 0x21  # 1 January 1980: the archive is the same whenever it is made
_UNIX, _READABLE = 3 << 8, 0o100644 << 16
_ALL_ONES, _MOST, _MOST_ENTRIES = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFF  # what 32 and 16 bits hold; more is ZIP64


def header(name: str, size: int, checksum: int) -> bytes:
    """What stands in front of a file in the archive."""
    raw = name.encode()
    fixed = (_VERSION, _UTF_8, 0, _MIDNIGHT, _FIRST_DAY, checksum, size, size, len(raw), 0)
    return _LOCAL.pack(0x04034B50, *fixed) + raw


def length(name: str, size: int) -> int:
    """How much of the archive a file takes, with its header."""
    return _LOCAL.size + len(name.encode()) + size


def directory(entries: Iterable[tuple[str, int, int, int]], start: int) -> Iterator[bytes]:
    """The end of an archive: a list of its entries, and where the list is.

    Args:
        entries: name, size, checksum and start of each.
        start: where the list will stand.
    """
    count, at = 0, start
    for name, size, checksum, offset in entries:
        record = _listed(name, size, checksum, offset)
        count, at = count + 1, at + len(record)
        yield record
    yield _end(count, start, at)


def _listed(name: str, size: int, checksum: int, offset: int) -> bytes:
    raw, far = name.encode(), offset >= _MOST
    extra = _FAR.pack(1, 8, offset) if far else b""
    version = _VERSION_64 if far else _VERSION
    fixed = (_UNIX | version, version, _UTF_8, 0, _MIDNIGHT, _FIRST_DAY, checksum, size, size, len(raw), len(extra))
    place = (0, 0, 0, _READABLE, _ALL_ONES if far else offset)
    return _CENTRAL.pack(0x02014B50, *fixed, *place) + raw + extra


def _end(count: int, start: int, at: int) -> bytes:
    """The last record; in front of it the large one where 65,535 entries or 4 GB are not enough."""
    large = b""
    if count >= _MOST_ENTRIES or at >= _MOST:
        counts = (0, 0, count, count, at - start, start)
        large = _END_64.pack(0x06064B50, _END_64.size - 12, _VERSION_64, _VERSION_64, *counts)
        large += _LOCATOR_64.pack(0x07064B50, 0, at, 1)
    few = min(count, _MOST_ENTRIES)
    return large + _END.pack(0x06054B50, 0, 0, few, few, min(at - start, _MOST), min(start, _MOST), 0)
