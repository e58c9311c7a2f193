"""Which label of the form stands where in the document: the best chain in which both go forward."""

from __future__ import annotations

from collections.abc import Iterable

from ipforms.matching.form_map import FormMap
from ipforms.matching.label_finder import LabelHit

_IN_ITS_OWN_CELL, _IN_A_TEXT = 2.0, 1.0  # so that a label in a cell counts as much as two that values happen to contain
_PER_CHARACTER = 0.05  # so that twenty characters count as much as a label more
_MOST_CHARACTERS = 40  # longer statements prove no more
_LATER = 1e-7  # so that of two labels that say the same (签章) the first one wins, and that nothing else depends on it
LabelMatch = tuple[int, LabelHit]
"""Index of a label in the map's tokens, and where it stands."""


def best_chain(form_map: FormMap, hits: Iterable[LabelHit]) -> list[LabelMatch]:
    """The heaviest chain of matches in which the labels of the form and the text of the document both go forward.

    A label that stands alone in its cell weighs more than one inside of a text, and a long one more than a short one.
    """
    best = _HeaviestChain(len(form_map.tokens))
    for hit in hits:
        # Backwards, so that one hit cannot follow itself.
        for index in reversed(form_map.by_key.get(hit.key, ())):
            best.add(index, hit)
    return best.matches()


class _HeaviestChain:
    """The heaviest increasing chain, over a Fenwick tree of prefix maxima."""

    def __init__(self, size: int) -> None:
        self._tree: list[int] = [-1] * (size + 1)
        self._weights: list[float] = []
        self._matches: list[LabelMatch] = []
        self._before: list[int] = []

    def add(self, index: int, hit: LabelHit) -> None:
        previous = self._best(index)
        weight = _IN_ITS_OWN_CELL if hit.whole else _IN_A_TEXT
        weight += _PER_CHARACTER * min(len(hit.key), _MOST_CHARACTERS) - _LATER * index
        self._weights.append(weight + (self._weights[previous] if previous >= 0 else 0.0))
        self._matches.append((index, hit))
        self._before.append(previous)
        self._put(index, len(self._matches) - 1)

    def matches(self) -> list[LabelMatch]:
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
