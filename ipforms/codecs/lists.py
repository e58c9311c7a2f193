"""Several values in one cell: names, categories of goods, phones, patents, trade marks."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ipforms.codecs import restored
from ipforms.codecs.base import Codec, Decoded, Unfit, wrong_type
from ipforms.codecs.texts import LINE, TextCodec
from ipforms.codes import patent, phone, trademark
from ipforms.findings import Note

_SEPARATORS = re.compile(r"[、,，;；\n\t]+")


class _Items(Codec[list[str]]):
    """Texts in one cell, printed with 、 between them."""

    def encode(self, value: list[str]) -> str:
        """The items, joined."""
        return "、".join(value)

    def decode(self, text: str) -> Decoded[list[str]]:
        """Split a cell."""
        refused = LINE.decode(text).notes
        return Decoded([], refused) if refused else Decoded(self.split(text), self.notes(text))

    def plain(self, value: Any) -> list[str]:
        """A list of texts. One that holds several, as a cell of a spreadsheet may, is split."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        texts = [LINE.canonical(item) for item in value if item is not None]
        return [item for text in texts if text for item in self.split(text)]

    def canonical(self, value: Any) -> list[str]:
        """A list, or a text that is split."""
        if not isinstance(value, str):
            return self.plain(value)
        decoded = self.decode(value)
        if decoded.notes and decoded.notes[0].code == "value.control_character":
            raise Unfit(decoded.notes[0])
        return decoded.value or []

    def notes(self, text: str) -> tuple[Note, ...]:
        """What is to be said of how a cell was split."""
        return ()

    @abstractmethod
    def split(self, text: str) -> list[str]:
        """The items of a cell, each in its canonical form."""


@dataclass(frozen=True)
class ListCodec(_Items):
    """Items of one kind.

    >>> from ipforms.codecs.texts import PERSON
    >>> ListCodec(PERSON).decode("张 三，李四；王五").value
    ['张三', '李四', '王五']
    """

    item: TextCodec

    def split(self, text: str) -> list[str]:
        """Split at 、 and its like; a blank is part of an item."""
        return [tidy for piece in _SEPARATORS.split(text) if (tidy := self.item.tidy(piece))]


@dataclass(frozen=True)
class PhonesCodec(_Items):
    """Phone numbers.

    Attributes:
        area: the area code of a local number that has none: the city of the form.
    """

    area: str

    def split(self, text: str) -> list[str]:
        """Each number in its canonical form; what is no number stays as it was typed."""
        return [number.formatted for number in phone.find_all(text, self.area)]

    def restore(self, digits: str) -> str:
        """The digits of a number with the zero of its area code."""
        return restored.phone_number(digits)


class PatentsCodec(_Items):
    """Patent numbers, printed as on the certificate: ZL201710601862.3."""

    def split(self, text: str) -> list[str]:
        """Each number with its ZL and its dot; what is no number stays as it was typed."""
        return list(patent.find_all(text))

    def restore(self, digits: str) -> str:
        """The digits of a number with the zeros of its year."""
        return restored.patent_number(digits)


class MarksCodec(Codec[list[dict[str, str | None]]]):
    """Trade marks as `{"name": …, "number": …}`, printed “双龙”12345678、G1234567."""

    def encode(self, value: list[dict[str, str | None]]) -> str:
        """The marks, joined."""
        return trademark.format_marks(trademark.Mark(name=mark["name"], number=mark["number"]) for mark in value)

    def decode(self, text: str) -> Decoded[list[dict[str, str | None]]]:
        """Split a cell into marks."""
        refused = LINE.decode(text).notes
        if refused:
            return Decoded([], refused)
        return Decoded([{"name": mark["name"], "number": mark["number"]} for mark in trademark.parse_marks(text)])

    def plain(self, value: Any) -> list[dict[str, str | None]]:
        """A list of mappings with `name` and `number`, or of texts."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        marks: list[dict[str, str | None]] = []
        for item in value:
            marks += (self.canonical(item) or []) if isinstance(item, str) else [_mark(item)]
        return [mark for mark in marks if mark["name"] or mark["number"]]


def _mark(value: Any) -> dict[str, str | None]:
    if not isinstance(value, Mapping) or not set(value) <= {"name", "number"}:
        raise wrong_type(value)
    name, number = (value.get(key) for key in ("name", "number"))
    return {
        "name": None if name is None else LINE.canonical(name),
        "number": None if number is None else trademark.format(str(LINE.canonical(number) or "")) or None,
    }


PATENTS = PatentsCodec()
MARKS = MarksCodec()
