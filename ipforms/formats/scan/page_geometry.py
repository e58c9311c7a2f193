"""From the picture of a page to the flat page: which way it lies, how its lines lean, where its ruling is to go."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import orientation, rule_detection
from ipforms.formats.scan.paper_edges import paper
from ipforms.formats.scan.raster import POINTS_PER_INCH, Pixels, Points, RasterPage, evened, grey, ink
from ipforms.formats.scan.rectification import Rectification, levelling
from ipforms.formats.scan.rule_detection import Rule

_RULE_DPI = 150.0  # thin rules of a form have two pixels there
_SHORTEST = 9.0  # mm of a rule by which a page is straightened; the strokes of a title are shorter
_LONG = 0.2  # of the page: the longest rule of a form has 0.5, what the strokes of letters make together 0.14
_PASSES = 2  # of levelling
_A4, _A3 = (595.0, 842.0), (1191.0, 842.0)  # points; two pages beside each other are a sheet of A3
_GUTTER = (0.47, 0.53)  # of the width of a sheet, where nothing is between its two pages
_LOOK = 400  # pixels of its width, in which a rule is seen
FLAT_DPI = 200.0
"""Pixels an inch of a flat page: characters of 10 points are 28 pixels high, which the recogniser enlarges to 48."""
POINT = FLAT_DPI / POINTS_PER_INCH  # Pixels of a point of a flat page


def rectification(page: RasterPage, quarters: int | None = None) -> tuple[Rectification, int]:
    """How a page is made flat, and by how many quarter turns it is turned for it.

    Args:
        page: as it was sent.
        quarters: by how many quarter turns, clockwise, it is to be turned; None to find out between none and one.
    """
    corners = paper(page.pixels)
    matrix, (width, height), dpi = _whole(page) if corners is None else _sheet(corners)
    small = evened(_warped(grey(page.pixels), matrix, (width, height)), dpi)
    if quarters is None:
        quarters = 1 if orientation.is_sideways(ink(small), dpi) else 0
    turned = np.ascontiguousarray(np.rot90(small, -quarters))
    rows, columns = turned.shape
    rotation = np.asarray(cv2.getRotationMatrix2D((columns / 2, rows / 2), orientation.lean(ink(turned)), 1.0))
    upright = cv2.warpAffine(turned, rotation, (columns, rows), None, cv2.INTER_LINEAR, borderValue=255)
    level = rule_detection.ruling_ink(np.asarray(upright, np.uint8), dpi)
    size = (columns, rows)
    matrix = matrix @ _unturned(quarters, width, height) @ np.linalg.inv(np.vstack([rotation, [0, 0, 1]]))
    return replace(_level(level, dpi, size), matrix=matrix, scale=FLAT_DPI / dpi), quarters


def _level(page: Pixels, dpi: float, size: tuple[int, int]) -> Rectification:
    """How the ink of an upright page is made level.

    Rules that lean too much to be seen at once are seen when others are level.
    """
    found = Rectification(np.eye(3), size, levelling([], size), levelling([], size, swapped=True))
    for number in range(_PASSES):
        flat = np.asarray(page if not number else ink(np.asarray(255 - found.flat(page), np.uint8)), np.uint8)
        across, down = (see(flat, dpi, _SHORTEST)[0] for see in (rule_detection.across, rule_detection.down))
        across, down = (_sent(found, rules if _has_rule(rules, size) else []) for rules in (across, down))
        found = replace(found, vertical=levelling(across, size), horizontal=levelling(down, size, swapped=True))
    return found


def _has_rule(rules: Sequence[Rule], size: tuple[int, int]) -> bool:
    """Whether one of them is longer than what letters of a line make together: those lean as the face does."""
    return max((float(np.ptp(rule.points, axis=0).max()) for rule in rules), default=0.0) > _LONG * min(size)


def _sent(way: Rectification, rules: Sequence[Rule]) -> list[Rule]:
    """Rules of a flat page in the picture; the way back takes steps, which all points take together."""
    if not rules:
        return []
    ends = np.cumsum([len(each.points) for each in rules])[:-1]
    points = np.split(way.sent(np.concatenate([each.points for each in rules])), ends)
    return [each._replace(points=own) for each, own in zip(rules, points, strict=True)]


_Start = tuple[npt.NDArray[np.float64], tuple[int, int], float]
"""From a small picture of the page to the one that was sent, a projective map; its width and height; its dpi."""


def _whole(page: RasterPage) -> _Start:
    """A picture that is all page."""
    height, width = page.pixels.shape[:2]
    points = page.size or (_A4 if height >= width else _A3 if _has_two_pages(page.pixels) else _A4[::-1])
    dpi = POINTS_PER_INCH * max(width, height) / max(points)
    scale = min(1.0, _RULE_DPI / dpi)
    return np.diag([1 / scale, 1 / scale, 1]), (round(width * scale), round(height * scale)), dpi * scale


def _has_two_pages(pixels: Pixels) -> bool:
    """Whether a wide picture has ink beside its middle, and none there: one of the pages may be blank."""
    scale = _LOOK / pixels.shape[1]
    small = cv2.resize(grey(pixels), None, None, scale, scale, cv2.INTER_AREA)
    columns = np.asarray(ink(evened(np.asarray(small, np.uint8), POINTS_PER_INCH * _LOOK / _A3[0])).any(0))
    first, last = (round(share * _LOOK) for share in _GUTTER)
    return bool(columns.any()) and not columns[first:last].any()


def _sheet(corners: Points) -> _Start:
    """A sheet of A4 in a photo."""
    sides = np.linalg.norm(np.roll(corners, -1, 0) - corners, axis=1)
    points = _A4 if sides[1] + sides[3] >= sides[0] + sides[2] else _A4[::-1]
    width, height = (round(side * _RULE_DPI / POINTS_PER_INCH) for side in points)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(target, corners.astype(np.float32)), np.float64)
    return matrix, (width, height), _RULE_DPI


def _warped(picture: Pixels, matrix: npt.NDArray[np.float64], size: tuple[int, int]) -> Pixels:
    """A small picture of a page: the large one is reduced first, so that thin lines do not fall between its pixels."""
    scale = min(1.0, 1.0 / float(np.sqrt(abs(np.linalg.det(matrix[:2, :2])))))
    reduced = cv2.resize(picture, None, None, scale, scale, cv2.INTER_AREA)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpPerspective(reduced, np.diag([scale, scale, 1]) @ matrix, size, None, how, borderValue=255)
    return np.asarray(found, np.uint8)


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
