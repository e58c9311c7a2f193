"""What scanners, copiers and fax machines do to a page. Each effect changes a Shot in place."""

import random

import cv2
import numpy as np

from .ink import grain
from .shot import Shot


def affine(shot: Shot, matrix: np.ndarray, size, fill) -> None:
    """Moves the picture and its places by a 2 × 3 matrix."""
    shot.image = cv2.warpAffine(shot.image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=fill)
    shot.move(lambda p: p @ matrix[:, :2].T + matrix[:, 2])


def skewed(low: float, high: float, fill=(250, 250, 250)):
    """Turned by some degrees and laid a little aside."""

    def effect(shot: Shot, rng: random.Random) -> None:
        angle = rng.uniform(low, high) * rng.choice((-1, 1))
        height, width = shot.image.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        matrix[:, 2] += (rng.uniform(-25, 25), rng.uniform(-25, 25))
        affine(shot, matrix, (width, height), fill)

    return effect


def at(dpi: float):
    """The scanner's resolution."""

    def effect(shot: Shot, rng: random.Random) -> None:
        scale = dpi / shot.dpi
        shot.image = cv2.GaussianBlur(shot.image, (0, 0), rng.uniform(0.45, 0.75) / max(scale, 0.6))
        size = (round(shot.image.shape[1] * scale), round(shot.image.shape[0] * scale))
        if scale != 1:
            shot.image = cv2.resize(shot.image, size, interpolation=cv2.INTER_AREA)
        shot.move(lambda p: p * scale)
        shot.dpi = dpi

    return effect


def tones(white=(238, 252), black=(10, 45), noise=(1.0, 3.0), tint: float = 3):
    """Paper white, the darkest black, sensor noise."""

    def effect(shot: Shot, rng: random.Random) -> None:
        same = random.Random(shot.seed)
        top, low = same.uniform(*white), same.uniform(*black)
        levels = np.array([top + same.uniform(-tint, tint) for _ in range(3)], np.float32)
        image = low + shot.image.astype(np.float32) / 255 * (levels - low)
        image += noise_of(image.shape, rng.uniform(*noise), rng)
        shot.image = np.clip(image, 0, 255).astype(np.uint8)

    return effect


def noise_of(shape, size: float, rng: random.Random) -> np.ndarray:
    """Noise, mostly of brightness."""
    source = np.random.default_rng(rng.getrandbits(32))
    grey = source.standard_normal(shape[:2], dtype=np.float32)[:, :, None] * size
    return grey + source.standard_normal(shape, dtype=np.float32) * size * 0.5


def sharpened(shot: Shot, rng: random.Random) -> None:
    """The scanner's own sharpening."""
    soft = cv2.GaussianBlur(shot.image, (0, 0), 1.2)
    amount = rng.uniform(0.3, 0.9)
    shot.image = cv2.addWeighted(shot.image, 1 + amount, soft, -amount, 0)


def grey(shot: Shot, rng: random.Random) -> None:
    """A copy without colour, with a copier's steep contrast: seals on it are grey from now on."""
    image = cv2.cvtColor(shot.image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    gain = rng.uniform(1.05, 1.35)
    image = np.clip((image - 128) * gain + 128 + rng.uniform(0, 22), 0, 255)
    image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 0.8)).astype(np.uint8)
    shot.image = np.repeat(image[:, :, None], 3, axis=2)
    for mark in shot.marks:
        if mark.kind == "seal":
            mark.told["colour"] = "grey"


def copied_dirt(shot: Shot, rng: random.Random) -> None:
    """Specks of a copier's glass and drum."""
    height, width = shot.image.shape[:2]
    for _ in range(rng.randint(30, 160)):
        x, y, r = rng.randint(0, width), rng.randint(0, height), rng.choice((0, 0, 1, 1, 1, 2))
        cv2.circle(shot.image, (x, y), r, (rng.randint(60, 190),) * 3, -1, cv2.LINE_AA)


def dust_and_lines(shot: Shot, rng: random.Random) -> None:
    """A dirty feeder: thin lines along the way of the paper, dust, a hair."""
    copied_dirt(shot, rng)
    height, width = shot.image.shape[:2]
    for _ in range(rng.randint(1, 4)):
        x, wide = rng.randint(40, width - 40), rng.choice((1, 1, 2, 3))
        colour = rng.choice(((60, 60, 60), (150, 150, 150), (90, 200, 120), (200, 120, 200), (120, 120, 220)))
        part = shot.image[:, x : x + wide].astype(np.float32)
        share = np.clip(rng.uniform(0.2, 0.75) + 0.2 * grain((height, 1), 80, rng), 0, 1)[:, :, None]
        shot.image[:, x : x + wide] = (part * (1 - share) + np.array(colour) * share * part / 255).astype(np.uint8)
    spot = np.array([rng.randint(100, width - 100), rng.randint(100, height - 100)], float)
    points = [spot + i * np.array([6, 0]) + (0, 14 * np.sin(i / 4)) for i in range(rng.randint(8, 22))]
    cv2.polylines(shot.image, [np.int32(points)], False, (70, 70, 70), 1, cv2.LINE_AA)


def uneven(low: float = 0.62):
    """Light that falls off to a side or a corner: a book scanner, an open lid."""

    def effect(shot: Shot, rng: random.Random) -> None:
        height, width = shot.image.shape[:2]
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        turn = rng.uniform(0, 2 * np.pi)
        along = (x / width - 0.5) * np.cos(turn) + (y / height - 0.5) * np.sin(turn) + 0.5
        light = 1 - (1 - low) * np.clip(along, 0, 1) ** rng.uniform(1, 2.5)
        light *= 1 + 0.03 * grain((height, width), 500, rng)
        shot.image = np.clip(shot.image * light[:, :, None], 0, 255).astype(np.uint8)

    return effect


def borders_and_holes(shot: Shot, rng: random.Random) -> None:
    """Black edges of an open lid and the two holes of a folder."""
    height, width = shot.image.shape[:2]
    dark = rng.randint(5, 50)
    unit = shot.dpi / 25.4
    for y in (height / 2 - 40 * unit, height / 2 + 40 * unit):
        centre = (int(rng.uniform(9, 12) * unit), int(y + rng.uniform(-2, 2) * unit))
        cv2.circle(shot.image, centre, int(2.8 * unit), (dark + 15,) * 3, -1, cv2.LINE_AA)
    wide = [rng.choice((0, rng.uniform(1.5, 6))) * unit for _ in range(4)]
    slope = [rng.uniform(-1.5, 1.5) * unit for _ in range(4)]
    left, right, top, bottom = wide
    fill = lambda *points: cv2.fillPoly(shot.image, [np.int32(points)], (dark, dark, dark))  # noqa: E731
    if left:
        fill((0, 0), (left + slope[0], 0), (left, height), (0, height))
    if right:
        fill((width, 0), (width - right + slope[1], 0), (width - right, height), (width, height))
    if top:
        fill((0, 0), (0, top + slope[2]), (width, top), (width, 0))
    if bottom:
        fill((0, height), (0, height - bottom + slope[3]), (width, height - bottom), (width, height))


def stapled(shot: Shot, rng: random.Random) -> None:
    """A staple with its shadow and the folded corner of a bound pile."""
    unit = shot.dpi / 25.4
    x, y, turn = rng.uniform(8, 14) * unit, rng.uniform(8, 14) * unit, rng.uniform(-0.9, -0.5)
    end = (x + 11 * unit * np.cos(turn), y + 11 * unit * np.sin(turn))
    line = lambda off, tone, wide: cv2.line(  # noqa: E731
        shot.image, (int(x + off), int(y + off)), (int(end[0] + off), int(end[1] + off)), (tone,) * 3, wide, cv2.LINE_AA
    )
    line(0.6 * unit, 190, max(2, int(unit)))
    line(0, 105, max(2, int(0.6 * unit)))
    height, width = shot.image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    away = (xs + ys * rng.uniform(0.8, 1.3)) / (rng.uniform(30, 42) * unit)
    fold = 1 - 0.28 * np.exp(-(((away - 1) / 0.05) ** 2)) - 0.1 * (away < 1)
    shot.image = np.clip(shot.image * fold[:, :, None], 0, 255).astype(np.uint8)


def bleeding(shots: list[Shot], rng: random.Random) -> None:
    """The back of each sheet shines through: the next page, mirrored, soft and faint."""
    backs = [shots[(i + 1) % len(shots)].image for i in range(len(shots))]
    for shot, back in zip(shots, backs, strict=True):
        size = (shot.image.shape[1], shot.image.shape[0])
        back = cv2.GaussianBlur(cv2.flip(cv2.resize(back, size), 1), (0, 0), rng.uniform(2.5, 5))
        back = np.roll(back, (rng.randint(-30, 30), rng.randint(-30, 30)), (0, 1))
        strength = rng.uniform(0.12, 0.28)
        shot.image = (shot.image * (1 - strength * (1 - back.astype(np.float32) / 255))).astype(np.uint8)


def one_bit(shot: Shot, rng: random.Random) -> None:
    """Black or white, as fax machines and cheap scanners send it; thin strokes break, specks appear."""
    image = cv2.cvtColor(shot.image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    image += noise_of((*image.shape, 1), 9, rng)[:, :, 0]
    dark = image < rng.uniform(175, 212)
    source = np.random.default_rng(rng.getrandbits(32))
    dark ^= source.random(dark.shape) < rng.choice((0.0002, 0.0006))
    for _ in range(rng.choice((0, 0, 1, 2))):  # a line of the fax that was lost
        dark[rng.randrange(dark.shape[0]), :] = False
    shot.image = np.repeat(np.where(dark, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
    for mark in shot.marks:
        if mark.kind == "seal":
            mark.told["colour"] = "grey"


def turned(*quarters: int):
    """On its side or upside down: by a number of quarters counter-clockwise."""

    def effect(shot: Shot, rng: random.Random) -> None:
        for _ in range(rng.choice(quarters)):
            width = shot.image.shape[1]
            shot.image = np.ascontiguousarray(np.rot90(shot.image))
            shot.move(lambda p, w=width: np.stack([p[:, 1], w - p[:, 0]], 1))

    return effect


def shrunk(long_side: int):
    """Made small by a messenger."""

    def effect(shot: Shot, rng: random.Random) -> None:
        scale = min(1.0, long_side / max(shot.image.shape[:2]))
        size = (round(shot.image.shape[1] * scale), round(shot.image.shape[0] * scale))
        shot.image = cv2.resize(shot.image, size, interpolation=cv2.INTER_AREA)
        shot.move(lambda p: p * scale)
        shot.dpi *= scale

    return effect
