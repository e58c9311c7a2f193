"""Seals and stamps on a page: imprints of ink pads with a rim, told apart by shape."""

import math
from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from ipforms.formats.scan.ink_colour import Density

Shape = Literal["round", "oval", "square", "oblong"]
Colour = Literal["red", "dark"]

_SLACK = 1.25  # of the radius, by which an inner circle may stand out: a seal that was put on twice in one place


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint of a seal or stamp, in pixels of the picture in which it was found."""

    kind: Literal["seal", "stamp"]  # "seal" of a company, an office or a person; "stamp" with a date or a note
    shape: Shape  # of its rim
    colour: Colour  # "red", of any hue; "dark" on a grey copy, or of another ink
    middle: tuple[float, float]  # x and y
    size: tuple[float, float]  # its longer and its shorter side or axis
    angle: float  # of the longer one, in degrees clockwise
    coverage: float  # share of the rim that was seen, of what lies on the page

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        angle = math.radians(self.angle)
        across, down = self.size[0] / 2, self.size[1] / 2
        if self.shape in ("round", "oval"):
            width = math.hypot(across * math.cos(angle), down * math.sin(angle))
            height = math.hypot(across * math.sin(angle), down * math.cos(angle))
        else:
            width = abs(across * math.cos(angle)) + abs(down * math.sin(angle))
            height = abs(across * math.sin(angle)) + abs(down * math.cos(angle))
        x, y = self.middle
        return x - width, y - height, x + width, y + height

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within, or on the rim."""
        angle, away = math.radians(self.angle), (x - self.middle[0], y - self.middle[1])
        along = (away[0] * math.cos(angle) + away[1] * math.sin(angle)) / self.size[0]
        beside = (away[1] * math.cos(angle) - away[0] * math.sin(angle)) / self.size[1]
        share = math.hypot(along, beside) if self.shape in ("round", "oval") else max(abs(along), abs(beside))
        return share <= 1 / 2

    def of_kind(self, kind: Literal["seal", "stamp"]) -> "Imprint":
        """The same imprint as another kind."""
        return replace(self, kind=kind)

    def scaled(self, factor: float) -> "Imprint":
        """The same imprint in a larger or smaller picture."""
        (x, y), (longer, shorter) = self.middle, self.size
        return replace(self, middle=(x * factor, y * factor), size=(longer * factor, shorter * factor))

    def shrunk(self, share: float) -> "Imprint":
        """The part around its middle, with a share of its size."""
        return replace(self, size=(self.size[0] * share, self.size[1] * share))

    def shifted(self, across: float, down: float) -> "Imprint":
        """The same imprint in a picture that begins elsewhere."""
        return replace(self, middle=(self.middle[0] + across, self.middle[1] + down))

    def stretched(self, factor: float) -> "Imprint":
        """The same imprint in a picture whose height was multiplied; ovals as tall as they are wide become circles."""
        turn = math.radians(self.angle)
        axes = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]]) * self.size
        along, sizes, _ = np.linalg.svd(np.diag([1.0, factor]) @ axes)
        angle = math.degrees(math.atan2(along[1, 0], along[0, 0]))
        return replace(
            self, middle=(self.middle[0], self.middle[1] * factor), size=(float(sizes[0]), float(sizes[1])), angle=angle
        )

    def turned(self, matrix: npt.NDArray[np.float64], angle: float) -> "Imprint":
        """The same imprint in a picture that was turned, by degrees clockwise."""
        x, y = (matrix @ (*self.middle, 1.0)).tolist()
        return replace(self, middle=(x, y), angle=self.angle + angle)

    def mask(self, height: int, width: int, margin: float) -> npt.NDArray[np.uint8]:
        """Where the imprint is, 255, and a margin around it in pixels."""
        found = np.zeros((height, width), np.uint8)
        longer, shorter = self.size[0] + 2 * margin, self.size[1] + 2 * margin
        rectangle = (self.middle, (longer, shorter), self.angle)
        if self.shape in ("round", "oval"):
            cv2.ellipse(found, rectangle, 255, -1)
        else:
            cv2.fillPoly(found, [np.rint(cv2.boxPoints(rectangle)).astype(np.int32)], 255)
        return found

    def upright(self, picture: Density, side: int) -> Density:
        """A square picture of the imprint alone, its rim at the sides: ovals become circles, text is not turned."""
        back = cv2.getRotationMatrix2D((side / 2, side / 2), -self.angle, 1.0)
        return self._warped(picture, side, np.vstack([back, [0, 0, 1]]))

    def aligned(self, picture: Density, side: int) -> Density:
        """The same with its longer axis from left to right."""
        return self._warped(picture, side, np.eye(3))

    def _warped(self, picture: Density, side: int, then: npt.NDArray[np.float64]) -> Density:
        turn = np.vstack([cv2.getRotationMatrix2D(self.middle, self.angle, 1.0), [0, 0, 1]])
        shift = np.diag([side / self.size[0], side / self.size[1], 1.0])
        shift[:2, 2] = side / 2 - shift[0, 0] * self.middle[0], side / 2 - shift[1, 1] * self.middle[1]
        return np.asarray(cv2.warpAffine(picture, (then @ shift @ turn)[:2], (side, side)), np.float32)


def within(inner: Imprint, outer: Imprint) -> bool:
    """Whether an imprint lies within another, as the inner ring of a seal does: nobody puts a seal there."""
    return math.dist(inner.middle, outer.middle) + inner.size[1] / 2 < outer.size[0] / 2 * _SLACK
