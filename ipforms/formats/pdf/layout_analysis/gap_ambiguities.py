"""Gaps in a line that no drawn blank fills: a page does not tell what they were typed as."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf_page import Character
from ipforms.sheet import Doubt
from ipforms.text.writing_systems import is_chinese, is_western, is_wide

CONTEXT = 12  # so many characters on either side find a place again
BETWEEN_SCRIPTS = 0.3
"""Ems that a gap between Chinese and Western writing has at most, where no others tell: programs leave a quarter."""
_LOST = "〓"  # stands for a character that the font has not
# In ems:
_LEAST = 0.15  # a narrower gap is no blank
_NO_GAP = 0.05  # characters that stand side by side
_MORE = 0.046  # more than the usual gap between Chinese and Western writing, so that its rounding is no blank
_MOST_BETWEEN_SCRIPTS = 0.5  # a wider gap is a blank, so it does not count for what is usual
_BESIDE_ONE = 0.08  # a 1 has so much room before its ink
_NOTHING = 0.015  # the gap between Chinese characters of a line that is not stretched
_ONE_CHARACTER = 0.8  # a gap as wide may be a character that was not drawn
_MANY = 40  # a wider gap is the way to the next column
_ENOUGH = 8  # gaps, to tell what is usual on a page
_PRINTED = frozenset("年月日：:")  # a form prints them with room for what is filled in


def gap_between_scripts(characters: Iterable[Character]) -> float:
    """How wide the gap between Chinese and Western writing is at most on a page, in ems: a little more than most."""
    found = []
    for before, after in pairwise(characters):
        is_change = before.box.right < after.box.left and is_wide(before.text) != is_wide(after.text)
        if is_change and before.text.strip() and after.text.strip():
            em = before.box.width if is_wide(before.text) else after.box.width
            found.append(_gap(before, after, em) / max(em, 1.0))
    found = sorted(gap for gap in found if _NO_GAP < gap < _MOST_BETWEEN_SCRIPTS)
    return found[len(found) // 2] + _MORE if len(found) >= _ENOUGH else BETWEEN_SCRIPTS


def _gap(before: Character, after: Character, em: float) -> float:
    """What is left between two characters, whose boxes end with their ink; in a picture they fill their room."""
    is_wider = is_wide(before.text) and before.box.right < after.box.left
    right = min(before.box.right, before.box.left + em) if is_wider else before.box.right
    return after.box.left - right - (_BESIDE_ONE * em if after.text == "1" else 0.0)


def gap_doubts(line: TextLine, most: float) -> Iterator[Doubt]:
    """The doubts about gaps that no blank fills: a no-break space, a tab, a character that the font has not.

    A line that is stretched to fill its room has gaps everywhere, which tell nothing.

    Args:
        line: the line.
        most: see `gap_between_scripts`.
    """
    seen = [each for each in line.characters if each.text.strip()]
    gaps = [after.box.left - before.box.right for before, after in pairwise(seen)]
    # Most lines have no gap, and need no closer look.
    if not gaps or max(gaps) < _LEAST * line.size / 2 or not _has_single_gaps(em := line.em, sorted(gaps)):
        return
    most = most if _is_tight(em, seen) else BETWEEN_SCRIPTS
    drawn = {id(one): other.box.width for one, other in pairwise(line.characters) if other.text.isspace()}
    text, at = line.text.strip(), 0
    for before, after in pairwise(seen):
        at += len(before.text)
        read = text[at : len(text) - len(text[at:].lstrip())]
        if _is_doubtful(before, after, drawn.get(id(before), 0.0), read, em, most):
            yield _doubt(text, at, read, before, after, em)
        at += len(read)


def _has_single_gaps(em: float, gaps: list[float]) -> bool:
    return gaps[-1] > _LEAST * em and (len(gaps) < 3 or gaps[len(gaps) // 2] < _NO_GAP * em)


def _is_tight(em: float, seen: list[Character]) -> bool:
    """Whether Chinese characters stand without any gap, so that even a little one tells something."""
    gaps = [two.box.left - one.box.right for one, two in pairwise(seen) if is_wide(one.text) and is_wide(two.text)]
    return bool(gaps) and sorted(gaps)[len(gaps) // 2] < _NOTHING * em


def _is_doubtful(before: Character, after: Character, drawn: float, read: str, em: float, most: float) -> bool:
    """Whether a gap is wider than the blanks that are read in it, or than that which stands there anyway."""
    gap = _gap(before, after, em)
    if drawn:
        return len(read) != 1 or gap - drawn > _LEAST * em
    alike = is_western(before.text) == is_western(after.text)
    return (_LEAST if alike else most) * em < gap < _MANY * em


def _doubt(text: str, at: int, read: str, before: Character, after: Character, em: float) -> Doubt:
    is_lost = after.box.left - before.box.right > _ONE_CHARACTER * em and _is_in_text(before) and _is_in_text(after)
    other = _LOST if is_lost and len(read) < 2 and read != "\u3000" else "\u00a0" if read else " "
    return Doubt("reading.gaps", text[:at][-CONTEXT:], read, text[at + len(read) :][:CONTEXT], (other,))


def _is_in_text(character: Character) -> bool:
    return is_chinese(character.text) and character.text not in _PRINTED
