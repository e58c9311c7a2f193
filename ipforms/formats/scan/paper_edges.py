"""The sheet of paper in a photo: four straight sides, brighter and greyer than what it lies on."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, Pixels, Points

_SMALL = 480  # pixels of the longer side: sides of paper are straight, and print is too small to disturb
_LEAST, _MOST = 0.25, 0.97  # of the picture: less is no page, more is a scan
_CONTRAST = 30.0  # of 255, between paper and desk; shadow on one sheet is softer
_FILLED = 0.93  # of a sheet's four sides that its region fills
_BESIDE = 0.12  # of the longer side; a gap in the region that print, seals or shadows leave
_ROUND = np.arange(0.01, 0.09, 0.01)  # of the outline: how far corners may be rounded
_A4_SEEN = (1.1, 1.85)  # length to width of a sheet that is tilted by 35° at most; A4 has 1.41
_UNEVEN = 1.5  # times as long as the side across from it
_SQUARE = (60.0, 120.0)  # degrees of a corner, seen as aslant as anybody holds a phone


def paper(pixels: Pixels) -> Points | None:
    """The corners of the sheet, clockwise from the upper left one; None if it fills the picture, or none is seen.

    Args:
        pixels: red, green and blue.
    """
    scale = _SMALL / max(pixels.shape[:2])
    small = np.asarray(
        cv2.GaussianBlur(cv2.resize(pixels, None, None, scale, scale, cv2.INTER_AREA), (5, 5), 0), np.uint8
    )
    found = [corners for region in _regions(small) if (corners := _corners(region)) is not None]
    return max(found, key=_area) / scale if found else None


def _regions(small: Pixels) -> Iterator[Mask]:
    """What may be paper: bright, or bright and without colour, by Otsu's threshold."""
    value, darkest = small.max(2), small.min(2)
    reach = max(3, round(_BESIDE * max(value.shape)))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    # Print is darker than both paper and desk: it is closed before anything is measured.
    colourless = cv2.divide(darkest, np.maximum(value, 1), scale=255.0)  # in shadow as in light
    for picture in (darkest, value, cv2.subtract(darkest, cv2.subtract(value, darkest)), colourless):
        plain = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        _, bright = cv2.threshold(plain, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        if not bright.any() or bright.all() or plain[bright > 0].mean() - plain[bright == 0].mean() < _CONTRAST:
            continue
        framed = np.pad(np.asarray(bright), reach)
        closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, kernel)
        opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
        yield np.asarray(opened[reach:-reach, reach:-reach], np.uint8)


def _corners(region: Mask) -> Points | None:
    """The four corners of the largest part of a region; None if it is no sheet."""
    outlines, _ = cv2.findContours(region, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    hull = cv2.convexHull(outline)
    length = cv2.arcLength(hull, True)
    shapes = (cv2.approxPolyDP(hull, share * length, True)[:, 0].astype(np.float64) for share in _ROUND)
    corners = next((shape for shape in shapes if len(shape) == 4), None)
    if corners is None or not _LEAST < _area(corners) / region.size < _MOST:
        return None
    if cv2.contourArea(outline) < _FILLED * _area(corners) or not _is_square(corners):
        return None
    return _clockwise(corners) if _is_sheet(_clockwise(corners)) else None


def _is_sheet(corners: Points) -> bool:
    """Whether four corners may be those of A4, seen from any place that anybody takes a photo from."""
    top, right, bottom, left = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    ratio = max(top + bottom, left + right) / min(top + bottom, left + right)
    even = max(top / bottom, bottom / top, left / right, right / left)
    return bool(_A4_SEEN[0] < ratio < _A4_SEEN[1] and even < _UNEVEN)


def _area(corners: Points) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))


def _is_square(corners: Points) -> bool:
    sides = np.roll(corners, -1, 0) - corners
    before = -np.roll(sides, 1, 0)
    cosines = (sides * before).sum(1) / np.maximum(np.linalg.norm(sides, axis=1) * np.linalg.norm(before, axis=1), 1)
    angles = np.degrees(np.arccos(np.clip(cosines, -1, 1)))
    return bool((angles > _SQUARE[0]).all() and (angles < _SQUARE[1]).all())


def _clockwise(corners: Points) -> Points:
    """Corners in order, the one nearest to the upper left of the picture first."""
    middle = corners.mean(0)
    angles = np.arctan2(*(corners - middle).T[::-1])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(ordered.sum(1).argmin()), 0)
