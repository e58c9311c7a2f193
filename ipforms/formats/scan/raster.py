"""Pictures of pages as arrays of pixels, and which of their pixels are ink."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]  # Rows, columns and, of a coloured picture, three channels: red, green, blue

Mask = npt.NDArray[np.uint8]  # rows and columns: 255 where something is, else 0

Points = npt.NDArray[np.float64]  # A row for each point: x and y

POINTS_PER_INCH = 72  # of a page, in which all places are given
MM = POINTS_PER_INCH / 25.4  # Points of a millimetre

_LIGHT_DPI = 40.0  # enough to see how light falls on a page: shadows are wider than a letter
_LETTER = 6.0  # mm; the paper shows beside any stroke within this distance, but for titles and seals
_AROUND = np.ones((7, 7), np.uint8)  # what a pixel in the middle of a stroke is darkest of
_SHORT_NUMBERS = 65_000  # parts of a picture that two bytes can number
_THRESHOLDS = (110.0, 205.0)  # of 255 on white paper: ink lies between pencil grey and black


@dataclass(frozen=True)
class RasterPage:
    """A page as it was sent."""

    number: int  # from 1
    pixels: Pixels  # red, green and blue
    # width and height in points, as the file gives them; None where it does not say
    size: tuple[float, float] | None = None


def shown_size(page: RasterPage) -> tuple[float, float]:
    """Width and height of a page as it was sent, in points: of A4 where the file does not say."""
    if page.size:
        return page.size
    rows, columns = page.pixels.shape[:2]
    scale = 842.0 / max(columns, rows)
    return columns * scale, rows * scale


def grey(pixels: Pixels) -> Pixels:
    """A coloured picture in shades of grey."""
    return pixels if pixels.ndim == 2 else _bytes(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


def evened(picture: Pixels, dpi: float) -> Pixels:
    """A grey picture on white paper: what light and shadow, and the colour of the paper, make darker is taken out."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LIGHT_DPI / dpi)
    small = cv2.resize(
        picture, (max(1, round(width * scale)), max(1, round(height * scale))), None, 0, 0, cv2.INTER_AREA
    )
    reach = max(3, round(_LETTER / 25.4 * dpi * scale) | 1)
    light = cv2.GaussianBlur(cv2.dilate(small, np.ones((reach, reach), np.uint8)), (reach, reach), 0)
    paper = cv2.resize(light, (width, height), None, 0, 0, cv2.INTER_LINEAR)
    return _bytes(cv2.divide(picture, np.maximum(paper, 1), scale=255.0))


def ink(evened_picture: Pixels, is_of_strokes: bool = False) -> Mask:
    """Where ink is on white paper: Otsu's threshold, within what can be ink.

    Args:
        evened_picture: a page in grey.
        is_of_strokes: whether ink ends half way from the middle of most strokes to the paper at least: where little is
            black and most of it pale, Otsu's threshold parts these two, and pale strokes are broken.
    """
    level, _ = cv2.threshold(evened_picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if is_of_strokes:
        middles = evened_picture[(evened_picture == cv2.erode(evened_picture, _AROUND)) & (evened_picture <= level)]
        level = max(level, (float(np.median(middles)) + 255) / 2 if len(middles) else 0)
    return _bytes(
        cv2.threshold(evened_picture, min(max(level, _THRESHOLDS[0]), _THRESHOLDS[1]), 255, cv2.THRESH_BINARY_INV)[1]
    )


def parts(mask: Mask) -> tuple[npt.NDArray[np.integer], npt.NDArray[np.int32]]:
    """What hangs together: the number of its part for each pixel; left, top, width, height and area by number.

    Number 0 is bare. Two bytes take a third of the time; a part begins where a row does, or behind what is bare.
    """
    begun = cv2.countNonZero(cv2.subtract(mask[:, 1:], mask[:, :-1])) + len(mask)
    kind = cv2.CV_16U if begun < _SHORT_NUMBERS else cv2.CV_32S
    _, labels, boxes, _ = cv2.connectedComponentsWithStatsWithAlgorithm(mask, 8, kind, cv2.CCL_DEFAULT)
    return np.asarray(labels), np.asarray(boxes, np.int32)


def _bytes(array: object) -> npt.NDArray[np.uint8]:
    return np.asarray(array, np.uint8)
