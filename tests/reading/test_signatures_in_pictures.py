"""Signatures in the place that a form has for them, told from print and from nothing."""

from __future__ import annotations

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from ipforms.formats.pdf_page import BoundingBox, Character, PdfPage  # noqa: E402
from ipforms.formats.scan.imprints import Imprint  # noqa: E402
from ipforms.formats.scan.page_geometry import POINT  # noqa: E402
from ipforms.formats.scan.signatures import signatures  # noqa: E402

BLACK, BLUE = (30, 30, 30), (40, 60, 170)


def page_with(*lines):
    """A page with lines of square characters of 12 points, each line given by its text and its left upper corner."""
    flat, page = np.full((900, 1400, 3), 255, np.uint8), PdfPage(1, 504, 324)
    for text, left, top in lines:
        for number, character in enumerate(text):
            box = BoundingBox(left + 12 * number, top, left + 12 * number + 12, top + 12)
            page.characters.append(Character(character, box, len(page.characters)))
            corners = [round((side + inset) * POINT) for side, inset in zip(box, (1, 1, -1, -1), strict=True)]
            cv2.rectangle(flat, corners[:2], corners[2:], BLACK, 2)
    return flat, page


def written(flat, left, top, height, ink):
    """Strokes of a hand, in points."""
    ways = np.array([(0, 0.5), (0.5, 0), (0.8, 1), (1.4, 0.2), (1.8, 0.9), (2.6, 0.1), (3.0, 0.7)]) * height
    cv2.polylines(flat, [np.rint((ways + np.array([left, top])) * POINT).astype(np.int32)], False, ink, 4)


def found(flat, page, chance=0.99, imprints=(), by_hand=()):
    letters = ((flat.min(2) < 200) * 255).astype(np.uint8)
    marks = signatures(flat, imprints, page, letters, by_hand, lambda lines: [("某", chance) for _ in lines])
    return [(each.kind, each.name) for each in marks]


def sealed(flat, x, y):
    """A black seal as on a copy of one bit, with a star and the characters of a name."""
    radius = 56 * POINT
    middle = (round(x * POINT), round(y * POINT))
    cv2.circle(flat, middle, round(radius) - 3, BLACK, 6)
    cv2.circle(flat, middle, round(0.3 * radius), BLACK, -1)
    for turn in np.radians(np.arange(-210, 31, 16)):
        mark = np.rint(np.array([np.cos(turn), np.sin(turn)]) * 0.78 * radius + middle).astype(int)
        cv2.rectangle(flat, tuple(mark - 14), tuple(mark + 14), BLACK, 4)
    return Imprint("seal", "round", "dark", middle, (2 * radius, 2 * radius), 0.0, 1.0)


LABEL = ("法定代表人（签名）：", 60, 100)


def test_nobody_has_signed():
    assert found(*page_with(LABEL, ("申报单位（盖章）：", 60, 130), ("2017年3月20日", 300, 100))) == []


@pytest.mark.parametrize("step", [1, 8])
def test_a_line_or_dots_to_sign_on_are_no_signature(step):
    flat, page = page_with(("签章：", 60, 100))
    for x in range(round(99 * POINT), round(138 * POINT), step):  # beginning below the label
        cv2.circle(flat, (x, round(111 * POINT)), 2, BLACK, -1)
    assert found(flat, page, chance=0.4) == []
    written(flat, 104, 94, 24, BLACK)
    assert found(flat, page) == [("signature", "签章")]


def test_a_signature_may_hide_the_end_of_its_label():
    flat, page = page_with(("法定代表人（签", 60, 100))
    assert found(flat, page) == []
    written(flat, 150, 94, 24, BLACK)
    assert found(flat, page) == [("signature", "法定代表人（签")]


@pytest.mark.parametrize(("height", "ink"), [(24, BLACK), (11, BLUE)])
def test_what_is_higher_than_print_or_blue_is_a_signature(height, ink):
    flat, page = page_with(LABEL)
    written(flat, 190, 106 - height / 2, height, ink)
    assert found(flat, page) == [("signature", "法定代表人（签名）")]


def test_a_name_in_print_is_no_signature_and_what_cannot_be_read_is_one():
    flat, page = page_with(("负责人签名：王小明", 60, 100))
    assert found(flat, page) == []
    assert found(flat, page, chance=0.4) == [("signature", "负责人签名")]


def test_a_neat_name_whose_characters_are_not_like_print_is_a_signature():
    flat, page = page_with(("填表人：王小明", 60, 100))
    assert found(flat, page, by_hand=[page.characters[0].box]) == []
    assert found(flat, page, by_hand=[page.characters[4].box]) == [("signature", "填表人")]


def test_a_date_by_hand_behind_a_label_is_no_signature():
    flat, page = page_with(("签章：2022年5月", 60, 100))
    written(flat, 230, 96, 24, BLUE)
    assert found(flat, page) == []


def test_what_is_written_behind_the_next_label_is_no_signature():
    flat, page = page_with(("填表人：", 60, 100), ("联系电话：", 140, 100))
    written(flat, 210, 96, 24, BLUE)
    assert found(flat, page) == []


def test_below_a_black_seal_strokes_between_its_star_and_its_name_are_a_signature():
    flat, page = page_with(LABEL)
    seal = sealed(flat, 220, 130)
    assert found(flat, page, imprints=[seal]) == []
    written(flat, 190, 92, 24, BLACK)
    assert found(flat, page, imprints=[seal]) == [("signature", "法定代表人（签名）")]


def test_a_label_that_a_black_seal_has_made_illegible_is_known_by_its_beginning():
    flat, page = page_with(("法定代表人易国学交通", 60, 100))
    seal = sealed(flat, 220, 130)
    assert found(flat, page, imprints=[seal]) == []
    written(flat, 190, 92, 24, BLACK)
    assert found(flat, page) == []
    assert found(flat, page, imprints=[seal]) == [("signature", "法定代表人")]


def test_a_signature_in_the_room_of_the_last_character_of_its_label_is_one():
    flat, page = page_with(("签章：", 60, 100))
    page.characters[-1] = page.characters[-1]._replace(box=BoundingBox(84, 100, 160, 112))
    written(flat, 100, 94, 24, BLACK)
    assert found(flat, page) == [("signature", "签章")]
