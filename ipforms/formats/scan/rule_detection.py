"""Ruling lines of a picture: long runs of ink, as thin as a pen."""

from typing import NamedTuple

import cv2
import numpy as np

from ipforms.formats.scan.raster import Mask, Pixels, Points, ink, parts

_THICKEST = 1.6  # mm; a thicker bar is no ruling
_BROKEN = 0.5  # mm along a line that a copy of one bit may lose
_HIDDEN = 1.2  # mm of a line, between runs that strokes of letters do not have: the rim of a seal that was taken off it
_RUN = 4.0  # mm of a line that are level, even where a page is curled: a line of two pixels that leans by 5°
_SHORT_RUN = 1.3  # mm: one of two pixels at 200 dpi that leans by 10°
_FURTHER = 3  # times the length of a run by which a line may be longer than what was seen of it
_FAINT, _DIP = 235, 20  # of 255: the grey of a rule on a copy of a copy is 190 to 225; what is less dark is paper
_PART = 1.0  # mm of it, which noise of a copy does not hide
_MANY = 0.28  # of what is seen of lines: 0.31 to 0.9 on tables of copies of copies, at most 0.26 on other tables
_SIDE = 8.0  # mm from the side of a page, where no table is
_PALER = 50.0  # of 255, by which a gap is paler than its line
_BLACK, _SHINING = 100, 205  # of 255: rules of a scan are darker; those of its back, which shine through, paler
_BESIDE = 7  # pixels from a rule within which its ink is: where a grey bar is taken for a part of it, 5
# mm: radius of an arc and its rise from the chord: rims of seals have 31 at most, curled paper more
_BEND, _SAG = 60.0, 0.35
_ROUGH = 0.2  # of that rise: how far an arc is from its curve at most
_SAMPLE = 2.0  # mm between two points at which the height of a line is taken


class Rule(NamedTuple):
    """A ruling line."""

    points: Points  # along it, in pixels; x and y
    thickness: float  # in pixels


def ruling_ink(picture: Pixels, dpi: float) -> Mask:
    """The ink of an evened page; with lines that are too faint for it, if many are.

    A copy of a copy keeps letters and loses rules. A single faint line is a crease or a streak of dirt.
    """
    dark = ink(picture)
    seen = _runs(dark, dpi, 1) | _runs(dark, dpi, 0)
    beyond, most = cv2.bitwise_not(cv2.dilate(seen, np.ones((3, 3), np.uint8))), _MANY * cv2.countNonZero(seen)
    pale = np.asarray(cv2.threshold(picture, _FAINT - 1, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)
    # Most pages have hardly anything pale that goes on like a line.
    if cv2.countNonZero(cv2.bitwise_and(_runs(pale, dpi, 1) | _runs(pale, dpi, 0), beyond)) <= most:
        return dark
    dips = _dips(picture, dpi)
    faint = cv2.bitwise_and(_inside(_runs(dips, dpi, 1), dpi) | _inside(_runs(dips, dpi, 0).T, dpi).T, beyond)
    return np.asarray(dark | faint, np.uint8) if cv2.countNonZero(faint) > most else dark


def _dips(picture: Pixels, dpi: float) -> Mask:
    """What is darker than what is above and below, or left and right of it, for the length of a run.

    And so in each part of the run: a column of letters on a grey bar is darker than what is beside it only in places.
    """
    length, part, thickest = (round(each * dpi / 25.4) | 1 for each in (_RUN, _PART, 2 * _THICKEST))
    found = np.zeros(picture.shape, bool)
    for along in (1, 0):
        kernel = np.ones((thickest, 1) if along else (1, thickest), np.uint8)

        def deep(length: int, along: int = along, kernel: Mask = kernel) -> Mask:
            size = (length, 1) if along else (1, length)
            return np.asarray(cv2.morphologyEx(cv2.blur(picture, size), cv2.MORPH_BLACKHAT, kernel), np.uint8)

        found |= (deep(length) > _DIP) & (deep(part) > _DIP / 4)
    return np.where(found & (picture < _FAINT), 255, 0).astype(np.uint8)


def _runs(mask: Mask, dpi: float, axis: int) -> Mask:
    """The runs along an axis."""
    shape = np.roll((1, round(_RUN * dpi / 25.4)), 1 - axis)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.uint8)


def _inside(runs: Mask, dpi: float) -> Mask:
    """Runs from left to right, without those at the height of one at the side of the page: of a crease or a streak."""
    side, beside = (round(each * dpi / 25.4) for each in (_SIDE, _THICKEST))
    outside = np.maximum(runs[:, :side].max(1), runs[:, -side:].max(1))
    return np.where(cv2.dilate(outside[:, None], np.ones((2 * beside + 1, 1), np.uint8)) > 0, 0, runs).astype(np.uint8)


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
    opened = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((1, round(_HIDDEN * mm)), np.uint8))
    # A line that leans is a stair of runs: what touches is one.
    labels, boxes = parts(np.asarray(opened, np.uint8))
    found, mask = [], np.zeros_like(ink)
    for number, (left, top, width, height, area) in enumerate(boxes[1:].tolist(), 1):
        if area / width > _THICKEST * mm or width < shortest * mm:
            continue
        window = labels[top : top + height, left : left + width] == number
        points = _heights(window, left, top, max(2, round(_SAMPLE * mm)))
        if _is_arc(points, mm):
            continue
        mask[top : top + height, left : left + width][window] = 255
        found.append(Rule(points, area / width))
    return sorted(found, key=lambda rule: float(rule.points[:, 1].mean())), mask


def down(ink: Mask, dpi: float, shortest: float) -> tuple[list[Rule], Mask]:
    """The lines from top to bottom, from left to right, and where their ink is; see `across`."""
    found, mask = across(np.asarray(cv2.transpose(ink), np.uint8), dpi, shortest)
    return [Rule(rule.points[:, ::-1], rule.thickness) for rule in found], np.asarray(cv2.transpose(mask), np.uint8)


def _is_arc(points: Points, mm: float) -> bool:
    """Whether a line is a part of a circle as small as the rim of a seal."""
    length = float(np.ptp(points[:, 0]))
    if len(points) < 4 or length > _BEND * mm or np.ptp(points[:, 1]) < _SAG * mm / 2:
        return False
    along = points[:, 0] - points[0, 0]
    curve = np.polyfit(along, points[:, 1], 2)
    rise = abs(curve[0]) * length**2 / 4
    beside = float(np.abs(np.polyval(curve, along) - points[:, 1]).mean())  # a rule with a letter at its end is no arc
    return bool(2 * abs(curve[0]) * _BEND * mm > 1 and rise > _SAG * mm and beside < _ROUGH * rise)


def evenness(rule: Rule, picture: Pixels) -> float:
    """How much of a line is as dark as most of it, within a pixel."""
    ends = rule.points[[0, -1]].astype(int)
    axis = int(abs(ends[1] - ends[0]).argmax())
    along = np.arange(*sorted(ends[:, axis]))
    order = rule.points[:, axis].argsort()
    over = np.interp(along, rule.points[order, axis], rule.points[order, 1 - axis]).astype(int)
    beside = [np.clip(over + step, 0, picture.shape[axis] - 1) for step in (-1, 0, 1)]
    darkest = np.min([picture[each, along] if axis == 0 else picture[along, each] for each in beside], axis=0)
    return float((darkest < np.median(darkest) + _PALER).mean()) if len(along) else 1.0


def _heights(window: np.ndarray, left: int, top: int, step: int) -> Points:
    """The middle of a line at places along it, its ends among them."""
    columns = window.sum(0)
    xs = np.flatnonzero(columns)
    xs = np.append(xs[:-1:step], xs[-1])
    rows = np.arange(window.shape[0])[:, None]
    ys = (window[:, xs] * rows).sum(0) / columns[xs]
    return np.stack([xs + left + 0.5, ys + top + 0.5], axis=1).astype(np.float64)


def on_its_ink(rule: Rule, flat: Pixels) -> tuple[Rule, int]:
    """A rule where its ink is darkest, and how dark that is: beside a shaded bar it was seen as a part of the bar."""
    axis = int(np.ptp(rule.points[:, 0]) > np.ptp(rule.points[:, 1]))  # in which its ink is looked for
    reach = np.arange(-_BESIDE, _BESIDE + 1)
    places = np.repeat(rule.points.astype(int)[:, None], len(reach), axis=1)
    places[..., axis] += reach
    around = flat[places[..., 1].clip(0, len(flat) - 1), places[..., 0].clip(0, len(flat[0]) - 1)]
    profile, level = np.median(around, axis=0), int(np.median(around[:, _BESIDE - 1 : _BESIDE + 2].min(1)))
    dark = np.flatnonzero(profile <= (profile.min() + profile.max()) / 2)
    run = next(part for part in np.split(dark, np.flatnonzero(np.diff(dark) > 1) + 1) if profile.argmin() in part)
    if level - profile.min() < _PALER or len(run) > rule.thickness + 1:
        return rule, level
    points = rule.points.copy()
    points[:, axis] += reach[run].mean()
    return Rule(points, float(len(run))), int(profile.min())


def of_this_side(across: list[Rule], down: list[Rule], flat: Pixels) -> tuple[list[Rule], list[Rule]]:
    """The rules of a page without those of its back that show through: one printer's are about as dark as each other.

    On a copy of a copy all are faint, or some are and others are between.
    """
    levels = [[on_its_ink(rule, flat)[1] for rule in rules] for rules in (across, down)]
    known = [*levels[0], *levels[1]]
    if min(known, default=0) >= _BLACK or any(_BLACK <= level < _SHINING for level in known):
        return across, down
    one, other = (
        [rule for rule, level in zip(rules, own, strict=True) if level < _SHINING]
        for rules, own in zip((across, down), levels, strict=True)
    )
    return one, other
