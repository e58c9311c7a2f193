"""Imprints that are not round: oval seals, square ones of persons, and oblong stamps, each known by its outline.

A square one over another seal has no outline of its own. It is known by its sides, as is one on a grey copy: four
straight strokes that end at each other, as the rules of a table do not.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Colour, Imprint, Shape, within
from ipforms.formats.scan.raster import parts

_JOINED = 1.6  # mm that a blotchy rim may be broken
_LONGER: dict[Shape, tuple[float, float]] = {"oval": (30.0, 52.0), "square": (9.0, 62.0), "oblong": (20.0, 110.0)}  # mm
_ASPECT: dict[Shape, tuple[float, float]] = {"oval": (0.58, 0.8), "square": (0.74, 1.0), "oblong": (0.15, 0.74)}
_LEAST_SHORT = 8.0  # mm of the shorter side; lines of text are lower
_OVAL, _ANGULAR = (0.72, 0.86), 0.88  # share of the rectangle around it that an outline fills; an ellipse π / 4
_RIM = 0.7  # of an outline that must be inked: lines of text have gaps between their letters
_SIDE = 0.55  # of each side of a square
_BROKEN = 0.3  # of two sides, without ink: between two lines of bold labels that begin and end alike there are 0.4
_SAMPLES = 144  # points of an outline, and of a side
_RULE = 65.0  # mm; a longer straight line is no side of a seal
_INSCRIBED = 0.03  # of the inner part of an imprint; seals have 0.15 or more
_FULL, _FULL_OBLONG = 0.85, 0.66
"""The same, at most, of squares by their sides, and of stamps. Codes and logos have 0.9, seals of persons 0.7 unless
they are cut white on red, which have an outline; photos on red, what a marker painted and large letters have 0.72 to 1.
"""
_BESIDE = 0.6  # of a square, beside which the next character of a line is
_LETTERS, _AS_HIGH = 0.4, 0.6  # of the columns, and of the rows, there that are inked
_BEYOND, _GOES_ON = 0.25, 0.1  # of a square, how far above and below it is looked; share of columns inked there
_NEAR = 1.2  # mm from the outline within which its ink is
_STROKE = 5.0  # mm of a side without a gap; strokes of characters in a seal are shorter
_PERSONS = (11.0, 30.0)  # mm of the seal of a person by its sides alone; 26 points of a title have 9
_TURNS = (
    *range(-24, 0, 2),
    *range(2, 25, 2),
)  # degrees by which people turn a seal; 4° apart find fewer
_TOGETHER = 1.25  # of how far two imprints that touch are apart; people put both on in one place
_AS_LONG = 0.8  # of two sides of a square: the shorter to the longer, and what of both lies above each other
_ON = 2.5  # mm beyond a corner, where a rule of a table goes on


def outlines(red: npt.NDArray[np.float32], dpi: float) -> list[Imprint]:
    """The oval, square and oblong imprints in the red ink of a page.

    Args:
        red: how red each pixel is.
        dpi: pixels an inch.
    """
    mm = dpi / 25.4
    inked = _without_rules(ink_colour.is_coloured(red), mm)
    reach = max(3, round(_JOINED * mm) | 1)
    closed = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found: list[Imprint] = []
    for contour in contours:
        hull = cv2.convexHull(contour)
        if cv2.contourArea(hull) < (_LEAST_SHORT * mm) ** 2 * 0.8 or _at_edge(hull, inked.shape):
            continue
        found += _readings(hull, inked, mm)
    return found


def turned_squares(
    density: npt.NDArray[np.float32], dpi: float, colour: Colour, known: Sequence[Imprint]
) -> list[Imprint]:
    """The square seals of persons that were put over or beside another imprint, and are not level; see `squares`."""
    if not known:
        return []
    sides, reach = np.array([each.box for each in known]), _PERSONS[1] * dpi / 25.4
    left, top = np.maximum(sides[:, :2].min(0) - reach, 0).astype(int).tolist()
    right, bottom = (sides[:, 2:].max(0) + reach).astype(int).tolist()
    near = density[top:bottom, left:right]
    height, width = near.shape
    others, found = [each.shifted(-left, -top) for each in known], list[Imprint]()
    for turn in sorted(_TURNS, key=abs):
        back = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
        forth = cv2.invertAffineTransform(back)
        level = np.asarray(cv2.warpAffine(near, back, (width, height)), np.float32)
        seen = [each.turned(back, -turn) for each in (*others, *found)]
        turned = [each.turned(forth, turn) for each in squares(level, dpi, colour, seen)]
        found += [each for each in turned if any(_are_together(each, other) for other in others)]
    return [each.shifted(left, top) for each in found]


def _are_together(one: Imprint, other: Imprint) -> bool:
    return math.dist(one.middle, other.middle) < _TOGETHER * (one.size[0] + other.size[0]) / 2


def squares(density: npt.NDArray[np.float32], dpi: float, colour: Colour, known: Sequence[Imprint]) -> list[Imprint]:
    """The square seals of persons by their sides, without those that are known.

    Args:
        density: how much there is of an ink.
        dpi: pixels an inch.
        colour: of that ink.
        known: imprints in which there is no other one.
    """
    mm = dpi / 25.4
    inked = _without_rules(ink_colour.is_coloured(density), mm)
    alone = inked.copy()
    for each in known:
        alone[each.mask(alone.shape[0], alone.shape[1], 0) > 0] = 0
    length, (least, most) = round(_STROKE * mm), (side * mm for side in _PERSONS)
    strokes = cv2.morphologyEx(inked, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    _, boxes = parts(np.asarray(cv2.dilate(strokes, np.ones((3, 1), np.uint8)), np.uint8))
    sides = [each for each in boxes[1:, :4].tolist() if _AS_LONG * least < each[2] < most]
    found: list[Imprint] = []
    for upper, lower in product(sides, sides):
        left, right = min(upper[0], lower[0]), max(upper[0] + upper[2], lower[0] + lower[2])
        top, bottom = upper[1], lower[1] + lower[3]
        shared = min(upper[0] + upper[2], lower[0] + lower[2]) - max(upper[0], lower[0])
        longer, shorter = max(right - left, bottom - top), min(right - left, bottom - top)
        if shared < _AS_LONG * (right - left) or shorter < max(least, _ASPECT["square"][0] * longer) or longer > most:
            continue
        middle = (left + right - 1) / 2, (top + bottom - 1) / 2
        square = Imprint("seal", "square", colour, middle, (right - left, bottom - top), 0.0, 0.0)
        is_new = not any(within(square, each) for each in (*known, *found))
        is_written = is_inscribed(square, inked, _FULL)
        if is_new and is_written and _is_closed(square, inked, mm) and not _is_letter(square, alone):
            found.append(square)
    return found


def _is_closed(square: Imprint, inked: npt.NDArray[np.uint8], mm: float) -> bool:
    """Whether a square has all its sides, and they end at its corners."""
    share = square.size[0] / (square.size[0] + 2 * _ON * mm)
    wider = np.asarray(square.shrunk(1 / share).aligned(inked.astype(np.float32), _SAMPLES) > 0)
    near = round(_NEAR * mm / square.size[0] * share * _SAMPLES)
    first, last = round((1 - share) / 2 * _SAMPLES), round((1 + share) / 2 * _SAMPLES)
    sides = [np.max(turned[side - near : side + near], 0) for turned in (wider, wider.T) for side in (first, last)]
    ends = [end.mean() for side in sides for end in (side[: first - near], side[last + near :])]
    is_broken = sum(_gap(side[first:last]) > _BROKEN * (last - first) for side in sides) > 1
    is_alone = sum(share > _SIDE for share in ends) < len(sides) - 1
    return is_alone and not is_broken and _coverage(square, inked, mm) >= _RIM


def _gap(side: npt.NDArray[np.bool_]) -> int:
    """How many samples of a side without ink follow each other at most."""
    inked = np.flatnonzero(np.concatenate(([True], side, [True])))
    return int(np.diff(inked).max()) - 1


def _readings(hull: npt.NDArray[np.int32], inked: npt.NDArray[np.uint8], mm: float) -> Iterator[Imprint]:
    """An outline as the imprint that it may be."""
    (x, y), (one, other), angle = cv2.minAreaRect(hull)
    longer, shorter = max(one, other), min(one, other)
    if shorter < _LEAST_SHORT * mm:
        return
    turned = angle if one >= other else angle + 90
    fullness = cv2.contourArea(hull) / (longer * shorter)
    angular: tuple[Shape, ...] = ("square", "oblong") if fullness > _ANGULAR else ()
    shapes: tuple[Shape, ...] = ("oval",) if _OVAL[0] < fullness < _OVAL[1] else angular
    for shape in shapes:
        low, high = _LONGER[shape]
        if not (low * mm <= longer <= high * mm and _ASPECT[shape][0] <= shorter / longer <= _ASPECT[shape][1]):
            continue
        imprint = Imprint("stamp" if shape == "oblong" else "seal", shape, "red", (x, y), (longer, shorter), turned, 0)
        coverage = _coverage(imprint, inked, mm)
        is_letter = shape == "square" and _is_letter(imprint, inked)
        if (
            coverage >= _RIM
            and is_inscribed(imprint, inked, _FULL_OBLONG if shape == "oblong" else 1.0)
            and not is_letter
        ):
            yield Imprint(imprint.kind, shape, "red", (x, y), (longer, shorter), turned, coverage)


def is_drawn(imprint: Imprint, red: npt.NDArray[np.float32], dpi: float) -> bool:
    """Whether a red pen drew a rim, around something in black."""
    inked = ink_colour.is_coloured(red)
    return _coverage(imprint, inked, dpi / 25.4) > _RIM and not is_inscribed(imprint, inked)


def is_inscribed(imprint: Imprint, inked: npt.NDArray[np.uint8], most: float = 1.0) -> bool:
    """Whether there is ink inside of a rim, as within a circle of a red pen there is not; and not all over."""
    third = _SAMPLES // 6
    inside = imprint.aligned(inked.astype(np.float32), _SAMPLES)[third:-third, third:-third]
    return _INSCRIBED < float((inside > 0).mean()) <= most


def _is_letter(square: Imprint, inked: npt.NDArray[np.uint8]) -> bool:
    """Whether a square is one of a line of large characters, such as 国 in the head of a paper.

    Beside it a round seal goes on above or below, as letters do not, and a label is not as high.
    """
    left, top, right, bottom = (max(0, round(side)) for side in square.box)
    wide, beyond = round(_BESIDE * square.size[1]), max(4, round(_BEYOND * square.size[1]))
    beside = (slice(max(0, left - 2 - wide), max(0, left - 2)), slice(right + 2, right + 2 + wide))
    rows = (slice(top, bottom), slice(max(0, top - beyond), max(0, top - 2)), slice(bottom + 2, bottom + beyond))
    shares = [
        [_inked(inked[each, columns], 0) for each in rows] + [_inked(inked[rows[0], columns], 1)]
        for columns in beside
        if columns.start < columns.stop
    ]
    return any(
        own > _LETTERS and max(above, below) < _GOES_ON and high > _AS_HIGH for own, above, below, high in shares
    )


def _inked(part: npt.NDArray[np.uint8], axis: int) -> float:
    """The share of the columns of a part of a page, or of its rows, that are inked; 0 beyond its edge."""
    return float(part.any(axis).mean()) if part.size else 0.0


def _at_edge(hull: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether an outline is cut by the edge of the page: what it would be beyond nobody knows."""
    left, top, width, height = cv2.boundingRect(hull)
    return bool(left <= 1 or top <= 1 or left + width >= shape[1] - 1 or top + height >= shape[0] - 1)


def _coverage(imprint: Imprint, inked: npt.NDArray[np.uint8], mm: float) -> float:
    """Share of an outline along which there is ink; 0 if a whole side of a square has hardly any."""
    depth = max(2, round(_NEAR * mm / imprint.size[1] * _SAMPLES))
    picture = imprint.aligned(inked.astype(np.float32), _SAMPLES)
    if imprint.shape in ("oval", "round"):
        half = _SAMPLES / 2
        unrolled = cv2.warpPolar(picture, (_SAMPLES // 2, _SAMPLES), (half, half), half, cv2.WARP_POLAR_LINEAR)
        return float((unrolled[:, -depth:].max(1) > 0).mean())
    sides = [picture[:depth].max(0), picture[-depth:].max(0), picture[:, :depth].max(1), picture[:, -depth:].max(1)]
    shares = [float((side[4:-4] > 0).mean()) for side in sides]
    return float(np.mean(shares)) if min(shares) > _SIDE else 0.0


def _without_rules(inked: npt.NDArray[np.uint8], mm: float) -> npt.NDArray[np.uint8]:
    """Red ink without lines that are longer than any seal."""
    length, found = round(_RULE * mm), inked
    for kernel, wider in ((np.ones((1, length), np.uint8), (3, 1)), (np.ones((length, 1), np.uint8), (1, 3))):
        rules = cv2.dilate(cv2.morphologyEx(inked, cv2.MORPH_OPEN, kernel), np.ones(wider, np.uint8))
        found = cv2.subtract(found, rules)
    return np.asarray(found, np.uint8)
