"""专利号 (patent number) of 国家知识产权局 (CNIPA): ZL and the application number.

Until 2003-09-30 two digits of the year, the type, five digits, a dot and a check character; since 2003-10-01 four
digits of the year, the type and seven digits. Types: 1 invention, 2 utility model, 3 design, 8 invention by PCT, 9
utility model by PCT. The check is Σ digit × (2 … 9, 2 … 5) mod 11 with X for 10. Certificates print blanks between the
parts (`ZL 2017 1 0601862.3`). A publication number (`CN107123456B`) is another thing.

Source: ZC 0006-2003 《专利申请号标准》 https://www.cnipa.gov.cn/

    >>> validate("ZL 2017 1 0601862.3"), validate("95115608.x")
    ('ZL201710601862.3', 'ZL95115608.X')
    >>> validate("201710601862.4")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 专利号校验位不符：应为“3”，现为“4”
    >>> print(check("CN107123456B")[0].message())
    “CN107123456B”是专利公布（公告）号，不是专利号
    >>> find_all("ZL201710601862.3、ZL95115608.X")
    ['ZL201710601862.3', 'ZL95115608.X']
"""

import re
from datetime import date
from typing import Literal

from ipforms.codes import identifier, masking
from ipforms.messages import Bilingual, Note
from ipforms.text import enumerations, half_width, one_line, without_space
from ipforms.text.regex import regex

Right = Literal["invention", "utility_model", "design"]

TYPES: dict[str, Right] = {
    "1": "invention",
    "2": "utility_model",
    "3": "design",
    "8": "invention",
    "9": "utility_model",
}

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)  # ZC 0006-2003
_PREFIX = regex("(?:ZL|专利号|申请号|:)+")
_COUNTRY = regex("CN(?=[0-9]{12}[0-9X]$)")
_SHAPE = regex("[0-9]{12}[0-9X]|(?:8[5-9]|9[0-9]|0[0-3])[0-9]{6}[0-9X]")
_TITLE = re.compile(r"(?!.*(?:申请|审查|受理|失效))[^\W\d_]\D{3,}")  # of a patent; 正在申请 is an entry of its own
_CANONICAL = re.compile(
    r"""ZL (?: 20[0-9]{10}                            # since 2003-10
             | (?:8[5-9]|9[0-9]|0[0-3])[0-9]{6} )     # before, from 1985
        \. [0-9X]""",
    re.VERBOSE,
)
_BARE = regex(
    r"""20[0-9]{2} [12389] [0-9]{7}                   # year, kind, serial
      | (?:8[5-9]|9[0-9]|0[0-3]) [12389] [0-9]{5}""",
    re.VERBOSE,
)
_PUBLICATION = regex("CN[0-9]{6,9}[A-Z][0-9]?")
_INSIDE = regex(
    r"""(?<![0-9A-Z]) (?:ZL[ ]*)?
        (?: [0-9]{4}[ ]? [0-9][ ]? [0-9]{7}[ ]? \.?[ ]? [0-9X]    # since 2003-10
          | [0-9]{2}[ ]? [0-9][ ]? [0-9]{5}[ ]? \. [ ]? [0-9X] )  # before: only the dot tells it from other digits
        (?![0-9A-Z])""",
    re.VERBOSE,
)
_SEPARATOR = regex(
    r"""[、,，;；/／\n\r\t|]
      | (?<=[0-9０-９XxＸ]) \s*[和及与]\s* (?=[ZzＺ0-9０-９])  # between numbers alone""",
    re.VERBOSE,
)
# Two-year digits ran to 2003; a filing year after 2050 is a slip whatever day it is.
_YEARS = range(2003, 2051)
# 1、ZL…, and ZL… ZL… with a blank between them.
_ENTRY_NUMBER = regex(
    r"^ (?: [ \t]* [(（]?[1-9]\d?[)）、.．] )+ [ \t]* (?=ZL|\d{4})", re.MULTILINE | re.ASCII | re.VERBOSE
)
# （ZL…，有效）: the state of a right, in the bracket of its number.
_STATE = regex(r"[，,、\s]+(?:维持)?(?:有效|已?授权)(?:中|状态)?(?=[)）])")
_BEFORE_NEXT = regex(r"(?<=[0-9X])[ \t]+(?=ZL)")
# 转台 ZL2019…: words beside numbers; five digits more may be a number with a slip.
_FURTHER = regex(r"\d{5}")
_LABELS = regex("专利号码?|申请号码?|等$")
_WORDS = regex(r"[\u4e00-\u9fff]{2,}")
_BROKEN = regex(r"(?:ZL)?[ ]?[0-9]{2,12}(?:\n[0-9]{0,10}\.?|\.\n)[0-9X](?![0-9A-Z])", re.IGNORECASE)
_LONGEST = 2000  # characters, some hundred numbers; longer texts are not searched for them

_CHANGED = regex("[失无]效|终止|到期|届满|转让|许可|受让|质押|申请|受理|公开|公布|驳回|撤回|放弃|待|拟")
"""Words that say more of a patent than its title."""


def compact(text: str) -> str:
    """The bare digits and check character, without ZL and dot.

    >>> compact("ＺＬ２０１７１０６０１８６２．３"), compact("专利号：ZL 95115608.X")
    ('2017106018623', '95115608X')
    """
    number = identifier.without_prefix(identifier.compact(text).replace(".", ""), _PREFIX)
    return identifier.without_prefix(number, _COUNTRY) if len(number) == 15 else number


def check_character(body: str) -> str:
    """The check character for 8 or 12 digits.

    >>> check_character("201710601862"), check_character("95115608")
    ('3', 'X')
    """
    return "0123456789X"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=False)) % 11]


def filing_year(text: str) -> int | None:
    """The year of filing; None where the text has not the shape of a patent number.

    >>> filing_year("ZL95115608.X"), filing_year("00814037.5")
    (1995, 2000)
    """
    number = compact(text)
    if not _SHAPE.fullmatch(number):
        return None
    if len(number) == 13:
        return int(number[:4])
    return int(number[:2]) + (1900 if number[0] in "89" else 2000)


def right(text: str) -> Right | None:
    """The kind of right: "invention", "utility_model", "design"; None where the type digit is not known.

    >>> right("ZL201710601862.3"), right("ZL201730601862.9")
    ('invention', 'design')
    """
    number = compact(text)
    return TYPES.get(number[4 if len(number) == 13 else 2]) if _SHAPE.fullmatch(number) else None


def check(text: str, *, on: date | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful; with a day `on`, also whether a right of this age can be in force."""
    number = compact(text)
    if _SHAPE.fullmatch(number):
        return tuple(_number_notes(number, on))
    inside = _inside(text)
    if len(inside) == 1:
        return (Note("patent.other_text", {"number": format(inside[0])}), *check(inside[0], on=on))
    return (_shape_note(number),)


def _shape_note(number: str) -> Note:
    """Why a text has not the shape."""
    if _PUBLICATION.fullmatch(number):
        return Note("patent.publication", {"number": number})
    if identifier.is_scientific(number):
        return Note("patent.scientific")
    if _BARE.fullmatch(number):
        return Note("patent.no_check_character", {"suggestion": format(number + check_character(number))})
    wrong = [i for i, character in enumerate(number[:13]) if not identifier.is_digits(character)]
    if wrong and len(number) in (9, 13):
        return Note("patent.character", {"position": wrong[0] + 1, "character": number[wrong[0]]})
    return Note("patent.length", {"length": len(number)})


def _number_notes(number: str, on: date | None) -> list[Note]:
    notes = []
    expected, kind, year = check_character(number[:-1]), right(number), filing_year(number) or 0
    if number[-1] != expected:
        notes.append(Note("patent.check_character", {"expected": expected, "found": number[-1]}))
    if kind is None:
        notes.append(Note("patent.type", {"digit": number[4 if len(number) == 13 else 2]}))
    if len(number) == 13 and year not in _YEARS:
        notes.append(Note("patent.year", {"year": year}))
    elif on is not None and year > on.year:
        notes.append(Note("patent.future", {"year": year, "on": on.isoformat()}))
    elif on is not None and kind is not None and on.year - year > _term(kind, year):
        facts = {"year": year, "term": _term(kind, year), "kind": Bilingual(f"patent.{kind}")}
        notes.append(Note("patent.expired", facts))
    return notes


def _term(kind: Right, year: int) -> int:
    """Years from filing. Designs filed from 2021-06-01 on have 15; of 2021 the number does not tell the month."""
    if kind == "invention":
        return 20
    return 15 if kind == "design" and year >= 2021 else 10


def _inside(text: str) -> list[str]:
    """Numbers inside a longer text; one too long to be a cell of numbers has none."""
    plain = half_width(text[:_LONGEST]).upper()
    found = _INSIDE.findall(plain) if len(text) <= _LONGEST else []
    return [number for number in found if _SHAPE.fullmatch(compact(number))]


def find_all(text: str) -> list[str]:
    """The entries of a cell, each formatted where it is a patent number and as typed where it is not.

    >>> find_all("ZL 2017 1 0601862.3；95115608.X\\n正在申请")
    ['ZL201710601862.3', 'ZL95115608.X', '正在申请']
    >>> find_all("ZL201710601862.\\n3\\nZL95115608.X")
    ['ZL201710601862.3', 'ZL95115608.X']
    >>> find_all("一种转台（ZL201710601862.3，有效）")
    ['ZL201710601862.3']
    """
    plain = _STATE.sub("", "\n".join(enumerations.numbered(text) or [text]))
    entries = _BEFORE_NEXT.sub("\n", _ENTRY_NUMBER.sub("", _BROKEN.sub(_whole, plain)))
    pieces = (one_line(piece) for piece in _SEPARATOR.split(entries) if piece.strip() != "等")
    return _without_titles([entry for piece in pieces if piece for entry in _entries(piece)])


def _without_titles(entries: list[str]) -> list[str]:
    """The entries without what each is of, where such words stand before all numbers: 一种夹具，ZL…."""
    words, numbers = entries[::2], entries[1::2]
    are_titles = all(map(_TITLE.fullmatch, words)) and all(_SHAPE.fullmatch(compact(each)) for each in numbers)
    return numbers if len(words) == len(numbers) and are_titles else entries


def _whole(broken: re.Match[str]) -> str:
    """A number that goes on in the next line."""
    joined = without_space(broken[0])
    return joined if _SHAPE.fullmatch(compact(joined)) else broken[0]


def _entries(piece: str) -> list[str]:
    """The numbers of a piece, without the words beside them; with other digits there, the piece as it is."""
    numbers = _inside(piece)
    if numbers and not _FURTHER.search(_rest(piece)):
        return [format(number) for number in numbers]
    return [format(piece)]


def _rest(piece: str) -> str:
    """What stands beside the numbers of a piece."""
    return _LABELS.sub("", _INSIDE.sub("", half_width(piece).upper()))


def remarks(text: str) -> tuple[Note, ...]:
    """Words beside the numbers of a cell, which are left aside: the title of a patent, its kind."""
    if len(text) > _LONGEST or not _inside(text):
        return ()
    words = _WORDS.findall(_rest(_ENTRY_NUMBER.sub("", text)))
    if not words or _FURTHER.search(_rest(text)):
        return ()
    is_title = not _CHANGED.search(text) and all(map(is_valid, _inside(text)))
    return (Note("identifier.title" if is_title else "identifier.beside", {"text": masking.excerpt("，".join(words))}),)


def format(text: str) -> str:
    """The printed form: ZL, digits, dot, check character.

    >>> format("2017106018623"), format("CN 107123456 B")
    ('ZL201710601862.3', 'CN 107123456 B')
    """
    number = compact(text)
    return f"ZL{number[:-1]}.{number[-1]}" if _SHAPE.fullmatch(number) else one_line(text)


def with_zeros(digits: str) -> str:
    """The digits of a number of 2000 to 2003 with the zeros of its year, if its check character says so.

    >>> with_zeros("8140375")
    '008140375'
    """
    filled = digits.zfill(9)
    return filled if 5 <= len(digits) < 9 and is_valid(filled) else digits


IDENTIFIER = identifier.Identifier(format, check, _CANONICAL, with_zeros, {"on": "form_date"}, find_all, remarks)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
