"""Pages that lie on their side: from PDF's coordinates, upwards and perhaps turned, to an upright page."""

from __future__ import annotations

from dataclasses import dataclass

from ipforms.formats.pdf.pdf_page import BoundingBox


@dataclass(frozen=True, slots=True)
class PageRotation:
    """How a page lies.

    Attributes:
        sheet: the page in PDF's coordinates: left, bottom, right, top.
        quarters: by how many quarter turns, clockwise, it is to be turned to be read.
    """

    sheet: tuple[float, float, float, float]
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        left, bottom, right, top = self.sheet
        width, height = right - left, top - bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> BoundingBox:
        """A rectangle of PDF on the upright page.

        >>> PageRotation((0, 0, 600, 800)).box(10, 700, 110, 720)
        BoundingBox(left=10, top=80, right=110, bottom=100)
        >>> PageRotation((0, 0, 600, 800), 1).box(10, 700, 30, 720)
        BoundingBox(left=700, top=10, right=720, bottom=30)
        """
        west, south, east, north = self.sheet
        if self.quarters == 1:
            return BoundingBox(bottom - south, left - west, top - south, right - west)
        if self.quarters == 2:
            return BoundingBox(east - right, bottom - south, east - left, top - south)
        if self.quarters == 3:
            return BoundingBox(north - top, east - right, north - bottom, east - left)
        return BoundingBox(left - west, north - top, right - west, north - bottom)
