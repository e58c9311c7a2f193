"""Circles of known sizes in a picture: each edge of ink votes for the middles of circles that it may be the rim of.

An edge knows which way its ink lies. So it votes for one point a radius, and strokes of letters, whose edges look all
ways, hardly ever agree.
"""

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

_STEEP = 0.12  # of absorbance, by Sobel's kernel: the rim of a pale copy of a copy has 0.15
_BIN = 2  # pixels of a square whose votes are counted together: a rim is no perfect circle, and wide


class Edges(NamedTuple):
    """Where ink begins."""

    points: npt.NDArray[np.float32]  # a row for each, x and y in pixels
    towards: npt.NDArray[np.float32]  # a row for each, the direction in which there is more ink, of length 1

    def without(self, some: npt.NDArray[np.bool_]) -> "Edges":
        """All but some of them."""
        return Edges(self.points[~some], self.towards[~some])


class CircleVote(NamedTuple):
    """A circle that edges voted for, in pixels."""

    # x, y: its middle
    x: float
    y: float
    radius: float  # to the outside of its rim
    share: float  # of its circumference whose edges agree; more than 1 where an edge is wide


def edges(density: npt.NDArray[np.float32]) -> Edges:
    """The edges of a picture of ink."""
    across, down = (cv2.Sobel(density, cv2.CV_32F, *axis, ksize=3) for axis in ((1, 0), (0, 1)))
    steepness = cv2.magnitude(across, down)
    ys, xs = np.nonzero(steepness > _STEEP)
    steep = steepness[ys, xs]
    towards = np.stack([across[ys, xs] / steep, down[ys, xs] / steep], axis=1)
    return Edges(np.stack([xs, ys], axis=1).astype(np.float32), towards)


def circles(rims: Edges, size: tuple[int, int], radii: range, least: float, most: int) -> list[CircleVote]:
    """The circles of a picture, those with most votes first; of those that lie upon each other only one.

    Args:
        rims: the edges of its ink.
        size: its width and height.
        radii: of circles that are looked for, in pixels.
        least: share of the circumference that must vote.
        most: circles.
    """
    if not len(rims.points):
        return []
    margin = radii[-1]  # the middle may lie outside of the picture
    width, height = ((side + 2 * margin) // _BIN + 2 for side in size)
    best = np.zeros((height, width), np.float32)
    sizes = np.zeros((height, width), np.uint8)
    start, step = (rims.points + margin) / _BIN, rims.towards / _BIN
    for index, radius in enumerate(radii):
        middles = (start + radius * step).astype(np.int32)
        votes = np.bincount(middles[:, 1] * width + middles[:, 0], minlength=height * width).astype(np.float32)
        share = cv2.boxFilter(votes.reshape(height, width), -1, (2, 2), normalize=False) / np.float32(
            2 * np.pi * radius
        )
        better = share > best
        np.copyto(best, share, where=better)
        np.copyto(sizes, np.uint8(index), where=better)
    return [
        CircleVote(x * _BIN - margin, y * _BIN - margin, radii[sizes[y, x]], share)
        for x, y, share in _peaks(best, radii[0] // (5 * _BIN) + 1, least, most)
    ]


def _peaks(best: npt.NDArray[np.float32], apart: int, least: float, most: int) -> Iterator[tuple[int, int, float]]:
    for _ in range(most):
        _, share, _, (x, y) = cv2.minMaxLoc(best)
        if share < least:
            return
        yield x, y, share
        cv2.circle(best, (x, y), apart, 0, -1)
