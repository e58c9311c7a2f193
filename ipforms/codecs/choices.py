"""Choices: one or several of the options that a form prints with boxes, or lists; 其他____ with its words."""

import enum
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, OptionPrint, UnfitValue, quoted, wrong_type
from ipforms.codecs.printed_options import PrintedOptions
from ipforms.messages import Note
from ipforms.text import comparable


class ChoiceCodec(PrintedOptions, Codec[str]):
    """One of several options.

    >>> kind = ChoiceCodec.of(("国有", "民营", "其他"), open_word="其他")
    >>> kind.blank, kind.encode("民营")
    ('□国有 □民营 □其他：____', '□国有 ☑民营 □其他：____')
    >>> kind.decode("□国有 □民营 √其他（股份合作）").value, kind.decode("民营").value
    ('股份合作', '民营')
    >>> rhombs = ChoiceCodec.of(("国有", "民营"), as_printed="国有◇\\n民营◇")
    >>> rhombs.encode("民营"), rhombs.decode("国有◇\\n民营◆").value
    ('国有◇\\n民营◆', '民营')
    >>> kind.decode("☑国有 ☑民营").notes[0].code
    'choice.several'
    >>> ChoiceCodec.of(("Y", "N"), boxes=()).decode("否").value
    'N'
    """

    is_one_line = True

    @property
    def shape(self) -> dict[str, Any]:
        """One of the keys."""
        return self.item_shape

    @property
    def option_print(self) -> OptionPrint:
        """One box may be ticked, or one word chosen of a list."""
        return self._shown(is_several=False)

    def encode(self, value: str) -> str:
        """The options, one ticked."""
        return self.printed([value])

    def decode(self, text: str) -> Decoded[str]:
        """The option that is ticked or written."""
        said = self.said(text)
        keys = said.value or []
        if len(keys) > 1:
            return Decoded(None, (*said.notes, Note("choice.several", {"text": quoted(text)})))
        return Decoded(keys[0] if keys else None, said.notes)

    def plain(self, value: Any) -> str:
        """A member of the enum."""
        if isinstance(value, enum.Enum):
            return self.key(value.name.lower())
        raise wrong_type(value)

    def canonical(self, value: Any) -> str | None:
        """A key, a word, or what is written in a cell."""
        if isinstance(value, str) and value in self._word_of:
            return value
        return super().canonical(value)


class ChoicesCodec(PrintedOptions, Codec[list[str]]):
    """Any number of several options.

    >>> fields = ChoicesCodec.of(("电子", "生物", "其他"), open_word="其他")
    >>> fields.encode(["生物", "航天"])
    '□电子 ☑生物 ☑其他：航天'
    >>> fields.decode("☑电子 ☑生物 □其他").value, fields.decode("电子、航天").value
    (['电子', '生物'], ['电子', '航天'])
    """

    @property
    def shape(self) -> dict[str, Any]:
        """A list of keys."""
        return {"type": "array", "items": self.item_shape}

    @property
    def option_print(self) -> OptionPrint:
        """Any box may be ticked."""
        return self._shown(is_several=True)

    def encode(self, value: list[str]) -> str:
        """The options, the chosen ones ticked; "" where none is."""
        return self.printed(value) if value else self.blank

    def decode(self, text: str) -> Decoded[list[str]]:
        """The options that are ticked or written."""
        return self.said(text)

    def plain(self, value: Any) -> list[str]:
        """A list of keys, words, or one text of other words."""
        if not isinstance(value, list | tuple):
            raise wrong_type(value)
        keys = {self.key(each.name.lower() if isinstance(each, enum.Enum) else each) for each in value if each}
        listed = [key for key, _ in self.options if key in keys]
        others = sorted(keys - set(listed))
        if len(others) > 1:
            raise UnfitValue(Note("choice.other_words", {"text": quoted("、".join(others))}))
        open_key = self._key_of.get(comparable(self.open_word)) if self.open_word else None
        return [*(key for key in listed if not (others and key == open_key)), *others]

    def canonical(self, value: Any) -> list[str] | None:
        """A list, or what is written in a cell."""
        if isinstance(value, str) and not value.strip():
            return []
        return super().canonical(value)
