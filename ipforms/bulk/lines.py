"""Between a record and its line in the journal."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from ipforms.bulk.job import Outcome, Task
from ipforms.bulk.journal import Line
from ipforms.bulk.outputs import Placed
from ipforms.bulk.reading import Read
from ipforms.bulk.results import Result
from ipforms.bulk.sources import Row
from ipforms.schemas.base import FormModel


def known(task: Task, line: Line) -> Outcome:
    """What a record has come to in an earlier run."""
    placed = Placed("unchanged", line.start, line.checksum)
    facts: dict[str, Any] = {"stem": line.stem, "size": line.size, "digest": line.digest, "placed": placed}
    return Outcome(task.serial, row_of(task.raw, task.serial), task.fingerprint, line.title, **facts)


def line_of(outcome: Outcome, name: str, result: Result) -> Line:
    """What the journal says of a record."""
    status = "written" if result.ok else result.status
    reasons = "" if result.ok else " ".join(sorted({fault.note.code for fault in result.faults}))
    placed = outcome.placed or Placed("written")
    file = (outcome.stem, name, outcome.size, outcome.digest)
    rest = (not outcome.problems, reasons, placed.start, placed.checksum)
    return Line(outcome.serial, outcome.fingerprint, status, outcome.title, *file, *rest)


def fingerprint(raw: Any) -> bytes:
    """By what data are known again, whatever row they stand in."""
    if isinstance(raw, Row):
        data: Any = (raw.values, raw.problems)
    elif isinstance(raw, Read):
        data = (raw.data, raw.problems)
    else:
        record = getattr(raw, "record", raw)
        data = record.model_dump() if isinstance(record, FormModel) else record
    return blake2b(repr(data).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def row_of(raw: Any, serial: int) -> int:
    """The row of a record in its source; where it has none, its place among the records."""
    number = getattr(raw, "number", None) if isinstance(raw, Row | Read) else getattr(raw, "row", None)
    return number if isinstance(number, int) else serial
