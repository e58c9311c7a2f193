"""Every identifier and address of a form, with what is wrong in it. Numbers and places are known to `ipforms.codes`."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from ipforms.codes import jurisdiction, phone
from ipforms.codes.divisions import City
from ipforms.codes.identifier import is_digits
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding, RecordCell, at, word_for_nothing
from ipforms.rules.checks.date_checks import form_date
from ipforms.rules.checks.repeated_entries import repeated
from ipforms.schemas.base import FormModel, is_blank
from ipforms.schemas.layout import Leaf, layout, leaves
from ipforms.schemas.parties import TradeMark

_MOBILE = 11  # digits of a mobile number, 工信部 numbering plan; most are one, and need no second reading


def identifiers(annex: str, city: str, dated: str, case: Case) -> Iterator[CheckFinding]:
    """Each number in its cell. What kind of number stands there is told by the codec of the cell.

    In a cell of several numbers the path names the one that is meant: `contact.phones[1]`.

    Args:
        annex: the annex, as it is cited.
        city: the city whose codes, postcodes and area code are expected.
        dated: the path of the form's date: a patent must be in force at that time.
        case: what is checked.
    """
    form = {"city": city, "today": case.on, "form_date": form_date(case, dated)}
    for cell in case.cells:
        identifier = cell.leaf.codec.identifier
        if identifier is None or is_blank(cell.value) or word_for_nothing(cell.value):
            continue
        source = clauses.cell(annex, cell.title)
        for path, note in _cell_notes(cell, partial(identifier.check_within, form=form)):
            yield CheckFinding(note, path, source)


def wrong_numbers(record: FormModel) -> Iterator[tuple[str, Leaf, str, Note]]:
    """Each number of a record that by itself cannot be right: the path and leaf of its cell, itself, and why."""
    for steps, leaf, errors in _numbered(type(record)):
        for path, value in _values(record, steps):
            for each in map(_number, value if isinstance(value, list) else [value]) if value else ():
                # 无 is no number either, but nearly all are right: what is wrong is asked first.
                if each and (found := errors(each)) and not word_for_nothing(value):
                    yield from ((path, leaf, each, note) for note in found)


@cache
def _numbered(model: type[FormModel]) -> list[tuple[list[str], Leaf, Callable[[str], tuple[Note, ...]]]]:
    """The leaves that hold numbers: the steps to each, and who knows what cannot be right in it."""
    found = ((pattern, leaf, leaf.codec.identifier) for pattern, leaf, _ in leaves(layout(model)))
    return [(pattern.split("."), leaf, number.errors) for pattern, leaf, number in found if number is not None]


def _values(part: Any, steps: list[str], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """What stands in each cell of a pattern, with its path."""
    (step, *rest), name = steps, steps[0].removesuffix("[]")
    value = getattr(part, name, None)
    if not rest:
        yield prefix + name, value
    elif step != name:
        for index, row in enumerate(value or ()):
            yield from _values(row, rest, f"{prefix}{name}[{index}].")
    else:
        yield from _values(value, rest, f"{prefix}{name}.")


def _cell_notes(cell: RecordCell, check: Callable[[str], tuple[Note, ...]]) -> Iterator[tuple[str, Note]]:
    if not isinstance(cell.value, list):
        yield from ((cell.path, note) for note in (*check(cell.value), *_line_notes(cell)))
        return
    several = len(cell.value) > 1
    for index, item in enumerate(cell.value):
        number = _number(item)
        if number:
            path = f"{cell.path}[{index}]" if several else cell.path
            yield from ((path, note) for note in check(number))
    for index, first in repeated(cell.value):
        yield f"{cell.path}[{index}]", Note("list.repeated", {"first": first + 1})


def _number(item: Any) -> str | None:
    """The number of an item of a list; a trade mark may have none, or 无."""
    if not isinstance(item, TradeMark):
        return str(item)
    return None if item.number and word_for_nothing(item.number) else item.number


def _line_notes(cell: RecordCell) -> tuple[Note, ...]:
    """A landline where the form asks for a mobile number, or the reverse."""
    other = {"landline": phone.PhoneKind.MOBILE, "mobile": phone.PhoneKind.LANDLINE}.get(cell.leaf.name)
    if other is None or (cell.leaf.name == "mobile" and len(cell.value) == _MOBILE and is_digits(cell.value)):
        return ()
    kinds = [phone.parse(number).kind for number in phone.entries(cell.value)]
    return (Note(f"phone.not_{cell.leaf.name}"),) if other in kinds else ()


def in_city(city: City, fields: tuple[str, ...], source: str, section: str, case: Case) -> Iterator[CheckFinding]:
    """The addresses are in the city.

    Args:
        city: the city.
        fields: the paths of the addresses.
        source: the clause.
        section: the repeated section whose rows have these fields; "" for fields of the form itself.
        case: what is checked.
    """
    rows = [f"{section}[{index}]." for index in range(len(at(case.record, section)))] if section else [""]
    for path in (row + field for row in rows for field in fields):
        place = jurisdiction.of_address(at(case.record, path), city)
        if place.verdict == "outside":
            yield CheckFinding(Note("address.other_city", {"found": place.named, "city": city.name}), path, source)
