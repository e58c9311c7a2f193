"""What becomes of records: of one, and of all of a run."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ipforms.bulk.problems import Problem, faults

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
        folder: where its file is, on this machine; None where it has none.
        problems: why it was refused or has failed, and what was repaired.
        file: the name of the file within the output; "" where it is refused.
        retried: what a store has answered before it took the file.
    """

    serial: int
    row: int
    name: str
    status: Status
    folder: Path | None = field(repr=False)
    problems: tuple[Problem, ...] = ()
    file: str = ""
    retried: tuple[str, ...] = ()

    @property
    def path(self) -> Path | None:
        """The file, or None where it is refused, or is none of a folder on this machine."""
        return self.folder / self.file if self.folder is not None else None

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
