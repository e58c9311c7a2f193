"""Worker processes: work is spread over them in chunks, and its results come back in order, a few at a time."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from ipforms.errors import IpformsError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 61
"""As many worker processes as every system takes; Windows takes no more."""

_CHUNK, _AHEAD = 8, 3


class WorkersLost(IpformsError):
    """A worker process has died: the system may have ended it for want of memory."""

    zh = "并行进程意外终止，可能是内存不足。请减少并行进程数（例如 --jobs 1）后重试。"
    en = "A worker process has died; maybe memory ran out. Try again with fewer of them, such as --jobs 1."


@contextmanager
def workers(jobs: int) -> Iterator[Executor]:
    """Worker processes, all of them started: a program may start threads of its own afterwards.

    Args:
        jobs: how many.

    Raises:
        WorkersLost: they cannot be started, or one has died.
    """
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_begin) as pool:
        try:
            pool.submit(int).result()
            yield pool
        except BrokenExecutor:
            raise WorkersLost from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin() -> None:
    # Ctrl-C reaches every process of a terminal; the one that gave out the work says so, the others just end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def spread(
    executor: Executor, work: Callable[[list[Item]], list[Result]], items: Iterable[Item], jobs: int
) -> Iterator[Result]:
    """Do work on items in chunks; the results come in the order of the items.

    Only a few chunks for each worker are under way or wait to be taken, so that any number of items can pass.

    Args:
        executor: who does the work.
        work: a chunk → its results.
        items: taken as the results are.
        jobs: how many chunks the executor works on at a time.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as executor:
    ...     sum(spread(executor, sorted, range(100), 2))
    4950
    """
    waiting: deque[Future[list[Result]]] = deque()
    left = iter(items)
    try:
        while chunk := list(islice(left, _CHUNK)):
            waiting.append(executor.submit(work, chunk))
            if len(waiting) >= _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
