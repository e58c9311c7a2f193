"""A claim with boxes and what it asks for: □是（证书编号：____） □否."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ipforms.codecs.claims import Claim, ClaimCodec, unwrapped
from ipforms.codecs.codec import Decoded, OptionPrint, UnfitValue, quoted
from ipforms.codecs.option_boxes import ticked_options
from ipforms.codecs.option_layout import OptionLayout, boxes_like, first_boxes, option_layout, own_signs
from ipforms.codecs.ticks import BOXES, TICKS, ticks_for_boxes
from ipforms.messages import Note
from ipforms.text.regex import regex

_YES, _NO = "是", "否"
_LINE_TO_WRITE_ON = "____"
_SAID_AGAIN = regex(r"^[已曾]?[获得被]{1,2}过?认定\s*(?:[,，;；、:：]\s*|(?=[(（]))")
"""已获认定，编号GR2021 says yes once more."""
_EDGES = " ;；,，、"
_NO_LINES = str.maketrans("", "", "_ \u3000")


@dataclass(frozen=True)
class BoxedClaimCodec(ClaimCodec):
    """A claim that the form prints as two boxes, the first with a line for its detail.

    >>> kind = BoxedClaimCodec(asks="证书编号")
    >>> kind.encode({"held": True, "detail": "GR202133001234"})
    '☑是（证书编号：GR202133001234） □否'
    >>> kind.decode("☑是（证书编号：GR202133001234）□否").value
    {'held': True, 'detail': 'GR202133001234'}
    >>> kind.decode("是，证书编号GR202133001234").value
    {'held': True, 'detail': 'GR202133001234'}
    >>> BoxedClaimCodec(asks="原证书编号").decode("■是（证书编号：GR2021） □否").value
    {'held': True, 'detail': 'GR2021'}
    >>> BoxedClaimCodec(asks="原证书编号").decode("曾获认定，证书编号GR2021").value
    {'held': True, 'detail': 'GR2021'}
    >>> BoxedClaimCodec(asks="原证书编号").decode("是√（原证书编号：GR2021） 否").value
    {'held': True, 'detail': 'GR2021'}
    >>> texts = "已获认定（GR1）", "☑是（原证书号：GR1）; □否", "否，原证书编号：无", "是（原证书编号：）（ ）否（√）"
    >>> [BoxedClaimCodec(asks="原证书编号").decode(text).value["detail"] for text in texts]
    ['GR1', 'GR1', None, None]
    >>> claim = BoxedClaimCodec(asks="证书编号", as_printed="否□\\n是□（证书编号：＿＿＿）")
    >>> claim.encode({"held": True, "detail": "GR2021"})
    '否□\\n是☑（证书编号：GR2021）'
    >>> BoxedClaimCodec(asks="受理机关", line="____，案号：____").blank
    '□是（受理机关：____，案号：____） □否'
    >>> BoxedClaimCodec(asks="证书号", answers=("已通过", "未通过")).decode("□已通过（证书号：） ☑未通过").value
    {'held': False, 'detail': None}
    """

    asks: str = ""  # what stands before that line: 证书编号
    boxes: tuple[str, str] = ("□", "☑")  # a box, blank and ticked
    answers: tuple[str, str] = (_YES, _NO)  # the words of the two boxes: 有 无, 已通过 未通过
    line: str = _LINE_TO_WRITE_ON  # what is printed for a detail that is blank: ____平方米; ____，案号：____
    as_printed: str = ""  # all of it as the form prints it, where it is not one box behind the other

    @property
    def blank(self) -> str:
        """Both boxes, and the line."""
        return self._printed(None, "")

    @property
    def option_print(self) -> OptionPrint:
        """Two boxes, and a field for the detail behind the first."""
        yes, no = self.answers
        ask = f"（{self.asks}）：" if self.asks else "："
        return OptionPrint((no, yes), self._said, open_word=yes, ask=ask, boxes=first_boxes(self._layout.text))

    def encode(self, value: Claim) -> str:
        """Both boxes, one ticked, and the detail on its line."""
        return self._printed(value["held"], value["detail"] or "")

    def written(self, value: Claim) -> str:
        """是（…） or 否."""
        return super().encode(value)

    def _decoded(self, text: str) -> Decoded[Claim]:
        """What is printed as it is; anything else as a claim is read, without the words that ask for the detail."""
        printed = self._pattern.fullmatch(text)
        if printed is None:
            said = self._in_plain_words(text.translate(own_signs(self.boxes, self.as_printed)))
            read = super()._decoded(self._detail_behind.sub(r"\g<yes>\g<mark>\g<detail>", ticks_for_boxes(said)))
            return Decoded(self._asked(read.value), read.notes) if read.value else read
        yes, no = (printed[name] != box for name, box in zip(("yes", "no"), self._blank_boxes, strict=True))
        is_blank = printed["detail"].translate(_NO_LINES) == self._line.translate(_NO_LINES)
        detail = "" if is_blank else printed["detail"].strip("_ ")
        if yes and no:
            return Decoded(self._shape(None, None), (Note("answer.both", {"text": quoted(text, 40)}),))
        if not (yes or no):
            unticked = Note("choice.other_unticked", {"text": quoted(text), "other": quoted(detail)})
            return Decoded(self._shape(None, None), (unticked,) if detail else ())
        return Decoded(self._asked(self._read(yes, detail)))

    def plain(self, value: Any) -> Claim:
        """A claim whose detail does not repeat the words that ask for it."""
        claim = self._asked(super().plain(value))
        detail = claim["detail"] or ""
        if detail and (claim["held"] is None or self.decode(self.encode(claim)).value != claim):
            raise UnfitValue(Note("claim.unclear", {"text": quoted(detail, 40)}))
        return claim

    def _said(self, text: str) -> tuple[tuple[str, ...], str]:
        claim = self.decode(text).value or self._shape(None, None)
        held = claim["held"]
        return () if held is None else (self.answers[not held],), claim["detail"] or ""

    def _in_plain_words(self, text: str) -> str:
        """A text with 是 and 否 for the words of the boxes, where these stand beside a box or alone."""
        if self.answers == (_YES, _NO):
            return text
        box = f"[{TICKS}{BOXES}]"
        for word, plain in zip(map(re.escape, self.answers), (_YES, _NO), strict=True):
            text, found = re.subn(rf"(^\s*|{box}\s*){word}", rf"\g<1>{plain}", text, count=1)
            if not found:  # the boxes stand behind their words
                text = re.sub(rf"(\s){word}(?=\s*{box})", rf"\g<1>{plain}", text, count=1)
        return text

    @cached_property
    def _detail_behind(self) -> re.Pattern[str]:
        """是（证书编号：GR2021）（√）, whose mark stands behind the detail."""
        mark = rf"[（(\[]\s*[{TICKS}]?\s*[)）\]]|[{TICKS}{BOXES}]"
        asked = rf"[（(]\s*{re.escape(self.asks)}[^（()）]*[)）]"
        return regex(rf"(?P<yes>{_YES})\s*(?P<detail>{asked})\s*(?P<mark>{mark})(?!\s*{_NO}(?!\s*{mark}))")

    def _asked(self, claim: Claim) -> Claim:
        if not claim["detail"]:
            return claim
        said = _SAID_AGAIN.sub("", claim["detail"]) if self.asks else claim["detail"]
        detail = self._label.sub("", unwrapped(said.strip(_EDGES)) or claim["detail"]).strip("_ ")
        return self._of_detail(claim["held"], detail or None)

    @cached_property
    def _label(self) -> re.Pattern[str]:
        """The words that ask, with the sign behind them, before a detail; before a colon or a number the last of these.

        Before a sign some of them may be left out: 原证书号：GR2021.
        """
        words = re.escape(self.asks)
        last = "|".join(re.escape(self.asks[at:]) for at in range(1, len(self.asks) - 1)) or "(?!)"
        some = rf"(?=[{words}]{{2}})" + "".join(f"{re.escape(letter)}?" for letter in self.asks)
        asked = rf"(?:[（(]{words}[）)]|{words}|(?:{last})(?=\s*[:：A-Za-z\d])|(?:{last}|{some})(?=\s*[:：为]))"
        return regex(rf"^(?:{asked}\s*[:：为]?\s*)+" if words else r"(?!)")

    @cached_property
    def _layout(self) -> OptionLayout:
        """Where the boxes and the detail stand in what the form prints, if it can be read; else in what is usual."""
        yes, no = self.answers
        made = option_layout(self.as_printed, self.answers, self._ticks)
        line = re.search(rf"{yes}[^（(\w]*[（(](?:{re.escape(self.asks)}[：:])?([^（()）]*)[)）]", self.as_printed)
        if made and line:
            return replace(made, line=line.span(1))
        box, head = self.boxes[0], f"{self.asks}：" if self.asks else ""
        before, behind = f"{box}{yes}（{head}", f"） {box}{no}"
        start, end = len(before), len(before + self.line)
        boxes = {yes: (0, len(box)), no: (end + len("） "), end + len("） " + box))}
        return OptionLayout(before + self.line + behind, boxes, (start, end))

    @cached_property
    def _blank_boxes(self) -> tuple[str, ...]:
        return tuple(self._layout.text[slice(*self._layout.boxes[word])] for word in self.answers)

    def _ticks(self, text: str) -> tuple[tuple[str, ...], str] | None:
        """The answers that a text ticks."""
        read = ticked_options(text.translate(own_signs(self.boxes, self.as_printed)), self.answers)
        return (read.ticked, "") if read and not read.is_unclear else None

    @cached_property
    def _line(self) -> str:
        """What is printed while there is no detail."""
        return self._layout.text[slice(*self._layout.line)]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What `encode` prints."""
        layout, end, pattern = self._layout, 0, ""
        parts = {layout.boxes[word]: name for word, name in zip(self.answers, ("yes", "no"), strict=True)}
        for span, name in sorted({**parts, layout.line: "detail"}.items()):
            box = layout.text[slice(*span)]
            signs = "|".join(map(re.escape, (box, boxes_like(box)[1])))
            part = ".*" if name == "detail" else signs
            pattern += rf"{_loosely(layout.text[end : span[0]])}(?P<{name}>{part})"
            end = span[1]
        return regex(pattern + _loosely(layout.text[end:]), re.DOTALL)

    def _printed(self, held: bool | None, detail: str) -> str:
        chosen = () if held is None else (self.answers[not held],)
        return self._layout.printed(chosen, detail)


def _loosely(text: str) -> str:
    """A pattern of a print, between whose parts there may be any blanks."""
    return r"\s*".join(map(re.escape, re.split(r"\s+", text)))
