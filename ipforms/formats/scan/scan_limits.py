"""How large a picture may be: each limit protects the process, and no page of paper comes near to it."""

from dataclasses import dataclass

MOST_SIDE = 3_600
"""Pixels of the longer side of a page that is looked at: A4 at 308 dots an inch, on which nothing more is read."""


@dataclass(frozen=True, slots=True)
class ScanLimits:
    """What a page that was scanned or photographed never comes near to."""

    file_bytes: int = 200_000_000  # the file itself
    pixels: int = 80_000_000  # of one picture; A3 at 600 dots an inch has 70 million
    pages: int = 200  # pictures in one file
