"""Raised characters: the mark of a note is no part of a value, an exponent is.

What stands before decides: m² and 10⁴ are units and powers, 42¹ and 何嘉敏* point to a note.
"""

import re

from ipforms.text.regex import regex

_MARK = regex(
    r"""\s* (?: [\[(（【〔]? 注?                          # [1], ①, 注1
              (?: (?<!\d) \d{1,2} (?!\d) | [①-⑳ⅰ-ⅻ] | [ivx]{1,4} | [*＊†‡§]{1,3} )
              [\])）】〕]? [,，、]? \s* )+""",
    re.VERBOSE,
)
_UNIT = regex(
    r"""(?: (?<![A-Za-z]) (?: [kdcmnμµh]?m | km | in | ft | [A-Za-z]{1,2} )   # a unit or a sign
          | [米里尺公顷] ) $""",
    re.VERBOSE,
)
_COUNTED = regex("[年月日号件项个人名家次万亿元%％]")
"""What stands behind a number that counts something: 5件 behind a tall character is no mark 5."""
_TEN = regex(r"(?<![\d.])10$")
_EXPONENTS = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")


def is_note_mark(text: str, before: str, after: str = "") -> bool:
    """Whether a raised text points to a note.

    Args:
        text: the raised text.
        before: what stands before it in its line.
        after: what stands behind it.

    >>> is_note_mark("2021", "，"), is_note_mark("5", "发明", "件"), is_note_mark("1", "42", "件")
    (False, False, True)
    >>> is_note_mark("1", "42"), is_note_mark("[2]", "何嘉敏"), is_note_mark("2", "350m"), is_note_mark("4", "3×10")
    (True, True, False, False)
    >>> is_note_mark("st", "1"), is_note_mark("1", "")
    (False, False)
    """
    base = before.rstrip()
    if _COUNTED.match(after) and not base[-1:].isdigit():
        return False
    return bool(base and _MARK.fullmatch(text)) and not _UNIT.search(base) and not _TEN.search(base)


def raised(text: str, before: str) -> str:
    """A raised text that is no mark, so that 10⁴ does not become 104; behind a letter people type m2 as well.

    >>> raised("4", "3×10"), raised("2", "350m")
    ('⁴', '2')
    """
    return text.translate(_EXPONENTS) if before[-1:].isdigit() else text
