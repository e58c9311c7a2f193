"""A Dask cluster as the executor: workers on other machines, found by the address of their scheduler."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ipforms.errors import IpformsError, MissingExtra

_SECONDS = 15  # to wait for a scheduler and its first worker; people who mistyped the address wait as long
_SHOWN = 120  # characters of the reason: a line


class NoScheduler(IpformsError):
    """Nobody answers at the address."""


class NoWorkers(IpformsError):
    """The scheduler is there, and has nobody to do the work."""


@dataclass(frozen=True)
class DaskCluster:
    """A cluster, connected."""

    executor: Executor  # who does the work
    jobs: int  # how many chunks it works on at a time


@contextmanager
def connect(address: str, *, seconds: float = _SECONDS) -> Iterator[DaskCluster]:
    """Connect to the scheduler of a cluster.

    Args:
        address: of the scheduler: `tcp://10.0.0.1:8786`.
        seconds: how long to wait for it, and for its first worker.

    Raises:
        MissingExtra: dask.distributed is not installed.
        NoScheduler: nobody answers there.
        NoWorkers: it has no workers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtra(package="dask.distributed", extra="dask") from None
    try:
        connect: Any = Client
        client = connect(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, TypeError, KeyError) as error:
        reason = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        raise NoScheduler(address=address, reason=reason) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=seconds)
        except TimeoutError:
            raise NoWorkers(address=address) from None
        # Two calls with equal arguments are two calls: the second one may be there because the first one was lost.
        yield DaskCluster(client.get_executor(pure=False), sum(client.ncores().values()))
