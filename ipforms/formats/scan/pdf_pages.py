"""Pages of a PDF that are pictures, drawn by PDFium."""

import ctypes
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2.raw as pdfium

from ipforms.errors import exceeded
from ipforms.formats.pdf.page_images import may_be_drawn
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import PdfiumDocument, open_pdf
from ipforms.formats.pdf.pdfium_handles import closing, open_page
from ipforms.formats.pdf_page import PdfPage
from ipforms.formats.scan.picture_files import jpeg
from ipforms.formats.scan.raster import POINTS_PER_INCH, Pixels, RasterPage
from ipforms.formats.scan.scan_limits import MOST_SIDE, ScanLimits
from ipforms.formats.scan.scanned_page import recognised

_DPI = 250.0  # of drawing: no scanner's 300 gives more, once lines are level at 200
_COARSEST = 140.0  # a picture with fewer is drawn as it always was: PDFium enlarges it well enough
_FEW_OBJECTS = 40  # of a page, among which that is: a text layer comes behind it or is no longer than this
_WHOLE = 0.8  # of a page that its picture covers
_SHOWN_DPI = 200.0  # of a page that a person looks at; as a flat page is read
_NONSENSE = 0.5  # legibility; of drawings and patterns, the recogniser makes rare characters
_FEWEST = 8  # characters: a page with fewer says nothing
_WHITE = 0xFFFFFFFF


@dataclass
class PdfPageReader:
    """Reads the pages of one PDF that are pictures."""

    data: bytes  # the file
    name: str  # what to call it in messages
    limits: ScanLimits  # how large its pictures may be

    def __call__(self, document: PdfiumDocument, page: PdfPage) -> PdfPage:
        """Recognise a page; one that cannot be drawn, or has no legible text but much ink, stays as it is.

        Raises:
            LimitExceeded: its pictures are too large.
        """
        if not may_be_drawn(self.data):
            raise exceeded(self.name, "pixels", self.limits.pixels)
        with open_page(document.handle, page.number) as handle:
            size = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
            pixels = _drawn(handle, size, _picture_dpi(handle, size))
        found = None if pixels is None else recognised(RasterPage(page.number, pixels, size))
        if found is None or (found.legibility > _NONSENSE and len(found.characters) >= _FEWEST):
            return found or page
        found.characters, found.uncertain = [], []
        return found if found.is_bare else page


def page_photo(data: bytes, number: int) -> bytes | None:
    """A page of a PDF in its colours, a JPEG; None where there is none, or it cannot be drawn.

    Raises:
        UnreadableDocument, LimitExceeded: the file is broken, protected by a password, or too large.
    """
    if not may_be_drawn(data):
        return None
    with open_pdf(data, "PDF", PdfLimits()) as document, open_page(document.handle, number) as handle:
        if not handle:
            return None
        size = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        pixels = _drawn(handle, size, _SHOWN_DPI)
    return None if pixels is None else jpeg(pixels)


def _picture_dpi(handle: Any, size: tuple[float, float]) -> float:
    """The resolution of the picture that a page consists of, which drawn so keeps its pixels; at most `_DPI`."""
    found = pdfium.FPDF_IMAGEOBJ_METADATA()
    for number in range(min(pdfium.FPDFPage_CountObjects(handle), _FEW_OBJECTS)):
        each = pdfium.FPDFPage_GetObject(handle, number)
        sides = [ctypes.c_float() for _ in range(4)]
        if (
            pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_IMAGE
            and pdfium.FPDFPageObj_GetBounds(each, *sides)
            and pdfium.FPDFImageObj_GetImageMetadata(each, handle, found)
        ):
            left, bottom, right, top = (side.value for side in sides)
            is_whole = (right - left) * (top - bottom) > _WHOLE * size[0] * size[1]
            dpi = min(found.horizontal_dpi, found.vertical_dpi)
            if is_whole and dpi >= _COARSEST:
                return float(min(dpi, _DPI))
    return _DPI


def _drawn(handle: Any, size: tuple[float, float], dpi: float) -> Pixels | None:
    """A page as red, green and blue; None where PDFium has no room for it."""
    scale = min(dpi / POINTS_PER_INCH, MOST_SIDE / max(*size, 1.0))
    columns, rows = (max(1, round(side * scale)) for side in size)
    channels = np.empty((rows, columns, 4), np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_BGRx, channels.ctypes.data, columns * 4)
    with closing(bitmap, pdfium.FPDFBitmap_Destroy):
        if not bitmap:
            return None
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, columns, rows, 0, pdfium.FPDF_ANNOT)
    return np.asarray(cv2.cvtColor(channels, cv2.COLOR_BGRA2RGB), np.uint8)
