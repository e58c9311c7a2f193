"""Where seals are on a page: round ones by votes of their edges, oval and square ones by their outline in red."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan import circle_votes, ink_colour
from ipforms.formats.scan.circle_votes import CircleVote, Edges
from ipforms.formats.scan.imprints import Colour, Imprint, within
from ipforms.formats.scan.raster import parts
from ipforms.formats.scan.rim_shapes import is_drawn, is_inscribed, outlines, squares, turned_squares
from ipforms.formats.scan.stamp_bars import has_bars

_DPI = 60.0  # a rim of 1 mm has two pixels
_DIAMETERS = (24.0, 62.0)  # mm; 38 to 50 by the rules for seals, less on a copy that was made smaller
_ASPECTS = (0.75, 0.667)  # of oval seals, by the rules for seals on invoices 40 mm wide and 30 high; others are 45 wide
_OVAL = 0.6  # of the rim of an oval one; the round logos of firms have 0.58, made higher
_WIDTHS = (38.0, 48.0)  # mm of these; a hand that turns one makes it narrower
_MOST = 12  # circles of a page
_NEAR = 0.05  # of the radius, by which a circle drawn through a lens is none
_ROUND = 0.84  # shorter to longer axis of a round seal on a page that was seen at a slant
_INWARD = 0.9  # cosine between the direction of an edge and that to the middle
_RIM = 0.1  # of the radius: a rim with its inner ring, whose edges are of no other imprint
_DISC = 96  # pixels of an imprint in which its ink is measured
_SECTORS = 72  # of a rim, in which its edge is looked for
_BLACK = 0.8  # absorbance that counts as black: darker print is not to outvote pale rims
_COLOURED = 2e-4  # of a page, red: a seal of a person alone has 6e-4
_BROWN = 0.12  # of the blue light that a ring takes: by which green goes less, and red less again; coffee has 0.2
_FULL = 0.8  # share of red inside of a disc, which is a logo; seals have 0.5 at most
_GRAIN, _FEWEST_GRAINS = 0.19, 150  # mm² of a grain of ink on a page of one bit, at most; grains of a seal have 400
_PALE = 0.05  # least density of grains that counts as ink in the middle of a stroke


class _Pad(NamedTuple):
    """How the ink of a seal looks, and what it takes to be sure of a round one."""

    colour: Colour
    votes: float  # of its circumference: text in black has 0.18, a third of a circle off the page, blotchy, 0.22
    agreeing: float  # of the same, edges that lie on the circle
    coverage: float  # of the rim; seals have 0.8, strokes of letters 0.4
    least: float  # mm across; smaller rings are logos, or the ends of an oval


_RED, _DARK = _Pad("red", 0.22, 0.22, 0.5, 31.0), _Pad("dark", 0.24, 0.24, 0.55, 34.0)
_GRAINED = _Pad("dark", 0.17, 1.3, 0.65, 34.0)  # grains all over a page have 0.2, 1.1 and 0.75 at most


def find(pixels: npt.NDArray[np.uint8], dpi: float) -> list[Imprint]:
    """The seals and stamps of a page, from top to bottom.

    Args:
        pixels: red, green and blue; rows and columns of the page.
        dpi: pixels an inch.

    Returns:
        Each with its place in pixels of `pixels`.
    """
    scale = min(1.0, _DPI / dpi)
    small = np.asarray(cv2.resize(pixels, None, None, scale, scale, cv2.INTER_AREA), np.uint8)
    ink = ink_colour.absorbance(small, ink_colour.paper(small, dpi * scale))
    red = ink_colour.redness(ink)
    found = outlines(red, dpi * scale)
    found += _round(red, _RED, dpi * scale, found)
    found += _oval(red, _RED, dpi * scale, found)
    found += squares(red, dpi * scale, "red", found)
    found += turned_squares(red, dpi * scale, "red", found)
    dark = np.minimum(ink_colour.darkness(ink), _BLACK)
    rings = _round(dark, _DARK, dpi * scale, found)
    found += [ring for ring in rings if not is_drawn(ring, red, dpi * scale) and not _is_brown(ring, ink)]
    found += [] if _has_colour(red) else _oval(dark, _DARK, dpi * scale, [*found, *rings])
    found += squares(np.where(red > ink_colour.LEAST, 0, dark), dpi * scale, "dark", found)
    return sorted((each.scaled(1 / scale) for each in found), key=lambda each: each.box[1])


def find_grained(ink: npt.NDArray[np.uint8], dpi: float, known: Sequence[Imprint]) -> list[Imprint]:
    """The round seals whose ink is grains: what a page of one bit makes of a colour."""
    labels, boxes = parts(ink)
    is_grain = boxes[:, cv2.CC_STAT_AREA] <= _GRAIN * (dpi / 25.4) ** 2
    is_grain[0] = False
    if is_grain.sum() < _FEWEST_GRAINS:
        return []
    scale = _DPI / dpi
    grains = cv2.GaussianBlur(
        cv2.resize(np.float32(is_grain[labels]), None, None, scale, scale, cv2.INTER_AREA), (0, 0), 1
    )
    level = max(float(np.quantile(grains[grains > _PALE / 5], 0.9)), _PALE)
    density = np.asarray(np.minimum(grains / level, 1), np.float32)
    found = _round(density, _GRAINED, _DPI, [each.scaled(scale) for each in known])
    return [each.scaled(1 / scale) for each in found]


def _round(
    density: npt.NDArray[np.float32],
    pad: _Pad,
    dpi: float,
    known: Sequence[Imprint],
    diameters: tuple[float, float] = _DIAMETERS,
) -> list[Imprint]:
    """The round imprints of one ink that are none of those that are known already."""
    mm, size = dpi / 25.4, (density.shape[1], density.shape[0])
    rims = circle_votes.edges(density)
    radii = range(int(diameters[0] / 2 * mm), int(diameters[1] / 2 * mm) + 1)
    votes = circle_votes.circles(rims, size, radii, pad.votes, _MOST)
    seen = list(known)
    for each in known:
        rims = rims.without(each.mask(size[1], size[0], mm)[tuple(rims.points.T[::-1].astype(int))] > 0)
    for vote in votes:
        near = _on_circle(rims, vote)
        ring = _fitted(vote, rims.points[near], size, pad.colour)
        enough = near.sum() > pad.agreeing * 2 * np.pi * vote.radius and ring.coverage > pad.coverage
        if enough and not any(within(ring, each) for each in seen):
            seen.append(ring)
            rims = rims.without(_on_ellipse(rims, ring))
    inked = ink_colour.is_coloured(density)
    rings = [ring for ring in seen[len(known) :] if is_inscribed(ring, inked) and not _is_disc(ring, density)]
    named = [ring.of_kind("stamp") if has_bars(ring, density) else ring for ring in rings]
    return [ring for ring in named if ring.kind == "stamp" or ring.size[0] >= pad.least * mm]


def _oval(density: npt.NDArray[np.float32], pad: _Pad, dpi: float, known: Sequence[Imprint]) -> list[Imprint]:
    """The oval seals of one ink that lie level, more or less: in a picture that was made higher they are round."""
    found: list[Imprint] = []
    for aspect in _ASPECTS:
        higher = np.asarray(cv2.resize(density, None, None, 1.0, 1 / aspect, cv2.INTER_LINEAR), np.float32)
        seen = [each.stretched(1 / aspect) for each in (*known, *found)]
        rings = [ring.stretched(aspect) for ring in _round(higher, pad, dpi, seen, _WIDTHS)]
        found += [replace(ring, shape="oval") for ring in rings if ring.coverage > _OVAL]
    return found


def _on_circle(rims: Edges, vote: CircleVote) -> npt.NDArray[np.bool_]:
    """Which edges are the rim of a circle."""
    away = rims.points - np.array([vote.x, vote.y], np.float32)
    distance = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1)
    inward = -(away * rims.towards).sum(1) / distance
    return np.asarray((np.abs(distance - vote.radius) < 2 + _NEAR * vote.radius) & (inward > _INWARD))


def _on_ellipse(rims: Edges, imprint: Imprint) -> npt.NDArray[np.bool_]:
    """Which edges are the rim of an imprint, wherever their ink lies."""
    angle = np.radians(imprint.angle)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    away = (rims.points - np.array(imprint.middle)) @ turn / (np.array(imprint.size) / 2)
    distance = np.hypot(away[:, 0], away[:, 1]) if imprint.shape in ("round", "oval") else np.abs(away).max(1)
    return np.asarray(np.abs(distance - 1) < _RIM)


def _fitted(vote: CircleVote, points: npt.NDArray[np.float32], size: tuple[int, int], colour: Colour) -> Imprint:
    """The circle, or the nearly round ellipse, through points of its rim."""
    coverage = _coverage(points, vote, size)
    if len(points) > vote.radius:
        (x, y), (one, other), angle = cv2.fitEllipseDirect(points)
        if min(one, other) > _ROUND * max(one, other) and abs(one + other - 4 * vote.radius) < 0.3 * vote.radius:
            longer, turned = (one, angle) if one >= other else (other, angle + 90)
            return Imprint("seal", "round", colour, (x, y), (longer, min(one, other)), turned, coverage)
    return Imprint("seal", "round", colour, (vote.x, vote.y), (2 * vote.radius, 2 * vote.radius), 0.0, coverage)


def _coverage(points: npt.NDArray[np.float32], vote: CircleVote, size: tuple[int, int]) -> float:
    """Share of the sectors of a circle with a point on the rim, of those that lie on the page."""
    angles = (np.arange(_SECTORS) + 0.5) * 2 * np.pi / _SECTORS
    xs, ys = vote.x + vote.radius * np.cos(angles), vote.y + vote.radius * np.sin(angles)
    on_page = (xs >= 0) & (xs < size[0]) & (ys >= 0) & (ys < size[1])
    turns = np.arctan2(points[:, 1] - vote.y, points[:, 0] - vote.x) % (2 * np.pi)
    seen = np.bincount((turns * _SECTORS / (2 * np.pi)).astype(int) % _SECTORS, minlength=_SECTORS) > 0
    return float((seen & on_page).sum() / max(on_page.sum(), _SECTORS / 4))


def _has_colour(red: npt.NDArray[np.float32]) -> bool:
    """Whether there is red ink on a page: who scans in colour has oval seals in red."""
    return float((red > ink_colour.LEAST).mean()) > _COLOURED


def _is_brown(ring: Imprint, ink: ink_colour.Absorbance) -> bool:
    """Whether a cup of coffee stood there: ink of pads is red, blue, violet or black."""
    channels = (ring.upright(np.ascontiguousarray(ink[..., channel]), _DISC) for channel in range(3))
    on_rim = np.zeros((_DISC, _DISC), np.uint8)
    cv2.circle(on_rim, (_DISC // 2, _DISC // 2), int(_DISC * 0.47), 255, int(_DISC * _RIM / 2))
    red, green, blue = (float(each[on_rim > 0].mean()) for each in channels)
    return green - red > _BROWN * blue and blue - green > _BROWN * blue


def _is_disc(ring: Imprint, density: npt.NDArray[np.float32]) -> bool:
    """Whether a circle is full of ink."""
    inside = ring.upright(density, _DISC)
    disc = np.zeros(inside.shape, np.uint8)
    cv2.circle(disc, (_DISC // 2, _DISC // 2), int(_DISC * 0.45), 255, -1)
    return float((inside[disc > 0] > ink_colour.LEAST).mean()) > _FULL
