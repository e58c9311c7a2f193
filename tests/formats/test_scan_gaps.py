"""Gaps in a scanned line: which are blanks, where a part of it is read again, and which a row of letters has."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from ipforms.formats.scan import page_ruling, scanned_page  # noqa: E402
from ipforms.formats.scan.line_pictures import LinePicture, parted, placed_characters  # noqa: E402
from ipforms.formats.scan.text_recogniser import ReadCharacter  # noqa: E402
from ipforms.formats.scan.text_segmentation import InkBox  # noqa: E402


def placed(*characters: tuple[str, int, int]):
    """What stands in a line whose characters are inked between two columns each."""
    letters, last = np.zeros((40, 400), np.uint8), characters[-1][2]
    for _, left, right in characters:
        letters[6:34, left:right] = 255
    read = [ReadCharacter(text, 0.9, (left + right) / 2 / 28) for text, left, right in characters]
    return list(placed_characters(LinePicture(InkBox(0, 6, last, 34), InkBox(0, 6, last, 34)), read, letters))


@pytest.mark.parametrize(("figure", "right", "texts"), [("1", 52, ["月", "1"]), ("2", 54, ["月", None, "2"])])
def test_beside_a_1_which_is_slender_a_gap_is_wider(figure, right, texts):
    assert [text for text, _ in placed(("月", 0, 27), (figure, 44, right))] == texts


def test_within_brackets_nobody_types_a_blank():
    (_, figure), (_, bracket) = placed(("6", 0, 12), (")", 18, 22))
    assert figure.right == bracket.left


def line_of(text: str, doubtful: int):
    """A line of characters 30 apart, of which one is doubtful; those from 80 to 120 touch."""
    letters = np.zeros((40, 30 * len(text)), np.uint8)
    for at in range(len(text)):
        letters[6:34, 30 * at + 3 : 30 * at + 27] = 255
    letters[6:34, 80:120] = 255
    box = InkBox(3, 6, 30 * len(text) - 3, 34)
    chances = [0.5 if at == doubtful else 1.0 for at in range(len(text))]
    read = [ReadCharacter(*each, at + 0.4) for at, each in enumerate(zip(text, chances, strict=True))]
    return LinePicture(box, InkBox(0, 5, 30 * len(text), 35)), read, letters


def test_a_part_of_a_line_is_cut_out_where_no_ink_is():
    line, read, letters = line_of("一二三四五六七八九十", 0)
    assert [(start, end) for start, end, _ in parted(line, read, [(3, 6)], letters)] == [(2, 6)]
    assert [(start, end) for start, end, _ in parted(line, read, [(0, 3), (3, 6)], letters)] == [(0, 4), (4, 6)]
    ((_, _, part),) = parted(line, read, [(5, 7)], letters)
    assert part.picture == (150, 5, 210, 35)


def test_only_what_is_near_a_doubtful_character_is_read_again(monkeypatch):
    line, read, letters = line_of("子丑寅卯辰巳午未申酉戌亥", 1)
    flat, again = SimpleNamespace(lines=[line], imprints=[], letters=letters), []
    second = [ReadCharacter(each, 1.0, 0.0) for each in "子王寅卯辰巳"]
    monkeypatch.setattr(scanned_page, "_read", lambda _, lines, width: again.extend(lines) or [second])
    (made,) = scanned_page._twice(flat, [read])
    assert [part.picture.right for part in again] == [180]
    assert "".join(each.text for each in made) == "子王寅卯辰巳午未申酉戌亥"
    assert [each.text for each in made if each.others] == ["王"]


def test_a_stroke_between_a_row_of_letters_and_the_line_below_them_is_no_side_of_a_cell():
    page = np.full((600, 1000), 255, np.uint8)
    page[300:303, 100:900] = page[400:403, 100:900] = 0
    page[255:258, 400:540] = 30  # strokes of underlined letters, with paler gaps
    page[255:258, 400:540:12] = page[255:258, 401:540:12] = 110
    page[256:302, 450:453] = 30
    _, down = page_ruling.lines(page)
    assert down == []
