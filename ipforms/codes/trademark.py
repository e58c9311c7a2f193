"""商标注册号 (trade mark registration number) of 国家知识产权局商标局.

Up to eight digits so far, without a check digit. `G` and digits is an international registration under the Madrid
system that designates China; letters may follow (`H` for a later designation, `A` after a division), of which not all
are documented. One number can cover several of the 45 Nice classes, and counts as one 件.

Source: 商标局 https://sbj.cnipa.gov.cn/ (registration certificates); WIPO, Madrid System

    >>> validate("第1234567号"), validate("g 1234567")
    ('1234567', 'G1234567')
    >>> validate("双鱼牌")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: “双鱼牌”不是商标注册号
    >>> parse_marks("“双鱼”12345678、锦程（第9876543号）、G1234567")[1]
    {'name': '锦程', 'number': '9876543'}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypedDict

from ipforms.codes import identifier, masking
from ipforms.messages import Note
from ipforms.text import half_width, one_line, visible


class TradeMarkEntry(TypedDict):
    """A mark as forms list it: its words, its registration number, or both."""

    name: str | None
    number: str | None


CLASSES = range(1, 46)

_LABEL = re.compile("(?:商标|注册号|注册|证号|号码|NO\\.?|第|:)+")
_NUMBER = re.compile("G?([0-9]{1,12})([A-Z]{1,2}[0-9]?)?")
_CLASS = re.compile(r"[(,]?第?([0-9]{1,3})类\)?$")
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "《": "》", "‘": "’", "〝": "〞"}
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_UNQUOTED = re.compile(
    r"""[(\[【]? (?: (?:商标)?注册号?:? | 第 )?
        \s* ( G?[0-9]{5,9}[A-Z]{0,2} ) \s*   # the number behind a name without quotes
        号? [)\]】]? $""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST = 4000  # characters, some two hundred marks; a longer cell is one entry


def compact(text: str) -> str:
    """The bare number, without 第 and 号.

    >>> compact("第 1234567 号"), compact("注册号：Ｇ1234567")
    ('1234567', 'G1234567')
    """
    return identifier.without_prefix(identifier.compact(text), _LABEL).rstrip("号")


def check(text: str) -> tuple[Note, ...]:
    """What is wrong or doubtful. Little is known for sure, so most doubts are warnings."""
    number, nice_class = _without_class(text)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return (Note("trademark.number", {"text": masking.excerpt(text)}),)
    notes = []
    if nice_class is not None:
        notes.append(_class_note(nice_class))
    if found[2]:
        notes.append(Note("trademark.suffix", {"number": number, "suffix": found[2]}))
    if len(found[1]) > 8:
        notes.append(Note("trademark.length", {"length": len(found[1])}))
    return tuple(notes)


def _without_class(text: str) -> tuple[str, int | None]:
    """A number may have its class behind it: `12345678（第25类）`."""
    number = compact(text)
    if len(number) > 60:
        return number, None
    found = _CLASS.search(number)
    if found is None:
        return number, None
    return compact(number[: found.start()]), int(found[1])


def _class_note(number: int) -> Note:
    return Note("trademark.class_beside" if number in CLASSES else "trademark.class", {"number": number})


def format(text: str) -> str:
    """The bare number; anything beside it, a class for one, keeps the text as it was typed.

    >>> format("第1234567号"), format("12345678（第25类）")
    ('1234567', '12345678（第25类）')
    """
    number = compact(text)
    return number if _NUMBER.fullmatch(number) else one_line(text)


def parse_marks(text: str) -> list[TradeMarkEntry]:
    """The marks of a cell: `“双鱼”12345678`, `双鱼 12345678`, `双鱼（第12345678号）`, `12345678`, `“双鱼”`.

    What is no number stays in sight: as the name, or beside the number that it was typed with.
    """
    if len(text) > _LONGEST:
        return [{"name": one_line(text), "number": None}]
    return [_mark(entry) for entry in _entries(visible(text)) if entry]


def _entries(text: str) -> list[str]:
    """Split at separators that stand outside quotes and brackets."""
    entries, start, closing = [], 0, ""
    for index, character in enumerate(text):
        if closing:
            closing = "" if character == closing else closing
        elif character in "、，,；;\n\r":
            entries.append(text[start:index].strip())
            start = index + 1
        elif character in _QUOTES or character in _BRACKETS:
            end = (_QUOTES | _BRACKETS)[character]
            # An opening sign without its partner is a character like any other.
            closing = end if end in text[index + 1 :] else ""
    return [*entries, text[start:].strip()]


def _mark(entry: str) -> TradeMarkEntry:
    end = entry.find(_QUOTES[entry[0]], 1) if entry[0] in _QUOTES else -1
    if end > 1:
        return {"name": entry[1:end].strip() or None, "number": format(_unwrapped(entry[end + 1 :])) or None}
    if _NUMBER.fullmatch(compact(entry)):
        return {"name": None, "number": format(entry)}
    found = _UNQUOTED.search(half_width(entry[-60:]))
    if found is None:
        return {"name": entry, "number": None}
    name = entry[: len(entry) - len(found[0])].strip()
    return {"name": name or None, "number": format(found[1])}


def _unwrapped(text: str) -> str:
    """`（第9876543号）` without its brackets."""
    text = text.strip()
    wrapped = len(text) > 1 and _BRACKETS.get(text[0]) == text[-1]
    return text[1:-1].strip() if wrapped else text


def format_marks(marks: Iterable[TradeMarkEntry]) -> str:
    """The cell for a list of marks, which `parse_marks` reads back.

    >>> format_marks([{"name": "双龙", "number": "12345678"}, {"name": None, "number": "G1234567"}])
    '“双龙”12345678、G1234567'
    """
    return "、".join((f"“{mark['name']}”" if mark["name"] else "") + (mark["number"] or "") for mark in marks)


IDENTIFIER = identifier.Identifier(format, check)
validate, is_valid = IDENTIFIER.validate, IDENTIFIER.is_valid
