"""What becomes of records: of one, and of all of a run.

A result as it comes from a worker: bytes, which go to disk as they are, with the little that is known beforehand.

To unpack each result and pack it once more in the process that gives out the work, and to work out there what tells
versions apart, was half of its time, in which the workers waited; and to unpack each once more for the rows of the
reports half of what was left (benchmarks/README.md, Checking).
"""

import pickle
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ipforms.bulk.problems import Problem, faults

if TYPE_CHECKING:
    from ipforms.bulk.check_files import CheckResult
    from ipforms.bulk.read_result import ReadResult

Status = Literal["written", "unchanged", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class FillResult:
    """What became of one record.

    Attributes:
        serial: its place among the records, from 1.
        row: its row in the source.
        name: its applicant.
        status: "written"; "unchanged" (the same file was there); "refused" (the data are wrong); "failed" (the file
            could not be made or written).
        path: the file, or None where it is refused, or is none of a folder on this machine.
        problems: why it was refused or has failed, and what was repaired.
        file: the name of the file within the output; "" where it is refused.
        retried: what a store has answered before it took the file.
    """

    serial: int
    row: int
    name: str
    status: Status
    path: Path | None
    problems: tuple[Problem, ...] = ()
    file: str = ""
    retried: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the record has its file."""
        return self.status in ("written", "unchanged")

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems for which there is no file; the others are repairs and doubts."""
        return faults(self.problems)


@dataclass
class Summary:
    """The count of a run.

    Attributes:
        written: records that have got their file.
        unchanged: records whose very file was there.
        refused: records whose data are wrong.
        failed: records whose file could not be made or written.
        cancelled: whether the run was stopped before its last record.
        seconds: how long it took.
        reasons: how often records were refused or failed for what, by the code of the finding.
        retried: how often a store had to be asked again, by its answer.
    """

    written: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0
    cancelled: bool = field(default=False, repr=False)
    seconds: float = field(default=0.0, repr=False, compare=False)
    reasons: Counter[str] = field(default_factory=Counter, repr=False, compare=False)
    retried: Counter[str] = field(default_factory=Counter, repr=False, compare=False)

    @property
    def total(self) -> int:
        """All records."""
        return self.written + self.unchanged + self.refused + self.failed

    @property
    def ok(self) -> bool:
        """Whether every record has its file."""
        return not (self.refused or self.failed or self.cancelled)

    @property
    def rate(self) -> float:
        """Files a second."""
        return (self.written + self.unchanged) / self.seconds if self.seconds else 0.0

    def add(self, result: FillResult) -> None:
        """Count one."""
        setattr(self, result.status, getattr(self, result.status) + 1)
        if not result.ok:
            self.reasons.update({fault.note.code for fault in result.faults})
        if result.retried:
            self.retried.update(result.retried)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        counts = {name: getattr(self, name) for name in ("total", "written", "unchanged", "refused", "failed")}
        pace = {"cancelled": self.cancelled, "seconds": round(self.seconds, 3), "files_a_second": round(self.rate, 1)}
        return {**counts, **pace, "reasons": dict(self.reasons), "retried": dict(self.retried)}


About = TypeVar("About")


@dataclass(frozen=True, slots=True)
class PackedResult(Generic[About]):
    """A checked file, packed."""

    about: About  # what was asked of it before it was packed
    data: bytes  # the `CheckResult`
    rows: bytes  # what the tables of a report show of it
    page: "ReadResult | None"  # what reading says of it, if it may be one page of several

    @classmethod
    def of(
        cls,
        about: "Callable[[CheckResult], About]",
        rows: "Callable[[CheckResult], object] | None",
        result: "CheckResult",
    ) -> "PackedResult[About]":
        """A result, packed, with what is asked of it."""
        shown = rows(result) if rows else None
        return cls(about(result), _packed(result), _packed(shown), result.page)


def _packed(made: object) -> bytes:
    return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
