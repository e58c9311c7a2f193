"""A folder that fsspec knows by a URL: `s3://bucket/folder`, `sftp://host/folder`, `memory://folder`.

An object store shows an object when all of it is there: one put is enough. Elsewhere a file goes under another name
first and is moved. What fails is tried again after a pause that grows, and the summary says so: of fsspec's
stores only some (s3fs, gcsfs) do that by themselves. tenacity would not shorten it, since what may pass has to be told
from what will not in any case, and takes 80 to 120 ms to import.
"""

import errno
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ipforms.bulk.atomic_files import FileExists, UnwritableOutput, is_temporary, refusal, temporary_name
from ipforms.bulk.manifest import ManifestEntry
from ipforms.bulk.outputs.output import Output, OutputLost, PlacedFile, StoreSilent, lost
from ipforms.bulk.sources.byte_source import without_password
from ipforms.errors import MissingExtra
from ipforms.messages import Bilingual

Value = TypeVar("Value")

FINAL = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)
"""Asking again would not change these."""
_FINAL_NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL)
_WRONG_CALLS = (ValueError, TypeError, AttributeError, LookupError, NotImplementedError, ImportError)
_SHOWN_FAILURE = 120  # characters of a failure in the summary of a run: about a line


def is_passing(error: Exception) -> bool:
    """Whether a fault of a store may be gone in a moment: it is none of ours, and no answer that will stay the same.

    >>> is_passing(ConnectionResetError()), is_passing(TimeoutError()), is_passing(PermissionError())
    (True, True, False)
    """
    if isinstance(error, OSError):
        return not isinstance(error, FINAL) and error.errno not in _FINAL_NUMBERS
    return not isinstance(error, _WRONG_CALLS)


@dataclass(frozen=True, slots=True)
class Retry:
    """How often, and how long between: by default 0.2, 0.4, 0.8 and 1.6 seconds, as docs/bulk.md says."""

    tries: int = 5  # how many times in all
    pause: float = 0.2  # seconds before the second try; each further pause is twice as long
    longest: float = 5.0  # seconds that no pause is longer than

    def call(self, work: Callable[[], Value], failures: list[str]) -> Value:
        """Do it; what has failed on the way is added to `failures`.

        Raises:
            Exception: the last try's, or one that will not pass.

        >>> answers, failures = [ConnectionResetError("reset")], []
        >>> def ask():
        ...     if answers:
        ...         raise answers.pop()
        ...     return "done"
        >>> Retry(pause=0).call(ask, failures), failures
        ('done', ['ConnectionResetError: reset'])
        """
        for again in range(self.tries - 1):
            try:
                return work()
            except Exception as error:
                if not is_passing(error):
                    raise
                failures.append(f"{type(error).__name__}: {error}"[:_SHOWN_FAILURE].rstrip(": "))
                time.sleep(min(self.pause * 2**again, self.longest))
        return work()


_OBJECT_STORES = frozenset(
    ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "cos", "tos", "memory")
)
_SHOWN = 120  # characters of a store's answer; what comes after is a stack of requests and ids


class MissingStore(MissingExtra):
    """fsspec knows the kind of store, and lacks the library for it."""


class RemoteOutput(Output):
    """A folder in a store.

    Args:
        url: where it is.
        options: of the store: keys, hosts; see fsspec. Keys are better kept in the environment.
        retry: how often to try, and how long to wait.
    """

    def __init__(self, url: str, options: Mapping[str, Any] | None = None, retry: Retry | None = None) -> None:
        self.name = without_password(url)
        self._url, self._options, self._retry = url, dict(options or {}), retry or Retry()
        self._scheme = url.partition(":")[0].lower()
        self.separate_files = self.shared = self._scheme != "memory"  # which is that of this process
        self._store: Any = None
        self._root = ""

    def __getstate__(self) -> dict[str, Any]:
        # Another process makes a connection of its own.
        return {**self.__dict__, "_store": None}

    def prepare(self) -> None:
        """Make the folder, where the store has such a thing.

        Raises:
            UnwritableOutput: the store does not answer, or refuses.
            MissingExtra: fsspec, or what it needs for this kind of store, is not installed.
        """
        self._asked(lambda store: store.makedirs(self._root, exist_ok=True), [])

    def remove_temporary(self, *, own: bool) -> None:
        """Remove temporary files; see `Output.remove_temporary`."""
        if self._scheme in _OBJECT_STORES:
            return
        for path in self._asked(lambda store: store.ls(self._root, detail=False), []):
            if is_temporary(str(path).rstrip("/").rpartition("/")[2], own=own):
                self._remove(str(path))

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file; see `Output.put`."""
        failures: list[str] = []
        there = self._asked(lambda store: _read(store, f"{self._root}/{name}", len(data)), failures)
        if there == data:
            return PlacedFile("unchanged", retried=tuple(failures))
        # A try that was reported as failed may have written all the same: that is not another's file.
        if there is not None and not overwrite and not failures:
            raise FileExists(name=f"{self.name}/{name}")
        self._asked(lambda store: self._write(store, name, data), failures)
        return PlacedFile("written", retried=tuple(failures))

    def _write(self, store: Any, name: str, data: bytes) -> None:
        if self._scheme in _OBJECT_STORES:
            store.pipe_file(f"{self._root}/{name}", data)
            return
        temporary = f"{self._root}/{temporary_name(name)}"
        store.pipe_file(temporary, data)
        store.mv(temporary, f"{self._root}/{name}")

    def holds(self, entry: ManifestEntry) -> bool:
        """Whether a file of that name and size is there; its contents are not fetched."""
        size: int | None = self._asked(lambda store: _size(store, f"{self._root}/{entry.name}"), [])
        return size == entry.size

    def discard(self, entry: ManifestEntry) -> None:
        """Remove a file of ours."""
        if self.holds(entry):
            self._remove(f"{self._root}/{entry.name}")

    def _remove(self, path: str) -> None:
        self._asked(lambda store: store.rm_file(path), [])

    def _asked(self, work: Callable[[Any], Value], failures: list[str]) -> Value:
        """Ask the store for something, in our words for what goes wrong."""
        try:
            return self._retry.call(lambda: work(self._connected()), failures)
        except (UnwritableOutput, OutputLost, MissingExtra):
            raise
        except Exception as error:  # noqa: BLE001 - every store has errors of its own
            raise self._typed(error, failures) from None

    def _connected(self) -> Any:
        if self._store is None:
            try:
                from fsspec.core import url_to_fs
            except ImportError:
                raise MissingExtra(package="fsspec", extra="remote") from None
            try:
                self._store, root = url_to_fs(self._url, **self._options)
            except ImportError as error:
                raise MissingStore(scheme=self._scheme, detail=str(error)) from None
            self._root = root.rstrip("/")
            self._store.invalidate_cache()
        return self._store

    def _typed(self, error: Exception, failures: list[str]) -> UnwritableOutput | OutputLost:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return lost(self.name, refusal(error), "store_space")
        answer = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        why = refusal(error) if isinstance(error, FINAL) else Bilingual("bulk.refusal.store", {"answer": answer})
        if is_passing(error):
            step = Bilingual("bulk.next_step.store")
            return StoreSilent(name=self.name, reason=why, next=step, retried=tuple(failures))
        return UnwritableOutput(name=self.name, reason=why)


def _read(store: Any, path: str, size: int) -> bytes | None:
    """The file that is there; None if there is none. One of another size is not fetched."""
    found = _size(store, path)
    if found is None:
        return None
    return bytes(store.cat_file(path)) if found == size else b""


def _size(store: Any, path: str) -> int | None:
    try:
        found = store.info(path)
    except FileNotFoundError:
        return None
    size = found.get("size")
    return None if found.get("type") == "directory" else -1 if size is None else int(size)
