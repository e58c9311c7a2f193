"""A folder of this machine: a file is written under another name and then renamed, which a system does at once."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from hashlib import blake2b
from pathlib import Path

from ipforms.bulk.atomic_files import make_folder, reason, unwritable, write_file
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.bulk.outputs.output import PlacedFile, Plain, lost

DIGEST = 16
"""Bytes of a file's digest in the journal."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_GONE = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EROFS, errno.ENOTCONN)
_TEMPORARY = re.compile(r"\..*\.(\d+)\.part", re.DOTALL)

_SPACE = ("清理磁盘，留出空间", "Free some space")
_FOLDER = ("确认文件夹和磁盘可用", "See that the folder and its disk are there")


def digest(data: bytes) -> bytes:
    """By what the journal knows a file again."""
    return blake2b(data, digest_size=DIGEST).digest()


class FolderOutput(Plain):
    """A folder.

    Args:
        path: made, with its parents, if it is not there.
    """

    apart = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            UnwritableOutput: it cannot be made, or not be written into.
        """
        make_folder(self.path)

    def begin(self, journal: Manifest | None, *, resume: bool, overwrite: bool) -> None:
        """Remove the temporary files of a run that was killed."""
        self._tidy(own=True)

    def finish(self, journal: Manifest | None) -> None:
        """Remove the temporary files of workers that were killed in the middle of one; the list of errors is ours."""
        self._tidy(own=False)

    def _tidy(self, *, own: bool) -> None:
        with contextlib.suppress(OSError), os.scandir(self.path) as found:
            for each in found:
                temporary = _TEMPORARY.fullmatch(each.name)
                if temporary and (own or temporary[1] != str(os.getpid())):
                    Path(each.path).unlink(missing_ok=True)

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file; see `Output.put`."""
        path = self.path / name
        try:
            return PlacedFile(write_file(path, data, overwrite=overwrite))
        except OSError as error:
            if error.errno in _FULL:
                raise lost(self.name, reason(error), _SPACE) from None
            if error.errno in _GONE or not self.path.is_dir():
                raise lost(self.name, reason(error), _FOLDER) from None
            raise unwritable(path, error) from None
        except ValueError as error:
            raise unwritable(path, error) from None

    def holds(self, line: ManifestEntry) -> bool:
        """Whether the very file is there: size and contents, for a power cut can leave either wrong."""
        path = self.path / line.name
        try:
            return path.stat().st_size == line.size and digest(path.read_bytes()) == line.digest
        except (OSError, ValueError):
            return False

    def discard(self, line: ManifestEntry) -> None:
        """Remove a file of ours; one that somebody has changed stays."""
        if self.holds(line):
            (self.path / line.name).unlink(missing_ok=True)
