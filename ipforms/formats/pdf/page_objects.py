"""The ruling lines and pictures of a page, out of the objects that PDFium lists."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.optional_content import OFF_MARK
from ipforms.formats.pdf.text_objects import Fill, StyleReader, Surroundings, TextObject, address, text_object
from ipforms.formats.pdf_page import (
    BoundingBox,
    Matrix,
    PagePicture,
    PageRotation,
    PdfPage,
    RulingLine,
    picture_kind,
    transformed,
)

_THIN = 3.5  # points; a filled rectangle no thicker is a ruling line, even a heavy one
_SHORT = 2.0  # points; a line no longer is a dot or a corner
_STRAIGHT = 0.8  # points that an edge may lean and still be a ruling line
_CORNERS_OF_TICK = 3  # down and up again
_SCRIBBLE = 24.0  # points; a larger stroke that leans is no tick in a box
_NO_WIDTH = 0.01  # points; narrower text has no glyph
_MOST_SEGMENTS = 2_000  # of one path: a drawing with more is a picture, no ruling
_WHITE = 250  # of 255; what is at least as light is not seen on paper
_OPAQUE = 250  # of 255
_FILLED = 0.85  # of the rectangle around it: an area with less leaves much of it free

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)  # leaves a point where it is (ISO 32000-1, 8.3.3)
_NOWHERE: Matrix = (0, 0, 0, 0, 0, 0)  # for what PDFium knows no place of
_Point = tuple[float, float]


class PageObjects:
    """Walks the objects of a page.

    Args:
        page: what is found is added to it.
        rotation: how it lies.
        most: how many objects to look at.
        depth: how many form XObjects may stand in each other.
        has_layers: whether to look for marks around what is on layers that are off.

    Attributes:
        left: how many more objects may be looked at; less than none if there were too many.
        texts: the objects with text, by their address.
        fills: areas that hide what was drawn before them.
    """

    def __init__(self, page: PdfPage, rotation: PageRotation, most: int, depth: int, *, has_layers: bool) -> None:
        self._page, self._rotation, self._depth = page, rotation, depth
        self._has_layers = has_layers
        self.left = most
        self.texts: dict[int, TextObject] = {}
        self.fills: list[Fill] = []
        self._styles = StyleReader()
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._float_pointers = [ctypes.byref(each) for each in self._floats]

    def walk(self, handle: Any) -> None:
        """Look at all objects of a page."""
        count = pdfium.FPDFPage_CountObjects(handle)
        level = self._rotation.level if self._rotation.skew else _IDENTITY
        self._walk((pdfium.FPDFPage_GetObject(handle, index) for index in range(count)), Surroundings(level))

    def _walk(self, objects: Iterable[Any], around: Surroundings) -> None:
        for each in objects:
            self.left -= 1
            if self.left < 0:
                return
            kind = pdfium.FPDFPageObj_GetType(each)
            shown = around._replace(is_off=around.is_off or _is_off(each)) if self._has_layers else around
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(each, shown)
            elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._page.unmapped += self._is_without_glyph(each)
                self._text(each, shown)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(each, shown)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and around.depth < self._depth:
                count = pdfium.FPDFFormObj_CountObjects(each)
                inside = (pdfium.FPDFFormObj_GetObject(each, index) for index in range(count))
                is_faint = around.is_faint or bool(pdfium.FPDFPageObj_HasTransparency(each))
                matrix = _product(_matrix(each), around.matrix)
                self._walk(inside, Surroundings(matrix, around.depth + 1, shown.is_off, is_faint))

    def _text(self, text: Any, around: Surroundings) -> None:
        placed = _product(_matrix(text), around.matrix)
        self.texts[address(text)] = text_object(text, placed, -self.left, around, self._styles, self._rotation)

    def _is_without_glyph(self, text: Any) -> bool:
        """Whether PDFium gives no text for it: a lone character of a font that is neither in the file nor here."""
        left, _, right, _ = self._floats
        if pdfium.FPDFPageObj_GetBounds(text, *self._float_pointers) and abs(right.value - left.value) >= _NO_WIDTH:
            return False
        return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)) == 0)

    def _picture(self, image: Any, around: Surroundings) -> None:
        placed = _product(_matrix(image), around.matrix)
        box = self._box([transformed(placed, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))])
        if box.width > _THIN and box.height > _THIN and not around.is_off:
            self._page.pictures.append(PagePicture(picture_kind(box), box))
            if not around.is_faint and not pdfium.FPDFPageObj_HasTransparency(image):
                self.fills.append(Fill(-self.left, box, None, image))

    def _path(self, path: Any, around: Surroundings) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        count = pdfium.FPDFPath_CountSegments(path)
        is_drawn = (fill.value or stroke.value) and not around.is_off
        if not is_drawn or not 1 < count <= _MOST_SEGMENTS:
            return
        *shades, opacity = self._styles.of(path, is_stroke=bool(stroke.value))
        is_white = min(shades) >= _WHITE or opacity == 0
        if is_white and not fill.value:
            return
        subpaths = list(self._subpaths(path, count, _product(_matrix(path), around.matrix)))
        if fill.value and not around.is_faint:
            self._fill(path, [points for points, _ in subpaths])
        for points in [] if is_white else [points for points, is_curved in subpaths if not is_curved]:
            box = self._box(points)
            if stroke.value and _is_small_tick(points, box):
                self._page.scribbles.append(box)
            elif min(box.width, box.height) <= _THIN:
                self._rule(box)
            elif not self._is_straight(points, record=bool(stroke.value)):
                self._slanting(points, box)

    def _slanting(self, points: list[_Point], box: BoundingBox) -> None:
        if max(box.width, box.height) < _SCRIBBLE:
            self._page.scribbles.append(box)
        elif len(points) == 2:
            start, end = (self._box([point]) for point in points)
            self._page.slashes.append((*start[:2], *end[:2]))

    def _fill(self, path: Any, subpaths: list[list[_Point]]) -> None:
        """The areas that a path paints over; a frame, which has one in another, paints over none."""
        boxes = [self._box(points) for points in subpaths]
        if len(boxes) > 1 and any(_holds(one, other) for one, other in pairwise([*boxes, boxes[0]])):
            return
        areas = [
            box
            for box, points in zip(boxes, subpaths, strict=True)
            if min(box.width, box.height) > _THIN and _area(points) > _FILLED * self._area_of(box)
        ]
        if not areas or pdfium.FPDFPageObj_HasTransparency(path):
            return
        colour = self._styles.of(path)
        if colour[3] >= _OPAQUE:
            self.fills += [Fill(-self.left, box, colour) for box in areas]

    def _area_of(self, box: BoundingBox) -> float:
        return box.width * box.height * self._rotation.scale**2

    def _subpaths(self, path: Any, count: int, matrix: Matrix) -> Iterator[tuple[list[_Point], bool]]:
        """The parts of a path, each as its corners, and whether it has a curve."""
        (x, y, *_), pointers = self._floats, self._float_pointers[:2]
        points: list[_Point] = []
        is_curved = False
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, *pointers)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, is_curved
                points, is_curved = [], False
            is_curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points.append(transformed(matrix, x.value, y.value))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield points, is_curved

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
        return self._rotation.upright(min(xs), min(ys), max(xs), max(ys))


def _is_off(each: Any) -> bool:
    """Whether an object is marked as one on a layer that is off."""
    value = ctypes.c_int()
    marks = (pdfium.FPDFPageObj_GetMark(each, index) for index in range(pdfium.FPDFPageObj_CountMarks(each)))
    return any(pdfium.FPDFPageObjMark_GetParamIntValue(mark, OFF_MARK, value) for mark in marks)


def _holds(one: BoundingBox, other: BoundingBox) -> bool:
    """Whether one of two rectangles lies within the other."""
    return (one.holds(*other[:2]) and one.holds(*other[2:])) or (other.holds(*one[:2]) and other.holds(*one[2:]))


def _area(points: list[_Point]) -> float:
    """The area of a polygon."""
    turns = pairwise([*points, points[0]])
    return abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in turns)) / 2


def _matrix(each: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    is_found = pdfium.FPDFPageObj_GetMatrix(each, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f) if is_found else _NOWHERE


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _is_small_tick(points: list[_Point], box: BoundingBox) -> bool:
    """Whether a stroke goes down and up again, as a tick in a box of small print."""
    if len(points) != _CORNERS_OF_TICK or not _SHORT < min(box.width, box.height) <= _THIN:
        return False
    edges = list(pairwise(points))
    return all(min(abs(x1 - x0), abs(y1 - y0)) > _STRAIGHT for (x0, y0), (x1, y1) in edges)
