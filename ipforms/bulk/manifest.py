"""The manifest of a run: an SQLite file beside the output that says of each record what became of it.

An entry is written only after the record's file is in its place, many entries in one transaction. So the manifest of a
run that was killed at any moment is true, if not complete: what stands in it is done, and the files themselves tell
about the rest. SQLite finds the entry of one record without holding 100,000 of them in memory; a file of JSON lines
would have to be read whole, or merged with the rows as they come.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.messages import Bilingual

NAME = ".ipforms.{kind}.sqlite3"  # what the manifest of files of a kind (docx, pdf) is called in their folder

# Entries of 512 records, or of half a second, go into one transaction, so that a kill costs half a second of work.
_MOST_PENDING, _SECONDS_PENDING = 512, 0.5

_TABLES = """
CREATE TABLE IF NOT EXISTS run (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    serial INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL,
    stem TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, digest BLOB NOT NULL,
    codes TEXT NOT NULL, start INTEGER NOT NULL, checksum INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS earlier (
    name TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, digest BLOB NOT NULL
);
"""


def manifests(folder: Path) -> Iterator[Path]:
    """The manifests of a folder, entry by entry: `glob` would keep all of them, 30 MB of 100,000 files."""
    with os.scandir(folder) as entries:
        yield from (folder / each.name for each in entries if fnmatch(each.name, NAME.format(kind="*")))


def lock_path(manifest: Path) -> Path:
    """What a run locks: the folder of its files, whatever their kind, as it writes reports there; else its manifest.

    >>> lock_path(Path("out/.ipforms.docx.sqlite3")).name, lock_path(Path(".out.zip.ipforms.docx.sqlite3")).name
    ('.ipforms.lock', '.out.zip.ipforms.docx.lock')
    """
    is_of_folder = fnmatch(manifest.name, NAME.format(kind="*"))
    return manifest.with_name(".ipforms.lock") if is_of_folder else manifest.with_suffix(".lock")


class ManifestFailed(IpformsError):
    """The manifest cannot be read or written."""


class DifferentRun(IpformsError):
    """The earlier run was asked for something else."""


class SourceChanged(IpformsError):
    """A record that has its file has other data now."""


class SourceShorter(IpformsError):
    """There are fewer records than before."""


class ManifestEntry(NamedTuple):
    """What became of one record."""

    serial: int  # its place among the records, from 1
    fingerprint: bytes  # of its data
    status: str  # "written", "refused" or "failed"
    title: str = ""  # its applicant
    stem: str = ""  # the name of its file before a suffix for repeated names
    name: str = ""  # the name of its file
    size: int = 0  # of the file, in bytes
    digest: bytes = b""  # of the file
    codes: str = ""  # of all findings of the record, with blanks between
    start: int = 0  # where in a ZIP the file starts
    checksum: int = 0  # CRC-32 of the file, for a ZIP

    @property
    def has_file(self) -> bool:
        """Whether the record has got its file."""
        return self.status == "written"


_INSERT = f"INSERT OR REPLACE INTO records VALUES ({', '.join('?' * len(ManifestEntry._fields))})"
_WITH_FILE = "SELECT * FROM records WHERE status = 'written'"
_KIND = (
    "(SELECT group_concat(value, ' ') FROM run WHERE key IN ('form', 'format'))"  # of files, in the order of the keys
)
_SAME_TITLE = f"""SELECT * FROM records WHERE status = 'written' AND title IN (
    SELECT title FROM ({_WITH_FILE}) WHERE title != '' GROUP BY title HAVING count(*) > 1) ORDER BY serial"""
# The files of a run that is forgotten still lie there.
_KEEP = f"INSERT OR REPLACE INTO earlier SELECT name, {_KIND}, size, digest FROM ({_WITH_FILE})"
_STALE = f"SELECT name FROM earlier WHERE kind = {_KIND} AND name NOT IN (SELECT name FROM records) ORDER BY name"

# Of another format: files of rows that are other ones now, or gone, and what was stale there before.
_OUTDATED = """
SELECT other.records.name FROM other.records LEFT JOIN main.records ON main.records.serial = other.records.serial
    WHERE other.records.status = 'written' AND main.records.fingerprint IS NOT other.records.fingerprint
UNION SELECT name FROM other.earlier WHERE name NOT IN (SELECT name FROM other.records) ORDER BY 1"""
_SAME_FORM = """
SELECT 1 FROM main.run JOIN other.run AS theirs ON run.key = theirs.key AND run.value = theirs.value
    WHERE run.key = 'form'"""


class Manifest:
    """A manifest, open. Use it in a `with` block: at its end pending entries are written.

    Args:
        path: the file; made if it is not there.

    Attributes:
        resumed: whether an earlier run is gone on with.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.resumed = False
        self._pending: list[ManifestEntry] = []
        self._flushed = time.monotonic()

    def __enter__(self) -> "Manifest":
        """Open it.

        Raises:
            ManifestFailed: it cannot be opened, or is no manifest.
        """
        with self._typed_errors():
            # Results may be taken from another thread than the one that began; never from two at a time.
            self._database = sqlite3.connect(self.path, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.executescript(_TABLES)
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
            self._database.close()

    @property
    def settings(self) -> Mapping[str, str]:
        """What the run was asked to do, and its state; empty in a new manifest."""
        with self._typed_errors():
            return dict(self._database.execute("SELECT key, value FROM run"))

    def begin(self, settings: Mapping[str, str], *, resume: bool) -> None:
        """Go on with the earlier run, or forget it.

        Raises:
            DifferentRun: `resume`, and the earlier run had other settings.
        """
        before = self.settings
        self.resumed = resume and bool(before)
        for key, now in settings.items() if self.resumed else ():
            if before.get(key) != now:
                raise DifferentRun(what=Bilingual(f"bulk.setting.{key}"), before=before.get(key, "?"), now=now)
        with self._typed_errors(), self._database:
            if not self.resumed:
                self._database.execute(_KEEP)
                self._database.execute("DELETE FROM run")
                self._database.execute("DELETE FROM records")
            self._write_settings({**settings, "state": "begun"})

    def check_end(self, count: int) -> None:
        """See that the earlier run did not go on behind the last record of this one.

        Raises:
            SourceShorter: the earlier run has files of records behind this end.
        """
        beyond = next(self._select(f"{_WITH_FILE} AND serial > {count} ORDER BY serial"), None)
        if beyond is not None:
            raise SourceShorter(count=count, serial=beyond.serial, file=beyond.name)

    def complete(self) -> None:
        """Note that all records are done."""
        with self._typed_errors(), self._database:
            self._write_settings({"state": "complete"})

    def _write_settings(self, settings: Mapping[str, str]) -> None:
        self._database.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", settings.items())

    def find(self, serial: int) -> ManifestEntry | None:
        """The entry of a record."""
        return next(self._select(f"SELECT * FROM records WHERE serial = {serial}"), None)

    def earlier(self, name: str) -> ManifestEntry | None:
        """The file of this name that an earlier run wrote, whatever record it was of."""
        with self._typed_errors():
            found = self._database.execute("SELECT size, digest FROM earlier WHERE name = ?", (name,)).fetchone()
        return found and ManifestEntry(0, b"", "written", name=name, size=found[0], digest=found[1])

    def stale(self) -> list[str]:
        """The files of this form and format that earlier runs wrote and this one has no record for."""
        with self._typed_errors():
            return [name for (name,) in self._database.execute(_STALE)]

    def outdated(self, other: Path) -> list[str]:
        """The files of another format, by its manifest, that were not made of the data of this run."""
        with self._typed_errors():
            self._database.execute("ATTACH ? AS other", (str(other),))
            try:
                is_same = self._database.execute(_SAME_FORM).fetchone()
                return [name for (name,) in self._database.execute(_OUTDATED)] if is_same else []
            finally:
                self._database.execute("DETACH other")

    def forget(self, name: str) -> None:
        """No longer keep a file of an earlier run: it is gone."""
        with self._typed_errors(), self._database:
            self._database.execute("DELETE FROM earlier WHERE name = ?", (name,))

    def files(self) -> Iterator[ManifestEntry]:
        """The records that have a file, in the order in which the files lie in a ZIP."""
        return self._select(f"{_WITH_FILE} ORDER BY start, serial")

    def same_title(self) -> Iterator[ManifestEntry]:
        """The records that have a file and whose applicant has another one too."""
        return self._select(_SAME_TITLE)

    def last(self) -> ManifestEntry | None:
        """The record whose file lies last in a ZIP."""
        return next(self._select(f"{_WITH_FILE} ORDER BY start DESC, serial DESC LIMIT 1"), None)

    def _select(self, query: str) -> Iterator[ManifestEntry]:
        with self._typed_errors():
            yield from map(ManifestEntry._make, self._database.execute(query))

    def add(self, entry: ManifestEntry) -> bool:
        """Keep an entry for the next `flush`; whether it is time for that."""
        self._pending.append(entry)
        return len(self._pending) >= _MOST_PENDING or time.monotonic() - self._flushed > _SECONDS_PENDING

    def flush(self) -> None:
        """Write the pending entries, in one transaction."""
        self._flushed = time.monotonic()
        if self._pending:
            with self._typed_errors(), self._database:
                self._database.executemany(_INSERT, self._pending)
            self._pending.clear()

    @contextlib.contextmanager
    def _typed_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ManifestFailed(name=str(self.path), reason=str(error)) from None


def run_settings(form: Form, format: str, name: str) -> dict[str, str]:
    """What decides over the files of a run, besides the data."""
    try:
        made_by = version("ipforms")
    except PackageNotFoundError:  # used from its sources
        made_by = "?"
    template = blake2b(form.source.read_bytes(), digest_size=8).hexdigest()
    return {"form": form.id, "format": format, "name": name, "template": template, "version": made_by}
