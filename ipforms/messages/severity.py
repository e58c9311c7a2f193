"""How much a finding weighs."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Must be put right."""
    WARNING = "warning"
    """Doubtful: a person should look."""
    ATTACHMENT = "attachment"
    """Needs a paper that the form cannot show."""
    HUMAN = "human"
    """Needs judgement."""
    NOTE = "note"
    """How a value was read; nothing to put right."""
