"""Objects of a PDF file as bytes, and the update that adds them to a file (ISO 32000-1, 7.3 and 7.5.6)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_WORTH = 160
"""A shorter stream is not worth compressing."""


def text(value: str) -> bytes:
    """A text string: UTF-16 with its mark, as a literal.

    >>> text("a(")
    b'(\\xfe\\xff\\x00a\\x00\\\\()'
    """
    data = b"\xfe\xff" + value.encode("utf-16-be", "surrogatepass")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    # A bare CR would be read as LF.
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream, deflated where that is worth it."""
    if len(data) > _WORTH:
        data = zlib.compress(data, 6)
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def updated(base: bytes, objects: Iterable[tuple[int, bytes]], *, size: int, trailer: bytes, previous: int) -> bytes:
    """A file with objects added, or put in the place of those of the same number.

    Args:
        base: the file.
        objects: numbers and bodies.
        size: one more than the highest number in use.
        trailer: further entries of the trailer: /Root and /Info.
        previous: where the cross-reference table of the file begins.
    """
    pieces, offsets, at = [base], dict[int, int](), len(base)
    for number, body in objects:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        offsets[number] = at
        pieces.append(piece)
        at += len(piece)
    pieces.append(_table(offsets))
    pieces.append(b"trailer\n<</Size %d%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, previous, at))
    return b"".join(pieces)


def _table(offsets: dict[int, int]) -> bytes:
    """The cross-reference table: a section for each row of numbers without a gap."""
    sections: list[list[int]] = []
    for number in sorted(offsets):
        if not sections or number != sections[-1][-1] + 1:
            sections.append([])
        sections[-1].append(number)
    table = [b"xref\n"]
    for section in sections:
        table.append(b"%d %d\n" % (section[0], len(section)))
        table += [b"%010d 00000 n \n" % offsets[number] for number in section]
    return b"".join(table)
