"""组织机构代码 (organisation code), GB 11714-1997.

Given to every organisation by 全国组织机构代码管理中心 until 2015, and since then the 9th to 17th character of the
unified social credit code. Eight characters [0-9A-Z] and one check character, printed with a hyphen before the last.

The check is 11 − Σ value × weight mod 11 with the letters A=10 … Z=35; 10 is written X and 11 is written 0. (Pages that
take letter values from the table of the unified social credit code are wrong: codes in public use settle it.)

Source: https://zh.wikisource.org/wiki/GB_11714-1997_全国组织机构代码编制规则

    >>> validate("MAXXXXX07")
    'MAXXXXX0-7'
    >>> validate("D2143569-X")
    'D2143569-X'
    >>> validate("D2143569-1")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 组织机构代码校验位不符：按前 8 位推算应为“X”，现为“1”
"""

import re

from ipforms.codes import identifier
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.regex import regex

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997
_SHAPE = regex("[0-9A-Z]{8}[0-9X]")
_MERGED = regex(
    r"""(?:[已我本公司企业单位实行办理换]{0,8}[三五多两]证合一)\D* | 已?[并合][入并]?[为到至]?(?:统一社会)?信用代码\D*
      | 不再?(?:单列|单独[填列]\w?|使用) | (?:该证|证件|组织机构代码证?|代码证?)?已(?:取消|停用|废止|作废)""",
    re.VERBOSE,
)
"""What is written there since 2015, when 三证合一 made one code of three."""
_BODY = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

compact = identifier.compact


def check_character(body: str) -> str:
    """The check character for eight body characters.

    >>> check_character("MAXXXXX0")
    '7'
    """
    total = sum(int(character, 36) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def check(text: str) -> tuple[Note, ...]:
    """What is wrong with an organisation code."""
    number = compact(text)
    if len(number) != 9:
        return (Note("org_code.length", {"length": len(number)}),)
    wrong = [index for index, character in enumerate(number) if character not in _BODY]
    if wrong:
        return tuple(Note("org_code.character", {"position": i + 1, "character": number[i]}) for i in wrong)
    expected = check_character(number[:8])
    if number[8] != expected:
        return (Note("org_code.check_character", {"expected": expected, "found": number[8]}),)
    return ()


def format(text: str) -> str:
    """The printed form, with its hyphen.

    >>> format("maxxxxx07"), format(" 尚未领取 ")
    ('MAXXXXX0-7', '尚未领取')
    """
    number = compact(text)
    return f"{number[:8]}-{number[8]}" if _SHAPE.fullmatch(number) else one_line(text)


def with_zeros(digits: str) -> str:
    """The digits of a code with its leading zeros, if its check character says that they belong to it.

    >>> with_zeros("192038213")
    '192038213'
    """
    filled = digits.zfill(9)
    return filled if 6 <= len(digits) < 9 and is_valid(filled) else digits


IDENTIFIER = identifier.Identifier(format, check, re.compile("[0-9A-Z]{8}-[0-9X]"), with_zeros, absent=_MERGED)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
