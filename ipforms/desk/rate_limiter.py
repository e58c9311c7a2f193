"""How often somebody may come: a bucket that fills again with time."""

import math
import time
from collections.abc import Callable

from ipforms.errors import IpformsError

_MOST = 10_000  # clients that are remembered; beyond, those with full buckets are forgotten


class TooManyRequests(IpformsError):
    """Somebody comes more often than the limit."""


class RateLimiter:
    """Requests a minute, of each client.

    Args:
        per_minute: how many; as many may come at once after a rest.
        clock: seconds, from whenever.

    >>> limiter = RateLimiter(1, clock=iter([0.0, 61.0, 62.0]).__next__)
    >>> limiter.count("甲"), limiter.count("甲")
    (None, None)
    >>> limiter.count("甲")
    Traceback (most recent call last):
    ipforms.desk.rate_limiter.TooManyRequests: 请求过于频繁，请 59 秒后再试。
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rate, self._clock = per_minute, per_minute / 60, clock
        self._left: dict[str, tuple[float, float]] = {}

    def count(self, client: str) -> None:
        """Count a request.

        Raises:
            TooManyRequests: it is one too many; `context["seconds"]` says when to come again.
        """
        at = self._clock()
        left, since = self._left.get(client, (float(self._most), at))
        left = min(self._most, left + (at - since) * self._rate)
        if left < 1:
            raise TooManyRequests(seconds=math.ceil((1 - left) / self._rate))
        if len(self._left) > _MOST:
            self._left = {each: kept for each, kept in self._left.items() if at - kept[1] < 60}
        self._left[client] = (left - 1, at)
