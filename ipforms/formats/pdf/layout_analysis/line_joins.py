"""Lines → the text that was typed: a line that is broken because it was full goes on in the next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ipforms.formats.pdf.layout_analysis.gap_ambiguities import BETWEEN_SCRIPTS, CONTEXT, gap_doubts
from ipforms.formats.pdf.layout_analysis.line_break_rules import (
    are_words,
    first_width,
    goes_on_counting,
    is_blank,
    is_whole_number,
    needed_width,
    ordinal,
    tail,
    width,
)
from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf_page import BoundingBox
from ipforms.sheet import Doubt
from ipforms.text.writing_systems import is_western

# In multiples of the size of the writing, where nothing else is said.
_INDENT, _SET_IN = 1.5, 3.6  # a first line is set in by two characters; by more, it stands elsewhere in its room
_FAR_IN = 6.0  # by still more, a line stands on the right, and begins no paragraph
_EVEN = 0.3  # two sides that are no further apart are one
_FURTHER = 1.3  # times the pitch: a line that is further below begins a paragraph
_ONE_SIZE = 1.2  # times: a line that is larger is a heading
_LONG = 8.0  # a shorter line may as well be a title
_SLACK, _SENTENCE_SLACK = 0.6, 0.2  # a line with that much room more was ended by a person; less, behind a full stop
_SENTENCE_ENDS = frozenset("。；！？")
_BREAKS_BEHIND, _BREAKS_BEFORE = frozenset("-/@_"), frozenset("@._-")
_HYPHENATED = re.compile("[A-Za-z]-$")
_OPEN_ADDRESS = re.compile(r"@[\w.-]*[-_.@] \n | @[\w.-]* \n [.@]", re.VERBOSE)  # an e-mail address that goes on
_TINY = 0.4  # points, for rounding
_LESS_THAN_ONE = 0.7  # a line with less room than that and the next character is full
_BLANK = 0.35  # em; what a blank takes at least
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
        pitches = [(not _is_alike(*pair), step(*pair)) for pair in pairwise(found)]
        self._has_own_pitch = len(pitches) > 1
        self._pitch = min(pitches)[1] if self._has_own_pitch else pitch
        self._is_centred = len(found) > 1 and all(
            abs((line.box.left - self.left) - (self.right - line.box.right)) < _EVEN * line.size for line in found
        )

    def rest(self, line: TextLine, following: TextLine) -> float:
        """How much more would have fitted into a line, behind the blanks at its end."""
        blanks = max(0.0, line.characters[-1].box.right - line.box.right) if line.text[-1:].isspace() else 0.0
        is_set_in = line.box.left - self.left > _SET_IN * line.size and not self._is_paragraph(line, following)
        if self._is_centred or is_set_in:
            return self.width - line.box.width - blanks
        return self.right - line.box.right - blanks

    def _is_paragraph(self, line: TextLine, following: TextLine) -> bool:
        """Whether a long line is set in with all of its paragraph, or as the first line of one."""
        is_near = line.box.left - self.left < _FAR_IN * line.size
        is_first = is_near and abs(following.box.left - self.left) < _EVEN * line.size
        return (is_first or _is_even(line, following)) and line.box.width > _LONG * line.size

    def is_set_off(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line is further below, or two characters further in, as a Chinese paragraph begins.

        How far apart the lines of other cells are tells nothing of a line that is full of Western writing.
        """
        ems = (line.box.left - self.left) / max(line.em, 1.0)
        is_indented = not self._is_centred and _INDENT < ems < _SET_IN
        if is_indented and not (_is_even(before, line) and self._goes_on_in_words(before, line)):
            return not self._hangs(before, line)
        is_further = self._pitch is not None and step(before, line) > _FURTHER * self._pitch
        return is_further and (self._has_own_pitch or not self.is_in_word(before, line))

    def _goes_on_in_words(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line goes on in Western writing that there was no more room for: 电子邮箱 and an address."""
        is_moved = before.text.rstrip()[-1:] not in _SENTENCE_ENDS and is_western(line.text[:1])
        return self.is_in_word(before, line) or (is_moved and self.rest(before, line) < needed_width([line]))

    def _hangs(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line goes on below the words of a numbered one, which was full: 2．企业荣誉：市优势培育企业."""
        is_further_in = before.box.left < line.box.left - _EVEN * line.size
        return is_further_in and bool(ordinal(before.text)) and self.rest(before, line) < needed_width([line])

    def is_in_word(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line is so full of Western writing that the next may well go on with the same word."""
        is_word = is_western(before.text.rstrip()[-1:]) and is_western(line.text[:1])
        return is_word and self.rest(before, line) < first_width(line) + _LESS_THAN_ONE * line.size

    def fills_lines(self, before: TextLine, needed: float) -> bool:
        """Whether no line has room for the word that a line ends with, if it goes on in the next."""
        word = list(tail(before))
        is_whole_line = len(word) == sum(not is_blank(each) for each in before.characters)
        return is_whole_line or width(word) + needed > self.width - _TINY


def _is_even(line: TextLine, following: TextLine) -> bool:
    """Whether two lines begin at the same distance from the side."""
    return abs(line.box.left - following.box.left) < _EVEN * line.size


def _is_alike(above: TextLine, line: TextLine) -> bool:
    """Whether two lines tell how far apart those of a paragraph are: the middle of a line of letters lies lower."""
    is_one_size = max(above.em, line.em) < _ONE_SIZE * min(above.em, line.em)
    return is_one_size and is_western(above.text[:1]) is is_western(line.text[:1])


def step(before: TextLine, line: TextLine) -> float:
    """From a line to the next, as a multiple of the size: that of its Chinese, for letters may have taller boxes."""
    return (line.box.centre[1] - before.box.centre[1]) / max(before.em, line.em, 1.0)


class LineJoin(NamedTuple):
    """What stands between two lines: a line break, a blank or nothing."""

    read: str  # what it was taken for
    others: tuple[str, ...] = ()  # what it may be as well

    def doubts(self, before: str, after: str) -> Iterator[Doubt]:
        """The doubt about it, if there is one."""
        if self.others:
            yield Doubt("reading.line_ends", before[-CONTEXT:], self.read, after.strip()[:CONTEXT], self.others)
        if not self.read and _HYPHENATED.search(before) and is_western(after.strip()[:1]):
            # A hyphen at the end of a line may be one that only breaks the word.
            yield Doubt("reading.line_ends", before[:-1][-CONTEXT:], "-", after.strip()[:CONTEXT], ("",))


class LogicalLine(NamedTuple):
    """What was typed between two line breaks, the lines that it takes, and what they do not tell."""

    text: str
    lines: Sequence[TextLine]
    doubts: list[Doubt]


def logical_lines(
    lines: Sequence[TextLine],
    box: BoundingBox,
    padding: float,
    pitch: float | None = None,
    gap: float = BETWEEN_SCRIPTS,
    *,
    are_entries: bool = False,
) -> Iterator[LogicalLine]:
    """What was typed, from line break to line break.

    Args:
        lines: from top to bottom.
        box: the cell, or the column of the page.
        padding: how far the text stays away from its sides.
        pitch: see `TextBox`.
        gap: see `gap_between_scripts`.
        are_entries: whether each line is an entry of its own.
    """
    if len(lines) == 1:
        yield LogicalLine(lines[0].text.strip(), lines, list(gap_doubts(lines[0], gap)))
        return
    room = TextBox(lines, box, padding, pitch)
    text, first, doubts = "", 0, list[Doubt]()
    for number, line in enumerate(lines):
        join = _join(lines[number - 1], lines[number:], room) if number else LineJoin("")
        if number and (
            are_entries
            or is_whole_number(text, "".join(each.text for each in lines[number : number + 3]))
            or goes_on_counting((each.text for each in lines[:number]), line.text)
        ):
            join = LineJoin("\n")
        doubts += join.doubts(text, line.text)
        if join.read == "\n":
            yield LogicalLine(text, lines[first:number], doubts)
            text, first, doubts = "", number, []
        text += join.read.strip("\n") + line.text.strip()
        doubts += gap_doubts(line, gap)
    yield LogicalLine(text, lines[first:], doubts)


def join_over_pages(before: TextLine, line: TextLine, box: BoundingBox, padding: float) -> LineJoin:
    """What stands between two lines of a cell, the second of which is on the next page."""
    return _join(before, [line], TextBox([before, line], box, padding, None))


def _join(before: TextLine, following: Sequence[TextLine], room: TextBox) -> LineJoin:
    """What stands between two lines: a line break, nothing, or the blank of a broken line."""
    line = following[0]
    rest, needed = room.rest(before, line), needed_width(following)
    last, first = before.text.rstrip()[-1:], line.text.strip()[:1]
    if _OPEN_ADDRESS.search(f"{before.text.rstrip()}\n{line.text.strip()}"):
        return LineJoin("")
    slack = _SENTENCE_SLACK if last in _SENTENCE_ENDS else _SLACK
    over = rest - needed - slack * max(before.size, line.size)
    if line.text[:1] == " " or line.text[:2] == 2 * _WIDE_BLANK or room.is_set_off(before, line):
        return LineJoin("\n")
    if over > 0:
        # A wide blank at the end of a line may not be drawn, and LibreOffice breaks some numbers early.
        return LineJoin("\n", ("",) if over < before.em or (last.isdigit() and first.isdigit()) else ())
    is_long, is_near = room.fills_lines(before, needed), room.is_in_word(before, line)
    if before.text[-1:].isspace():
        several = () if is_western(line.text[:1]) else ("  ",)
        return LineJoin(_blank(before, is_parted=is_long and is_near), ("\n", *several))
    # A blank that there is no room for is not drawn.
    vanished = (" ",) if rest < _BLANK * before.em else ()
    if not (is_western(last) and is_western(first)):
        return LineJoin("", ("\n", *vanished) if is_western(last) or is_western(first) else ("\n",))
    is_number = last.isdigit() and first.isdigit() and rest < first_width(line) + _TINY
    # A word is broken where a line cannot hold it; else the line had no room for its blank.
    is_broken = is_long and (is_near or not are_words(before, line))
    if last in _BREAKS_BEHIND or first in _BREAKS_BEFORE or is_number or is_broken:
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
