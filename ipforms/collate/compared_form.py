"""One of the two forms that are compared: each field as it is printed, where it stands, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ipforms import paths
from ipforms.codes.masking import masked_text, masked_value
from ipforms.collate.scanned_entry import ScannedEntry, ScannedPaper
from ipforms.findings import notes_by_path, text_as_written
from ipforms.messages import Note, Severity
from ipforms.paths import Place
from ipforms.pipeline.submission import Submission
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.labels import is_personal, label
from ipforms.schemas.record_texts import encode

_BOUNDS = frozenset(("number.at_least", "number.at_most", "number.about", "number.range", "number.uncounted"))
_NONE = "value.declared_none"


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """What one form says at one field or in one row."""

    path: str  # the field or the row, in this form
    label: str  # what the form calls it
    value: Any = field(repr=False)  # the plain value, in the shape of a record's JSON; a row is a mapping
    text: str = field(repr=False)  # what stands on the form, "" where nothing does
    masked: str  # the same text, fit to be shown: the middle of personal numbers is hidden
    place: Place | None = None  # where it stands, or None
    doubts: tuple[Note, ...] = ()  # the notes of reading that change the meaning: 近30件 is not 30件
    is_unread: bool = False  # whether something stands there that could not be read
    scanned: ScannedEntry | None = field(default=None, repr=False)  # of a recognised picture: what it may say as well
    writings: tuple[str, ...] = field(default=(), repr=False)  # the text as this form writes it, and as it stood there

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return is_blank(self.value) and not self.is_unread and not self.bounds

    @property
    def bounds(self) -> frozenset[str]:
        """How far a number is from exact; empty if it is."""
        return frozenset(note.code for note in self.doubts) & _BOUNDS

    @property
    def is_declared_none(self) -> bool:
        """Whether it says 无 rather than nothing."""
        return any(note.code == _NONE for note in self.doubts)


class ComparedForm:
    """A record or a submission, by path."""

    def __init__(self, what: Submission | FormModel) -> None:
        read = what if isinstance(what, Submission) else None
        self.record: FormModel = what.record if isinstance(what, Submission) else what
        self.values: Mapping[str, Any] = self.record.model_dump(mode="json")
        self._model = type(self.record)
        self._texts = encode(self.record)
        self._places: Mapping[str, Place] = read.places if read else {}
        self._notes = notes_by_path(read.findings if read else ())
        self._read = read
        self.paper = ScannedPaper(read.sheet) if read and read.sheet and read.sheet.is_recognised else None

    def rows(self, path: paths.Path) -> list[Any]:
        """The rows of a repeated section."""
        return paths.get(self.values, path) or []

    def field(self, path: paths.Path) -> ComparedEntry:
        """What stands at a field."""
        name, value = paths.join(path), paths.get(self.values, path)
        doubts = tuple(note for note in self._notes.get(name, ()) if note.code in _BOUNDS | {_NONE} or _refuses(note))
        text = text_as_written(doubts) or paths.get(self._texts, path) or ""
        return ComparedEntry(
            path=name,
            label=label(self._model, path),
            value=value,
            text=text,
            masked=_masked(text, value, personal=is_personal(self._model, path)),
            place=self._places.get(name),
            doubts=doubts,
            is_unread=any(map(_refuses, doubts)),
            scanned=self._scanned(name),
            writings=(text, self._read.texts.get(name, "") if self._read else ""),
        )

    def row(self, path: paths.Path, fields: list[paths.Path]) -> ComparedEntry:
        """What stands in a row: the texts of its fields."""
        cells = [self.field((*path, *each)) for each in fields]
        filled = [cell for cell in cells if cell.text]
        return ComparedEntry(
            path=paths.join(path),
            label=label(self._model, path),
            value=paths.get(self.values, path),
            text="；".join(cell.text for cell in filled),
            masked="；".join(cell.masked for cell in filled),
            place=next((cell.place for cell in cells if cell.place), None),
            writings=tuple(cell.text for cell in filled),
        )

    def _scanned(self, path: str) -> ScannedEntry | None:
        if self._read is None or self.paper is None:
            return None
        return ScannedEntry(self._read.evidence[path], self.paper)

    def may_have(self, row: ComparedEntry) -> bool:
        """Whether half of the texts of the other form's row stand on this paper, where no row was read."""
        found = [self.paper.says(text) for text in row.writings] if self.paper else []
        return 2 * sum(found) >= max(len(found), 1)


def _refuses(note: Note) -> bool:
    return note.severity is Severity.ERROR


def _masked(text: str, value: Any, *, personal: bool) -> str:
    if not personal:
        return masked_text(text, max(len(text), 1))
    numbers = value if isinstance(value, list) and value else [text]
    return "、".join(masked_value(number, personal=True) for number in numbers)
