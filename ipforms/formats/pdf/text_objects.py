"""Text and fills as they are drawn: colour, angle, clipping, and place in the order of drawing."""

import ctypes
from collections.abc import Iterator
from math import atan2, hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ipforms.formats.pdf_page import BoundingBox, Matrix, PageRotation, transformed

_INVISIBLE = frozenset((3, 7))  # text rendering modes that leave no ink (ISO 32000-1, table 106)
_STROKED_ONLY = 1  # the same table
_LEANING = 0.12  # radians, 7°: what leans more than its page lies across it
_FAINT = 8  # of 255; less opacity leaves nothing to be seen
_MOST_OF_PAGE = 50_000  # corners of all of them
_MOST_CLIPS, _MOST_CORNERS = 20, 60  # of an object; more are not looked at

Colour = tuple[int, int, int, int]  # Red, green, blue and opacity, of 255 each

_BLACK: Colour = (0, 0, 0, 255)  # what writing has until a file says otherwise (ISO 32000-1, table 52)


class TextObject(NamedTuple):
    """One object with text."""

    number: int  # its place in the order of drawing
    colour: Colour  # of its letters
    size: float  # how high its writing is, in points of the file
    is_invisible: bool  # drawn without ink
    is_off: bool  # on a layer that is not shown
    is_leaning: bool  # at another angle than the lines of its page
    is_faint: bool  # in a group that lets through what is under it
    clip: BoundingBox | None  # the part of the upright page on which it is seen; None for all of it
    # handle, matrix: PDFium's handle of it, and the matrices of what it stands in
    handle: Any
    matrix: Matrix

    def bounds(self, rotation: PageRotation) -> BoundingBox | None:
        """The rectangle of its glyphs on the upright page."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(self.handle, *map(ctypes.byref, sides)):
            return None
        left, bottom, right, top = (side.value for side in sides)
        corners = [transformed(self.matrix, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = zip(*corners, strict=True)
        return rotation.upright(min(xs), min(ys), max(xs), max(ys))


class Fill(NamedTuple):
    """An area that hides what was drawn before it."""

    number: int  # its place in the order of drawing
    box: BoundingBox  # where it is
    colour: Colour | None  # of the area; None for a picture
    image: Any = None  # PDFium's handle of the picture


class Surroundings(NamedTuple):
    """What an object stands in: the matrices around it, and whether these groups are shown and opaque."""

    matrix: Matrix
    depth: int = 0
    is_off: bool = False
    is_faint: bool = False


class StyleReader:
    """Asks PDFium for colours and clipping, with room for the answer that is made once.

    Attributes:
        corners_left: how many more corners of paths that clip are looked at.
    """

    def __init__(self) -> None:
        self.corners_left = _MOST_OF_PAGE
        self._parts = [ctypes.c_uint() for _ in range(4)]
        self._pointers = [ctypes.byref(part) for part in self._parts]

    def of(self, handle: Any, *, is_stroke: bool = False) -> Colour:
        """The colour of an object; black where PDFium does not know it, as of a pattern."""
        ask = pdfium.FPDFPageObj_GetStrokeColor if is_stroke else pdfium.FPDFPageObj_GetFillColor
        if not ask(handle, *self._pointers):
            return _BLACK
        red, green, blue, opacity = (part.value for part in self._parts)
        return red, green, blue, opacity


def address(handle: Any) -> int:
    """What is the same for two handles of one object."""
    return ctypes.addressof(handle.contents) if handle else 0


def text_object(
    handle: Any, matrix: Matrix, number: int, around: Surroundings, styles: StyleReader, rotation: PageRotation
) -> TextObject:
    """An object with text.

    Args:
        handle: PDFium's.
        matrix: its own, and those of all that it stands in.
        number: its place in the order of drawing.
        around: what it stands in.
        styles: asks for its colour.
        rotation: how the page lies.
    """
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    colour = styles.of(handle, is_stroke=mode == _STROKED_ONLY)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    a, b, c, d, _, _ = matrix
    lean = (atan2(b, a) + pi / 4) % (pi / 2) - pi / 4
    return TextObject(
        number,
        colour,
        abs(size.value) * hypot(c, d),
        mode in _INVISIBLE or colour[3] < _FAINT,
        around.is_off,
        abs(lean) > _LEANING,
        around.is_faint,
        _clip(handle, around.matrix, rotation, styles),
        handle,
        around.matrix,
    )


def _clip(handle: Any, matrix: Matrix, rotation: PageRotation, styles: StyleReader) -> BoundingBox | None:
    """The part of the page that an object is clipped to."""
    path = pdfium.FPDFPageObj_GetClipPath(handle)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    found: BoundingBox | None = None
    for index in range(min(max(count, 0), _MOST_CLIPS)):
        corners = list(_corners(path, index)) if styles.corners_left > 0 else []
        styles.corners_left -= len(corners)
        if not corners or len(corners) > _MOST_CORNERS:
            continue
        xs, ys = zip(*(transformed(matrix, *corner) for corner in corners), strict=True)
        box = rotation.upright(min(xs), min(ys), max(xs), max(ys))
        found = _common(found, box) if found else box
    return found


def _corners(path: Any, index: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(pdfium.FPDFClipPath_CountPathSegments(path, index), _MOST_CORNERS + 1)):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, index, number)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _common(one: BoundingBox, other: BoundingBox) -> BoundingBox:
    left, top = max(one.left, other.left), max(one.top, other.top)
    return BoundingBox(left, top, max(left, min(one.right, other.right)), max(top, min(one.bottom, other.bottom)))
