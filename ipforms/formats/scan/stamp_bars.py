"""Stamps that show the day when a paper came in: round as a seal is, with two bars across and the date between them."""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan.imprints import Imprint

_SIDE = 160  # pixels of the upright picture of an imprint
_TURNS = range(-24, 25, 2)  # degrees by which people turn a stamp
_ROWS = (0.12, 0.55)  # of the radius from the middle, where a bar is
_BAR = 0.85  # of the way from rim to rim; lines of letters cover less than 0.7
_OUTSIDE = 1.6  # times the circle; a rule of a table goes on there, a bar does not
_LEAN = 4  # pixels by which a rule that leans by 2° lies higher or lower beyond the rim
_WITHIN, _FULL = 0.6, 0.55  # of the radius, and inked there: fingerprints and round logos have 0.6, stamps 0.45 at most
_INK = 0.35  # of the ink of the rim


def has_bars(imprint: Imprint, density: npt.NDArray[np.float32]) -> bool:
    """Whether two bars cross an imprint, above its middle and below.

    Args:
        imprint: a round one.
        density: how much ink there is, of the page.
    """
    around = replace(imprint, size=(imprint.size[0] * _OUTSIDE, imprint.size[1] * _OUTSIDE))
    picture = around.upright(density, _SIDE)
    inked = (picture > _INK * float(np.quantile(picture, 0.99))).astype(np.float32)
    first, last = (round((1 + side / _OUTSIDE) * _SIDE / 2) for side in (-_WITHIN, _WITHIN))
    is_full = float(inked[first:last, first:last].mean()) > _FULL
    return not is_full and any(_crossed(inked, turn) for turn in _TURNS)


def _crossed(inked: npt.NDArray[np.float32], turn: float) -> bool:
    half, radius = _SIDE / 2, _SIDE / 2 / _OUTSIDE
    turned = cv2.warpAffine(inked, cv2.getRotationMatrix2D((half, half), turn, 1.0), (_SIDE, _SIDE))
    upper = any(_is_bar(turned, half - row, radius) for row in _heights(radius))
    return upper and any(_is_bar(turned, half + row, radius) for row in _heights(radius))


def _heights(radius: float) -> range:
    return range(int(_ROWS[0] * radius), int(_ROWS[1] * radius) + 1)


def _is_bar(picture: npt.NDArray[np.float32], row: float, radius: float) -> bool:
    """Whether ink goes from rim to rim in a row, and not on beyond."""
    half = _SIDE / 2
    chord = float(np.sqrt(max(radius**2 - (row - half) ** 2, 1)))
    left, right = round(half - chord) + 4, round(half + chord) - 4
    line = picture[round(row) - 1 : round(row) + 2].max(0)
    wider = picture[round(row) - _LEAN : round(row) + _LEAN + 1].max(0)
    beyond = np.concatenate([wider[: max(left - 8, 1)], wider[right + 8 :]])
    return float(line[left:right].mean()) > _BAR and float(beyond.mean()) < 0.5
