"""Streaks of dots, which dust on the glass of a scanner or a fax draws over a whole page along its way."""

from collections.abc import Iterator

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask

_THICKEST = 3  # pixels; strokes of letters at 200 dpi have as many, but not one below another all over a page
_BANDS = 30  # of a page, in each of which a streak is looked for
_STEEPEST = 0.012  # pixels to the side for each of its way, of a page that was straightened
_SLOPES = 13  # that are tried up to there
_DOTTED = 0.25  # of the rows of a band that have a dot of it
_THROUGHOUT = 0.7  # of the bands; text has 0.4 at most, and a ruling line ends with its table
_ENDS = 2  # bands above and below, 20 mm, in one of which dots are
_WIDTH = 2  # pixels to either side, in which its dots are


def streaks(ink: Mask) -> Mask:
    """Where the dots of streaks from the top of a page to its bottom are, among its ink."""
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _THICKEST + 1), np.uint8))
    thin = np.asarray(cv2.subtract(ink, thick), np.uint8)
    found = np.zeros_like(ink)
    for ends in _lines(thin):
        cv2.line(found, *ends, 255, 2 * _WIDTH + 1)
    return np.asarray(found & thin)


def _lines(thin: Mask) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The ends of lines that have dots from the top of a page to its bottom."""
    height = len(thin)
    wide = cv2.dilate(thin, np.ones((1, _WIDTH + 1), np.uint8))
    bands = np.array([(band > 0).mean(0) > _DOTTED for band in np.array_split(wide, _BANDS)])
    middles = (np.arange(_BANDS) + 0.5) / _BANDS * height
    for slope in np.linspace(-_STEEPEST, _STEEPEST, _SLOPES):
        shifts = np.rint(slope * (middles - height / 2)).astype(int)
        level = np.array([np.roll(band, -shift) for band, shift in zip(bands, shifts, strict=True)])
        goes_on = level[:_ENDS].any(0) & level[-_ENDS:].any(0)
        for x in np.flatnonzero(goes_on & (level.mean(0) > _THROUGHOUT)).tolist():
            yield (round(x - slope * height / 2), 0), (round(x + slope * height / 2), height)
