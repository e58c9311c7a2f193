"""What all outputs have in common: files are put under names, each whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from ipforms.bulk.atomic_files import Written
from ipforms.bulk.manifest import Manifest, ManifestEntry
from ipforms.errors import IpformsError


class OutputLost(IpformsError):
    """Nothing more can be written: the disk is full, the folder is gone, the store does not answer."""

    at_once: ClassVar[bool] = True
    """Whether it is sure that the next file would fare no better."""


class StoreSilent(OutputLost):
    """A store has not answered, however often it was asked; the next file may go through.

    After some files that do not, the run stops.
    """

    at_once = False


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """Where a file has gone.

    Attributes:
        status: "written", or "unchanged" if the same file was there.
        start: where in an archive it starts.
        checksum: its CRC-32, for an archive.
        retried: why earlier tries failed, in the words of the store.
    """

    status: Written
    start: int = 0
    checksum: int = 0
    retried: tuple[str, ...] = ()


class Output(Protocol):
    """A place for files.

    Attributes:
        name: what it is called in messages.
        apart: whether each file is a thing of its own, so that worker processes of this machine can write them.
        anywhere: whether other machines can write to it.
    """

    name: str
    apart: bool
    anywhere: bool

    def prepare(self) -> None:
        """See that it can be written to, before any work is done."""

    def begin(self, journal: Manifest | None, *, resume: bool, overwrite: bool) -> None:
        """Clear away what a killed run has left half done, or go on with it. The lock is held."""

    def put(self, name: str, data: bytes, *, overwrite: bool) -> PlacedFile:
        """Place one file, whole or not at all.

        Raises:
            FileExists: another file is there, and may not be replaced.
            UnwritableOutput: this file cannot be written; others may.
            OutputLost: no file can be written any more.
        """

    def holds(self, line: ManifestEntry) -> bool:
        """Whether the file of a record is there as the journal says."""

    def discard(self, line: ManifestEntry) -> None:
        """Remove the file of a record that has got another name."""

    def settle(self) -> None:
        """See to it that what was placed outlives this process."""

    def finish(self, journal: Manifest | None) -> None:
        """All records are done."""

    def close(self) -> None:
        """Let go of it, done or not."""


class Plain:
    """What an output need not say where there is nothing to do."""

    apart, anywhere = False, False

    def begin(self, journal: Manifest | None, *, resume: bool, overwrite: bool) -> None:
        """Nothing to clear away."""

    def settle(self) -> None:
        """It is there as soon as it is placed."""

    def finish(self, journal: Manifest | None) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is open."""


def lost(name: str, reason: tuple[str, str], step: tuple[str, str]) -> OutputLost:
    """The error, with its reason and the next step in both languages."""
    return OutputLost(**_facts(name, reason, step))


def silent(name: str, reason: tuple[str, str], step: tuple[str, str], retried: list[str]) -> StoreSilent:
    """The error of a store; `retried` says what it has answered."""
    return StoreSilent(**_facts(name, reason, step), retried=tuple(retried))


def _facts(name: str, reason: tuple[str, str], step: tuple[str, str]) -> dict[str, Any]:
    return {"name": name, "reason_zh": reason[0], "reason_en": reason[1], "next_zh": step[0], "next_en": step[1]}
