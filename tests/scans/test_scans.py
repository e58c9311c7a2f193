"""The generator makes the same page of the same seed, and its truth fits the picture."""

import hashlib

import numpy as np

from . import scanner, seals
from .desk import Desk
from .kinds import kinds
from .plan import make_plan, truth
from .shot import Shot
from .typeset import Page


def test_the_same_seed_plans_the_same_document():
    first, second = (truth(make_plan("open", 7, 3, kinds("open"))) for _ in range(2))
    assert first == second
    assert first["printed"] and not set(first["printed"]) & set(first["handwritten"])
    assert truth(make_plan("open", 8, 3, kinds("open"))) != first


def small_page() -> Shot:
    plan = make_plan("open", 1, 0, kinds("open"))
    desk = Desk(plan, [Page(np.full((700, 700), 255, np.uint8), [])])
    desk.stamp(0, seals.round_seal("金华双龙机械有限公司", plan.rng), (350, 350), "round", "金华双龙机械有限公司", {})
    (shot,) = desk.shots
    for effect in (scanner.skewed(1, 3), scanner.at(200), scanner.turned(1), scanner.tones()):
        effect(shot, plan.rng)
    return shot


def test_a_small_page_comes_out_the_same_and_its_seal_lies_in_its_box():
    first, second = small_page(), small_page()
    assert hashlib.sha256(first.image).digest() == hashlib.sha256(second.image).digest()
    (mark,) = first.marks
    red = first.image[:, :, 0].astype(int) - first.image[:, :, 1] > 60
    rows, columns = np.where(red.any(axis=1))[0], np.where(red.any(axis=0))[0]
    seen = np.array([columns[0], rows[0], columns[-1], rows[-1]])
    assert np.abs(seen - np.concatenate([mark.points.min(axis=0), mark.points.max(axis=0)])).max() < 8
