"""Phone numbers, one in a cell or several: what is added to a number, or left aside beside it, is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial

from ipforms.codecs import restored
from ipforms.codecs.lists import LINED, LISTED, SEPARATORS, Items
from ipforms.codecs.settled import PHONE
from ipforms.codecs.texts import CodeCodec
from ipforms.codes import phone
from ipforms.messages import Note

# A cell that `phone` takes for several numbers; longer ones are read piece by piece.
_LONGEST_CELL = 600
# How a number was read. What is wrong with a number can be seen in the number itself, and is a check.
_TOLD = frozenset(("phone.area_added", "phone.area_inherited", "phone.leading_zero", "phone.remark"))


@lru_cache(maxsize=32)
def _found(text: str, area: str) -> tuple[phone.Phone, ...]:
    """The numbers of a cell, and what is to be said of them, are asked for one after the other."""
    return tuple(phone.find_all(text, area))


def _told(text: str, area: str) -> tuple[Note, ...]:
    if len(text) > _LONGEST_CELL or all(map(PHONE.fullmatch, LISTED.split(text))):
        return ()
    notes = (note for number in _found(text, area) for note in number.notes)
    return tuple(note for note in notes if note.code in _TOLD)


@dataclass(frozen=True)
class PhonesCodec(Items):
    """Phone numbers.

    Attributes:
        area: the area code of a local number that has none: the city of the form.
    """

    area: str
    known = PHONE
    joiner = LINED

    def split(self, text: str) -> list[str]:
        """Each number in its canonical form; what is no number stays as it was typed."""
        pieces = LISTED.split(text)
        if all(map(PHONE.fullmatch, pieces)):
            return pieces
        cells = [text] if len(text) <= _LONGEST_CELL else SEPARATORS.split(text)
        return [number.formatted for cell in cells for number in _found(cell, self.area)]

    def remarks(self, text: str) -> tuple[Note, ...]:
        """What was added to a number, and words beside it, which are left aside."""
        return _told(text, self.area)

    def restore(self, digits: str) -> str:
        """The digits of a number with the zero of its area code."""
        return restored.phone_number(digits)


@dataclass(frozen=True)
class PhoneCodec(CodeCodec):
    """One phone number.

    Attributes:
        area: the area code of a local number that has none: the city of the form.

    >>> PhoneCodec.of("020").decode("81050369").notes[0].code
    'phone.area_added'
    """

    area: str = field(default="", kw_only=True)

    @classmethod
    def of(cls, area: str) -> PhoneCodec:
        """The codec of a city."""
        return cls(partial(phone.format, area=area), PHONE, restored.phone_number, area=area)

    def remarks(self, text: str) -> tuple[Note, ...]:
        """What was added to the number, and words beside it, which are left aside."""
        return _told(text, self.area)
