"""How Word writes the number of a list's item: the formats that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def chinese(count: int) -> str:
    """一, 十, 十一, 一百零一.

    >>> [chinese(count) for count in (1, 10, 21, 101, 110)]
    ['一', '十', '二十一', '一百零一', '一百一十']
    """
    if count >= 1000:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not text else "")


def letters(count: int) -> str:
    """A … z, aa, bb …, as Word goes on after z."""
    return chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 30) if count > 0 else ""


def roman(count: int) -> str:
    """i, ii, iii, iv …"""
    text = ""
    for value, sign in _ROMAN if count < 4000 else ():
        text += sign * (count // value)
        count %= value
    return text


def circled(count: int) -> str:
    """① … ⑳; beyond, the plain number, as Word does."""
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


def full_width(count: int) -> str:
    """１, ２ …"""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else str(count)


FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalFullWidth": full_width,
    "decimalFullWidth2": full_width,
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
            "ideographDigital",
        ),
        chinese,
    ),
}
