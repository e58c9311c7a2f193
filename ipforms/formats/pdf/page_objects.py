"""The ruling lines and pictures of a page, out of the objects that PDFium lists."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ipforms.formats.pdf.page_rotation import PageRotation
from ipforms.formats.pdf.pdf_page import BoundingBox, PagePicture, RulingLine
from ipforms.formats.pdf.pdfium_calls import OutBuffer, address, quick

_THIN, _SHORT = 3.5, 2.0
_STRAIGHT = 0.8
_SCRIBBLE = 24.0
_NOTHING = 0.01
_MOST_SEGMENTS = 2_000
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_NOWHERE: Matrix = (0, 0, 0, 0, 0, 0)

_CALLS = (
    *("FPDFPage_GetObject", "FPDFFormObj_GetObject", "FPDFPageObj_GetType", "FPDFPageObj_GetBounds"),
    *("FPDFPageObj_GetMatrix", "FPDFPageObj_GetFillColor", "FPDFPageObj_GetStrokeColor", "FPDFFormObj_CountObjects"),
    *("FPDFPath_GetDrawMode", "FPDFPath_CountSegments", "FPDFPath_GetPathSegment", "FPDFPathSegment_GetType"),
    *("FPDFPathSegment_GetPoint", "FPDFPathSegment_GetClose", "FPDFTextObj_GetFont", "FPDFFont_GetIsEmbedded"),
)


class DrawnObjects(NamedTuple):
    """What was drawn on a page."""

    across: list[RulingLine]
    down: list[RulingLine]
    scribbles: list[BoundingBox]
    pictures: list[PagePicture]


class PageObjects:
    """Walks the objects of a page.

    Args:
        raw: PDFium.
        turned: how the page lies.
        most: how many objects to look at.
        depth: how many groups may stand in each other.
    """

    def __init__(self, raw: Any, turned: PageRotation, most: int, depth: int) -> None:
        self._raw, self._calls = raw, quick(raw, *_CALLS)
        self._turned, self.left, self._depth = turned, most, depth
        self._sides, self._place, self._point = (OutBuffer(ctypes.c_float, count) for count in (4, 6, 2))
        self._colour, self._mode = OutBuffer(ctypes.c_uint, 4), OutBuffer(ctypes.c_int, 2)
        self.drawn = DrawnObjects([], [], [], [])
        self.passed_over = 0

    def page(self, page: Any) -> DrawnObjects:
        """All objects of a page."""
        here, calls = address(page), self._calls
        objects = (calls.FPDFPage_GetObject(here, index) for index in range(self._raw.FPDFPage_CountObjects(page)))
        self._walk(objects, _IDENTITY, 0)
        return self.drawn

    def _walk(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        raw, calls = self._raw, self._calls
        for each in objects:
            self.left -= 1
            if self.left < 0:
                return
            kind = calls.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(each, matrix)
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                self.passed_over += self._is_passed_over(each)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._picture(each, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < self._depth:
                count = calls.FPDFFormObj_CountObjects(each)
                inside = (calls.FPDFFormObj_GetObject(each, index) for index in range(count))
                self._walk(inside, _times(self._matrix(each), matrix), depth + 1)

    def _matrix(self, each: Any) -> Matrix:
        found = self._calls.FPDFPageObj_GetMatrix(each, self._place.addresses[0])
        a, b, c, d, e, f = self._place.numbers[:] if found else _NOWHERE
        return a, b, c, d, e, f

    def _is_passed_over(self, each: Any) -> bool:
        """Whether PDFium gives no text for it: a lone character of a font that is neither in the file nor here."""
        calls, sides = self._calls, self._sides
        if calls.FPDFPageObj_GetBounds(each, *sides.addresses) and abs(sides.numbers[2] - sides.numbers[0]) >= _NOTHING:
            return False
        return bool(calls.FPDFFont_GetIsEmbedded(calls.FPDFTextObj_GetFont(each)) == 0)

    def _picture(self, each: Any, matrix: Matrix) -> None:
        placed = _times(self._matrix(each), matrix)
        corners = [_at(placed, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
        box = self._box(corners)
        if box.width > _THIN and box.height > _THIN:
            self.drawn.pictures.append(PagePicture(picture_kind(box), box))

    def _path(self, each: Any, matrix: Matrix) -> None:
        calls, mode = self._calls, self._mode
        fill, stroke = mode.numbers[:] if calls.FPDFPath_GetDrawMode(each, *mode.addresses) else (0, 0)
        count = calls.FPDFPath_CountSegments(each)
        if not (fill or stroke) or not 1 < count <= _MOST_SEGMENTS or self._is_white(each, bool(stroke)):
            return
        for points in self._subpaths(each, count, _times(self._matrix(each), matrix)):
            box = self._box(points)
            if min(box.width, box.height) <= _THIN:
                self._rule(box)
            elif not self._edges(points, record=bool(stroke)) and max(box.width, box.height) < _SCRIBBLE:
                self.drawn.scribbles.append(box)

    def _subpaths(self, each: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The straight parts of a path, each as its corners; one with a curve is none."""
        raw, calls, at = self._raw, self._calls, self._point
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(count):
            segment = calls.FPDFPath_GetPathSegment(each, index)
            kind = calls.FPDFPathSegment_GetType(segment)
            calls.FPDFPathSegment_GetPoint(segment, *at.addresses)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1 and not curved:
                    yield points
                points, curved = [], False
            curved |= kind == raw.FPDF_SEGMENT_BEZIERTO
            points.append(_at(matrix, *at.numbers[:]))
            if calls.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and not curved:
            yield points

    def _is_white(self, each: Any, stroke: bool) -> bool:
        calls = self._calls
        ask = calls.FPDFPageObj_GetStrokeColor if stroke else calls.FPDFPageObj_GetFillColor
        if not ask(each, *self._colour.addresses):
            return False
        *colours, opacity = self._colour.numbers[:]
        return bool(min(colours) >= _WHITE or opacity == 0)

    def _edges(self, points: list[tuple[float, float]], *, record: bool) -> bool:
        """Note the edges of a drawn outline; False if one of them is neither across nor down."""
        edges = [self._box([start, end]) for start, end in pairwise(points)]
        straight = [edge for edge in edges if min(edge.width, edge.height) <= _STRAIGHT]
        for edge in straight if record else ():
            self._rule(edge)
        return len(straight) == len(edges)

    def _rule(self, box: BoundingBox) -> None:
        x, y = box.centre
        if box.width >= box.height and box.width > _SHORT:
            self.drawn.across.append(RulingLine(y, box.left, box.right))
        elif box.height > _SHORT:
            self.drawn.down.append(RulingLine(x, box.top, box.bottom))

    def _box(self, points: list[tuple[float, float]]) -> BoundingBox:
        xs, ys = zip(*points, strict=True)
        return self._turned.box(min(xs), min(ys), max(xs), max(ys))


def picture_kind(box: BoundingBox) -> Any:
    """What a picture may be, by its size in points: a seal is round and of 25–60 mm, a signature long and low."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    if short / long > 0.85 and 70 <= long <= 170:
        return "seal"
    return "signature" if 1.5 < box.width / box.height < 8 and 15 <= box.height <= 90 else "picture"


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
