"""From the picture of a page to the flat page: which way it lies, how its lines lean, where its ruling is to go."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ipforms.formats.scan import orientation, rule_detection
from ipforms.formats.scan.raster import POINTS_PER_INCH, RasterPage, evened, grey, ink
from ipforms.formats.scan.rectification import Rectification, levelling

_RULE_DPI = 150.0  # thin rules of a form have two pixels there
_SHORTEST = 9.0  # mm of a rule by which a page is straightened; the strokes of a title are shorter
_A4 = (595.0, 842.0)  # points
FLAT_DPI = 200.0
"""Pixels an inch of a flat page: characters of 10 points are 28 pixels high, which the recogniser enlarges to 48."""
POINT = FLAT_DPI / POINTS_PER_INCH
"""Pixels of a point of a flat page."""


def rectification(page: RasterPage, quarters: int | None = None) -> tuple[Rectification, int]:
    """How a page is made flat, and by how many quarter turns it is turned for it.

    Args:
        page: as it was sent.
        quarters: by how many quarter turns, clockwise, it is to be turned; None to find out between none and one.
    """
    height, width = page.pixels.shape[:2]
    points = page.size or _a4(width, height)
    dpi = POINTS_PER_INCH * max(width, height) / max(points)
    scale = min(1.0, _RULE_DPI / dpi)
    small = evened(np.asarray(cv2.resize(grey(page.pixels), None, None, scale, scale, cv2.INTER_AREA)), dpi * scale)
    dark = ink(small)
    if quarters is None:
        quarters = 1 if orientation.is_sideways(dark, dpi * scale) else 0
    turned = np.ascontiguousarray(np.rot90(small, -quarters))
    rows, columns = turned.shape
    rotation = np.asarray(cv2.getRotationMatrix2D((columns / 2, rows / 2), orientation.lean(ink(turned)), 1.0))
    level = ink(np.asarray(cv2.warpAffine(turned, rotation, (columns, rows), None, cv2.INTER_LINEAR, borderValue=255)))
    size = (columns, rows)
    across, _ = rule_detection.across(level, dpi * scale, _SHORTEST)
    down, _ = rule_detection.down(level, dpi * scale, _SHORTEST)
    back = np.linalg.inv(np.vstack([rotation, [0, 0, 1]]))
    matrix = np.diag([1 / scale, 1 / scale, 1]) @ _unturned(quarters, small.shape[1], small.shape[0]) @ back
    found = Rectification(matrix, size, levelling(across, size), levelling(down, size, swapped=True))
    return replace(found, scale=FLAT_DPI / (dpi * scale)), quarters


def _a4(width: int, height: int) -> tuple[float, float]:
    return _A4 if height >= width else (_A4[1], _A4[0])


def _unturned(quarters: int, width: int, height: int) -> np.ndarray:
    """From a picture that was turned clockwise by quarters back to what it was: of `width` and `height`."""
    return np.array(
        {
            0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            1: [[0, 1, 0], [-1, 0, height], [0, 0, 1]],
            2: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
            3: [[0, -1, width], [1, 0, 0], [0, 0, 1]],
        }[quarters],
        np.float64,
    )
