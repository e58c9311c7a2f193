"""Archives and mails → the files in them, in a temporary folder, within limits, however deep they lie."""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ipforms.containers.file_format import OLE_MAGIC, ZIP_BEGINS, file_format
from ipforms.errors import IpformsError, UnreadableDocument, exceeded, why_not_opened
from ipforms.intake.intake_file import FileRole, IntakeFile, IntakeLimits
from ipforms.intake.mail_members import is_mail, is_outlook_mail, mail_members, mail_words, outlook_members
from ipforms.intake.mail_words import NO_WORDS
from ipforms.intake.member_names import Member, Stopped, is_leftover, is_volume, safe_name, shown_name, trap
from ipforms.intake.system_archive import system_members
from ipforms.intake.tar_members import is_tar, packed_members, plain_tar_members
from ipforms.intake.zip_members import zip_members

_HEAD = 16_384  # bytes that tell what a file is, but for ZIP and OLE, which are told by their directories
_IN_MEMORY = frozenset(("mail", "outlook"))  # what is taken apart as a whole, and so has the limit of a file
_LEFTOVER_FORMATS = frozenset(("system", "lock"))


@dataclass
class _Budget:
    """What may still be taken out of a container that was sent, with the containers in it."""

    members: int
    size: int


class Unpacker:
    """Takes files out of containers.

    Args:
        folder: where to.
        limits: how much.
    """

    def __init__(self, folder: Path, limits: IntakeLimits) -> None:
        self._folder, self._limits = folder, limits
        self._alike: Counter[str] = Counter()
        self._shown: Counter[Path] = Counter()

    def files(self, file: IntakeFile) -> Iterator[IntakeFile]:
        """A file, and the files in it if it is a container, and those in them."""
        size = file.path.stat().st_size
        budget = _Budget(self._limits.members, self._limits.output_bytes(size))
        yield from self._below(file, 0, budget)

    def _below(self, file: IntakeFile, depth: int, budget: _Budget) -> Iterator[IntakeFile]:
        size = file.path.stat().st_size
        kind = container_format(file.path, size, self._limits)
        if kind in _LEFTOVER_FORMATS:
            yield replace(file, role=FileRole.LEFTOVER)
        elif size > (self._limits.file_bytes if kind is None or kind in _IN_MEMORY else self._limits.container_bytes):
            yield _refused(file, exceeded(file.path.name, "file_bytes", self._limits.file_bytes, count=size))
        elif is_volume(file.path.name):
            yield _refused(file, _error(file, Stopped("archive_volume")))
        elif kind is None:
            yield file
        elif depth >= self._limits.depth:
            yield _refused(file, _error(file, Stopped("archive_depth", limit=self._limits.depth)))
        else:
            yield from self._opened(file, kind, depth, budget)

    def _opened(self, file: IntakeFile, kind: str, depth: int, budget: _Budget) -> Iterator[IntakeFile]:
        found, error = [], None
        try:
            for member in self._members(kind, file.path):
                if budget.members <= 0:
                    raise Stopped("archive_members", limit=self._limits.members)
                budget.members -= 1
                found.append(self._taken(file, member, budget))
        except Stopped as stopped:
            error = _error(file, stopped)
        except OSError as fault:
            error = _error(file, Stopped("not_opened", reason=why_not_opened(fault)))
        if not found and (error or kind not in _IN_MEMORY):  # a mail may say all in its text
            yield _refused(file, error or _error(file, Stopped("archive_empty")))
            return
        words = mail_words(file.path) if kind in _IN_MEMORY else NO_WORDS
        yield replace(file, role=FileRole.CONTAINER, error=error, members=len(found), words=words)
        for each in found:
            yield from self._below(each, depth + 1, budget) if each.role is FileRole.FILE else (each,)

    def _members(self, kind: str, path: Path) -> Iterator[Member]:
        if kind in ("rar", "7z"):
            return system_members(path, kind, self._limits)
        return _OPENERS[kind](path, self._limits)

    def _taken(self, container: IntakeFile, member: Member, budget: _Budget) -> IntakeFile:
        name = shown_name(member.name)
        shown = self._only(container.shown / name)
        sent = member.sent or container.sent
        file = IntakeFile(container.path, shown, sent=sent)
        if member.is_decoration or any(map(is_leftover, name.split("/"))):
            return replace(file, role=FileRole.LEFTOVER)
        if reason := member.fault or trap(member.name.replace("\\", "/")):
            return _refused(file, _error(file, Stopped(reason)))
        path = self._new_path(name)
        try:
            _write(member, path, budget)
        except Stopped as stopped:
            path.unlink(missing_ok=True)
            if stopped.reason == "archive_bomb":
                raise
            return _refused(file, _error(file, stopped))
        return replace(file, path=path)

    def _only(self, shown: Path) -> Path:
        """A name that no other file has: archives may hold two files of one name."""
        self._shown[shown] += 1
        count = self._shown[shown]
        return shown if count == 1 else self._only(shown.with_name(f"{shown.stem} ({count}){shown.suffix}"))

    def _new_path(self, name: str) -> Path:
        """A path of its own for each, under its name: names may differ in what a file system does not tell apart."""
        safe = safe_name(name)
        key = unicodedata.normalize("NFKC", safe).casefold()
        folder = self._folder / f"{self._alike[key]}"
        self._alike[key] += 1
        folder.mkdir(exist_ok=True)
        return folder / safe


def _write(member: Member, path: Path, budget: _Budget) -> None:
    with path.open("wb") as stream:
        for chunk in member.chunks():
            budget.size -= len(chunk)
            if budget.size < 0:
                raise Stopped("archive_bomb")
            stream.write(chunk)


def container_format(path: Path, size: int, limits: IntakeLimits) -> str | None:
    """What kind of container a file is; "system" and "lock" for what Windows and Office leave; None for others."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith((*ZIP_BEGINS, OLE_MAGIC)) and size <= limits.file_bytes:
            head += file.read()
    if is_tar(head):
        return "tar"
    if is_mail(head, path.name):
        return "mail"
    if head.startswith(OLE_MAGIC) and is_outlook_mail(head):
        return "outlook"
    found = "zip" if size > limits.file_bytes and head.startswith(ZIP_BEGINS) else file_format(head)
    if found == "zip" and not path.name.lower().endswith(".zip") and not zipfile.is_zipfile(path):
        return None  # a document that is cut off; its reader says so in better words
    return found if found in _OPENERS or found in _CONTAINERS or found in _LEFTOVER_FORMATS else None


def is_container(path: Path) -> bool:
    """Whether it is a file with others in it: an archive, or a mail."""
    return path.is_file() and container_format(path, path.stat().st_size, IntakeLimits()) is not None


_CONTAINERS = frozenset(("rar", "7z"))
_OPENERS: dict[str, Callable[[Path, IntakeLimits], Iterator[Member]]] = {
    "zip": zip_members,
    "tar": plain_tar_members,
    "gzip": packed_members,
    "mail": lambda path, _: mail_members(path),
    "outlook": lambda path, _: outlook_members(path),
}


def _refused(file: IntakeFile, error: IpformsError) -> IntakeFile:
    return replace(file, role=FileRole.REFUSED, error=error)


def _error(file: IntakeFile, stopped: Stopped) -> IpformsError:
    return UnreadableDocument(name=file.shown.name, reason=stopped.bilingual())
