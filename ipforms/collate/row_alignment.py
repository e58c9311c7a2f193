"""Which row of one table is which row of the other: by what they say, not by where they stand.

A row that was put in between must not make all the rows behind it differ. Lists and texts are compared however they
were typed (`likeness`).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from operator import itemgetter

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


Row = tuple[str, ...]  # the folded texts of a row; the first of them names it
Pair = tuple[int | None, int | None]  # A row of the first table and a row of the second; None where there is none

LIKE_ENOUGH = 0.5
"""From this on two rows of different names are one row that was changed: half of the cells, or half of the name."""
MOST_PAIRS = 40_000
"""Rows left over are weighed against each other, each against each; of more than this, each stands alone."""


def align(first: Sequence[Row], second: Sequence[Row]) -> list[Pair]:
    """Pair the rows: equal ones, then those of one name, then those that are alike.

    The result is the same either way round, but for the sides and the order of the pairs.

    >>> align([("专利办法", "2012"), ("商标办法", "2015")], [("保密制度", ""), ("专利办法", ""), ("商标办法", "2015")])
    [(0, 1), (1, 2), (None, 0)]
    """
    found: dict[int, int] = {}
    for matcher in (partial(_by, tuple), partial(_by, itemgetter(0)), _alike):
        ours = [index for index in range(len(first)) if index not in found]
        taken = set(found.values())
        theirs = [index for index in range(len(second)) if index not in taken]
        found.update(matcher(first, second, ours, theirs))
    taken = set(found.values())
    added: list[Pair] = [(None, index) for index in range(len(second)) if index not in taken]
    return [*((index, found.get(index)) for index in range(len(first))), *added]


def is_moved(pairs: Sequence[Pair]) -> bool:
    """Whether rows that stand in both tables stand in another order."""
    places = [second for first, second in pairs if first is not None and second is not None]
    return any(here > after for here, after in pairwise(places))


def _by(
    key: Callable[[Row], Hashable], first: Sequence[Row], second: Sequence[Row], ours: list[int], theirs: list[int]
) -> Iterator[tuple[int, int]]:
    """The first row of a key with the first one of the other table, the second with the second. Blank is no key."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index in theirs:
        waiting[key(second[index])].append(index)
    for index in ours:
        queue = waiting[key(first[index])]
        if key(first[index]) and queue:
            yield index, queue.popleft()


def _alike(
    first: Sequence[Row], second: Sequence[Row], ours: list[int], theirs: list[int]
) -> Iterator[tuple[int, int]]:
    """The most alike first."""
    if len(ours) * len(theirs) > MOST_PAIRS:
        return
    scored = ((_score(first[here], second[there]), here, there) for here in ours for there in theirs)
    # Nothing in the order may depend on the sides.
    ranked = sorted((each for each in scored if each[0] >= LIKE_ENOUGH), key=_rank)
    left, right = set(ours), set(theirs)
    for _, here, there in ranked:
        if here in left and there in right:
            left.remove(here)
            right.remove(there)
            yield here, there


def _rank(scored: tuple[float, int, int]) -> tuple[float, int, int, int]:
    score, here, there = scored
    return -score, abs(here - there), min(here, there), max(here, there)


def _score(first: Row, second: Row) -> float:
    filled = max(sum(map(bool, first)), sum(map(bool, second)))
    equal = sum(1 for ours, theirs in zip(first, second, strict=True) if ours and ours == theirs)
    name = likeness(first[0], second[0]) if first[0] and second[0] else 0.0
    return max(equal / filled if filled else 0.0, name)
