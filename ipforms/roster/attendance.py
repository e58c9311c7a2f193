"""The list of those who were asked: who has not answered, who answered more than once, who was not asked.

The list is any table that has a column of names, and maybe one of credit codes.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipforms.bulk import open_source
from ipforms.bulk.columns import columns_of
from ipforms.bundle.paper_recognition import short_name
from ipforms.codes import uscc
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.forms import forms
from ipforms.roster.companies import without_place
from ipforms.roster.received import Category, ReceivedFile
from ipforms.text import comparable, name_key


@dataclass(frozen=True, slots=True)
class Invited:
    """One who was asked."""

    name: str  # as the list has it, which may be short; "" where it has codes alone
    code: str = ""  # the credit code, or ""

    @property
    def shown(self) -> str:
        """What to call it."""
        return self.name or self.code

    def is_of(self, name: str, code: str) -> bool:
        """Whether a form of this name or this credit code is its answer."""
        return bool(self.code and self.code == code) or bool(self.name and name_key(self.name) == name_key(name))


@dataclass(frozen=True)
class Attendance:
    """Who has answered."""

    answered: int  # how many of those asked have, with one form or more
    missing: tuple[str, ...]  # who has sent nothing
    # who has sent something, and no form that is filled in and could be read
    unread: tuple[tuple[str, tuple[str, ...]], ...]
    # who of the answered has sent more than one form, copies apart, with their files
    twice: tuple[tuple[str, tuple[str, ...]], ...]
    uninvited: tuple[tuple[str, tuple[str, ...]], ...]  # who has sent a form and was not asked, with their files
    shortened: tuple[tuple[str, str], ...] = ()  # who stands in the list under a short name: that, and the form's
    # credit codes without a name, where no form that came has such a number
    codes_alone: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nobody need ask anybody."""
        return not (self.missing or self.unread or self.uninvited or self.codes_alone)

    @property
    def total(self) -> int:
        """How many were asked."""
        return self.answered + len(self.missing) + len(self.unread) + len(self.codes_alone)

    def to_dict(self) -> dict[str, Any]:
        """The attendance as plain data."""
        listed = {name: [_entry(*each) for each in getattr(self, name)] for name in ("unread", "twice", "uninvited")}
        return {
            "answered": self.answered,
            "missing": [masked_text(name) for name in self.missing],
            **listed,
            "shortened": [{"listed": masked_text(one), "name": masked_text(other)} for one, other in self.shortened],
            "codes_alone": list(self.codes_alone),
        }


def _entry(name: str, files: Sequence[str]) -> dict[str, Any]:
    return {"name": masked_text(name), "files": list(files)}


_SHORTEST = 2  # characters by which an office calls a company in a list of its own: 双龙
_ANSWERS = frozenset((Category.FORM, Category.UNDECIDED, Category.OLDER))
_SENT = frozenset((Category.UNREAD, Category.PAPER, Category.OTHER, Category.CONTAINER))


def attendance(invited: Iterable[Invited], files: Sequence[ReceivedFile]) -> Attendance:
    """Hold a list against what came."""
    asked = list(dict.fromkeys(invited))
    # A table of companies is an office's, which nobody asks as a company.
    forms = [file for file in files if file.facts and not file.facts.is_table and file.category in _ANSWERS]
    forms = [file for file in forms if file.applicant and not file.is_blank]
    answers, shortened = _answers(asked, forms)
    have_codes = any(file.facts and file.facts.code for file in forms)
    missing, unread, twice, codes = [], [], [], []
    for each, own in answers.items():
        other = [file.name for file in files if (file.category in _SENT or file.is_blank) and _is_about(file, each)]
        if len({file.facts.form_id for file in own if file.facts}) < len(own):
            twice.append((each.shown, tuple(file.name for file in own)))
        elif not own and not each.name and not have_codes:
            codes.append(each.code)
        elif not own and other:
            unread.append((each.shown, tuple(other)))
        elif not own:
            missing.append(each.shown)
    known = {id(file) for own in answers.values() for file in own}
    strangers: dict[str, list[str]] = {}
    for file in forms:
        if id(file) not in known:
            strangers.setdefault(file.applicant, []).append(file.name)
    return Attendance(
        answered=sum(map(bool, answers.values())),
        missing=tuple(missing),
        unread=tuple(unread),
        twice=tuple(twice),
        uninvited=tuple((name, tuple(own)) for name, own in strangers.items()),
        shortened=tuple(shortened),
        codes_alone=tuple(codes),
    )


def _answers(
    asked: Sequence[Invited], forms: Sequence[ReceivedFile]
) -> tuple[dict[Invited, list[ReceivedFile]], list[tuple[str, str]]]:
    """The forms of each who was asked: by code and name, or else by a short name that is of nobody else."""
    found = {
        each: [file for file in forms if each.is_of(file.applicant, file.facts.code if file.facts else "")]
        for each in asked
    }
    shortened: list[tuple[str, str]] = []
    for is_alike in (_same_short, _same_without_place, _is_within):
        known = {id(file) for own in found.values() for file in own}
        names = {name_key(file.applicant): file.applicant for file in forms if id(file) not in known}
        pairs = [
            (each, key)
            for each, own in found.items()
            for key, name in names.items()
            if each.name and not own and is_alike(each.name, name)
        ]
        ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
        for each, key in pairs:
            if ones[each] == others[key] == 1:
                found[each] = [file for file in forms if name_key(file.applicant) == key]
                shortened.append((each.name, names[key]))
    return found, shortened


def _same_short(one: str, other: str) -> bool:
    """The same but for the legal form: 有限公司 and 有限责任公司."""
    return bool(short_name(one)) and short_name(one) == short_name(other)


def _same_without_place(one: str, other: str) -> bool:
    return bool(without_place(one)) and without_place(one) == without_place(other)


def _is_within(one: str, other: str) -> bool:
    """Whether one is a part of the other: 捷龙 of 永康市捷龙五金制品有限公司."""
    short, long = sorted((without_place(one), without_place(other)), key=len)
    return len(short) >= _SHORTEST and short in long


def _is_about(file: ReceivedFile, invited: Invited) -> bool:
    return bool(invited.name) and _same_short(file.applicant, invited.name)


_NAME, _CODE = "name", "code"
_COMPANY = re.compile(r".{2,60}(?:公司|厂|店|社|院|所|中心|集团|商行|经营部|工作室|学校|大学|市场)(?:\(.{1,12}\))?")
_MOST = 0.5  # of the cells of a column that must look like names or codes for it to be one


class NoNames(IpformsError):
    """A list of those who were asked without a column of their names or credit codes."""


def invited_in(source: str | os.PathLike[str]) -> list[Invited]:
    """Who stands in a table: XLSX, XLS, ODS, CSV or JSON.

    Its headers are understood as those of the forms are; where they are not, and where there are none, a column is
    known by what stands in it.

    Raises:
        NoNames: it has neither names nor credit codes.
        IpformsError: it cannot be read.
    """
    with open_source(source) as opened:
        table = opened.tables[0]
        rows = [{key: _text(cell) for key, cell in row.values.items()} for row in table]
        headers = table.headers or list(dict.fromkeys(key for row in rows for key in row))
    called = _meant(headers)
    if not called and any(map(_is_name, headers)):  # a list without a header: its first row was taken for one
        rows.insert(0, {header: header for header in headers})
    meant = _by_contents(headers, rows) | called
    if not meant:
        raise NoNames(name=os.fspath(source), headers=list(headers))
    found = (Invited(row.get(meant.get(_NAME, ""), ""), row.get(meant.get(_CODE, ""), "").upper()) for row in rows)
    return [each for each in found if each.shown]


def _meant(headers: Iterable[str]) -> dict[str, str]:
    """The headers of the name and of the code: the first that any form takes for that."""
    found: dict[str, str] = {}
    for header in headers:
        for form in forms():
            column = columns_of(form.model).find(header)
            pattern = column[0].pattern if column else ""
            if pattern in (form.name_field, "uscc"):
                found.setdefault(_CODE if pattern == "uscc" else _NAME, header)
    return found


def _by_contents(headers: Iterable[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns of which most cells look like names, or like credit codes."""
    found: dict[str, str] = {}
    for header in headers:
        cells = [cell for row in rows if (cell := row.get(header, ""))]
        for kind, looks_so in ((_NAME, _is_name), (_CODE, _is_code)):
            if cells and sum(map(looks_so, cells)) > _MOST * len(cells):
                found.setdefault(kind, header)
    return found


def _is_name(text: str) -> bool:
    return _COMPANY.fullmatch(comparable(text)) is not None


def _is_code(text: str) -> bool:
    # A mistyped character makes it none the less a code; eighteen digits are a person's number.
    return not text.strip().isdecimal() and uscc.parts(text) is not None


def _text(cell: object) -> str:
    value = getattr(cell, "value", cell)
    return "" if value is None else str(value).strip()
