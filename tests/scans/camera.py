"""What a phone's camera makes of a page that lies on a desk or is shown on a screen."""

import random

import cv2
import numpy as np

from .ink import grain
from .scanner import noise_of
from .shot import Shot


def wood(shape, rng: random.Random) -> np.ndarray:
    """A wooden desk: rings that run along, from pale beech to dark walnut."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = rng.choice((0, np.pi / 2)) + rng.uniform(-0.1, 0.1)
    across = x * np.sin(turn) + y * np.cos(turn) + 60 * grain(shape, 900, rng)
    rings = np.sin(across / rng.uniform(14, 40) + 2.5 * grain(shape, 500, rng))
    fibre = cv2.blur(noise_of((height, width, 1), 1, rng)[:, :, 0], (91, 1) if abs(np.cos(turn)) > 0.5 else (1, 91))
    tone = 1 + 0.08 * rings + 0.9 * fibre + 0.06 * grain(shape, 300, rng)
    colour = rng.choice(((196, 160, 118), (150, 104, 66), (104, 70, 48), (176, 150, 124), (128, 116, 104)))
    return np.clip(tone[:, :, None] * np.float32(colour), 0, 255)


def white_desk(shape, rng: random.Random) -> np.ndarray:
    """A white or pale grey table: hardly an edge to see."""
    level = rng.uniform(196, 242)
    colour = np.float32([level + rng.uniform(-5, 5) for _ in range(3)])
    return np.clip((1 + 0.015 * grain(shape, 400, rng))[:, :, None] * colour, 0, 255)


def dark_cloth(shape, rng: random.Random) -> np.ndarray:
    """A dark desk mat."""
    tone = 1 + 0.05 * grain(shape, 3, rng) + 0.05 * grain(shape, 500, rng)
    return np.clip(tone[:, :, None] * np.float32(rng.choice(((52, 54, 60), (40, 60, 52), (70, 52, 46)))), 0, 255)


def screen_frame(shape, rng: random.Random) -> np.ndarray:
    """The grey of a viewer around the page on a screen."""
    return np.full((*shape, 3), rng.uniform(60, 120), np.float32)


def view(size, out, rng: random.Random, tilt: float, share: float) -> np.ndarray:
    """The homography from the page (w, h) to the picture (w, h), tilted by up to `tilt` degrees."""
    (w, h), (width, height) = size, out
    pitch, yaw = (np.radians(rng.uniform(-tilt, tilt)) for _ in range(2))
    roll = np.radians(rng.gauss(0, tilt / 4))
    far = 2.3 * max(w, h)
    cx, sx, cy, sy, cz, sz = np.cos(pitch), np.sin(pitch), np.cos(yaw), np.sin(yaw), np.cos(roll), np.sin(roll)
    turn = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]]) @ np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    turn = turn @ np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    corners = np.array([[-w, -h, 0], [w, -h, 0], [w, h, 0], [-w, h, 0]]) / 2 @ turn.T
    flat = corners[:, :2] / (1 + corners[:, 2:] / far)
    flat -= (flat.max(0) + flat.min(0)) / 2
    flat *= share * min(width / np.ptp(flat[:, 0]), height / np.ptp(flat[:, 1]))
    slack = (np.array(out) - np.ptp(flat, axis=0)) / 2
    flat += np.array(out) / 2 + slack * np.array([rng.uniform(-0.6, 0.6), rng.uniform(-0.6, 0.6)])
    source = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    return cv2.getPerspectiveTransform(source, flat.astype(np.float32))


class Bend:
    """A page that does not lie flat: a displacement of its points, the same for the picture and for places."""

    def __init__(self, size, rng: random.Random, amount: float, fold: bool = False):
        self.w, self.h = size
        self.amount = amount * rng.choice((-1, 1)) * rng.uniform(0.6, 1)
        self.phase, self.waves = rng.uniform(0, np.pi), rng.choice((0.5, 0.5, 1.0))
        self.lean, self.fold = rng.uniform(-0.6, 0.6), fold
        self.at = rng.uniform(0.3, 0.7)

    def height(self, u):
        """How high the paper stands, along its width from 0 to 1."""
        if self.fold:
            return 1 - np.abs(u - self.at) * 2
        return np.sin(np.pi * 2 * self.waves * u + self.phase)

    def slope(self, u):
        """Its slope, for light and shade."""
        return (self.height(u + 0.004) - self.height(u - 0.004)) / 0.008

    def shift(self, x, y):
        """Displacement in pixels at points of the bent page."""
        z, v = self.height(x / self.w), y / self.h - 0.5
        return 0.25 * self.amount * self.w * self.slope(x / self.w) / 6, self.amount * self.h * z * (1 + self.lean * v)

    def back(self, x, y):
        """Points of the bent page → of the flat page."""
        dx, dy = self.shift(x, y)
        return x + dx, y + dy

    def forth(self, points):
        """Points of the flat page → of the bent page, by iteration."""
        at = points.copy()
        for _ in range(12):
            dx, dy = self.shift(at[:, 0], at[:, 1])
            at = points - np.stack([dx, dy], 1)
        return at


def photo(
    desk,
    tilt=12.0,
    share=(0.84, 1.02),
    bend=0.0,
    fold=False,
    long_side=(3000, 4032),
    shadow=0.0,
    screen=False,
    light=0.25,
):
    """A phone's picture of the page; see the keyword for each trouble."""

    def effect(shot: Shot, rng: random.Random) -> None:
        h, w = shot.image.shape[:2]
        long = rng.randint(*long_side)
        out = (long * 3 // 4, long) if h > w else (long, long * 3 // 4)
        same = random.Random(shot.seed)
        bent = Bend((w, h), rng, bend, fold)
        matrix = view((w, h), out, rng, tilt, rng.uniform(*share))
        x, y = flat_places(matrix, out)
        u, v = bent.back(x, y)
        scale = np.sqrt(abs(np.linalg.det(matrix[:2, :2])))
        page = cv2.GaussianBlur(shot.image, (0, 0), 0.35 / min(1.0, scale))
        paper = cv2.remap(page, u, v, cv2.INTER_LINEAR, borderValue=(0, 0, 0)).astype(np.float32)
        inside = ((u > 0) & (u < w - 1) & (v > 0) & (v < h - 1)).astype(np.float32)
        paper = 12 + paper * (same.uniform(225, 245) - 12) / 255
        if bend or fold:
            paper *= (1 + 3.5 * bent.amount * bent.slope(x / w) / 6)[:, :, None]
        if screen:
            paper = lattice(paper, u, v, scale, rng)
        ground = desk((out[1], out[0]), same)
        edge = cv2.GaussianBlur(np.roll(inside, (12, 9), (0, 1)), (0, 0), 14)
        ground *= (1 - 0.45 * edge)[:, :, None]
        soft = cv2.GaussianBlur(inside, (0, 0), 0.8)[:, :, None]
        picture = paper * soft + ground * (1 - soft)
        picture *= lighting((out[1], out[0]), rng, light, shadow)[:, :, None]
        shot.image = np.clip(picture * balance(same), 0, 255).astype(np.uint8)
        shot.move(lambda p: cv2.perspectiveTransform(bent.forth(p)[None].astype(np.float64), matrix)[0])
        shot.dpi *= scale

    return effect


def flat_places(matrix, out):
    """For each pixel of the picture its point on the (bent) page."""
    x, y = np.meshgrid(np.arange(out[0], dtype=np.float32), np.arange(out[1], dtype=np.float32))
    back = np.linalg.inv(matrix).astype(np.float32)
    below = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    return (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / below, (
        back[1, 0] * x + back[1, 1] * y + back[1, 2]
    ) / below


def lattice(paper, u, v, scale: float, rng: random.Random):
    """A screen's red, green and blue stripes, sampled by the sensor's pixels: moiré comes by itself."""
    pitch = rng.uniform(0.95, 1.06) / scale  # about one point of the screen a pixel of the sensor
    strength = rng.uniform(0.06, 0.16)
    paper = cv2.GaussianBlur(paper, (0, 0), 0.7)
    rows = 1 + 0.5 * strength * np.cos(2 * np.pi * v / pitch)
    for i in range(3):
        paper[:, :, i] *= (1 + strength * np.cos(2 * np.pi * (u / pitch + i / 3))) * rows
    return paper


def lighting(shape, rng: random.Random, fall: float, shadow: float) -> np.ndarray:
    """Light from a lamp or a window, the lens's dark corners, the shadow of a hand or a phone."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width - 0.5, y / height - 0.5
    turn = rng.uniform(0, 2 * np.pi)
    light = 1 - fall * np.clip(x * np.cos(turn) + y * np.sin(turn) + 0.4, 0, 1)
    light *= 1 - 0.18 * (x * x + y * y)
    if shadow:
        light *= 1 - rng.uniform(0.6, 1) * shadow * shade(shape, rng)
    return light


def shade(shape, rng: random.Random) -> np.ndarray:
    """A shadow from 0 to 1: a forearm or the phone itself, with a soft edge."""
    height, width = shape
    small = np.zeros((height // 8, width // 8), np.float32)
    h, w = small.shape
    if rng.random() < 0.5:
        side = rng.uniform(0.3, 0.7) * w
        points = [(side, h), (w, h), (w, rng.uniform(0.2, 0.5) * h), (side + 0.2 * w, rng.uniform(0.3, 0.6) * h)]
    else:
        left, top = rng.uniform(0, 0.5) * w, rng.uniform(0.1, 0.5) * h
        points = [(left, top), (left + 0.45 * w, top - 0.05 * h), (left + 0.5 * w, h), (left - 0.1 * w, h)]
    cv2.fillPoly(small, [np.int32(points)], 1.0)
    small = cv2.GaussianBlur(small, (0, 0), rng.uniform(4, 16))
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)


def balance(rng: random.Random) -> np.ndarray:
    """Warm lamp or cool window."""
    warm = rng.uniform(-0.07, 0.09)
    return np.float32([1 + warm * 0.6, 1, 1 - warm])


def sensor(noise=(1.5, 4.0), blur=(0.4, 0.9), exposure=(0.9, 1.12), move=0.0):
    """The lens's blur, a hand that was not still, noise, the phone's own sharpening."""

    def effect(shot: Shot, rng: random.Random) -> None:
        image = cv2.GaussianBlur(shot.image, (0, 0), rng.uniform(*blur))
        if move:
            image = cv2.filter2D(image, -1, trail(rng.uniform(0.5, 1) * move, rng.uniform(0, np.pi)))
        image = image.astype(np.float32) * rng.uniform(*exposure)
        image += noise_of(image.shape, rng.uniform(*noise), rng)
        image = np.clip(image, 0, 255).astype(np.uint8)
        shot.image = cv2.addWeighted(image, 1.35, cv2.GaussianBlur(image, (0, 0), 1.5), -0.35, 0)

    return effect


def trail(length: float, turn: float) -> np.ndarray:
    """The path of a moved camera."""
    side = int(length) * 2 + 3
    kernel = np.zeros((side, side), np.float32)
    for t in np.linspace(-0.5, 0.5, side * 6):
        x, y = side / 2 + t * length * np.cos(turn), side / 2 + t * length * np.sin(turn)
        kernel[int(y), int(x)] += 1
    return kernel / kernel.sum()
