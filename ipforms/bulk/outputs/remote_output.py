"""A folder that fsspec knows by a URL: `s3://bucket/folder`, `sftp://host/folder`, `memory://folder`.

An object store shows an object when all of it is there: one put is enough. Elsewhere a file goes under another name
first and is moved. What fails is tried again, and told.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from ipforms.bulk.atomic_files import FileExists, UnwritableOutput, reason
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs.output import OutputLost, PlacedFile, Plain, lost, silent
from ipforms.bulk.retry import FINAL, Retry, is_passing
from ipforms.bulk.sources.urls import without_password
from ipforms.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

_WHOLE_AT_ONCE = frozenset(
    ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "cos", "tos", "memory")
)
_IN_THIS_PROCESS = frozenset(("memory",))
_TEMPORARY = re.compile(r"\..*\.(\d+)\.part", re.DOTALL)

_STEP = ("确认存储可用、网络畅通", "See that the store answers and the network is up")
_SPACE = ("清理存储，留出空间", "Free some space in the store")


class RemoteOutput(Plain):
    """A folder in a store.

    Args:
        url: where it is.
        options: of the store: keys, hosts; see fsspec. Keys are better kept in the environment.
        retry: how often to try, and how long to wait.
    """

    apart = True

    def __init__(self, url: str, options: Mapping[str, Any] | None = None, retry: Retry | None = None) -> None:
        self.name = without_password(url)
        self._url, self._options, self._retry = url, dict(options or {}), retry or Retry()
        self._scheme = url.partition(":")[0].lower()
        self.apart = self.anywhere = self._scheme not in _IN_THIS_PROCESS
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

    def begin(self, journal: Manifest | None, *, resume: bool, overwrite: bool) -> None:
        """Remove the temporary files of a run that was killed."""
        self._tidy(own=True)

    def finish(self, journal: Manifest | None) -> None:
        """Remove the temporary files of workers that were killed in the middle of one; the list of errors is ours."""
        self._tidy(own=False)

    def _tidy(self, *, own: bool) -> None:
        if self._scheme in _WHOLE_AT_ONCE:
            return
        for path in self._asked(lambda store: store.ls(self._root, detail=False), []):
            temporary = _TEMPORARY.fullmatch(str(path).rstrip("/").rpartition("/")[2])
            if temporary and (own or temporary[1] != str(os.getpid())):
                self._remove(str(path))

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file; see `Output.put`."""
        told: list[str] = []
        there = self._asked(lambda store: _read(store, f"{self._root}/{name}", len(data)), told)
        if there == data:
            return PlacedFile("unchanged", retried=tuple(told))
        # A try that was reported as failed may have written all the same: that is not another's file.
        if there is not None and not overwrite and not told:
            raise FileExists(name=f"{self.name}/{name}")
        self._asked(lambda store: self._write(store, name, data), told)
        return PlacedFile("written", retried=tuple(told))

    def _write(self, store: Any, name: str, data: bytes) -> None:
        if self._scheme in _WHOLE_AT_ONCE:
            store.pipe_file(f"{self._root}/{name}", data)
            return
        temporary = f"{self._root}/.{name[:60]}.{os.getpid()}.part"
        store.pipe_file(temporary, data)
        store.mv(temporary, f"{self._root}/{name}")

    def holds(self, line: ManifestEntry) -> bool:
        """Whether a file of that name and size is there; its contents are not fetched."""
        size: int | None = self._asked(lambda store: _size(store, f"{self._root}/{line.name}"), [])
        return size == line.size

    def discard(self, line: ManifestEntry) -> None:
        """Remove a file of ours."""
        if self.holds(line):
            self._remove(f"{self._root}/{line.name}")

    def _remove(self, path: str) -> None:
        self._asked(lambda store: store.rm_file(path), [])

    def _asked(self, work: Callable[[Any], Value], told: list[str]) -> Value:
        """Ask the store for something, in our words for what goes wrong."""
        try:
            return self._retry.call(lambda: work(self._connected()), told)
        except (UnwritableOutput, OutputLost, MissingExtra):
            raise
        except Exception as error:  # noqa: BLE001 - every store has errors of its own
            raise self._told(error, told) from None

    def _connected(self) -> Any:
        if self._store is None:
            try:
                from fsspec.core import url_to_fs
            except ImportError:
                raise MissingExtra(package="fsspec", extra="remote") from None
            try:
                self._store, root = url_to_fs(self._url, **self._options)
            except ImportError as error:
                raise _missing(self._scheme, error) from None
            self._root = root.rstrip("/")
            self._store.invalidate_cache()
        return self._store

    def _told(self, error: Exception, told: list[str]) -> UnwritableOutput | OutputLost:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return lost(self.name, reason(error), _SPACE)
        said = " ".join(str(error).split())[:120] or type(error).__name__
        zh, en = reason(error) if isinstance(error, FINAL) else (f"存储返回错误（{said}）", said)
        if is_passing(error):
            return silent(self.name, (zh, en), _STEP, told)
        return UnwritableOutput(name=self.name, reason_zh=zh, reason_en=en)


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


class MissingStore(MissingExtra):
    """fsspec knows the kind of store, and lacks the library for it."""


def _missing(scheme: str, error: ImportError) -> MissingStore:
    return MissingStore(scheme=scheme, detail=str(error))
