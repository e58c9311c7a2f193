"""The list of what companies sent: all files that are meant by paths, each of them once."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ipforms.errors import exceeded, unreadable, why_not_opened
from ipforms.intake.folder_walk import FolderFile, FolderWalk
from ipforms.intake.intake_file import FileRole, IntakeFile, IntakeLimits
from ipforms.intake.member_names import copy_marks
from ipforms.intake.unpacking import Unpacker

DEFAULT_LIMITS = IntakeLimits()


class Intake:
    """The files of paths, with those in archives and mails. Use it in a `with` block: it holds a temporary folder.

    Args:
        paths: files and folders. A folder stands for all that lies in it and below, in the order of names; links in it
            are named and not followed.
        limits: how much is looked at.
        without: files and folders that are not looked at, such as what an earlier run has written.

    Raises:
        UnreadableDocument: a folder cannot be listed.
        LimitExceeded: there are more files in a folder than the limit.

    >>> import zipfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with zipfile.ZipFile(Path(folder, "甲公司.zip"), "w") as archive:
    ...         archive.writestr("申报表.docx", "a")
    ...         archive.writestr("../申报表.docx", "b")
    ...     with Intake([folder]) as intake:
    ...         [(file.shown.relative_to(folder).as_posix(), file.role.value) for file in intake]
    [('甲公司.zip', 'container'), ('甲公司.zip/申报表.docx', 'file'), ('甲公司.zip/[..]/申报表.docx', 'refused')]
    """

    def __init__(
        self, paths: Iterable[str | Path], limits: IntakeLimits = DEFAULT_LIMITS, without: Iterable[Path] = ()
    ) -> None:
        self.paths = tuple(Path(path) for path in paths)
        self._limits, self._without = limits, {path.absolute() for path in without}
        self._files: tuple[IntakeFile, ...] = ()
        self._left = limits.folder.total_bytes

    def __enter__(self) -> "Intake":
        self._folder = tempfile.TemporaryDirectory(prefix="ipforms-")
        try:
            self._files = tuple(_without_duplicates(list(self._all())))
        except BaseException:
            self._folder.cleanup()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def __iter__(self) -> Iterator[IntakeFile]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _all(self) -> Iterator[IntakeFile]:
        unpacker = Unpacker(Path(self._folder.name), self._limits)
        seen: set[Path] = set()
        for file in map(IntakeFile.as_it_is_now, self._given()):
            place = file.shown.absolute()
            if place in seen or self._without.intersection((place, *place.parents)):
                continue
            seen.add(place)
            if file.role is not FileRole.FILE:
                yield file
                continue
            try:
                yield from map(self._counted, unpacker.files(file))
            except OSError as error:
                refused = unreadable(file.path.name, "not_opened", reason=why_not_opened(error))
                yield replace(file, role=FileRole.REFUSED, error=refused)

    def _counted(self, file: IntakeFile) -> IntakeFile:
        """A file, as long as all of them together are not larger than the limit."""
        size = _size(file)
        if size <= self._left:
            self._left -= size
            return file
        if file.is_member:
            file.path.unlink()
        limit = self._limits.folder.total_bytes
        error = exceeded(file.shown.name, "total_bytes", limit, count=limit)
        return replace(file, role=FileRole.REFUSED, error=error)

    def _given(self) -> Iterator[IntakeFile]:
        for path in self.paths:
            if path.is_dir():
                yield from (_listed(found) for found in FolderWalk(path, self._limits.folder).files())
            else:
                yield IntakeFile.plain(path, is_named=True)


def _listed(found: FolderFile) -> IntakeFile:
    file = IntakeFile.plain(found.path)
    if not found.fault:
        return file
    if found.fault == "leftover":
        return replace(file, role=FileRole.LEFTOVER)
    return file.refused(found.fault)


def _without_duplicates(files: list[IntakeFile]) -> Iterator[IntakeFile]:
    """The files, those with the bytes of one before it as duplicates; only files of one size are read for it."""
    sizes = Counter(filter(None, map(_size, files)))
    alike = [file for file in files if sizes.get(_size(file), 0) > 1]
    # A file that lies in the folder comes before one in an archive, 申报表.docx before 申报表(1).docx.
    alike.sort(key=lambda file: (file.is_member, copy_marks(file.shown.name)))
    first: dict[bytes, Path] = {}
    same = {file.shown: first.setdefault(_digest(file.path), file.shown) for file in alike}
    for file in files:
        other = same.get(file.shown, file.shown)
        yield file if other == file.shown else replace(file, role=FileRole.DUPLICATE, same_as=other)


def _size(file: IntakeFile) -> int:
    """The size of a file that is to be read; 0 for all others. Empty files are no copies of each other."""
    return file.path.stat().st_size if file.role is FileRole.FILE and file.path.is_file() else 0


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
