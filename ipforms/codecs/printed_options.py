"""The options that a form prints with boxes, or lists: how they are printed, read and written; 其他____ with its words.

The value of a choice is the key of its option; of one that the form leaves open it may be any other text, which stands
behind 其他. Several are a list, in the order of the form.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from ipforms.codecs.codec import Decoded, OptionPrint, UnfitValue, quoted, wrong_type
from ipforms.codecs.option_boxes import TickedOptions, ticked_options
from ipforms.codecs.option_layout import SQUARE, OptionLayout, first_boxes, option_layout, own_signs
from ipforms.codecs.option_words import in_full, in_own_words
from ipforms.codecs.texts import LINE
from ipforms.codecs.ticks import BOXES, TICKS
from ipforms.messages import Note
from ipforms.text import comparable
from ipforms.text.regex import regex

Options = type[enum.Enum] | Mapping[str, str] | Iterable[str]
"""The options of a form: words; keys with their words; or an enum, of which the names are keys and the values words."""

_TEXT = {"type": "string", "pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]*$"}
_ASK = "："
_LINE_TO_WRITE_ON = "____"
_EDGES = " \t\u3000:：_＿,，、;；.。()（）[]【】"
_SIGNS = regex("[、,，;；]")
_SEPARATORS = regex(r"[\s、,，;；/／]+")
_AROUND = regex(r"(?:^|(?<=[\s、,，;；]))(?:[（(]?\d{1,2}[)）.．、]|[①-⑳])\s*|[和与及+＋]")
"""What stands before or between options of a list and is none: 1.新材料 2.先进制造; 新材料和先进制造."""
_BEHIND = regex(
    r"(?<=\S)(?:专利权?|技术领域|领域|技术|产业|行业|类|(?<![他它])[（(][^（()）:：]{1,6}[)）])(?=$|[\s、,，;；])"
)
"""What may stand behind an option and says what it is one of, or which: 实用新型专利, 新材料领域, 新材料（主要）."""
_IN_CHINESE = {comparable(word): "是" if word[0] == "Y" else "否" for word in ("Y", "Yes", "N", "No")}
"""Options that people answer in Chinese, and that the box of a fillable form says so."""
_LONGEST_OTHER = 60  # characters behind 其他: more than any line of such a form


@dataclass(frozen=True)
class PrintedOptions:
    """What both kinds of choice share: options with their keys, printed as boxes or as words."""

    options: tuple[tuple[str, str], ...]  # each with its key and its printed word
    open_word: str = ""  # the word of the option that asks for words of its own; "" where there is none
    # a box, blank and ticked; () where the form prints none, and a person writes the word
    boxes: tuple[str, ...] = SQUARE
    as_printed: str = ""  # all of it as the form prints it, where it is not one box behind the other
    doubts_of_cells = frozenset({"choice.other_assumed"})

    @classmethod
    def of(
        cls, options: Options, *, open_word: str = "", boxes: tuple[str, ...] = SQUARE, as_printed: str = ""
    ) -> Self:
        """The codec of options as a form gives them.

        Raises:
            ValueError: an option is named twice, or the open one is none of them.
        """
        pairs = tuple(_pairs(options))
        keys, words = {key for key, _ in pairs}, {comparable(word) for _, word in pairs}
        if not pairs or len(keys) < len(pairs) or len(words) < len(pairs):
            raise ValueError(f"options are some words, each once: {[word for _, word in pairs]}")
        if open_word and open_word not in (word for _, word in pairs):
            raise ValueError(f"no option is called {open_word!r}")
        return cls(pairs, open_word, boxes, as_printed)

    @cached_property
    def blank(self) -> str:
        """All options, none ticked."""
        return self.printed(()) if self.boxes else ""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the options, as printed."""
        return tuple(word for _, word in self.options)

    @cached_property
    def _word_of(self) -> dict[str, str]:
        return dict(self.options)

    @cached_property
    def _key_of(self) -> dict[str, str]:
        named = {comparable(word): key for key, word in self.options}
        answers = {said: named[word] for word, said in _IN_CHINESE.items() if word in named}
        return answers | named | {key: key for key, _ in self.options}

    @property
    def none_is_value(self) -> bool:
        """无 or 不适用 is read as an option where it is one."""
        return any(word in ("无", "没有", "不适用", "/") for word in self.words)

    @cached_property
    def item_shape(self) -> dict[str, Any]:
        """JSON Schema of one option: its key, titled by its word; any text where the form leaves it open."""
        listed = {"type": "string", "oneOf": [{"const": key, "title": word} for key, word in self.options]}
        return {"anyOf": [_TEXT, listed]} if self.open_word else listed

    def printed(self, chosen: Iterable[str]) -> str:
        """All options with their boxes, the chosen ones ticked; without boxes the chosen words."""
        keys = list(chosen)
        other = next((key for key in keys if key not in self._word_of), None)
        if not self.boxes:
            return self.written(keys)
        if self._layout:
            chosen = (self._word_of.get(key, self.open_word) for key in keys)
            return self._layout.printed(chosen, other or "")
        return " ".join(self._box(key, word, keys, other) for key, word in self.options)

    @cached_property
    def _layout(self) -> OptionLayout | None:
        """Where the boxes stand in what the form prints, if it can be read."""
        return option_layout(self.as_printed, self.words, self._plainly, self.open_word)

    def _plainly(self, text: str) -> tuple[tuple[str, ...], str] | None:
        """The options that a text ticks, and the words behind the open one; None where it says anything else."""
        read = self.read(text)
        if read is None or read.is_unclear or read.rest or not read.has_marks:
            return None
        return read.ticked, other_words(read.tail) or ""

    @cached_property
    def _own_signs(self) -> Mapping[int, str]:
        return own_signs(self.boxes, self.as_printed)

    def _box(self, key: str, word: str, chosen: list[str], other: str | None) -> str:
        is_open = word == self.open_word
        ticked = key in chosen or (is_open and other is not None)
        words = f"{_ASK}{other or _LINE_TO_WRITE_ON}" if is_open else ""
        return f"{self.boxes[ticked]}{word}{words}"

    def written(self, value: Any) -> str:
        """The chosen words, as somebody writes them who has no boxes."""
        keys = value if isinstance(value, list) else [value]
        words = (self._word_of.get(key, f"{self.open_word}{_ASK}{key}") for key in keys)
        return "、".join(words)

    def read(self, text: str) -> TickedOptions | None:
        """What a text says of the options."""
        return ticked_options(text.translate(self._own_signs), self.words, self.open_word)

    def keys(self, words: Iterable[str], tail: str) -> list[str]:
        """The keys of words; the words behind the open option in the place of its own."""
        named = set(words)
        found = [key for key, word in self.options if word in named and (word != self.open_word or not tail)]
        return [*found, tail] if tail and self.open_word in named else found

    def key(self, value: Any) -> str:
        """The key of an option by its key, its word, or as other words.

        Raises:
            UnfitValue: it is none, and the form has no other.
        """
        if not isinstance(value, str):
            raise wrong_type(value)
        known = self._key_of.get(value) or self._key_of.get(comparable(value))
        if known is not None:
            return known
        other = other_words(value)
        if not self.open_word or not other:
            raise UnfitValue(Note("choice.unknown", {"text": quoted(value), "options": self.words}))
        signs = (*TICKS, *BOXES, *map(chr, self._own_signs), "\n", "×", "✗", "✘")
        if any(sign in other for sign in signs) or len(other) > _LONGEST_OTHER:
            raise UnfitValue(Note("choice.other_words", {"text": quoted(value)}))
        return self._key_of.get(comparable(other), other)

    def said(self, text: str) -> Decoded[list[str]]:
        """The keys that a text says, by its ticks or, where it has no box, by its words."""
        own, option = in_own_words(text, self.words)
        found = self._said(own)
        if found.notes and (full := in_full(own, self.words, self.open_word)) != own:
            meant = self._said(full)
            if meant.value and not meant.notes:
                words = "、".join(self._word_of.get(key, key) for key in meant.value)
                return Decoded(meant.value, (Note("choice.other_word", {"text": quoted(text), "option": words}),))
        if found.value != [self._key_of.get(comparable(option))]:
            return found
        return Decoded(found.value, (*found.notes, Note("choice.other_word", {"text": quoted(text), "option": option})))

    def _said(self, text: str) -> Decoded[list[str]]:
        read = self.read(text)
        if read and read.rest and not read.has_marks and (bare := _BEHIND.sub("", _AROUND.sub(" ", text))) != text:
            read = said if (said := self.read(bare)) and not said.rest else read
        shown = quoted(text)
        if read is None:
            return self._unprinted(text)
        if read.is_unclear:
            return Decoded([], (Note("choice.unclear", {"text": shown}),))
        if not read.has_marks and read.rest:
            return self._listed(text)
        if not (read.has_marks or _SIGNS.search(text)) and len(self.words) == len(set(read.named)) > 1:
            return Decoded([], (Note("choice.unclear", {"text": shown}),))  # what is printed, its boxes lost
        chosen = read.ticked if read.has_marks else read.named
        tail = other_words(read.tail) or ""
        notes = [Note("choice.remark", {"text": shown, "remark": quoted(read.rest)})] if read.rest else []
        if tail and self.open_word not in chosen:
            notes.append(Note("choice.other_unticked", {"text": shown, "other": quoted(tail)}))
        try:
            return Decoded([self.key(each) for each in self.keys(chosen, tail)], tuple(notes))
        except UnfitValue as unfit:
            return Decoded([], (unfit.note,))

    def _listed(self, text: str) -> Decoded[list[str]]:
        """Words with signs between them, where one or more are options."""
        try:
            keys = [self.key(item) for item in _SEPARATORS.split(text.strip()) if item]
        except UnfitValue as unfit:
            return Decoded([], (unfit.note,))
        known = [key for key, _ in self.options if key in keys]
        others = [key for key in dict.fromkeys(keys) if key not in known]
        if len(others) != 1 or self.open_word in known:
            return Decoded([], (Note("choice.unclear", {"text": quoted(text)}),))
        return Decoded([*known, *others], (Note("choice.other_assumed", {"text": quoted(text)}),))

    def _unprinted(self, text: str) -> Decoded[list[str]]:
        """A text that names no option of the form."""
        bare = LINE.decode(text.translate(self._own_signs)).value or ""
        if not bare.strip("".join((*BOXES, *_EDGES))):
            return Decoded([])
        try:
            key = self.key(bare)
        except UnfitValue as unfit:
            return Decoded([], (unfit.note,))
        is_known = key in self._word_of
        return Decoded([key], () if is_known else (Note("choice.other_assumed", {"text": quoted(text)}),))

    def ticked(self, text: str) -> tuple[tuple[str, ...], str]:
        """The options that a printed text ticks, and the words behind the open one."""
        keys = self.said(text).value or []
        words = tuple(self._word_of.get(key, self.open_word) for key in keys)
        return words, next((key for key in keys if key not in self._word_of), "")

    def _shown(self, *, is_several: bool) -> OptionPrint:
        """How they are shown where they can be ticked."""
        is_list = not self.boxes and not self.open_word and not is_several
        boxes = first_boxes(self.as_printed) if self._layout else self.boxes
        return OptionPrint(self.words, self.ticked, is_several, is_list, self.open_word, _ASK, boxes)


def other_words(text: str) -> str | None:
    """The words behind 其他, without the line and the brackets that they stand on.

    >>> other_words("（股份合作）"), other_words("____")
    ('股份合作', None)
    """
    bare = LINE.decode(text.strip(_EDGES)).value or ""
    while bare != (bare := bare.strip(_EDGES)):
        pass
    return bare or None


def _pairs(options: Options) -> Iterable[tuple[str, str]]:
    if isinstance(options, type):
        return [(option.name.lower(), str(option.value)) for option in options]
    if isinstance(options, Mapping):
        return list(options.items())
    return [(word, word) for word in options]
