"""Ruling lines of a picture: long runs of ink, as thin as a pen."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, Points

_THICKEST = 1.6  # mm; a thicker bar is no ruling
_BROKEN = 0.5  # mm along a line that a copy of one bit may lose
_RUN = 4.0  # mm of a line that are level, even where a page is curled: a line of two pixels that leans by 5°
_SHORT_RUN = 1.3  # mm: one of two pixels at 200 dpi that leans by 10°
_FURTHER = 3  # times the length of a run by which a line may be longer than what was seen of it
_SAMPLE = 2.0  # mm between two points at which the height of a line is taken


class Rule(NamedTuple):
    """A ruling line."""

    points: Points  # along it, in pixels; x and y
    thickness: float  # in pixels


def across(ink: Mask, dpi: float, shortest: float) -> tuple[list[Rule], Mask]:
    """The lines from left to right, from top to bottom, and where their ink is.

    Args:
        ink: of the page.
        dpi: pixels an inch.
        shortest: millimetres of a line.
    """
    mm = dpi / 25.4
    length = max(9, round(_RUN * mm))
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(1, round(_BROKEN * mm))), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    # Where a curled line leans more, its runs are shorter: they are added to what they touch.
    shorter = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, max(5, round(_SHORT_RUN * mm))), np.uint8))
    for _ in range(_FURTHER):
        opened = cv2.bitwise_and(cv2.dilate(opened, np.ones((3, length | 1), np.uint8)), shorter) | opened
    # A line that leans is a stair of runs: what touches is one.
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found, mask = [], np.zeros_like(ink)
    for number in range(1, count):
        left, top, width, height, area = (int(each) for each in boxes[number])
        if area / width > _THICKEST * mm or width < shortest * mm:
            continue
        window = labels[top : top + height, left : left + width] == number
        mask[top : top + height, left : left + width][window] = 255
        found.append(Rule(_heights(window, left, top, max(2, round(_SAMPLE * mm))), area / width))
    return sorted(found, key=lambda rule: float(rule.points[:, 1].mean())), mask


def down(ink: Mask, dpi: float, shortest: float) -> tuple[list[Rule], Mask]:
    """The lines from top to bottom, from left to right, and where their ink is; see `across`."""
    found, mask = across(np.ascontiguousarray(ink.T), dpi, shortest)
    return [Rule(rule.points[:, ::-1], rule.thickness) for rule in found], np.ascontiguousarray(mask.T)


def _heights(window: np.ndarray, left: int, top: int, step: int) -> Points:
    """The middle of a line at places along it, its ends among them."""
    columns = window.sum(0)
    xs = np.flatnonzero(columns)
    xs = np.unique(np.concatenate([xs[::step], xs[-1:]]))
    rows = np.arange(window.shape[0])[:, None]
    ys = (window[:, xs] * rows).sum(0) / columns[xs]
    return np.stack([xs + left + 0.5, ys + top + 0.5], axis=1).astype(np.float64)
