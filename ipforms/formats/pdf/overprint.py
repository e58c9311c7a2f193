"""Characters looked up by where they stand: by height, and printed twice at one place, as for bold."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ipforms.formats.pdf_page import BoundingBox, Character

_DOUBLED = 0.2  # of its width: how far a character that is printed twice is shifted
_MOST_BESIDE = 50  # characters of one kind in a square; a page has two or three
_MESH = 4.0  # points; characters are looked up by squares that are wider than such a shift


class OverprintIndex:
    """Where each character stands, to find one that is drawn over itself."""

    def __init__(self, characters: Iterable[Character]) -> None:
        self._found: dict[tuple[str, int, int], list[Character]] = defaultdict(list)
        for each in characters:
            beside = self._found[self._key(each)]
            if len(beside) < _MOST_BESIDE:
                beside.append(each)

    @staticmethod
    def _key(character: Character, x: int = 0, y: int = 0) -> tuple[str, int, int]:
        across, down = character.box.centre
        return character.text, int(across // _MESH) + x, int(down // _MESH) + y

    def twins(self, character: Character) -> Iterator[Character]:
        """Those of the same text at nearly the same place, and itself."""
        left, top, right, bottom = character.box
        near = _DOUBLED * max(right - left, (bottom - top) / 2)
        for x in (-1, 0, 1):
            for y in (-1, 0, 1):
                for other in self._found.get(self._key(character, x, y), ()):
                    if abs(other.box.left - left) < near and abs(other.box.top - top) < near:
                        yield other


def once(characters: Sequence[Character]) -> list[Character]:
    """Characters without those that are printed once more over themselves; the parts of a ligature stand so too."""
    spots = {(each.text, int(each.box.left), int(each.box.top)) for each in characters}
    if len(spots) == len(characters):
        return list(characters)
    places, dropped = OverprintIndex(characters), set[int]()
    for each in characters:
        for other in places.twins(each) if id(each) not in dropped else ():
            if other.number > each.number and (other.number > each.number + 1 or not each.text.isascii()):
                dropped.add(id(other))
    return [each for each in characters if id(each) not in dropped]


class HeightIndex:
    """Characters that can be looked up by where they stand."""

    def __init__(self, characters: Sequence[Character]) -> None:
        by_height = sorted([((box.top + box.bottom) / 2, at) for at, (_, box, _) in enumerate(characters)])
        self._characters = [characters[at] for _, at in by_height]
        self._middles = [middle for middle, _ in by_height]

    def between(self, top: float, bottom: float) -> Sequence[Character]:
        """Those whose middle lies between two heights, from top to bottom."""
        return self._characters[bisect_left(self._middles, top) : bisect_right(self._middles, bottom)]

    def within(self, box: BoundingBox) -> Iterator[Character]:
        """Those whose middle lies in a rectangle."""
        for each in self.between(box.top, box.bottom):
            if box.left <= (each.box.left + each.box.right) / 2 <= box.right:
                yield each
