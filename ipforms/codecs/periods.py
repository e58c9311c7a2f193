"""Periods and years: 2023年1月至2025年12月, 2024年."""

import re
from collections.abc import Iterator
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, is_number, quoted, wrong_type
from ipforms.codecs.dates import DATE
from ipforms.messages import Note
from ipforms.text import half_width, without_space
from ipforms.text.regex import regex

_BETWEEN = regex(r"--+|—+|–|~+|～|至|到|-")
_OPEN_END = regex(r"今|现在|目前|迄今")
_ISO = r"[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_MONTH = regex(r"\d{1,2}月(?:\d{1,2}[日号]?)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?")
_MONTHS = regex(r"(?P<year>\d{4}年)(?P<first>\d{1,2})(?P<sign>[^\d月]{1,2}\d{1,2}月)")  # 2025年1—6月
_DIGITS = regex(r"([12]\d{3})([01]\d)[-—–~至到]+([12]\d{3})([01]\d)")  # 202301-202512
_PARTS = {
    "": (1, 12),
    "度": (1, 12),
    "全年": (1, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    **{f"第?{name}季度?": (3 * at - 2, 3 * at) for at, name in enumerate(("[一1]", "[二2]", "[三3]", "[四4]"), 1)},
}
"""What is said of a year behind its 年, with the months that it is."""
_EDGE = regex(r"[,;(]?(?:自|从|起始?|开始|截[止至]|终止|结束|止)(?:时间|日期|年月)?[):,;]*")
"""What is said of an end: 自2023年1月起, 止：2025年12月."""
_NEXT_LINE = regex(r"(?<=[年月日\d])\s*\n\s*(?=\d{4}[年./-])")  # the end of a period below its begin
_SIGNS_IN_ROW = regex(r"[—–～至到-]*~[~—–～至到-]*")
_PART = regex(r"(?P<year>[12]\d{3})年(?:" + "|".join(f"(?P<p{at}>{part})" for at, part in enumerate(_PARTS)) + ")")
_ASIDE = regex(r"(?P<period>[^()]+)\((?P<said>[^()]+)\)")  # its months: 2024年度(1月至12月), or words: (以受理日为准)
_IN_MONTHS = regex(r"\d月")
_PRINTED = regex(r"[年月日至\-—～~\s_/.]*")
_LONGEST = 60  # characters; two dates with words between them have fewer
_YEAR = regex(r"(?P<year>[12][0-9]{3})年?度?")
NOW = ".."  # the end of a period that goes on, as ISO 8601-2 has it


class PeriodCodec(Codec[str]):
    """A period as an ISO 8601 interval, each end as exact as the paper has it.

    >>> kind = PeriodCodec()
    >>> kind.encode("2023-01/2025-12"), kind.encode("2023-01/..")
    ('2023年1月至2025年12月', '2023年1月至今')
    >>> kind.decode("2023.1-2025.12").value, kind.decode("2023年1月—12月").value
    ('2023-01/2025-12', '2023-01/2023-12')
    >>> kind.decode("2025年1—6月").value, kind.decode("2025年下半年").value, kind.decode("2025年度").value
    ('2025-01/2025-06', '2025-07/2025-12', '2025-01/2025-12')
    >>> kind.decode("自2022年7月起⏎2025年6月止".replace("⏎", "\\n")).value, kind.decode("起：2022.7 止：2025.6").value
    ('2022-07/2025-06', '2022-07/2025-06')
    >>> kind.decode("二〇二五年一月至十二月").value, kind.decode("202301-202512").value
    ('2025-01/2025-12', '2023-01/2025-12')
    >>> kind.decode("2022年7月⏎2025年6月".replace("⏎", "\\n")).value
    '2022-07/2025-06'
    >>> kind.decode("2024年度（2024年1月至2024年12月）").value
    '2024-01/2024-12'
    >>> kind.decode("2024年度（1月至12月）").value, kind.decode("2025年1月至6月（以受理日为准）").notes[0].code
    ('2024-01/2024-12', 'date.remark')
    >>> kind.decode("2025年1月至2023年1月").notes[0].code
    'period.order'
    """

    is_one_line = True

    @property
    def shape(self) -> dict[str, Any]:
        """An interval."""
        return {"type": "string", "pattern": rf"^(?:{_ISO}/(?:{_ISO}|\.\.))?$"}

    def encode(self, value: str) -> str:
        """Both dates with 至 between them."""
        first, _, last = value.partition("/")
        return f"{DATE.encode(first)}至{'今' if last == NOW else DATE.encode(last)}"

    def decode(self, text: str) -> Decoded[str]:
        """Read two dates with any sign between them."""
        bare = without_space(half_width(_NEXT_LINE.sub("至", text.strip())))
        if _PRINTED.fullmatch(bare):
            return Decoded(None)
        shown = quoted(text, _LONGEST)
        found = set(_spans(bare)) if len(bare) <= _LONGEST else set()
        notes: tuple[Note, ...] = ()
        if not found and len(bare) <= _LONGEST and (aside := _ASIDE.fullmatch(bare)):
            found = set(_spans(aside["period"]))
            if _IN_MONTHS.search(aside["said"]):
                months = _spans(f"{bare[:4]}年{aside['said'].removeprefix(bare[:4]).removeprefix('年')}")
                found = {each for each in months if any(one[0] <= each[0] and each[1] <= one[1] for one in found)}
            else:
                notes = (Note("date.remark", {"text": shown, "remark": quoted(aside["said"])}),)
        if len(found) != 1:
            return Decoded(None, (Note("period.unreadable", {"text": shown}),))
        first, last = found.pop()
        if last != NOW and first[: len(last)] > last[: len(first)]:
            return Decoded(None, (Note("period.order", {"text": shown}),))
        return Decoded(f"{first}/{last}", notes)

    def plain(self, value: Any) -> str:
        """A pair of dates; None as the second says that it goes on."""
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise wrong_type(value)
        first, last = (DATE.canonical(each) if each is not None else None for each in value)
        if first is None:
            raise wrong_type(value)
        return self._in_order(f"{first}/{last or NOW}")

    def canonical(self, value: Any) -> str | None:
        """An interval as it is; anything else as it is read."""
        if isinstance(value, str) and "/" in value and re.fullmatch(rf"{_ISO}/(?:{_ISO}|\.\.)", value):
            first, _, last = value.partition("/")
            if DATE.canonical(first) and (last == NOW or DATE.canonical(last)):
                return self._in_order(value)
        return super().canonical(value)

    def _in_order(self, value: str) -> str:
        first, _, last = value.partition("/")
        if last != NOW and first[: len(last)] > last[: len(first)]:
            raise UnfitValue(Note("period.order", {"text": value}))
        return value


def _spans(bare: str) -> Iterator[tuple[str, str]]:
    """The ways to part a text into two dates of which nothing is doubtful; a part of a year is its months."""
    if part := _PART.fullmatch(bare):
        first_month, last_month = list(_PARTS.values())[int((part.lastgroup or "p0")[1:])]
        yield f"{part['year']}-{first_month:02}", f"{part['year']}-{last_month:02}"
    bare = _SIGNS_IN_ROW.sub("~", _EDGE.sub("~", bare)).strip("~")
    bare = _DIGITS.sub(r"\1.\2~\3.\4", bare)
    bare = _MONTHS.sub(r"\g<year>\g<first>月\g<sign>", bare)
    for sign in _BETWEEN.finditer(bare):
        before, behind = bare[: sign.start()], bare[sign.end() :]
        first = DATE.decode(before)
        if first.value is None or first.notes or not behind:
            continue
        if _OPEN_END.fullmatch(behind):
            yield first.value, NOW
            continue
        # 2023年1月至12月: the year is said once.
        of_year = f"{first.value[:4]}年{behind}" if _MONTH.fullmatch(behind) else behind
        last = DATE.decode(of_year)
        if last.value is not None and not last.notes:
            yield first.value, last.value


class YearCodec(Codec[int]):
    """A calendar year: at the head of a column whose year is a fact of the form and no print of it.

    >>> YearCodec().encode(2024), YearCodec().decode("2024年度").value, YearCodec().decode("年").value
    ('2024年', 2024, None)
    """

    is_one_line = True
    blank = "____年"

    @property
    def shape(self) -> dict[str, Any]:
        """A number of four digits."""
        return {"type": "integer", "minimum": 1000, "maximum": 2999}

    def encode(self, value: int) -> str:
        """The number and 年."""
        return f"{value}年"

    def decode(self, text: str) -> Decoded[int]:
        """Read a year of four digits."""
        bare = without_space(half_width(text.strip()))
        if not bare.strip("年度_()"):
            return Decoded(None)
        found = _YEAR.fullmatch(bare)
        if found:
            return Decoded(int(found["year"]))
        dated = DATE.decode(bare.removesuffix("度"))
        if dated.value is not None and len(dated.value) == 4 and int(dated.value) < 3000:
            return Decoded(int(dated.value), dated.notes)
        return Decoded(None, (Note("date.unreadable", {"text": quoted(text, 40)}),))

    def plain(self, value: Any) -> int:
        """A whole number of four digits."""
        if is_number(value) and 1000 <= value < 3000 and value == int(value):
            return int(value)
        raise wrong_type(value)


PERIOD, YEAR = PeriodCodec(), YearCodec()
