"""Several values in one cell: names, categories of goods, phones, patents."""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from ipforms.codecs import restored
from ipforms.codecs.base import Codec, Decoded, UnfitValue, wrong_type
from ipforms.codecs.settled import PATENT, settle
from ipforms.codecs.texts import LINE, TextCodec
from ipforms.codes import patent
from ipforms.messages import Note, is_error

LISTED = re.compile(r"、\n?")
SEPARATORS = re.compile(r"[、,，;；\n\t]+")
LONGEST = 4000
"""Of a whole cell: some three hundred phones, two hundred trade marks."""

# A number a line: 、 cannot begin a line, so in a narrow cell it would take the end of a number along with it.
LINED = "、\n"


class Items(Codec[list[str]]):
    """Texts in one cell, printed with 、 between them."""

    # Items that `split` leaves as they are, told at a glance.
    known: re.Pattern[str] | None = None
    longest = LONGEST
    joiner = "、"

    def encode(self, value: list[str]) -> str:
        """The items, joined."""
        return self.joiner.join(value)

    def decode(self, text: str) -> Decoded[list[str]]:
        """Split a cell."""
        refused = LINE.decode(text).notes or too_long(len(text), self.longest)
        return Decoded([], refused) if refused else Decoded(self._settled([text]), self.remarks(text))

    def remarks(self, text: str) -> tuple[Note, ...]:
        """What is to be said of words that are no items."""
        return ()

    def plain(self, value: Any) -> list[str]:
        """A list of texts. One that holds several, as a cell of a spreadsheet may, is split."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        texts = [item for item in value if item is not None and LINE.canonical(item)]
        refused = too_long(len(self.encode(texts)), self.longest)
        if refused:
            raise UnfitValue(refused[0])
        return self._settled(texts)

    def canonical(self, value: Any) -> list[str]:
        """A list, or a text that is split."""
        if not isinstance(value, str):
            return self.plain(value)
        decoded = self.decode(value)
        if is_error(decoded.notes):
            raise UnfitValue(decoded.notes[0])
        return decoded.value or []

    def _settled(self, texts: list[str]) -> list[str]:
        """The items of several cells, such that the one cell they are printed in has the same items."""
        if self.known is not None and all(map(self.known.fullmatch, texts)):
            return list(texts)
        items = [item for text in texts for item in self.split(text)]
        return settle(items, lambda several: self.split(self.encode(several)))

    @abstractmethod
    def split(self, text: str) -> list[str]:
        """The items of a cell, each in its canonical form."""


def too_long(length: int, longest: int) -> tuple[Note, ...]:
    """The refusal of a cell that is longer than any list of such things."""
    return () if length <= longest else (Note("value.too_long", {"length": length, "limit": longest}),)


@dataclass(frozen=True)
class ListCodec(Items):
    """Items of one kind.

    >>> from ipforms.codecs.texts import PERSON
    >>> ListCodec(PERSON).decode("张 三，李四；王五").value
    ['张三', '李四', '王五']
    """

    item: TextCodec

    def split(self, text: str) -> list[str]:
        """Split at 、 and its like; a blank is part of an item."""
        return [tidy for piece in SEPARATORS.split(text) if (tidy := self.item.tidy(piece))]


# 1、ZL…, and ZL… ZL… with a blank between them.
_ENTRY_NUMBER = re.compile(r"^(?:[ \t]*[(（]?\d{1,2}[)）、.．][ \t]*)+(?=ZL|\d{4})", re.MULTILINE | re.ASCII)
_BEFORE_NEXT = re.compile(r"(?<=[0-9X])[ \t]+(?=ZL)")


class PatentsCodec(Items):
    """Patent numbers, printed as on the certificate: ZL201710601862.3."""

    known = PATENT
    joiner = LINED

    def split(self, text: str) -> list[str]:
        """Each number with its ZL and its dot; what is no number stays as it was typed."""
        pieces = LISTED.split(text)
        if all(map(PATENT.fullmatch, pieces)):
            return pieces
        return list(patent.find_all(_BEFORE_NEXT.sub("\n", _ENTRY_NUMBER.sub("", text))))

    def restore(self, digits: str) -> str:
        """The digits of a number with the zeros of its year."""
        return restored.patent_number(digits)


PATENTS = PatentsCodec()
