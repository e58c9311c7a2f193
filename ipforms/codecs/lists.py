"""Several values in one cell: names, categories of goods, phones, patents."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, quoted, wrong_type
from ipforms.codecs.person_and_post import is_post
from ipforms.codecs.persons import PERSON, beside_notes, may_be_several
from ipforms.codecs.splitting import NAMES, WORDS, Kind, split
from ipforms.codecs.texts import LINE, TextCodec, is_words
from ipforms.codecs.ticks import options
from ipforms.codes import patent
from ipforms.codes.identifier import Identifier
from ipforms.messages import Note
from ipforms.text.regex import regex

T = TypeVar("T")

LISTED = regex(r"、\n?")
LONGEST = 4000  # of a whole cell: some three hundred phones, two hundred trade marks

LINED = "、\n"

_MAY_PART = regex(r"[，,;；┋/／|｜\\\s（）()《》“”。.和与及等]")  # what may part items, or stand around 、 in one

_ENTRY_NUMBER = regex(r"(?:^|(?<=\s))[ ]*[(（]?([1-9][0-9]?)[)）.．、][ ]?(?=[0-9(（+]{3})")
_ROUNDS = 8  # readings; more than two are needed only by texts that nobody types, such as nested brackets


class ItemsCodec(Codec[list[str]]):
    """Texts in one cell, printed with 、 between them."""

    joiner = "、"
    holds_any_text = True

    def encode(self, value: list[str]) -> str:
        """The items, joined."""
        return self.joiner.join(value)

    def decode(self, text: str) -> Decoded[list[str]]:
        """Split a cell."""
        if (value := [] if not text else self.printed_value(text)) is not None:
            return Decoded(value)
        refused = LINE.decode(text).notes or too_long(len(text))
        return Decoded([], refused) if refused else Decoded(self._canonical([text]), self.remarks(text))

    def remarks(self, text: str) -> tuple[Note, ...]:
        """What is to be said of words that are no items."""
        return ()

    def plain(self, value: Any) -> list[str]:
        """A list of texts. One that holds several, as a cell of a spreadsheet may, is split."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        texts = [item for item in value if item is not None and LINE.canonical(item)]
        refused = too_long(len(self.encode(texts)))
        if refused:
            raise UnfitValue(refused[0])
        return self._canonical(texts)

    def _canonical(self, texts: list[str]) -> list[str]:
        """The items of several cells, such that the one cell they are printed in has the same, and each alone too."""
        if self._are_canonical(texts):
            return list(texts)
        items = self._said(texts)
        return repeat(items, lambda several: self._said(self._said([self.encode(several)])))

    def _said(self, texts: list[str]) -> list[str]:
        """The items of cells, without what is no more than a sign: a colon that a label has left."""
        return [item for text in texts for item in self.split(text) if LINE.decode(item).value]

    def _are_canonical(self, items: list[str]) -> bool:
        pattern = self.canonical_pattern
        return pattern is not None and all(map(pattern.fullmatch, items))

    @abstractmethod
    def split(self, text: str) -> list[str]:
        """The items of a cell, each in its canonical form."""


def too_long(length: int) -> tuple[Note, ...]:
    """The refusal of a cell that is longer than any list of such things."""
    return () if length <= LONGEST else (Note("value.too_long", {"length": length, "limit": LONGEST}),)


def repeat(value: T, again: Callable[[T], T]) -> T:
    """Read what would be printed, until that changes nothing: then what is printed reads back as it is.

    >>> repeat("((x))", lambda text: text.removeprefix("(").removesuffix(")"))
    'x'
    """
    for _ in range(_ROUNDS):
        read = again(value)
        if read == value:
            break
        value = read
    return value


@dataclass(frozen=True)
class ListCodec(ItemsCodec):
    """Items of one kind.

    >>> from ipforms.codecs.persons import PERSON
    >>> ListCodec(PERSON).decode("张 三，李四；王五").value, ListCodec(PERSON).decode("何嘉敏/周子轩和李敏").value
    (['张三', '李四', '王五'], ['何嘉敏', '周子轩', '李敏'])
    >>> ListCodec(LINE).decode("☑原木  □建材  ☑红木家具  □其他").value
    ['原木', '红木家具']
    """

    item: TextCodec

    @property
    def none_is_answer(self) -> bool:
        """Nobody is no answer where names are asked for."""
        return self.item is not PERSON

    @property
    def kind(self) -> Kind:
        """What its items are."""
        return NAMES if self.item is PERSON else WORDS

    def split(self, text: str) -> list[str]:
        """Split at the sign that leaves items of one kind; of options with boxes the ticked ones are the items."""
        ticked = options(text)
        items = split(text, self.kind).items if ticked is None else ticked
        return [tidy for piece in items if (tidy := self.item.tidy(piece))]

    def printed_value(self, text: str) -> list[str] | None:
        """Plain words, or names, of which only 、 parts each from the next."""
        if len(text) > LONGEST or _MAY_PART.search(text) or not is_words(text):
            return None
        items = text.split(self.joiner)
        return items if all(items) and (self.item is LINE or all(map(self._is_plain_name, items))) else None

    def _is_plain_name(self, item: str) -> bool:
        return self.item.printed_value(item) is not None and not is_post(item)

    def remarks(self, text: str) -> tuple[Note, ...]:
        """Where the signs do not tell how many items there are, and what stands beside names."""
        if options(text) is not None:
            return ()
        found = split(text, self.kind)
        is_guess = found.is_guess or (self.item is PERSON and any(map(may_be_several, found.items)))
        doubt = (Note("list.split", {"text": quoted(text), "count": len(found.items)}),) if is_guess else ()
        if self.item is not PERSON:
            return doubt
        return (*doubt, *(note for item in found.items for note in beside_notes(item)))


@dataclass(frozen=True)
class IdentifiersCodec(ItemsCodec):
    """Identifiers of one kind.

    >>> PATENTS.decode("201710601862.3；95115608.x").value
    ['ZL201710601862.3', 'ZL95115608.X']
    """

    identifier: Identifier
    # A number a line: 、 cannot begin a line, so in a narrow cell it would take the end of a number along with it.
    joiner = LINED

    def split(self, text: str) -> list[str]:
        """Each number in its canonical form; what is no number stays as it was typed."""
        pieces = LISTED.split(text)
        if self._are_canonical(pieces):
            return pieces
        return [entry for cell in _numbered(text) for entry in self.identifier.entries(cell)]

    def printed_value(self, text: str) -> list[str] | None:
        """Numbers in their canonical form, a line each."""
        pieces = LISTED.split(text)
        return pieces if self._are_canonical(pieces) and len(text) <= LONGEST else None

    def remarks(self, text: str) -> tuple[Note, ...]:
        """What was added to a number, and words beside it, which are left aside."""
        return () if self._are_canonical(LISTED.split(text)) else self.identifier.remarks(text)


def _numbered(text: str) -> list[str]:
    """1.020-81050369 2.13800138000: entries that are numbers have numbers too, if there are two of them."""
    found = list(_ENTRY_NUMBER.finditer(text))
    in_order = [int(each[1]) for each in found] == [*range(1, len(found) + 1)]
    if len(found) < 2 or not in_order or text[: found[0].start()].strip():
        return [text]
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [text[each.end() : end].strip(" \n、，,;；") for each, end in zip(found, ends, strict=True)]


PATENTS = IdentifiersCodec(patent.IDENTIFIER)
