"""Amounts with a unit: money in 万元, areas in m²."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ipforms import chars
from ipforms.codecs.base import Codec, Decoded, Unfit, wrong_type
from ipforms.codecs.counts import MOST_DIGITS
from ipforms.codecs.numerals import NUMERAL, number
from ipforms.findings import Note

_APPROXIMATE = {"约": "number.about", "大约": "number.about", "近": "number.at_most", "超": "number.at_least"}
_REMARK = re.compile(r"\((.{1,60})\)$")


@dataclass(frozen=True)
class AmountCodec(Codec[Decimal]):
    """A decimal amount in one unit, read from several.

    Attributes:
        unit: the unit of the value: what a bare number is taken for.
        sizes: other units as (name, its size in `unit`), longest name first.
        printed: written behind the number where the label does not give the unit.
        least: smaller values are doubted: the number was meant in another unit.
        most: larger values are doubted.
        prefix: words that may stand before the number.
        scaled: the size of a number that has 万 or 亿 but no unit: 5000万 is yuan, although the label says 万元.
    """

    unit: str
    sizes: tuple[tuple[str, Decimal], ...]
    printed: str = ""
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(10**MOST_DIGITS)
    prefix: str = ""
    scaled: Decimal = Decimal(1)

    def encode(self, value: Decimal) -> str:
        """The number in plain digits."""
        return f"{value:f}{self.printed}"

    def decode(self, text: str) -> Decoded[Decimal]:
        """Read an amount."""
        shown = text.strip()[:60]
        bare = chars.without_space(chars.half_width(text)).replace("￥", "¥").rstrip("。;")
        if not bare:
            return Decoded(None)
        bare, remarks = _without_remark(bare, shown)
        match = self._pattern().fullmatch(bare) if len(bare) <= 60 else None
        value = number(match["number"]) if match else None
        if match is None or value is None:
            return Decoded(None, (Note("number.unreadable", {"text": shown}),))
        if value >= 10**MOST_DIGITS:
            return Decoded(None, (Note("number.too_long", {"length": len(bare)}),))
        return self._in_unit(value, match, shown, remarks)

    def plain(self, value: Any) -> Decimal:
        """An int, a Decimal, or a float as it prints."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise wrong_type(value)
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            raise wrong_type(value) from None
        if not amount.is_finite():
            raise wrong_type(value)
        return self._checked(amount)

    def canonical(self, value: Any) -> Decimal | None:
        """A text of plain digits fast; magnitudes are not doubted in a value that is given as data."""
        if isinstance(value, str):
            decoded = self.decode(value)
            doubts = [note for note in decoded.doubts if note.code != "number.magnitude"]
            if doubts:
                raise Unfit(doubts[0])
            return None if decoded.value is None else self._checked(decoded.value)
        return self.plain(value)

    def _checked(self, amount: Decimal) -> Decimal:
        if amount < 0:
            raise Unfit(Note("number.negative", {"text": str(amount)}))
        if len(amount.as_tuple().digits) > MOST_DIGITS or amount >= 10**MOST_DIGITS:
            raise Unfit(Note("number.too_long", {"length": len(amount.as_tuple().digits)}))
        return plain_decimal(amount)

    def _pattern(self) -> re.Pattern[str]:
        units = "|".join(re.escape(name) for name, _ in self.sizes)
        return re.compile(
            rf"(?P<about>约|大约|近|超)?(?:{self.prefix})?(?P<number>{NUMERAL})(?P<unit>{units})?(?:整|正)?"
        )

    def _in_unit(self, value: Decimal, match: re.Match[str], shown: str, notes: list[Note]) -> Decoded[Decimal]:
        size = dict(self.sizes).get(match["unit"] or "")
        if size is None and match["number"][-1] in "万萬亿億" and self.scaled != 1:
            size = self.scaled
        amount = plain_decimal(value if size is None else round(value * size, 6))
        if size is None and self.printed:
            notes.append(Note("number.unit_assumed", {"text": shown, "unit": self.unit}))
        elif size not in (None, 1):
            notes.append(Note("number.converted", {"text": shown, "value": f"{amount:f}{self.unit}"}))
        if match["about"]:
            notes.append(Note(_APPROXIMATE[match["about"]], {"text": shown, "value": amount}))
        if size is None and not self.least <= amount <= self.most:
            notes.append(Note("number.magnitude", {"text": shown, "unit": self.unit}))
        return Decoded(amount, tuple(notes))


def plain_decimal(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent.

    >>> plain_decimal(Decimal("5000.00")), plain_decimal(Decimal("1E+3"))
    (Decimal('5000'), Decimal('1000'))
    """
    trimmed = value.normalize()
    return trimmed.quantize(Decimal(1)) if trimmed == trimmed.to_integral_value() else trimmed


def _without_remark(bare: str, shown: str) -> tuple[str, list[Note]]:
    remark = _REMARK.search(bare)
    if remark is None or remark.start() == 0:
        return bare, []
    return bare[: remark.start()], [Note("number.remark", {"text": shown, "remark": remark[1]})]


_TEN_THOUSANDTH = Decimal("0.0001")

MONEY = AmountCodec(
    unit="万元",
    # 万 and 亿 directly before 元 are read with the number; only what is left of the unit stands here.
    sizes=(("元", _TEN_THOUSANDTH), ("圆", _TEN_THOUSANDTH)),
    prefix="人民币|¥|RMB",
    most=Decimal(10_000_000),
    scaled=_TEN_THOUSANDTH,
)
"""Money, where the label gives the unit 万元."""

AREA = AmountCodec(
    unit="平方米",
    sizes=(
        ("平方公里", Decimal(1_000_000)),
        ("平方千米", Decimal(1_000_000)),
        ("平方米", Decimal(1)),
        ("公顷", Decimal(10_000)),
        ("平米", Decimal(1)),
        ("平方", Decimal(1)),
        ("亩", Decimal(2000) / 3),
        ("m2", Decimal(1)),
        ("m²", Decimal(1)),
        ("M2", Decimal(1)),
        ("㎡", Decimal(1)),
    ),
    printed="平方米",
    least=Decimal(100),
    prefix="面积|营业面积|经营面积|经营场所面积",
)
"""An area in m², where the label gives no unit."""
