"""What a codec is: one kind of value, written on paper and read from it, side by side.

The law of every codec is `decode(encode(v)).value == v` for each value that its `canonical` gives.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ipforms.errors import Lang
from ipforms.findings import Note, Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What a text says.

    Attributes:
        value: the plain value, or None where the text says nothing or cannot be read.
        notes: how it was read; a note of severity `error` means that it was not.
    """

    value: T | None
    notes: tuple[Note, ...] = ()

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes that a person should see: all but the mere remarks."""
        return tuple(note for note in self.notes if note.severity is not Severity.NOTE)


class Unfit(ValueError):
    """A value that this kind of field cannot hold; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message())
        self.note = note

    def message(self, lang: Lang = "zh") -> str:
        """Why, in `lang`."""
        return self.note.message(lang)


class Codec(ABC, Generic[T]):
    """One kind of value.

    Values are plain: str, int, bool, Decimal, and mappings and lists of them, as in a record's JSON.
    """

    @abstractmethod
    def encode(self, value: T) -> str:
        """The text that the form prints for a value."""

    @abstractmethod
    def decode(self, text: str) -> Decoded[T]:
        """The value that a text says. Total: any text gives a value, or None and a note that says why not."""

    @abstractmethod
    def plain(self, value: Any) -> T | None:
        """A value that is no text in the one shape that `decode` gives.

        Raises:
            Unfit: this kind of field cannot hold it.
        """

    def canonical(self, value: Any) -> T | None:
        """Any input in the one shape that `decode` gives. A text is taken only where it leaves no doubt.

        Raises:
            Unfit: the value is of the wrong type, or a text that is doubtful or says something else.
        """
        if not isinstance(value, str):
            return self.plain(value)
        decoded = self.decode(value)
        if decoded.doubts:
            raise Unfit(decoded.doubts[0])
        return decoded.value


def wrong_type(value: Any) -> Unfit:
    """The refusal of a value that is of another type altogether. Names the type, never the value."""
    return Unfit(Note("value.type", {"type": type(value).__name__}))
