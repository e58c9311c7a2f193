"""Counts: 12件, 近30件, 1,234. A count is a whole number of at least 0; what is approximate says so in a note."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, is_number, quoted, sayable, wrong_type
from ipforms.codecs.numerals import AFTER, BEFORE, MORE, NUMERAL, WORDS, doubt, is_apart, number
from ipforms.codecs.other_rights import OTHER_THAN_MARKS, apart, remark
from ipforms.codecs.ticks import TICKS
from ipforms.messages import Note
from ipforms.text import unspaced
from ipforms.text.regex import regex

MOST_DIGITS = 15  # more digits than any count or amount on these forms; what Excel keeps of a number

# A stall is not a merchant, a shop may hold two, a class or a family has several: the number is read, the unit doubted.
_OTHER_UNITS = ("商铺", "店铺", "档口", "摊位", "铺", "类", "组", "批", "系列")
UNITS = "|".join(("商家", "商户", *"件项枚个家人名位户份部条篇套种宗起本例款张册", *_OTHER_UNITS))
"""What is counted: a regular expression."""

_PLAIN = regex(rf"([0-9]{{1,{MOST_DIGITS}}})[件项枚个家人名位户份部条]?")
# What a sentence has before its number: 现拥有有效注册商标共计5件.
_LEAD = r"""
    (?:截至目前|截止目前|目前)? ,? (?:公司|企业|单位)? (?: [现已共]* (?:拥有|有) )? ,?
    (?:国内|境内)? (?:有效|授权|注册)* (?:专利权?|商标)? (?:拥有量|总数|数量)? :? (?:[总共]计|合计|总数|一?共有?|计)? :?
"""
_COUNT = regex(
    rf"""(?:{_LEAD})? (?P<before>{BEFORE})? (?P<number>{NUMERAL}) (?P<more>{MORE})? 个?
        (?P<unit>{UNITS})? (?P<after>{AFTER})?""",
    re.VERBOSE,
)
# 42件，其中发明12件: what follows the count tells of it; 42件，25件 are two.
_WITH_REMARK = regex(r"(?P<count>.*?)(?P<remark>[(,;。、:“《【].*|(?:其中|包括|包含|含).*)")
_SECOND = regex(rf"[(,;。、:]?(?:{NUMERAL})(?:{UNITS})?[)]?")
_BESIDE = regex(rf"(?![(,;。、]*(?:其中|包括|包含|含)).*(?:{NUMERAL})")
_AT_HOME = ("国内", "境内")  # before a count that is not all where another one follows: 国内70件，国外4件
# 发明12件，实用新型30件，共42件: the total that is stated.
_TOTAL = regex(rf"(?<!不)(?:[总共合]计|总数|共有?|合)[:为]?((?:{NUMERAL})(?:{UNITS})?)(?=$|[,;。)、(])")
_ADDED = regex(rf"(?P<parts>[0-9]+(?:[+][0-9]+)+)=(?P<count>[0-9]+)(?P<unit>{UNITS})?")  # 5+10+3=18件
_EMPTIED = regex(r"[(](?:[总共合]计|总数|共有?|合)?[:为]?[)]")  # where the total stood: 见附表（共42件）
_DATED = regex(r"截[至止]到?\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?[底末]?[,:]?")
_IN_WORDS = regex(
    rf"""(?P<before>{WORDS}{{1,24}}[:,]?)? (?P<count>(?:{BEFORE})?(?:{NUMERAL})(?:{MORE})?(?:{UNITS})?(?:{AFTER})?)
        (?P<behind>(?![年月日号期版届元米吨度]){WORDS}{{1,12}})?""",
    re.VERBOSE,
)
_UNIT_IN_BRACKETS = regex(rf"(?<=[0-9])[(]({UNITS})[)]$")
_PRINTED = regex(rf"(?:\(\))?[(]?(?:{UNITS})?[)]?")
_RANGE = regex(
    rf"""({NUMERAL}) (?:{UNITS})?
        (?: - | ~ | — | – | 至 | 到 )
        ({NUMERAL}) (?:{UNITS})?""",
    re.VERBOSE,
)
_WORDS = frozenset(("有", "若干", "多件", "多项", "一定数量", "已有"))
_LONGEST = 40  # characters; in a longer one any number may be meant
_LONGEST_CELL = 120  # characters; a total with its parts and a remark


_MOST_AMONG_WORDS = 10**8
"""What stands among words and is as long as this is a telephone or another number, and no count."""


@dataclass(frozen=True)
class CountCodec(Codec[int]):
    """A count.

    >>> CountCodec("件").encode(5)
    '5件'
    >>> CountCodec().decode("30多件")
    Decoded(value=30, notes=(Note(code='number.at_least', context={'text': '30多件', 'value': 30}),))
    """

    unit: str = ""  # printed behind the number where the label does not say it
    others: str = ""  # what words beside the number speak of rights that it is not the number of (`other_rights`)
    is_number = True
    is_one_line = True
    none_is_answer = True

    def encode(self, value: int) -> str:
        """The number and the unit."""
        return f"{value}{self.unit}"

    def decode(self, text: str) -> Decoded[int]:
        """Read a count."""
        if (printed := self.printed_value(text)) is not None:
            return Decoded(printed)
        bare = _UNIT_IN_BRACKETS.sub(r"\1", without_tick(unspaced(text)).rstrip("。.;"))
        if _PRINTED.fullmatch(bare):
            return Decoded(None)
        if is_apart(text):
            return Decoded(None, (Note("number.several", {"text": quoted(text)}),))
        is_short = len(bare) <= _LONGEST_CELL
        bare, beside = apart(bare, quoted(text), self.others) if self.others and is_short else (bare, ())
        bare, remarks = _stated(bare, quoted(text)) if is_short else (bare, ())
        match = _COUNT.fullmatch(bare) if len(bare) <= _LONGEST else None
        value = number(match["number"]) if match else None
        if match is None or value is None:
            return Decoded(None, (_refusal(bare, quoted(text)),))
        if remarks and value >= _MOST_AMONG_WORDS:
            return Decoded(None, (_refusal(bare, quoted(text)),))
        fault = _not_a_count(value, quoted(text))
        if fault:
            return Decoded(None, (fault,))
        remarks = tuple(each for each in remarks if not beside)
        return Decoded(int(value), (*_doubts(match, int(value), quoted(text)), *beside, *remarks))

    def printed_value(self, text: str) -> int | None:
        """The number of `12件`."""
        plain = _PLAIN.fullmatch(text)
        return int(plain[1]) if plain else None

    def plain(self, value: Any) -> int:
        """An int, or a float without fraction, as spreadsheets and JSON give whole numbers."""
        if type(value) is int and 0 <= value < 10**MOST_DIGITS:
            return value
        if not is_number(value):
            raise wrong_type(value)
        fault = too_large(value) or _not_a_count(value, quoted(str(value)))
        if fault:
            raise UnfitValue(fault)
        return int(value)


def without_tick(text: str) -> str:
    """A text without the tick before its number, which says that a condition is met: √ 9件."""
    return text.lstrip(TICKS)


def _stated(bare: str, shown: str) -> tuple[str, tuple[Note, ...]]:
    """The count that a cell states, and a note on the words beside it."""
    if _COUNT.fullmatch(bare):
        return bare, ()
    said = _DATED.sub("", bare)
    totals = _TOTAL.findall(said)
    told = _WITH_REMARK.fullmatch(said)
    added = _ADDED.fullmatch(said)
    if added and sum(map(int, added["parts"].split("+"))) == int(added["count"]):
        stated = added["count"] + (added["unit"] or "")
    elif len(totals) == 1:
        stated = totals[0]
    elif told and _COUNT.fullmatch(told["count"]) and not _is_second(told["count"], told["remark"]):
        stated = told["count"]
    elif found := _IN_WORDS.fullmatch(said):
        stated = found["count"]
    else:
        return bare, ()
    beside = _EMPTIED.sub("", bare.replace(stated, "", 1)).strip("(),;。、:")
    beside += ")" * (beside.count("(") - beside.count(")"))
    return stated, (remark(shown, beside),) if beside else ()


def _is_second(count: str, remark: str) -> bool:
    """Whether what follows a count is another one, and no word on the first."""
    is_part = count.startswith(_AT_HOME) and _BESIDE.match(remark) is not None
    return is_part or _SECOND.fullmatch(remark) is not None


def too_large(value: int | float | Decimal) -> Note | None:
    """The refusal of a number with more digits than any on these forms."""
    if -(10**MOST_DIGITS) < value < 10**MOST_DIGITS:
        return None
    return Note("number.too_long", {"length": Decimal(value).adjusted() + 1})


def _not_a_count(value: int | float | Decimal, shown: str) -> Note | None:
    large = too_large(value)
    if large:
        return large
    if value < 0:
        return Note("number.negative", {"text": shown})
    return Note("number.fraction", {"text": shown}) if value != int(value) else None


def _refusal(bare: str, shown: str) -> Note:
    span = _RANGE.fullmatch(bare) if len(bare) <= _LONGEST else None
    if span:
        return Note("number.range", {"text": shown, "low": sayable(number(span[1])), "high": sayable(number(span[2]))})
    if bare in _WORDS:
        return Note("number.uncounted", {"text": shown})
    negative = bare.startswith("-") and _COUNT.fullmatch(bare[1 : _LONGEST + 1])
    return Note("number.negative" if negative else "number.unreadable", {"text": shown})


def _doubts(match: re.Match[str], value: int, shown: str) -> list[Note]:
    code = doubt(match["before"], match["more"], match["after"])
    notes = [Note(code, {"text": shown, "value": sayable(value)})] if code else []
    if match["unit"] in _OTHER_UNITS:
        notes.append(Note("number.unit", {"text": shown, "unit": match["unit"]}))
    return notes


COUNT = CountCodec()
VALID_MARKS = CountCodec("件", OTHER_THAN_MARKS)
