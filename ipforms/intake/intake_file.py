"""One file of what companies sent, and how much of it is looked at."""

import stat
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from ipforms.errors import IpformsError, unreadable
from ipforms.intake.folder_walk import FolderLimits
from ipforms.intake.mail_words import NO_WORDS, MailWords
from ipforms.intake.member_names import readable


class FileRole(StrEnum):
    """What a file is among the others, before anybody has read it."""

    FILE = "file"
    """It is to be read."""
    CONTAINER = "container"
    """An archive or a mail; the files in it stand for themselves."""
    DUPLICATE = "duplicate"
    """The same bytes as a file before it."""
    LEFTOVER = "leftover"
    """A lock file, a preview, a hidden file: no answer of anybody."""
    REFUSED = "refused"
    """It is not opened; its error says why, and what to do."""


@dataclass(frozen=True, slots=True)
class IntakeFile:
    """A file, once."""

    path: Path  # where its bytes are; of a file that came in an archive or a mail, in a temporary folder
    shown: Path  # where it is for people: below the path that was given, archives and mails as folders
    role: FileRole = FileRole.FILE  # what it is among the others
    error: IpformsError | None = None  # why it was refused, or why not all of a container could be taken out
    same_as: Path | None = None  # of a duplicate, the file before it, as shown
    members: int = 0  # of a container, how many files were in it
    words: MailWords = NO_WORDS  # of a mail, what it says itself
    sent: date | None = None  # the day of the mail that it came with; None if it came with none that says so
    is_named: bool = False  # whether somebody has named it, and not a folder or archive that it lies in: it is meant

    @classmethod
    def plain(cls, path: Path, *, is_named: bool = False) -> "IntakeFile":
        """A file that lies where it is shown."""
        return cls(path, path, is_named=is_named)

    def refused(self, fault: str) -> "IntakeFile":
        """The file, not to be opened because of what it is in its folder: `FolderFile.fault`."""
        error = unreadable(readable(self.path.name), f"folder_{fault}")
        return replace(self, role=FileRole.REFUSED, error=error)

    def as_it_is_now(self) -> "IntakeFile":
        """The file; refused if a link or a pipe has taken its place since its folder was listed.

        Others may write into a folder meanwhile: a link leads out of it, and a pipe makes its reader wait for ever.
        What somebody has named may be a link. Of a file that is gone its reader says so.
        """
        if self.role is not FileRole.FILE:
            return self
        try:
            mode = (self.path.stat() if self.is_named else self.path.lstat()).st_mode
        except OSError:
            return self
        return self if stat.S_ISREG(mode) else self.refused("link" if stat.S_ISLNK(mode) else "special")

    @property
    def is_member(self) -> bool:
        """Whether it came in an archive or a mail."""
        return self.path != self.shown


_FOLDER = FolderLimits(files=100_000, depth=32, total_bytes=100_000_000_000)
"""The returns of a province, a megabyte each; a path of Windows holds no deeper folders."""


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """What companies' papers never come near to."""

    folder: FolderLimits = _FOLDER  # files and folders in a folder that is given
    file_bytes: int = 100_000_000  # one file that is to be read
    container_bytes: int = 1_000_000_000  # an archive or a mail
    depth: int = 4  # archives in archives in mails
    members: int = 2_000  # files in an archive that was sent, with those of the archives in it
    member_bytes: int = 1_000_000_000  # what may be taken out of one that was sent, whatever its size
    # how much larger than itself that may be, beyond `small_bytes`; scans as bitmaps shrink to a hundredth
    ratio: int = 200
    small_bytes: int = 100_000_000  # what may be taken out of the smallest one
    dictionary_bytes: int = 160_000_000  # memory that a packing method may ask for
    seconds: float = 60.0  # how long a program of the system may take for one archive

    def output_bytes(self, size: int) -> int:
        """How much may be taken out of an archive of a size."""
        return min(self.member_bytes, max(self.small_bytes, self.ratio * size))
