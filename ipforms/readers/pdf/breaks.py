"""Lines → the text that was typed: a line that is broken because it was full goes on in the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise, takewhile

from ipforms.readers.pdf.items import is_whole
from ipforms.readers.pdf.letters import is_latin, is_western
from ipforms.readers.pdf.lines import Line
from ipforms.readers.pdf.page import Box, Character

_INDENTED = 3.6
_INDENT = 1.5
_EVEN = 0.3
_FURTHER = 1.3
_LONG = 8.0
_SLACK, _LITTLE_SLACK = 0.6, 0.2
_ENDS = frozenset("。；！？")
_BREAKS_BEHIND, _BREAKS_BEFORE = frozenset("-/@_"), frozenset("@._-")
_BRACKETS_OPEN, _BRACKETS_CLOSE = frozenset("（("), frozenset("）)")
_TINY, _MORE = 0.4, 0.7
_WIDE_BLANK = "\u3000"
_QUOTES, _STOPS = frozenset("”’"), frozenset("，、。；：！？")
_CLOSING = frozenset("，。．、；：？！）》〉」』】〕”’％,.;:?!)]}%…—")
_OPENING = frozenset("（《〈「『【〔“‘([{")


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
        self.pitch, self._is_own = (min(pitches), True) if len(pitches) > 1 else (pitch, False)
        self._is_centred = len(found) > 1 and all(
            abs((line.box.left - self.left) - (self.right - line.box.right)) < _EVEN * line.size for line in found
        )

    def rest(self, line: Line, following: Line) -> float:
        """How much more would have fitted into a line, behind the blanks at its end."""
        blanks = max(0.0, line.characters[-1].box.right - line.box.right) if line.text[-1:].isspace() else 0.0
        is_set_in = line.box.left - self.left > _INDENTED * line.size and not _is_paragraph(line, following, self.left)
        if self._is_centred or is_set_in:
            return self.width - line.box.width - blanks
        return self.right - line.box.right - blanks

    def parts(self, before: Line, line: Line) -> bool:
        """Whether a line is set off: further below, or two characters further in, as a Chinese paragraph begins.

        How far apart the lines of other cells are tells nothing of a line that is full of Western writing.
        """
        ems = (line.box.left - self.left) / max(line.em, 1.0)
        is_indented = not self._is_centred and _INDENT < ems < _INDENTED
        if is_indented and not (_is_even(before, line) and is_in_word(before, line, self.rest(before, line))):
            return True
        is_further = self.pitch is not None and step(before, line) > _FURTHER * self.pitch
        return is_further and (self._is_own or not is_in_word(before, line, self.rest(before, line)))


def _is_paragraph(line: Line, following: Line, left: float) -> bool:
    """Whether a long line is set in with all of its paragraph, or as the first line of one."""
    is_first = abs(following.box.left - left) < _EVEN * line.size
    return (is_first or _is_even(line, following)) and line.box.width > _LONG * line.size


def _is_even(line: Line, following: Line) -> bool:
    """Whether two lines begin at the same distance from the side."""
    return abs(line.box.left - following.box.left) < _EVEN * line.size


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
    rest, needed = room.rest(before, line), _needed(following)
    slack = _SLACK if before.text.rstrip()[-1:] not in _ENDS else _LITTLE_SLACK
    is_indented = line.text[:1] == " " or line.text[:2] == 2 * _WIDE_BLANK
    if rest > needed + slack * max(before.size, line.size) or is_indented or room.parts(before, line):
        return "\n"
    is_long, is_near = _fills_lines(before, needed, room), is_in_word(before, line, rest)
    if before.text[-1:].isspace():
        return _blank(before, is_parted=is_long and is_near)
    last, first = before.text[-1:], line.text.strip()[:1]
    if not (is_western(last) and is_western(first)) or last in _BREAKS_BEHIND or first in _BREAKS_BEFORE:
        return ""
    # A word is broken where a line cannot hold it; else the line had no room for its blank.
    if is_long and (is_near or not _are_words(before, line)):
        return ""
    is_number = last.isdigit() and first.isdigit() and rest < _first_width(line) + _TINY
    return "" if is_number else " "


def _are_words(before: Line, line: Line) -> bool:
    """Whether a line ends, and the next begins, with nothing but letters."""
    sides = _tail(before), takewhile(_is_of_word, dropwhile(_is_blank, line.characters))
    return all(each.text.isalpha() for side in sides for each in side)


def _blank(before: Line, *, is_parted: bool) -> str:
    """The blank that is drawn at a line's end; what parts a number that no line has room for is none."""
    if before.text.endswith(_WIDE_BLANK):
        return _WIDE_BLANK
    tail = "".join(each.text for each in _tail(before))
    return "" if (is_parted and not tail.isalpha()) or _is_spaced(before) else " "


def _is_spaced(line: Line) -> bool:
    """Whether a blank between two of its characters is no blank of the text, but stretches the line."""
    return sum(each.text.isspace() for each in line.characters) > sum(map(str.isspace, line.text))


def is_in_word(before: Line, line: Line, rest: float) -> bool:
    """Whether a line is so full of Western writing that the next may well go on with the same word."""
    pair = before.text.rstrip()[-1:], line.text[:1]
    return all(map(is_western, pair)) and rest < _first_width(line) + _MORE * line.size


def _fills_lines(before: Line, needed: float, room: Room) -> bool:
    """Whether no line has room for the word that a line ends with, if it goes on in the next."""
    tail = list(_tail(before))
    return _width(tail) + needed > room.width - _TINY or len(tail) == sum(
        not _is_blank(each) for each in before.characters
    )


def _tail(line: Line) -> Iterator[Character]:
    """The last word of a line, from its end."""
    return takewhile(_is_of_word, dropwhile(_is_blank, reversed(line.characters)))


def _is_blank(character: Character) -> bool:
    return not character.text.strip()


def _is_of_word(character: Character) -> bool:
    return is_western(character.text)


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
    for each, following in zip(line.characters, [*line.characters[1:], None], strict=True):
        if each.text.isspace() and not before:
            continue
        if before and not _holds_together(before, each.text) and not _goes_before(each, following):
            return
        before = each.text
        yield each


def _goes_before(blank: Character, following: Character | None) -> bool:
    """Whether it is a blank before a closing mark, with which no line may begin either."""
    return blank.text.isspace() and following is not None and following.text in _CLOSING


def _holds_together(before: str, after: str) -> bool:
    """Whether no line may end between two characters."""
    if after.isspace() or before.isspace():
        return False
    if after in _CLOSING or before in _OPENING or before in _QUOTES:
        return True
    # LibreOffice keeps 28（甲 and （甲）28 together, Word does not.
    if (is_latin(before) and after in _BRACKETS_OPEN) or (before in _BRACKETS_CLOSE and is_latin(after)):
        return True
    return (is_latin(before) or before in _STOPS) and is_latin(after)
