"""What stands on the pages of a PDF that was typeset here: lines of characters and strokes, in millimetres.

Such a PDF has upright black writing in the fonts of the package, and thin black lines, and nothing else.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ipforms.formats.ofd.ofd_values import POINTS
from ipforms.formats.pdf.character_codes import character_meant
from ipforms.formats.pdf.pdf_limits import PdfLimits
from ipforms.formats.pdf.pdfium_document import open_pdf
from ipforms.formats.pdf.pdfium_handles import open_page, open_text
from ipforms.formats.pdf.text_objects import address

_LONGEST_NAME = 80  # bytes of a font's name, its end included
_SURROGATES = 0xD800


class GlyphRun(NamedTuple):
    """Characters of one font and size, their baseline, and where each begins."""

    font: str
    size: float
    text: str
    y: float
    xs: tuple[float, ...]


class Stroke(NamedTuple):
    """A straight line."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float


class PrintedPage(NamedTuple):
    """A page: its size, and what stands on it."""

    width: float
    height: float
    runs: list[GlyphRun]
    strokes: list[Stroke]


def printed_pages(data: bytes) -> Iterator[PrintedPage]:
    """The pages of a PDF that was typeset here."""
    with open_pdf(data, "PDF", PdfLimits()) as document:
        for number in range(1, pdfium.FPDF_GetPageCount(document.handle) + 1):
            with open_page(document.handle, number) as page, open_text(page) as text:
                width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
                objects = [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]
                runs, strokes = list(_runs(text, objects, height)), list(_strokes(objects, height))
                yield PrintedPage(width / POINTS, height / POINTS, runs, strokes)


def _runs(text: Any, objects: list[Any], height: float) -> Iterator[GlyphRun]:
    placed: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        if _SURROGATES <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        owner = address(pdfium.FPDFText_GetTextObject(text, index))
        placed[owner].append((character_meant(code), x.value / POINTS, (height - y.value) / POINTS))
    size, name = ctypes.c_float(), ctypes.create_string_buffer(_LONGEST_NAME)
    for each in objects:
        if found := placed.get(address(each)):
            pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(each), name, _LONGEST_NAME)
            pdfium.FPDFTextObj_GetFontSize(each, size)
            characters, xs, ys = zip(*found, strict=True)
            font = name.value.decode("ascii", "replace").rpartition("+")[2]
            yield GlyphRun(font, size.value / POINTS, "".join(characters), ys[0], xs)


def _strokes(objects: list[Any], height: float) -> Iterator[Stroke]:
    width, x, y = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    for each in objects:
        if pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetStrokeWidth(each, width)
        matrix, points = pdfium.FS_MATRIX(), []
        pdfium.FPDFPageObj_GetMatrix(each, matrix)
        for index in range(pdfium.FPDFPath_CountSegments(each)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(each, index), x, y)
            right = matrix.a * x.value + matrix.c * y.value + matrix.e
            up = matrix.b * x.value + matrix.d * y.value + matrix.f
            points.append((right / POINTS, (height - up) / POINTS))
        yield from (Stroke(start, end, width.value / POINTS) for start, end in pairwise(points))
