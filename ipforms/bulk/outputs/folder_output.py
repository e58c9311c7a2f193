"""A folder of this machine: a file is written under another name and then renamed, which a system does at once."""

import contextlib
import errno
import os
from hashlib import blake2b
from pathlib import Path

from ipforms.bulk.atomic_files import is_temporary, make_folder, refusal, unwritable, write_file
from ipforms.bulk.manifest import ManifestEntry
from ipforms.bulk.outputs.output import Output, PlacedFile, lost

_FULL = (errno.ENOSPC, errno.EDQUOT)
_GONE = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.EROFS, errno.ENOTCONN)


def digest(data: bytes) -> bytes:
    """By what the manifest knows a file again: 128 bits, enough for any number of files."""
    return blake2b(data, digest_size=16).digest()


class FolderOutput(Output):
    """A folder.

    Args:
        path: made, with its parents, if it is not there.
    """

    separate_files = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = str(path)

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            UnwritableOutput: it cannot be made, or not be written into.
        """
        make_folder(self.path)

    def remove_temporary(self, *, own: bool) -> None:
        """Remove temporary files; see `Output.remove_temporary`."""
        with contextlib.suppress(OSError), os.scandir(self.path) as found:
            for each in found:
                if is_temporary(each.name, own=own):
                    Path(each.path).unlink(missing_ok=True)

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file; see `Output.put`."""
        try:
            return PlacedFile(write_file(f"{self.name}{os.sep}{name}", data, overwrite=overwrite))
        except (OSError, ValueError) as error:
            number = error.errno if isinstance(error, OSError) else None
            if number in _FULL:
                raise lost(self.name, refusal(error), "disk_space") from None
            if number in _GONE or (isinstance(error, OSError) and not self.path.is_dir()):
                raise lost(self.name, refusal(error), "folder") from None
            raise unwritable(self.path / name, error) from None

    def holds(self, entry: ManifestEntry) -> bool:
        """Whether the very file is there: size and contents, for a power cut can leave either wrong."""
        path = self.path / entry.name
        try:
            return path.stat().st_size == entry.size and digest(path.read_bytes()) == entry.digest
        except (OSError, ValueError):
            return False

    def has(self, name: str) -> bool:
        """Whether a file of this name is there."""
        return (self.path / name).is_file()

    def discard(self, entry: ManifestEntry) -> None:
        """Remove a file of ours; one that somebody has changed stays."""
        if self.holds(entry):
            (self.path / entry.name).unlink(missing_ok=True)
