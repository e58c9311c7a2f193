"""电话号码 (telephone number): landlines, mobiles, 400 and 800 numbers, numbers abroad, several in a cell.

Numbering plan of 工业和信息化部 (《电信网编号计划》): an area code of three or four digits that begins with 0, and
seven or eight digits (eight in Guangzhou, 020, and Jinhua, 0579); mobiles have eleven digits and begin with 13 to 19.
What ranges exist is asked of phonenumbers, which itself knows neither extensions nor several numbers in a cell, and
reads `852-2123 4567` as area 0852 and a bare `81050369` not at all.

Source: https://www.miit.gov.cn/ 电信网编号计划; https://github.com/daviddrysdale/python-phonenumbers

    >>> validate("（020）8105 0369转8001"), validate("+86 138-0013-8000"), validate("4006700700")
    ('020-81050369-8001', '13800138000', '400-670-0700')
    >>> format("81050369"), format("81050369", area="020"), format("852-2123 4567")
    ('81050369', '020-81050369', '+852-21234567')
    >>> [one.formatted for one in find_all("固话：020-81050369/81050370、13800138000（微信同号）")]
    ['020-81050369', '020-81050370', '13800138000']
    >>> validate("020-8105036")
    Traceback (most recent call last):
        ...
    ipforms.codes.identifier.InvalidCode: 区号 020 的固定电话应为 8 位，现为 7 位
    >>> parse("13800138000")
    <Phone mobile 138****8000>
"""

import re
from dataclasses import replace
from functools import cache, lru_cache, partial

from ipforms.codes import identifier, masking
from ipforms.codes.phone.numbering_plan import Phone, PhoneKind, range_notes
from ipforms.codes.phone.reading import LONGEST_CELL, find_all, read
from ipforms.messages import Note
from ipforms.text import one_line
from ipforms.text.regex import regex

__all__ = [
    "Phone", "PhoneKind", "check", "compact", "find_all", "format", "is_valid", "mask", "parse", "read", "validate",
]  # fmt: skip

_CANONICAL = re.compile(
    r"1[3-9][0-9]{9}"
    r"|(?:(?:010|02[0-9])-[0-9]{8}|0[3-9][0-9]{2}-[0-9]{7,8})(?:-[0-9]{1,6})?"  # with its extension
)
_COMPLETE = regex(r"1[3-9][0-9]{9}|0(?:10|2[0-9]|[3-9][0-9]{2})-[0-9]{8}(?:-[0-9]{1,6})?")
"""Canonical, and as long as numbers are everywhere."""
_LINES = regex(r"[、,，;；\n\t]+")
# How a number was read, rather than what is wrong with it.
_REMARKS = frozenset(
    ("phone.area_added", "phone.area_inherited", "phone.last_digits", "phone.leading_zero", "phone.remark")
)


def compact(text: str) -> str:
    """The bare digits: no brackets, hyphens or blanks.

    >>> compact("（020）8105-0369")
    '02081050369'
    """
    return identifier.compact(text).translate(str.maketrans("", "", "()[]"))


def parse(text: str, area: str | None = None) -> Phone:
    """Read a text as one number. It never fails: what is no number has the kind "unknown" and a note that says why.

    Args:
        text: one number, with or without label, extension and remark.
        area: the area code of numbers that are written without one; without it they stay without.
    """
    one = read(text, area)
    return replace(one, notes=(*one.notes, *range_notes(one)))


def check(text: str, *, area: str | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful with the numbers of a cell; with an `area`, also a landline of another area."""
    phones = find_all(text, area)
    if not phones:
        return (Note("phone.unknown"),)
    return tuple(note for one in phones for note in (*one.notes, *range_notes(one), *_area_notes(one, area)))


def faults(text: str, *, area: str | None = None) -> tuple[Note, ...]:
    """As `check`, without what is asked of the numbering plan: a range that it does not know is no error."""
    if _COMPLETE.fullmatch(text):
        return ()
    phones = find_all(text, area)
    return tuple(note for one in phones for note in one.notes) if phones else (Note("phone.unknown"),)


def _area_notes(phone: Phone, area: str | None) -> tuple[Note, ...]:
    if area is None or phone.kind is not PhoneKind.LANDLINE or phone.area == area:
        return ()
    return (Note("phone.other_area", {"area": phone.area, "expected": area}),)


def format(text: str, area: str | None = None) -> str:
    """The printed form of all numbers of a cell; the text as it was typed if any part of it is no number."""
    phones = find_all(text, area)
    if not phones or any(phone.kind in (PhoneKind.UNKNOWN, PhoneKind.MASKED) for phone in phones):
        return one_line(text)
    return "、".join(phone.formatted for phone in phones)


def mask(text: str) -> str:
    """The number with its middle hidden: first three and last four stay.

    >>> mask("138 0013 8000"), mask("81050369")
    ('138****8000', '********')
    """
    return masking.mask(compact(text), 3, 4)


def with_zeros(digits: str) -> str:
    """The digits of a landline with the zero of its area code, which a spreadsheet has eaten.

    >>> with_zeros("2081050369"), with_zeros("13800138000")
    ('020-81050369', '13800138000')
    """
    phone = read(digits)
    return phone.formatted if any(note.code == "phone.leading_zero" for note in phone.notes) else digits


def entries(text: str, area: str | None = None) -> list[str]:
    """The numbers of a cell in their printed form; what is no number stays as it was typed."""
    cells = [text] if len(text) <= LONGEST_CELL else _LINES.split(text)
    return [number.formatted for cell in cells for number in _found(cell, area)]


def remarks(text: str, area: str | None = None) -> tuple[Note, ...]:
    """What was added to the numbers of a cell, and words beside them, which are left aside.

    What is wrong with a number can be seen in the number itself, and is a matter of `check`.
    """
    if len(text) > LONGEST_CELL:
        return ()
    return tuple(note for number in _found(text, area) for note in number.notes if note.code in _REMARKS)


@lru_cache(maxsize=32)
def _found(text: str, area: str | None) -> tuple[Phone, ...]:
    """A codec asks for the entries of a cell and for its remarks one after the other."""
    return tuple(find_all(text, area))


@cache
def in_area(area: str | None) -> identifier.Identifier:
    """The identifier whose numbers without an area code are of this area."""
    return identifier.Identifier(
        partial(format, area=area),
        partial(check, area=area),
        _CANONICAL,
        with_zeros,
        entries=partial(entries, area=area),
        remarks=partial(remarks, area=area),
        faults=partial(faults, area=area),
        unfit=frozenset(("phone.short",)),
    )


IDENTIFIER = in_area(None)
is_valid = IDENTIFIER.is_valid


def validate(text: str, *, area: str | None = None) -> str:
    """The printed form, or `InvalidCode`."""
    return in_area(area).validate(text)
