"""How far a run is, how fast it goes, and how long it will take: for a person who waits."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from ipforms.bulk.fill_results import Summary

_WINDOW = 10.0  # seconds; the rate is of these last ones, so that a slow start is soon forgotten
_TICK = 0.1  # seconds; more than ten changes in one nobody can read


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a run.

    Attributes:
        done: records that are done.
        refused: how many of them have no file.
        seconds: since the start.
        rate: records a second, over the last moments.
        total: how many records there are, if that is known; maybe an estimate.
    """

    done: int
    refused: int
    seconds: float
    rate: float
    total: int | None = None

    @property
    def left(self) -> float | None:
        """Seconds that are left, at this rate; None if nobody knows.

        >>> Progress(done=500, refused=0, seconds=5, rate=100, total=2500).left
        20.0
        """
        return None if self.total is None or not self.rate else max(self.total - self.done, 0) / self.rate


@dataclass
class Pace:
    """Measures a run.

    Args:
        total: how many records have been taken → how many there will be; None if nobody knows.
        clock: seconds, from whenever.
    """

    total: Callable[[int], int | None]
    clock: Callable[[], float] = time.monotonic
    _marks: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._start = self.clock()
        self._marks.append((self._start, 0))

    @property
    def seconds(self) -> float:
        """Since the start."""
        return self.clock() - self._start

    @property
    def due(self) -> bool:
        """Whether people would see a change."""
        return self.clock() - self._marks[-1][0] >= _TICK

    def at(self, summary: Summary, taken: int) -> Progress:
        """This moment."""
        now, done = self.clock(), summary.total
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW:
            self._marks.popleft()
        since, before = self._marks[0]
        rate = (done - before) / (now - since) if now > since else 0.0
        total = self.total(taken)
        known = None if total is None else max(total, done)
        return Progress(done, summary.refused + summary.failed, now - self._start, rate, known)
