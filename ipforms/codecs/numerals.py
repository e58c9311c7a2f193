"""Numbers as people write them: 1,234; 1.2万; 三十二; 伍仟万. And the words that make one approximate.

近30件, 1万多平方米, 150家以上, 不超过30件.
"""

from decimal import Decimal

from ipforms.text import unspaced
from ipforms.text.regex import regex

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "兩": 2,
    "貳": 2,
    "參": 3,
    "叄": 3,
    "陸": 6,
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))

_HAN = "零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖○两兩貳參叄陸十拾百佰千仟万萬亿億点"
NUMERAL = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?[十拾百佰千仟万萬亿億]*|[{_HAN}]+"
"""A regular expression for what `number` reads, over text at half width without spaces."""

LONGEST = 60  # A longer numeral is no number that anybody means

WORDS = rf"[^\W0-9_A-Za-z{_HAN}不没沒未无無非除减每第前约近超逾至几数好半双]"
"""A letter of words that may stand beside a number and leave it what it is."""

_APART = regex(r"[0-9０-９]\s+[0-9０-９]")
_NUMERAL = regex(NUMERAL)
_PLAIN = regex(r"[0-9]+(?:\.[0-9]+)?")
_TOKEN = regex(r"[0-9]+(?:\.[0-9]+)?|.")


def number(text: str) -> Decimal | None:
    """The number that a numeral says, or None.

    >>> number("1,234"), number("1.2万"), number("三十二"), number("伍仟万"), number("一点二万")
    (Decimal('1234'), Decimal('12000'), Decimal('32'), Decimal('50000000'), Decimal('12000'))
    >>> number("三百五"), number("三百零五"), number("一万二")
    (Decimal('350'), Decimal('305'), Decimal('12000'))
    >>> number("若干") is None
    True
    """
    bare = unspaced(text)
    if len(bare) > LONGEST:
        return None
    if _PLAIN.fullmatch(bare):
        return _trimmed(Decimal(bare))
    return _trimmed(_large(bare.replace(",", ""))) if _NUMERAL.fullmatch(bare) else None


def is_apart(text: str) -> bool:
    """Whether white space parts two digits: 42 25 is two numbers, or nobody knows which one.

    >>> is_apart("42\\n25"), is_apart("42 件")
    (True, False)
    """
    return _APART.search(text) is not None


def _trimmed(value: Decimal | None) -> Decimal | None:
    """1.20 stays, 12000.0 of 1.2 × 10000 does not."""
    return Decimal(int(value)) if value is not None and value == value.to_integral_value() else value


def _large(text: str) -> Decimal | None:
    for unit, size in _LARGE:
        left, found, right = text.rpartition(unit)
        if found:
            many, rest = _large(left) if left else Decimal(1), _rest(right, size)
            return None if many is None or rest is None else many * size + rest
    return _small(text)


def _rest(text: str, size: int) -> Decimal | None:
    """What stands behind 万 or 亿. One digit alone counts in the next place: 一万二 is 12000, 一万零二 is 10002."""
    if len(text) == 1 and text in _DIGITS:
        return Decimal(_DIGITS[text] * size) / 10
    return _large(text) if text else Decimal(0)


def _small(text: str) -> Decimal | None:
    """Below ten thousand: 三百二十, 一二〇, 1千, 一点二."""
    whole, point, decimals = text.partition("点")
    if point:
        digits = [str(_DIGITS[digit]) for digit in decimals if digit in _DIGITS]
        before = _small(whole)
        fraction = "".join(digits)
        return None if before is None or len(digits) != len(decimals) or not digits else Decimal(f"{before}.{fraction}")
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    return _with_units(text)


def _with_units(text: str) -> Decimal | None:
    total, digit, place = Decimal(0), None, 1
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            total += (1 if digit is None else digit) * _SMALL[token]
            digit, place = None, _SMALL[token] // 10
        elif digit in (None, 0):
            place = 1 if digit == 0 else place
            digit = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
        else:
            return None
    return total + (digit or 0) * place


_Words = dict[str, tuple[str, ...]]

_BEFORE: _Words = {
    "at_least": ("超过", "超", "逾", "多于", "大于", "不少于", "不低于", "至少"),
    "at_most": ("近", "将近", "接近", "不足", "不到", "少于", "小于", "至多", "最多", "不超过", "不多于"),
    "about": ("约", "大约", "大概", "共约"),
}
_MORE: _Words = {"at_least": ("余", "多", "来", "几")}
_AFTER: _Words = {
    "at_least": ("以上", "及以上", "多", "余"),
    "at_most": ("以内", "以下", "及以下", "之内"),
    "about": ("左右", "上下"),
}


def _words(table: _Words) -> str:
    return "|".join(sorted((word for words in table.values() for word in words), key=len, reverse=True))


BEFORE, MORE, AFTER = _words(_BEFORE), _words(_MORE), _words(_AFTER)
"""Regular expressions: before the number, behind it, behind its unit."""


def doubt(before: str | None = None, more: str | None = None, after: str | None = None) -> str | None:
    """The code of the note that these words call for, or None.

    >>> doubt(before="近"), doubt(more="余"), doubt(after="左右"), doubt()
    ('number.at_most', 'number.at_least', 'number.about', None)
    """
    for table, word in ((_BEFORE, before), (_MORE, more), (_AFTER, after)):
        found = next((meant for meant, words in table.items() if word in words), None)
        if found:
            return f"number.{found}"
    return None
