"""Chinese ordinal numbers of headings: 一, 二, … 十, 十一, … 一百零一."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))


def chinese(number: int) -> str:
    """A number of 1 to 9999 as headings count; a larger one in digits.

    >>> [chinese(number) for number in (1, 10, 12, 20, 101, 110, 1010, 10000)]
    ['一', '十', '十二', '二十', '一百零一', '一百一十', '一千零一十', '10000']
    """
    if not 0 < number < 10000:
        return str(number)
    text, rest, gap = "", number, False
    for size, unit in _UNITS:
        digit, rest = divmod(rest, size)
        text += ("零" if gap and digit else "") + (_DIGITS[digit] + unit if digit else "")
        gap = bool(text) and not digit
    text += ("零" if gap and rest else "") + (_DIGITS[rest] if rest else "")
    return text.removeprefix("一") if 10 <= number < 20 else text
