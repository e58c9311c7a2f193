"""Lines → the text that was typed: a line that is broken because it was full goes on in the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.gap_ambiguities import BETWEEN_KINDS, CONTEXT, about_gaps
from ipforms.formats.pdf.layout_analysis.line_break_rules import (
    are_words,
    first_width,
    is_blank,
    needed_width,
    tail,
    width,
)
from ipforms.formats.pdf.layout_analysis.listed_numbers import is_whole
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf.layout_analysis.writing_systems import is_western
from ipforms.formats.pdf.pdf_page import BoundingBox
from ipforms.sheet import Doubt

_INDENTED = 3.6
_INDENT = 1.5
_EVEN = 0.3
_FURTHER = 1.3
_LONG = 8.0
_SLACK, _LITTLE_SLACK = 0.6, 0.2
_ENDS = frozenset("。；！？")
_BREAKS_BEHIND, _BREAKS_BEFORE = frozenset("-/@_"), frozenset("@._-")
_TINY, _MORE = 0.4, 0.7
_BLANK = 0.35
_WIDE_BLANK = "\u3000"


class TextBox:
    """The room that lines stand in: a cell, or the column of a page.

    Args:
        found: the lines from top to bottom.
        box: the room.
        padding: how far the text stays away from its sides.
        pitch: from line to line in a paragraph, as a multiple of the size, where other cells tell; or None.
    """

    def __init__(self, found: Sequence[TextLine], box: BoundingBox, padding: float, pitch: float | None) -> None:
        self.left, self.right = box.left + padding, box.right - padding
        self.width = self.right - self.left
        pitches = [step(*pair) for pair in pairwise(found)]
        self.pitch, self._is_own = (min(pitches), True) if len(pitches) > 1 else (pitch, False)
        self._is_centred = len(found) > 1 and all(
            abs((line.box.left - self.left) - (self.right - line.box.right)) < _EVEN * line.size for line in found
        )

    def rest(self, line: TextLine, following: TextLine) -> float:
        """How much more would have fitted into a line, behind the blanks at its end."""
        blanks = max(0.0, line.characters[-1].box.right - line.box.right) if line.text[-1:].isspace() else 0.0
        is_set_in = line.box.left - self.left > _INDENTED * line.size and not _is_paragraph(line, following, self.left)
        if self._is_centred or is_set_in:
            return self.width - line.box.width - blanks
        return self.right - line.box.right - blanks

    def parts(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line is set off: further below, or two characters further in, as a Chinese paragraph begins.

        How far apart the lines of other cells are tells nothing of a line that is full of Western writing.
        """
        ems = (line.box.left - self.left) / max(line.em, 1.0)
        is_indented = not self._is_centred and _INDENT < ems < _INDENTED
        if is_indented and not (_is_even(before, line) and is_in_word(before, line, self.rest(before, line))):
            return True
        is_further = self.pitch is not None and step(before, line) > _FURTHER * self.pitch
        return is_further and (self._is_own or not is_in_word(before, line, self.rest(before, line)))


def _is_paragraph(line: TextLine, following: TextLine, left: float) -> bool:
    """Whether a long line is set in with all of its paragraph, or as the first line of one."""
    is_first = abs(following.box.left - left) < _EVEN * line.size
    return (is_first or _is_even(line, following)) and line.box.width > _LONG * line.size


def _is_even(line: TextLine, following: TextLine) -> bool:
    """Whether two lines begin at the same distance from the side."""
    return abs(line.box.left - following.box.left) < _EVEN * line.size


def step(before: TextLine, line: TextLine) -> float:
    """From a line to the next, as a multiple of the size."""
    return (line.box.centre[1] - before.box.centre[1]) / max(before.size, line.size, 1.0)


class LineJoin(NamedTuple):
    """What stands between two lines: a line break, a blank or nothing.

    Attributes:
        read: what it was taken for.
        others: what it may be as well.
    """

    read: str
    others: tuple[str, ...] = ()

    def doubts(self, before: str, after: str) -> Iterator[Doubt]:
        """The doubt about it, if there is one."""
        if self.others:
            yield Doubt("reading.line_ends", before[-CONTEXT:], self.read, after.strip()[:CONTEXT], self.others)


class LogicalLine(NamedTuple):
    """What was typed between two line breaks, the lines that it takes, and what they do not tell."""

    text: str
    lines: Sequence[TextLine]
    doubts: list[Doubt]


def typed(
    found: Sequence[TextLine], box: BoundingBox, padding: float, pitch: float | None = None, gap: float = BETWEEN_KINDS
) -> Iterator[LogicalLine]:
    """What was typed, from line break to line break.

    Args:
        found: the lines from top to bottom.
        box: the cell, or the column of the page.
        padding: how far the text stays away from its sides.
        pitch: see `TextBox`.
        gap: see `between_kinds`.
    """
    if len(found) == 1:
        yield LogicalLine(found[0].text.strip(), found[:], list(about_gaps(found[0], gap)))
        return
    room = TextBox(found, box, padding, pitch)
    text, first, doubts = "", 0, list[Doubt]()
    for number, line in enumerate(found):
        seam = _between(found[number - 1], found[number:], room) if number else LineJoin("")
        if number and is_whole(text, "".join(each.text for each in found[number : number + 3])):
            seam = LineJoin("\n")
        doubts += seam.doubts(text, line.text)
        if seam.read == "\n":
            yield LogicalLine(text, found[first:number], doubts)
            text, first, doubts = "", number, []
        text += seam.read.strip("\n") + line.text.strip()
        doubts += about_gaps(line, gap)
    yield LogicalLine(text, found[first:], doubts)


def between(parts: Sequence[TextLine], box: BoundingBox, padding: float) -> LineJoin:
    """What stands between two lines of a cell, the second of which is on the next page."""
    room = TextBox(parts, box, padding, None)
    room.pitch = None
    return _between(parts[0], parts[1:], room)


def _between(before: TextLine, following: Sequence[TextLine], room: TextBox) -> LineJoin:
    """What stands between two lines: a line break, nothing, or the blank of a broken line."""
    line = following[0]
    rest, needed = room.rest(before, line), needed_width(following)
    slack = _SLACK if before.text.rstrip()[-1:] not in _ENDS else _LITTLE_SLACK
    over = rest - needed - slack * max(before.size, line.size)
    last, first = before.text.rstrip()[-1:], line.text.strip()[:1]
    if line.text[:1] == " " or line.text[:2] == 2 * _WIDE_BLANK or room.parts(before, line):
        return LineJoin("\n")
    if over > 0:
        # A wide blank at the end of a line may not be drawn, and LibreOffice breaks some numbers early.
        return LineJoin("\n", ("",) if over < before.em or (last.isdigit() and first.isdigit()) else ())
    is_long, is_near = _fills_lines(before, needed, room), is_in_word(before, line, rest)
    if before.text[-1:].isspace():
        several = () if is_western(line.text[:1]) else ("  ",)
        return LineJoin(_blank(before, is_parted=is_long and is_near), ("\n", *several))
    # A blank that there is no room for is not drawn.
    vanished = (" ",) if rest < _BLANK * before.em else ()
    if not (is_western(last) and is_western(first)):
        return LineJoin("", ("\n", *vanished) if is_western(last) or is_western(first) else ("\n",))
    if last in _BREAKS_BEHIND or first in _BREAKS_BEFORE:
        return LineJoin("", ("\n", *vanished))
    is_number = last.isdigit() and first.isdigit() and rest < first_width(line) + _TINY
    # A word is broken where a line cannot hold it; else the line had no room for its blank.
    if is_number or (is_long and (is_near or not are_words(before, line))):
        return LineJoin("", ("\n", *vanished))
    return LineJoin(" ", ("\n", ""))


def _blank(before: TextLine, *, is_parted: bool) -> str:
    """The blank that is drawn at a line's end; what parts a number that no line has room for is none."""
    if before.text.endswith(_WIDE_BLANK):
        return _WIDE_BLANK
    word = "".join(each.text for each in tail(before))
    return "" if (is_parted and not word.isalpha()) or _is_spaced(before) else " "


def _is_spaced(line: TextLine) -> bool:
    """Whether a blank between two of its characters is no blank of the text, but stretches the line."""
    return sum(each.text.isspace() for each in line.characters) > sum(map(str.isspace, line.text))


def is_in_word(before: TextLine, line: TextLine, rest: float) -> bool:
    """Whether a line is so full of Western writing that the next may well go on with the same word."""
    pair = before.text.rstrip()[-1:], line.text[:1]
    return all(map(is_western, pair)) and rest < first_width(line) + _MORE * line.size


def _fills_lines(before: TextLine, needed: float, room: TextBox) -> bool:
    """Whether no line has room for the word that a line ends with, if it goes on in the next."""
    word = list(tail(before))
    is_whole_line = len(word) == sum(not is_blank(each) for each in before.characters)
    return is_whole_line or width(word) + needed > room.width - _TINY
