"""Printed boxes that people tick: squares of four straight sides, as high as a letter, with ink inside or not.

A recogniser of text reads blank ones, takes some for 口, and drops those with a tick across. What is read as a box, or
may be one, is looked at for its sides and what is inside; so is what is as large and was not read. Beside the blank
box of one answer, another answer with ink before it that was not read has a box that is ticked; as has one before which
a tick stands that is nearer to it than to the word on its other side.
"""

from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy as np

from ipforms.formats.pdf.layout_analysis.printed_checkboxes import BLANK, TICKED
from ipforms.formats.pdf_page import BoundingBox, Character
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import Mask, parts
from ipforms.text.writing_systems import is_chinese

_SIDES = (2.0, 5.5)  # mm; boxes beside print of 9 to 16 points
_STRAIGHT = 1.6  # mm of a side that are straight: a tick across leaves as much
_SQUARE = 0.78  # shorter to longer side
_AS_LARGE = 0.15  # of the side of another box: a tick, or the grain of paper, adds a tenth
_SIDE = 0.8  # of each side that is inked
_RIM = 0.15  # of a box, within which its sides are
_TICK = 0.05  # share of the inside that is inked; 0.00 in blank boxes
_ALIKE = frozenset("□☐☑☒■√✓✔×✗口囗回区凶図曰日")  # what a box is read as
_BOXES = frozenset("□☐☑☒■√✓✔")  # of these, what no word begins with
_READ_BOX, _TICKS = "□", frozenset("√✓✔")
_NEAR_TICK = 0.6  # of the height of a line: from a tick to its box
_BLANKS = frozenset("□" + BLANK)
_ANSWERS = frozenset("是否有无")  # words behind a box
_APART = 16  # heights of a character between two answers of one question
_LETTER = 1.05  # widths of a character, of its height
# Share of the room before an answer that is inked: a thin box of one bit has 0.05, one with a tick 0.2.
_THIN_BOX, _TICKED_BOX = 0.03, 0.08
_MORE = 1.4  # times the ink of the other answer's box, where neither was read: a tick adds as much as the sides have
_BEYOND, _FEW_PIXELS = 0.4, 6  # of a box: how far above and beside it a tick is looked for; pixels that are dust
_TIP = 0.15  # of a box, from it to the line above that the end of a tick was read as
_BESIDE = 0.35  # of a box: a character nearer to its left is of one word with what stands in its place


def with_tick_boxes(characters: Sequence[Character], letters: Mask) -> tuple[list[Character], list[Character]]:
    """The characters of a page, with ☑ and ☐ in the place of its boxes; and the ticks that were made by hand.

    Args:
        characters: that were recognised, in points.
        letters: the ink of the page, without ruling lines.
    """
    found, by_hand = list(characters), list[Character]()
    squares = {box: [each for each in characters if _holds(box, each)] for box in _squares(letters)}
    boxes = [box for box, inner in squares.items() if inner and all(_is_box(each, box, found) for each in inner)]
    boxes += [box for box, inner in squares.items() if not inner and any(_is_as_large(box, each) for each in boxes)]
    for box in boxes:
        inner = squares[box]
        found = [each if inner else _behind(box, each) for each in found if each not in inner]
        found.append(Character(TICKED if _is_ticked(box, letters) else BLANK, box, len(found)))
        if found[-1].text == TICKED and _is_beyond(box, letters):
            by_hand += found[-1:]
            found = [each for each in found if not _is_tip(each, box, found)]
    found = [each for each in found if not any(_is_same(each, box) for box in boxes)]
    found, beside = _ticked_beside(found, letters)
    by_hand += beside
    blank = [each for each in found if each.text in _BLANKS]
    answers = [each for each in found if each.text in _ANSWERS or (blank and _is_option(each, blank))]
    rooms = [(each, _unread_box(each, found, letters)) for each in answers]
    unread = [
        (each, room) for each, room in rooms if room and (each.text in _ANSWERS or _ink(room, letters) > _TICKED_BOX)
    ]
    for answer, room in unread:
        rivals = [each for other, each in unread if _is_beside(other._replace(box=each), answer)]
        if rivals or any(_is_beside(each, answer) for each in blank):
            least = max(_TICKED_BOX, *(_MORE * _ink(each, letters) for each in rivals), 0.0)
            is_ticked = _ink(room, letters) > least
            at = found.index(answer)
            found[at] = answer._replace(box=answer.box._replace(left=room.right))
            found.append(Character(TICKED if is_ticked else BLANK, room, len(found)))
            by_hand += found[-1:] if is_ticked else []
    return found, by_hand


def _is_same(character: Character, box: BoundingBox) -> bool:
    """Whether a box was read once more beside where it stands, as a tick before it pushes characters to the left."""
    left, top, right, bottom = character.box
    return character.text == _READ_BOX and left < box.right and right > box.left and top < box.centre[1] < bottom


def _ticked_beside(characters: Sequence[Character], letters: Mask) -> tuple[list[Character], list[Character]]:
    """The characters with ☑ for a blank box and the tick before it; and these, which were made by hand."""
    found, by_hand = list(characters), list[Character]()
    for tick in [each for each in characters if each.text in _TICKS]:
        boxes = [each for each in found if each.text in _BLANKS and _is_before(tick, each)]
        box = min(boxes, key=lambda each: each.box.left, default=None)
        if box and _leans_on(box.box, tick, letters):
            found = [each for each in found if each is not tick and each is not box]
            by_hand.append(Character(TICKED, box.box, len(found)))
            found += by_hand[-1:]
    return found, by_hand


def _is_before(tick: Character, box: Character) -> bool:
    """Whether a tick ends at a box, more or less: what reads a line does not know to a pixel where."""
    away = box.box.left - tick.box.right
    return tick.box.top < box.box.centre[1] < tick.box.bottom and abs(away) < _NEAR_TICK * tick.box.height


def _leans_on(box: BoundingBox, tick: Character, letters: Mask) -> bool:
    """Whether the ink of a tick is nearer to the box behind it than to the word before it."""
    top, bottom = (max(0, round(side * POINT)) for side in (box.top - box.height / 2, box.bottom))
    left, right = (max(0, round(side * POINT)) for side in (tick.box.left - tick.box.height, box.left - 0.5))
    bare = np.flatnonzero(~(letters[top:bottom, left:right] > 0).any(0)) - (right - left)  # 0 is where the box begins
    runs = np.split(bare, np.flatnonzero(np.diff(bare) > 1) + 1)
    widths = [len(run) for run in runs if len(run)]
    touches = not len(bare) or bare[-1] != -1
    return bool(widths) and (touches or (len(widths) > 1 and widths[-1] < widths[-2]))


def _is_option(character: Character, blank: Sequence[Character]) -> bool:
    """Whether a character may begin another option beside one with a blank box: ☐国家级 ☐省级 市级."""
    return is_chinese(character.text) and any(_is_beside(each, character) for each in blank)


def _is_as_large(box: BoundingBox, other: BoundingBox) -> bool:
    """Whether a square in which nothing was read is as large as another box of the page; no part of a letter is."""
    return all(abs(one - two) < _AS_LARGE * two for one, two in ((box.width, other.width), (box.height, other.height)))


def _behind(box: BoundingBox, character: Character) -> Character:
    """A character in the room that a box which was not read leaves it: 3 behind one has the room of both."""
    left, top, right, bottom = character.box
    has_both = left < box.centre[0] < character.box.centre[0] and box.right < right and top < box.centre[1] < bottom
    return character._replace(box=BoundingBox(box.right, top, right, bottom)) if has_both else character


def _is_beyond(box: BoundingBox, letters: Mask) -> bool:
    """Whether a tick goes beyond its box, upwards: printed ones do not."""
    top, right = box.top - _BEYOND * box.height, box.right + _BEYOND * box.width
    sides = [max(0, round(side * POINT)) for side in (box.left, top, right, box.top - 1.0)]
    return int((letters[sides[1] : sides[3], sides[0] : sides[2]] > 0).sum()) > _FEW_PIXELS


def _is_tip(character: Character, box: BoundingBox, found: Sequence[Character]) -> bool:
    """Whether a character is the end of a tick that goes beyond its box: alone in a line, and it touches the box."""
    room = BoundingBox(box.left, box.top - box.height, box.right + box.width, box.top)
    line = [each for each in found if each.box.top == character.box.top]
    is_near = character.box.bottom > box.top - _TIP * box.height
    return is_near and all(room.holds(*each.box.centre) for each in line)


def _is_beside(box: Character, answer: Character) -> bool:
    """Whether a box is of the other answer of one question: on its line, not before this very answer."""
    height = answer.box.bottom - answer.box.top
    behind = (answer.box.right - box.box.right) / height
    return abs(box.box.centre[1] - answer.box.centre[1]) < height and (2 < behind < _APART or -_APART < behind < 0)


def _unread_box(answer: Character, characters: Sequence[Character], letters: Mask) -> BoundingBox | None:
    """Where ink before an answer is that no character was read from; None if there is none."""
    # A tick makes its line higher than others, and an answer no wider.
    height = min(answer.box.height, median(each.box.height for each in characters))
    right = answer.box.right - _LETTER * height
    before = [
        each.box.right
        for each in characters
        if each.box.right < answer.box.right and each.box.top < answer.box.centre[1] < each.box.bottom
    ]
    left = max([right - _LETTER * height, *before])
    if right - left < 0.5 * height:
        return None
    box = BoundingBox(round(left, 2), answer.box.top, round(right, 2), answer.box.bottom)
    return box if _ink(box, letters) > _THIN_BOX else None


def _ink(box: BoundingBox, letters: Mask) -> float:
    """How much of a rectangle is inked."""
    left, top, right, bottom = (max(0, round(side * POINT)) for side in box)
    part = letters[top:bottom, left:right] > 0
    return float(part.mean()) if part.size else 0.0


def _squares(letters: Mask) -> Iterator[BoundingBox]:
    """The squares of a page, in points."""
    mm = FLAT_DPI / 25.4
    run = round(_STRAIGHT * mm)
    across = cv2.morphologyEx(letters, cv2.MORPH_OPEN, np.ones((1, run), np.uint8))
    down = cv2.morphologyEx(letters, cv2.MORPH_OPEN, np.ones((run, 1), np.uint8))
    sides = cv2.dilate(cv2.bitwise_or(across, down), np.ones((2, 2), np.uint8))
    _, boxes = parts(np.asarray(sides, np.uint8))
    for left, top, width, height, _ in boxes[1:].tolist():
        shorter, longer = min(width, height), max(width, height)
        if _SIDES[0] * mm < shorter and longer < _SIDES[1] * mm and shorter > _SQUARE * longer:
            part = sides[top : top + height, left : left + width] > 0
            rim = max(2, round(_RIM * shorter))
            edges = (part[:rim].any(0), part[-rim:].any(0), part[:, :rim].any(1), part[:, -rim:].any(1))
            if min(float(edge.mean()) for edge in edges) > _SIDE:
                yield BoundingBox(*(round(side / POINT, 2) for side in (left, top, left + width, top + height)))


def _holds(box: BoundingBox, character: Character) -> bool:
    """Whether a character stands in a box, and does not only reach into it."""
    x, y = character.box.centre
    return abs(x - box.centre[0]) < 0.3 * box.width and abs(y - box.centre[1]) < 0.5 * box.height


def _is_box(character: Character, box: BoundingBox, characters: Sequence[Character]) -> bool:
    """Whether a character is what a box was read as."""
    if character.text not in _ALIKE or character.text in _BOXES:
        return character.text in _BOXES
    line = [each for each in characters if each.box.top < box.centre[1] < each.box.bottom and each is not character]
    behind = min(
        (each for each in line if each.box.centre[0] > box.right), key=lambda each: each.box.left, default=None
    )
    before = max(
        (each for each in line if each.box.centre[0] < box.left), key=lambda each: each.box.right, default=None
    )
    near = before is not None and box.left - before.box.right < _BESIDE * box.width and is_chinese(before.text)
    is_answer = behind is not None and behind.text in _ANSWERS
    return is_answer and not (near and before is not None and before.text not in _ANSWERS)


def _is_ticked(box: BoundingBox, letters: Mask) -> bool:
    left, top, right, bottom = (round(side * POINT) for side in box)
    rim = round(_RIM * (right - left)) + 1
    inside = letters[top + rim : bottom - rim, left + rim : right - rim] > 0
    return bool(inside.size) and float(inside.mean()) > _TICK
