"""One run at a time: a lock of the system on a small file, which the system lets go of when its process dies.

Worker processes that were forked hold it too, so that a run begins only when the last worker of a killed one is gone.
filelock lets go of a lock in each forked child: there the next run would begin while workers of a killed one still
write. It also takes about 100 ms to import, and cannot say who holds the lock.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ipforms.bulk.atomic_files import unwritable
from ipforms.errors import IpformsError

_PATIENCE, _PAUSE = 3.0, 0.1  # seconds; workers of a killed run end within one, when their current file is written


class AlreadyRunning(IpformsError):
    """Another run writes to the same place."""


@contextlib.contextmanager
def locked(path: Path, name: str, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of a file for the length of a `with` block; the file stays.

    Args:
        path: the file.
        name: what is locked, for people.
        patience: seconds to wait for another run to end; workers of a killed one take a moment.

    Raises:
        AlreadyRunning: somebody else holds it.
        UnwritableOutput: the file cannot be made.
    """
    try:
        file = path.open("a+b")
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None
    with file:
        end = time.monotonic() + patience
        while not _taken(file):
            if time.monotonic() > end:
                raise AlreadyRunning(name=name, process=_holder(file))
            time.sleep(_PAUSE)
        _sign(file)
        yield


def _sign(file: IO[bytes]) -> None:
    # Only for the message: a full disk ends the run where it matters.
    with contextlib.suppress(OSError):
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()


def _holder(file: IO[bytes]) -> str:
    with contextlib.suppress(OSError):
        file.seek(0)
        return file.read(20).decode("ascii", "replace") or "?"
    return "?"


if os.name == "nt":  # pragma: no cover - tested where it runs
    import msvcrt

    _FAR = 1 << 30  # locked bytes cannot be read by others: lock one behind the process number

    def _taken(file: IO[bytes]) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
