"""Streaks of dots, which dust on the glass of a scanner or a fax draws over a whole page along its way."""

from collections.abc import Iterator

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, parts

_THICKEST = 3  # pixels; strokes of letters at 200 dpi have as many, but not one below another all over a page
_BANDS = 30  # of a page, in each of which a streak is looked for
_STEEPEST = 0.012  # pixels to the side for each of its way, of a page that was straightened
_SLOPES = 13  # that are tried up to there
_DOTTED = 0.25  # of the rows of a band that have a dot of it
_THROUGHOUT = 0.7  # of the bands; text has 0.4 at most, and a ruling line ends with its table
_ENDS = 2  # bands above and below, 20 mm, in one of which dots are
_WIDTH = 2  # pixels to either side, in which its dots are
_WIDER = 3  # more of them, across, in which is what is left of it beside the rules that it crosses


def streaks(ink: Mask) -> tuple[Mask, Mask]:
    """Where the dots of streaks from the top of a page to its bottom are, among its ink; and their ways."""
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _THICKEST + 1), np.uint8))
    thin = np.asarray(cv2.subtract(ink, thick), np.uint8)
    found, ways = np.zeros_like(ink), np.zeros_like(ink)
    for ends in _lines(thin):
        cv2.line(found, *ends, 255, 2 * _WIDTH + 1)
        cv2.line(ways, *ends, 255, 2 * _WIDTH + _WIDER)
    return np.asarray(found & thin), ways


def without_rests(ink: Mask, ways: Mask) -> Mask:
    """Ink without the parts that lie on the way of a streak as a whole: rests of its dots do, and letters do not."""
    if not ways.any():
        return ink
    labels, boxes = parts(ink)
    whole = boxes[:, cv2.CC_STAT_AREA]
    is_rest = np.bincount(labels[ways > 0], minlength=len(whole)) == whole
    is_rest[0] = False
    return np.where(is_rest[labels], 0, ink).astype(np.uint8)


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
