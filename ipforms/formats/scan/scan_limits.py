"""How large a picture may be: each limit protects the process, and no page of paper comes near to it."""

from __future__ import annotations

from dataclasses import dataclass

MOST_SIDE = 3_600
"""Pixels of the longer side of a page that is looked at: A4 at 308 dots an inch, on which nothing more is read."""


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """What a page that was scanned or photographed never comes near to.

    Attributes:
        file_bytes: the file itself.
        pixels: of one picture; A3 at 600 dots an inch has 70 million.
        pages: pictures in one file.
    """

    file_bytes: int = 200_000_000
    pixels: int = 80_000_000
    pages: int = 200
