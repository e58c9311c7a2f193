"""The smallest compound files ([MS-CFB]): a few streams, at the root or in a storage, short ones in the mini stream."""

from __future__ import annotations

import struct

_SECTOR, _MINI, _CUTOFF = 512, 64, 4_096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A file of version 3 with these streams; names as they are given, those in a storage behind its name and /."""
    mini = b"".join(_padded(data, _MINI) for data in streams.values() if len(data) < _CUTOFF)
    chunks = [mini] if mini else []
    chunks += [data for data in streams.values() if len(data) >= _CUTOFF]
    storages = list(dict.fromkeys(name.rpartition("/")[0] for name in streams if "/" in name))
    directory_sectors = -(-(1 + len(streams) + len(storages)) // 4)
    mini_fat = b"".join(_chain(len(data), _MINI, at) for data, at in _mini_places(streams))
    mini_fat = _padded(mini_fat, _SECTOR, b"\xff") if mini else b""
    # FAT, directory, FAT of the mini stream, then the streams.
    at = 1 + directory_sectors
    fat = struct.pack("<I", _FAT) + _chain(directory_sectors * _SECTOR, _SECTOR, 1)
    first_mini_fat = at if mini else _END
    fat += _chain(len(mini_fat), _SECTOR, at)
    at += len(mini_fat) // _SECTOR
    starts = []
    for chunk in chunks:
        starts.append(at)
        fat += _chain(len(chunk), _SECTOR, at)
        at += -(-len(chunk) // _SECTOR)
    root = starts.pop(0) if mini else _END
    minis = {name: place for (name, _), (_, place) in zip(_short(streams), _mini_places(streams), strict=True)}
    order = [*streams, *storages]
    entries = [_entry("Root Entry", 5, root, len(mini), child=_first(order, ""))]
    for name, data in streams.items():
        begin = minis[name] if name in minis else starts.pop(0)
        entries.append(_entry(name.rpartition("/")[2], 2, begin, len(data), right=_next(order, name)))
    entries += [_entry(name, 1, 0, 0, child=_first(order, name), right=_next(order, name)) for name in storages]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    header += struct.pack("<IIIIIII", 0, _CUTOFF, first_mini_fat, bool(mini), _END, 0, 0)
    header += struct.pack("<I", _FREE) * 108
    body = [_padded(fat, _SECTOR, b"\xff"), _padded(b"".join(entries), _SECTOR), mini_fat]
    return header + b"".join(body) + b"".join(_padded(chunk, _SECTOR) for chunk in chunks)


def _first(order: list[str], storage: str) -> int:
    """The number of the first entry in a storage, from 1; "" is the root."""
    return next((at for at, name in enumerate(order, 1) if name.rpartition("/")[0] == storage), _FREE)


def _next(order: list[str], name: str) -> int:
    at = order.index(name) + 1
    rest = order[at:]
    found = _first(rest, name.rpartition("/")[0])
    return found if found == _FREE else at + found


def _short(streams: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [(name, data) for name, data in streams.items() if len(data) < _CUTOFF]


def _mini_places(streams: dict[str, bytes]) -> list[tuple[bytes, int]]:
    places, at = [], 0
    for _, data in _short(streams):
        places.append((data, at))
        at += -(-len(data) // _MINI)
    return places


def _chain(size: int, unit: int, first: int) -> bytes:
    count = -(-size // unit)
    return b"".join(struct.pack("<I", first + number + 1 if number < count - 1 else _END) for number in range(count))


def _padded(data: bytes, unit: int, fill: bytes = b"\0") -> bytes:
    return data + fill * (-len(data) % unit)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
