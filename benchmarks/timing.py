"""Timing, as several benchmarks do it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def median(work: Callable[[], object], rounds: int) -> float:
    """The median of the seconds that some rounds of a piece of work take."""
    return medians([work], rounds)[0]


def medians(
    works: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The medians of pieces of work that take turns, so that a machine that is busy for a while is busy for all."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(taken, works, strict=True):
            start = clock()
            work()
            times.append(clock() - start)
    return list(map(statistics.median, taken))
