"""Where pictures that lie over writing hide it, and where it shows through."""

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ipforms.formats.pdf.text_objects import Fill, address
from ipforms.formats.pdf_page import BoundingBox

_MOST_PIXELS = 12_000_000  # of a picture that is drawn to look through it; a stamp has fewer than a million
_MOST_PICTURES = 12  # of a document that are drawn
_OPAQUE = 200  # of 255
_POINTS = (1 / 6, 1 / 2, 5 / 6)  # of a character's width and height, where it is looked at
_MOST = 0.75  # of these points; of a character of which a half is seen somebody reads the other half, too
_UNKNOWN_SIZE = b"JPXDecode"  # JPEG 2000 says in its own data how large it becomes


class _Drawn(NamedTuple):
    width: int
    height: int
    stride: int
    pixels: bytes


class PictureOpacity:
    """Looks through the pictures of a document, each drawn once, and not too many or too large ones."""

    def __init__(self, document: Any) -> None:
        self._document, self._left = document, _MOST_PICTURES
        self._page: Any = None
        self._drawn: dict[int, _Drawn | None] = {}

    def on(self, page: Any) -> "PictureOpacity":
        """The same, for the pictures of a page of which PDFium's handle is given."""
        self._page, self._drawn = page, {}
        return self

    def hides(self, fill: Fill, box: BoundingBox) -> bool:
        """Whether a picture hides most of a rectangle, as the ring of a seal does not; not if that is not known."""
        drawn = self._picture(fill.image)
        if drawn is None:
            return False
        points = [(box.left + x * box.width, box.top + y * box.height) for x in _POINTS for y in _POINTS]
        return sum(_is_opaque(drawn, fill.box, *point) for point in points) >= _MOST * len(points)

    def _picture(self, image: Any) -> _Drawn | None:
        key = address(image)
        if key not in self._drawn:
            self._drawn[key] = self._draw(image) if self._left > 0 and _is_of_known_size(image) else None
            self._left -= 1
        return self._drawn[key]

    def _draw(self, image: Any) -> _Drawn | None:
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(self._document, self._page, image)
        if not bitmap:
            return None
        try:
            width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA or width * height > _MOST_PIXELS:
                return None
            return _Drawn(width, height, stride, ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height))
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)


def _is_opaque(drawn: _Drawn, box: BoundingBox, x: float, y: float) -> bool:
    """Whether a picture in a box lets nothing through at a point; there is nothing of it beside the box."""
    column = int((x - box.left) / box.width * drawn.width)
    row = int((y - box.top) / box.height * drawn.height)
    is_inside = 0 <= column < drawn.width and 0 <= row < drawn.height
    return is_inside and drawn.pixels[row * drawn.stride + 4 * column + 3] >= _OPAQUE


def _is_of_known_size(image: Any) -> bool:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(image, width, height) or width.value * height.value > _MOST_PIXELS:
        return False
    name = ctypes.create_string_buffer(32)
    for index in range(pdfium.FPDFImageObj_GetImageFilterCount(image)):
        pdfium.FPDFImageObj_GetImageFilter(image, index, name, len(name))
        if name.value == _UNKNOWN_SIZE:
            return False
    return True
