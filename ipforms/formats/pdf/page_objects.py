"""The ruling lines and pictures of a page, out of the objects that PDFium lists."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.pdf_page import BoundingBox, PagePicture, PageRotation, PdfPage, RulingLine, picture_kind

_THIN = 3.5  # points; a filled rectangle no thicker is a ruling line, even a heavy one
_SHORT = 2.0  # points; a line no longer is a dot or a corner
_STRAIGHT = 0.8  # points that an edge may lean and still be a ruling line
_SCRIBBLE = 24.0  # points; a larger stroke that leans is no tick in a box
_NO_WIDTH = 0.01  # points; narrower text has no glyph
_MOST_SEGMENTS = 2_000  # of one path: a drawing with more is a picture, no ruling
_WHITE = 250  # of 255; what is at least as light is not seen on paper

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)  # leaves a point where it is (ISO 32000-1, 8.3.3)
_NOWHERE: _Matrix = (0, 0, 0, 0, 0, 0)  # for what PDFium knows no place of
_Point = tuple[float, float]


class PageObjects:
    """Walks the objects of a page.

    Args:
        page: what is found is added to it.
        rotation: how it lies.
        most: how many objects to look at.
        depth: how many form XObjects may stand in each other.

    Attributes:
        left: how many more objects may be looked at; less than none if there were too many.
    """

    def __init__(self, page: PdfPage, rotation: PageRotation, most: int, depth: int) -> None:
        self._page, self._rotation, self._depth = page, rotation, depth
        self.left = most
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._float_pointers = [ctypes.byref(each) for each in self._floats]

    def walk(self, handle: Any) -> None:
        """Look at all objects of a page."""
        count = pdfium.FPDFPage_CountObjects(handle)
        self._walk((pdfium.FPDFPage_GetObject(handle, index) for index in range(count)), _IDENTITY, 0)

    def _walk(self, objects: Iterable[Any], matrix: _Matrix, depth: int) -> None:
        for each in objects:
            self.left -= 1
            if self.left < 0:
                return
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(each, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._page.unmapped += self._is_without_glyph(each)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(each, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < self._depth:
                count = pdfium.FPDFFormObj_CountObjects(each)
                inside = (pdfium.FPDFFormObj_GetObject(each, index) for index in range(count))
                self._walk(inside, _product(_matrix(each), matrix), depth + 1)

    def _is_without_glyph(self, text: Any) -> bool:
        """Whether PDFium gives no text for it: a lone character of a font that is neither in the file nor here."""
        left, _, right, _ = self._floats
        if pdfium.FPDFPageObj_GetBounds(text, *self._float_pointers) and abs(right.value - left.value) >= _NO_WIDTH:
            return False
        return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)) == 0)

    def _picture(self, image: Any, matrix: _Matrix) -> None:
        placed = _product(_matrix(image), matrix)
        box = self._box([_transformed(placed, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))])
        if box.width > _THIN and box.height > _THIN:
            self._page.pictures.append(PagePicture(picture_kind(box), box))

    def _path(self, path: Any, matrix: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        count = pdfium.FPDFPath_CountSegments(path)
        is_drawn = fill.value or stroke.value
        if not is_drawn or not 1 < count <= _MOST_SEGMENTS or _is_white(path, bool(stroke.value)):
            return
        for points in self._subpaths(path, count, _product(_matrix(path), matrix)):
            box = self._box(points)
            if min(box.width, box.height) <= _THIN:
                self._rule(box)
            elif not self._is_straight(points, record=bool(stroke.value)) and max(box.width, box.height) < _SCRIBBLE:
                self._page.scribbles.append(box)

    def _subpaths(self, path: Any, count: int, matrix: _Matrix) -> Iterator[list[_Point]]:
        """The straight parts of a path, each as its corners; one with a curve is none."""
        (x, y, *_), pointers = self._floats, self._float_pointers[:2]
        points: list[_Point] = []
        is_curved = False
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, *pointers)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not is_curved:
                    yield points
                points, is_curved = [], False
            is_curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points.append(_transformed(matrix, x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not is_curved:
            yield points

    def _is_straight(self, points: list[_Point], *, record: bool) -> bool:
        """Whether all edges of a path run across or down; such edges are ruling lines where they are to be recorded."""
        edges = [self._box([start, end]) for start, end in pairwise(points)]
        straight = [edge for edge in edges if min(edge.width, edge.height) <= _STRAIGHT]
        for edge in straight if record else ():
            self._rule(edge)
        return len(straight) == len(edges)

    def _rule(self, box: BoundingBox) -> None:
        x, y = box.centre
        if box.width >= box.height and box.width > _SHORT:
            self._page.across.append(RulingLine(y, box.left, box.right))
        elif box.height > _SHORT:
            self._page.down.append(RulingLine(x, box.top, box.bottom))

    def _box(self, points: list[_Point]) -> BoundingBox:
        xs, ys = zip(*points, strict=True)
        return self._rotation.box(min(xs), min(ys), max(xs), max(ys))


def _is_white(path: Any, has_stroke: bool) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if has_stroke else pdfium.FPDFPageObj_GetFillColor
    if not ask(path, *colour):
        return False
    *shades, opacity = (part.value for part in colour)
    return min(shades) >= _WHITE or opacity == 0


def _matrix(each: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    is_found = pdfium.FPDFPageObj_GetMatrix(each, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f) if is_found else _NOWHERE


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _transformed(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
