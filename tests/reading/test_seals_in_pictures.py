"""Seals on pictures of pages: found by their shape, and their ink taken out."""

from __future__ import annotations

import math

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from ipforms.formats.scan.seal_detection import find, find_grained  # noqa: E402
from ipforms.formats.scan.seal_removal import without_seals  # noqa: E402

DPI = 100
MM = DPI / 25.4
RED, VIOLET = (0.15, 1.4, 1.0), (0.3, 1.2, 0.6)  # absorbances of ink pads


def printed():
    """A page with lines of print and the rules of a table."""
    page = np.full((1170, 827, 3), 255, np.uint8)
    for row in range(20):
        cv2.putText(
            page, "Zhejiang 91330701MA28E2QX5K", (60, 80 + 50 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2
        )
        cv2.line(page, (40, 95 + 50 * row), (790, 95 + 50 * row), (0, 0, 0), 1)
    return page


def pressed(page, ink, hue):
    """A page with ink over it: 1 where it is, soft at its edges."""
    soft = cv2.GaussianBlur(ink.astype(np.float32), (0, 0), 0.7)
    return (page * np.exp(-soft[..., None] * hue)).astype(np.uint8)


def blank_ink(page):
    return np.zeros(page.shape[:2], np.uint8)


def round_seal(page, x, y, mm, axes=(1.0, 1.0)):
    """The ink of a seal: rim, star and marks in place of the characters of a name."""
    ink, radius = blank_ink(page), mm * MM / 2
    cv2.ellipse(ink, (x, y), (int(radius * axes[0]), int(radius * axes[1])), 0, 0, 360, 1, 4)
    star = [(x + radius * 0.3 * math.cos(k * 2.513), y + radius * 0.3 * math.sin(k * 2.513)) for k in range(5)]
    cv2.fillPoly(ink, [np.array(star, np.int32)], 1)
    for turn in np.linspace(-3.9, 0.8, 14):
        place = (
            x + 0.72 * radius * axes[0] * np.array([math.cos(turn)])[0],
            y + 0.72 * radius * axes[1] * math.sin(turn),
        )
        cv2.putText(ink, "K", (int(place[0]) - 5, int(place[1]) + 5), cv2.FONT_HERSHEY_SIMPLEX, 0.4, 1, 1)
    return ink


def shapes(page):
    return [(each.kind, each.shape, each.colour) for each in find(page, DPI)]


@pytest.mark.parametrize("hue", [RED, VIOLET])
def test_a_round_seal_is_found_with_its_size_and_place(hue):
    page = printed()
    (seal,) = find(pressed(page, round_seal(page, 500, 700, 42), hue), DPI)
    assert (seal.kind, seal.shape, seal.colour) == ("seal", "round", "red")
    assert seal.size[0] / MM == pytest.approx(42, abs=1.5)
    assert math.dist(seal.middle, (500, 700)) < 2 * MM


def test_a_seal_that_a_copier_has_made_pale_is_found():
    page = printed()
    pale = cv2.GaussianBlur(round_seal(page, 500, 700, 42).astype(np.float32), (0, 0), 2)  # by a second copier
    for ink in (round_seal(page, 500, 700, 42), pale):
        assert shapes(pressed(page, ink, (0.11, 0.11, 0.11))) == [("seal", "round", "dark")]


def test_on_a_page_of_one_bit_a_seal_is_known_by_its_grains():
    """Of which a fifth of its ink is left; grains all over a page are none."""
    page = cv2.resize(printed()[..., 0], None, None, 2, 2, cv2.INTER_NEAREST)
    seal = cv2.resize(round_seal(printed(), 500, 700, 42), None, None, 2, 2, cv2.INTER_NEAREST)
    chance = np.random.default_rng(4).random(page.shape)
    grains = np.where((chance < 0.2) & (seal > 0), 255, 0).astype(np.uint8)
    dust = np.where(chance < 0.004, 255, 0).astype(np.uint8)
    (found,) = find_grained(255 - page | grains, 2 * DPI, [])
    assert found.size[0] / (2 * MM) == pytest.approx(42, abs=2.0)  # blurred
    assert math.dist(found.middle, (1000, 1400)) < 4 * MM
    assert find_grained(255 - page | grains, 2 * DPI, [found]) == find_grained(255 - page | dust, 2 * DPI, []) == []


def test_print_below_a_seal_is_what_remains():
    page = printed()
    sealed = pressed(page, round_seal(page, 400, 600, 42), RED)
    clean = without_seals(sealed, DPI, find(sealed, DPI))
    where = round_seal(page, 400, 600, 42) > 0
    bare, inked = where & (page[..., 0] == 255), where & (page[..., 0] == 0)
    assert clean[bare].mean() > 235 > sealed[bare].mean()
    assert clean[inked].mean() < 60


def test_on_a_grey_copy_print_below_a_seal_is_what_is_darker():
    page = printed()
    ink = round_seal(page, 400, 600, 42)
    sealed = pressed(page, ink, (0.6, 0.6, 0.6))
    clean = without_seals(sealed, DPI, find(sealed, DPI))
    bare, inked = (ink > 0) & (page[..., 0] == 255), (ink > 0) & (page[..., 0] == 0)
    assert clean[bare].mean() > 235 > sealed[bare].mean()
    assert clean[inked].mean() < 60
    black = pressed(page, ink, (4, 4, 4))  # as of one bit
    assert (without_seals(black, DPI, find(black, DPI)) == black).all()


def test_a_seal_over_the_edge_of_the_page_and_two_that_overlap_are_found():
    page = printed()
    at_edge = pressed(page, round_seal(page, 800, 300, 40), RED)
    two = pressed(at_edge, np.maximum(round_seal(page, 300, 800, 40), round_seal(page, 390, 830, 45)), RED)
    assert shapes(two) == [("seal", "round", "red")] * 3


def test_on_a_grey_copy_a_rim_is_known_by_its_shape():
    page = printed()
    grey = pressed(page, round_seal(page, 500, 700, 40) * 0.6, (1, 1, 1))
    assert shapes(grey) == [("seal", "round", "dark")]


def test_oval_and_square_seals_are_told_apart():
    page = printed()
    ink = round_seal(page, 250, 300, 45, axes=(1.0, 0.68))
    cv2.rectangle(ink, (500, 800), (580, 880), 1, 4)
    cv2.putText(ink, "HF", (515, 855), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 1, 3)
    assert shapes(pressed(page, ink, RED)) == [("seal", "oval", "red"), ("seal", "square", "red")]


def test_the_seal_of_a_person_beside_that_of_a_firm_is_no_letter():
    page = printed()
    ink = round_seal(page, 400, 640, 42)
    cv2.rectangle(ink, (505, 600), (575, 670), 1, 4)
    cv2.putText(ink, "HF", (515, 650), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 3)
    assert ("seal", "square", "red") in shapes(pressed(page, ink, RED))


@pytest.mark.parametrize(("hue", "colour"), [(RED, "red"), ((0.7, 0.7, 0.7), "dark")])
def test_a_square_seal_over_a_round_one_is_found_by_its_sides_and_the_cell_of_a_table_is_none(hue, colour):
    page = blank_page = np.full((1170, 827, 3), 255, np.uint8)
    ink = round_seal(page, 400, 640, 42)
    cv2.rectangle(ink, (455, 560), (525, 632), 1, 3)
    cv2.putText(ink, "HF", (465, 620), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 3)
    assert shapes(pressed(page, ink, hue)) == [("seal", "square", colour), ("seal", "round", colour)]
    table = blank_ink(blank_page)
    for at in range(5):  # of cells as large as a seal of a person
        cv2.line(table, (100 + 70 * at, 100), (100 + 70 * at, 310), 1, 2)
        cv2.line(table, (100, 100 + 70 * min(at, 3)), (380, 100 + 70 * min(at, 3)), 1, 2)
        cv2.putText(table, "12", (110 + 70 * min(at, 3), 150), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 1, 2)
    assert shapes(pressed(blank_page, table, hue)) == []


@pytest.mark.parametrize("turn", [-17, 11])
def test_the_square_seal_of_a_person_over_a_round_one_is_found_though_it_was_turned(turn):
    page = np.full((1170, 827, 3), 255, np.uint8)
    chop = blank_ink(page)
    cv2.rectangle(chop, (455, 560), (525, 632), 1, 3)
    cv2.putText(chop, "HF", (465, 620), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 1, 3)
    chop = cv2.warpAffine(chop, cv2.getRotationMatrix2D((490, 596), turn, 1), chop.shape[::-1])
    ink = np.maximum(round_seal(page, 400, 640, 42), chop)
    assert shapes(pressed(page, ink, RED)) == [("seal", "square", "red"), ("seal", "round", "red")]


def test_a_dark_square_that_is_full_of_ink_is_a_code_or_a_logo_and_no_seal():
    page = np.full((1170, 827, 3), 255, np.uint8)
    ink = blank_ink(page)
    cv2.rectangle(ink, (455, 560), (525, 632), 1, -1)
    cv2.putText(ink, "HF", (465, 615), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    assert shapes(pressed(page, ink, (0.7, 0.7, 0.7))) == []


def test_a_circle_that_a_red_pen_drew_around_a_word_is_no_seal():
    page, ink = printed(), blank_ink(printed())
    cv2.circle(ink, (400, 640), int(20 * MM), 1, 4)
    assert shapes(pressed(page, ink, RED)) == []


def test_a_stamp_with_the_day_of_receipt_is_no_seal():
    page = printed()
    ink = blank_ink(page)
    cv2.circle(ink, (500, 700), int(16 * MM), 1, 3)
    for side in (-1, 1):
        cv2.line(
            ink, (int(500 - 15 * MM), int(700 + side * 5 * MM)), (int(500 + 15 * MM), int(700 + side * 5 * MM)), 1, 3
        )
    cv2.rectangle(ink, (100, 100), (300, 190), 1, 3)
    cv2.putText(ink, "2017-03-21", (110, 160), cv2.FONT_HERSHEY_SIMPLEX, 1, 1, 3)
    assert shapes(pressed(page, ink, RED)) == [("stamp", "oblong", "red"), ("stamp", "round", "red")]


def test_what_is_red_and_no_imprint_is_left_alone():
    page = printed()
    ink = blank_ink(page)
    cv2.putText(ink, "DOCUMENT", (100, 150), cv2.FONT_HERSHEY_SIMPLEX, 3, 1, 9)
    cv2.line(ink, (60, 200), (760, 200), 1, 5)
    cv2.circle(ink, (90, 90), int(9 * MM), 1, -1)
    for row in range(6):
        cv2.putText(ink, "red remarks in several lines", (100, 700 + 40 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 1, 2)
    red = pressed(page, ink, RED)
    assert shapes(red) == []
    assert (without_seals(red, DPI, find(red, DPI)) == red).all()


@pytest.mark.parametrize("gap", [0, 32])
def test_two_bold_labels_below_each_other_are_no_square_seal_on_a_grey_copy(gap):
    page = np.full((1170, 827, 3), 255, np.uint8)
    ink = blank_ink(page)
    cv2.rectangle(ink, (455, 560), (525, 630), 1, 3)
    ink[595 - gap // 2 : 595 + gap // 2] = 0  # between both lines
    cv2.putText(ink, "HFE", (462, 582), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 1, 2)
    cv2.putText(ink, "HFE", (462, 626), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 1, 2)
    assert shapes(pressed(page, ink, (0.7, 0.7, 0.7))) == [("seal", "square", "dark")] * (gap == 0)


def oval_seal(page, x, y, turn=0):
    """The ink of an oval seal of 40 mm by 30, whose rim is broken in many places."""
    ink = blank_ink(page)
    for start in range(0, 360, 15):
        cv2.ellipse(ink, (x, y), (int(20 * MM), int(15 * MM)), turn, start, start + 9, 1, 4)
    cv2.putText(ink, "91330702MA2E4K7X9Q", (x - 55, y + 4), cv2.FONT_HERSHEY_SIMPLEX, 0.3, 1, 1)
    return ink


@pytest.mark.parametrize("turn", [0, 8])
@pytest.mark.parametrize(("hue", "colour"), [(RED, "red"), ((0.7, 0.7, 0.7), "dark")])
def test_the_broken_rim_of_an_oval_seal_is_found_and_on_a_grey_copy_as_well(hue, colour, turn):
    page = np.full((1170, 827, 3), 255, np.uint8)
    assert shapes(pressed(page, oval_seal(page, 400, 640, turn), hue)) == [("seal", "oval", colour)]


@pytest.mark.parametrize(("hue", "expected"), [((0.25, 0.36, 0.48), []), ((0.36, 0.36, 0.36), ["dark"])])
def test_a_brown_ring_is_of_a_cup_and_no_seal(hue, expected):
    page = np.full((1170, 827, 3), 255, np.uint8)
    assert [colour for *_, colour in shapes(pressed(page, round_seal(page, 400, 640, 42), hue))] == expected


def test_what_a_marker_painted_and_a_photo_on_a_red_ground_are_no_stamps():
    page = np.full((1170, 827, 3), 255, np.uint8)
    painted, photo = blank_ink(page), blank_ink(page)
    cv2.rectangle(painted, (300, 300), (480, 345), 1, -1)
    cv2.rectangle(photo, (500, 600), (598, 738), 1, -1)
    cv2.circle(photo, (549, 650), 24, 0, -1)
    assert shapes(pressed(pressed(page, painted, (0.0, 0.4, 0.3)), photo, RED)) == []


def test_a_fingerprint_is_no_stamp_though_its_ridges_go_across():
    page = np.full((1170, 827, 3), 255, np.uint8)
    ink = blank_ink(page)
    cv2.ellipse(ink, (400, 640), (int(12.5 * MM), int(12.5 * MM)), 0, 0, 360, 1, -1)
    for row in range(590, 700, 11):
        cv2.line(ink, (340, row), (460, row), 0, 3)
    assert shapes(pressed(page, ink, (0.1, 0.4, 0.4))) == []
