"""Dates, as exact as the paper gives them: `2017-03-20`, `2012-05`, `2015`."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from ipforms.codecs.codec import Codec, Decoded, UnfitValue, quoted, wrong_type
from ipforms.codecs.numerals import number
from ipforms.messages import Note
from ipforms.text import half_width, without_space
from ipforms.text.regex import regex

_ISO = regex(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)

# In a year written in Chinese each character is a digit; the zero is typed in many ways.
_YEAR_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")

_CHINESE = regex(
    r"""(?P<year>[0-9〇○零oO一二三四五六七八九]{2,4}) 年
        (?: (?P<month>[0-9一二三四五六七八九十]{1,3})? 月
            (?: (?P<day>[0-9一二三四五六七八九十]{1,3})? [日号]? )? )?
        日?""",
    re.VERBOSE,
)
_SEPARATED = regex(
    r"(?P<year>\d{4}|\d{2}) ([./\-、。]) (?P<month>\d{1,2}) (?: \2 (?P<day>\d{1,2}) )? [.。]?", re.ASCII | re.VERBOSE
)
_YEAR = regex(r"(?P<year>\d{4})", re.ASCII)
_COMPACT = regex(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
_TIME = regex(
    r"""(?: (?<=\d) [T\s] | (?<=[日号]) ) \s* (?:上午|下午|早上|晚上)? \s* \d{1,2} \s* [:时点] \s* \d{2}
        (?: \s* [:分] \s* (?: \d{2} (?:\.\d+)? \s* 秒? )? )? (?: Z | [+-]\d{2}:?\d{2} )?""",
    re.VERBOSE,
)
_WEEKDAY = regex(r"\(?(?:星期|周|礼拜)([一二三四五六日天])\)?")
_WEEKDAYS = "一二三四五六日"
# A date among words: the year has four digits, or 年 behind it.
_AMONG = (
    regex(
        r"""(?<![\d〇○零一二三四五六七八九]) (?P<year>[0-9〇○零oO一二三四五六七八九]{4}) 年
            (?: (?P<month>\d{1,2}|[一二三四五六七八九十]{1,2}) 月
                (?: (?P<day>\d{1,2}|[一二三四五六七八九十]{1,3}) [日号]? )? )?""",
        re.ASCII | re.VERBOSE,
    ),
    regex(
        r"""(?<![\w./-]) (?P<year>(?:19|20)\d{2}) ([./-]) (?P<month>\d{1,2}) (?: \2 (?P<day>\d{1,2}) )? (?![\d./-])""",
        re.ASCII | re.VERBOSE,
    ),
)
_ENGLISH = regex(
    r"""(?: (?P<day>\d{1,2}) (?:st|nd|rd|th)? [\s.,/-]* (?:of\s+)? )? (?P<month>[A-Za-z]{3,9}) [\s.,/-]*
        (?: (?P<day_behind>\d{1,2}) (?:st|nd|rd|th)? (?: \s*,\s* | \s+ ) )? (?P<year>\d{4})""",
    re.ASCII | re.VERBOSE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = regex(
    """jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
      |nov(?:ember)?|dec(?:ember)?""",
    re.VERBOSE | re.IGNORECASE,
)
_REMARK = regex(
    r"(?<=.)[(][^()]*[^\W\d_年月日号〇○][^()]*[)]$"
)  # 2010年11月（2016年修订）: words in brackets behind it
_OTHER_NUMBER = regex(r"\d{4}|\d[年月日号]|[一二三四五六七八九十][月日号]", re.ASCII)
_OWN = regex(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", re.ASCII)
_FORMS = (_CHINESE, _SEPARATED, _COMPACT, _YEAR)
_PRINTED = frozenset(("20年月日", "19年月日", "20年月", "20年", "20"))
_LONGEST = 40  # characters; two dates with the words between them have fewer
_RANGE = regex(
    r"""(.*\d.*?)
        (?: -- | —+ | – | ～ | ~ | 至 | 到 | (?<=[\d日])-(?=\d{4}) )  # a single hyphen only before another year
        (.*\d.*)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class DateCodec(Codec[str]):
    """A date in ISO form, of the precision that the paper has: day, month or year.

    >>> DateCodec().encode("2017-03-09"), DateCodec().encode("2012-05"), DateCodec().encode("2015")
    ('2017年3月9日', '2012年5月', '2015年')
    >>> DateCodec().decode("二○一七年三月九日").value
    '2017-03-09'
    >>> DateCodec().decode("2017年13月9日").notes[0].code
    'date.impossible'
    """

    is_one_line = True

    def encode(self, value: str) -> str:
        """`2017年3月9日`, with what is known of it."""
        return "".join([f"{int(part)}{unit}" for part, unit in zip(value.split("-"), "年月日", strict=False)])

    def decode(self, text: str) -> Decoded[str]:
        """Read a date in any of the usual writings."""
        if (value := self.printed_value(text)) is not None:
            return Decoded(value)
        bare = without_space(_TIME.sub("", half_width(text[: 4 * _LONGEST].strip())))
        if not bare.strip("年月日号/.-_") or bare in _PRINTED:
            return Decoded(None)
        shown = quoted(text, _LONGEST)
        if len(text) > 4 * _LONGEST:
            return Decoded(None, (Note("date.unreadable", {"text": shown}),))
        match = next(filter(None, (form.fullmatch(bare) for form in _FORMS)), None)
        if match is None:
            return _english(text, shown) or _among(bare, shown)
        return _read(match.groupdict(), shown, blanks=bare.endswith(("月日", "年日")))

    def printed_value(self, text: str) -> str | None:
        """The day of `2022年7月9日`, the month of `2022年7月`."""
        own = _OWN.fullmatch(text)
        is_day = own is not None and _exists(*own.groups())
        return "-".join(part.zfill(2) for part in own.groups() if part) if own and is_day else None

    def plain(self, value: Any) -> str:
        """A `datetime.date`; a `datetime` at midnight, as spreadsheets give dates; a year."""
        if isinstance(value, datetime.datetime) and value.time() == datetime.time():
            value = value.date()
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            if value.year < 1000:
                raise UnfitValue(Note("date.impossible", {"text": value.isoformat()}))
            return value.isoformat()
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
            return str(value)
        raise wrong_type(value)

    def canonical(self, value: Any) -> str | None:
        """An ISO date as it is, fast; anything else as it is read."""
        if isinstance(value, str) and (iso := _ISO.fullmatch(value)) and _exists(*iso.groups()):
            return value
        return super().canonical(value)


def _english(text: str, shown: str) -> Decoded[str] | None:
    """20 April 2018, April 20, 2018."""
    found = _ENGLISH.fullmatch(_TIME.sub("", half_width(text).strip()).strip(" ."))
    if found is None or not _MONTH_NAMES.fullmatch(found["month"]):
        return None
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    day = found["day"] or found["day_behind"]
    return _read({"year": found["year"], "month": str(month), "day": day}, shown, blanks=False)


def _among(bare: str, shown: str) -> Decoded[str]:
    """The one date among words: 2012年5月起施行, 2008年6月12日（星期四）."""
    weekday = _WEEKDAY.search(bare)
    said = bare.replace(weekday[0], "", 1) if weekday else bare
    remark = _REMARK.search(said)
    found = [found for form in _AMONG for found in form.finditer(said[: remark.start()] if remark else said)]
    found = found or [found for form in _AMONG for found in form.finditer(said)]
    values = {tuple(each.groupdict().items()) for each in found}
    if len(bare) <= _LONGEST and _RANGE.fullmatch(bare):
        return Decoded(None, (Note("date.range", {"text": shown}),))
    if len(values) != 1:
        code = "date.several" if values else "date.unreadable"
        return Decoded(None, (Note(code, {"text": shown}),))
    beside = said.replace(found[0][0], "")
    if _OTHER_NUMBER.search(beside.replace(remark[0], "") if remark else beside):
        return Decoded(None, (Note("date.several", {"text": shown}),))
    decoded = _read(found[0].groupdict(), shown, blanks=False)
    notes = [*decoded.notes, *_weekday_notes(decoded.value, weekday, shown)]
    if words := beside.strip("度()【】[],.;:"):
        notes.append(Note("date.remark", {"text": shown, "remark": quoted(words)}))
    return Decoded(decoded.value, tuple(notes))


def _weekday_notes(date: str | None, weekday: re.Match[str] | None, shown: str) -> tuple[Note, ...]:
    if weekday is None or date is None or len(date) < len("2008-06-12"):
        return ()
    expected = _WEEKDAYS[datetime.date.fromisoformat(date).weekday()]
    same = weekday[1].replace("天", "日") == expected
    return () if same else (Note("date.weekday", {"text": shown, "expected": expected}),)


def _exists(year: str, month: str | None, day: str | None) -> bool:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return int(year) >= 1000


def _read(parts: dict[str, str | None], shown: str, *, blanks: bool) -> Decoded[str]:
    year, month, day = str(parts.get("year")).translate(_YEAR_DIGITS), parts.get("month"), parts.get("day")
    notes = []
    if len(year) == 3 or not year.isdecimal():
        return Decoded(None, (Note("date.unreadable", {"text": shown}),))
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else f"19{year}"
        notes.append(Note("date.two_digit_year", {"text": shown, "year": year}))
    if blanks:
        notes.append(Note("date.incomplete", {"text": shown}))
    numbers = [part if part.isdecimal() else str(number(part)) for part in (month, day) if part]
    if not _exists(year, *(*numbers, None, None)[:2]):
        return Decoded(None, (Note("date.impossible", {"text": shown}),))
    return Decoded("-".join((year, *(part.zfill(2) for part in numbers))), tuple(notes))


DATE = DateCodec()
