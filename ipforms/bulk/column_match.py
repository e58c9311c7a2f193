"""What a column of a table is: the outcome of matching, for the run and for people."""

from dataclasses import dataclass, field
from typing import Any, Literal

from ipforms import paths
from ipforms.bulk.header_scores import Target
from ipforms.messages import Bilingual, Lang

State = Literal["sure", "asked", "unused"]


@dataclass(frozen=True)
class ColumnMatch:
    """What a column of a table is."""

    header: str  # its header
    state: State  # "sure"; "asked" (somebody must say); "unused" (it is of no field of the form)
    target: Target | None  # the field that it is, or seems to be, and the row of its section
    why: Bilingual  # the reason, for people
    runners: tuple[Target, ...] = ()  # other fields that it may be, the likeliest first
    samples: tuple[object, ...] = field(default=(), repr=False)  # its first values that say something
    shown: tuple[object, ...] = field(default=(), repr=False)  # its first values, for people
    parts: tuple[Target, ...] = ()  # the fields that it seems to hold together, if several
    rival: str = ""  # the other column whose header names its field as well

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """As JSON, without the values."""
        likely = [paths.join(column.path(index)) for column, index in self.runners]
        known = {"header": self.header, "state": self.state, "path": self.path if self.target else None}
        return {**known, "why": self.why.text(lang), "may_be": likely}

    @property
    def path(self) -> str:
        """The path of its field, or of the field that it would be."""
        likely = self.target or next(iter(self.runners), None)
        return paths.join(likely[0].path(likely[1])) if likely else ""
