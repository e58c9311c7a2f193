"""Yes or no, in words and in ticks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, OptionPrint, quoted, wrong_type
from ipforms.codecs.option_layout import OptionLayout, first_boxes, option_layout, own_signs
from ipforms.codecs.ticks import BOXES, TICKS, Choice, choice, mark_count, options
from ipforms.messages import Note
from ipforms.text import half_width, unspaced
from ipforms.text.regex import regex

_YES = frozenset(("是", "有", "对", "√", "✓", "✔", "☑", "■", "●", "Y", "YES", "TRUE", "T"))
_NO = frozenset(("否", "无", "没有", "未", "×", "✗", "✘", "不是", "N", "NO", "FALSE", "F"))
_SET_UP = regex(r"(?P<no>未|没有|不|无)?[已有]?(?:单独?|独立|专门?)?设[立置有]?")  # 已单设, 未独立设置
_ALONE = regex(rf"[{TICKS}]?([^{TICKS}{BOXES}\s、，,;；/／|]+)[{TICKS}]?")  # ☑未单设

_LONGEST = 100  # characters; both words with a remark each
_NO_WORDS = regex(r"[\W\d_]+")
_REMARKED = regex(r"(是|有|已设立?|已?单设|设有|否|无|没有|未设立?|未单设)[,;:、(](.+)")
_NAMED = regex(
    r"(设有|已设立?|已?单设|有)((?:独立|专门|专职)?[^，,;:、()]{0,8}(?:部|处|科|室|中心|组|机构|部门)(?:\(.*)?)"
)
"""设有知识产权部（专职3人）: what is asked for, by its name."""
_NEGATED = regex(r"未(?:单独?|专门|独立)?设|没有(?:单设|单独|设立|独立|专门)|不单设|兼职负责")


@dataclass(frozen=True)
class AnswerCodec(Codec[bool]):
    """A yes or no.

    >>> AnswerCodec(("□", "☑")).encode(False)
    '□是 ☑否'
    >>> [AnswerCodec().decode(text).value for text in ("是", "☑是 □否", "是√ 否□", "□是 ■否", "无")]
    [True, True, True, False, False]
    >>> AnswerCodec().decode("√是 √否").notes[0].code
    'answer.both'
    """

    # a box, blank and ticked, where the form prints □是 □否; () where it is answered in words
    boxes: tuple[str, ...] = ()
    as_printed: str = ""  # all of it as the form prints it, where it is not one box behind the other
    words = ("是", "否")
    is_one_line = True
    none_is_value = True

    @property
    def blank(self) -> str:
        """Both boxes, where the form prints them."""
        default = f"{self.boxes[0]}是 {self.boxes[0]}否" if self.boxes else ""
        return self.as_printed if self._layout else default

    @cached_property
    def _layout(self) -> OptionLayout | None:
        return option_layout(self.as_printed, self.words, self._plainly)

    def _plainly(self, text: str) -> tuple[tuple[str, ...], str] | None:
        return None if self.decode(text).notes else self._ticked(text)

    @property
    def option_print(self) -> OptionPrint:
        """Two boxes, of which one at most is ticked."""
        return OptionPrint(self.words, self._ticked, boxes=first_boxes(self.as_printed) if self._layout else self.boxes)

    def _ticked(self, text: str) -> tuple[tuple[str, ...], str]:
        value = self.decode(text).value
        return () if value is None else ("是" if value else "否",), ""

    def encode(self, value: bool) -> str:
        """是 or 否, or both with their boxes."""
        if self._layout:
            return self._layout.printed(self.words[not value : 2 - value])
        if self.boxes:
            return f"{self.boxes[value]}是 {self.boxes[not value]}否"
        return "是" if value else "否"

    def written(self, value: bool) -> str:
        """是 or 否."""
        return self.words[not value]

    def decode(self, text: str) -> Decoded[bool]:
        """Read an answer."""
        bare = unspaced(text).rstrip("。.,;").upper()
        if not bare:
            return Decoded(None)
        shown = quoted(text, 40)
        if (said := _answer(bare)) is not None:
            return Decoded(said)
        signs = half_width(text.translate(own_signs(self.boxes, self.as_printed))) if len(bare) <= _LONGEST else ""
        if ticked := choice(signs):
            return _of_boxes(ticked, shown)
        alone = _ALONE.fullmatch(signs) if mark_count(signs) == 1 else None
        if (words := [alone[1]] if alone else options(signs)) is not None and len(words) <= 1:
            return self.decode("".join(words))
        if len(bare) <= 40 and _NEGATED.search(bare) and not mark_count(signs):
            return Decoded(False)
        remarked = _REMARKED.fullmatch(bare) or _NAMED.fullmatch(bare)
        if remarked and not _is_answer(remarked[2].strip("()")):
            remark = {"text": shown, "remark": quoted(remarked[2].rstrip(")"))}
            return Decoded(_answer(remarked[1]), (Note("answer.remark", remark),))
        return Decoded(None, (Note("answer.unreadable", {"text": shown}),))

    def plain(self, value: Any) -> bool:
        """A bool, or 1 or 0 as spreadsheets give it."""
        if isinstance(value, bool) or (isinstance(value, int | float) and value in (0, 1)):
            return bool(value)
        raise wrong_type(value)


def _answer(word: str) -> bool | None:
    """What a word answers, if anything."""
    set_up = _SET_UP.fullmatch(word)
    return set_up["no"] is None if set_up else True if word in _YES else False if word in _NO else None


def _is_answer(remark: str) -> bool:
    """是（否） answers nothing."""
    return _answer(remark) is not None or choice(remark) is not None


def _of_boxes(found: Choice, shown: str) -> Decoded[bool]:
    if len(found.ticked) == 2:
        return Decoded(None, (Note("answer.both", {"text": shown}),))
    remark = _NO_WORDS.sub("", found.rest)
    notes = (Note("answer.remark", {"text": shown, "remark": quoted(remark)}),) if remark and found.ticked else ()
    return Decoded(next(iter(found.ticked), None), notes)


ANSWER = AnswerCodec()
