"""The files of a folder and of the folders in it. Nothing outside of it is ever opened."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ipforms.errors import LimitExceeded, UnreadableDocument, exceeded, unreadable
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
