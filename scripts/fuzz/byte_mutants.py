"""Bytes changed, lost, doubled: what a bad download or a broken disk leaves."""

from __future__ import annotations

import random

_MOST_CHANGES = 12
_MARKS = (
    b"\0",
    b"\xff" * 8,
    b"<",
    b">",
    b"%PDF-",
    b"PK\3\4",
    b"PK\5\6",
    b"\xff\xfe",
    b"stream\n",
    b"endobj",
    b"&#0;",
    b"]]>",
)


def mutate(draw: random.Random, data: bytes) -> bytes:
    """A few changes, each anywhere."""
    made = bytearray(data)
    for _ in range(draw.randint(1, _MOST_CHANGES)):
        if made:
            _change(draw, made)
    return bytes(made)


def _change(draw: random.Random, made: bytearray) -> None:
    at, size = draw.randrange(len(made)), min(len(made), 2 ** draw.randint(0, 12))
    way = draw.randrange(7)
    if way == 0:
        made[at] ^= 1 << draw.randrange(8)
    elif way == 1:
        made[at] = draw.randrange(256)
    elif way == 2:
        del made[at : at + size]
    elif way == 3:
        made[at:at] = made[at : at + size]
    elif way == 4:
        made[at:at] = draw.choice(_MARKS)
    elif way == 5:
        made[at : at + 4] = draw.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\1\0\0\0"))
    elif draw.random() < 0.2:
        del made[at:]


def cut(draw: random.Random, data: bytes) -> bytes:
    """The beginning or the end of a file, or the file with bytes before or behind it."""
    at = draw.randrange(len(data) + 1)
    more = draw.randbytes(draw.randint(0, 2_000))
    return draw.choice((data[:at], data[at:], more + data, data + more, data[:at] + data))
