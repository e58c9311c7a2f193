"""Handwriting on a page is told from print, which is alike wherever it stands, or level."""

from __future__ import annotations

from importlib.resources import files

import pytest

cv2 = pytest.importorskip("cv2", reason="pip install 'ipforms[scan]'")
np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")
ImageDraw = pytest.importorskip("PIL.ImageDraw")
ImageFont = pytest.importorskip("PIL.ImageFont")

from ipforms.formats.pdf_page import BoundingBox  # noqa: E402
from ipforms.formats.scan.handwriting import handwriting  # noqa: E402
from ipforms.formats.scan.page_geometry import POINT  # noqa: E402
from ipforms.formats.scan.raster import ink  # noqa: E402
from ipforms.formats.scan.rule_detection import Rule, evenness, of_this_side, on_its_ink  # noqa: E402
from ipforms.formats.scan.text_segmentation import without_residues  # noqa: E402

SIZE = 36  # pixels of a character
LEANS, JUMPS, GROWS = (0.35, -0.2, 0.25, -0.3), (-5, 4, -3, 6), (0.8, 1.2, 0.95, 1.15)


def letter(text, face="title.ttf", lean=0.0, grow=1.0):
    picture = Image.new("L", (2 * SIZE, 2 * SIZE), 255)
    font = ImageFont.truetype(str(files("ipforms") / "fonts" / face), round(SIZE * grow))
    ImageDraw.Draw(picture).text((SIZE // 2, SIZE // 3), text, font=font, fill=0)
    matrix = np.float32([[1, lean, -lean * SIZE], [-lean / 3, 1, lean * SIZE / 3]])
    return cv2.warpAffine(np.asarray(picture, np.uint8), matrix, (2 * SIZE, 2 * SIZE), borderValue=255)


def found_on(lines, pen=(0, 0, 0), hand=(LEANS, JUMPS, GROWS), thicker=1, code="reading.handwriting"):
    """What is told as handwriting of lines of print, and of the last one, which a hand wrote."""
    leans, jumps, grows = hand
    grey = np.full((60 + 80 * len(lines), 600), 255, np.uint8)
    placed = []
    for number, text in enumerate(lines):
        placed.append([])
        for at, each in enumerate(text):
            is_hand = number == len(lines) - 1
            style = (leans[at % 4], grows[at % 4]) if is_hand else (0.0, 1.0)
            x, y = 20 + 44 * at, 20 + 80 * number + (jumps[at % 4] if is_hand else 0)
            part = grey[y : y + 2 * SIZE, x : x + 2 * SIZE]
            picture = letter(each, lean=style[0], grow=style[1])
            np.minimum(part, cv2.erode(picture, np.ones((thicker, thicker))) if is_hand else picture, out=part)
            box = BoundingBox(*(side / POINT for side in (x + 14, 20 + 80 * number + 8, x + 58, 20 + 80 * number + 52)))
            placed[-1].append((each, box))
    letters = np.where(grey < 128, 255, 0).astype(np.uint8)
    colours = np.where(letters[..., None] > 0, np.array(pen, np.uint8), 255).astype(np.uint8)
    return [doubt.read for _, doubt in handwriting(placed, colours, grey, letters) if doubt.code == code]


def test_what_a_hand_wrote_is_told_and_print_beside_it_is_not():
    print_ = ["金华市知识产权", "企业知识产权", "知识产权企业", "同意申报", "同意推荐"]
    assert found_on([*print_, "同意推荐"]) == ["同意推荐"]


def test_a_neat_hand_is_told_by_its_size_and_its_strokes():
    print_ = ["金华市知识产权", "2022年5月18日", "2023年8月2日"]
    neat = (0,) * 4, (0,) * 4, (1.35,) * 4
    assert found_on([*print_, "2022"], hand=neat, thicker=5) == ["2022"]
    assert found_on([*print_, "2022"], hand=((0,) * 4, (0,) * 4, (1,) * 4)) == []


def test_a_figure_that_is_somewhat_thicker_and_other_than_print_may_be_by_hand():
    print_ = ["金华市知识产权", "2022年5月18日", "2023年8月2日"]
    maybe = {"hand": ((0.25,) * 4, (0,) * 4, (1.15,) * 4), "code": "reading.maybe_handwriting"}
    assert found_on([*print_, "35"], **maybe, thicker=2) == ["35"]
    assert found_on([*print_, "35"], hand=((0,) * 4, (0,) * 4, (1,) * 4), code="reading.maybe_handwriting") == []


def test_small_print_in_another_face_is_not_by_hand_and_large_may_be():
    print_ = ["金华市知识产权", "企业知识产权", "知识产权企业", "同意申报", "同意推荐"]
    found = {
        grow: found_on(
            [*print_, "申报专利"], hand=((0.15,) * 4, (0,) * 4, (grow,) * 4), code="reading.maybe_handwriting"
        )
        for grow in (0.8, 1.25)
    }
    assert found == {0.8: [], 1.25: ["申报专利"]}


def test_print_in_another_face_is_known_by_its_one_pitch():
    """Of five characters at least: three that a hand wrote may stand evenly."""
    print_ = ["金华市知识产权", "企业知识产权", "知识产权企业", "同意申报", "同意推荐"]
    face = {"hand": ((0.15,) * 4, (2, -1, -2, 1), (1,) * 4), "code": "reading.maybe_handwriting"}
    assert found_on([*print_, "申报重点企业"], **face) == []
    assert found_on([*print_, "申报重点"], **face) == ["申报重点"]


def test_what_is_level_and_no_larger_than_print_is_print_however_blotted():
    """But for figures, of which a neat hand makes some as large."""
    print_ = ["金华市知识产权", "2022年5月18日", "2023年8月2日", "企业知识产权", "知识产权企业"]
    blotted = {"hand": ((0.2,) * 4, (0,) * 4, (1,) * 4), "code": "reading.maybe_handwriting"}
    assert found_on([*print_, "申报重点"], **blotted) == []
    assert found_on([*print_, "2022"], **{**blotted, "hand": ((0.4,) * 4, (0,) * 4, (1,) * 4)}) == ["2022"]
    assert found_on([*print_, "申报重点"], hand=((0.2,) * 4, (-3, 2, -2, 3), (1,) * 4)) == ["申报重点"]


def test_coloured_ink_needs_less_to_be_a_pen():
    assert found_on(["知识产权", "知识产权", "知识产权"], pen=(30, 50, 150))[-1:] == ["知识产权"]


def test_strokes_of_letters_in_a_row_are_no_even_line():
    picture = np.full((20, 200), 255, np.uint8)
    picture[10, :] = 90
    line = Rule(np.array([(0.5, 10.5), (100.0, 10.5), (199.5, 10.5)]), 1.0)
    assert evenness(line, picture) == 1.0
    picture[10, ::4] = 200
    assert evenness(line, picture) == pytest.approx(0.75, abs=0.01)


def test_a_rule_is_where_its_ink_is_beside_a_shaded_bar_that_it_was_seen_with():
    flat = np.full((60, 400), 255, np.uint8)
    flat[30:50], flat[28:31] = 215, 20
    along = np.arange(0.5, 400, 16)
    rule, level = on_its_ink(Rule(np.stack([along, np.full(len(along), 33.5)], 1), 8.0), flat)
    assert (rule.points[:, 1].mean(), rule.thickness, level) == (pytest.approx(29.5), 3.0, 20)
    faint = Rule(np.stack([along, np.full(len(along), 10.5)], 1), 2.0)
    assert on_its_ink(faint, flat)[0] is faint


def test_what_is_left_of_a_rule_is_no_text_and_a_stroke_apart_from_it_is():
    letters, beside = np.zeros((60, 400), np.uint8), np.zeros((60, 400), np.uint8)
    beside[26:36] = letters[30:32, 20:200] = letters[45:48, 20:60] = 255
    cleaned = without_residues(letters, beside)
    assert not cleaned[:40].any() and cleaned[45:48, 20:60].all()


@pytest.mark.parametrize(("levels", "stay"), [((20, 30, 217), 2), ((20, 150, 217), 3), ((212, 215, 217), 3)])
def test_rules_of_the_back_that_shine_through_are_none_and_those_of_a_copy_of_a_copy_are(levels, stay):
    flat, along = np.full((200, 400), 255, np.uint8), np.arange(0.5, 400, 16)
    rules = []
    for number, level in enumerate(levels):
        flat[20 + 60 * number : 23 + 60 * number] = level
        rules.append(Rule(np.stack([along, np.full(len(along), 21.5 + 60 * number)], 1), 3.0))
    assert of_this_side(rules, [], flat) == (rules[:stay], [])


def test_where_little_is_black_pale_strokes_are_ink_all_over():
    page = np.full((400, 450), 250, np.uint8)
    page[:, 2:32] = np.arange(30) + 5
    for at in range(20, 380, 20):
        page[at : at + 3, 60:420:2], page[at : at + 3, 61:420:2] = 130, 180  # strokes of low toner
    assert not ink(page)[20:23, 61:420:2].any()
    whole = ink(page, is_of_strokes=True)
    assert whole[20:23, 60:420].all() and not whole[24:39, 60:420].any()
