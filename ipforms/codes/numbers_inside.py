"""Numbers and e-mail addresses inside of other texts: what has slipped into an address, or stands behind a name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ipforms.text import half_width
from ipforms.text.regex import regex

_INSIDE = regex(
    r"""(?P<email> [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
      | (?<!\d) (?P<identity> \d{17} (?: [Xx] | \d (?!\d) ) )
      | (?<![0-9A-Z]) (?P<uscc> [0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10} ) (?![0-9A-Z])
      | (?<!\d) (?P<account> \d{18,} )  # a bank account, or an identity with a digit too many
      | (?P<patent> ZL[ ]?\d{8} )
      | (?<!\d) (?P<mobile> 1[3-9]\d(?:[ -]?\d{4}){2} ) (?!\d)
      | (?<!\d) (?P<landline> [(]?0\d{2,3}[)]?[ -]?\d{7,} (?:(?:-|转|[ ]转[ ])\d{1,6})? ) (?!\d)
      | (?: 邮政编码 | 邮编 ) \s* :? \s* (?P<postcode> \d{6,} )
      | [(] \s* (?P<bracketed> [1-8]\d{5} ) \s* [)] \s* $""",
    re.VERBOSE | re.ASCII,
)
_MAY_BE = regex("[0-9]{4}|@")  # what each of them has
_MAIL = regex(r"[^\s@]@[^\s@]+\.[A-Za-z]")  # of letters that no address has, too
_KINDS = {"bracketed": "postcode"}  # behind an address, in brackets


class NumberInside(NamedTuple):
    """A number inside of a text."""

    kind: str  # "email", "identity", "uscc", "account", "patent", "mobile", "landline" or "postcode"
    text: str  # the number itself
    whole: str  # with its word or its brackets: 邮编：510665


def numbers_inside(text: str) -> Iterator[NumberInside]:
    """The numbers in a text of half-width characters, from left to right.

    >>> [(each.kind, each.text) for each in numbers_inside("科韵路16号(510665) 13905790000")]
    [('mobile', '13905790000')]
    >>> [(each.kind, each.text) for each in numbers_inside("科韵路16号 邮编:510665，a@b.cn")]
    [('postcode', '510665'), ('email', 'a@b.cn')]
    """
    for found in _INSIDE.finditer(text) if _MAY_BE.search(text) else ():
        kind = found.lastgroup or ""
        yield NumberInside(_KINDS.get(kind, kind), found[kind], found[0])


def has_number_inside(text: str) -> bool:
    """Whether a text as it was typed has such a number in it.

    >>> has_number_inside("科韵路16号（５１０６６５）"), has_number_inside("科韵路16号")
    (True, False)
    """
    half = half_width(text)
    return _INSIDE.search(half) is not None or _MAIL.search(half) is not None
