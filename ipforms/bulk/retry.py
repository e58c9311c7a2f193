"""Try again what a network has failed at, after a pause that grows."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Value = TypeVar("Value")

_SHOWN = 120

FINAL = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError)
"""Asking again would not change these."""
_FINAL_NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL)
_WRONG_CALLS = (ValueError, TypeError, AttributeError, LookupError, NotImplementedError, ImportError)


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
    """How often, and how long between.

    Attributes:
        tries: how many times in all.
        pause: seconds before the second try; each further pause is twice as long.
        most: seconds that no pause is longer than.
    """

    tries: int = 5
    pause: float = 0.2
    most: float = 5.0

    def call(self, work: Callable[[], Value], told: list[str]) -> Value:
        """Do it; what has failed on the way is added to `told`.

        Raises:
            Exception: the last try's, or one that will not pass.

        >>> answers = iter([ConnectionResetError("reset"), "done"])
        >>> def ask():
        ...     answer = next(answers)
        ...     if isinstance(answer, Exception):
        ...         raise answer
        ...     return answer
        >>> told = []
        >>> Retry(pause=0).call(ask, told), told
        ('done', ['ConnectionResetError: reset'])
        """
        for again in range(self.tries - 1):
            try:
                return work()
            except Exception as error:
                if not is_passing(error):
                    raise
                told.append(f"{type(error).__name__}: {error}"[:_SHOWN].rstrip(": "))
                time.sleep(min(self.pause * 2**again, self.most))
        return work()
