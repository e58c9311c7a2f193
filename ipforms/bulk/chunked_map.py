"""Work is spread over an executor in chunks, and its results come back in order, a few at a time.

When a worker dies, the chunks that were under way are done again, each of them alone, so that what kills a worker is
found: first the chunk, then its items one by one. An item that does it twice is given up; all others get their results.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from ipforms.bulk.workers import Workers, WorkersLost, workers

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 8  # items that go to a worker together: few, so that progress moves and a death costs little
AHEAD = 3  # chunks a worker that are under way or wait to be taken: fewer leave workers idle, more only take memory
_CHANCES = 2  # of an item that ends its worker; the system may have ended it for want of memory that others held


@dataclass(frozen=True, slots=True)
class KnownResult(Generic[Result]):
    """A result that is known already; it takes its place among the others and nobody works on it."""

    result: Result


@dataclass
class _Batch(Generic[Item, Result]):
    """A chunk under way."""

    items: list[Item | KnownResult[Result]]
    future: Future[list[Result]] | None = None
    generation: int = 0

    @property
    def work(self) -> list[Item]:
        return [item for item in self.items if not isinstance(item, KnownResult)]

    def joined(self, results: Iterable[Result]) -> Iterator[Result]:
        """Results in the place of the items that they are of; fewer results end it early."""
        if len(self.work) == len(self.items):
            yield from results
            return
        left = iter(results)
        for item in self.items:
            if isinstance(item, KnownResult):
                yield item.result
            else:
                yield from islice(left, 1)


@dataclass
class _ChunkedMap(Generic[Item, Result]):
    executor: Executor
    work: Callable[[list[Item]], list[Result]]
    lost: Callable[[Item], Result] | None
    waiting: deque[_Batch[Item, Result]] = field(default_factory=deque)

    def submit(self, items: list[Item | KnownResult[Result]]) -> None:
        """Give a chunk to the executor."""
        batch = _Batch(items, generation=self._generation)
        self.waiting.append(batch)
        if work := batch.work:
            try:
                batch.future = self.executor.submit(self.work, work)
            except BrokenExecutor as error:
                # A worker has died since the last result was taken.
                batch.future = Future()
                batch.future.set_exception(error)

    def next_results(self) -> Iterator[Result]:
        """The results of the chunk that has waited longest."""
        batch = self.waiting.popleft()
        try:
            results = batch.future.result() if batch.future is not None else []
        except CancelledError:
            raise WorkersLost from None
        except Exception as error:
            if not is_death(error):
                raise
            self._renew(batch.generation)
            results = self._once_more(batch.work)
        yield from batch.joined(results)

    def cancel(self) -> None:
        """Take back what no worker has begun."""
        for batch in self.waiting:
            if batch.future is not None:
                batch.future.cancel()

    @property
    def _generation(self) -> int:
        return self.executor.generation if isinstance(self.executor, Workers) else 0

    def _renew(self, generation: int) -> None:
        """New workers, unless others have come since; then wait for what is under way on them.

        What is done once more must be alone with its deaths.

        Raises:
            WorkersLost: they cannot be started.
        """
        if isinstance(self.executor, Workers):
            if self.executor.generation == generation:
                self.executor.renew()
            for batch in self.waiting:
                if batch.future is not None and batch.generation == self._generation:
                    batch.future.exception()

    def _once_more(self, work: list[Item]) -> list[Result]:
        """The chunk alone; if a worker dies of it again, its items one by one."""
        results = self._attempt(work, 1)
        return results if results is not None else [result for item in work for result in self._single(item)]

    def _single(self, item: Item) -> list[Result]:
        for attempt in range(_CHANCES):
            results = self._attempt([item], 1 + attempt)
            if results is not None:
                return results
        if self.lost is None:
            raise WorkersLost
        return [self.lost(item)]

    def _attempt(self, work: list[Item], attempt: int) -> list[Result] | None:
        """The results; None if a worker has died of it.

        Raises:
            WorkersLost: the executor is the caller's, and of no more use.
        """
        generation = self._generation
        try:
            return self.executor.submit(_numbered, self.work, work, attempt).result()
        except Exception as error:
            if not is_death(error):
                raise
            if isinstance(error, BrokenExecutor) and not isinstance(self.executor, Workers):
                raise WorkersLost from None
            self._renew(generation)
            return None


def _numbered(work: Callable[[list[Item]], list[Result]], items: list[Item], attempt: int) -> list[Result]:
    # Dask knows a call by its arguments, and answers one that it has seen with what came of it then.
    return work(items)


def is_death(error: Exception) -> bool:
    """Whether a worker has died: of this machine, or, by Dask's name for it, on another one."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _never() -> bool:
    return False


def map_items(
    each: Callable[[Iterable[Item]], Iterable[Result]],
    items: Iterable[Item],
    jobs: int,
    executor: Executor | None,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Do work here, in `jobs` worker processes, or by an executor; the results come in the order of the items.

    Args:
        each: the work on some items, one after the other; it goes to other processes.
        items: what to do.
        jobs: how many processes; with 1 and no executor all is done here.
        executor: who does it instead.
        lost: what became of an item that has ended its worker twice.
    """
    if executor is None and jobs <= 1:
        yield from each(items)
        return
    with nullcontext(executor) if executor is not None else workers(jobs) as pool:
        yield from map_chunks(pool, partial(_listed, each), items, jobs, lost=lost)


def _listed(each: Callable[[Iterable[Item]], Iterable[Result]], items: list[Item]) -> list[Result]:
    return list(each(items))


def map_chunks(
    executor: Executor,
    work: Callable[[list[Item]], list[Result]],
    items: Iterable[Item | KnownResult[Result]],
    jobs: int,
    *,
    chunk: int = CHUNK,
    lost: Callable[[Item], Result] | None = None,
    stopped: Callable[[], bool] = _never,
) -> Iterator[Result]:
    """Do work on items in chunks; the results come in the order of the items.

    Only a few chunks for each worker are under way or wait to be taken, so that any number of items can pass.

    Args:
        executor: who does the work. Processes that have died are replaced if they are of `workers`.
        work: a chunk → its results.
        items: taken as the results are. A `KnownResult` one is passed on without work.
        jobs: how many chunks the executor works on at a time.
        chunk: how many items go together.
        lost: an item that ends its worker each time → its result.
        stopped: whether to take no more items; what is under way is finished.

    Raises:
        WorkersLost: an item ends its worker and there is no `lost`, or the executor itself is at its end.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> with ThreadPoolExecutor(2) as executor:
    ...     sum(map_chunks(executor, sorted, range(100), 2))
    4950
    """
    left, under_way = iter(items), _ChunkedMap[Item, Result](executor, work, lost)
    try:
        while not stopped() and (taken := list(islice(left, chunk))):
            under_way.submit(taken)
            if len(under_way.waiting) >= AHEAD * jobs:
                yield from under_way.next_results()
        while under_way.waiting:
            yield from under_way.next_results()
    finally:
        under_way.cancel()


def map_here(
    work: Callable[[list[Item]], list[Result]],
    items: Iterable[Item | KnownResult[Result]],
    stopped: Callable[[], bool] = _never,
    chunk: int = 1,
) -> Iterator[Result]:
    """As `map_chunks`, here and now: a chunk at a time, when its first result is asked for."""
    left = iter(items)
    while taken := list(islice(left, chunk)):
        batch = _Batch[Item, Result](taken)
        yield from batch.joined(work(batch.work))
        if stopped():
            return
