"""The list of characters that the fonts can draw, as `ipforms` reads it: no font has to be opened to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def ranges(codes: Iterable[int]) -> Iterator[str]:
    r"""Ranges of code points in hexadecimal, a line each.

    >>> list(ranges([0x41, 0x42, 0x43, 0x4E00]))
    ['41-43', '4E00-4E00']
    """
    ordered = sorted(codes)
    for start, code in enumerate(ordered):
        if start and ordered[start - 1] == code - 1:
            continue
        end = start
        while end + 1 < len(ordered) and ordered[end + 1] == ordered[end] + 1:
            end += 1
        yield f"{code:X}-{ordered[end]:X}"
