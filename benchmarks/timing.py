"""Timing, as several benchmarks do it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median(work: Callable[[], object], rounds: int) -> float:
    """The median of the seconds that some rounds of a piece of work take."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
