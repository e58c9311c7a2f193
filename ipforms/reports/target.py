"""Where a report is written: a file, which appears whole or not at all, or a stream."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ipforms.errors import IpformsError

Target = str | os.PathLike[str] | BinaryIO
"""A path, or an open binary file."""


class UnwritableReport(IpformsError):
    """The file of a report cannot be written."""


@contextlib.contextmanager
def opened(target: Target) -> Iterator[BinaryIO]:
    """A stream to write the report into. A file takes the place of an older one when the block ends well.

    Raises:
        UnwritableReport: the system refuses.
    """
    if not isinstance(target, str | os.PathLike):
        yield target
        return
    path = Path(target)
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        with _removed(part):
            with _open(part) as stream:
                yield stream
            part.replace(path)
    except OSError as error:
        raise UnwritableReport(name=str(path), reason=error.strerror or type(error).__name__) from None


def _open(part: Path) -> BinaryIO:
    try:
        return part.open("wb")
    except ValueError as error:  # a NUL in the path
        raise OSError(0, str(error)) from None


@contextlib.contextmanager
def _removed(part: Path) -> Iterator[None]:
    """Remove the half-written file if anything at all, Ctrl-C included, comes between."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            part.unlink(missing_ok=True)
        raise
