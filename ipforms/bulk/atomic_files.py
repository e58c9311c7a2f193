"""Writing files: whole or not at all, and never over something else."""

import contextlib
import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.text.regex import regex

Written = Literal["written", "unchanged"]
_TEMPORARY = regex(r"\..*\.(\d+)\.part", re.DOTALL)
_TEMPORARY_CHARS = 60  # of a name in that of its temporary file: 180 bytes of Chinese, of the 255 that systems take
_NAMED = 5  # files that one message names
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class UnwritableOutput(IpformsError):
    """The folder or file cannot be written."""


class FileExists(IpformsError):
    """Another file of this name is there already."""


class FileOutdated(FileExists):
    """It is as an earlier run wrote it, of other data."""


class FileEdited(FileExists):
    """Somebody has changed it since an earlier run wrote it."""


class OutputsExist(IpformsError):
    """What a run would write is there already."""


_NUMBERS = {
    errno.ENAMETOOLONG: "name_too_long",
    errno.ENOSPC: "disk_full",
    errno.EFBIG: "file_too_large",
    errno.EROFS: "read_only",
}
_KINDS = {
    FileExistsError: "is_file",
    NotADirectoryError: "parent_is_file",
    PermissionError: "permission",
    FileNotFoundError: "no_folder",
    IsADirectoryError: "is_folder",
}


def unwritable(path: Path, error: OSError | ValueError) -> UnwritableOutput:
    """The typed error of a failed write; a `ValueError` is a path that no system takes."""
    return UnwritableOutput(name=str(path), reason=refusal(error))


def refusal(error: OSError | ValueError) -> Bilingual:
    """Why the system refuses.

    >>> refusal(PermissionError(13, "Permission denied")).text("en")
    'permission denied'
    """
    if not isinstance(error, OSError):
        return Bilingual("bulk.refusal.path", {"detail": str(error)})
    code = _NUMBERS.get(error.errno or 0) or _KINDS.get(type(error))
    if code is not None:
        return Bilingual(f"bulk.refusal.{code}")
    detail = error.strerror or type(error).__name__
    return Bilingual("bulk.refusal.other", {"number": error.errno, "detail": detail})


def temporary_name(name: str) -> str:
    """Under which a file is written before it gets its name: hidden, and of this process."""
    return f".{name[:_TEMPORARY_CHARS]}.{os.getpid()}.part"


def is_temporary(name: str, *, own: bool) -> bool:
    """Whether a name is such a one; with `own`, those of this process count too.

    >>> is_temporary(".001_甲.docx.4711.part", own=False), is_temporary("mine.part", own=True)
    (True, False)
    """
    temporary = _TEMPORARY.fullmatch(name)
    return temporary is not None and (own or temporary[1] != str(os.getpid()))


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


def see_free(outputs: Iterable[Path], *, overwrite: bool) -> None:
    """See before any work is done that nothing stands where a run is going to write.

    Raises:
        OutputsExist: something does, and may not be replaced.
    """
    there = [] if overwrite else [path for path in outputs if path.exists()]
    if there:
        more = Bilingual("bulk.and_more", {"count": len(there)}) if len(there) > _NAMED else ""
        raise OutputsExist(names=[str(path) for path in there[:_NAMED]], more=more)


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


def write_file(path: Path | str, data: bytes, *, overwrite: bool) -> Written:
    """As `write_whole`, with the system's own errors.

    Raises:
        FileExists: another file is there, with other contents, and `overwrite` is not set.
        OSError: the system refuses; `ValueError` is a path that no system takes.
    """
    # Texts and calls of the system: paths and file objects took a tenth of the time of filling a form, what `os.path`
    # and a generator do between the calls half of what was left.
    wanted = os.fspath(path)
    if os.access(wanted, os.F_OK):
        if Path(wanted).read_bytes() == data:
            return "unchanged"
        if not overwrite:
            raise FileExists(name=wanted)
    name = os.path.basename(wanted)  # noqa: PTH119
    temporary = f"{wanted.removesuffix(name)}{temporary_name(name)}"
    with removed_on_error(temporary):
        file = os.open(temporary, _NEW, 0o666)
        try:
            # One call does for a file of some kilobytes; a full disk may take less than all of it.
            written = os.write(file, data)
            while written < len(data):
                written += os.write(file, memoryview(data)[written:])
        finally:
            os.close(file)
        os.replace(temporary, wanted)  # noqa: PTH105
    return "written"


class removed_on_error:  # noqa: N801 - used as a function is
    """Remove a temporary file if anything at all, Ctrl-C included, comes between."""

    __slots__ = ("_temporary",)

    def __init__(self, temporary: str | Path) -> None:
        self._temporary = temporary

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            with contextlib.suppress(OSError):
                Path(self._temporary).unlink(missing_ok=True)
