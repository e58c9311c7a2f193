"""Lines through writing: those that strike it out are no ruling, even from side to side of a cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import hypot

from ipforms.formats.pdf.layout_analysis.character_cleanup import strikes
from ipforms.formats.pdf.pdf_page import Character, PdfPage, RulingLine, UnreadText, around

_WINDOW = 4.0  # points between a line and the middles of characters that it may strike out
_COVERED = 0.35  # of a line's length, along which it strikes characters out; ruling has writing beside it
_NEAR = 0.3  # heights of a character, from its middle
_MOST = 500_000  # comparisons of slanting lines with characters


def without_strikes(
    across: Sequence[RulingLine], characters: Sequence[Character]
) -> tuple[list[RulingLine], list[RulingLine]]:
    """The lines that may be ruling, and those that strike out writing along much of their length."""
    ordered = sorted(characters, key=_middle)
    middles = [_middle(each) for each in ordered]
    ruling: list[RulingLine] = []
    striking: list[RulingLine] = []
    for rule in across:
        start, end = bisect_left(middles, rule.at - _WINDOW), bisect_left(middles, rule.at + _WINDOW)
        struck = sum(each.box.width for each in ordered[start:end] if strikes(rule, each))
        (striking if struck > _COVERED * (rule.end - rule.start) else ruling).append(rule)
    return ruling, striking


def _middle(character: Character) -> float:
    return (character.box.top + character.box.bottom) / 2


def slashed(page: PdfPage) -> Iterator[UnreadText]:
    """Writing through which a slanting line goes: it may be struck out, or not; so it stays, and is told."""
    for x, y, end_x, end_y in page.slashes[: _MOST // (len(page.characters) + 1)]:
        wide, high = end_x - x, end_y - y
        length = hypot(wide, high)
        crossed = [
            each
            for each in page.characters
            if each.text.strip()
            and min(x, end_x) < each.box.centre[0] < max(x, end_x)
            and abs(wide * (_middle(each) - y) - high * (each.box.centre[0] - x)) < _NEAR * each.box.height * length
        ]
        if len(crossed) > 1:
            text, box = "".join(each.text for each in crossed), around(each.box for each in crossed)
            yield UnreadText("reading.ink", text, box)
