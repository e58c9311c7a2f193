"""What a dark seal leaves free: its ink has one tone with print and pens there, but not every place within it is inked.

Between the star in the middle and the feet of the name nothing of a seal is: strokes there are of something else.
"""

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan.imprints import Imprint
from ipforms.formats.scan.line_pictures import STROKES, LinePicture
from ipforms.formats.scan.page_geometry import POINT
from ipforms.formats.scan.raster import MM, Mask
from ipforms.formats.scan.text_recogniser import ReadCharacter
from ipforms.formats.scan.text_segmentation import InkBox

_STAR = 0.37  # of the radius: stars have 0.33, of 14 mm on a seal of 42 mm
_FEET = (0.45, 0.8)  # of the radius, where the feet of a name are: small ones stand near the rim
_SECTORS = 72  # of a ring
_FREE = 0.25  # of the sectors of a ring, inked at most where no name is: other print may be below a part of it
_BESIDE, _LINE = 30.0, (1.6, 9.0)  # mm beside a seal, where the lines below it are seen; mm of their heights
_LOW = 0.6  # of the height of most lines: no letters between the strokes of a seal are as low
# Probability of characters: of print below a seal most have 0.9, the least 0.55; of the feet of its name 0.1 to 0.98.
_SENSE, _GUESS = 0.85, 0.5
_OFF = 0.3  # of a rim; a seal with less was taken off the page already


def ink_of(ink: Mask, seal: Imprint) -> Mask:
    """The ink of a page that is of a dark seal and of no line of print below it: 255, else 0.

    Lines go on outside of the seal: what stands at the height of one stays.

    Args:
        ink: that of print, pens and dark seals.
        seal: one of these, in pixels.
    """
    rows, columns = ink.shape
    whole = seal.mask(rows, columns, MM * POINT)
    if seal.shape == "square":  # of a person, with four large characters and hardly any room for print
        return np.asarray(ink & whole, np.uint8)
    if seal.shape != "round" or (rings := _rings(ink, seal))[-len(rings) // 12 :].max() < _OFF:
        return np.zeros_like(ink)
    free = seal.shrunk(_feet(rings)).mask(rows, columns, 0) & ~seal.shrunk(_STAR).mask(rows, columns, 0)
    kept = np.zeros(rows, np.uint8)
    left, right = (round(side) for side in seal.box[::2])
    beside = np.asarray(np.where(whole > 0, 0, ink), np.uint8)
    reach = round(_BESIDE * MM * POINT)
    for start, end in ((max(0, left - reach), round(seal.middle[0])), (round(seal.middle[0]), right + reach)):
        for top, bottom in _lines(np.asarray(beside[:, start:end].any(1))):
            kept[max(0, top - 2) : bottom + 2] = 255
    return np.asarray(ink & whole & ~(free | kept[:, None]), np.uint8)


def _lines(inked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where rows of ink begin and end that are as high as a line of print."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inked, [False]]).astype(np.int8)))
    low, high = (side * MM * POINT for side in _LINE)
    return [(int(top), int(bottom)) for top, bottom in edges.reshape(-1, 2) if low < bottom - top < high]


def left_of_seal(
    line: LinePicture, read: Sequence[ReadCharacter], imprints: Iterable[Imprint]
) -> Sequence[ReadCharacter]:
    """The characters of a line that are what is left of the strokes of a dark seal, as far as one can tell.

    Within it that is all of a line that is low, is a stroke alone or makes no sense, and of others what is unlikely.
    """
    height, start = line.picture.bottom - line.picture.top, line.picture.left
    seals = [each for each in imprints if each.colour == "dark"]
    middle = (line.box.top + line.box.bottom) / 2
    inside = [each for each in read if any(seal.holds(start + each.middle * height, middle) for seal in seals)]
    if len(inside) == len(read) and any(_holds(seal.box, line.box) for seal in seals):
        is_low = line.box.bottom - line.box.top < _LOW * line.usual
        likely = sum(each.probability for each in read) / max(len(read), 1)
        if is_low or likely < _SENSE or STROKES.issuperset(each.text for each in read):
            return read
    return [each for each in inside if each.probability < _GUESS]


def _holds(outer: tuple[float, float, float, float], inner: InkBox) -> bool:
    left, top, right, bottom = outer
    return left <= inner.left and top <= inner.top and inner.right <= right and inner.bottom <= bottom


def take_out(ink: Mask, seal: Imprint) -> None:
    """Take a dark seal out of the ink of a page, with all that it may hide.

    Args:
        ink: that of print, pens and dark seals.
        seal: one of these, in pixels.
    """
    rows, columns = ink.shape
    whole = seal.mask(rows, columns, MM * POINT) > 0
    if seal.shape == "round":
        rings = _rings(ink, seal)
        if rings[-len(rings) // 12 :].max() < _OFF:
            return
        feet = _feet(rings)
        free = seal.shrunk(feet).mask(rows, columns, 0) & ~seal.shrunk(_STAR).mask(rows, columns, 0)
        whole &= free == 0
    ink[whole] = 0


def _rings(ink: Mask, seal: Imprint) -> npt.NDArray[np.float64]:
    """The share of the sectors that are inked, of each ring from the middle outwards."""
    side = round(seal.size[0])
    upright = seal.upright((ink > 0).astype(np.float32), side)
    polar = cv2.warpPolar(upright, (side // 2, _SECTORS), (side / 2, side / 2), side / 2, cv2.WARP_POLAR_LINEAR)
    return np.asarray((polar > 0.5).mean(0), np.float64)


def _feet(rings: npt.NDArray[np.float64]) -> float:
    """The radius at which the name begins, as a share of the seal's."""
    first, last = (round(share * len(rings)) for share in _FEET)
    inked = np.flatnonzero(rings[first:last] > _FREE)
    return (first + (int(inked[0]) if len(inked) else 0) - 1) / len(rings)
