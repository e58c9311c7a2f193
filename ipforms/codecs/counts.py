"""Counts: 12件, 近30件, 1,234. A count is a whole number of at least 0; what is approximate says so in a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ipforms import chars
from ipforms.codecs.base import Codec, Decoded, Unfit, wrong_type
from ipforms.codecs.numerals import NUMERAL, number
from ipforms.findings import Note

_UNITS = r"件|项|枚|个|家|人|名|位|户|份|部|条|篇|套|种|商家|商户|商铺|店铺|档口|摊位|铺"
# A stall is not a merchant and a shop may hold two: the number is read, the unit is doubted.
_OTHER_UNITS = frozenset(("商铺", "店铺", "档口", "摊位", "铺"))

_AT_MOST = ("近", "将近", "接近", "不足", "不到", "少于", "至多", "最多")
_ABOUT = ("约", "大约", "大概", "共约", "左右", "上下")
_COUNT = re.compile(
    rf"(?P<before>近|将近|接近|不足|不到|少于|至多|最多|约|大约|大概|共约|超过|超|逾|不少于|至少|共计?|合计|总计)?"
    rf"(?P<number>{NUMERAL})(?P<more>余|多|来|几)?个?(?P<unit>{_UNITS})?(?P<after>以上|及以上|左右|上下|多|余|以内)?"
)
_RANGE = re.compile(rf"({NUMERAL})(?:{_UNITS})?(?:-|~|—|–|至|到)({NUMERAL})(?:{_UNITS})?")
_WORDS = frozenset(("有", "若干", "多件", "多项", "一定数量", "已有"))

MOST_DIGITS = 15
"""More digits than any count or amount on these forms; what Excel keeps of a number."""


@dataclass(frozen=True)
class CountCodec(Codec[int]):
    """A count.

    Attributes:
        unit: printed behind the number where the label does not say it.

    >>> CountCodec("件").encode(5)
    '5件'
    >>> CountCodec().decode("30多件")
    Decoded(value=30, notes=(Note(code='number.at_least', context={'text': '30多件', 'value': 30}),))
    """

    unit: str = ""

    def encode(self, value: int) -> str:
        """The number and the unit."""
        return f"{value}{self.unit}"

    def decode(self, text: str) -> Decoded[int]:
        """Read a count."""
        shown = text.strip()[:60]
        bare = chars.without_space(chars.half_width(text)).rstrip("。.;")
        if not bare:
            return Decoded(None)
        match = _COUNT.fullmatch(bare) if len(bare) <= 40 else None
        value = number(match["number"]) if match else None
        if match is None or value is None:
            return Decoded(None, (_refusal(bare, shown),))
        fault = _not_a_count(value, shown)
        if fault:
            return Decoded(None, (fault,))
        return Decoded(int(value), tuple(_doubts(match, int(value), shown)))

    def plain(self, value: Any) -> int:
        """An int, or a float without fraction, as spreadsheets and JSON give whole numbers."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise wrong_type(value)
        fault = _not_a_count(value, str(value))
        if fault:
            raise Unfit(fault)
        return int(value)


def _not_a_count(value: int | float | Decimal, shown: str) -> Note | None:
    if not abs(value) < 10**MOST_DIGITS:
        return Note("number.too_long", {"length": len(shown)})
    if value < 0:
        return Note("number.negative", {"text": shown})
    return Note("number.fraction", {"text": shown}) if value != int(value) else None


def _refusal(bare: str, shown: str) -> Note:
    span = _RANGE.fullmatch(bare) if len(bare) <= 40 else None
    if span:
        return Note("number.range", {"text": shown, "low": number(span[1]), "high": number(span[2])})
    if bare in _WORDS:
        return Note("number.uncounted", {"text": shown})
    negative = bare.startswith("-") and _COUNT.fullmatch(bare[1:41])
    return Note("number.negative" if negative else "number.unreadable", {"text": shown})


def _doubts(match: re.Match[str], value: int, shown: str) -> list[Note]:
    notes = []
    before, after = match["before"] or "", match["after"] or ""
    if match["more"] or after in ("以上", "及以上", "多", "余") or before in ("超过", "超", "逾", "不少于", "至少"):
        notes.append(Note("number.at_least", {"text": shown, "value": value}))
    elif before in _AT_MOST or after == "以内":
        notes.append(Note("number.at_most", {"text": shown, "value": value}))
    elif before in _ABOUT or after in _ABOUT:
        notes.append(Note("number.about", {"text": shown, "value": value}))
    if match["unit"] in _OTHER_UNITS:
        notes.append(Note("number.unit", {"text": shown, "unit": match["unit"]}))
    return notes


COUNT = CountCodec()
