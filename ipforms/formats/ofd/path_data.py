"""AbbreviatedData → the path operators of PDF (GB/T 33190-2016, 9.1; ISO 32000-1, 8.5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipforms.formats.ofd.ofd_values import number, operands

_TOKEN = re.compile(r"[A-Za-z]|[-+.\d][-+.\deE]*")
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_SAME = {"c": "C", "Z": "C", "z": "C"}  # as SVG has it


def path_operators(data: str) -> Iterator[bytes]:
    """The operators; what is no command of OFD ends the path, as it does for viewers.

    An arc is drawn as a curve towards its end: it is no ruling line, and where it ends the path goes on.

    >>> b" ".join(path_operators("M 0 0 L 10 0 Q 10 5 5 5 C"))
    b'0 0 m 10 0 l 10 3.33333 8.33333 5 5 5 c h'
    >>> list(path_operators("M 0 0 L 1"))
    [b'0 0 m']
    """
    tokens = _TOKEN.findall(data)
    at, x, y = 0, 0.0, 0.0
    while at < len(tokens):
        command = _SAME.get(tokens[at], tokens[at])
        count = _OPERANDS.get(command)
        values = tuple(map(number, tokens[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(values) < count:
            return
        if command == "C":
            yield b"h"
        elif command in "SM":
            yield operands(values) + b" m"
        elif command == "L":
            yield operands(values) + b" l"
        else:
            yield operands(_curve(command, x, y, values)) + b" c"
        if values:
            x, y = values[-2:]
        at += 1 + count


def _curve(command: str, x: float, y: float, values: tuple[float, ...]) -> tuple[float, ...]:
    """Both control points and the end of a cubic curve."""
    if command == "B":
        return values
    end_x, end_y = values[-2:]
    if command == "A":
        return x, y, end_x, end_y, end_x, end_y
    # A quadratic curve as a cubic one: two thirds of the way to its control point, from either end.
    mid_x, mid_y = values[:2]
    return (x + 2 * mid_x) / 3, (y + 2 * mid_y) / 3, (end_x + 2 * mid_x) / 3, (end_y + 2 * mid_y) / 3, end_x, end_y
