"""Boxes of a form as a person reads them on the page: ☑ and ☐ beside the print, or an answer.

Where a word is printed beside each box, the word says what is ticked. Where nothing is printed, the box says it itself:
by what its field holds then.
"""

import re
from collections.abc import Iterable, Sequence

from ipforms.formats.pdf_page import BoundingBox, Character, Checkbox
from ipforms.text.writing_systems import is_chinese

TICKED, BLANK, ALONE = "☑", "☐", "√"
_WORDS = {"yes": "是", "y": "是", "true": "是", "no": "否", "n": "否", "false": "否"}
_BOXES = frozenset("□☐○〇◯❑❒■☑☒●√✓✔×✗✘")  # what a form prints under a box of its own
_TICKS = frozenset("√✓✔×✗✘●■◆★")  # what people type into a box that is drawn
_LARGEST = 14.0  # points; the side of a box as a character, whatever the rectangle of its field
_MOST = 1_000  # ticks that are looked at on a page
# Wingdings 2 printed with another font: £ is its blank box, R its ticked one.
_SYMBOL_BLANK = re.compile(r"£(?=\s*[是否有无已未])")
_SYMBOL_TICKED = re.compile(r"(?<![A-Za-z])R(?=\s*[是否有无已未])")


def answer(tick: Checkbox) -> str:
    """What a box says when it is ticked: √ for one that stands alone and has no more to say.

    >>> nowhere = BoundingBox(0, 0, 9, 9)
    >>> answer(Checkbox("a", "On", (), nowhere, True)), answer(Checkbox("a", "No", (), nowhere, True))
    ('√', '否')
    >>> answer(Checkbox("a", "Yes", ("No",), nowhere, True)), answer(Checkbox("a", "2", ("1", "3"), nowhere, True))
    ('是', '2')
    """
    word = _WORDS.get(tick.word.casefold(), tick.word)
    says_more = bool(tick.others) or tick.is_named or word == "否" or any(map(is_chinese, word))
    return word if says_more else ALONE


def alone(ticks: Sequence[Checkbox]) -> str:
    """What boxes in a cell say in which nothing is printed; nothing if none is ticked."""
    if not any(tick.is_ticked for tick in ticks):
        return ""
    if len(ticks) == 1:
        return answer(ticks[0])
    ordered = sorted(ticks, key=lambda tick: tick.box[:2])
    words = [answer(tick) for tick in ordered]
    # Two boxes of one word: nobody can tell which answer each is for.
    beside = words if len(set(words)) == len(words) else [""] * len(words)
    return " ".join((TICKED if tick.is_ticked else BLANK) + word for tick, word in zip(ordered, beside, strict=True))


def printed(ticks: Iterable[Checkbox]) -> list[Character]:
    """Boxes as characters beside the print around them."""
    return [Character(TICKED if tick.is_ticked else BLANK, _square(tick.box)) for tick in ticks]


def _square(box: BoundingBox) -> BoundingBox:
    """A box of the size of a character: at the left of its rectangle, as its word may stand in it too."""
    side = min(box.width, box.height, _LARGEST)
    middle = box.centre[1]
    return BoundingBox(box.left, middle - side / 2, box.left + side, middle + side / 2)


def with_drawn_boxes(
    characters: Sequence[Character], boxes: Sequence[BoundingBox], scribbles: Sequence[BoundingBox]
) -> list[Character]:
    """Characters with those for boxes that are drawn: a box is ticked if a stroke or a tick is in it."""
    ticks = [each for each in characters if each.text in _TICKS][:_MOST] if boxes else []
    made: list[Character] = []
    inside: set[int] = set()
    for box in boxes:
        own = {id(tick) for tick in ticks if box.holds(*tick.box.centre)}
        is_ticked = bool(own) or any(box.holds(*stroke.centre) for stroke in scribbles)
        made.append(Character("☒" if is_ticked else BLANK, box))
        inside |= own
    return [*(each for each in characters if id(each) not in inside), *made]


def without_covered(characters: Sequence[Character], ticks: Sequence[Checkbox]) -> list[Character]:
    """Characters without the boxes that are printed under those of the form."""
    boxes = [tick.box for tick in ticks]
    return [each for each in characters if not (each.text in _BOXES and _is_under(each.box, boxes))]


def _is_under(box: BoundingBox, boxes: Sequence[BoundingBox]) -> bool:
    return any(each.holds(*box.centre) or box.holds(*each.centre) for each in boxes)


def with_symbols(text: str) -> str:
    """A text with boxes for the letters of Wingdings 2 that stand for them, where its font was not there for printing.

    R alone is a letter; beside a £ before an answer it is none.

    >>> with_symbols("R是 £否"), with_symbols("R有限公司"), with_symbols("£100")
    ('☑是 ☐否', 'R有限公司', '£100')
    """
    return _SYMBOL_TICKED.sub(TICKED, _SYMBOL_BLANK.sub(BLANK, text)) if _SYMBOL_BLANK.search(text) else text
