"""Worker processes that may die: what strangers send is opened in them alone, with limits of time and memory."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from ipforms.desk.desk_settings import DeskLimits
from ipforms.errors import IpformsError

_NICENESS = 10  # of 19: pages are answered before files are read
_START_SECONDS = 120.0  # that a new process may take to load the package on a busy machine: no file is to blame


class WorkerDied(IpformsError):
    """The worker process has ended over the work: a crash, or more memory than it may take."""


class TaskTimeout(IpformsError):
    """The work has taken longer than it may."""


class PoolBusy(IpformsError):
    """So many wait for a worker that one more is told to come back."""


class PoolClosed(IpformsError):
    """The server is stopping."""


@dataclass
class WorkerTask:
    """Work for a worker."""

    # of a module; of a generator what it yields is progress and what it returns is the result
    function: Callable[..., Any]
    args: tuple[Any, ...]  # pickled for it
    seconds: float  # that it may take; of a generator, from one sign of life to the next
    on_progress: Callable[[Any], None] | None = None  # gets what the function yields, in a thread of the pool
    # of the result; its error is that of the function, or `WorkerDied`, `TaskTimeout`, `PoolClosed`
    future: Future[Any] = field(default_factory=Future)


class WorkerPool:
    """Some processes for jobs, and one for whom somebody waits."""

    def __init__(self, jobs: int, limits: DeskLimits) -> None:
        self.jobs, self.limits = jobs, limits
        self._jobs: deque[WorkerTask] = deque()
        self._urgent: deque[WorkerTask] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._slots = [_Slot(self, urgent_only=number == jobs) for number in range(jobs + 1)]
        for slot in self._slots:
            slot.start()

    def submit(
        self,
        function: Callable[..., Any],
        *args: Any,
        urgent: bool = False,
        seconds: float | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Future[Any]:
        """Have a worker call a function of a module.

        Raises:
            PoolBusy: it is urgent, and too many are.
            PoolClosed: the server is stopping.
        """
        task = WorkerTask(function, args, seconds or self.limits.task_seconds, on_progress)
        with self._changed:
            if self._closed:
                raise PoolClosed
            if urgent and len(self._urgent) >= self.limits.waiting:
                raise PoolBusy
            (self._urgent if urgent else self._jobs).append(task)
            self._changed.notify_all()
        return task.future

    async def call(self, function: Callable[..., Any], *args: Any, seconds: float | None = None) -> Any:
        """The result of an urgent call, for a request that waits for it."""
        import asyncio

        return await asyncio.wrap_future(self.submit(function, *args, urgent=True, seconds=seconds))

    def close(self) -> None:
        """End all processes; what is under way fails with `PoolClosed`."""
        with self._changed:
            self._closed = True
            for task in (*self._jobs, *self._urgent):
                if task.future.set_running_or_notify_cancel():
                    task.future.set_exception(PoolClosed())
            self._jobs.clear()
            self._urgent.clear()
            self._changed.notify_all()
        for slot in self._slots:
            slot.end_worker()
        for slot in self._slots:
            slot.join()

    @property
    def is_closed(self) -> bool:
        """Whether the server is stopping."""
        return self._closed

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that there are."""
        return [slot.worker.process.pid for slot in self._slots if slot.worker and slot.worker.process.pid]

    def take(self, *, urgent_only: bool) -> WorkerTask | None:
        """The next task for a slot, which waits for one; None at the end."""
        with self._changed:
            while not self._closed:
                if self._urgent:
                    return self._urgent.popleft()
                if self._jobs and not urgent_only:
                    return self._jobs.popleft()
                self._changed.wait()
        return None


class _Slot(threading.Thread):
    """A place for one process: starts it, hands it tasks, and starts another one when it has ended."""

    def __init__(self, pool: WorkerPool, *, urgent_only: bool) -> None:
        super().__init__(daemon=True, name="ipforms-worker")
        self._pool, self._urgent_only = pool, urgent_only
        self.worker: _WorkerProcess | None = None

    def run(self) -> None:
        while (task := self._pool.take(urgent_only=self._urgent_only)) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                result = self._result(task)
            except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
                task.future.set_exception(PoolClosed() if self._pool.is_closed else error)
            else:
                task.future.set_result(result)
        self.end_worker()

    def _result(self, task: WorkerTask) -> Any:
        limits = self._pool.limits
        if self.worker is not None and not self.worker.process.is_alive():  # killed while it waited: nobody's fault
            self.end_worker()
        if self.worker is None:
            self.worker = _WorkerProcess(limits.task_memory)
        try:
            result = self.worker.result(task)
        finally:
            # One that has not answered is still at it, whoever gave up; one that has read a lot has grown.
            if self.worker is None or self.worker.is_busy or self.worker.tasks >= limits.tasks:
                self.end_worker()
        return result

    def end_worker(self) -> None:
        worker, self.worker = self.worker, None
        if worker is not None:
            worker.end()


class _WorkerProcess:
    """A process, and the pipe to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        if os.name == "posix":
            context.set_forkserver_preload(["ipforms.desk.worker_tasks"])
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, memory), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.tasks, self.is_busy = 0, False
        self._message(_START_SECONDS)

    def result(self, task: WorkerTask) -> Any:
        """What comes of a task.

        Raises:
            WorkerDied: the process has ended.
            TaskTimeout: nothing has come in time.
        """
        self.tasks, self.is_busy = self.tasks + 1, True
        self._pipe.send((task.function, task.args))
        while True:
            kind, value = self._message(task.seconds)
            self.is_busy = kind == "progress"
            if kind == "error":
                raise value
            if kind == "result":
                return value
            if task.on_progress is not None:
                task.on_progress(value)

    def _message(self, seconds: float) -> tuple[str, Any]:
        try:
            if not self._pipe.poll(seconds):
                raise TaskTimeout(seconds=round(seconds))
            message: tuple[str, Any] = self._pipe.recv()
        except (EOFError, OSError):
            raise WorkerDied from None
        return message

    def end(self) -> None:
        """Kill it with the programs that it has started."""
        if self.process.pid is not None:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL) if os.name == "posix" else None
            self.process.kill()
        self.process.join()
        self._pipe.close()


def _work(pipe: Connection, memory: int) -> None:
    """The life of a worker: tasks from a pipe, until it is closed."""
    _confine(memory)
    pipe.send(("ready", None))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            function, args = pipe.recv()
            try:
                pipe.send(("result", _called(function, args, pipe)))
            except OSError:
                return
            except MemoryError:
                os._exit(1)  # there may be too little left to say so
            except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
                pipe.send(("error", _portable(error)))


def _called(function: Callable[..., Any], args: tuple[Any, ...], pipe: Connection) -> Any:
    made = function(*args)
    if not isinstance(made, Generator):
        return made
    while True:
        try:
            pipe.send(("progress", next(made)))
        except StopIteration as end:
            return end.value


def _portable(error: Exception) -> Exception:
    """An error that can be pickled; any of a library or of ours is named by its class."""
    return error if isinstance(error, IpformsError) else RuntimeError(type(error).__name__)


def _confine(memory: int) -> None:
    """A group of its own, little memory, little haste, and an end with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        import resource

        os.setpgid(0, 0)  # no session: Linux shares processors among sessions first, and niceness counts within one
        os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_server, daemon=True).start()


def _end_with_server() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL) if os.name == "posix" else os._exit(1)
