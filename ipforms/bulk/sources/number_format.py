"""What a cell shows of its number: format codes of spreadsheets, such as `0000`, `#,##0"万元"`, `yyyy"年"m"月"`.

Source: ECMA-376 Part 1, 18.8.30 and 18.8.31. What only abbreviates a number (scientific notation, fractions) or writes
it in other numerals is passed over: the value says it better.
"""

import operator
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from ipforms.text.regex import regex

_TOKEN = regex(
    r"""  "(?P<quoted>[^"]*)"?
        | [\\!](?P<escaped>.)
        | [_*](?P<space>.)
        | \[(?P<bracket>[^\]]*)\]
        | (?P<general>General|G/通用格式)
        | (?P<half>AM/PM|A/P|上午/下午)
        | (?P<exponent>E[+-])
        | (?P<date>[ymdhsaeg]+)
        | (?P<digit>[0#?])
        | (?P<sign>[.,%@/;])
        | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LITERAL = ("quoted", "escaped", "other")
_CONDITION = regex(r"([<>=]{1,2})(-?\d+(?:\.\d+)?)")
_COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_TIME = regex(r"[hs]|\[m", re.IGNORECASE)
_CURRENCY = regex(r"\$([^-]*)")
_YUAN = regex(r"[¥￥]|RMB|CNY", re.IGNORECASE)  # the money that is meant anyway
_PLAIN_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d*)?", re.ASCII)
_DASHES = frozenset("-—–－ ")
_LARGE = 10**15  # Excel keeps 15 digits: what it shows of larger numbers is not what was typed
_MOST_DECIMALS, _MOST_SIGNS = 30, 5  # what Excel takes; more signs for a percent or a thousand show nothing but zeros
_EXACT = Context(prec=80)  # digits: of the largest number, its decimals and five percent signs

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
}
"""Formats that a workbook names by number alone: in Excel's Chinese edition."""


class _Token(NamedTuple):
    kind: str
    text: str


class Shown(NamedTuple):
    """What is seen of a number."""

    text: str  # as it is shown
    is_other: bool  # whether the digits are those of another number: fewer, or thousands for ones


@dataclass(frozen=True)
class _Section:
    """One of the parts between semicolons."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None

    @property
    def kinds(self) -> set[str]:
        return {token.kind for token in self.tokens}

    @property
    def signs(self) -> str:
        return "".join(token.text for token in self.tokens if token.kind == "sign")

    def holds(self, value: Decimal) -> bool:
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])


@dataclass(frozen=True)
class NumberFormat:
    """A format code.

    >>> str(NumberFormat.of('0000').shown(571).text), NumberFormat.of('#,##0').shown(5000)
    ('0571', None)
    >>> NumberFormat.of('#,##0.0"万元"').shown(12860.46)
    Shown(text='12,860.5万元', is_other=True)
    >>> sorted(NumberFormat.of('yyyy"年"m"月"').date_parts), NumberFormat.of('@"市"').shown_text("广州")
    (['m', 'y'], '广州市')
    """

    sections: tuple[_Section, ...]

    @staticmethod
    @lru_cache(maxsize=1024)
    def of(code: str) -> "NumberFormat":
        """Parse a code; whatever it holds, it is one."""
        sections: list[list[_Token]] = [[]]
        for found in _TOKEN.finditer(code):
            token = _Token(str(found.lastgroup), found[str(found.lastgroup)])
            if token == ("sign", ";"):
                sections.append([])
            else:
                sections[-1].append(token)
        return NumberFormat(tuple(map(_section, sections)))

    @property
    def is_plain(self) -> bool:
        """Whether it shows every value as it is."""
        return all(_text_of(section) in ("General", "@") for section in self.sections)

    @property
    def date_parts(self) -> frozenset[str]:
        """Of "y", "m" and "d" those that it shows of a date; none if it is no date's."""
        letters = "".join(token.text.lower() for token in self.sections[0].tokens if token.kind == "date")
        found = frozenset(letters.replace("e", "y")) & set("ymd")
        is_time = not found & set("yd") and _TIME.search(_text_of(self.sections[0]))  # minutes are an m as well
        return frozenset() if is_time else found

    def shown_text(self, text: str) -> str:
        """What a cell shows of a text."""
        section = self.sections[3] if len(self.sections) > 3 else self.sections[-1]
        if len(self.sections) > 3 or "@" in section.signs:
            return "".join(text if token == ("sign", "@") else _literal(token) for token in section.tokens)
        return text

    def shown(self, value: float | Decimal) -> Shown | None:
        """What a cell shows of a number; None if that is the number, however it is written."""
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if not number.is_finite() or abs(number) >= _LARGE:
            return None
        section, is_signed = self._section(number)
        if section.kinds & {"exponent", "date"} or "/" in section.signs or "@" in section.signs:
            return None
        shown, is_other = _rendered(section, abs(number))
        text = ("-" if is_signed and number < 0 else "") + shown.strip()
        return None if is_number(text, number) else Shown(text, is_other)

    def _section(self, number: Decimal) -> tuple[_Section, bool]:
        """The section for a number, and whether it leaves the minus sign to be written."""
        if any(section.condition for section in self.sections):
            found = next((each for each in self.sections if each.holds(number)), None)
            if found is None:
                others = [each for each in self.sections[:3] if each.condition is None]
                found = others[-1] if others else self.sections[-1]
            return found, True
        if number < 0 and len(self.sections) > 1:
            return self.sections[1], False
        return self.sections[2 if number == 0 and len(self.sections) > 2 else 0], True


def _section(tokens: list[_Token]) -> _Section:
    conditions = (_CONDITION.fullmatch(token.text) for token in tokens if token.kind == "bracket")
    found = next((each for each in conditions if each and each[1] in _COMPARE), None)
    return _Section(tuple(tokens), (found[1], Decimal(found[2])) if found else None)


def _text_of(section: _Section) -> str:
    return "".join(token.text for token in section.tokens)


def _literal(token: _Token) -> str:
    if token.kind == "bracket" and (currency := _CURRENCY.match(token.text)):
        return _YUAN.sub("", currency[1])
    return _YUAN.sub("", token.text) if token.kind in _LITERAL else ""


def _rendered(section: _Section, number: Decimal) -> tuple[str, bool]:
    """The text, and whether its digits are another number's."""
    if "digit" not in section.kinds:
        general = f"{number.normalize():f}"
        return "".join(general if token.kind == "general" else _literal(token) for token in section.tokens), False
    whole, point, behind = _parted(section.tokens)
    thousands = _scale(section.tokens)
    scaled = _EXACT.divide(number * 100 ** min(section.signs.count("%"), _MOST_SIGNS), Decimal(1000) ** thousands)
    decimals = min(_digits(behind), _MOST_DECIMALS)
    rounded = scaled.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    digits, _, fraction = f"{rounded:f}".partition(".")
    text = _whole(whole, digits.lstrip("0"), grouped=_is_grouped(whole)) + point + _fraction(behind, fraction)
    return text, bool(thousands) or rounded != scaled


def _parted(tokens: tuple[_Token, ...]) -> tuple[tuple[_Token, ...], str, tuple[_Token, ...]]:
    """What stands before the decimal point, and behind it."""
    at = next((index for index, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    if at < len(tokens):
        return tokens[:at], ".", tokens[at + 1 :]
    # Words behind the last digit follow the number.
    last = max(index for index, token in enumerate(tokens) if token.kind == "digit")
    return tokens[: last + 1], "", tokens[last + 1 :]


def _digits(tokens: tuple[_Token, ...]) -> int:
    return sum(token.kind == "digit" for token in tokens)


def _scale(tokens: tuple[_Token, ...]) -> int:
    """How often a number is divided by a thousand: each comma behind the last digit does so."""
    last = max(index for index, token in enumerate(tokens) if token.kind == "digit")
    return min(sum(token == ("sign", ",") for token in tokens[last + 1 :]), _MOST_SIGNS)


def _is_grouped(tokens: tuple[_Token, ...]) -> bool:
    at = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    return bool(at) and any(tokens[index] == ("sign", ",") for index in range(at[0], at[-1]))


def _whole(tokens: tuple[_Token, ...], digits: str, *, grouped: bool) -> str:
    """The digits before the point, put into their places from the right; the first place takes all that are left."""
    text, count = "", 0
    places = _digits(tokens)
    for token in reversed(tokens):
        if token.kind != "digit":
            text = _literal(token) + text
            continue
        places -= 1
        taken = digits[-1:] if places else digits
        digits = digits[:-1] if places else ""
        for digit in reversed(taken or token.text.translate(_FILLED)):
            text = digit + ("," if grouped and count and count % 3 == 0 else "") + text
            count += 1
    return text


_FILLED = str.maketrans({"#": None, "?": " "})


def _fraction(tokens: tuple[_Token, ...], digits: str) -> str:
    text, rest = "", digits
    for token in tokens:
        if token.kind == "digit":
            text += "" if token.text == "#" and not rest.strip("0") else rest[:1]
            rest = rest[1:]
        else:
            text += "%" if token == ("sign", "%") else _literal(token)
    return text


def is_number(text: str, number: Decimal) -> bool:
    """Whether a text is the number, with nothing that the number does not have: not even a zero before it.

    >>> is_number("¥5,000.00", Decimal(5000)), is_number("0571", Decimal(571)), is_number("-", Decimal(0))
    (True, False, True)
    """
    bare = _YUAN.sub("", text).replace(",", "").strip()
    if number == 0 and bare and set(bare) <= _DASHES:
        return True  # how accountants write a zero
    return _PLAIN_NUMBER.fullmatch(bare) is not None and Decimal(bare) == number
