"""Where a report is written: a file, which appears whole or not at all, or a stream."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ipforms.errors import IpformsError

Target = str | os.PathLike[str] | BinaryIO  # A path, or an open binary file


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
        stream = part.open("wb")
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        raise _unwritable(path, error) from None
    try:
        with stream:
            yield stream
        part.replace(path)
    except BaseException as error:  # Ctrl-C included
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def _unwritable(path: Path, error: Exception) -> UnwritableReport:
    return UnwritableReport(name=str(path), reason=getattr(error, "strerror", str(error)) or type(error).__name__)
