"""A result as it comes from a worker: bytes, which go to disk as they are, with the little that is known beforehand.

To unpack each result and pack it once more in the process that gives out the work, and to work out there what tells
versions apart, was half of its time, in which the workers waited (benchmarks/README.md, Checking).
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from ipforms.bulk.check_files import CheckResult
    from ipforms.bulk.read_result import ReadResult

About = TypeVar("About")


@dataclass(frozen=True, slots=True)
class PackedResult(Generic[About]):
    """A checked file, packed."""

    about: About  # what was asked of it before it was packed
    data: bytes  # the `CheckResult`
    page: "ReadResult | None"  # what reading says of it, if it may be one page of several

    @classmethod
    def of(cls, about: "Callable[[CheckResult], About]", result: "CheckResult") -> "PackedResult[About]":
        """A result, packed, with what is asked of it."""
        return cls(about(result), pickle.dumps(result, pickle.HIGHEST_PROTOCOL), result.page)
