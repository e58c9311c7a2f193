"""Worker processes: started together, ended together, and replaced when one of them has died."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from ipforms.errors import IpformsError

Result = TypeVar("Result")

MOST = 61  # as many worker processes as every system takes; Windows takes no more


class WorkersLost(IpformsError):
    """A worker process has died: the system may have ended it for want of memory."""


class Workers(Executor):
    """Worker processes of this machine.

    A `ProcessPoolExecutor` is of no more use once a worker of it has died; `renew` puts another one in its place.

    Attributes:
        generation: how often the processes have been replaced.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs, self.generation = jobs, 0
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self.jobs, mp_context=_context(), initializer=_begin)
        try:
            pool.submit(int).result()
        except BrokenExecutor:
            raise WorkersLost from None
        return pool

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """As any executor's."""
        return self._pool.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """Start new processes in place of these.

        Raises:
            WorkersLost: they cannot be started.
        """
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started()
        self.generation += 1

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As any executor's."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Worker processes, all of them started: a program may start threads of its own afterwards.

    Raises:
        WorkersLost: they cannot be started, or one has died.
    """
    pool = Workers(jobs)
    try:
        yield pool
    except BrokenExecutor:
        raise WorkersLost from None
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext | None:
    """How to start them: as the system does, but not by a fork of a process that typst has started threads in.

    The threads are not there in the fork, and it would wait for them for ever.
    """
    forks = multiprocessing.get_start_method() == "fork"
    return multiprocessing.get_context("forkserver") if forks and "typst" in sys.modules else None


def collect_rarely() -> None:
    """Look for garbage less often, in a process that does nothing but go through many files.

    What is read of a file is thousands of small objects without cycles, which are freed as their last use ends. At the
    interpreter's own threshold the search for cycles was a tenth of the time of `ipforms check` over 1,000 files and
    half of that of handing results over; the peak of memory was the same.
    """
    gc.set_threshold(50_000, 20, 100)


def _begin() -> None:
    collect_rarely()
    # Ctrl-C reaches every process of a terminal; the one that gave out the work says so, the others just end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A pool whose owner was killed would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
