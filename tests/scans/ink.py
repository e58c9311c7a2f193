"""Ink that people put on paper: handwriting, signatures, ticks, strokes; all as coverage from 0 to 1."""

import random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from . import fonts

PENS = ((28, 28, 34), (36, 38, 70), (30, 50, 140), (20, 35, 110), (45, 45, 50))  # black to blue, RGB


def grain(shape, cell: float, rng: random.Random) -> np.ndarray:
    """Smooth noise with mean 0 and deviation about 1; `cell` is its size in pixels."""
    source = np.random.default_rng(rng.getrandbits(32))
    small = source.standard_normal((max(2, int(shape[0] / cell) + 2), max(2, int(shape[1] / cell) + 2)))
    return cv2.resize(small.astype(np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def put(page: np.ndarray, cover: np.ndarray, colour, x: float, y: float) -> None:
    """Multiplies ink onto an RGB page; what lies outside of the page is lost."""
    x, y = round(float(x)), round(float(y))
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(page.shape[1], x + cover.shape[1]), min(page.shape[0], y + cover.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    part = cover[y0 - y : y1 - y, x0 - x : x1 - x, None]
    tint = 1 - np.asarray(colour, np.float32) / 255
    old = page[y0:y1, x0:x1].astype(np.float32)
    page[y0:y1, x0:x1] = np.clip(old * (1 - part * tint), 0, 255).astype(np.uint8)


def trimmed(cover: np.ndarray) -> np.ndarray:
    """Without empty borders."""
    rows, columns = np.where(cover.max(axis=1) > 0.1)[0], np.where(cover.max(axis=0) > 0.1)[0]
    if not len(rows):
        return cover
    return cover[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def wavy(cover: np.ndarray, size: float, rng: random.Random) -> np.ndarray:
    """Bent a little, as no hand writes a letter twice in the same way."""
    height, width = cover.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    return cv2.remap(
        cover, x + grain(cover.shape, 40, rng) * size, y + grain(cover.shape, 40, rng) * size, cv2.INTER_LINEAR
    )


def writing(text: str, height: float, rng: random.Random, hand=None, tight: float = 1.0) -> np.ndarray:
    """A line of handwriting whose Chinese letters are about `height` pixels high."""
    hand = hand or rng.choice(fonts.hands())
    size = int(height * 2.2)
    canvas = Image.new("L", (int(size * (len(text) + 2) * 1.15), size * 3), 0)
    x = size * 0.5
    slope = rng.uniform(-0.03, 0.015)
    for letter in text:
        font = fonts.load(fonts.face_for(letter, hand), max(8, int(size * rng.uniform(0.92, 1.08))))
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size // 2, size // 3), letter, font=font, fill=255)
        tile = tile.rotate(rng.uniform(-5, 5), Image.Resampling.BICUBIC, center=(size, size))
        y = size * 0.5 + x * slope + rng.uniform(-0.04, 0.04) * size
        spot = (int(x - size // 2), int(y))
        canvas.paste(255, (*spot, spot[0] + tile.width, spot[1] + tile.height), tile)
        x += font.getlength(letter) * rng.uniform(0.95, 1.08) * tight
    cover = np.asarray(canvas, np.float32) / 255
    if rng.random() < 0.5:  # a thicker pen
        cover = cv2.dilate(cover, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3)))
    return _pen(cover, rng)


def _pen(cover: np.ndarray, rng: random.Random) -> np.ndarray:
    cover = trimmed(wavy(cover, rng.uniform(0.8, 2.0), rng))
    cover = cv2.resize(cover, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    cover = cv2.copyMakeBorder(cover, 4, 4, 4, 4, cv2.BORDER_CONSTANT)
    return cover * np.clip(0.9 + 0.12 * grain(cover.shape, 14, rng), 0.55, 1)


def signature(name: str, height: float, rng: random.Random) -> np.ndarray:
    """A signature: large, slanted, letters that run into each other, now and then with a flourish."""
    face = rng.choice(fonts.signers())
    cover = writing(name, height * rng.uniform(1.5, 2.3), rng, (face, face), tight=rng.uniform(0.66, 0.85))
    pad = int(cover.shape[0] * 0.4)
    cover = cv2.copyMakeBorder(cover, pad, pad, pad, pad * 2, cv2.BORDER_CONSTANT)
    slant, turn = rng.uniform(-0.35, -0.05), rng.uniform(-0.14, 0.02)
    matrix = np.float32([[1, slant, -slant * cover.shape[0] / 2], [turn, 1, -turn * cover.shape[1] / 2]])
    cover = cv2.warpAffine(cover, matrix, (cover.shape[1], cover.shape[0]))
    if rng.random() < 0.4:
        _flourish(cover, rng)
    return np.clip(trimmed(cover), 0, 1)


def _flourish(cover: np.ndarray, rng: random.Random) -> None:
    height, width = cover.shape
    start = np.array([width * 0.75, height * 0.6])
    middle = np.array([width * rng.uniform(0.3, 0.6), height * rng.uniform(0.75, 0.9)])
    end = np.array([width * rng.uniform(0.85, 1.0), height * rng.uniform(0.6, 0.85)])
    stroke(cover, [start, middle, end], rng.uniform(2.5, 4))


def stroke(cover: np.ndarray, points, width: float) -> None:
    """Draws a quadratic curve through a control point, thinner to its end."""
    a, b, c = (np.asarray(p, float) for p in points)
    old = None
    for t in np.linspace(0, 1, 40):
        spot = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
        if old is not None:
            thick = max(1, round(width * (1 - 0.5 * t)))
            cv2.line(cover, tuple(map(int, old)), tuple(map(int, spot)), 0.95, thick, cv2.LINE_AA)
        old = spot


def tick(size: float, rng: random.Random) -> np.ndarray:
    """A tick, larger than its box."""
    side = int(size * rng.uniform(1.3, 1.9))
    cover = np.zeros((side, side), np.float32)
    spot = lambda x, y: np.array([x + rng.uniform(-0.05, 0.05), y + rng.uniform(-0.05, 0.05)]) * side  # noqa: E731
    low, width = spot(0.35, 0.85), rng.uniform(3.5, 5.5)
    stroke(cover, [spot(0.12, 0.5), spot(0.22, 0.6), low], width)
    stroke(cover, [low, spot(0.5, 0.55), spot(0.93, 0.1)], width)
    return cv2.GaussianBlur(cover, (3, 3), 0)


def struck(width: float, height: float, rng: random.Random) -> np.ndarray:
    """One or two lines through a text."""
    cover = np.zeros((int(height), int(width)), np.float32)
    for place in rng.choice(((0.5,), (0.4, 0.62))):
        ends = [np.array([width * f, height * (place + rng.uniform(-0.08, 0.08))]) for f in (0.01, 0.5, 0.99)]
        stroke(cover, ends, rng.uniform(3.5, 5))
    return cv2.GaussianBlur(cover, (3, 3), 0)
