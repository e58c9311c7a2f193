"""Which gaps between the characters of a scanned line are blanks that somebody typed."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")

from ipforms.formats.scan.line_pictures import LinePicture, placed_characters  # noqa: E402
from ipforms.formats.scan.text_recogniser import ReadCharacter  # noqa: E402
from ipforms.formats.scan.text_segmentation import InkBox  # noqa: E402

SIZE = 30  # pixels of a character


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
