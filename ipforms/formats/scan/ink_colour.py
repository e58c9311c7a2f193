"""The colour of ink on paper, as absorbance: inks that lie upon each other add up, so they can be told apart again.

Absorbance is the logarithm of how much darker a pixel is than the paper beside it, for red, green and blue light. Black
ink takes the same of each, ink of a pad hardly any of red light, whatever its hue.
"""

import cv2
import numpy as np
import numpy.typing as npt

Absorbance = npt.NDArray[np.float32]
"""Rows, columns and three channels: 0 where the paper is bare, 1 where a third of the light is left."""

Density = npt.NDArray[np.float32]  # rows and columns: how much of one ink there is; 0 where there is none

_PAPER_DPI = 20.0  # enough to see how light falls on a page
_WIDEST = 24.0  # mm of ink that lets no paper through: a square seal of a person that is cut white on red
_DARKEST = 4.0  # of a channel of 255: below it a camera sees only noise
LEAST = 0.12  # Absorbance between green and red light, from which on a pixel is of coloured ink; paper has 0.05


def absorbance(pixels: npt.NDArray[np.uint8], paper: npt.NDArray[np.uint8]) -> Absorbance:
    """How much light ink takes from paper.

    Args:
        pixels: red, green and blue.
        paper: the same page without ink, see `paper`.
    """
    logarithms = np.log(np.maximum(np.arange(256, dtype=np.float32), _DARKEST))
    return np.asarray(np.maximum(cv2.LUT(paper, logarithms) - cv2.LUT(pixels, logarithms), 0), np.float32)


def paper(pixels: npt.NDArray[np.uint8], dpi: float) -> npt.NDArray[np.uint8]:
    """A page without its ink: its paper as the light falls on it."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _PAPER_DPI / dpi)
    small = cv2.resize(
        pixels, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    reach = max(3, round(_WIDEST / 25.4 * dpi * scale) | 1)
    bare = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    return np.asarray(cv2.resize(cv2.GaussianBlur(bare, (0, 0), reach / 4), (width, height)), np.uint8)


def redness(ink: Absorbance) -> Density:
    """How red the ink is, from orange to magenta: what it takes of green light and not of red."""
    return np.asarray(np.maximum(ink[..., 1] - ink[..., 0], 0), np.float32)


def darkness(ink: Absorbance) -> Density:
    """How dark the ink is in the colour that shows it best."""
    return np.asarray(ink.mean(2), np.float32)


def is_coloured(red: Density) -> npt.NDArray[np.uint8]:
    """Where ink is red: 255, else 0."""
    return np.asarray((red > LEAST) * np.uint8(255))
