"""When two lists or texts are the same, or how much they have in common, however they were typed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from ipforms.text import comparable


def same_items(first: Iterable[object], second: Iterable[object]) -> bool:
    """Whether two lists hold the same things, in whatever order and writing.

    >>> same_items(["张三", "李四"], ["李四", "张 三"])
    True
    """
    return _items(first) == _items(second)


def _items(values: Iterable[object]) -> list[str]:
    return sorted(comparable(str(value)) for value in values)


def likeness(first: str, second: str) -> float:
    """How much two comparable texts share, 0 to 1, the same either way round: twice the pairs of characters in common.

    >>> likeness("知识产权部", "知识产权办"), likeness("法务部", "知识产权部"), likeness("", "")
    (0.75, 0.0, 1.0)
    """
    if first == second:
        return 1.0
    ours, theirs = _pairs(first), _pairs(second)
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(text))
