"""Characters → lines, with the blanks that a page has as gaps alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import eq, sub

from ipforms.formats.pdf.layout_analysis.writing_systems import is_chinese, is_western, is_wide
from ipforms.formats.pdf.pdf_page import BoundingBox, Character, around

_BLANK_GAP, _WORD_GAP = 0.55, 0.2
_TOUCHING, _STRETCHED = 0.1, 0.15
_LITTLE, _SURE, _MOST_BLANKS = 0.02, 0.1, 30


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of characters, from left to right."""

    text: str
    box: BoundingBox
    size: float
    characters: tuple[Character, ...]

    @property
    def em(self) -> float:
        """How wide a Chinese character is in it; its size, if there is none."""
        widths = sorted(each.box.width for each in self.characters if is_wide(each.text) and each.text.strip())
        return widths[len(widths) // 2] if widths else self.size


def lines(characters: Iterable[Character]) -> list[TextLine]:
    """The lines that characters stand in, from top to bottom."""
    rows: list[list[Character]] = []
    for character in sorted([each for each in characters if each.box.bottom > each.box.top], key=_middle):
        if rows and _is_beside(rows[-1][-1].box, character.box):
            rows[-1].append(character)
        else:
            rows.append([character])
    return [line for row in rows if (line := _line(row)) is not None]


def runs(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Characters that were written one beside the other without a gap, in the order of the file."""
    run: list[Character] = []
    for character in characters:
        if run and not _is_next(run[-1].box, character.box):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _is_next(before: BoundingBox, box: BoundingBox) -> bool:
    left, top, right, bottom = before
    near = _TOUCHING * (bottom - top)
    return (left + right) / 2 < box.left + near and box.left < right + near and abs(bottom - box.bottom) < near


def in_order(found: Iterable[TextLine]) -> list[Character]:
    """The characters of lines in the order of the file."""
    return sorted((each for line in found for each in line.characters), key=_number)


def as_seen(found: Iterable[TextLine]) -> list[Character]:
    """The characters of lines from left to right, line by line."""
    return [each for line in found for each in line.characters]


def _number(character: Character) -> int:
    return character.number


def _middle(character: Character) -> float:
    return character.box.top + character.box.bottom


def _is_beside(before: BoundingBox, box: BoundingBox) -> bool:
    """Whether a character stands in the line of another one: their heights overlap by more than half."""
    _, top, _, bottom = before
    _, own_top, _, own_bottom = box
    if top == own_top and bottom == own_bottom:
        return True
    return min(bottom, own_bottom) - max(top, own_top) > 0.5 * min(bottom - top, own_bottom - own_top)


def _left(character: Character) -> float:
    return character.box.left


def _line(row: list[Character]) -> TextLine | None:
    ordered = sorted(row, key=_left)
    return _even(ordered) or _uneven(ordered)


def _even(ordered: Sequence[Character]) -> TextLine | None:
    """A line of characters side by side, as most are; None if it has a blank or a gap, or a character twice running."""
    text = "".join([each.text for each in ordered])
    if len(text) != len(ordered) or text.split() != [text] or any(map(eq, text, text[1:])):
        return None
    lefts, tops, rights, bottoms = zip(*[each.box for each in ordered], strict=True)
    size = sorted(map(sub, bottoms, tops))[len(ordered) // 2]
    if max(map(sub, lefts[1:], rights), default=0.0) >= _WORD_GAP * size:
        return None
    return TextLine(text, BoundingBox(lefts[0], min(tops), max(rights), max(bottoms)), size, tuple(ordered))


def _uneven(ordered: Sequence[Character]) -> TextLine | None:
    """Any line, blanks and gaps looked at one by one; None if nothing is seen in it."""
    seen = [each for each in ordered if each.text.strip()]
    if not seen:
        return None
    ordered = _uncovered(ordered) if len(ordered) > len(seen) else ordered
    size = sorted([each.box.bottom - each.box.top for each in seen])[len(seen) // 2]
    pieces: list[str] = []
    gaps, wide = _GapWidths(seen, has_blanks=any(each.text.isspace() for each in ordered)), _WORD_GAP * size
    before: Character | None = None
    for number, each in enumerate(ordered):
        if before is not None and before.text == each.text and _is_doubled(before, each):
            continue
        if each.text.isspace() and _is_stretch(ordered[number - 1 : number + 2], gaps.usual, size):
            continue
        if before is not None and each.box.left - before.box.right >= wide and _is_parted(before, each, gaps, size):
            pieces.append(" ")
        times = _times(ordered[number - 1 : number + 2], gaps.usual) if each.text == " " else 1
        pieces.append(each.text * times)
        before = each
    return TextLine("".join(pieces), around([each.box for each in seen]), size, tuple(ordered))


class _GapWidths:
    """The gaps between the characters of a line, which most lines are not asked for."""

    def __init__(self, seen: Sequence[Character], *, has_blanks: bool) -> None:
        self._seen, self._has_blanks = seen, has_blanks

    @cached_property
    def usual(self) -> float:
        """The gap between characters, wide where the line is stretched; that of a pair tells nothing."""
        if len(self._seen) == 2 and not self._has_blanks:
            return 0.0
        gaps = sorted(after.box.left - before.box.right for before, after in pairwise(self._seen))
        return max(0.0, gaps[(len(gaps) - 1) // 2]) if gaps else 0.0

    @cached_property
    def narrow(self) -> float:
        """The gap between letters of one word."""
        pairs = [(one, other) for one, other in pairwise(self._seen) if is_western(one.text) and is_western(other.text)]
        gaps = sorted(other.box.left - one.box.right for one, other in pairs)
        return max(0.0, gaps[len(gaps) // 4]) if gaps else 0.0


def _uncovered(ordered: Sequence[Character]) -> list[Character]:
    """The characters without blanks that lie under others: LibreOffice draws an underline's ends as such."""
    return [
        each
        for each, *beside in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False)
        if each.text.strip() or not any(other and other.text.strip() and _covers(other, each) for other in beside)
    ]


def _covers(character: Character, blank: Character) -> bool:
    return character.box.left < blank.box.centre[0] < character.box.right


def _is_parted(before: Character, character: Character, gaps: _GapWidths, size: float) -> bool:
    """Whether there is a blank between two characters, which the file may have as a gap alone.

    Between Chinese and Western writing there is a gap anyway, and behind a punctuation mark.
    """
    gap = character.box.left - before.box.right
    pair = (before.text, character.text)
    if gap < _WORD_GAP * size or before.text.isspace() or character.text.isspace():
        return False
    is_word = all(map(is_western, pair))
    wide = (gaps.narrow if is_word else gaps.usual) + _WORD_GAP * size
    return gap > (wide if is_word or all(map(is_chinese, pair)) else max(wide, _BLANK_GAP * size))


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
    is_apart = abs(character.number - before.number) > 1
    return is_apart and abs(character.box.left - before.box.left) < 0.2 * before.box.width
