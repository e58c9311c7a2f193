"""Identifiers in their printed form, told at a glance: most that a record holds need no second reading.

Each pattern matches only texts that the identifier's own `format` leaves as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PHONE = re.compile(r"1[3-9][0-9]{9}|(?:(?:010|02[0-9])-[0-9]{8}|0[3-9][0-9]{2}-[0-9]{7,8})(?:-[0-9]{1,6})?")
PATENT = re.compile(r"ZL(?:20[0-9]{10}|(?:8[5-9]|9[0-9]|0[0-3])[0-9]{6})\.[0-9X]")
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
ORG_CODE = re.compile(r"[0-9A-Z]{8}-[0-9X]")
ID_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
POSTCODE = re.compile(r"[0-9]{6}")
EMAIL = re.compile(r"[A-Za-z0-9]{1,20}(?:[._-][A-Za-z0-9]{1,20}){0,3}@(?:[a-z0-9-]{1,30}\.){1,4}[a-z]{2,20}")
MARK = re.compile(r"(?:“(?P<name>[\u4e00-\u9fff]{1,20})”)?(?P<number>G?[0-9]{5,9})")

_ROUNDS = 8


def settle(value: T, again: Callable[[T], T]) -> T:
    """Read what would be printed, until that changes nothing: then what is printed reads back as it is.

    >>> settle("((x))", lambda text: text.removeprefix("(").removesuffix(")"))
    'x'
    """
    for _ in range(_ROUNDS):
        read = again(value)
        if read == value:
            break
        value = read
    return value
