"""A page as a grey picture, with rectangles painted over before anybody sees it. See `PdfiumDocument.drawings`."""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from ipforms.formats.pdf.pdf_page import PdfPage
from ipforms.formats.pdf.stream_sizes import streams

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as a viewer shows it."""

DOTS_PER_INCH = 110
_POINTS_PER_INCH = 72
_MOST_PIXELS = 2_600_000
"""A page of A3 at that resolution; larger ones are drawn smaller."""
_LEAST_SCALE = 0.5
_SECONDS = 3.0
"""Of processor time, for all pages of a document."""
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_SIDE = re.compile(rb"/(?:Width|Height)\s+(\d{1,9})(?!\s+\d+\s+R)\b")
_MOST_IMAGE_PIXELS = 40_000_000
_BLANK = b"\xff"
_WHITE, _PAINT = 0xFFFFFFFF, 0xFFE4E4E4


class PageImage(NamedTuple):
    """A page as a picture.

    Attributes:
        width: of the page, in points.
        height: of the page, in points.
        columns: pixels from left to right.
        rows: pixels from top to bottom.
        pixels: rows of bytes, from 0 for black to 255 for white.
    """

    width: float
    height: float
    columns: int
    rows: int
    pixels: bytes

    def written(self) -> Rectangle:
        """The part of the page on which there is anything, in points; all of it if there is nothing."""
        lines = [self.pixels[row * self.columns : (row + 1) * self.columns] for row in range(self.rows)]
        inked = [row for row, line in enumerate(lines) if line.strip(_BLANK)]
        if not inked:
            return 0.0, 0.0, self.width, self.height
        left = min(self.columns - len(lines[row].lstrip(_BLANK)) for row in inked)
        right = max(len(lines[row].rstrip(_BLANK)) for row in inked)
        across, down = self.width / self.columns, self.height / self.rows
        return left * across, inked[0] * down, right * across, (inked[-1] + 1) * down


class PageRasterizer:
    """Draws pages.

    Args:
        raw: PDFium.
        form: its handle of the document's form.
    """

    def __init__(self, raw: Any, form: Any) -> None:
        self._raw, self._form = raw, form
        self._until = time.thread_time() + _SECONDS

    def raster(self, page: Any, made: PdfPage, hidden: Iterable[Rectangle]) -> PageImage | None:
        """A page as a picture.

        Args:
            page: PDFium's handle.
            made: the same page, as it was read.
            hidden: rectangles of it that nobody is to see.

        Returns:
            None if it cannot be drawn: its size makes no sense or is too large to be legible, or it takes too long.
        """
        width, height = self._raw.FPDF_GetPageWidthF(page), self._raw.FPDF_GetPageHeightF(page)
        scale = _scale(width, height)
        # Where the file's own rectangle made no sense, places were measured on another one.
        if scale is None or abs(width * height - made.width * made.height) > 0.01 * width * height:
            return None
        columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
        pixels = ctypes.create_string_buffer(columns * rows)
        bitmap = self._raw.FPDFBitmap_CreateEx(columns, rows, self._raw.FPDFBitmap_Gray, pixels, columns)
        if not bitmap:
            return None
        try:
            if not self._draw(bitmap, page, columns, rows):
                return None
            for each in hidden:
                self._paint(bitmap, each, scale)
        finally:
            self._raw.FPDFBitmap_Destroy(bitmap)
        return PageImage(width, height, columns, rows, pixels.raw)

    def _draw(self, bitmap: Any, page: Any, columns: int, rows: int) -> bool:
        """Draw the page and what lies over it; False if it was not done in time."""
        raw = self._raw
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
        pause = raw.IFSDK_PAUSE(version=1)
        pause.NeedToPauseNow = type(pause.NeedToPauseNow)(_past(self._until))
        room = (0, 0, columns, rows, 0, raw.FPDF_ANNOT | raw.FPDF_RENDER_LIMITEDIMAGECACHE)
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, *room, ctypes.byref(pause))
        raw.FPDF_RenderPage_Close(page)
        if state != raw.FPDF_RENDER_DONE:
            return False
        if self._form:
            raw.FPDF_FFLDraw(self._form, bitmap, page, *room)
        return True

    def _paint(self, bitmap: Any, rectangle: Rectangle, scale: float) -> None:
        left, top = (math.floor(side * scale) for side in rectangle[:2])
        right, bottom = (math.ceil(side * scale) for side in rectangle[2:])
        self._raw.FPDFBitmap_FillRect(bitmap, left, top, max(1, right - left), max(1, bottom - top), _PAINT)


def may_be_drawn(data: bytes) -> bool:
    """Whether all pictures of a file are of a size that says itself, and of a sensible one.

    Reading asks no more of a picture than where it stands; drawing inflates it. JPEG 2000 has a size of its own, which
    may be any number of times the size of the file.
    """
    for dictionary, _, _ in streams(data):
        if b"JPXDecode" in dictionary or b"#" in dictionary:
            return False
        sides = [int(found) for found in _SIDE.findall(dictionary)]
        if len(sides) > 1 and sides[0] * sides[1] > _MOST_IMAGE_PIXELS:
            return False
        if _IMAGE.search(dictionary) and len(sides) < 2:
            return False
    return True


def _scale(width: float, height: float) -> float | None:
    """Pixels to a point; None for a page that would not be legible, or has no size."""
    if not (width > 1 and height > 1 and math.isfinite(width * height)):
        return None
    scale = min(DOTS_PER_INCH / _POINTS_PER_INCH, math.sqrt(_MOST_PIXELS / (width * height)))
    return scale if scale >= _LEAST_SCALE else None


def _past(until: float) -> Any:
    """What PDFium asks between two things that it draws: whether it is to stop."""

    def is_past(_: Any) -> int:
        return int(time.thread_time() > until)

    return is_past
