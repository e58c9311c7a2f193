"""The picture of a page and what is marked on it."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Mark:
    """A seal or a signature with the points of its outline in pixels of its page's picture."""

    kind: str
    points: np.ndarray
    told: dict


@dataclass
class Shot:
    """The picture of a page with its marks; `dpi` where paper has one scale."""

    image: np.ndarray
    marks: list[Mark]
    chars: list = field(default_factory=list)
    dpi: float = 300
    number: int = 0
    seed: str = ""  # the same for all pages: one scanner, one desk, one lamp

    def move(self, how) -> None:
        """Moves all places by a function from (N, 2) to (N, 2)."""
        for mark in self.marks:
            mark.points = how(mark.points)


def outline(x0, y0, x1, y1, shape="box") -> np.ndarray:
    """Points on the outline of a box or of the ellipse in it."""
    if shape in ("round", "oval"):
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        return np.stack([(x0 + x1) / 2 + (x1 - x0) / 2 * np.cos(turn), (y0 + y1) / 2 + (y1 - y0) / 2 * np.sin(turn)], 1)
    t = np.linspace(0, 1, 6)[:, None]
    corners = [np.array(c, float) for c in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    return np.concatenate([a + (b - a) * t for a, b in zip(corners, corners[1:] + corners[:1], strict=True)])
