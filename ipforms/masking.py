"""What a message may show of a person's spreadsheet: short, printable, and nobody's number.

A number in the wrong column is a person's number all the same, so long ones are hidden wherever they stand.
"""

from __future__ import annotations

import re
from typing import Any

from ipforms.codes.base import compact, hidden_spans, hide, mask
from ipforms.messages import Note
from ipforms.text import NOT_XML

_SHOWN, _REASON = 60, 400
_DIGIT = "[0-9０-９]"
_PERSONAL = re.compile(
    rf"{_DIGIT}(?:[ \u3000]?{_DIGIT}){{10,}}[XxＸｘ]?"
    rf"|0{_DIGIT}{{2,3}}[-－—]{_DIGIT}{{7,8}}|1[3-9]{_DIGIT}-{_DIGIT}{{4}}-{_DIGIT}{{4}}"
)
_IDENTITY = re.compile("[0-9]{17}[0-9X]")
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]{1,5})?E\+[0-9]{1,3}")


def shown(value: Any, *, personal: bool) -> str:
    """A value as a report shows it.

    >>> shown("440101198001010017", personal=True), shown("13800138000", personal=True)
    ('440101**********17', '138******00')
    >>> shown("法务部 13800138000", personal=False)
    '法务部 138******00'
    """
    text = "" if value is None else str(value)
    return _hidden(text[:_SHOWN]) if personal else veiled(text)


def veiled(text: str, most: int = _SHOWN) -> str:
    """A text of no personal field, cut to `most` characters, with the middle of long numbers hidden."""
    start = "".join(
        character if character.isprintable() or character.isspace() else "\ufffd" for character in text[: 2 * most]
    )
    start = hide(start, _PERSONAL)
    return start if len(start) <= most and len(text) <= 2 * most else start[: most - 1] + "…"


def numbers(text: str) -> list[tuple[int, int]]:
    """Where the numbers of a text begin and end of which `veiled` hides the middle.

    >>> numbers("法务部 13800138000"), numbers("已授权 18 件")
    ([(4, 15)], [])
    """
    return list(hidden_spans(text, _PERSONAL))


def masked(note: Note, *, personal: bool) -> Note:
    """A note on a value, without the personal part of the value."""
    return Note(note.code, {key: _fact(key, fact, personal=personal) for key, fact in note.context.items()})


def _fact(key: str, fact: Any, *, personal: bool) -> Any:
    if not isinstance(fact, str):
        return fact
    return shown(fact, personal=personal) if key in ("text", "value") else veiled(fact, _REASON)


def _hidden(text: str) -> str:
    number = compact(NOT_XML.sub("\ufffd", text))
    if not any(map(str.isdecimal, number)):
        return text
    # Of a number that Excel has rounded to 4.40101E+17 nothing is left to hide, and a person must see what happened.
    if _ROUNDED.fullmatch(number):
        return text
    return mask(number) if _IDENTITY.fullmatch(number) else mask(number, 3, 2)
