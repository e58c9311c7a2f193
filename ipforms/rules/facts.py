"""What a rule may go by: the record, and how sure its numbers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ipforms.findings import Note
from ipforms.rules.policies import DEFAULT, Policies
from ipforms.schemas.base import FormModel


@dataclass(frozen=True)
class Facts:
    """A record as rules see it.

    Attributes:
        record: what the form says.
        notes: by path, how a value was read: 近30件 is 30 with `number.at_most`, 30余件 is 30 with `number.at_least`,
            无 is None with `value.declared_none`.
        policies: the readings in force.
    """

    record: FormModel
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    policies: Policies = DEFAULT
