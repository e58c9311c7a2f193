"""The charset of a CID-keyed CFF font: which CID each glyph has (Adobe Technical Note 5176, §13)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

_CHARSET = 15
_ROS = (12, 30)


def charset(table: bytes) -> list[int]:
    """The CIDs of a font in the order of its glyphs.

    Args:
        table: the "CFF " table.

    Raises:
        ValueError: the font is not CID-keyed, or its charset is a predefined one.
    """
    _, after_names = _index(table, table[2])
    tops, _ = _index(table, after_names)
    entries = dict(_dictionary(tops[0]))
    if _ROS not in entries or entries.get(_CHARSET, (0,))[0] < 3:
        raise ValueError("a CFF font that is not CID-keyed")
    (count,) = struct.unpack_from(">H", table, entries[17][0])
    return list(_cids(table, entries[_CHARSET][0], count))


def _cids(table: bytes, at: int, count: int) -> Iterator[int]:
    yield 0
    told, kind, at = 1, table[at], at + 1
    if kind == 0:
        yield from struct.unpack_from(f">{count - 1}H", table, at)
        return
    form = ">HB" if kind == 1 else ">HH"
    while told < count:
        first, left = struct.unpack_from(form, table, at)
        yield from range(first, first + left + 1)
        told, at = told + left + 1, at + struct.calcsize(form)


def _index(table: bytes, at: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", table, at)
    if not count:
        return [], at + 2
    size = table[at + 2]
    offsets = [int.from_bytes(table[at + 3 + size * n : at + 3 + size * (n + 1)], "big") for n in range(count + 1)]
    data = at + 2 + size * (count + 1)
    return [table[data + a : data + b] for a, b in pairwise(offsets)], data + offsets[-1]


def _dictionary(data: bytes) -> Iterator[tuple[int | tuple[int, int], tuple[int, ...]]]:
    """The operators of a DICT with their whole numbers; real ones are of no use here and read as 0."""
    numbers: list[int] = []
    at = 0
    while at < len(data):
        first = data[at]
        at += 1
        if first <= 21:
            operator: int | tuple[int, int] = first
            if first == 12:
                operator, at = (12, data[at]), at + 1
            yield operator, tuple(numbers)
            numbers = []
        elif first == 30:
            while data[at] & 0xF != 0xF and data[at] >> 4 != 0xF:
                at += 1
            at += 1
            numbers.append(0)
        else:
            value, at = _number(data, first, at)
            numbers.append(value)


def _number(data: bytes, first: int, at: int) -> tuple[int, int]:
    if first == 28:
        return struct.unpack_from(">h", data, at)[0], at + 2
    if first == 29:
        return struct.unpack_from(">i", data, at)[0], at + 4
    if first < 247:
        return first - 139, at
    if first < 251:
        return (first - 247) * 256 + data[at] + 108, at + 1
    return -(first - 251) * 256 - data[at] - 108, at + 1
