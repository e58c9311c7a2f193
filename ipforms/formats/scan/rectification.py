"""A page made flat: each ruling line of a form lies at one height, which undoes skew, perspective and curl at once.

Three steps lead from the picture to the flat page. It is turned upright by quarters and by the angle of most of its
lines. Two polynomials then move each point up or down, and left or right, so that the points of one ruling line are
level. What all rules have in common, as how far apart they are, is left as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan.raster import Pixels, Points
from ipforms.formats.scan.rule_detection import Rule

_Terms = tuple[tuple[int, int], ...]
# Powers of the way along a line, and across it. Those without the first would move a line as a whole.
_LEVEL: _Terms = ((1, 0), (2, 0), (3, 0), (4, 0), (1, 1), (2, 1), (3, 1), (1, 2), (2, 2))
_PLUMB: _Terms = ((1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (1, 2))
_STIFFNESS = 3e-3  # of the least squares: what no line shows stays as it is
_STEPS = 12  # of the inversion; each makes the error ten times smaller where lines lean by a tenth
_NEAR_ENOUGH = 0.01  # pixels
_MESH = 24  # pixels between points at which the way back is worked out; between them it is straight
_OUTLIER = 3.0  # times the median distance from level: a stroke of a letter, or the edge of the paper
_LEAST = 1.2  # pixels that are no outlier
_ROUNDS = 3  # of fitting, each without the outliers of the one before


@dataclass(frozen=True)
class Displacement:
    """By how much points are moved along one axis, as a polynomial of where they are."""

    terms: _Terms  # powers of both coordinates, that along the lines first
    weights: Points  # of the terms
    # centre, scale: what the coordinates are measured from and in
    centre: tuple[float, float]
    scale: float
    swapped: bool  # whether lines go from top to bottom

    def at(self, points: Points) -> npt.NDArray[np.float64]:
        """The displacement of each point."""
        return _matrix(self.terms, points, self.centre, self.scale, self.swapped) @ self.weights


def _matrix(
    terms: _Terms, points: Points, centre: tuple[float, float], scale: float, swapped: bool
) -> npt.NDArray[np.float64]:
    along, over = (points - np.asarray(centre)).T[:: -1 if swapped else 1] / scale
    return np.stack([along**one * over**other for one, other in terms], axis=1)


def levelling(rules: Sequence[Rule], size: tuple[int, int], *, swapped: bool = False) -> Displacement:
    """The displacement that makes each of some rules level, or plumb.

    Args:
        rules: across, or down.
        size: width and height of the picture.
        swapped: whether they go down.
    """
    terms, centre, scale = (_PLUMB if swapped else _LEVEL), (size[0] / 2, size[1] / 2), max(size) / 2
    none = Displacement(terms, np.zeros(len(terms)), centre, scale, swapped)
    kept = [rule for rule in rules if len(rule.points) > 3]
    if not kept:
        return none
    found = none
    for _ in range(_ROUNDS):
        found = Displacement(terms, _fitted(kept, none), centre, scale, swapped)
        errors = [_unevenness(rule, found) for rule in kept]
        most = max(_LEAST, _OUTLIER * float(np.median(errors)))
        if max(errors) <= most:
            break
        kept = [rule for rule, error in zip(kept, errors, strict=True) if error <= most]
    return found


def _fitted(rules: Sequence[Rule], none: Displacement) -> Points:
    """The weights that make rules level: the mean of each is free, so both sides are taken without it."""
    rows, aims = [], []
    axis = 0 if none.swapped else 1
    for rule in rules:
        matrix = _matrix(none.terms, rule.points, none.centre, none.scale, none.swapped)
        rows.append(matrix - matrix.mean(0))
        aims.append(rule.points[:, axis].mean() - rule.points[:, axis])
    matrix, aim = np.concatenate(rows), np.concatenate(aims)
    stiff = np.diag([_STIFFNESS * len(aim) * (one + other) ** 2 for one, other in none.terms])
    return np.asarray(np.linalg.solve(matrix.T @ matrix + stiff * 1e-2, matrix.T @ aim))


def _unevenness(rule: Rule, displacement: Displacement) -> float:
    levels = rule.points[:, 0 if displacement.swapped else 1] + displacement.at(rule.points)
    return float(np.abs(levels - np.median(levels)).mean())


@dataclass(frozen=True)
class Rectification:
    """The way from a flat page back to the picture that was sent."""

    matrix: npt.NDArray[np.float64]  # from the upright picture to the one that was sent, a projective map
    size: tuple[int, int]  # width and height of the upright picture
    # vertical, horizontal: what makes its lines level and plumb
    vertical: Displacement
    horizontal: Displacement
    scale: float = 1.0
    """Pixels of the flat page for one of the upright picture."""

    def sent(self, points: Points) -> Points:
        """Where points of the flat page are in the picture that was sent."""
        return projected(self.matrix, self._upright(np.asarray(points, np.float64) / self.scale))

    def _upright(self, flat: Points) -> Points:
        found = flat.copy()
        for _ in range(_STEPS):
            before, found = found, flat - np.stack([self.horizontal.at(found), self.vertical.at(found)], axis=1)
            if np.abs(found - before).max(initial=0) < _NEAR_ENOUGH:
                break
        return found

    @cached_property
    def flat_size(self) -> tuple[int, int]:
        """Width and height of the flat page in pixels."""
        return round(self.size[0] * self.scale), round(self.size[1] * self.scale)

    def flat(self, pixels: Pixels) -> Pixels:
        """The flat page of a picture."""
        width, height = self.flat_size
        # Resizing takes the values of a mesh for those of the middles of its squares, of which one is beyond each side.
        xs, ys = ((np.arange(-(-side // _MESH) + 2) - 0.5) * _MESH for side in (width, height))
        mesh = self.sent(np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)).astype(np.float32) - np.float32(0.5)
        wide = cv2.resize(mesh.reshape(len(ys), len(xs), 2), None, None, _MESH, _MESH, cv2.INTER_LINEAR)
        way_back = wide[_MESH:, _MESH:][:height, :width]
        grown = self.scale / float(np.sqrt(abs(np.linalg.det(self.matrix[:2, :2]))))
        way = cv2.INTER_CUBIC if grown > 1 else cv2.INTER_LINEAR
        white = (255, 255, 255)
        return np.asarray(
            cv2.remap(pixels, way_back, None, way, borderMode=cv2.BORDER_CONSTANT, borderValue=white), np.uint8
        )


def projected(matrix: npt.NDArray[np.float64], points: Points) -> Points:
    """Points moved by a projective map."""
    moved = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:])
