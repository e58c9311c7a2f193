"""What a codec is: one kind of value, written on paper and read from it, side by side.

The law of every codec is `decode(encode(v)).value == v` for each value that its `canonical` gives.
"""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeGuard, TypeVar

from ipforms.codes import masking
from ipforms.codes.identifier import Identifier
from ipforms.messages import Lang, Note, Severity
from ipforms.text import NOT_XML, visible
from ipforms.text.regex import regex

T = TypeVar("T")

# A mobile, or more digits than a count or an amount has: in the wrong column it is a person's number all the same.
_PERSONAL = regex(r"[0-9０-９](?: ?[0-9０-９]){10,}[XxＸｘ]?|1[3-9][0-9]-[0-9]{4}-[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What a text says."""

    value: T | None  # the plain value, or None where the text says nothing or cannot be read
    notes: tuple[Note, ...] = ()  # how it was read; a note of severity `error` means that it was not

    @property
    def doubts(self) -> tuple[Note, ...]:
        """The notes that a person should see: all but the mere remarks."""
        return tuple(note for note in self.notes if note.severity is not Severity.NOTE)


@dataclass(frozen=True, slots=True)
class OptionPrint:
    """How options are shown where they can be ticked."""

    words: tuple[str, ...]  # as printed, in their order
    # which are ticked in a text that the codec has printed, and the words behind the open one
    ticked: Callable[[str], tuple[tuple[str, ...], str]]
    is_several: bool = False  # whether more than one may be ticked
    is_list: bool = False  # whether it is a list to choose from rather than boxes
    open_word: str = ""  # the one with words of its own behind it, or ""
    ask: str = ""  # what is printed between that one and its words
    boxes: tuple[str, ...] = ()  # a box, blank and ticked; () where the form prints none


class UnfitValue(ValueError):
    """A value that this kind of field cannot hold; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message())
        self.note = note

    def message(self, lang: Lang = "zh") -> str:
        """Why, in `lang`."""
        return self.note.message(lang)


class Codec(ABC, Generic[T]):
    """One kind of value: all that the package knows of a kind it asks here.

    Values are plain: str, int, bool, Decimal, and mappings and lists of them, as in a record's JSON. Another kind is a
    subclass with `encode`, `decode` and `plain`; what else is said here has a default.
    """

    identifier: Identifier | None = None
    """The kind of number that stands in the cell."""
    is_prose: bool = False
    """Whether it holds any number of paragraphs, which may say anything."""
    is_number: bool = False
    """Whether a spreadsheet keeps it as a number."""
    is_one_line: bool = False
    """Whether a value has one line by its kind: it stands in the middle of a high cell rather than at its top."""
    holds_any_text: bool = False
    """Whether a text with doubts is held, as it was typed, to be shown to somebody: an identifier, a list of names."""
    doubts_of_cells: frozenset[str] = frozenset()
    """Codes of doubts that a cell raises and a value that is given as data does not."""
    limit: int | None = None
    """Of how many 字 a text is at most; a longer one is a finding of a check, not a fault of the value."""

    @property
    def blank(self) -> str:
        """What the form prints where there is no value: □国有 □民营."""
        return ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may be chosen, as printed: a spreadsheet lists them."""
        return ()

    @property
    def none_is_value(self) -> bool:
        """Whether 无 is read by `decode`, as a no is; otherwise it says that there is no value."""
        return False

    @property
    def none_is_answer(self) -> bool:
        """Whether 无 answers what the cell asks: how many there are, which ones."""
        return False

    @property
    def shape(self) -> Mapping[str, Any]:
        """JSON Schema of a value that is there; empty where pydantic knows it of the type."""
        return {}

    @property
    def option_print(self) -> OptionPrint | None:
        """The boxes or the list that the fillable PDF draws; None where it has a field for a text."""
        return None

    @property
    def canonical_pattern(self) -> re.Pattern[str] | None:
        """Texts (of a list: items) that are in their canonical form, told at a glance; None where there is no such."""
        return self.identifier.canonical_pattern if self.identifier else None

    @abstractmethod
    def encode(self, value: T) -> str:
        """The text that the form prints for a value."""

    def written(self, value: T) -> str:
        """The text that a person types into a cell of a spreadsheet for a value."""
        return self.encode(value)

    @abstractmethod
    def decode(self, text: str) -> Decoded[T]:
        """The value that a text says. Total: any text gives a value, or None and a note that says why not."""

    @abstractmethod
    def plain(self, value: Any) -> T | None:
        """A value that is no text in the one shape that `decode` gives.

        Raises:
            UnfitValue: this kind of field cannot hold it.
        """

    def printed_value(self, text: str) -> T | None:
        """The value of a text just as `encode` prints it, told at a glance; None where it may be anything else.

        Nothing stands beside it that means something in every field: no hint, no number of a list, no sign at an end.
        """
        return None

    def canonical(self, value: Any) -> T | None:
        """Any input in the one shape that `decode` gives. A text is taken only where it leaves no doubt.

        Raises:
            UnfitValue: the value is of the wrong type, or a text that is doubtful or says something else.
        """
        if not isinstance(value, str):
            return self.plain(value)
        decoded = self.decode(value if self.holds_any_text else visible(value))
        if self.holds_any_text:
            doubts = [note for note in decoded.notes if note.severity is Severity.ERROR]
        else:
            doubts = [note for note in decoded.doubts if note.code not in self.doubts_of_cells]
        if doubts:
            raise UnfitValue(doubts[0])
        return decoded.value


def wrong_type(value: Any) -> UnfitValue:
    """The refusal of a value that is of another type altogether. Names the type, never the value."""
    return UnfitValue(Note("value.type", {"type": type(value).__name__}))


_BREAKS = regex(r"\s*\n\s*")


def quoted(text: str, most: int = 60) -> str:
    """A text as a message may quote it: short, in one line, printable, with the middle of long numbers hidden.

    >>> quoted(" 约300 "), quoted("44010119800101005X人")
    ('约300', '440*************5X人')
    """
    start = NOT_XML.sub("\ufffd", _BREAKS.sub(" ", text.strip()[: 2 * most]))
    return masking.hide(start, _PERSONAL)[:most]


def sayable(value: Decimal | int | None) -> object:
    """A number as a message may give it: as it is, unless it is long enough to be a person's."""
    return (
        value if value is None or value < 10**10 else quoted(f"{value:f}" if isinstance(value, Decimal) else str(value))
    )


def is_number(value: Any) -> TypeGuard[int | float | Decimal]:
    """Whether a value is a finite number. True and False are not.

    >>> is_number(3), is_number(Decimal("NaN")), is_number(True)
    (True, False, False)
    """
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)
