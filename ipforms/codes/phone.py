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
    ipforms.codes.base.InvalidCode: 区号 020 的固定电话应为 8 位，现为 7 位
    >>> parse("13800138000")
    <Phone mobile 138****8000>
"""

from __future__ import annotations

import re
from dataclasses import replace

from ipforms.codes import base, masking
from ipforms.codes._telephone import Phone, PhoneKind, range_notes
from ipforms.codes._telephone_text import plain, read
from ipforms.messages import Note, is_error
from ipforms.text import one_line

__all__ = ["Phone", "PhoneKind", "check", "compact", "find_all", "format", "is_valid", "mask", "parse", "validate"]

_SEPARATOR = re.compile(r"[、,，;；/／|和或及]")
_BEFORE_LABEL = re.compile(r"(?<=[0-9)）])\s*(?=手机|固话|固定电话|座机|电话|传真|联系电话|办公电话)")
_BEFORE_EXTENSION = re.compile(r"[,，]\s{0,3}(?=转|分机|ext)", re.IGNORECASE)
_GLUED = re.compile(r"((?:\(?0[0-9]{2,3}\)?-?)?[2-9][0-9X*]{6,7}|1[3-9][0-9X*]{9})-?(1[3-9][0-9X*]{9})", re.IGNORECASE)
_LONGEST_CELL = 600
# A number may be typed with blanks inside; more than this many groups are more than one number.
_GROUPS = 5


def compact(text: str) -> str:
    """The bare digits: no brackets, hyphens or blanks.

    >>> compact("（020）8105-0369")
    '02081050369'
    """
    return base.compact(text).translate(str.maketrans("", "", "()[]"))


def parse(text: str, area: str | None = None) -> Phone:
    """Read a text as one number. It never fails: what is no number has the kind "unknown" and a note that says why.

    Args:
        text: one number, with or without label, extension and remark.
        area: the area code of numbers that are written without one; without it they stay without.
    """
    one = read(text, area)
    return replace(one, notes=(*one.notes, *range_notes(one)))


def find_all(text: str, area: str | None = None) -> list[Phone]:
    """The numbers of a cell. A landline without area code takes that of the number before it.

    Whether the number exists is not asked here: that is a matter of `check`.

    >>> [one.formatted for one in find_all("0591-8786000013800138000")]
    ['0591-87860000', '13800138000']
    >>> find_all("  ")
    []
    """
    if len(text) > _LONGEST_CELL:
        return [read(text)]
    # A line break may stand inside a number as a blank may.
    line = one_line(text)
    found: list[Phone] = []
    inherited = None
    for piece in _SEPARATOR.split(_BEFORE_LABEL.sub("、", _BEFORE_EXTENSION.sub("", line))):
        for one in _pieces(piece, inherited or area):
            phone = _inherited(one, inherited)
            inherited = phone.area if phone.kind is PhoneKind.LANDLINE and phone.area else inherited
            found.append(phone)
    return _with_remarks(found)


def _with_remarks(phones: list[Phone]) -> list[Phone]:
    """Words without digits beside a number are a remark on the number before, or after."""
    words = [one for one in phones if one.kind is PhoneKind.UNKNOWN and not re.search("[0-9]", one.number)]
    numbers = [one for one in phones if one not in words]
    if not numbers or all(one.kind is PhoneKind.UNKNOWN for one in numbers):
        return phones
    for one in words:
        index = max(sum(other in numbers for other in phones[: phones.index(one)]) - 1, 0)
        notes = (*numbers[index].notes, Note("phone.remark", {"text": masking.excerpt(one.number)}))
        numbers[index] = replace(numbers[index], notes=notes)
    return numbers


def _inherited(phone: Phone, area: str | None) -> Phone:
    """Tell an area code taken from the number before it from one given by the caller."""
    if area is None:
        return phone
    notes = [Note("phone.area_inherited", {"area": area}) if n.code == "phone.area_added" else n for n in phone.notes]
    return replace(phone, notes=tuple(notes))


def _pieces(piece: str, area: str | None) -> list[Phone]:
    """A piece without separators: one number, two without a gap, or several with blanks between."""
    line = plain(piece)
    if not line:
        return []
    glued = _GLUED.fullmatch(line)
    if glued is not None:
        return [read(glued[1], area), read(glued[2], area)]
    whole = read(piece, area)
    if whole.kind is not PhoneKind.UNKNOWN and not _is_two_masked(whole):
        return [whole]
    groups = piece.split()
    return _grouped(groups, area) if len(groups) > 1 else [whole]


def _is_two_masked(phone: Phone) -> bool:
    return phone.kind is PhoneKind.MASKED and len(base.compact(phone.number)) > 18


def _grouped(groups: list[str], area: str | None) -> list[Phone]:
    """Take the longest run of groups that is a number, then the next."""
    found: list[Phone] = []
    start = 0
    while start < len(groups):
        for end in range(min(start + _GROUPS, len(groups)), start, -1):
            one = read(" ".join(groups[start:end]), area)
            if one.kind is not PhoneKind.UNKNOWN and not _is_two_masked(one):
                break
        found.append(one)
        area = one.area if one.kind is PhoneKind.LANDLINE and one.area else area
        start = end
    return found


def check(text: str, *, area: str | None = None) -> tuple[Note, ...]:
    """What is wrong or doubtful with the numbers of a cell; with an `area`, also a landline of another area."""
    phones = find_all(text, area)
    if not phones:
        return (Note("phone.unknown"),)
    return tuple(note for one in phones for note in (*one.notes, *range_notes(one), *_area_notes(one, area)))


def _area_notes(phone: Phone, area: str | None) -> tuple[Note, ...]:
    if area is None or phone.kind is not PhoneKind.LANDLINE or phone.area == area:
        return ()
    return (Note("phone.other_area", {"area": phone.area, "expected": area}),)


def restore_leading_zero(text: str) -> str | None:
    """A landline whose 0 a spreadsheet has eaten, with it; None for any other text.

    >>> restore_leading_zero("2081050369"), restore_leading_zero("13800138000")
    ('020-81050369', None)
    """
    phone = read(text)
    return phone.formatted if any(note.code == "phone.leading_zero" for note in phone.notes) else None


def validate(text: str, *, area: str | None = None) -> str:
    """The printed form, or `InvalidCode`."""
    return base.accept(format(text, area), check(text, area=area))


def is_valid(text: str, *, area: str | None = None) -> bool:
    """Whether `check` finds no error."""
    return not is_error(check(text, area=area))


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
