"""Every identifier of a form, with what is wrong in it. The numbers themselves are known to `ipforms.codes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ipforms.codes import phone
from ipforms.codes.identifier import is_digits
from ipforms.messages import Note
from ipforms.rules import clauses
from ipforms.rules.checks.case import Case, CheckFinding
from ipforms.rules.checks.cell_state import word_for_nothing
from ipforms.rules.checks.date_checks import form_date
from ipforms.rules.checks.record_cells import RecordCell
from ipforms.rules.checks.repeated_entries import repeated
from ipforms.schemas.base import is_blank
from ipforms.schemas.parties import TradeMark


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
    mobile = is_digits(cell.value) and len(cell.value) == 11 and cell.value.startswith("1")
    if cell.leaf.name == "landline" and mobile:
        return (Note("phone.not_landline"),)
    if cell.leaf.name == "mobile" and not mobile and phone.parse(cell.value).kind is phone.PhoneKind.LANDLINE:
        return (Note("phone.not_mobile"),)
    return ()
