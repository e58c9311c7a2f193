"""Texts of one character a box, □□□□□□, and places for what is no text: a photo, a seal."""

from dataclasses import dataclass
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, quoted, wrong_type
from ipforms.codecs.ticks import BOXES
from ipforms.messages import Note
from ipforms.text import half_width, visible, without_space
from ipforms.text.regex import regex

_BOX = "□"
_BOXES_AND_LINES = regex(rf"[{BOXES}|｜\s]+")
_CHARACTERS = regex(r"[0-9A-Za-z]+")
_BRACKETS = regex(r"^[\s(（\[【]+|[\s)）\]】]+$")


@dataclass(frozen=True)
class DigitBoxesCodec(Codec[str]):
    """A number of so many characters, for each of which the form prints a box.

    >>> DigitBoxesCodec(6).blank, DigitBoxesCodec(6).decode("5 1 0 6 6 5").value
    ('□□□□□□', '510665')
    >>> DigitBoxesCodec(6).decode("5106□□").notes[0].code
    'digits.length'
    """

    length: int  # how many boxes there are
    is_one_line = True

    @property
    def blank(self) -> str:
        """The empty boxes."""
        return _BOX * self.length

    @property
    def shape(self) -> dict[str, Any]:
        """So many letters and digits; fewer are held too, and a finding."""
        return {"type": "string", "pattern": r"^[0-9A-Z]*$"}

    def encode(self, value: str) -> str:
        """The characters, and empty boxes for what is lacking."""
        return value + _BOX * (self.length - len(value))

    def decode(self, text: str) -> Decoded[str]:
        """The characters without boxes and lines; another number of them is doubted."""
        bare = _BOXES_AND_LINES.sub("", without_space(half_width(visible(text)))).upper()
        if not bare:
            return Decoded(None)
        facts = {"text": quoted(text), "length": len(bare), "expected": self.length}
        if not _CHARACTERS.fullmatch(bare) or len(bare) > 2 * self.length:
            return Decoded(None, (Note("digits.unreadable", facts),))
        return Decoded(bare, () if len(bare) == self.length else (Note("digits.length", facts),))

    def plain(self, value: Any) -> str:
        """A whole number; zeros at its front are lost, and put back."""
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**self.length:
            return str(value).zfill(self.length)
        raise wrong_type(value)


@dataclass(frozen=True)
class PlaceCodec(Codec[bool]):
    """A place for what is no text: whether it is there.

    A picture is seen by `ipforms.read` (`Submission.marks`), not in the text of the cell; here only what is written of
    it counts.

    >>> PlaceCodec("照片").blank, PlaceCodec("照片").encode(True), PlaceCodec("照片").decode("（已贴照片）").value
    ('（照片）', '（已贴照片）', True)
    """

    name: str  # what the form prints in the place while it is empty: 照片, 盖章
    put: str = "已贴"
    is_one_line = True
    none_is_value = True

    @property
    def blank(self) -> str:
        """The name of the place, in brackets."""
        return f"（{self.name}）"

    @property
    def shape(self) -> dict[str, Any]:
        """True where it is there."""
        return {"type": "boolean"}

    def encode(self, value: bool) -> str:
        """That it is there; a place without it is blank."""
        return f"（{self.put}{self.name}）" if value else f"（未{self.put.removeprefix('已')}{self.name}）"

    def decode(self, text: str) -> Decoded[bool]:
        """Whether the text says that it is there."""
        bare = _BRACKETS.sub("", without_space(half_width(visible(text))))
        if bare in ("", half_width(self.name), f"请{self.put.removeprefix('已')}{self.name}", f"{self.name}处"):
            return Decoded(None)
        if bare in (f"{self.put}{self.name}", self.put):
            return Decoded(True)
        if bare in (f"未{self.put.removeprefix('已')}{self.name}", "无"):
            return Decoded(False)
        is_put = f"({self.put}{self.name})" in half_width(text) or None  # with words beside it: what a photo shows
        return Decoded(is_put, (Note("place.words", {"text": quoted(text), "name": self.name}),))

    def plain(self, value: Any) -> bool:
        """A bool."""
        if isinstance(value, bool):
            return value
        raise wrong_type(value)


PHOTO, SEAL = PlaceCodec("照片"), PlaceCodec("盖章", "已")
