"""Pages as grey pictures, with rectangles painted over before anybody sees them."""

import ctypes
import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.grey_image import PageImage
from ipforms.formats.pdf.layout_analysis.text_lines import lines
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import open_page
from ipforms.formats.pdf.stream_sizes import streams
from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage, Rectangle, around, picture_kind

_LIMITS = PdfLimits()
_DOTS_PER_INCH = 110  # chosen so that small print is legible: A4 has 909 × 1,286 pixels
_POINTS_PER_INCH = 72
_MOST_PIXELS = 2_600_000  # a page of A3 at that resolution; larger ones are drawn smaller
_LEAST_SCALE = 0.5  # pixels a point; below it, print is not legible
_SECONDS = 3.0  # of processor time, for all pages of a document
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_SIDE = re.compile(rb"/(?:Width|Height)\s+(\d{1,9})(?!\s+\d+\s+R)\b")  # not "7 0 R", which stands elsewhere
_MOST_IMAGE_PIXELS = 40_000_000  # a scan of A4 at 600 dots an inch has 35 million
_WHITE, _PAINT = 0xFFFFFFFF, 0xFFE4E4E4


def images_of_pages(
    data: bytes, numbers: Iterable[int], hidden: Callable[[PdfPage], Iterable[Rectangle] | None], enlarged: float = 1.0
) -> Iterator[tuple[int, PageImage]]:
    """Some of the pages as pictures, with their numbers; those that cannot be drawn are left out.

    Args:
        data: the file.
        numbers: which ones, from 1.
        hidden: a page → the rectangles of it that nobody is to see; None if it is not to be drawn.
        enlarged: how many times as large as pages of a report, of which a form is just legible.

    Raises:
        UnreadableDocument: it is broken, or protected by a password.
        LimitExceeded: it is too large.
    """
    if not may_be_drawn(data):
        return
    until = time.thread_time() + _SECONDS
    with open_pdf(data, "PDF", _LIMITS) as document:
        for number in numbers:
            with open_page(document.handle, number) as handle:
                page = document.page(handle, number) if handle else None
                rectangles = hidden(page) if page else None
                if page is None or rectangles is None:
                    continue
                image = _image(handle, document.form, page, rectangles, until, enlarged)
            if image is not None:
                yield number, image


def sizes_of_pages(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points; of a broken page 0.

    Raises:
        UnreadableDocument: the file is broken, or protected by a password.
        LimitExceeded: it is too large.
    """
    sizes = []
    with open_pdf(data, "PDF", _LIMITS) as document:
        for number in range(1, pdfium.FPDF_GetPageCount(document.handle) + 1):
            with open_page(document.handle, number) as handle:
                width = pdfium.FPDF_GetPageWidthF(handle) if handle else 0.0
                sizes.append((width, pdfium.FPDF_GetPageHeightF(handle) if handle else 0.0))
    return sizes


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


def _image(
    handle: Any, form: Any, page: PdfPage, hidden: Iterable[Rectangle], until: float, enlarged: float
) -> PageImage | None:
    """A page as a picture.

    Args:
        handle: PDFium's handle of it.
        form: PDFium's handle of the document's form.
        page: the same page, as it was read.
        hidden: rectangles of it that nobody is to see.
        until: the processor time at which drawing stops.
        enlarged: how many times as large as pages of a report.

    Returns:
        None if it cannot be drawn: its size makes no sense or is too large to be legible, or it takes too long.
    """
    width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
    scale = _scale(width, height, enlarged)
    # Where the file's own rectangle made no sense, places were measured on another one.
    if scale is None or abs(width * height - page.area) > 0.01 * width * height:
        return None
    columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
    pixels = ctypes.create_string_buffer(columns * rows)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, pixels, columns)
    if not bitmap:
        return None
    try:
        if not _draw(bitmap, handle, form, (0, 0, columns, rows), until):
            return None
        for each in hidden:
            _paint(bitmap, each, scale)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return PageImage(width, height, columns, rows, pixels.raw)


def _draw(bitmap: Any, handle: Any, form: Any, room: tuple[int, int, int, int], until: float) -> bool:
    """Draw the page and what lies over it; False if it was not done in time."""

    def is_late(_: Any) -> int:
        return int(time.thread_time() > until)

    pdfium.FPDFBitmap_FillRect(bitmap, *room, _WHITE)
    pause = pdfium.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(is_late)
    how = (*room, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_RENDER_LIMITEDIMAGECACHE)
    state = pdfium.FPDF_RenderPageBitmap_Start(bitmap, handle, *how, ctypes.byref(pause))
    pdfium.FPDF_RenderPage_Close(handle)
    if state != pdfium.FPDF_RENDER_DONE:
        return False
    if form:
        pdfium.FPDF_FFLDraw(form, bitmap, handle, *how)
    return True


def _paint(bitmap: Any, rectangle: Rectangle, scale: float) -> None:
    left, top = (math.floor(side * scale) for side in rectangle[:2])
    right, bottom = (math.ceil(side * scale) for side in rectangle[2:])
    pdfium.FPDFBitmap_FillRect(bitmap, left, top, max(1, right - left), max(1, bottom - top), _PAINT)


def _scale(width: float, height: float, enlarged: float) -> float | None:
    """Pixels to a point; None for a page that would not be legible, or has no size."""
    if not (width > 1 and height > 1 and math.isfinite(width * height)):
        return None
    scale = enlarged * min(_DOTS_PER_INCH / _POINTS_PER_INCH, math.sqrt(_MOST_PIXELS / (width * height)))
    return scale if scale >= _LEAST_SCALE else None


_COLUMN_GAP = 1.6  # em; wider gaps part two columns, digits in boxes of their own stand closer
_RULING = 0.8  # points; the ruling of a redacted cell stays to be seen
_OVERHANG = 0.6  # points; so far the strokes of a character reach beyond its box
_MOST_PICTURES = 0.5  # of the page's area; above it the page is a scan, and nobody knows what stands in it

NumberSpans = Callable[[str], Iterable[tuple[int, int]]]
"""Where in a text the numbers stand that nobody is to see: begins and ends."""


def hidden_rectangles(
    page: PdfPage, cells: Iterable[Rectangle], number_spans: NumberSpans, safe: Iterable[Rectangle] = ()
) -> list[Rectangle] | None:
    """The rectangles of a page to be painted over; None if it is not to be shown.

    Args:
        page: as the file has it.
        cells: what is to be hidden.
        number_spans: where in a text the numbers stand that are.
        safe: what may be shown of a page that is a picture, whose writing stands nowhere in the file.
    """
    pictures = [each.box for each in page.pictures if picture_kind(each.box) == "picture"]
    area = sum(box.width * box.height for box in pictures)
    if page.unmapped or area > _MOST_PICTURES * page.width * page.height:
        return list(_beside(page.as_shown(BoundingBox(0, 0, page.width, page.height)), list(safe))) or None
    # PDFium draws the values of form fields, and tells no characters of them.
    fields = (entry.box for entry in page.entries if any(number_spans(entry.text)))
    unread = (each.box for each in page.unread if each.is_drawn and any(number_spans(each.text)))
    boxes = [*pictures, *unread, *_numbers(page, number_spans), *fields]
    return [*map(_within, cells), *(page.as_shown(_wider(box)) for box in boxes)]


def _beside(page: Rectangle, safe: Sequence[Rectangle]) -> Iterator[Rectangle]:
    """What of a page lies beside some rectangles; nothing if there are none."""
    levels = sorted({page[1], page[3], *(side for box in safe for side in (box[1], box[3]))}) if safe else []
    for top, bottom in pairwise(levels):
        left = page[0]
        for box in sorted(each for each in safe if each[1] <= top and each[3] >= bottom):
            if box[0] > left:
                yield left, top, box[0], bottom
            left = max(left, box[2])
        if left < page[2]:
            yield left, top, page[2], bottom


def _numbers(page: PdfPage, number_spans: NumberSpans) -> Iterator[BoundingBox]:
    for line in lines(page.characters):
        for segment in _segments(line.characters, line.size):
            text = "".join(character.text for character in segment)
            owners = [character for character in segment for _ in character.text]
            for start, end in number_spans(text):
                yield around(character.box for character in owners[start:end])


def _segments(characters: Iterable[Character], size: float) -> Iterator[list[Character]]:
    """The pieces of a line that stand apart, as those of two columns; digits in boxes of their own stand together."""
    segment: list[Character] = []
    for character in characters:
        if segment and character.box.left - segment[-1].box.right > _COLUMN_GAP * size:
            yield segment
            segment = []
        segment.append(character)
    if segment:
        yield segment


def _within(box: Rectangle) -> Rectangle:
    """The inside of a cell, so that its ruling is still seen."""
    left, top, right, bottom = box
    return left + _RULING, top + _RULING, right - _RULING, bottom - _RULING


def _wider(box: BoundingBox) -> BoundingBox:
    """A little more, as the strokes of a character reach to the edge of its room."""
    return BoundingBox(box.left - _OVERHANG, box.top - _OVERHANG, box.right + _OVERHANG, box.bottom + _OVERHANG)
