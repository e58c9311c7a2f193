"""What all outputs have in common: files are put under names, each whole or not at all."""

from typing import ClassVar, NamedTuple

from ipforms.bulk.atomic_files import Written
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual


class OutputLost(IpformsError):
    """Nothing more can be written: the disk is full, the folder is gone, the store does not answer."""

    at_once: ClassVar[bool] = True
    """Whether it is sure that the next file would fare no better."""


class StoreSilent(OutputLost):
    """A store has not answered, however often it was asked; the next file may go through.

    After some files that do not, the run stops.
    """

    at_once = False


class PlacedFile(NamedTuple):
    """Where a file has gone."""

    status: Written  # "written", or "unchanged" if the same file was there
    start: int = 0  # where in a ZIP it starts
    checksum: int = 0  # its CRC-32, for a ZIP
    retried: tuple[str, ...] = ()  # why earlier tries failed, in the words of the store


class Output:
    """A place for files. What an output need not say here does nothing.

    Attributes:
        name: what it is called in messages.
        separate_files: whether each file is a thing of its own, so that worker processes of this machine can write it.
        shared: whether other machines can write to it.
    """

    name: str
    separate_files = False
    shared = False

    def prepare(self) -> None:
        """See that it can be written to, before any work is done."""

    def begin(self, manifest: Manifest, *, overwrite: bool) -> None:
        """Clear away what a killed run has left half done, or go on with it. The lock is held."""
        self.remove_temporary(own=True)

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file, whole or not at all.

        Raises:
            FileExists: another file is there, and may not be replaced.
            UnwritableOutput: this file cannot be written; others may.
            OutputLost: no file can be written any more.
        """
        raise NotImplementedError

    def holds(self, entry: ManifestEntry) -> bool:
        """Whether the file of a record is there as the manifest says."""
        raise NotImplementedError

    def has(self, name: str) -> bool:
        """Whether a file of this name is there, changed or not; no store is asked for files of earlier runs."""
        return False

    def discard(self, entry: ManifestEntry) -> None:
        """Remove the file of a record that has got another name; one that somebody has changed stays."""
        raise NotImplementedError

    def settle(self) -> None:
        """See to it that what was placed outlives this process."""

    def finish(self, manifest: Manifest) -> None:
        """All records are done. Workers may have been killed in the middle of a file; the list of errors is ours."""
        self.remove_temporary(own=False)

    def remove_temporary(self, *, own: bool) -> None:
        """Remove temporary files: all of them, or those that are not of this process."""

    def close(self) -> None:
        """Let go of it, done or not."""


def lost(name: str, reason: Bilingual, step: str) -> OutputLost:
    """The error of an output: why, and a key of `bulk.next_step` for what to do."""
    return OutputLost(name=name, reason=reason, next=Bilingual(f"bulk.next_step.{step}"))
