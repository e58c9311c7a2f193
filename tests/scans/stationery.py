"""Red print and stamps that are no company seals: letterheads, an office's 收件."""

import random

import cv2
import numpy as np

from . import ink, seals
from .desk import Desk


def receipt(desk: Desk) -> None:
    """A stamp of the office that took the paper in: red, and no seal."""
    rng, page = desk.rng, desk.pages[0]
    year = "2022" if desk.plan.form.startswith("jinhua") else "2017"
    lines = rng.choice((["收 件"], ["收文", "第 {} 号"], ["已收"]))
    lines = [line.format(rng.randint(10, 999)) for line in lines] + [
        f"{year}.{rng.randint(4, 6)}.{rng.randint(10, 28)}"
    ]
    cover = seals.pressed(seals.office_stamp(lines, rng), rng, rng.uniform(0.5, 0.9), 0.5)
    spot = free_place(page.image, cover.shape, rng)
    if spot:
        ink.put(desk.shots[0].image, cover, desk.red, *spot)


def red_header(desk: Desk) -> None:
    """A company's red letterhead with a rule below, at the top of the first page."""
    rng, image = desk.rng, desk.shots[0].image
    dark = np.where((desk.pages[0].image < 128).any(axis=1))[0]
    top = dark[0] if len(dark) else 400
    if top < 170:
        return
    die = seals.Die(150, 14, rng)
    unit = desk.plan.blocks[0].unit
    die.line(
        unit + ("" if unit.endswith("局") else "文件")[: 22 - len(unit)],
        min(8.0, 130 / max(10, len(unit) + 2)),
        0,
        narrow=0.95,
    )
    cover = die.coverage()
    x, y = (image.shape[1] - cover.shape[1]) / 2, top - 165
    ink.put(image, cover, desk.red, x, max(10, y - 20))
    ink.put(image, np.full((6, int(image.shape[1] * 0.76)), 0.9, np.float32), desk.red, image.shape[1] * 0.12, y + 135)


def free_place(image: np.ndarray, shape, rng: random.Random):
    """A white place of the page for something of that size."""
    dark = cv2.integral((image < 160).astype(np.uint8))
    height, width = shape
    for _ in range(400):
        x = rng.randint(60, image.shape[1] - width - 60)
        y = rng.randint(40, image.shape[0] - height - 60)
        if dark[y + height, x + width] - dark[y, x + width] - dark[y + height, x] + dark[y, x] == 0:
            return x, y
    return None
