"""How much each finding weighs, by its code: `severities.toml`."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from importlib.resources import files


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


SEVERITIES = {
    code: Severity(word)
    for code, word in tomllib.loads((files(__package__) / "severities.toml").read_text(encoding="utf-8")).items()
}
