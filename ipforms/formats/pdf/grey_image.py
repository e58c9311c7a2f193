"""A page as a grey picture, and as PNG (ISO/IEC 15948), as small as sixteen shades make it: a form needs no more.

Written here, not with Pillow: a page of a form takes 75 ms and 24.6 KB; with Pillow's sixteen shades it took 257 ms and
26.7 KB, and Pillow adds 20 MB to the installed environment.
"""

import struct
import zlib
from typing import NamedTuple

from ipforms.formats.pdf_page import Rectangle

_WHITE_PIXEL = b"\xff"


class PageImage(NamedTuple):
    """A page as a picture."""

    # width, height: of the page, in points
    width: float
    height: float
    # columns, rows: of pixels
    columns: int
    rows: int
    pixels: bytes  # rows of bytes, from 0 for black to 255 for white

    def png(self) -> bytes:
        """The picture as a PNG file of sixteen shades of grey."""
        return png_image(self.columns, self.rows, self.pixels)

    def written(self) -> Rectangle:
        """The part of the page on which there is anything, in points; all of it if there is nothing."""
        lines = [self.pixels[row * self.columns : (row + 1) * self.columns] for row in range(self.rows)]
        inked = [row for row, line in enumerate(lines) if line.strip(_WHITE_PIXEL)]
        if not inked:
            return 0.0, 0.0, self.width, self.height
        left = min(self.columns - len(lines[row].lstrip(_WHITE_PIXEL)) for row in inked)
        right = max(len(lines[row].rstrip(_WHITE_PIXEL)) for row in inked)
        across, down = self.width / self.columns, self.height / self.rows
        return left * across, inked[0] * down, right * across, (inked[-1] + 1) * down


_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _GREY = 4, 0  # bits a pixel, and the colour type (ISO 15948, 11.2.2)
# For each value of a pixel its shade, in the lower and in the upper half of a byte; white stays white, black black.
_SHADES = bytes((value * 15 + 127) // 255 for value in range(256))
_HIGH = bytes(((value * 15 + 127) // 255) << 4 for value in range(256))


def png_image(columns: int, rows: int, pixels: bytes) -> bytes:
    r"""A picture as PNG.

    Args:
        columns: pixels from left to right.
        rows: pixels from top to bottom.
        pixels: rows of bytes, from 0 for black to 255 for white.

    >>> png_image(1, 1, b"\x00")[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    header = struct.pack(">IIBBBBB", columns, rows, _DEPTH, _GREY, 0, 0, 0)
    lines = b"".join(b"\0" + _line(pixels[row * columns : (row + 1) * columns]) for row in range(rows))
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")


def _line(pixels: bytes) -> bytes:
    """A row with two pixels a byte."""
    even = pixels + b"\xff" * (len(pixels) % 2)
    high, low = even[::2].translate(_HIGH), even[1::2].translate(_SHADES)
    joined = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    return joined.to_bytes(len(high), "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
