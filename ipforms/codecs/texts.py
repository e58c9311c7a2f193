"""Texts as they are: one line, paragraphs, an identifier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from ipforms.codecs.cell_text import is_value
from ipforms.codecs.codec import Codec, Decoded, wrong_type
from ipforms.codes.identifier import Identifier
from ipforms.messages import Note
from ipforms.text import first_not_xml, one_line, paragraphs, unbroken
from ipforms.text.enumerations import begins_with_number
from ipforms.text.regex import regex

_HAN = regex("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_EDGES = regex(r"^[\s：:、，,;；]+|[\s、，；]+$|(?<=[^。])。$")


@dataclass(frozen=True)
class TextCodec(Codec[str]):
    """A text in one shape: `tidy` takes out what is not part of it, and changes nothing that it has tidied."""

    tidy: Callable[[str], str]  # a total function; tidy(tidy(x)) == tidy(x)
    identifier: Identifier | None = None  # the kind of number that the text is
    holds_any_text = True

    @classmethod
    def of(cls, identifier: Identifier) -> Self:
        """The codec of an identifier."""
        return cls(identifier.format, identifier)

    def encode(self, value: str) -> str:
        """The text itself."""
        return value

    def decode(self, text: str) -> Decoded[str]:
        """The text, tidied; None where nothing is left of it."""
        if not text or self._is_canonical(text):
            return Decoded(text or None)
        position = None if text.isprintable() else first_not_xml(text)
        if position is not None:
            character = f"U+{ord(text[position]):04X}"
            return Decoded(None, (Note("value.control_character", {"position": position + 1, "character": character}),))
        tidy = self.tidy(text)
        # What stays as it was typed has had nothing added to it.
        return Decoded(tidy or None, self.identifier.remarks(text) if self.identifier and tidy != text else ())

    def _is_canonical(self, text: str) -> bool:
        pattern = self.canonical_pattern
        return pattern is not None and pattern.fullmatch(text) is not None

    def printed_value(self, text: str) -> str | None:
        """A number in its canonical form, and plain words of one line."""
        if self.tidy is line:
            return text if is_words(text) else None
        return text if self._is_canonical(text) and not begins_with_number(text) else None

    def plain(self, value: Any) -> str:
        """A number, as a spreadsheet or JSON may hold a code, is no text: which zeros it had is lost."""
        raise wrong_type(value)


@dataclass(frozen=True)
class ProseCodec(TextCodec):
    """A text of any number of paragraphs."""

    limit: int | None = None  # of how many 字 it is at most; None where the form sets no limit
    is_prose = True
    none_is_answer = True

    def printed_value(self, text: str) -> str | None:
        """Plain words in paragraphs."""
        return text if is_value(text) else None


class IdentifierCodec(TextCodec):
    """An identifier that looks like a number, so that a spreadsheet is apt to take it for one.

    >>> from ipforms.codes import phone
    >>> IdentifierCodec.of(phone.in_area("020")).decode("81050369").notes[0].code
    'phone.area_added'
    """

    is_one_line = True


def line(text: str) -> str:
    """One line, as it is, but for the blanks of a line that was letter-spaced to fill its cell, and breaks in it.

    A colon or a comma that a label or a list has left at its ends goes too, and the full stop of an answer.

    >>> line("广 州 测 试 有 限 公 司"), line("广州 测试"), line("：广州云岭\\n科技有限公司；"), line("永康市芝英镇。")
    ('广州测试有限公司', '广州 测试', '广州云岭科技有限公司', '永康市芝英镇')
    """
    tidy = one_line(unbroken(text) if "\n" in text or "\r" in text else text)
    if not has_plain_ends(tidy):
        tidy = _EDGES.sub("", tidy)
    pieces = tidy.split()
    spaced = len(pieces) > 3 and all(len(piece) == 1 for piece in pieces) and _HAN.search(tidy) is not None
    return "".join(pieces) if spaced else tidy


def has_plain_ends(text: str) -> bool:
    """Whether `line` leaves the ends of a text as they are, as of nearly all texts."""
    return text[:1].isalnum() and text[-1:].isalnum()


def is_words(text: str) -> bool:
    """Whether a text is nothing but the words of one line, with no sign at its ends and no number of a list.

    >>> is_words("浙江省金华市临江东路88号"), is_words("1.广州云岭"), is_words("永康市芝英镇。")
    (True, False, False)
    """
    return has_plain_ends(text) and "\n" not in text and is_value(text) and not begins_with_number(text)


LINE = TextCodec(line)
PARAGRAPHS = ProseCodec(paragraphs)
