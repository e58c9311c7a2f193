"""Characters → lines, with the blanks that a page has as gaps alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ipforms.readers.pdf.letters import is_chinese, is_western, is_wide
from ipforms.readers.pdf.page import Box, Character, around

_BLANK_GAP, _WORD_GAP = 0.55, 0.2
_TOUCHING, _STRETCHED = 0.1, 0.15
_LITTLE, _SURE, _MOST_BLANKS = 0.02, 0.1, 30


@dataclass(frozen=True, slots=True)
class Line:
    """A line of characters, from left to right."""

    text: str
    box: Box
    size: float
    characters: tuple[Character, ...]

    @property
    def em(self) -> float:
        """How wide a Chinese character is in it; its size, if there is none."""
        widths = sorted(each.box.width for each in self.characters if is_wide(each.text) and each.text.strip())
        return widths[len(widths) // 2] if widths else self.size


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


def as_seen(found: Iterable[Line]) -> list[Character]:
    """The characters of lines from left to right, line by line."""
    return [each for line in found for each in line.characters]


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
    ordered = _uncovered(ordered) if len(ordered) > len(seen) else ordered
    size = sorted(each.box.height for each in seen)[len(seen) // 2]
    pieces: list[str] = []
    usual, between_words = _usual_gap(seen), _narrow_gap(seen)
    if len(ordered) == len(seen) == 2:
        usual = 0.0
    before: Character | None = None
    for number, each in enumerate(ordered):
        if before is not None and _is_doubled(before, each):
            continue
        if each.text.isspace() and _is_stretch(ordered[number - 1 : number + 2], usual, size):
            continue
        if before is not None and each.box.left - before.box.right >= _WORD_GAP * size:
            is_word = is_western(before.text) and is_western(each.text)
            is_parted = _is_parted(before, each, between_words if is_word else usual, size)
        else:
            is_parted = False
        if is_parted:
            pieces.append(" ")
        times = _times(ordered[number - 1 : number + 2], usual) if each.text == " " else 1
        pieces.append(each.text * times)
        before = each
    return Line("".join(pieces), around(each.box for each in seen), size, tuple(ordered))


def _uncovered(ordered: Sequence[Character]) -> list[Character]:
    """The characters without blanks that lie under others: LibreOffice draws an underline's ends as such."""
    return [
        each
        for each, *beside in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False)
        if each.text.strip() or not any(other and other.text.strip() and _covers(other, each) for other in beside)
    ]


def _covers(character: Character, blank: Character) -> bool:
    return character.box.left < blank.box.centre[0] < character.box.right


def _usual_gap(seen: Sequence[Character]) -> float:
    """The gap between the characters of a line, wide where it is stretched to fill its room."""
    gaps = sorted(after.box.left - before.box.right for before, after in pairwise(seen))
    return max(0.0, gaps[(len(gaps) - 1) // 2]) if gaps else 0.0


def _narrow_gap(seen: Sequence[Character]) -> float:
    """The gap between letters of one word."""
    pairs = [(one, other) for one, other in pairwise(seen) if is_western(one.text) and is_western(other.text)]
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
    alike = all(map(is_western, pair)) or all(map(is_chinese, pair))
    wide = usual + _WORD_GAP * size
    return gap > (wide if alike else max(wide, _BLANK_GAP * size))


def _times(three: Sequence[Character], usual: float) -> int:
    """How many blanks one that is drawn stands for, by the gap that it fills: PDFium gives the first of several."""
    if len(three) < 3 or usual > _LITTLE * three[0].box.height:
        return 1
    times = (three[2].box.left - three[0].box.right) / max(three[1].box.width, 0.1)
    return round(times) if abs(times - round(times)) < _SURE and 1 < times < _MOST_BLANKS else 1


def _is_stretch(three: Sequence[Character], usual: float, size: float) -> bool:
    """Whether a blank between two Chinese characters is no wider than the gaps of a stretched line are without one."""
    if len(three) < 3 or usual < _STRETCHED * size or not (is_wide(three[0].text) and is_wide(three[2].text)):
        return False
    return three[2].box.left - three[0].box.right < usual + _TOUCHING * size


def _is_doubled(before: Character, character: Character) -> bool:
    """Whether a character is printed once more over itself, as for bold; those of a ligature follow each other."""
    again = before.text == character.text and abs(character.number - before.number) > 1
    return again and abs(character.box.left - before.box.left) < 0.2 * before.box.width
