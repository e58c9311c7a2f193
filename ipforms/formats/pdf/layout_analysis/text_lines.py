"""Characters → lines, with the blanks that a page has as gaps alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, eq

from ipforms.formats.pdf_page import BoundingBox, Character, around
from ipforms.text.writing_systems import is_chinese, is_western, is_wide

# In multiples of the size of the writing, where nothing else is said.
_WORD_GAP = 0.2  # beyond the usual gap: a blank between two characters of one kind
_BLANK_GAP = 0.55  # the same between Chinese and Western writing, which programs set apart by a quarter anyway
_TOUCHING = 0.1  # no gap: one character was written behind the other
_STRETCHED = 0.15  # the usual gap of a line that was stretched to fill its room
_LITTLE = 0.02  # the usual gap of a line that was not
_WHOLE_NUMBER = 0.1  # how far a gap in widths of the blank may be from a whole number of blanks
_WIDE_GAP = 1.2  # where nothing is drawn, the way to what stands further on in the line: 张三    电话
_WAY = "    "  # how that is read
_MOST_BLANKS = 30  # a wider gap is the way to the next column
_DOUBLED = 0.2  # of its width: how far a character that is printed twice, as for bold, is shifted


@dataclass(frozen=True)
class TextLine:
    """A line of characters, from left to right."""

    text: str
    box: BoundingBox
    size: float
    characters: tuple[Character, ...]

    @cached_property
    def em(self) -> float:
        """How wide a Chinese character is in it; its size, if there is none."""
        widths = sorted(each.box.width for each in self.characters if is_wide(each.text) and each.text.strip())
        return widths[len(widths) // 2] if widths else self.size


def lines(characters: Iterable[Character]) -> list[TextLine]:
    """The lines that characters stand in, from top to bottom."""
    rows: list[list[Character]] = []
    high = [each for each in characters if each.box.bottom > each.box.top]
    for character in sorted(high, key=lambda each: each.box.top + each.box.bottom):
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
    begin, _, _, foot = box
    near = _TOUCHING * (bottom - top)
    return (left + right) / 2 < begin + near and begin < right + near and abs(bottom - foot) < near


def in_file_order(found: Iterable[TextLine]) -> list[Character]:
    """The characters of lines in the order of the file."""
    return sorted(in_reading_order(found), key=attrgetter("number"))


def in_reading_order(found: Iterable[TextLine]) -> list[Character]:
    """The characters of lines from left to right, line by line."""
    return [each for line in found for each in line.characters]


def _is_beside(before: BoundingBox, box: BoundingBox) -> bool:
    """Whether a character stands in the line of another one: their heights overlap by more than half."""
    _, above, _, below = before
    _, top, _, bottom = box
    if top == above and bottom == below:
        return bottom > top
    return min(below, bottom) - max(above, top) > 0.5 * min(below - above, bottom - top)


class _GapWidths:
    """The gaps between the characters of a line.

    Attributes:
        size: the size of the writing.
        usual: between two characters, wide where the line is stretched; that of a pair tells nothing.
        widest: the widest of all.
    """

    def __init__(self, seen: Sequence[Character], size: float, *, has_blanks: bool) -> None:
        self._seen, self.size = seen, size
        gaps = sorted([after.box.left - before.box.right for before, after in pairwise(seen)])
        self.widest = gaps[-1] if gaps else 0.0
        self.usual = max(0.0, gaps[(len(gaps) - 1) // 2]) if gaps and (len(seen) > 2 or has_blanks) else 0.0

    @cached_property
    def in_words(self) -> float:
        """Between the letters of one word; figures in columns of their own, 0    2    2, are none."""
        pairs = [(one, other) for one, other in pairwise(self._seen) if is_western(one.text) and is_western(other.text)]
        between = (other.box.left - one.box.right for one, other in pairs)
        gaps = sorted(gap for gap in between if gap <= _WIDE_GAP * self.size)
        return max(0.0, gaps[len(gaps) // 4]) if gaps else 0.0


def _line(row: list[Character]) -> TextLine | None:
    """A line; None if nothing is seen in it."""
    ordered = sorted(row, key=attrgetter("box.left"))
    seen = [each for each in ordered if each.text.strip()]
    if not seen:
        return None
    if len(ordered) > len(seen):
        ordered = _without_covered_blanks(ordered)
    size = sorted([each.box.bottom - each.box.top for each in seen])[len(seen) // 2]
    gaps = _GapWidths(seen, size, has_blanks=any(each.text.isspace() for each in ordered))
    pieces, least = [], _WORD_GAP * size
    texts = [each.text for each in ordered]
    if gaps.widest < least and len(ordered) == len(seen) and not any(map(eq, texts, texts[1:])):
        return TextLine("".join(texts), around([each.box for each in ordered]), size, tuple(ordered))
    before: Character | None = None
    for number, each in enumerate(ordered):
        text = each.text
        if before is not None and before.text == text and _is_doubled(before, each):
            continue
        if text.isspace():
            beside = ordered[number - 1 : number + 2]
            if _is_stretch(beside, gaps):
                continue
            text *= _blanks_drawn(beside, gaps)
        elif before is not None and each.box.left - before.box.right >= least and _has_blank(before, each, gaps):
            pieces.append(_WAY if each.box.left - before.box.right > _WIDE_GAP * size else " ")
        pieces.append(text)
        before = each
    return TextLine("".join(pieces), around(each.box for each in seen), size, tuple(ordered))


def _without_covered_blanks(ordered: Sequence[Character]) -> list[Character]:
    """The characters without blanks that lie under others: LibreOffice draws an underline's ends as such."""
    return [
        each
        for each, *beside in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False)
        if each.text.strip() or not any(other and other.text.strip() and _covers(other, each) for other in beside)
    ]


def _covers(character: Character, blank: Character) -> bool:
    return character.box.left < blank.box.centre[0] < character.box.right


def _has_blank(before: Character, character: Character, gaps: _GapWidths) -> bool:
    """Whether the gap between two characters is a blank.

    Between Chinese and Western writing there is a gap anyway, and behind a punctuation mark.
    """
    if before.text.isspace():
        return False
    gap = character.box.left - before.box.right
    pair = (before.text, character.text)
    if all(map(is_western, pair)):
        return gap > gaps.in_words + _WORD_GAP * gaps.size
    wide = gaps.usual + _WORD_GAP * gaps.size
    return gap > (wide if all(map(is_chinese, pair)) else max(wide, _BLANK_GAP * gaps.size))


def _blanks_drawn(three: Sequence[Character], gaps: _GapWidths) -> int:
    """How many blanks one that is drawn stands for, by the gap that it fills: PDFium gives the first of several."""
    if len(three) < 3 or three[1].text != " " or gaps.usual > _LITTLE * three[0].box.height:
        return 1
    times = (three[2].box.left - three[0].box.right) / max(three[1].box.width, 0.1)
    return round(times) if abs(times - round(times)) < _WHOLE_NUMBER and 1 < times < _MOST_BLANKS else 1


def _is_stretch(three: Sequence[Character], gaps: _GapWidths) -> bool:
    """Whether a blank between two Chinese characters is no wider than the gaps of a stretched line are without one."""
    if len(three) < 3 or gaps.usual < _STRETCHED * gaps.size or not (is_wide(three[0].text) and is_wide(three[2].text)):
        return False
    return three[2].box.left - three[0].box.right < gaps.usual + _TOUCHING * gaps.size


def _is_doubled(before: Character, character: Character) -> bool:
    """Whether a character is printed once more over itself, as for bold; those of a ligature follow each other."""
    is_apart = abs(character.number - before.number) > 1
    return is_apart and abs(character.box.left - before.box.left) < _DOUBLED * before.box.width
