"""The characters of a page, looked up by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from ipforms.formats.pdf.pdf_page import BoundingBox, Character


class HeightIndex:
    """Characters that can be looked up by where they stand."""

    def __init__(self, characters: Iterable[Character]) -> None:
        self._characters = sorted(characters, key=_middle)
        self._middles = [_middle(each) for each in self._characters]

    def within(self, box: BoundingBox) -> Iterator[Character]:
        """Those whose middle lies in a rectangle."""
        start, end = bisect_left(self._middles, box.top), bisect_right(self._middles, box.bottom)
        for each in self._characters[start:end]:
            if box.left <= (each.box.left + each.box.right) / 2 <= box.right:
                yield each


def _middle(character: Character) -> float:
    return (character.box.top + character.box.bottom) / 2
