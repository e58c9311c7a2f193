"""Columns or cells → fields, all at once: the assignment of the greatest sum, and how much better each part of it is.

A column goes to one target or to none, a target takes one column. The problem is solved by improving chains (the
Hungarian method on sparse scores): a column that is added may push another one to its next best target.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Scores = Sequence[Mapping[T, float]]
"""Of each column, what each target is worth, above 0; a target that is not named is none of its targets."""


def assignment(scores: Scores[T]) -> list[T | None]:
    """The target of each column, or None, so that the sum of their scores is the greatest.

    >>> assignment([{"a": 0.9, "b": 0.8}, {"a": 0.7}])
    ['b', 'a']
    """
    given: list[T | None] = [None] * len(scores)
    for column in range(len(scores)):
        _add(column, scores, given)
    return given


def full_assignment(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row of scores, which may be below 0, a place of its own; None for rows that are too many.

    >>> full_assignment([[2.0, 1.9], [1.9, 0.1]])
    [1, 0]
    """
    least = min((score for row in scores for score in row), default=0.0) - 1.0  # above 0 a place is better than none
    return assignment([{place: score - least for place, score in enumerate(row)} for row in scores])


def _add(start: int, scores: Scores[T], given: list[T | None]) -> None:
    """Place one more column, by the chain of moves that adds most."""
    owner = {target: column for column, target in enumerate(given) if target is not None}
    gain, came = {start: 0.0}, dict[int, tuple[int, T]]()
    best = 0.0
    end: tuple[int, T | None] = start, None
    queue = [start]
    while queue:
        column = queue.pop(0)
        if gain[column] > best + 1e-9:
            best, end = gain[column], (column, None)  # it goes without
        for target, score in scores[column].items():
            other = owner.get(target)
            if other is None:
                if gain[column] + score > best + 1e-9:
                    best, end = gain[column] + score, (column, target)
                continue
            moved = gain[column] + score - scores[other][target]
            is_better = other not in (column, start) and moved > gain.get(other, float("-inf")) + 1e-9
            if is_better and not _is_before(other, column, came):
                gain[other], came[other] = moved, (column, target)
                queue.append(other)
    column = end[0]
    given[column] = end[1]
    while column in came:
        column, given[column] = came[column]


def _is_before(other: int, column: int, came: Mapping[int, tuple[int, T]]) -> bool:
    while column in came:
        column = came[column][0]
        if column == other:
            return True
    return False


def total(scores: Scores[T], given: Sequence[T | None]) -> float:
    """The sum of the scores of an assignment."""
    return sum(each[target] for each, target in zip(scores, given, strict=True) if target is not None)


def components(scores: Scores[T]) -> list[list[int]]:
    """Columns that have targets in common, directly or by others; the others do not matter to them."""
    group: dict[T, list[int]] = {}
    for column, targets in enumerate(scores):
        joined = [column]
        for each in {id(group[target]): group[target] for target in targets if target in group}.values():
            joined += each
        for member in joined:
            group |= dict.fromkeys(scores[member], joined)
    found = {id(each): each for each in group.values()}
    return [sorted(each) for each in found.values()]
