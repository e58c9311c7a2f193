"""A difference between two returns of one form, and the finding on it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ipforms.collate.compared_form import ComparedEntry
from ipforms.collate.row_alignment import same_items
from ipforms.findings import Finding
from ipforms.messages import Bilingual, Lang, Note
from ipforms.paths import Place
from ipforms.text import comparable

Names = tuple[str | Bilingual, str | Bilingual]  # what the two forms are called

_SHOWN = 48  # characters of each text: two of them fill a line of the terminal's table
_BEFORE = 10  # of these before the first character that differs


class DifferenceKind(StrEnum):
    """How two fields differ."""

    CHANGED = "changed"
    """Both are filled in, with different contents."""
    ONLY_FIRST = "only_first"
    """The first is filled in, the second is blank or has no such row."""
    ONLY_SECOND = "only_second"
    """The other way round."""
    UNREAD = "unread"
    """One of the two could not be read, so a person must compare."""
    RECOGNITION = "recognition"
    """They may say the same: a scan was not read with certainty just where they differ."""
    HANDWRITING = "handwriting"
    """Something was written by hand, which a person must read."""
    SPELLING = "spelling"
    """The same, written otherwise: spaces, width, signs, the order of a list, 无 for a blank."""
    ORDER = "order"
    """The same rows in another order."""


SUBSTANTIAL = frozenset(
    (DifferenceKind.CHANGED, DifferenceKind.ONLY_FIRST, DifferenceKind.ONLY_SECOND, DifferenceKind.UNREAD)
)

TO_LOOK_AT = frozenset((DifferenceKind.RECOGNITION, DifferenceKind.HANDWRITING))
"""What only a person who looks at the scan can tell."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, a row or a section that differs."""

    kind: DifferenceKind  # how
    first: ComparedEntry | None  # what the first form says; None if it has no such row
    second: ComparedEntry | None  # what the second one says

    @property
    def path(self) -> str:
        """The field: in the first form, if it has it."""
        return self._named.path

    @property
    def label(self) -> str:
        """What the form calls it."""
        return self._named.label

    @property
    def place(self) -> Place | None:
        """Where it stands in the first form, or else in the second."""
        return self._named.place

    @property
    def _named(self) -> ComparedEntry:
        named = self.first or self.second
        assert named is not None, "a difference has a side"
        return named

    def finding(self, names: Names) -> Finding:
        """The difference as a finding, with personal numbers masked."""
        return Finding(self._note(names), self.path, self.label, self.place)

    def _note(self, names: Names) -> Note:
        first, second = _excerpts(_veiled(self.first), _veiled(self.second))
        facts = {"first_name": names[0], "second_name": names[1], "first": first, "second": second}
        if self.kind is DifferenceKind.CHANGED and first == second:
            return Note("compare.changed_hidden", facts)
        return Note(f"compare.{self.kind}", facts)

    def to_dict(self, names: Names, lang: Lang = "zh", *, reveal: bool = False) -> dict[str, Any]:
        """The difference as plain data. `reveal` shows personal numbers in full, in the entries alone."""
        finding = self.finding(names)
        return {
            "kind": self.kind.value,
            "path": self.path,
            "label": self.label,
            "first": _entry_dict(self.first, reveal=reveal),
            "second": _entry_dict(self.second, reveal=reveal),
            "severity": finding.severity.value,
            "message": finding.text(lang),
            "hint": finding.note.hint(lang),
        }


def judge(first: ComparedEntry, second: ComparedEntry) -> DifferenceKind | None:
    """How two entries of one field differ; None if they do not."""
    kind = _content_difference(first, second)
    return _doubted(kind, first, second) if kind in SUBSTANTIAL else kind


def _doubted(kind: DifferenceKind | None, *entries: ComparedEntry) -> DifferenceKind | None:
    """The kind of a difference in what was recognised, where the paper may say as the other form does."""
    for here, there in (entries, entries[::-1]):
        if here.scanned and here.scanned.is_handwritten:
            return DifferenceKind.HANDWRITING
        if here.scanned and here.scanned.may_say(there.writings):
            return DifferenceKind.RECOGNITION
    return kind


def _content_difference(first: ComparedEntry, second: ComparedEntry) -> DifferenceKind | None:
    if first.value == second.value and _doubts(first) == _doubts(second):
        return None
    if first.is_unread != second.is_unread:
        return DifferenceKind.UNREAD
    if first.is_blank and second.is_blank:
        return DifferenceKind.SPELLING
    if first.is_blank or second.is_blank:
        return DifferenceKind.ONLY_SECOND if first.is_blank else DifferenceKind.ONLY_FIRST
    return DifferenceKind.SPELLING if _written_otherwise(first, second) else DifferenceKind.CHANGED


def _doubts(entry: ComparedEntry) -> tuple[Any, ...]:
    """What doubts come to: 30余件 and 30多件 are one; of what could not be read, the words count."""
    unread = entry.text if entry.is_unread else ""
    return entry.bounds, entry.is_declared_none, unread


def _written_otherwise(first: ComparedEntry, second: ComparedEntry) -> bool:
    if first.is_unread or first.bounds != second.bounds:
        return False
    if isinstance(first.value, list) and isinstance(second.value, list):
        return same_items(first.value, second.value)
    return comparable(first.text) == comparable(second.text)


def _veiled(entry: ComparedEntry | None) -> str:
    return entry.masked if entry else ""


def _excerpts(first: str, second: str) -> tuple[str, str]:
    """Two texts around the first character in which they differ, if they are long."""
    if max(len(first), len(second)) <= _SHOWN:
        return first, second
    same = next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), None)
    start = max((min(len(first), len(second)) if same is None else same) - _BEFORE, 0)
    return _excerpt(first, start), _excerpt(second, start)


def _excerpt(text: str, start: int) -> str:
    piece = text[start : start + _SHOWN].replace("\n", " ")
    return f"{'…' if start else ''}{piece}{'…' if len(text) > start + _SHOWN else ''}"


def _entry_dict(entry: ComparedEntry | None, *, reveal: bool) -> dict[str, Any] | None:
    if entry is None:
        return None
    place = entry.place
    return {
        "path": entry.path,
        "text": entry.text if reveal else entry.masked,
        "place": None if place is None else place.to_dict(),
    }
