"""What a check is: a record in, faults out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ipforms.messages import Note
from ipforms.rules.checks.record_cells import RecordCell, record_cells
from ipforms.rules.record_facts import RecordFacts
from ipforms.schemas.base import Stage


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """What a check found, before it has a place in a file."""

    note: Note  # what is wrong or doubtful
    path: str = ""  # the field, a row, a section, or ""
    source: str = ""  # the clause behind it, as it is cited, or ""


@dataclass(frozen=True, kw_only=True)
class Case(RecordFacts):
    """What a check looks at: the facts, how far the form has come, and the day."""

    stage: Stage  # how far the form has come
    on: date  # the day of the check
    unread: frozenset[str] = frozenset()  # paths at which something stood that could not be read; they are not blank

    @cached_property
    def cells(self) -> tuple[RecordCell, ...]:
        """Every cell of the record: several checks look at all of them."""
        return record_cells(self.record)


Check = Callable[[Case], Iterator[CheckFinding]]  # A check yields what it finds, in the order of the form
