"""One ZIP file. It grows under another name, beside its manifest, and gets its own when the last record is done.

The manifest knows where each file lies. So a run that was killed goes on where the last whole file ends, and the list
of 100,000 entries is written from the manifest, not from memory.
"""

import contextlib
import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ipforms.bulk.atomic_files import FileExists, make_folder, refusal, unwritable
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs import zip_records
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
            file.write(zip_records.header(name, len(data), placed.checksum))
            file.write(data)
        self._end += zip_records.length(name, len(data))
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
            self._file.writelines(zip_records.directory(listed, self._end))
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
    return entry.start + zip_records.length(entry.name, entry.size)
