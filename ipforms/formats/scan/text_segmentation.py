"""Lines of text in a cell, or beside all tables, by the rows and columns without ink between them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, parts

_SPECK = 0.045  # mm² of ink; a full stop of 7 points has 0.1
_DOT = 1.3  # mm; dust is as large at most, and so are dots and dashes
_BLOT = 5.2  # mm that are all ink, any way: holes of a punch have 5.5, ■ of 16 points 4.8, strokes of titles 1.5
_BLOCK = 4  # pixels, of which a blot has several either way
_RING = 0.9  # mm; a part of a letter, higher than nearly all dust
_BESIDE, _ABOVE = 3.2, 0.9  # mm from a letter to a mark that belongs to its line
# mm from a line to the next, which may be a low letter that did not fit; share of its box that is inked: a blot's 0.78
_NEXT_LINE, _STROKES = 2.8, 0.7
_LETTER = (1.6, 8.0)  # mm; heights of lines from which that of a page is taken
_USUAL = 4.0  # mm, where no line tells: 12 points
# Heights of a line:
_PARTS = 0.16  # two bands that are nearer are parts of one line, as the strokes of 二
_FLAT = 0.45  # a lower band is a part of the line next to it, or a dash
_ONE_LINE = 1.3  # bands that are higher together are two lines
_TWO_LINES = 1.75  # a band as high holds two lines that touch
_COLUMN = 1.6  # a wider gap parts a line, so that nothing has to be recognised in it
_ALONG = 4  # times its width: what is longer is a part of a line
_THIN = 0.12  # of a band's densest row: rows with less ink are where lines that touch are parted


class InkBox(NamedTuple):
    """A rectangle of pixels; right and bottom are the first beyond."""

    left: int
    top: int
    right: int
    bottom: int


class _InkParts(NamedTuple):
    """The ink of a page by what of it hangs together: most of a page is paper, and is not looked at again."""

    places: np.ndarray  # of inked pixels, counted from the first of the page
    numbers: np.ndarray  # of the part that each belongs to
    boxes: np.ndarray  # of the parts, see `parts`
    shape: tuple[int, ...]  # of the page

    def drawn(self, some: np.ndarray) -> Mask:
        """The ink of some parts."""
        page = np.zeros(self.shape, np.uint8)
        page.ravel()[self.places] = (some * np.uint8(255))[self.numbers]
        return page

    def pixels_in(self, room: Mask) -> np.ndarray:
        """How many pixels of each part are in a room."""
        return np.bincount(self.numbers[room.ravel()[self.places] > 0], minlength=len(self.boxes))


def _ink_parts(letters: Mask) -> _InkParts:
    labels, boxes = parts(letters)
    places = np.flatnonzero(letters)
    return _InkParts(places, labels.ravel()[places], boxes, letters.shape)


def without_residues(letters: Mask, beside: Mask) -> Mask:
    """Ink without what is left of ruling lines: thin strokes along them, with nothing of a letter.

    Args:
        letters: the ink.
        beside: where rules are, and close to them.
    """
    found = _ink_parts(letters)
    sides = np.sort(found.boxes[:, 2:4], axis=1)
    is_inside = found.pixels_in(beside) == found.boxes[:, cv2.CC_STAT_AREA]
    return found.drawn(~(is_inside & (sides[:, 1] > _ALONG * sides[:, 0])))


def without_specks(letters: Mask, dpi: float) -> Mask:
    """Ink without dust, without the holes of a punch, and without what reaches in from the edge of the picture.

    Dust is what is tiny, or small and no mark beside a letter, as a full stop or the dot of an i is; nor made of
    strokes and on a line next to another, as the end of an e-mail address may be.
    """
    mm = dpi / 25.4
    letters = _without_blots(letters, _BLOT / 2 * mm, mm)
    height, width = letters.shape
    found = _ink_parts(letters)
    if len(found.boxes) == 1:
        return letters
    left, top, wide, high, area = found.boxes.T
    at_edge = (left <= 1) | (top <= 1) | (left + wide >= width - 1) | (top + high >= height - 1)
    is_small = np.maximum(wide, high) < _DOT * mm
    kept = (area >= _SPECK * mm**2) & ~at_edge
    kept[0] = False
    letters_sized = kept & ~is_small & (np.maximum(wide, high) < _LETTER[1] * mm)
    near = kept & (~is_small | _beside(found, kept & ~is_small, letters_sized, mm))
    is_high = is_small & (high >= _RING * mm)
    is_low_letter = kept & is_high & (wide >= _RING * mm) & (area < _STROKES * wide * high)
    if is_low_letter.any():
        near |= is_low_letter & _beside(found, near, near, mm, _NEXT_LINE)
    rings = near & is_high  # a mark may stand beside parts of a letter: 。 behind %
    if (kept & ~near).any():
        near |= _beside(found, rings, rings, mm)
    return found.drawn(kept & near)


def _without_blots(letters: Mask, radius: float, rim: float) -> Mask:
    """Ink without discs of it, and without a rim around them."""
    # A disc holds a square of 1.4 times its radius, and that one blocks of pixels, which are soon looked through.
    blocks = cv2.resize(letters, None, None, 1 / _BLOCK, 1 / _BLOCK, cv2.INTER_AREA)
    side = max(1, int(1.4 * radius / _BLOCK) - 1)
    if cv2.erode(blocks, np.ones((side, side), np.uint8), borderValue=0).max() < 255:
        return letters
    middles = cv2.distanceTransform(letters, cv2.DIST_L2, 5) >= radius
    away = cv2.distanceTransform(np.where(middles, 0, 255).astype(np.uint8), cv2.DIST_L2, 5)
    return np.where(away < radius + rim, 0, letters).astype(np.uint8)


def _beside(found: _InkParts, letters: np.ndarray, boxed: np.ndarray, mm: float, above: float = _ABOVE) -> np.ndarray:
    """Which parts of the ink touch the room beside letters, or beside the boxes of some."""
    reach = np.ones((2 * round(above * mm) + 1, 2 * round(_BESIDE * mm) + 1), np.uint8)
    whole = found.drawn(letters)
    for x, y, w, h, _ in found.boxes[boxed]:
        whole[y : y + h, x : x + w] = 255
    return found.pixels_in(np.asarray(cv2.dilate(whole, reach), np.uint8)) > 0


def usual_height(regions: Sequence[Mask], dpi: float) -> float:
    """How high most lines of a page are, in pixels."""
    mm = dpi / 25.4
    found = sorted(
        end - start
        for region in regions
        for start, end in _runs(_has_ink(region, 1))
        if _LETTER[0] * mm < end - start < _LETTER[1] * mm
    )
    return float(found[len(found) // 2]) if found else _USUAL * mm


def line_boxes(region: Mask, usual: float) -> Iterator[InkBox]:
    """The lines of a region, from top to bottom; one with a wide gap in several pieces."""
    bands = _bands([*_runs(_has_ink(region, 1))], usual)
    heights = sorted(end - start for start, end in bands if _FLAT * usual < end - start < _TWO_LINES * usual)
    own = heights[len(heights) // 2] if heights else usual
    for start, end in bands:
        for top, bottom in _parted(region, start, end, own):
            for left, right in _pieces(_has_ink(region[top:bottom], 0), max(own, bottom - top)):
                rows = np.flatnonzero(_has_ink(region[top:bottom, left:right], 1))
                yield InkBox(left, top + int(rows[0]), right, top + int(rows[-1]) + 1)


def _has_ink(region: Mask, axis: int) -> np.ndarray:
    return np.asarray(region.any(axis))


def _runs(filled: np.ndarray) -> Iterator[tuple[int, int]]:
    """Where runs of what is true begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _bands(found: Sequence[tuple[int, int]], usual: float) -> list[tuple[int, int]]:
    """Bands of rows, those of one line joined."""
    bands: list[tuple[int, int]] = []
    for start, end in found:
        if bands and _is_one_line(bands[-1], (start, end), usual):
            bands[-1] = (bands[-1][0], end)
        else:
            bands.append((start, end))
    return bands


def _is_one_line(above: tuple[int, int], below: tuple[int, int], usual: float) -> bool:
    is_part = min(above[1] - above[0], below[1] - below[0]) < _FLAT * usual
    gap = (_FLAT if is_part else _PARTS) * usual
    return below[0] - above[1] < gap and below[1] - above[0] < _ONE_LINE * usual


def _parted(region: Mask, start: int, end: int, own: float) -> list[tuple[int, int]]:
    """Lines that touch, parted where the least ink is between them."""
    if end - start < _TWO_LINES * own:
        return [(start, end)]
    ink = (region[start:end] > 0).sum(1)
    count = max(2, round((end - start) / (1.15 * own)))
    cuts = [0]
    for number in range(1, count):
        middle, reach = (end - start) * number // count, max(2, round(own / 3))
        low, high = max(1, middle - reach), min(len(ink) - 1, middle + reach)
        at = low + int(ink[low:high].argmin())
        if ink[at] <= _THIN * ink.max():
            cuts.append(at)
    cuts.append(end - start)
    return [(start + top, start + bottom) for top, bottom in pairwise(cuts) if bottom - top > 1]


def _pieces(filled: np.ndarray, height: float) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for left, right in _runs(filled):
        if pieces and left - pieces[-1][1] < _COLUMN * height:
            pieces[-1] = (pieces[-1][0], right)
        else:
            pieces.append((left, right))
    return pieces
