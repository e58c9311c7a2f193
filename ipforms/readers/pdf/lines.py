"""Characters → lines → the text that was typed: a line that is broken because it was full goes on in the next."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile

from ipforms.readers.pdf.items import is_whole
from ipforms.readers.pdf.page import Box, Character, around

_BLANK_GAP, _WORD_GAP = 0.55, 0.2
_INDENTED = 3.6
_INDENT = 1.5
_EVEN = 0.3
_FURTHER = 1.3
_SLACK, _LITTLE_SLACK = 0.6, 0.2
_ENDS = frozenset("。；！？")
_BREAKS_BEHIND, _BREAKS_BEFORE = frozenset("-/@_"), frozenset("@._-")
_TINY, _MORE = 0.4, 0.7
_WIDE_BLANK = "\u3000"
_TOUCHING, _STRETCHED = 0.1, 0.15
_QUOTES, _COMMAS = frozenset("”’"), frozenset("，、")
_CLOSING = frozenset("，。．、；：？！）》〉」』】〕”’％,.;:?!)]}%…—")
_OPENING = frozenset("（《〈「『【〔“‘([{")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of characters, from left to right."""

    text: str
    box: Box
    size: float
    characters: tuple[Character, ...]


def lines(characters: Iterable[Character]) -> list[Line]:
    """The lines that characters stand in, from top to bottom."""
    rows: list[list[Character]] = []
    for character in sorted((each for each in characters if each.box.height > 0), key=_middle):
        if rows and _is_beside(rows[-1], character):
            rows[-1].append(character)
        else:
            rows.append([character])
    return [line for row in rows if (line := _line(row)) is not None]


def runs(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Characters that were written one beside the other without a gap, in the order of the file."""
    run: list[Character] = []
    for character in characters:
        if run and not _is_next(run[-1], character):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _is_next(before: Character, character: Character) -> bool:
    near = _TOUCHING * before.box.height
    is_beside = before.box.centre[0] < character.box.left + near and character.box.left < before.box.right + near
    return is_beside and abs(before.box.bottom - character.box.bottom) < near


def in_order(found: Iterable[Line]) -> list[Character]:
    """The characters of lines in the order of the file."""
    return sorted((each for line in found for each in line.characters), key=_number)


def _number(character: Character) -> int:
    return character.number


def _middle(character: Character) -> float:
    return character.box.top + character.box.bottom


def _is_beside(row: list[Character], character: Character) -> bool:
    """Whether a character stands in the line: their heights overlap by more than half."""
    top, bottom = row[-1].box.top, row[-1].box.bottom
    common = min(bottom, character.box.bottom) - max(top, character.box.top)
    return common > 0.5 * min(bottom - top, character.box.height)


def _left(character: Character) -> float:
    return character.box.left


def _line(row: list[Character]) -> Line | None:
    ordered = sorted(row, key=_left)
    seen = [each for each in ordered if each.text.strip()]
    if not seen:
        return None
    size = sorted(each.box.height for each in seen)[len(seen) // 2]
    pieces: list[str] = []
    usual, between_words = _usual_gap(seen), _narrow_gap(seen)
    before: Character | None = None
    for number, each in enumerate(ordered):
        if before is not None and _is_doubled(before, each):
            continue
        if each.text.isspace() and _is_stretch(ordered[number - 1 : number + 2], usual, size):
            continue
        if before is not None and each.box.left - before.box.right >= _WORD_GAP * size:
            is_western = _is_western(before.text) and _is_western(each.text)
            is_parted = _is_parted(before, each, between_words if is_western else usual, size)
        else:
            is_parted = False
        if is_parted:
            pieces.append(" ")
        pieces.append(each.text)
        before = each
    return Line("".join(pieces), around(each.box for each in seen), size, tuple(ordered))


def _usual_gap(seen: Sequence[Character]) -> float:
    """The gap between the characters of a line, wide where it is stretched to fill its room."""
    gaps = sorted(after.box.left - before.box.right for before, after in pairwise(seen))
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def _narrow_gap(seen: Sequence[Character]) -> float:
    """The gap between letters of one word."""
    pairs = [(one, other) for one, other in pairwise(seen) if _is_western(one.text) and _is_western(other.text)]
    gaps = sorted(other.box.left - one.box.right for one, other in pairs)
    return max(0.0, gaps[len(gaps) // 4]) if gaps else 0.0


def _is_parted(before: Character, character: Character, usual: float, size: float) -> bool:
    """Whether there is a blank between two characters, which the file may have as a gap alone.

    Between Chinese and Western writing there is a gap anyway, and behind a punctuation mark.
    """
    gap = character.box.left - before.box.right
    pair = (before.text, character.text)
    if gap < _WORD_GAP * size or before.text.isspace() or character.text.isspace():
        return False
    alike = all(map(_is_western, pair)) or all(map(_is_chinese, pair))
    wide = usual + _WORD_GAP * size
    return gap > (wide if alike else max(wide, _BLANK_GAP * size))


def _is_stretch(three: Sequence[Character], usual: float, size: float) -> bool:
    """Whether a blank between two Chinese characters is no wider than the gaps of a stretched line are without one."""
    if len(three) < 3 or usual < _STRETCHED * size or not (_is_wide(three[0].text) and _is_wide(three[2].text)):
        return False
    return three[2].box.left - three[0].box.right < usual + _TOUCHING * size


def _is_doubled(before: Character, character: Character) -> bool:
    """Whether a character is printed once more over itself, as for bold; those of a ligature follow each other."""
    again = before.text == character.text and abs(character.number - before.number) > 1
    return again and abs(character.box.left - before.box.left) < 0.2 * before.box.width


class Room:
    """The room that lines stand in: a cell, or the column of a page.

    Args:
        found: the lines from top to bottom.
        box: the room.
        padding: how far the text stays away from its sides.
        pitch: from line to line in a paragraph, as a multiple of the size, where other cells tell; or None.
    """

    def __init__(self, found: Sequence[Line], box: Box, padding: float, pitch: float | None) -> None:
        self.left, self.right = box.left + padding, box.right - padding
        self.width = self.right - self.left
        pitches = [step(*pair) for pair in pairwise(found)]
        self.pitch = min(pitches) if len(pitches) > 1 else pitch
        self._is_centred = len(found) > 1 and all(
            abs((line.box.left - self.left) - (self.right - line.box.right)) < _EVEN * line.size for line in found
        )

    def rest(self, line: Line) -> float:
        """How much more would have fitted into a line, behind the blanks at its end."""
        blanks = max(0.0, line.characters[-1].box.right - line.box.right) if line.text[-1:].isspace() else 0.0
        if self._is_centred or line.box.left - self.left > _INDENTED * line.size:
            return self.width - line.box.width - blanks
        return self.right - line.box.right - blanks

    def parts(self, before: Line, line: Line) -> bool:
        """Whether a line is set off: further below, or two characters further in, as a Chinese paragraph begins."""
        ems = (line.box.left - self.left) / max(line.size, 1.0)
        is_indented = not self._is_centred and _INDENT < ems < _INDENTED
        return is_indented or (self.pitch is not None and step(before, line) > _FURTHER * self.pitch)


def step(before: Line, line: Line) -> float:
    """From a line to the next, as a multiple of the size."""
    return (line.box.centre[1] - before.box.centre[1]) / max(before.size, line.size, 1.0)


def written(found: Sequence[Line], box: Box, padding: float, pitch: float | None = None) -> str:
    """The text of lines in a room: one line for each that was typed; see `typed`."""
    return "\n".join(text for text, _ in typed(found, box, padding, pitch))


def typed(
    found: Sequence[Line], box: Box, padding: float, pitch: float | None = None
) -> Iterator[tuple[str, Sequence[Line]]]:
    """What was typed between two line breaks, with the lines that it takes.

    Args:
        found: the lines from top to bottom.
        box: the cell, or the column of the page.
        padding: how far the text stays away from its sides.
        pitch: see `Room`.
    """
    room = Room(found, box, padding, pitch)
    text, first = "", 0
    for number, line in enumerate(found):
        joint = _between(found[number - 1], found[number:], room) if number else ""
        if number and is_whole(text, "".join(each.text for each in found[number : number + 3])):
            joint = "\n"
        if joint == "\n":
            yield text, found[first:number]
            text, first, joint = "", number, ""
        text += joint + line.text.strip()
    yield text, found[first:]


def between(parts: Sequence[Line], box: Box, padding: float) -> str:
    """What stands between two lines of a cell, the second of which is on the next page."""
    room = Room(parts, box, padding, None)
    room.pitch = None
    return _between(parts[0], parts[1:], room)


def _between(before: Line, following: Sequence[Line], room: Room) -> str:
    """What stands between two lines: a line break, nothing, or the blank of a broken line."""
    line = following[0]
    rest, needed = room.rest(before), _needed(following)
    slack = _SLACK if before.text.rstrip()[-1:] not in _ENDS else _LITTLE_SLACK
    if rest > needed + slack * max(before.size, line.size) or room.parts(before, line):
        return "\n"
    last, first = before.text.rstrip()[-1:], line.text.strip()[:1]
    if not (_is_western(last) and _is_western(first)):
        return _WIDE_BLANK if before.text.endswith(_WIDE_BLANK) else ""
    # A word is broken where a line cannot hold it, or behind a hyphen.
    tail = "".join(each.text for each in reversed(list(_tail(before))))
    is_long = _width(_tail(before)) + needed > room.width - _TINY and rest < _first_width(line) + _MORE * line.size
    if before.text[-1:].isspace():
        return "" if is_long and not tail.isalpha() else " "
    is_forced = last in _BREAKS_BEHIND or first in _BREAKS_BEFORE
    return "" if is_forced or is_long or rest < _first_width(line) + _TINY else " "


def _tail(line: Line) -> Iterator[Character]:
    """The last word of a line, from its end."""
    return takewhile(_is_of_word, dropwhile(_is_blank, reversed(line.characters)))


def _is_blank(character: Character) -> bool:
    return not character.text.strip()


def _is_of_word(character: Character) -> bool:
    return _is_western(character.text)


def _first_width(line: Line) -> float:
    """The width of the first character, and of the closing marks that stay with it."""
    seen = [each for each in line.characters if each.text.strip()]
    closing = takewhile(_closes, seen[1:])
    return _width([*seen[:1], *closing])


def _closes(character: Character) -> bool:
    return character.text in _CLOSING


def _width(characters: Iterable[Character]) -> float:
    return sum(each.box.width for each in characters)


def _needed(following: Sequence[Line]) -> float:
    """The width of what cannot be parted at the beginning of a line; it may go on in the line below."""
    width = 0.0
    for number, line in enumerate(following):
        head = list(_head(line))
        width += _width(head)
        after = following[number + 1].text[:1] if number + 1 < len(following) else " "
        if len(head) < len(line.text.strip()) or not _holds_together(line.text[-1:], after):
            break
    return width


def _head(line: Line) -> Iterator[Character]:
    """The characters at the beginning of a line that cannot be parted."""
    before = ""
    for each in line.characters:
        if each.text.isspace() and not before:
            continue
        if before and not _holds_together(before, each.text):
            return
        before = each.text
        yield each


def _holds_together(before: str, after: str) -> bool:
    """Whether no line may end between two characters."""
    if after.isspace() or before.isspace():
        return False
    if after in _CLOSING or before in _OPENING or before in _QUOTES:
        return True
    return (_is_latin(before) or before in _COMMAS) and _is_latin(after)


@lru_cache(maxsize=4_096)
def _is_latin(text: str) -> bool:
    """Whether a character is of a script whose words are not broken."""
    return bool(text) and (text.isalnum() or text in "._@-/") and unicodedata.east_asian_width(text) in ("Na", "N", "H")


@lru_cache(maxsize=4_096)
def _is_wide(text: str) -> bool:
    """Whether a character takes a square of its own: Chinese writing and its punctuation."""
    return bool(text) and unicodedata.east_asian_width(text) in ("W", "F", "A")


@lru_cache(maxsize=4_096)
def _is_chinese(text: str) -> bool:
    return unicodedata.category(text[:1] or " ") == "Lo"


@lru_cache(maxsize=4_096)
def _is_western(text: str) -> bool:
    """Whether a character may stand beside a blank."""
    return _is_latin(text) or (bool(text) and text in ",.;:!?()&%\"'")
