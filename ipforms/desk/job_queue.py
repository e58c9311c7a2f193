"""Jobs: they survive the end of the server, and go on where they were when it is started again."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from sqlalchemy import select

from ipforms.bulk.read_files import worker_died_of
from ipforms.desk.desk_store import UNDER_WAY, DeskStore, Row, now
from ipforms.desk.desk_tables import files, jobs, uploads
from ipforms.desk.worker_pool import PoolClosed, TaskTimeout, WorkerDied, WorkerPool
from ipforms.desk.worker_tasks import error_dict, read_file, unpack
from ipforms.errors import IpformsError, unreadable

_AT_ONCE = 4  # jobs that are under way together; the workers are shared among them
_CHANCES = 2  # workers that a file may end before it is given up
_FINAL = ("done", "failed", "cancelled")

Work = Callable[["JobQueue", Row], Row | None]
"""What a kind of job does: the job's row → its result, or None. It may be called again after a restart."""


class JobCancelled(IpformsError):
    """Somebody has stopped the job."""


class JobQueue:
    """Does the jobs of a store.

    Args:
        store: which holds them.
        pool: who opens files.
        kinds: what each kind of job does; "read" is known.
    """

    def __init__(self, store: DeskStore, pool: WorkerPool, kinds: dict[str, Work] | None = None) -> None:
        self.store, self.pool = store, pool
        self._kinds: dict[str, Work] = {"read": _read, **(kinds or {})}
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="ipforms-job")
        self._progress: dict[str, tuple[int, int | None]] = {}
        self._cancelled: set[str] = set()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Go on with what an earlier server has left."""
        left = select(jobs.c.id).where(jobs.c.status.in_(("waiting", "running"))).order_by(jobs.c.created_at)
        for row in self.store.rows(left):
            self.submit(row["id"])

    def submit(self, job_id: str) -> None:
        """Do a job that the store holds as waiting."""
        self._threads.submit(self._do, job_id)

    def cancel(self, job_id: str) -> None:
        """Stop a job; what is read already stays."""
        with self._lock:
            self._cancelled.add(job_id)

    def state(self, job_id: str) -> Row | None:
        """A job with its progress at this moment; None if there is none of this id."""
        row = self.store.row(jobs, job_id)
        if row is not None and job_id in self._progress and row["status"] not in _FINAL:
            row["done"], row["total"] = self._progress[job_id]
        return row

    def tell(self, job_id: str, done: int, total: int | None) -> None:
        """How far a job is; the work of a kind calls it. It ends the job if somebody wants that.

        Raises:
            JobCancelled: so it is.
        """
        self._progress[job_id] = (done, total)
        if job_id in self._cancelled:
            raise JobCancelled

    def close(self) -> None:
        """Stop; what is under way goes on with the next start. The pool is closed first."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _do(self, job_id: str) -> None:
        job = self.store.row(jobs, job_id)
        if job is None or job["status"] in _FINAL or self.pool.is_closed:
            return
        self.store.update(jobs, job_id, status="running")
        outcome: Row
        try:
            outcome = {"status": "done", "result": self._kinds[job["kind"]](self, job)}
        except PoolClosed:
            return
        except JobCancelled:
            outcome = {"status": "cancelled"}
        except IpformsError as error:
            outcome = {"status": "failed", "about": {"error": error_dict(error)}}
        except Exception as error:  # noqa: BLE001 - a fault of one job must not cost the others; it is named
            fault = unreadable(job["kind"], "fault", kind=type(error).__name__)
            outcome = {"status": "failed", "about": {"error": error_dict(fault)}}
        done, total = self._progress.pop(job_id, (0, None))
        self.store.update(jobs, job_id, done=done, total=total, finished_at=now(), **outcome)


def _read(queue: JobQueue, job: Row) -> None:
    """Unpack what arrived in an upload, then read and check each file."""
    store, upload = queue.store, job["upload_id"]
    for file, result in _each(queue, _files(store, upload, "arrived"), _unpacked):
        members = result if isinstance(result, list) else [{"status": "failed", "about": _failure(file, result)}]
        store.unpacked(file, members)
    for file in _files(store, upload, "waiting"):
        if same := store.first_of(file):
            store.update(files, file["id"], status="duplicate", about={"same_as": same})
    total = len(store.rows(select(files.c.id).where(files.c.upload_id == upload)))
    left = _files(store, upload, "waiting")
    queue.tell(job["id"], total - len(left), total)
    for done, (file, result) in enumerate(_each(queue, left, _checked), total - len(left) + 1):
        if isinstance(result, dict):
            store.add_result(file["id"], result["status"], result["about"], result["submissions"])
        else:
            store.add_result(file["id"], "failed", _failure(file, result), [])
        queue.tell(job["id"], done, total)


def _files(store: DeskStore, upload: str, status: str) -> list[Row]:
    assert status in UNDER_WAY
    joined = select(files, uploads.c.options).join(uploads, uploads.c.id == files.c.upload_id)
    query = joined.where(files.c.upload_id == upload, files.c.status == status)
    return store.rows(query.order_by(files.c.id))


def _unpacked(queue: JobQueue, file: Row) -> Future[Any]:
    blobs = queue.store.blobs
    return queue.pool.submit(unpack, str(blobs.path(file["digest"])), file["name"], str(blobs.folder))


def _checked(queue: JobQueue, file: Row) -> Future[Any]:
    blobs = queue.store.blobs
    return queue.pool.submit(
        read_file, str(blobs.path(file["digest"])), file["name"], file["options"], str(blobs.folder)
    )


def _each(
    queue: JobQueue, rows: list[Row], submit: Callable[[JobQueue, Row], Future[Any]]
) -> Iterator[tuple[Row, Any]]:
    """Each file with its result or its error, as they come; a few are under way at a time. Deaths are counted."""
    left, under_way = deque(rows), dict[Future[Any], Row]()
    try:
        while left or under_way:
            while left and len(under_way) < 2 * queue.pool.jobs:
                file = left.popleft()
                under_way[submit(queue, file)] = file
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                file, error = under_way.pop(future), future.exception()
                if isinstance(error, PoolClosed):
                    raise error
                if isinstance(error, WorkerDied) and _count_death(queue.store, file) < _CHANCES:
                    left.append(file)
                else:
                    yield file, error or future.result()
    finally:
        for future in under_way:
            future.cancel()


def _count_death(store: DeskStore, file: Row) -> int:
    file["attempts"] += 1
    store.update(files, file["id"], attempts=file["attempts"])
    return int(file["attempts"])


def _failure(file: Row, error: Any) -> Row:
    """Why a file could not be read, where its worker could not say so."""
    name = file["name"].rpartition("/")[2]
    if isinstance(error, WorkerDied):
        error = worker_died_of(name)
    elif isinstance(error, TaskTimeout):
        error = unreadable(name, "too_slow", seconds=error.context["seconds"])
    elif not isinstance(error, IpformsError):
        error = unreadable(name, "fault", kind=str(error))
    return {"error": error_dict(error)}
