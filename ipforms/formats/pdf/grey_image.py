"""A page as a grey picture."""

from __future__ import annotations

from typing import NamedTuple

from ipforms.formats.pdf.pdf_page import Rectangle
from ipforms.formats.pdf.png_image import png_image

_WHITE_PIXEL = b"\xff"


class PageImage(NamedTuple):
    """A page as a picture.

    Attributes:
        width, height: of the page, in points.
        columns, rows: of pixels.
        pixels: rows of bytes, from 0 for black to 255 for white.
    """

    width: float
    height: float
    columns: int
    rows: int
    pixels: bytes

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
