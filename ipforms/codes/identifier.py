"""What an identifier is to the rest of the package, and what the modules of identifiers share.

Every number module offers the same five functions, and none of them reads a clock or the network:

- `compact(text)`: the bare characters; defined for any text, and doing it twice changes nothing
- `check(text, …)`: everything wrong or doubtful, as notes
- `validate(text, …)`: the canonical form, or `InvalidCode` with the first error
- `is_valid(text, …)`: whether there is no error (a warning does not count)
- `format(text)`: the printed form where the text is such a number, otherwise the trimmed text as it was typed

Its `IDENTIFIER` is what codecs, field types and checks ask, whatever the number.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ipforms.errors import IpformsError
from ipforms.messages import Lang, Note, Severity, is_error
from ipforms.text import unspaced
from ipforms.text.regex import regex

# Hyphens, dashes, minus signs and the katakana length mark that stands in for one; the full-width hyphen is ASCII by
# the time these are looked for.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u2500\ufe58\ufe63"
DASH = {ord(character): "-" for character in DASHES}

# Joiners and selectors say nothing inside a number, though `visible` keeps them for names.
_DROPPED = dict.fromkeys(map(ord, DASHES + "\u200c\u200d\u180e\ufe0e\ufe0f"))
# ASCII only: `str.upper` would make SS of ß, and this must never change what somebody else's letter is.
_UPPER = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}
_LOWER = {capital: small for small, capital in _UPPER.items()}
_COMPACT: dict[int, int | None] = {**_DROPPED, **_UPPER}

_SCIENTIFIC = regex(r"[0-9]{1,20}(?:\.[0-9]{0,20})?E\+[0-9]{1,3}")
_MASKED = regex("[*●•█]|[×X]{3}")
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "〇": "0", "○": "0"})


class InvalidCode(IpformsError):
    """A text is not the identifier that it should be. The reason is `note`."""

    def __init__(self, *, note: Note) -> None:
        self.note = note
        super().__init__(note=note)

    def message(self, lang: Lang = "zh") -> str:
        """Say what is wrong in `lang`."""
        return self.note.message(lang)


def _as_it_is(digits: str) -> str:
    return digits


def _the_text(text: str) -> list[str]:
    return [text]


def _nothing(text: str) -> tuple[Note, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Identifier:
    """An identifier: its functions, and what a record or a form must know of it."""

    format: Callable[[str], str]  # the printed form
    check: Callable[..., tuple[Note, ...]]  # everything wrong or doubtful
    # texts that `format` leaves as they are, told at a glance: most that a record holds need no second reading
    canonical_pattern: re.Pattern[str] | None = None
    # given the digits of a number, the identifier that it was before a spreadsheet took its leading zeros. Total:
    # digits that are not such a case come back as they were
    with_zeros: Callable[[str], str] = _as_it_is
    # what `check` can be told of the form, by its argument: "city" (its key), "today" (the day of the check) or
    # "form_date" (the day that the form bears)
    context: Mapping[str, str] = field(default_factory=dict)
    # the identifiers of a cell that may hold several, each in its printed form, and other words as typed
    entries: Callable[[str], list[str]] = _the_text
    remarks: Callable[[str], tuple[Note, ...]] = _nothing  # how a text was read, where that is not plain to see
    # of `check` as much as can be an error, where all of it takes longer
    faults: Callable[[str], tuple[Note, ...]] | None = None
    # warnings, by code, of what is no such number though the form may take it: an extension alone
    unfit: frozenset[str] = frozenset()
    absent: re.Pattern[str] | None = None  # words, without blanks, that say that somebody has no such number

    def validate(self, text: str, **context: Any) -> str:
        """The canonical form.

        Raises:
            InvalidCode: `check` finds an error.
        """
        for note in self.check(text, **context):
            if note.severity is Severity.ERROR:
                raise InvalidCode(note=note)
        return self.format(text)

    def errors(self, text: str) -> tuple[Note, ...]:
        """What shows, by itself, that the number cannot be right."""
        found = (self.faults or self.check)(text)
        return tuple(note for note in found if note.severity is Severity.ERROR or note.code in self.unfit)

    def is_valid(self, text: str, **context: Any) -> bool:
        """Whether `check` finds no error."""
        return not is_error(self.check(text, **context))

    def check_within(self, text: str, form: Mapping[str, Any]) -> tuple[Note, ...]:
        """What is wrong or doubtful in a form of which is known what `context` names."""
        return self.check(text, **{argument: form[name] for argument, name in self.context.items()})


def compact(text: str) -> str:
    """Full-width forms as ASCII, capitals, and no white space, hyphen or invisible character.

    >>> compact("９１４４０１０６ ｍａ—xxxxx07q\\u200b")
    '91440106MAXXXXX07Q'
    """
    return unspaced(text).translate(_COMPACT)


def lower(text: str) -> str:
    """ASCII capitals as small letters; everything else as it was.

    >>> lower("QQ.COM")
    'qq.com'
    """
    return text.translate(_LOWER)


def without_prefix(text: str, prefixes: re.Pattern[str]) -> str:
    """`text` from the end of the match of `prefixes` at its start."""
    found = prefixes.match(text)
    return text if found is None else text[found.end() :]


def is_scientific(number: str) -> bool:
    """Whether a spreadsheet has made `9.13501E+17` of a number: the digits are lost.

    >>> is_scientific("9.13501E+17"), is_scientific("91350100M000100Y43")
    (True, False)
    """
    return _SCIENTIFIC.fullmatch(number) is not None


def is_masked(number: str) -> bool:
    """Whether digits are hidden: `138****8000`, `1599XXXXXXX`."""
    return _MASKED.search(number) is not None


def is_digits(text: str) -> bool:
    """Whether the text is ASCII digits and nothing else (`str.isdigit` also takes ² and ٣)."""
    return text.isascii() and text.isdigit()


def look_alike(character: str) -> str:
    """The digit that a character may have been meant for, or the character itself.

    >>> look_alike("O"), look_alike("A")
    ('0', 'A')
    """
    return character.translate(_LOOK_ALIKES)


def positions(faults: Iterable[int]) -> str:
    """Indexes as positions for a message: counted from one.

    >>> positions([9, 10])
    '10、11'
    """
    return "、".join(str(index + 1) for index in faults)
