"""What a reader met and a person should know, gathered while a document is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ipforms.messages import Note
from ipforms.paths import Place
from ipforms.sheet import Trace

_EXCERPT, _MOST = 60, 50  # characters that a note quotes; notes of a kind, more of which nobody reads
_MOST_UNREAD = 500


@dataclass(slots=True)
class DocxDiagnostics:
    """Counts, and texts with their places.

    Attributes:
        inserted, deleted: tracked changes.
        unread: texts that were not read, by why and where.
        spans: cells whose span makes no sense.
        today: dates that change whenever the file is opened.
        repeated: content controls that LibreOffice has written several times.
        parts: parts that are named and missing, broken, or of a kind that is not read.
        external: references to something outside of the file.
        macros: the file holds programs.
    """

    inserted: int = 0
    deleted: int = 0
    unread: dict[tuple[str, Place], str] = field(default_factory=dict)
    spans: list[Place] = field(default_factory=list)
    today: list[Place] = field(default_factory=list)
    repeated: list[Place] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    external: int = 0
    macros: bool = False

    def notes(self) -> tuple[Note, ...]:
        """One note for each kind of thing and, where it has a text, for each text."""
        return (*self._file(), *self._content())

    def _file(self) -> Iterator[Note]:
        if self.macros:
            yield Note("reading.macros")
        if self.external:
            yield Note("reading.external", {"count": self.external})
        for part in self.missing[:_MOST]:
            yield Note("reading.missing_part", {"part": part})
        for part in self.broken[:_MOST]:
            yield Note("reading.broken_part", {"part": part})
        for part in self.foreign[:_MOST]:
            yield Note("reading.foreign_part", {"part": part})

    def _content(self) -> Iterator[Note]:
        if self.inserted or self.deleted:
            yield Note("reading.tracked_changes", {"inserted": self.inserted, "deleted": self.deleted})
        if self.spans:
            yield Note("reading.span", {"count": len(self.spans), "place": self.spans[0]})
        for today in dict.fromkeys(self.today[:_MOST]):
            yield Note("reading.date_field", {"place": today})
        if self.repeated:
            yield Note("reading.repeated", {"count": len(self.repeated), "place": self.repeated[0]})

    def leave_out(self, code: str, place: Place, text: str) -> None:
        """A text is not read, or otherwise than it is stored; those of one kind at one place are told together."""
        known = self.unread.get((code, place), "")
        if len(known) <= _EXCERPT:
            self.unread[code, place] = known + text[: _EXCERPT + 1]

    def traces(self) -> tuple[Trace, ...]:
        """What was not read, where it stands."""
        return tuple(
            Trace(code, text.strip() if len(text) <= _EXCERPT else text[:_EXCERPT] + "…", place)
            for (code, place), text in list(self.unread.items())[:_MOST_UNREAD]
            if text.strip()
        )
