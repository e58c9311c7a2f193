"""Seals as they are carved and as they come out on paper; coverage from 0 to 1 at 300 dpi."""

import math
import random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import fonts
from .ink import grain

MM = 300 / 25.4
FINE = 2  # drawn larger and made smaller


class Die:
    """A seal that is being carved: ellipse of `wide` × `high` millimetres or a square."""

    def __init__(self, wide: float, high: float, rng: random.Random):
        self.rng, self.unit = rng, MM * FINE
        self.wide, self.high = wide * self.unit / 2, high * self.unit / 2
        self.size = (int(wide * self.unit) + 24, int(high * self.unit) + 24)
        self.image = Image.new("L", self.size, 0)
        self.pen = ImageDraw.Draw(self.image)
        self.centre = (self.size[0] / 2, self.size[1] / 2)
        self.face = rng.choice(fonts.seal_faces())

    def ring(self, thick: float, inside: float = 0) -> None:
        """An outline, `inside` millimetres from the edge."""
        x, y, off = *self.centre, inside * self.unit
        box = (x - self.wide + off, y - self.high + off, x + self.wide - off, y + self.high - off)
        self.pen.ellipse(box, outline=255, width=max(2, int(thick * self.unit)))

    def star(self, radius: float) -> None:
        """The star in the middle."""
        points = []
        for i in range(10):
            r, a = radius * self.unit * (1 if i % 2 == 0 else 0.382), math.pi * (i / 5 - 0.5)
            points.append((self.centre[0] + r * math.cos(a), self.centre[1] + r * math.sin(a)))
        self.pen.polygon(points, fill=255)

    def arc(
        self, text: str, high: float, inside: float, span: float, narrow: float = 0.72, below: bool = False
    ) -> None:
        """Text along the upper edge (or, read from left to right, the lower one), over `span` degrees."""
        count = max(1, len(text) - 1)
        for i, letter in enumerate(text):
            share = (i / count - 0.5) if len(text) > 1 else 0
            angle = math.radians(-90 + share * span) if not below else math.radians(90 - share * span)
            rx, ry = self.wide - inside * self.unit, self.high - inside * self.unit
            x, y = self.centre[0] + rx * math.cos(angle), self.centre[1] + ry * math.sin(angle)
            normal = math.atan2(math.sin(angle) / ry, math.cos(angle) / rx)
            turn = math.degrees(normal) + (90 if not below else -90)
            self.letter(letter, high, narrow, (x, y), turn)

    def line(self, text: str, high: float, y: float, narrow: float = 0.8) -> None:
        """Text across, `y` millimetres below the middle."""
        step = high * narrow * 1.12 * self.unit * (0.62 if text.isascii() else 1)
        for i, letter in enumerate(text):
            x = self.centre[0] + (i - (len(text) - 1) / 2) * step
            self.letter(letter, high, narrow, (x, self.centre[1] + y * self.unit), 0)

    def letter(self, letter: str, high: float, narrow: float, spot, turn: float) -> None:
        """One letter at a place, turned clockwise by degrees."""
        size = max(6, int(high * self.unit))
        tile = Image.new("L", (size * 2, size * 2), 0)
        font = fonts.load(self.face, size)
        ImageDraw.Draw(tile).text((size, size), letter, font=font, fill=255, anchor="mm", stroke_width=self.bold(size))
        tile = tile.resize((int(tile.width * narrow), tile.height), Image.Resampling.BICUBIC)
        tile = tile.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
        corner = (int(spot[0] - tile.width / 2), int(spot[1] - tile.height / 2))
        self.image.paste(255, (*corner, corner[0] + tile.width, corner[1] + tile.height), tile)

    def bold(self, size: int) -> int:
        """Strokes of carved letters are stout; thin faces are helped."""
        return 0 if "Bold" in self.face or size < 40 else 1

    def coverage(self) -> np.ndarray:
        """At 300 dpi."""
        size = (self.size[0] // FINE, self.size[1] // FINE)
        return cv2.resize(np.asarray(self.image, np.float32) / 255, size, interpolation=cv2.INTER_AREA)


def round_seal(name: str, rng: random.Random, office: bool = False, purpose: str = "") -> np.ndarray:
    """A company's (38–42 mm) or an office's (42 mm) round seal: name on the arc, star, serial number."""
    width = rng.choice((42, 42, 41)) if office else rng.choice((38, 40, 40, 42))
    die = Die(width, width, rng)
    die.ring(rng.uniform(0.9, 1.3))
    if rng.random() < 0.15:
        die.ring(0.25, 1.7)
    die.star(rng.uniform(5.5, 7))
    long = len(name)
    high = min(5.2, 88 / max(12, long))
    span = min(292, 360 * (long - 1) * high * 0.86 / (math.pi * (width - 9)))
    die.arc(name, high, 1.9 + high / 2, span, narrow=0.62 if long > 14 else 0.75)
    if purpose:
        die.line(purpose, 3.4, 9.5)
    elif not office and rng.random() < 0.8:
        serial = rng.choice(("4401", "3307")) + "".join(rng.choice("0123456789") for _ in range(9))
        die.arc(serial, 1.5, 2.4, 52, narrow=0.9, below=True)
    elif rng.random() < 0.3:
        die.line(rng.choice(("业务专用章", "知识产权专用章")), 3.4, 9.5)
    return die.coverage()


def oval_seal(name: str, code: str, rng: random.Random) -> np.ndarray:
    """An invoice seal of 40 × 30 or 45 × 30 mm: name, tax number, 发票专用章."""
    die = Die(rng.choice((40, 45)), 30, rng)
    die.ring(0.9)
    die.arc(name, min(4.0, 66 / max(13, len(name))), 3.6, 205, narrow=0.66)
    die.line(code, 2.9, 0.2, narrow=0.95)
    die.line("发票专用章", 4, 6.5)
    return die.coverage()


def square_chop(name: str, rng: random.Random) -> np.ndarray:
    """A name chop of 18–20 mm: letters in columns from the right."""
    side = rng.choice((18, 20))
    die = Die(side, side, rng)
    letters = (name[:4] + "之印" if len(name) == 2 else name[:4] + "印" if len(name) == 3 else name[:4]).ljust(4)
    box = (12, 12, die.size[0] - 12, die.size[1] - 12)
    die.pen.rectangle(box, outline=255, width=int(0.8 * die.unit))
    for letter, (column, row) in zip(letters, ((1, 0), (1, 1), (0, 0), (0, 1)), strict=False):
        spot = [12 + (0.27 + 0.46 * v) * side * die.unit for v in (column, row)]
        die.letter(letter, side * 0.4, 0.95, spot, 0)
    return die.coverage()


def office_stamp(lines: list[str], rng: random.Random) -> np.ndarray:
    """A rectangular stamp of an office, such as 收件 with a date: no company seal."""
    die = Die(rng.uniform(34, 42), 8 * len(lines) + 3, rng)
    if rng.random() < 0.7:
        die.pen.rectangle((12, 12, die.size[0] - 12, die.size[1] - 12), outline=255, width=int(0.6 * die.unit))
    for i, line in enumerate(lines):
        die.line(line, 4.2, (i - (len(lines) - 1) / 2) * 7, narrow=0.75 if len(line) > 6 else 1)
    return die.coverage()


def pressed(cover: np.ndarray, rng: random.Random, strength: float, blotch: float, partial: bool = False) -> np.ndarray:
    """The seal on paper: turned, unevenly inked, grainy; `partial`: pressed at one side only."""
    angle = rng.choice((rng.gauss(0, 5), rng.uniform(-25, 25)))
    height, width = cover.shape
    side = int(math.hypot(height, width)) + 8
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    cover = cv2.warpAffine(cover, matrix, (side, side), flags=cv2.INTER_LINEAR)
    cover = cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.6, 1.3))
    shape = cover.shape
    ink = strength * (1 + 0.25 * blotch * grain(shape, 90, rng)) * (1 + 0.3 * blotch * grain(shape, 12, rng))
    ink *= np.clip(1.0 + 0.35 * grain(shape, 2.2, rng), 0.3, 1.2)
    ink *= 1 - np.clip(grain(shape, 30, rng) - 2.2 + blotch, 0, 0.75)
    if partial:
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
        turn = rng.uniform(0, 2 * math.pi)
        away = ((x - side / 2) * math.cos(turn) + (y - side / 2) * math.sin(turn)) / (side / 2)
        ink *= np.clip(1.1 - 1.6 * np.clip(away - 0.1, 0, 1), 0.12, 1)
    rows, columns = np.where(cover.max(axis=1) > 0.2)[0], np.where(cover.max(axis=0) > 0.2)[0]
    whole = np.clip(cover * ink, 0, 0.97)
    return whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
