"""Where a report is written: a file, which appears whole or not at all, or a stream.

What is kept on disk until all is there: which of two forms counts, and the numbers at a report's head, come last.
"""

import contextlib
import os
import pickle
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

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


Kept = TypeVar("Kept")


class Spool(Generic[Kept]):
    """Objects on disk, to be gone through as often as wanted. Use it in a `with` block.

    >>> with Spool() as spool:
    ...     spool.add("甲")
    ...     spool.add("乙")
    ...     list(spool), spool[1]
    (['甲', '乙'], '乙')
    """

    def __enter__(self) -> "Spool[Kept]":
        self._file, self._starts, self._end = tempfile.TemporaryFile(), array("Q"), 0
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, kept: Kept) -> None:
        """Keep an object."""
        self.add_packed(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def add_packed(self, packed: bytes) -> None:
        """Keep an object that is pickled already."""
        self._starts.append(self._end)
        self._end += self._file.write(packed)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: int) -> Kept:
        self._file.seek(self._starts[at])
        kept: Kept = pickle.load(self._file)
        return kept

    def __iter__(self) -> Iterator[Kept]:
        return map(self.__getitem__, range(len(self)))
