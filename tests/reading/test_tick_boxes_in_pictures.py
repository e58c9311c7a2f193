"""Boxes that people tick by hand, told from characters with four sides."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from ipforms.formats.pdf_page import BoundingBox, Character  # noqa: E402
from ipforms.formats.scan.page_geometry import POINT  # noqa: E402
from ipforms.formats.scan.tick_boxes import with_tick_boxes  # noqa: E402


def drawn(*squares):
    """The ink of a page with the sides of squares of 9 points, each given by its left end, at a height of 20 points."""
    ink = np.zeros((200, 800), np.uint8)
    for left in squares:
        cv2.rectangle(
            ink, (round(left * POINT), round(21 * POINT)), (round((left + 9) * POINT), round(30 * POINT)), 255, 2
        )
    return ink


def typed(*characters):
    """Characters 12 points high, each with where it begins and ends."""
    return [Character(text, BoundingBox(left, 19.5, right, 31.5)) for text, left, right in characters]


def read(characters, ink):
    found, _ = with_tick_boxes(characters, ink)
    return "".join(each.text for each in sorted(found, key=lambda each: each.box.centre[0]))


def test_a_blank_box_is_one_whatever_it_was_read_as_and_one_with_a_tick_is_ticked():
    ink = drawn(20, 80)
    cv2.line(ink, (round(22 * POINT), round(25 * POINT)), (round(27 * POINT), round(28 * POINT)), 255, 4)
    characters = typed(("□", 19, 31), ("是", 31, 43), ("口", 79, 91), ("否", 91, 103))
    assert read(characters, ink) == "☑是☐否"


def test_a_box_that_was_not_read_beside_a_blank_one_is_ticked():
    ink = drawn(20, 80)
    cv2.line(ink, (round(78 * POINT), round(22 * POINT)), (round(91 * POINT), round(30 * POINT)), 255, 5)
    assert read(typed(("□", 19, 31), ("是", 31, 43), ("否", 79, 103)), ink) == "☐是☑否"


def test_a_box_that_was_not_read_before_the_number_of_a_line_is_as_large_as_another_one():
    ink = drawn(20, 80)
    cv2.line(ink, (round(82 * POINT), round(25 * POINT)), (round(85 * POINT), round(28 * POINT)), 255, 4)
    assert read(typed(("□", 19, 31), ("1", 33, 38), ("2", 79, 99), (".", 99, 103)), ink) == "☐1☑2."
    assert read(typed(("1", 33, 38), ("2", 79, 99), (".", 99, 103)), ink) == "12."


def test_a_tick_over_the_box_of_another_option_is_one_and_a_speck_before_it_is_none():
    ink = drawn(20, 80)
    for left, right, thickness in ((78, 91, 5), (144, 145, 1)):
        cv2.line(
            ink, (round(left * POINT), round(22 * POINT)), (round(right * POINT), round(30 * POINT)), 255, thickness
        )
    characters = typed(
        ("□", 19, 31), ("省", 31, 43), ("级", 43, 55), ("市", 79, 103), ("级", 103, 115), ("区", 140, 164)
    )
    assert read(characters, ink) == "☐省级☑市级区"


@pytest.mark.parametrize(("bottom", "text"), [(20.8, "☑否"), (18, "☑C否")])
def test_the_end_of_a_tick_above_its_box_is_no_character(bottom, text):
    ink = drawn(20)
    cv2.line(ink, (round(22 * POINT), round(25 * POINT)), (round(34 * POINT), round(12 * POINT)), 255, 4)
    tip = Character("C", BoundingBox(31, bottom - 9, 38, bottom))
    assert read([*typed(("□", 19, 31), ("否", 31, 45)), tip], ink) == text


def test_a_character_with_four_sides_is_no_box():
    assert read(typed(("出", 7, 19), ("口", 19, 31), ("是", 31, 43)), drawn(20)) == "出口是"
    assert read(typed(("国", 19, 31), ("有", 31, 43)), drawn(20)) == "国有"


@pytest.mark.parametrize(("tick", "text"), [((70, 81), "☐是☑否"), ((62, 73), "☐是√☐否")])
def test_a_tick_that_leans_on_the_box_behind_it_ticks_it_and_one_beside_the_word_before_does_not(tick, text):
    ink = drawn(35, 82)
    left, right = (round(side * POINT) for side in tick)
    cv2.line(ink, (left, round(26 * POINT)), (right, round(19 * POINT)), 255, 4)
    cv2.rectangle(ink, (round(47 * POINT), round(20 * POINT)), (round(57 * POINT), round(30 * POINT)), 255, -1)
    middle = (tick[0] + tick[1]) / 2
    characters = typed(("□", 34, 46), ("是", 46, 58), ("√", middle - 6, middle + 6), ("□", 77, 89), ("否", 92, 103))
    assert read(characters, ink) == text
