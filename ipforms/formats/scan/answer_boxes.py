"""Boxes beside answers that a pen has ticked: the recogniser knows □ and leaves out what is drawn over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from ipforms.formats.scan.text_recogniser import ReadCharacter

_OPPOSITE = {"是": "否", "否": "是", "有": "无", "无": "有"}
_BLANK, _BOXES = frozenset("□☐口"), frozenset("□☐口☑☒√✓■")
_ROOM = 0.5  # of the size of the writing: as much ink before an answer is a box that was not read


def with_ticked_boxes(line: Sequence[ReadCharacter], start: float, size: float) -> list[ReadCharacter]:
    """A line with ☑ where an answer has unread ink before it, and stands alone or its opposite has a blank box.

    It may be a blank box that was not read, so □ is kept as what it may be as well.

    Args:
        line: its characters.
        start: where its ink begins, in heights of its picture.
        size: of its writing, in the same.

    >>> read = [ReadCharacter("是", 0.9, 1.8), ReadCharacter("□", 0.9, 3.5), ReadCharacter("否", 0.9, 4.4)]
    >>> "".join(each.text for each in with_ticked_boxes(read, 0.1, 0.8))
    '☑是□否'
    """
    texts = [each.text for each in line]
    made: list[ReadCharacter] = []
    for number, each in zip(count(), line):
        before = line[number - 1].middle + size / 2 if number else start
        if _lacks_box(texts, number) and each.middle - size / 2 - before > _ROOM * size:
            made.append(ReadCharacter("☑", 0.5, each.middle - size, (("□", 0.5),)))
        made.append(each)
    return made


def _lacks_box(texts: Sequence[str], number: int) -> bool:
    """Whether an answer has no box before it, and its opposite a blank one or stands in a piece of its own."""
    opposite = _OPPOSITE.get(texts[number])
    if opposite and len(texts) == 1:
        return True
    if opposite is None or opposite not in texts or (number and texts[number - 1] in _BOXES):
        return False
    other = texts.index(opposite)
    return other > 0 and texts[other - 1] in _BLANK
