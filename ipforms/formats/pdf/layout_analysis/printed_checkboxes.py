"""Boxes of a form as a person reads them on the page: ☑ and ☐ beside the print, or an answer.

Where a word is printed beside each box, the word says what is ticked. Where nothing is printed, the box says it itself:
by what its field holds then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipforms.formats.pdf.layout_analysis.writing_systems import is_chinese
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, Checkbox

TICKED, BLANK, ALONE = "☑", "☐", "√"
_WORDS = {"yes": "是", "y": "是", "true": "是", "no": "否", "n": "否", "false": "否"}
_DRAWN = frozenset("□☐○〇◯❑❒■☑☒●√✓✔×✗✘")
_MARKS = frozenset("√✓✔×✗✘●■◆★")
_LARGEST, _MOST = 14.0, 1_000


def said(tick: Checkbox) -> str:
    """What a box says when it is ticked: √ for one that stands alone and has no more to say.

    >>> nowhere = BoundingBox(0, 0, 9, 9)
    >>> said(Checkbox("a", "On", (), nowhere, True)), said(Checkbox("a", "No", (), nowhere, True))
    ('√', '否')
    >>> said(Checkbox("a", "Yes", ("No",), nowhere, True)), said(Checkbox("a", "2", ("1", "3"), nowhere, True))
    ('是', '2')
    """
    word = _WORDS.get(tick.word.casefold(), tick.word)
    says_more = bool(tick.others) or word == "否" or (bool(word) and all(map(is_chinese, word)))
    return word if says_more else ALONE


def alone(ticks: Sequence[Checkbox]) -> str:
    """What boxes in a cell say in which nothing is printed; nothing if none is ticked."""
    if not any(tick.is_ticked for tick in ticks):
        return ""
    if len(ticks) == 1:
        return said(ticks[0])
    words = [said(tick) for tick in ticks]
    # Two boxes of one word: nobody can tell which answer each is for.
    beside = words if len(set(words)) == len(words) else [""] * len(words)
    pairs = sorted(zip(ticks, beside, strict=True), key=_left)
    return " ".join((TICKED if tick.is_ticked else BLANK) + word for tick, word in pairs)


def _left(pair: tuple[Checkbox, str]) -> tuple[float, float]:
    return pair[0].box.left, pair[0].box.top


def printed(ticks: Iterable[Checkbox]) -> list[Character]:
    """Boxes as characters beside the print around them."""
    return [Character(TICKED if tick.is_ticked else BLANK, _square(tick.box)) for tick in ticks]


def _square(box: BoundingBox) -> BoundingBox:
    """A box of the size of a character: at the left of its rectangle, as its word may stand in it too."""
    side = min(box.width, box.height, _LARGEST)
    middle = box.centre[1]
    return BoundingBox(box.left, middle - side / 2, box.left + side, middle + side / 2)


def boxed(
    characters: Sequence[Character], boxes: Sequence[BoundingBox], scribbles: Sequence[BoundingBox]
) -> list[Character]:
    """Characters with those for boxes that are drawn: a box is ticked if a stroke or a tick is in it.

    Args:
        characters: of the page.
        boxes: that are drawn on it.
        scribbles: strokes that are no ruling.
    """
    marks = [each for each in characters if each.text in _MARKS][:_MOST] if boxes else []
    made: list[Character] = []
    inside: set[int] = set()
    for box in boxes:
        own = [id(mark) for mark in marks if box.holds(*mark.box.centre)]
        is_ticked = bool(own) or any(box.holds(*stroke.centre) for stroke in scribbles)
        made.append(Character("☒" if is_ticked else BLANK, box))
        inside.update(own)
    return [*(each for each in characters if id(each) not in inside), *made]


def uncovered(characters: Iterable[Character], ticks: Sequence[Checkbox]) -> list[Character]:
    """Characters without the boxes that are printed under those of the form."""
    return [each for each in characters if not (each.text in _DRAWN and is_under(each.box, ticks))]


def is_under(box: BoundingBox, ticks: Sequence[Checkbox]) -> bool:
    """Whether a box of the form lies over something that is printed."""
    return any(tick.box.holds(*box.centre) or box.holds(*tick.box.centre) for tick in ticks)
