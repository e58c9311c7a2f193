"""How far a value can be relied on, and a field that a person should look at."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ipforms.messages import Lang, Note
from ipforms.paths import Place


class Certainty(StrEnum):
    """How far a value can be relied on; the order is from least to most."""

    DOUBTFUL = "doubtful"
    """A person should look before anything rests on it."""
    LIKELY = "likely"
    """Read in the one way that makes sense, but not in the plainest."""
    SURE = "sure"
    """Read where the form has its place and as it is written, with nothing that speaks against it."""


@dataclass(frozen=True, slots=True)
class UnsureField:
    """A field that a person should look at, as a report shows it: numbers of persons are masked."""

    path: str  # the field
    label: str  # what the form calls it
    certainty: Certainty  # "likely" or "doubtful"
    text: str  # what stood in its place
    place: Place | None  # where, or None
    reasons: tuple[Note, ...]  # why it is not sure

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The field as plain data."""
        return {
            "path": self.path,
            "label": self.label,
            "certainty": self.certainty.value,
            "text": self.text,
            "place": None if self.place is None else self.place.to_dict(),
            "reasons": [note.message(lang) for note in self.reasons],
        }
