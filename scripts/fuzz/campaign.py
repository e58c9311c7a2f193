"""Many mutants in worker processes, each with limits of its own: one that hangs or dies costs nobody else."""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from .mutants import mutant
from .trial import Outcome, trial

_ADDRESSES = 4_000_000_000  # bytes; beyond this an allocation fails, and PDFium ends the process
_HUNG = 60.0  # seconds on the clock: the machine may be busy
_CONTEXT = multiprocessing.get_context("spawn")  # no threads of Typst's or PDFium's are carried along


class _Worker:
    """A process and the mutant that it is at."""

    def __init__(self, seed: int, kinds: tuple[str, ...]) -> None:
        self._connection, there = _CONTEXT.Pipe()
        self._process: Any = _CONTEXT.Process(target=_work, args=(there, seed, kinds), daemon=True)
        self._process.start()
        there.close()
        self.number = -1

    @property
    def connection(self) -> Connection:
        """Where outcomes come from."""
        return self._connection

    def give(self, number: int) -> None:
        """Let it try a mutant."""
        self.number = number
        self._connection.send(number)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def outcomes(numbers: Iterable[int], seed: int, kinds: tuple[str, ...], jobs: int = 1) -> Iterator[Outcome]:
    """What comes of each mutant, as soon as it is known."""
    left = iter(numbers)
    workers = [_Worker(seed, kinds) for _ in range(jobs)]
    try:
        busy = [worker for worker in workers if _given(worker, left)]
        while busy:
            ready = wait([worker.connection for worker in busy], _HUNG)
            for worker in [each for each in busy if not ready or each.connection in ready]:
                outcome = _received(worker, kinds)
                yield outcome
                if outcome.result in ("died", "hung"):
                    worker.end()
                    busy.remove(worker)
                    workers[workers.index(worker)] = worker = _Worker(seed, kinds)
                    busy.append(worker)
                if not _given(worker, left):
                    busy.remove(worker)
    finally:
        for worker in workers:
            worker.end()


def _given(worker: _Worker, left: Iterator[int]) -> bool:
    number = next(left, None)
    if number is None:
        return False
    worker.give(number)
    return True


def _received(worker: _Worker, kinds: tuple[str, ...]) -> Outcome:
    number, kind, result = worker.number, kinds[worker.number % len(kinds)], "hung"
    with suppress(EOFError, OSError):
        if worker.connection.poll():
            found: Outcome = worker.connection.recv()
            return found
        return Outcome(number, kind, result, f"{result}: {kind}", _HUNG, 0)
    return Outcome(number, kind, "died", f"died: {kind}", 0.0, 0)


def _work(connection: Connection, seed: int, kinds: tuple[str, ...]) -> None:
    """Try one mutant after the other, until there are no more."""
    logging.disable()
    os.environ["IPFORMS_SOFFICE"] = "none"  # old formats are fuzzed as far as they are ours
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(EOFError, OSError):
        while True:
            number = connection.recv()
            connection.send(trial(number, mutant(number, seed, kinds)))
