"""One ZIP file. It grows under another name, beside its manifest, and gets its own when the last record is done.

The manifest knows where each file lies. So a run that was killed goes on where the last whole file ends, and the list
of 100,000 entries is written from the manifest, not from memory.

The records of a ZIP file, as bytes (APPNOTE.TXT of PKWARE, 4.3.7 to 4.3.16): entries that are stored as they are.

`zipfile` keeps a list of all entries in memory and cannot go on with an archive whose directory is not written yet.
These do neither. A DOCX and a PDF are packed already: to deflate them again would gain nothing.
"""

import contextlib
import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ipforms.bulk.atomic_files import FileExists, make_folder, refusal, unwritable
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs.output import Output, PlacedFile, lost


class ZipOutput(Output):
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

    def begin(self, manifest: Manifest, *, overwrite: bool) -> None:
        """Go on behind the last whole file, or start anew.

        Raises:
            FileExists: an archive of this name is there; it may not be replaced, and is not the one to go on with.
        """
        last = manifest.last() if manifest.resumed else None
        self._end = _end_of(last) if last else 0
        if self._end:
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
        placed = PlacedFile("written", self._end, zlib.crc32(data))
        with self._lost_on_error():
            if self._file is None:
                shutil.copyfile(self.path, self._part)
                self._open("r+b")
            file = cast(BinaryIO, self._file)
            file.write(header(name, len(data), placed.checksum))
            file.write(data)
        self._end += length(name, len(data))
        return placed

    def holds(self, entry: ManifestEntry) -> bool:
        """Whether the archive reaches behind the file: it is cut nowhere else."""
        return _end_of(entry) <= self._end

    def discard(self, entry: ManifestEntry) -> None:
        """The bytes stay where they are; the list of entries does not name them."""

    def settle(self) -> None:
        """Give the files to the disk, before the manifest says that they are there."""
        if self._file is not None:
            with self._lost_on_error():
                self._file.flush()
                os.fsync(self._file.fileno())

    def finish(self, manifest: Manifest) -> None:
        """List the entries, and give the archive its name."""
        if self._file is None:
            return
        listed = ((entry.name, entry.size, entry.checksum, entry.start) for entry in manifest.files())
        with self._lost_on_error():
            self._file.writelines(directory(listed, self._end))
            self.settle()
            self.close()
            self._part.replace(self.path)

    def close(self) -> None:
        """Close the file; what is missing can be added later."""
        file, self._file = self._file, None
        if file is not None:
            with self._lost_on_error():
                file.close()

    @contextlib.contextmanager
    def _lost_on_error(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise lost(self.name, refusal(error), "disk_space_and_folder") from None

    def _open(self, mode: str) -> None:
        try:
            file = self._part.open(mode)
            file.truncate(self._end)
            file.seek(self._end)
        except OSError as error:
            raise unwritable(self._part, error) from None
        self._file = cast(BinaryIO, file)


def _end_of(entry: ManifestEntry) -> int:
    return entry.start + length(entry.name, entry.size)


_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_END_64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR_64 = struct.Struct("<IIQI")
_FAR = struct.Struct("<HHQ")

_VERSION, _VERSION_64 = 20, 45  # needed to extract: 2.0 for folders and deflate, 4.5 for ZIP64 (4.4.3.2)
_UTF_8 = 0x800  # bit 11 of the flags: names are UTF-8 (4.4.4)
_MIDNIGHT, _FIRST_DAY = 0, 0x21  # 1 January 1980: the archive is the same whenever it is made
_UNIX, _READABLE = 3 << 8, 0o100644 << 16
_ALL_ONES, _MOST, _MOST_ENTRIES = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFF  # what 32 and 16 bits hold; more is ZIP64


def header(name: str, size: int, checksum: int) -> bytes:
    """What stands in front of a file in the archive."""
    raw = name.encode()
    fixed = (_VERSION, _UTF_8, 0, _MIDNIGHT, _FIRST_DAY, checksum, size, size, len(raw), 0)
    return _LOCAL.pack(0x04034B50, *fixed) + raw


def length(name: str, size: int) -> int:
    """How much of the archive a file takes, with its header."""
    return _LOCAL.size + len(name.encode()) + size


def directory(entries: Iterable[tuple[str, int, int, int]], start: int) -> Iterator[bytes]:
    """The end of an archive: a list of its entries, and where the list is.

    Args:
        entries: name, size, checksum and start of each.
        start: where the list will stand.
    """
    count, at = 0, start
    for name, size, checksum, offset in entries:
        record = _listed(name, size, checksum, offset)
        count, at = count + 1, at + len(record)
        yield record
    yield _end(count, start, at)


def _listed(name: str, size: int, checksum: int, offset: int) -> bytes:
    raw, far = name.encode(), offset >= _MOST
    extra = _FAR.pack(1, 8, offset) if far else b""
    version = _VERSION_64 if far else _VERSION
    fixed = (_UNIX | version, version, _UTF_8, 0, _MIDNIGHT, _FIRST_DAY, checksum, size, size, len(raw), len(extra))
    place = (0, 0, 0, _READABLE, _ALL_ONES if far else offset)
    return _CENTRAL.pack(0x02014B50, *fixed, *place) + raw + extra


def _end(count: int, start: int, at: int) -> bytes:
    """The last record; in front of it the large one where 65,535 entries or 4 GB are not enough."""
    large = b""
    if count >= _MOST_ENTRIES or at >= _MOST:
        counts = (0, 0, count, count, at - start, start)
        large = _END_64.pack(0x06064B50, _END_64.size - 12, _VERSION_64, _VERSION_64, *counts)
        large += _LOCATOR_64.pack(0x07064B50, 0, at, 1)
    few = min(count, _MOST_ENTRIES)
    return large + _END.pack(0x06054B50, 0, 0, few, few, min(at - start, _MOST), min(start, _MOST), 0)
