"""Amounts with a unit: money in 万元, areas in m²."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, is_number, quoted, sayable, wrong_type
from ipforms.codecs.counts import MOST_DIGITS, too_large
from ipforms.codecs.numerals import AFTER, BEFORE, LONGEST, MORE, NUMERAL, WORDS, doubt, is_apart, number
from ipforms.codecs.other_rights import remark
from ipforms.messages import Note
from ipforms.text import unspaced
from ipforms.text.regex import regex

_REMARK = regex(r"\((.{1,60})\)$")
_PLAIN = regex(rf"[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,6}})?")
# A comma before a digit is part of the number.
_BETWEEN = regex(r"[,;、。](?![0-9])")
_UNIT_IN_BRACKETS = regex(r"(?<=[0-9十百千万亿])\(([^()]{1,6})\)$")
_WORDS_BEFORE = regex(rf"{WORDS}{{1,24}}[:,]?")
_OF_LABEL = regex(r"(?:单位|计量单位)[:：]?|(?:以|按)(?=.{1,6}计)|[()（）/／:：]|计$")
_FOREIGN = regex(
    """美[元金刀] | 港[元币] | 欧元 | 英镑 | 日元 | 韩元 | 台币 | 卢布 | 新加坡元 | 加元 | 澳元
      | [$＄€£] | USD|HKD|EUR|JPY|GBP""",
    re.VERBOSE | re.IGNORECASE,
)
# -12.5, 亏损12.5万元, (12.5) and △12.5 as accountants have it; 下降3%.
_LOSS = regex(
    r"""(?P<before> 净?亏损?额?[:为]?[-△▲负]? | [-△▲负]
          | [一-鿿]{0,6}?(?:下降|减少|降低|下滑|回落|下跌|负增长|↓)了?[:为]? )
        (?P<amount>[^-△▲负()]+)
      | \((?P<bracketed>[0-9][0-9,.]*)\)""",
    re.VERBOSE,
)
_GAIN = regex(r"(?:[一-鿿]{0,6}?(?<!负)(?:增长|增加|上升|提高|↑)了?|净?盈利)[:为]?[+]?|[+]|")
_LONGEST_CELL = 200  # characters; a longer cell is prose, and its first number may be any


@dataclass(frozen=True)
class AmountCodec(Codec[Decimal]):
    """A decimal amount in one unit, read from several; exact to a millionth, which is a cent of 万元."""

    unit: str  # the unit of the value: what a bare number is taken for
    sizes: tuple[tuple[str, Decimal], ...]  # other units as (name, its size in `unit`), longest name first
    printed: str = ""  # written behind the number where the label does not give the unit
    least: Decimal = Decimal(0)  # smaller values are doubted: the number was meant in another unit
    most: Decimal = Decimal(10**MOST_DIGITS)  # larger values are doubted
    prefix: str = ""  # words that may stand before the number
    # the size of a number that has 万 or 亿 but no unit: 5000万 is yuan, although the label says 万元
    scaled: Decimal = Decimal(1)
    wanted: str = ""  # a regular expression; of several amounts in a cell, the one that begins with it is meant
    money: bool = False  # whether an amount in another currency is to be refused
    labelled: str = ""  # the unit that the document's own label gives, where it is another
    signed: bool = False  # whether it may be negative, as a profit may
    doubts_of_cells = frozenset({"number.magnitude"})
    is_number = True
    is_one_line = True
    none_is_answer = True

    def encode(self, value: Decimal) -> str:
        """The number in plain digits."""
        return f"{value:f}{self.printed}"

    def decode(self, text: str) -> Decoded[Decimal]:
        """Read an amount; of a loss that what is lost is negative."""
        bare = unspaced(text).replace("￥", "¥").replace("−", "-").rstrip("。;")
        if not self.signed:
            return self._positive(text, bare)
        loss = _LOSS.fullmatch(bare)
        gain = None if loss else _GAIN.match(bare)
        return self._loss(text, loss) if loss else self._positive(text, bare[gain.end() if gain else 0 :])

    def _loss(self, text: str, loss: re.Match[str]) -> Decoded[Decimal]:
        read = self._positive(text, loss["amount"] or loss["bracketed"])
        before = loss["before"] or "("
        if read.value is None:
            return read
        if before[0] in "净亏" and before[-1] in "-△▲负":
            return Decoded(None, (Note("number.unreadable", {"text": quoted(text)}),))
        value = plain_decimal(-read.value)
        said = () if before == "-" else (Note("number.loss", {"text": quoted(text), "value": sayable(value)}),)
        return Decoded(value, (*read.notes, *said))

    def _positive(self, text: str, bare: str) -> Decoded[Decimal]:
        if self._printed.fullmatch(bare):
            return Decoded(None)
        shown = quoted(text)
        refused = self._refused(text, bare)
        if refused:
            return Decoded(None, (Note(refused, {"text": shown}),))
        bare, remarks = self._meant(_UNIT_IN_BRACKETS.sub(self._in_brackets, bare), shown)
        match = self._pattern.fullmatch(bare) if len(bare) <= LONGEST else None
        value = number(match["number"]) if match else None
        if match is None or value is None:
            span = self._range.fullmatch(bare) if len(bare) <= LONGEST else None
            if span:
                return Decoded(None, (self._spanned(span, shown),))
            negative = bare.startswith("-") and self._pattern.fullmatch(bare[1:])
            return Decoded(None, (Note("number.negative" if negative else "number.unreadable", {"text": shown}),))
        return self._in_unit(value, match, shown, remarks)

    def plain(self, value: Any) -> Decimal:
        """An int, a Decimal, or a float as it prints."""
        if not is_number(value):
            raise wrong_type(value)
        if self.money and _FOREIGN.search(self.labelled):
            raise UnfitValue(Note("number.currency", {"text": quoted(self.labelled)}))
        fault = too_large(value)
        if fault:
            raise UnfitValue(fault)
        if value < 0 and not self.signed:
            raise UnfitValue(Note("number.negative", {"text": quoted(str(value))}))
        number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
        return plain_decimal(number * self._label_size if self.labelled else number)

    def canonical(self, value: Any) -> Decimal | None:
        """A text of plain digits fast; magnitudes are not doubted in a value that is given as data."""
        if not isinstance(value, str):
            return self.plain(value)
        if _PLAIN.fullmatch(value):
            return plain_decimal(Decimal(value))
        return super().canonical(value)

    @property
    def shape(self) -> dict[str, Any]:
        """A number, or a text of plain digits."""
        return decimal_shape(signed=self.signed)

    def under(self, label: str) -> "AmountCodec":
        """The codec of a cell whose label, as the document has it, may give another unit than the form's.

        >>> from ipforms.codecs import MONEY
        >>> MONEY.under("注册资金（元）").decode("50000000").value
        Decimal('5000')
        """
        return _under(self, label)

    def _refused(self, text: str, bare: str) -> str | None:
        if self.money and (_FOREIGN.search(bare[:_LONGEST_CELL]) or _FOREIGN.search(self.labelled)):
            return "number.currency"
        if len(bare) > _LONGEST_CELL:
            return "number.unreadable"
        return "number.several" if is_apart(text) else None

    def _in_brackets(self, found: re.Match[str]) -> str:
        """5000（万元）: a unit is a unit in brackets too."""
        return found[1] if self._units.fullmatch(found[1]) else found[0]

    @cached_property
    def _units(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name, _ in self.sizes)
        return regex(rf"(?:[十百千]?[万亿]|[百千])?(?:{names})")

    @cached_property
    def _printed(self) -> re.Pattern[str]:
        """What a form prints beside a blank: its unit, brackets."""
        return regex(rf"(?:{self.prefix})?\(?(?:{self._units.pattern})?\)?")

    @cached_property
    def _size_of(self) -> dict[str, Decimal]:
        return dict(self.sizes)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        units = "|".join(re.escape(name) for name, _ in self.sizes)
        return regex(
            rf"""(?P<before>{BEFORE})? (?:{self.prefix})? (?P<about>{BEFORE})?  # 约人民币, 人民币约
                (?P<number>{NUMERAL}) (?P<more>{MORE})? (?P<unit>{units})?
                (?:{self.prefix})? (?:整|正)? (?P<after>{AFTER})?""",
            re.VERBOSE,
        )

    @cached_property
    def _range(self) -> re.Pattern[str]:
        units = "|".join(re.escape(name) for name, _ in self.sizes)
        one = rf"({NUMERAL})({units})?"
        return regex(rf"(?:{self.prefix})?{one}(?:-|~|—|–|至|到){one}")

    def _meant(self, bare: str, shown: str) -> tuple[str, list[Note]]:
        """The amount that is meant, without what stands beside it, which is noted."""
        parts = _BETWEEN.split(bare)
        wanted = [part for part in parts if self.wanted and re.match(self.wanted, part)]
        if len(parts) > 1 and len(wanted) == 1:
            parts.remove(wanted[0])
            return wanted[0], [remark(shown, "，".join(parts))]
        beside = _REMARK.search(bare)
        if beside is None or beside.start() == 0:
            return self._without_words(bare, shown)
        return bare[: beside.start()], [remark(shown, beside[1])]

    def _without_words(self, bare: str, shown: str) -> tuple[str, list[Note]]:
        """注册资本5000万元: words before the number, of which none changes it."""
        before = None if self._pattern.fullmatch(bare) else _WORDS_BEFORE.match(bare)
        rest = bare[before.end() :] if before else ""
        if before is None or not self._pattern.fullmatch(rest[:LONGEST]):
            return bare, []
        return rest, [remark(shown, before[0])]

    @cached_property
    def _label_size(self) -> Decimal:
        """How much one of the label's unit is."""
        found = re.fullmatch(rf"({NUMERAL})?({'|'.join(re.escape(name) for name, _ in self.sizes)})", self.labelled)
        many, name = (found[1], found[2]) if found else ("", "")
        return (number(f"1{many}") or Decimal(1)) * self._size_of[name] if many else self._size_of[name]

    def _spanned(self, span: re.Match[str], shown: str) -> Note:
        """A range, both ends in `unit`; the first may leave its unit, and its 万 or 亿, to the second."""
        scale = span[3][-1] if span[3][-1] in "万萬亿億" and not span[2] and span[1][-1].isdecimal() else ""
        low, high = number(span[1] + scale), number(span[3])
        first, second = self._size_of.get(span[2] or span[4] or "", 1), self._size_of.get(span[4] or "", 1)
        fault = too_large((low or 0) * first) or too_large((high or 0) * second)
        if fault:
            return fault
        ends = low and sayable(plain_decimal(low * first)), high and sayable(plain_decimal(high * second))
        return Note("number.range", {"text": shown, "low": ends[0], "high": ends[1]})

    def _in_unit(self, value: Decimal, match: re.Match[str], shown: str, notes: list[Note]) -> Decoded[Decimal]:
        size = self._size_of.get(match["unit"] or "")
        if size is None and match["number"][-1] in "万萬亿億" and self.scaled != 1:
            size = self.scaled
        if size is None and self.labelled:
            size = self._label_size
            if size != 1:
                notes.append(Note("number.label_unit", {"text": shown, "unit": self.labelled}))
        fault = too_large(value) or too_large(value * (size or 1))
        if fault:
            return Decoded(None, (fault,))
        amount = plain_decimal(value * (size or 1))
        if size is None and self.printed:
            notes.append(Note("number.unit_assumed", {"text": shown, "unit": self.unit}))
        as_said = number(match["number"].rstrip("万萬")) == amount  # 5000万元 in a field of 万元
        if (size not in (None, 1) or amount != value) and not as_said:
            notes.append(Note("number.converted", {"text": shown, "value": f"{amount:f}{self.unit}"}))
        code = doubt(match["before"] or match["about"], match["more"], match["after"])
        if code:
            notes.append(Note(code, {"text": shown, "value": sayable(amount)}))
        if size is None and not self.least <= amount <= self.most:
            notes.append(Note("number.magnitude", {"text": shown, "unit": self.unit}))
        return Decoded(amount, tuple(notes))


@lru_cache(maxsize=256)
def _under(codec: AmountCodec, label: str) -> AmountCodec:
    for bare in (unspaced(part) for part in _OF_LABEL.split(label) if part):
        if codec.money and _FOREIGN.search(bare):
            return replace(codec, labelled=bare)
        if codec._units.fullmatch(bare):
            return replace(codec, labelled=bare)
    return codec


def plain_decimal(value: Decimal) -> Decimal:
    """To a millionth, without trailing zeros and without an exponent.

    >>> plain_decimal(Decimal("5000.00")), plain_decimal(Decimal("1E+3")), plain_decimal(Decimal("-0.0"))
    (Decimal('5000'), Decimal('1000'), Decimal('0'))
    """
    if value == value.to_integral_value():
        return Decimal(int(value))
    rounded = round(value, 6).normalize()
    return Decimal(int(rounded)) if rounded == rounded.to_integral_value() else rounded


_SHAPE = {
    "anyOf": [
        {"type": "string", "pattern": rf"^(?:-?[0-9]{{1,{MOST_DIGITS}}}(?:\.[0-9]{{1,6}})?)?$"},
        {"type": "number", "minimum": 1 - 10**MOST_DIGITS, "maximum": 10**MOST_DIGITS - 1},
    ]
}


def decimal_shape(*, signed: bool) -> dict[str, Any]:
    """JSON Schema of an amount."""
    if signed:
        return _SHAPE
    text, plain = _SHAPE["anyOf"]
    return {"anyOf": [{**text, "pattern": str(text["pattern"]).replace("-?", "")}, {**plain, "minimum": 0}]}
