"""Try again what a network has failed at, after a pause that grows.

Of fsspec's stores only some (s3fs, gcsfs) try again by themselves. tenacity would not shorten this, since what may pass
has to be told from what will not in any case, and takes 80 to 120 ms to import.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")

FINAL = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)
"""Asking again would not change these."""
_FINAL_NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL)
_WRONG_CALLS = (ValueError, TypeError, AttributeError, LookupError, NotImplementedError, ImportError)
_SHOWN = 120  # characters of a failure in the summary of a run: about a line


def is_passing(error: Exception) -> bool:
    """Whether a fault of a store may be gone in a moment: it is none of ours, and no answer that will stay the same.

    >>> is_passing(ConnectionResetError()), is_passing(TimeoutError()), is_passing(PermissionError())
    (True, True, False)
    """
    if isinstance(error, OSError):
        return not isinstance(error, FINAL) and error.errno not in _FINAL_NUMBERS
    return not isinstance(error, _WRONG_CALLS)


@dataclass(frozen=True, slots=True)
class Retry:
    """How often, and how long between: by default 0.2, 0.4, 0.8 and 1.6 seconds, as docs/bulk.md says."""

    tries: int = 5  # how many times in all
    pause: float = 0.2  # seconds before the second try; each further pause is twice as long
    longest: float = 5.0  # seconds that no pause is longer than

    def call(self, work: Callable[[], Value], failures: list[str]) -> Value:
        """Do it; what has failed on the way is added to `failures`.

        Raises:
            Exception: the last try's, or one that will not pass.

        >>> answers, failures = [ConnectionResetError("reset")], []
        >>> def ask():
        ...     if answers:
        ...         raise answers.pop()
        ...     return "done"
        >>> Retry(pause=0).call(ask, failures), failures
        ('done', ['ConnectionResetError: reset'])
        """
        for again in range(self.tries - 1):
            try:
                return work()
            except Exception as error:
                if not is_passing(error):
                    raise
                failures.append(f"{type(error).__name__}: {error}"[:_SHOWN].rstrip(": "))
                time.sleep(min(self.pause * 2**again, self.longest))
        return work()
