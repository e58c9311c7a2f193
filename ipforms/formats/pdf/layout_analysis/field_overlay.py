"""What was typed into fields and notes, among the lines that are printed where they stand.

A field in a line of print is a part of the line, as behind 联系人： or before 年. One above or below stands by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

from ipforms.formats.pdf.layout_analysis.text_lines import TextLine
from ipforms.formats.pdf_page import BoundingBox, Character, FieldValue

_HIGHEST = 2.2  # heights of the print; a field that is higher is no part of a line
_DEPTH = 100.0  # points of a field, from its top, in which print is looked for


def inline(entries: Iterable[FieldValue], print_: Sequence[Character]) -> tuple[list[Character], list[FieldValue]]:
    """The values of fields that stand in a line of print as characters of it, and the other fields."""
    written: list[Character] = []
    others: list[FieldValue] = []
    levels = _levels(print_)
    for entry in entries:
        near = None if "\n" in entry.text else _beside(entry.box, levels)
        if near is None:
            others.append(entry)
        else:
            written += _characters(entry, near)
    return written, others


_Levels = dict[int, tuple[BoundingBox, BoundingBox]]


def _levels(print_: Sequence[Character]) -> _Levels:
    """The first and the last character at each height, so that nobody has to go through all of them again."""
    found: _Levels = {}
    for each in print_:
        if each.text.strip():
            level = int(each.box.centre[1])
            first, last = found.get(level, (each.box, each.box))
            found[level] = min(first, each.box), max(last, each.box)
    return found


def _beside(box: BoundingBox, levels: _Levels) -> BoundingBox | None:
    """A character of the line that a field stands in; None if it stands in none."""
    for level in range(int(box.top), int(min(box.bottom, box.top + _DEPTH)) + 1):
        for near in levels.get(level, ()):
            common = min(box.bottom, near.bottom) - max(box.top, near.top)
            is_level = common > near.height / 2 and box.height < _HIGHEST * near.height
            if is_level and not box.holds(*near.centre):
                return near
    return None


def _characters(entry: FieldValue, near: BoundingBox) -> Iterator[Character]:
    """A value set in its field, as high as the print beside."""
    text = " ".join(entry.text.split())
    wide = min(near.height, entry.box.width / max(len(text), 1))
    for number, each in enumerate(text):
        left = entry.box.left + number * wide
        yield Character(each, BoundingBox(left, near.top, left + wide, near.bottom))


def interleaved(
    found: Sequence[TextLine], own: Sequence[tuple[float, str]], written: Callable[[Sequence[TextLine]], str]
) -> str:
    """The text of lines with other texts among them.

    Args:
        found: the lines from top to bottom.
        own: where each of the other texts begins, and what it says.
        written: the text of some of the lines, none of which is left out.
    """
    pieces: list[str] = []
    rest = list(found)
    for top, text in sorted(own, key=itemgetter(0)):
        above = [line for line in rest if line.box.centre[1] < top]
        pieces += [written(above)] if above else []
        pieces.append(text)
        rest = rest[len(above) :]
    pieces += [written(rest)] if rest else []
    return "\n".join(pieces)
