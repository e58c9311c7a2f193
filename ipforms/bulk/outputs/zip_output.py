"""One ZIP file. It grows under another name, beside its journal, and gets its own when the last record is done.

The journal knows where each file lies. So a run that was killed goes on where the last whole file ends, and the list of
100,000 entries is written from the journal, not from memory.
"""

from __future__ import annotations

import os
import shutil
import zlib
from pathlib import Path
from typing import BinaryIO

from ipforms.bulk.atomic_files import FileExists, make_folder, reason, unwritable
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs import zip_records
from ipforms.bulk.outputs.output import PlacedFile, Plain, lost
from ipforms.errors import IpformsError

_STEP = ("确认磁盘有空间、文件夹可用", "See that there is space and the folder is there")


class NoJournal(IpformsError):
    """An archive is listed from its journal."""


class ZipOutput(Plain):
    """A ZIP file.

    Args:
        path: the file, which is there only when it is whole.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)
        self._part = path.with_name(f".{path.name}.part")
        self._file: BinaryIO | None = None
        self._end = 0

    def prepare(self) -> None:
        """Make the folder that it goes into.

        Raises:
            UnwritableOutput: it cannot be made, or not be written into.
        """
        make_folder(self.path.parent)

    def begin(self, journal: Manifest | None, *, resume: bool, overwrite: bool) -> None:
        """Go on behind the last whole file, or start anew.

        Raises:
            FileExists: an archive of this name is there; it may not be replaced, and is not the one to go on with.
        """
        if journal is None:
            raise NoJournal
        self._end = _end_of(journal) if resume else 0
        if resume and self._end:
            # Of an archive that is whole, all but the list of its entries: more may follow.
            if not self._part.exists() and self.path.exists() and self.path.stat().st_size > self._end:
                return
            if self._part.exists() and self._part.stat().st_size >= self._end:
                self._open("r+b")
                return
            self._end = 0
        if self.path.exists() and not overwrite:
            raise FileExists(name=str(self.path))
        self._open("wb")

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Add one file; see `Output.put`."""
        checksum, start = zlib.crc32(data), self._end
        try:
            if self._file is None:
                shutil.copyfile(self.path, self._part)
                self._open("r+b")
            assert self._file is not None
            self._file.write(zip_records.header(name, len(data), checksum))
            self._file.write(data)
        except OSError as error:
            raise lost(self.name, reason(error), _STEP) from None
        self._end += zip_records.length(name, len(data))
        return PlacedFile("written", start, checksum)

    def holds(self, line: ManifestEntry) -> bool:
        """Whether the archive reaches behind the file: it is cut nowhere else."""
        return line.start + zip_records.length(line.name, line.size) <= self._end

    def discard(self, line: ManifestEntry) -> None:
        """The bytes stay where they are; the list of entries does not name them."""

    def settle(self) -> None:
        """Give the files to the disk, before the journal says that they are there."""
        if self._file is not None:
            try:
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError as error:
                raise lost(self.name, reason(error), _STEP) from None

    def finish(self, journal: Manifest | None) -> None:
        """List the entries, and give the archive its name."""
        if self._file is None or journal is None:
            return
        try:
            listed = ((line.name, line.size, line.checksum, line.start) for line in journal.files())
            for record in zip_records.directory(listed, self._end):
                self._file.write(record)
            self.settle()
            self.close()
            self._part.replace(self.path)
        except OSError as error:
            raise lost(self.name, reason(error), _STEP) from None

    def close(self) -> None:
        """Close the file; what is missing can be added later."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                raise lost(self.name, reason(error), _STEP) from None

    def _open(self, mode: str) -> None:
        try:
            file = self._part.open(mode)
            file.truncate(self._end)
            file.seek(self._end)
        except OSError as error:
            raise unwritable(self._part, error) from None
        self._file = file  # type: ignore[assignment]


def _end_of(journal: Manifest) -> int:
    last = journal.last()
    return 0 if last is None else last.start + zip_records.length(last.name, last.size)
