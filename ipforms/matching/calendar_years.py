"""The year that a text says, in whatever figures: 2023年度, ２０２３年, 二〇二三年, （2023年）, 23年."""

import re

_HAN = "〇○零一二三四五六七八九"
_PLAIN = str.maketrans(_HAN, "000123456789")
NUMBER = rf"(?:[12１２一二][\d{_HAN}]{{3}}|(?<![\d{_HAN}])\d\d(?=\s*年))"
"""A pattern of its number; of two digits where 年 stands behind them."""
_YEAR = re.compile(
    rf"\s*(?:第?[一二三四五前上本去1-5]{{1,2}}年度?\s*(?=[（(]))?[（(]?\s*(?P<year>{NUMBER})\s*年?度?\s*[)）]?\s*"
)


def year_number(figures: str) -> str:
    """The four digits of a year.

    >>> year_number("二〇二三"), year_number("２０２３"), year_number("23")
    ('2023', '2023', '2023')
    """
    digits = "".join(str(int(each)) for each in figures.translate(_PLAIN))
    return digits if len(digits) > len("23") else f"20{digits}"


def said_year(text: str) -> str:
    """The year that is all a text says; "" where it says anything else.

    >>> [said_year(text) for text in ("（2023年度）", "第一年（2023年）", "23年", "23", "2023年营业收入")]
    ['2023', '2023', '2023', '', '']
    """
    found = _YEAR.fullmatch(text)
    return year_number(found["year"]) if found else ""
