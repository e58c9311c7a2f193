"""How a page lies in its picture: on its side or not, and how much its lines lean. Which end is up, only text tells."""

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, parts
from ipforms.formats.scan.rule_detection import across, down

_LETTERS = (1.2, 9.0)  # mm; heights of what may be a character
_LONGEST = 180.0  # mm of a line of text; what is longer is the edge of the paper, or the dark beside it
_BESIDE = (0.6, 1.0, 1.3)  # mm between two characters of a line in small print and in titles; lines are further apart
_ENOUGH_DPI, _INKED = 75.0, 100  # pixels an inch by which rows are told from columns; of 255, what is ink of them
_SMALL = 900  # pixels of the longer side, on which a lean of a twentieth of a degree moves an end by one
_COARSE = np.arange(-24, 25) * 0.5  # degrees; further nobody lays a page on a scanner, or turns a phone above it
_FINE = np.arange(-10, 11) * 0.05
_RULES = 6.0  # mm; shorter strokes may be of letters


def is_sideways(ink: Mask, dpi: float) -> bool:
    """Whether the lines of text go from top to bottom: characters of a line stand closer than lines do."""
    scale = min(1.0, _ENOUGH_DPI / dpi)
    ink = cv2.threshold(cv2.resize(ink, None, None, scale, scale, cv2.INTER_AREA), _INKED, 255, cv2.THRESH_BINARY)[1]
    dpi *= scale
    mm = dpi / 25.4
    letters = cv2.subtract(ink, cv2.bitwise_or(across(ink, dpi, _RULES)[1], down(ink, dpi, _RULES)[1]))
    return sum(_elongation(letters, each * mm, mm) for each in _BESIDE) > 0


def _elongation(letters: Mask, beside: float, mm: float) -> float:
    """How much higher than wide the parts are that letters make when what stands beside is joined."""
    side = max(2, round(beside))
    lines = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, boxes = parts(np.asarray(lines, np.uint8))
    widths, heights, areas = boxes[1:, 2], boxes[1:, 3], boxes[1:, 4].astype(float)
    short = np.minimum(widths, heights)
    told = (short > _LETTERS[0] * mm) & (short < _LETTERS[1] * mm) & (np.maximum(widths, heights) < _LONGEST * mm)
    return float((areas * np.log(heights / widths))[told].sum())


def lean(ink: Mask) -> float:
    """By how many degrees, clockwise, lines fall from left to right: so seen, rows have the most ink or the least."""
    scale = min(1.0, _SMALL / max(ink.shape))
    small = cv2.resize(ink, None, None, scale, scale, cv2.INTER_AREA)
    coarse = _best(small, _COARSE)
    return _best(small, coarse + _FINE)


def _best(ink: Mask, angles: np.ndarray) -> float:
    height, width = ink.shape
    ys, xs = np.nonzero(ink > _INKED)
    if not len(xs):
        return 0.0
    weights = ink[ys, xs].astype(np.float64)

    def contrast(angle: float) -> float:
        levels = ys - xs * np.tan(np.radians(angle)) + width
        rows = np.bincount(levels.astype(np.intp), weights, height + 2 * width)
        return float((np.diff(rows) ** 2).sum())

    return float(max(angles, key=contrast))
