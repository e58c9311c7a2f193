"""A claim with boxes and what it asks for: □是（证书编号：____） □否."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ipforms.codecs.claims import Claim, ClaimCodec
from ipforms.codecs.codec import Decoded, OptionPrint, UnfitValue, quoted
from ipforms.messages import Note

_YES, _NO = "是", "否"
_LINE_TO_WRITE_ON = "____"


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
    """

    asks: str = ""  # what stands before that line: 证书编号
    boxes: tuple[str, str] = ("□", "☑")  # a box, blank and ticked

    @property
    def blank(self) -> str:
        """Both boxes, and the line."""
        return self._printed(None, "")

    @property
    def option_print(self) -> OptionPrint:
        """Two boxes, and a field for the detail behind the first."""
        return OptionPrint((_NO, _YES), self._said, open_word=_YES, ask=f"（{self.asks}）：" if self.asks else "：")

    def encode(self, value: Claim) -> str:
        """Both boxes, one ticked, and the detail on its line."""
        return self._printed(value["held"], value["detail"] or "")

    def written(self, value: Claim) -> str:
        """是（…） or 否."""
        return super().encode(value)

    def decode(self, text: str) -> Decoded[Claim]:
        """What is printed as it is; anything else as a claim is read, without the words that ask for the detail."""
        printed = self._pattern.fullmatch(text)
        if printed is None:
            read = super().decode(text)
            return Decoded(self._asked(read.value), read.notes) if read.value else read
        yes, no = (printed[name] == self.boxes[1] for name in ("yes", "no"))
        detail = printed["detail"].strip("_ ")
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
        return () if held is None else (_YES if held else _NO,), claim["detail"] or ""

    def _asked(self, claim: Claim) -> Claim:
        if not claim["detail"]:
            return claim
        detail = self._label.sub("", claim["detail"]).strip("_ ")
        return {**claim, "detail": detail or None}

    @cached_property
    def _label(self) -> re.Pattern[str]:
        """The words that ask, with the sign behind them, before a detail."""
        words = re.escape(self.asks)
        return re.compile(rf"^(?:{words}\s*[:：]?\s*)+" if words else r"(?!)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """What `encode` prints."""
        blank, ticked = (re.escape(box) for box in self.boxes)
        head = re.escape(f"{self.asks}：") if self.asks else ""
        return re.compile(
            rf"(?P<yes>{blank}|{ticked})是（{head}(?P<detail>.*)）\s*(?P<no>{blank}|{ticked})否", re.DOTALL
        )

    def _printed(self, held: bool | None, detail: str) -> str:
        yes, no = self.boxes[held is True], self.boxes[held is False]
        head = f"{self.asks}：" if self.asks else ""
        return f"{yes}是（{head}{detail or _LINE_TO_WRITE_ON}） {no}否"
