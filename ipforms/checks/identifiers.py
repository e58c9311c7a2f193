"""Every identifier of a form, with what is wrong in it. The numbers themselves are known to `ipforms.codes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from ipforms.checks import bank_account
from ipforms.checks.case import Case, CheckFinding
from ipforms.checks.cell_state import word_for_nothing
from ipforms.checks.date_checks import form_date
from ipforms.checks.record_cells import RecordCell
from ipforms.checks.repeated_entries import repeated
from ipforms.codecs import MARKS, PATENTS, Codec
from ipforms.codes import base, email, id_document, org_code, patent, phone, postcode, trademark, uscc
from ipforms.messages import Note
from ipforms.regulations import clauses
from ipforms.schemas import types
from ipforms.schemas.base import is_blank
from ipforms.schemas.parties import TradeMark
from ipforms.schemas.types import Coded

Checker = Callable[[Any], tuple[Note, ...]]


@dataclass(frozen=True)
class Identifiers:
    """Each number in its cell. What kind of number stands there is told by the codec of the cell.

    In a cell of several numbers the path names the one that is meant: `contact.phones[1]`.

    Attributes:
        annex: the annex, as it is cited.
        city: the city whose codes, postcodes and area code are expected.
        dated: the path of the form's date: a patent must be in force at that time.
    """

    annex: str
    city: str
    dated: str

    def __call__(self, case: Case) -> Iterator[CheckFinding]:
        """What is wrong or doubtful."""
        checkers = self._checkers(case)
        for spot in case.cells:
            checker = checkers.get(spot.leaf.codec)
            if checker is None or is_blank(spot.value) or word_for_nothing(spot.value):
                continue
            source = clauses.cell(self.annex, spot.title)
            for path, note in _notes(spot, checker):
                yield CheckFinding(note, path, source)

    def _checkers(self, case: Case) -> Mapping[Codec[Any], Checker]:
        """How to check a value, by the codec of its cell."""
        return {
            **_SAME_EVERYWHERE,
            _codec(types.Uscc): partial(uscc.check, city=self.city),
            _codec(types.Postcode): partial(postcode.check, city=self.city),
            _codec(types.IdNumber): partial(id_document.check, on=case.on),
            PATENTS: partial(patent.check, on=form_date(case, self.dated)),
        }


def _codec(kind: Any) -> Codec[Any]:
    """The codec of a type of `ipforms.schemas.types`."""
    return next(mark.codec for mark in get_args(kind) if isinstance(mark, Coded))


def _mark(mark: TradeMark) -> tuple[Note, ...]:
    return trademark.check(mark.number) if mark.number and not word_for_nothing(mark.number) else ()


_SAME_EVERYWHERE: Mapping[Codec[Any], Checker] = {
    _codec(types.OrgCode): org_code.check,
    _codec(types.Email): email.check,
    _codec(types.AccountNumber): bank_account.check,
    MARKS: _mark,
    **{
        _codec(kind): partial(phone.check, area=area)
        for kind, area in (
            (types.GuangzhouPhone, "020"),
            (types.GuangzhouPhones, "020"),
            (types.JinhuaPhone, "0579"),
            (types.JinhuaPhones, "0579"),
        )
    },
}


def _line_notes(spot: RecordCell) -> tuple[Note, ...]:
    """A landline where the form asks for a mobile number, or the reverse."""
    mobile = base.is_digits(spot.value) and len(spot.value) == 11 and spot.value.startswith("1")
    if spot.leaf.name == "landline" and mobile:
        return (Note("phone.not_landline"),)
    if spot.leaf.name == "mobile" and not mobile and phone.parse(spot.value).kind is phone.PhoneKind.LANDLINE:
        return (Note("phone.not_mobile"),)
    return ()


def _notes(spot: RecordCell, checker: Checker) -> Iterator[tuple[str, Note]]:
    if not isinstance(spot.value, list):
        yield from ((spot.path, note) for note in (*checker(spot.value), *_line_notes(spot)))
        return
    several = len(spot.value) > 1
    for index, item in enumerate(spot.value):
        path = f"{spot.path}[{index}]" if several else spot.path
        yield from ((path, note) for note in checker(item))
    for index, first in repeated(spot.value):
        yield f"{spot.path}[{index}]", Note("list.repeated", {"first": first + 1})
