"""Characters → lines → the text that was typed: a line that is broken because it was full goes on in the next."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ipforms.readers.pdf.page import Box, Character, around

_BLANK_GAP = 0.55
_INDENTED = 2.3
_SLACK = 0.75
_CLOSING = frozenset("，。、；：？！）》〉」』】〕”’％,.;:?!)]}%…—")
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
    ordered = [each for each in sorted(row, key=_left)]
    seen = [each for each in ordered if not each.text.isspace()]
    if not seen:
        return None
    size = sorted(each.box.height for each in seen)[len(seen) // 2]
    pieces: list[str] = []
    before: Character | None = None
    for each in ordered:
        if before is not None and each.box.left - before.box.right > _BLANK_GAP * size:
            if not before.text.isspace() and not each.text.isspace():
                pieces.append(" ")
        elif before is not None and _is_doubled(before, each):
            continue
        pieces.append(each.text)
        before = each
    return Line("".join(pieces), around(each.box for each in seen), size, tuple(ordered))


def _is_doubled(before: Character, character: Character) -> bool:
    """Whether a character is printed once more over itself, as for bold or a shadow."""
    return before.text == character.text and abs(character.box.left - before.box.left) < 0.2 * before.box.width


def written(found: Sequence[Line], room: Box, padding: float) -> str:
    """The text of lines in a room: one line for each that was typed.

    Args:
        found: the lines from top to bottom.
        room: the cell, or the column of the page.
        padding: how far the text stays away from its sides.
    """
    pieces: list[str] = []
    for number, line in enumerate(found):
        if number:
            pieces.append(_between(found[number - 1], line, room, padding))
        pieces.append(line.text.strip() if number else line.text.rstrip())
    return "".join(pieces)


def _between(before: Line, line: Line, room: Box, padding: float) -> str:
    """What stands between two lines: a line break, nothing, or the blank of a broken line."""
    size = max(before.size, line.size)
    left, right = room.left + padding, room.right - padding
    if before.box.left - left <= _INDENTED * size:
        rest = right - before.box.right
    else:
        rest = (right - left) - before.box.width
    head = list(_head(line))
    needed = sum(each.box.width for each in head)
    if rest > needed + _SLACK * size:
        return "\n"
    if before.text[-1:].isspace() or (line.text[:1].isspace() and line.text.strip()):
        return " " if _is_latin(before.text.rstrip()[-1:]) and _is_latin(line.text.strip()[:1]) else ""
    latin = _is_latin(before.text[-1:]) and _is_latin(line.text[:1])
    narrow = rest < _SLACK * size or needed > right - left
    return "" if not latin or narrow else " "


def _head(line: Line) -> Iterator[Character]:
    """The characters at the beginning of a line that cannot be parted."""
    inside = opening = False
    for number, each in enumerate(line.characters):
        if number and not (
            each.text in _CLOSING or opening or (inside and _is_latin(each.text))
        ):
            return
        opening, inside = each.text in _OPENING, _is_latin(each.text)
        yield each


def _is_latin(text: str) -> bool:
    """Whether a character is of a script whose words are not broken."""
    return bool(text) and (text.isalnum() or text in "._@-/") and unicodedata.east_asian_width(text) in ("Na", "N", "H")
