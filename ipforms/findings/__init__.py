"""Findings: what is wrong, doubtful or still to be shown in a form, by a code that never changes meaning.

A `Note` is the bare fact (a code and its context), made where nothing is known of forms: in a codec, in a check of an
identifier. A `Finding` is a note with its place: the field path, the printed label, the cell. The texts live in the
catalogue (`ipforms.findings.catalogue`), in Chinese and English.

    >>> note = Note("uscc.length", {"value": "91440106", "length": 8})
    >>> note.severity
    <Severity.ERROR: 'error'>
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ipforms.errors import Lang

if TYPE_CHECKING:
    from ipforms.sheet import Place


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


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the catalogue: what a code means. The texts are `str.format` templates over the context."""

    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A fact about one text: a code of the catalogue and the facts that its message needs."""

    code: str
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The catalogue's entry."""
        from ipforms.findings.catalogue import CATALOGUE

        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.kind.severity

    def message(self, lang: Lang = "zh") -> str:
        """What was met."""
        return (self.kind.zh if lang == "zh" else self.kind.en).format(**self.context)

    def hint(self, lang: Lang = "zh") -> str:
        """What to do; empty where the message says it all."""
        return (self.kind.hint_zh if lang == "zh" else self.kind.hint_en).format(**self.context)


def is_error(notes: tuple[Note, ...]) -> bool:
    """Whether any of the notes must be put right."""
    return any(note.severity is Severity.ERROR for note in notes)


@dataclass(frozen=True, slots=True)
class Finding:
    """A note with its place in a form.

    Attributes:
        note: what is to be said.
        path: the field, or "".
        label: what the form calls it, or "".
        place: where it stands, or None.
        source: the clause behind it, or "".
    """

    note: Note
    path: str = ""
    label: str = ""
    place: Place | None = None
    source: str = ""

    @property
    def code(self) -> str:
        """What it is, for good."""
        return self.note.code

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.note.severity

    @property
    def message(self) -> str:
        """What was met, where: in Chinese."""
        return self.text("zh")

    @property
    def hint(self) -> str:
        """What to do: in Chinese."""
        return self.note.hint("zh")

    def text(self, lang: Lang = "zh") -> str:
        """What was met, where."""
        said = self.note.message(lang)
        if lang == "en":
            return f"{self.label}: {said}" if self.label else said
        where = f"（{self.place}）" if self.place and str(self.place) else ""
        return f"“{self.label}”{where}：{said}" if self.label else f"{said}{where}"
