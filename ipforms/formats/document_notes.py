"""Notes onto a document: what is to be written at which place, whichever format the document has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ipforms.messages import Severity
from ipforms.paths import Place


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """One thing to be corrected."""

    place: Place | None  # where; a document that has no such place has the note at its beginning
    severity: Severity  # how much it weighs
    heading: str  # what its severity asks of a person
    text: str  # what is wrong and what to do, for a note at its place
    text_elsewhere: str  # the same with the name of its place, for a note at the beginning
    source: str = ""  # the clause behind it, a line of its own; or ""


@dataclass(frozen=True, slots=True)
class NoteAuthor:
    """Who makes the notes, when, and what they are about."""

    author: str
    when: datetime
    subject: str


def by_place(
    notes: Iterable[DocumentNote], is_known: Callable[[Place], bool]
) -> dict[Place | None, list[DocumentNote]]:
    """The notes of each place that the document knows, and by None those of the others, which come first."""
    found: dict[Place | None, list[DocumentNote]] = {None: []}
    for note in notes:
        known = note.place if note.place is not None and is_known(note.place) else None
        found.setdefault(known, []).append(note)
    return {place: each for place, each in found.items() if each}


def note_lines(notes: Sequence[DocumentNote], place: Place | None) -> Iterator[tuple[str, str]]:
    """The lines of all notes at one place, or at the beginning: what is bold, and what follows it."""
    for position, note in enumerate(notes, 1):
        order = f"{position}. " if len(notes) > 1 else ""
        yield order + note.heading, note.text_elsewhere if place is None else note.text
        if note.source:
            yield "", note.source
