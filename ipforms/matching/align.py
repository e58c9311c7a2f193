"""Which label of the form stands where in the document: the best chain in which both go forward."""

from __future__ import annotations

from collections.abc import Iterable

from ipforms.matching.outline import Outline
from ipforms.matching.pieces import Hit

_LATER = 1e-7
Match = tuple[int, Hit]
"""Index of a label in the outline's tokens, and where it stands."""


def chain(outline: Outline, hits: Iterable[Hit]) -> list[Match]:
    """The heaviest chain of matches in which the labels of the form and the text of the document both go forward.

    A label that stands alone in its cell weighs more than one inside of a text, and a long one more than a short one.
    """
    best = _Heaviest(len(outline.tokens))
    for hit in hits:
        # Backwards, so that one hit cannot follow itself.
        for index in reversed(outline.by_key.get(hit.key, ())):
            best.add(index, hit)
    return best.chain()


class _Heaviest:
    """The heaviest increasing chain, over a Fenwick tree of prefix maxima."""

    def __init__(self, size: int) -> None:
        self._tree: list[int] = [-1] * (size + 1)
        self._weights: list[float] = []
        self._matches: list[Match] = []
        self._before: list[int] = []

    def add(self, index: int, hit: Hit) -> None:
        previous = self._best(index)
        # Of two labels that say the same (签章), the first one, if all else is equal.
        weight = (2.0 if hit.whole else 1.0) + 0.05 * min(len(hit.key), 40) - _LATER * index
        self._weights.append(weight + (self._weights[previous] if previous >= 0 else 0.0))
        self._matches.append((index, hit))
        self._before.append(previous)
        self._put(index, len(self._matches) - 1)

    def chain(self) -> list[Match]:
        number = self._best(len(self._tree) - 1)
        found = []
        while number >= 0:
            found.append(self._matches[number])
            number = self._before[number]
        return found[::-1]

    def _best(self, index: int) -> int:
        """The heaviest chain that ends before `index`."""
        best = -1
        while index > 0:
            if self._tree[index] >= 0 and (best < 0 or self._weights[self._tree[index]] > self._weights[best]):
                best = self._tree[index]
            index &= index - 1
        return best

    def _put(self, index: int, number: int) -> None:
        position = index + 1
        while position < len(self._tree):
            if self._tree[position] < 0 or self._weights[number] > self._weights[self._tree[position]]:
                self._tree[position] = number
            position += position & -position
