"""Writing files: whole or not at all, and never over something else."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ipforms.errors import IpformsError

Written = Literal["written", "unchanged"]
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class UnwritableOutput(IpformsError):
    """The folder or file cannot be written."""


class FileExists(IpformsError):
    """Another file of this name is there already."""


_REASONS = {
    "FileExistsError": ("该名称已被一个文件占用", "a file has this name"),
    "NotADirectoryError": ("上级路径不是文件夹", "its parent is not a folder"),
    "PermissionError": ("没有写入权限", "permission denied"),
    "FileNotFoundError": ("文件夹不存在", "the folder does not exist"),
    "IsADirectoryError": ("该名称是一个文件夹", "a folder has this name"),
}
_ERRNOS = {
    errno.ENAMETOOLONG: ("名称过长", "the name is too long"),
    errno.ENOSPC: ("磁盘空间不足", "no space left on the disk"),
    errno.EFBIG: ("文件过大，超出系统限制", "the file is larger than the system allows"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
}


def unwritable(path: Path, error: OSError | ValueError) -> UnwritableOutput:
    """The typed error of a failed write; a `ValueError` is a path that no system takes."""
    zh, en = reason(error)
    return UnwritableOutput(name=str(path), reason_zh=zh, reason_en=en)


def reason(error: OSError | ValueError) -> tuple[str, str]:
    """Why the system refuses, in Chinese and English."""
    if not isinstance(error, OSError):
        return "路径中有不允许的字符", str(error)
    fallback = (f"系统错误 {error.errno}", error.strerror or type(error).__name__)
    return _ERRNOS.get(error.errno or 0) or _REASONS.get(type(error).__name__, fallback)


def make_folder(path: Path) -> None:
    """Make an output folder, and see that it can be written into before any work is done.

    Raises:
        UnwritableOutput: it cannot.
    """
    probe = path / f".ipforms-{os.getpid()}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def remove(path: Path) -> None:
    """Remove a file of an earlier run, if there is one.

    Raises:
        UnwritableOutput: the system refuses, for instance because the file is open in Excel.
    """
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def write_whole(path: Path, data: bytes, *, overwrite: bool = False) -> Written:
    """Write a file by way of a temporary one, so that half a file is never seen.

    Raises:
        FileExists: another file is there, with other contents, and `overwrite` is not set.
        UnwritableOutput: the system refuses.
    """
    try:
        return write_file(path, data, overwrite=overwrite)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def write_file(path: Path, data: bytes, *, overwrite: bool) -> Written:
    """As `write_whole`, with the system's own errors.

    Raises:
        FileExists: another file is there, with other contents, and `overwrite` is not set.
        OSError: the system refuses; `ValueError` is a path that no system takes.
    """
    # Plain texts and calls of the system: a tenth of the time of filling a form went into paths and file objects.
    wanted = os.fspath(path)
    if os.path.exists(wanted):  # noqa: PTH110
        if path.read_bytes() == data:
            return "unchanged"
        if not overwrite:
            raise FileExists(name=str(path))
    folder, name = os.path.split(wanted)
    temporary = os.path.join(folder, f".{name[:60]}.{os.getpid()}.part")  # noqa: PTH118
    with removed_on_error(temporary):
        file = os.open(temporary, _NEW, 0o666)
        try:
            # One call does for a file of some kilobytes; a full disk may take less than all of it.
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)
        os.replace(temporary, wanted)  # noqa: PTH105
    return "written"


@contextlib.contextmanager
def removed_on_error(temporary: str | Path) -> Iterator[None]:
    """Remove a temporary file if anything at all, Ctrl-C included, comes between."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise
