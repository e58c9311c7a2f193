"""Findings: what is wrong, doubtful or still to be shown in a form, by a code that never changes meaning.

A finding is a note (`ipforms.messages`: a code and its context) with its place: the field path, the printed label, the
cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ipforms.messages import Lang, Note, Severity
from ipforms.paths import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A note with its place in a form.

    Attributes:
        note: what is wrong, or how a value was read.
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
        """The message with its label and place, in Chinese."""
        return self.text("zh")

    @property
    def hint(self) -> str:
        """What to do: in Chinese."""
        return self.note.hint("zh")

    def text(self, lang: Lang = "zh") -> str:
        """The message with its label and place."""
        message = self.note.message(lang)
        if lang == "en":
            return f"{self.label}: {message}" if self.label else message
        seen = self.place.seen() if self.place else ""
        where = f"（{seen}）" if seen else ""
        return f"“{self.label}”{where}：{message}" if self.label else f"{message}{where}"


def notes_by_path(findings: Iterable[Finding]) -> dict[str, tuple[Note, ...]]:
    """The notes on each field, in their order."""
    notes: dict[str, tuple[Note, ...]] = {}
    for finding in findings:
        notes[finding.path] = (*notes.get(finding.path, ()), finding.note)
    return notes


def text_as_written(notes: Iterable[Note]) -> str:
    """The words in the cell, as the notes quote them: short, with long numbers masked; "" where none does."""
    return next((str(note.context["text"]) for note in notes if "text" in note.context), "")
