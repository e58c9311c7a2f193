"""The journal of a run: an SQLite file that says of each record what became of it.

A line is written only after the record's file is in its place, many lines in one transaction. So a run that was killed
at any moment has a journal that is true, if not complete: what stands in it is done, and of what does not, the files
themselves tell.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from ipforms.errors import IpformsError

NAME = ".ipforms.sqlite3"
"""What a journal is called in the folder that it tells of."""

_MOST, _SECONDS = 512, 0.5

_TABLES = """
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    serial INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL,
    stem TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, digest BLOB NOT NULL,
    clean INTEGER NOT NULL, reasons TEXT NOT NULL, start INTEGER NOT NULL, checksum INTEGER NOT NULL
);
"""


class ManifestFailed(IpformsError):
    """The journal cannot be read or written."""


class ManifestEntry(NamedTuple):
    """What became of one record.

    Attributes:
        serial: its place among the records, from 1.
        fingerprint: of its data.
        status: "written", "refused" or "failed".
        title: its applicant.
        stem: the name of its file before a suffix for repeated names.
        name: the name of its file.
        size: of the file, in bytes.
        digest: of the file.
        clean: whether there was nothing to say of the record.
        reasons: codes of why it was refused or has failed, with blanks between.
        start: where in an archive the file starts.
        checksum: CRC-32 of the file, for an archive.
    """

    serial: int
    fingerprint: bytes
    status: str
    title: str = ""
    stem: str = ""
    name: str = ""
    size: int = 0
    digest: bytes = b""
    clean: bool = True
    reasons: str = ""
    start: int = 0
    checksum: int = 0

    @property
    def done(self) -> bool:
        """Whether the record has its file."""
        return self.status == "written"


_INSERT = f"INSERT OR REPLACE INTO records VALUES ({', '.join('?' * len(ManifestEntry._fields))})"


class Manifest:
    """A journal, open. Use it in a `with` block: at its end what is held is written.

    Args:
        path: the file; made if it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: list[ManifestEntry] = []
        self._written = time.monotonic()

    def __enter__(self) -> Manifest:
        """Open it.

        Raises:
            JournalFailed: it cannot be opened, or is no journal.
        """
        with self._told():
            # Results may be taken from another thread than the one that began; never from two at a time.
            self._base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.executescript(_TABLES)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.flush()
        except ManifestFailed:
            # What stopped the run is the better message.
            if error is None:
                raise
        finally:
            self._base.close()

    @property
    def asked(self) -> Mapping[str, str]:
        """What the run was asked to do; nothing in a new journal."""
        with self._told():
            return dict(self._base.execute("SELECT key, value FROM run"))

    def begin(self, asked: Mapping[str, str]) -> None:
        """Forget what was, and note what is asked now."""
        with self._together():
            self._base.execute("DELETE FROM run")
            self._base.execute("DELETE FROM records")
            self._base.executemany("INSERT INTO run VALUES (?, ?)", asked.items())

    def note(self, facts: Mapping[str, str]) -> None:
        """Add to what is asked."""
        with self._together():
            self._base.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", facts.items())

    def find(self, serial: int) -> ManifestEntry | None:
        """The line of a record of an earlier run."""
        with self._told():
            row = self._base.execute("SELECT * FROM records WHERE serial = ?", (serial,)).fetchone()
        return None if row is None else _line(row)

    def files(self) -> Iterator[ManifestEntry]:
        """The records that have a file, in the order in which these lie in an archive."""
        with self._told():
            for row in self._base.execute("SELECT * FROM records WHERE status = 'written' ORDER BY start, serial"):
                yield _line(row)

    def last(self) -> ManifestEntry | None:
        """The record whose file lies last in an archive."""
        query = "SELECT * FROM records WHERE status = 'written' ORDER BY start DESC, serial DESC LIMIT 1"
        with self._told():
            row = self._base.execute(query).fetchone()
        return None if row is None else _line(row)

    def after(self, serial: int) -> ManifestEntry | None:
        """The first record behind this one that has a file."""
        query = "SELECT * FROM records WHERE serial > ? AND status = 'written' ORDER BY serial LIMIT 1"
        with self._told():
            row = self._base.execute(query, (serial,)).fetchone()
        return None if row is None else _line(row)

    def add(self, line: ManifestEntry) -> bool:
        """Hold a line; whether it is time to `flush`."""
        self._held.append(line)
        return len(self._held) >= _MOST or time.monotonic() - self._written > _SECONDS

    def flush(self) -> None:
        """Write the lines that are held, in one transaction."""
        self._written = time.monotonic()
        if not self._held:
            return
        with self._together():
            self._base.executemany(_INSERT, self._held)
        self._held.clear()

    @contextlib.contextmanager
    def _together(self) -> Iterator[None]:
        """All of it is written, or nothing."""
        with self._told():
            self._base.execute("BEGIN")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ManifestFailed(name=str(self.path), reason=str(error)) from None


def _line(row: tuple[Any, ...]) -> ManifestEntry:
    line = ManifestEntry(*row)
    return line._replace(clean=bool(line.clean))
