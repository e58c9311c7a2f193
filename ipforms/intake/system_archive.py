"""The files in RAR and 7z archives, by a program of the system: bsdtar, unar, unrar or 7z, whichever is there.

bsdtar hands over any archive as a TAR stream, so nothing but what is taken touches the disk; it is also the `tar` of
Windows 10 and macOS. The others unpack into a temporary folder, which is watched while they do, and read as a folder.
None opens every RAR: bsdtar no solid ones of RAR 4, 7-Zip of Debian none that is packed. So where there are several,
each tries until one has opened all of it.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import IO

from ipforms.intake.folder_walk import FolderFile, FolderLimits, FolderWalk, opened
from ipforms.intake.intake_file import IntakeLimits
from ipforms.intake.member_names import Member, Stopped
from ipforms.intake.rar_headers import obstacle
from ipforms.intake.tar_members import LimitedStream, tar_members

_PROGRAMS: dict[str, tuple[str, ...]] = {
    "unar": ("-quiet", "-no-directory", "-force-skip", "-output-directory", "{folder}", "{archive}"),
    "unrar": ("x", "-y", "-p-", "{archive}", "{folder}/"),
    "7zz": ("x", "-y", "-p", "-o{folder}", "{archive}"),
    "7z": ("x", "-y", "-p", "-o{folder}", "{archive}"),
}
"""What each takes to unpack an archive into a folder, asking nothing."""
_ONLY_RAR = frozenset(("unrar",))
_SECRET = re.compile(rb"encrypt(?!ed = -)|crypto|passphrase|password", re.IGNORECASE)  # 7z lists: Encrypted = -
_UNABLE = re.compile(rb"Can ?not open the file as|Unsupported Method")  # 7z, where it has been built without RAR
_OTHERS_MAY = frozenset(("archive_broken", "archive_no_program", "member_broken"))
"""Reasons of one program that need not be those of another."""
_WATCHED = 0.05  # seconds between two looks at what a program has unpacked
_COMPLAINT = 4_000  # bytes of what a program says that are looked at


def system_members(path: Path, format: str, limits: IntakeLimits) -> Iterator[Member]:
    """The files of an archive.

    Raises:
        Stopped: no program of the system opens it, it has a password, is broken, one of several volumes or too large.
    """
    if format == "rar" and (reason := obstacle(path)):
        raise Stopped(reason)
    openers = list(_openers(path, format, limits))
    if not openers:
        raise _no_program(format)
    yield from openers[0]() if len(openers) == 1 else next(filter(_opens_all, openers), openers[0])()


def _openers(path: Path, format: str, limits: IntakeLimits) -> Iterator[Callable[[], Iterator[Member]]]:
    if (program := bsdtar()) is not None:
        yield partial(_streamed, program, path, format, limits)
    for name, arguments in _PROGRAMS.items():
        found = shutil.which(name)
        if found is not None and (format == "rar" or name not in _ONLY_RAR):
            yield partial(_unpacked, [found, *arguments], path, format, limits)


def _opens_all(members: Callable[[], Iterator[Member]]) -> bool:
    """Whether a program opens all of an archive.

    Raises:
        Stopped: no program would: it has a password, or is too large.
    """
    try:
        for member in members():
            for _ in member.chunks():
                pass
    except Stopped as stopped:
        if stopped.reason not in _OTHERS_MAY:
            raise
        return False
    return True


def _no_program(format: str) -> Stopped:
    return Stopped("archive_no_program", format=format.upper() if format == "rar" else format)


@cache
def bsdtar() -> str | None:
    """The path of bsdtar, which Windows and macOS call `tar`; None if it is not there."""
    for name in ("bsdtar", "tar"):
        found = shutil.which(name)
        if found is not None and _is_bsdtar(found):
            return found
    return None


def _is_bsdtar(program: str) -> bool:
    try:
        told = subprocess.run([program, "--version"], capture_output=True, timeout=10, check=False)  # seconds
    except (OSError, subprocess.SubprocessError):
        return False
    return b"bsdtar" in told.stdout


def _environment() -> dict[str, str]:
    """Names of members come in UTF-8."""
    return {**os.environ, "LC_ALL": "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"}


def _streamed(program: str, path: Path, format: str, limits: IntakeLimits) -> Iterator[Member]:
    # A RAR is handed over as a pipe: in a file libarchive looks for a ZIP at the end, and takes the DOCX that is stored
    # there for the whole. A 7z must be a file, as its directory stands at its end.
    is_piped = format == "rar"
    command = [program, "-cf", "-", "--format", "pax", "@-" if is_piped else f"@{path.absolute()}"]
    given = subprocess.PIPE if is_piped else subprocess.DEVNULL
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=complaints, env=_environment())
        if process.stdin is not None:
            threading.Thread(target=_feed, args=(path, process.stdin), daemon=True).start()
        overtime = threading.Timer(limits.seconds, process.kill)
        overtime.start()
        try:
            assert process.stdout is not None, "it is a pipe"
            yield from tar_members(LimitedStream(process.stdout, limits.output_bytes(path.stat().st_size)))
            process.stdout.read()  # what fills up the last block
            _judge(process.wait(), complaints)
        except Stopped as stopped:
            raise _cause(stopped, process, complaints) from None
        finally:
            overtime.cancel()
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _feed(path: Path, pipe: IO[bytes]) -> None:
    with contextlib.suppress(OSError), pipe, path.open("rb") as file:  # it may end before it has read all
        shutil.copyfileobj(file, pipe)


def _cause(stopped: Stopped, process: subprocess.Popen[bytes], complaints: IO[bytes]) -> Stopped:
    """Why a stream has ended: what the program says, where it is more than that it ended."""
    if stopped.reason != "archive_broken":
        return stopped
    process.kill()
    process.wait()
    return Stopped("archive_password") if _is_secret(complaints) else stopped


def _judge(status: int, complaints: IO[bytes]) -> None:
    if _is_secret(complaints):
        raise Stopped("archive_password")
    if status:
        raise Stopped("archive_broken")


def _is_secret(complaints: IO[bytes]) -> bool:
    return _says(_SECRET, complaints)


def _says(pattern: re.Pattern[bytes], complaints: IO[bytes]) -> bool:
    complaints.seek(0)
    return pattern.search(complaints.read(_COMPLAINT)) is not None


def _unpacked(command: list[str], path: Path, format: str, limits: IntakeLimits) -> Iterator[Member]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as complaints:
        filled = [each.format(folder=folder, archive=path.absolute()) for each in command]
        process = subprocess.Popen(
            filled, stdin=subprocess.DEVNULL, stdout=complaints, stderr=complaints, env=_environment()
        )
        try:
            _watch(process, Path(folder), limits.output_bytes(path.stat().st_size), limits)
        finally:
            process.kill()
            process.wait()
        found = FolderWalk(Path(folder), FolderLimits(limits.members, depth=32)).files()
        # What has a password leaves empty files behind.
        if format == "rar" and process.returncode and _says(_UNABLE, complaints):
            raise _no_program(format)
        if not found or _is_secret(complaints):
            _judge(process.returncode or 1, complaints)
        yield from (_member(each) for each in found)
        _judge(process.returncode, complaints)


def _watch(process: subprocess.Popen[bytes], folder: Path, most: int, limits: IntakeLimits) -> None:
    """Wait for a program.

    Raises:
        Stopped: it has unpacked more than `most` bytes, or takes too long.
    """
    end = time.monotonic() + limits.seconds
    while process.poll() is None:
        if sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) > most:
            raise Stopped("archive_bomb")
        if time.monotonic() > end:
            raise Stopped("archive_overtime", seconds=limits.seconds)
        time.sleep(_WATCHED)


def _member(found: FolderFile) -> Member:
    if found.fault and found.fault != "leftover":
        return Member(found.name, fault="member_link" if found.fault == "link" else "member_special")
    return Member(found.name, partial(_content, found))


def _content(found: FolderFile) -> Iterator[bytes]:
    data = opened(found, found.path.stat().st_size)
    yield data or b""
