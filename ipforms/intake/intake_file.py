"""One file of what companies sent, and how much of it is looked at.

The files of a folder and of the folders in it. Nothing outside of it is ever opened.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path

from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument, exceeded, unreadable
from ipforms.intake.mail_words import NO_WORDS, MailWords
from ipforms.intake.member_names import is_leftover, is_unfinished, readable

_LISTED_PER_FILE = 10  # entries of a folder that are read for each file it may hold: previews and lock files too


@dataclass(frozen=True, slots=True)
class FolderLimits:
    """What a company's folder never comes near to."""

    files: int = 500  # files in the folder and below
    depth: int = 8  # folders in folders
    file_bytes: int = 100_000_000  # one file; a larger one is listed and not opened
    total_bytes: int = 1_000_000_000  # all files that are read, with those in archives and mails


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file, not opened yet."""

    path: Path  # where it is
    name: str  # its path below the folder, with / and readable
    # "link", "special", "unfinished" or "too_deep" if it is not to be opened, "unreadable" if a folder cannot be
    # listed, "leftover" if no person put it there (a folder of leftovers is one of them)
    fault: str = ""


class FolderWalk:
    """The files below a folder, in the order of their names."""

    def __init__(self, folder: Path, limits: FolderLimits) -> None:
        self._folder, self._limits = folder, limits

    def files(self) -> list[FolderFile]:
        """All files.

        Raises:
            UnreadableDocument: there is no such folder, or it cannot be listed.
            LimitExceeded: there are more files than the limit.
        """
        if not self._folder.is_dir():
            raise _no_folder(self._folder)
        found: list[FolderFile] = []
        count = 0
        for each in self._below(self._folder, 0):
            found.append(each)
            count += each.fault != "leftover"
            if count > self._limits.files:
                raise self._too_many()
        return found

    def _below(self, folder: Path, depth: int) -> Iterator[FolderFile]:
        try:
            with os.scandir(folder) as entries:
                # Ignored names do not count as files, but listing them costs memory too.
                most = _LISTED_PER_FILE * self._limits.files
                listed = list(islice(entries, most + 1))
        except OSError:
            if depth == 0:
                raise _no_folder(folder) from None
            yield FolderFile(folder, self._name(folder), "unreadable")
            return
        if len(listed) > most:
            raise self._too_many()
        for entry in sorted(listed, key=lambda entry: entry.name):
            yield from self._entry(entry, depth)

    def _entry(self, entry: os.DirEntry[str], depth: int) -> Iterator[FolderFile]:
        path = Path(entry.path)
        name = self._name(path)
        if is_leftover(entry.name):
            yield FolderFile(path, name, "leftover")
        elif entry.is_symlink() or _is_junction(entry):
            yield FolderFile(path, name, "link")
        elif not entry.is_dir(follow_symlinks=False):
            fault = "unfinished" if is_unfinished(entry.name) else ""
            yield FolderFile(path, name, fault if entry.is_file(follow_symlinks=False) else "special")
        elif depth < self._limits.depth:
            yield from self._below(path, depth + 1)
        else:
            yield FolderFile(path, name, "too_deep")

    def _name(self, path: Path) -> str:
        return readable(path.relative_to(self._folder).as_posix())

    def _too_many(self) -> LimitExceeded:
        limit = self._limits.files
        return exceeded(readable(self._folder.name), "folder_files", limit, count=limit)


def opened(found: FolderFile, most: int) -> bytes | None:
    """The bytes of a file; None if it has more than `most`.

    Raises:
        OSError: it cannot be read, or has become something else since the folder was listed.
    """
    # Between listing and opening a file may be replaced by a link or a pipe.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(found.path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("not a regular file")
        data = file.read(most + 1)
    return None if len(data) > most else data


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Windows' own links of folders, which Python tells since 3.12."""
    ask = getattr(entry, "is_junction", None)
    return bool(ask and ask())


def _no_folder(folder: Path) -> UnreadableDocument:
    return unreadable(readable(str(folder)), "no_folder")


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
