"""Characters as high as they are: some fonts claim several lines for each, as those that cairo writes do."""

from __future__ import annotations

from collections.abc import Sequence

from ipforms.formats.pdf.layout_analysis.writing_systems import is_wide
from ipforms.formats.pdf.pdf_page import BoundingBox, Character

_TALL, _USUAL = 2.2, 1.1
_NARROW = 2.2


def of_usual_height(characters: Sequence[Character]) -> Sequence[Character]:
    """The characters of a page; boxes that are much higher than a Chinese character is wide are cut to it.

    >>> tall = Character("中", BoundingBox(0, 0, 10, 30)), Character("8", BoundingBox(10, 0, 15, 30))
    >>> [each.box for each in of_usual_height(tall)]
    [BoundingBox(left=0, top=9.5, right=10, bottom=20.5), BoundingBox(left=10, top=9.5, right=15, bottom=20.5)]
    """
    ratios = sorted(
        each.box.height / each.box.width for each in characters if is_wide(each.text) and each.box.width > 0
    )
    ratio = ratios[len(ratios) // 2] if ratios else 1.0
    if ratio < _TALL:
        return characters
    return [each._replace(box=_cut(each.box, ratio)) if _is_tall(each) else each for each in characters]


def _is_tall(character: Character) -> bool:
    box = character.box
    return box.height > (_TALL if is_wide(character.text) else _NARROW) * box.width


def _cut(box: BoundingBox, ratio: float) -> BoundingBox:
    spare = box.height * (1 - _USUAL / ratio) / 2
    return BoundingBox(box.left, round(box.top + spare, 3), box.right, round(box.bottom - spare, 3))
