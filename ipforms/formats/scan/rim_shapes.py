"""Red imprints that are not round: oval seals, square ones of persons, and oblong stamps, each known by its outline."""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import ink_colour
from ipforms.formats.scan.imprints import Imprint, Shape

_JOINED = 1.6  # mm that a blotchy rim may be broken
_LONGER: dict[Shape, tuple[float, float]] = {"oval": (30.0, 52.0), "square": (9.0, 62.0), "oblong": (20.0, 110.0)}  # mm
_ASPECT: dict[Shape, tuple[float, float]] = {"oval": (0.58, 0.8), "square": (0.74, 1.0), "oblong": (0.15, 0.74)}
_LEAST_SHORT = 8.0  # mm of the shorter side; lines of text are lower
_OVAL, _ANGULAR = (0.72, 0.86), 0.88  # share of the rectangle around it that an outline fills; an ellipse π / 4
_RIM = 0.7  # of an outline that must be inked: lines of text have gaps between their letters
_SIDE = 0.55  # of each side of a square
_SAMPLES = 144  # points of an outline, and of a side
_RULE = 65.0  # mm; a longer straight line is no side of a seal
_INSCRIBED = 0.03  # of the inner part of an imprint; seals have 0.15 or more
_BESIDE = 0.6  # of a square, beside which the next character of a line is
_LETTERS = 0.4  # of the columns there that are inked
_BEYOND, _GOES_ON = 0.25, 0.1  # of a square, how far above and below it is looked; share of columns inked there
_NEAR = 1.2  # mm from the outline within which its ink is


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
        if (
            coverage >= _RIM
            and _is_inscribed(imprint, inked)
            and not (shape == "square" and _is_letter(imprint, inked))
        ):
            yield Imprint(imprint.kind, shape, "red", (x, y), (longer, shorter), turned, coverage)


def _is_inscribed(imprint: Imprint, inked: npt.NDArray[np.uint8]) -> bool:
    """Whether there is ink inside of a rim; within a circle of a red pen there is not."""
    third = _SAMPLES // 6
    inside = imprint.aligned(inked.astype(np.float32), _SAMPLES)[third:-third, third:-third]
    return float((inside > 0).mean()) > _INSCRIBED


def _is_letter(square: Imprint, inked: npt.NDArray[np.uint8]) -> bool:
    """Whether a square is one of a line of large characters, such as 国 in the head of a paper.

    Beside it a round seal goes on above or below, as letters do not.
    """
    left, top, right, bottom = (max(0, round(side)) for side in square.box)
    wide, beyond = round(_BESIDE * square.size[1]), max(4, round(_BEYOND * square.size[1]))
    beside = (slice(max(0, left - 2 - wide), max(0, left - 2)), slice(right + 2, right + 2 + wide))
    rows = (slice(top, bottom), slice(max(0, top - beyond), max(0, top - 2)), slice(bottom + 2, bottom + beyond))
    shares = [
        [float((inked[each, columns].max(0, initial=0) > 0).mean()) for each in rows]
        for columns in beside
        if columns.start < columns.stop
    ]
    return any(own > _LETTERS and max(others) < _GOES_ON for own, *others in shares)


def _at_edge(hull: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether an outline is cut by the edge of the page: what it would be beyond nobody knows."""
    left, top, width, height = cv2.boundingRect(hull)
    return bool(left <= 1 or top <= 1 or left + width >= shape[1] - 1 or top + height >= shape[0] - 1)


def _coverage(imprint: Imprint, inked: npt.NDArray[np.uint8], mm: float) -> float:
    """Share of an outline along which there is ink; 0 if a whole side of a square has hardly any."""
    depth = max(2, round(_NEAR * mm / imprint.size[1] * _SAMPLES))
    picture = imprint.aligned(inked.astype(np.float32), _SAMPLES)
    if imprint.shape == "oval":
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
