"""Between a record and its line in the journal."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from ipforms.bulk.fill_job import FillOutcome, FillTask
from ipforms.bulk.fill_results import FillResult
from ipforms.bulk.manifest import ManifestEntry
from ipforms.bulk.outputs import PlacedFile
from ipforms.bulk.row_reader import DecodedRow
from ipforms.bulk.sources import Row
from ipforms.schemas.base import FormModel


def known(task: FillTask, line: ManifestEntry) -> FillOutcome:
    """What a record has come to in an earlier run."""
    placed = PlacedFile("unchanged", line.start, line.checksum)
    facts: dict[str, Any] = {"stem": line.stem, "size": line.size, "digest": line.digest, "placed": placed}
    return FillOutcome(task.serial, row_of(task.raw, task.serial), task.fingerprint, line.title, **facts)


def line_of(outcome: FillOutcome, name: str, result: FillResult) -> ManifestEntry:
    """What the journal says of a record."""
    status = "written" if result.ok else result.status
    reasons = "" if result.ok else " ".join(sorted({fault.note.code for fault in result.faults}))
    placed = outcome.placed or PlacedFile("written")
    file = (outcome.stem, name, outcome.size, outcome.digest)
    rest = (not outcome.problems, reasons, placed.start, placed.checksum)
    return ManifestEntry(outcome.serial, outcome.fingerprint, status, outcome.title, *file, *rest)


def fingerprint(raw: Any) -> bytes:
    """By what data are known again, whatever row they stand in."""
    if isinstance(raw, Row):
        data: Any = (raw.values, raw.problems)
    elif isinstance(raw, DecodedRow):
        data = (raw.data, raw.problems)
    else:
        record = getattr(raw, "record", raw)
        data = record.model_dump() if isinstance(record, FormModel) else record
    return blake2b(repr(data).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def row_of(raw: Any, serial: int) -> int:
    """The row of a record in its source; where it has none, its place among the records."""
    number = getattr(raw, "number", None) if isinstance(raw, Row | DecodedRow) else getattr(raw, "row", None)
    return number if isinstance(number, int) else serial
