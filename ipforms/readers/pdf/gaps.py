"""Gaps in a line that no drawn blank fills: a page does not tell what they were typed as."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ipforms.readers.pdf.letters import is_chinese, is_western
from ipforms.readers.pdf.lines import Line
from ipforms.readers.pdf.page import Character
from ipforms.sheet import Doubt

CONTEXT = 12
"""So many characters on either side find a place again."""
_LOST = "〓"
_LEAST, _LEAST_OF_TWO_KINDS = 0.15, 0.3
_AS_WIDE_AS_ONE = 0.8
_MANY = 40
_PRINTED = frozenset("年月日：:")


def about_gaps(line: Line) -> Iterator[Doubt]:
    """The doubts about gaps without a drawn blank: a no-break space, a tab, a character that the font has not.

    A line that is stretched to fill its room has gaps everywhere, which tell nothing.
    """
    seen = [each for each in line.characters if each.text.strip()]
    if len(seen) < 2 or not _has_gap(line, seen):
        return
    drawn = {id(one) for one, other in pairwise(line.characters) if other.text.isspace()}
    text, at = line.text.strip(), 0
    for before, after in pairwise(seen):
        at += len(before.text)
        read = text[at:][: len(text[at:]) - len(text[at:].lstrip())]
        if id(before) not in drawn and _is_wide(before, after, line.em):
            yield _doubt(text, at, read, before, after, line.em)
        at += len(read)


def _has_gap(line: Line, seen: list[Character]) -> bool:
    gaps = sorted(after.box.left - before.box.right for before, after in pairwise(seen))
    return gaps[-1] > _LEAST * line.em and (len(gaps) < 3 or gaps[len(gaps) // 2] < 0.05 * line.em)


def _is_wide(before: Character, after: Character, em: float) -> bool:
    """Whether a gap is wider than that which stands between Chinese and Western writing anyway."""
    alike = is_western(before.text) == is_western(after.text)
    least = _LEAST if alike else _LEAST_OF_TWO_KINDS
    return least * em < after.box.left - before.box.right < _MANY * em


def _doubt(text: str, at: int, read: str, before: Character, after: Character, em: float) -> Doubt:
    is_lost = after.box.left - before.box.right > _AS_WIDE_AS_ONE * em and _is_in_text(before) and _is_in_text(after)
    other = _LOST if is_lost else "\u00a0" if read else " "
    return Doubt("reading.gaps", text[:at][-CONTEXT:], read, text[at + len(read) :][:CONTEXT], (other,))


def _is_in_text(character: Character) -> bool:
    return is_chinese(character.text) and character.text not in _PRINTED
