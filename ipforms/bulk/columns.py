"""Columns of a form: which header means which field.

A header may be a field path (`ip_units[0].unit`), a printed label (`统一社会信用代码`), or a label with its group and
its number (`法定代表人姓名`, `机构名称1`, `联系人2手机`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType

from ipforms import paths
from ipforms.bulk.field_columns import FieldColumn, field_columns, fold, names, titles
from ipforms.bulk.header_spellings import is_of_one_thing, spellings
from ipforms.bulk.header_words import by_shared_word, by_word, is_harmless
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.messages import Bilingual
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, layout

_NUMBERED = re.compile(r"(\D*?)第?(\d{1,6})[行个项条号家]?(\D*)", re.ASCII)
_SHOWN = 40  # characters of a header in a message; the longest of our forms has 24
_LISTED = 20  # headers that a message names; a whole wrong sheet is plain from fewer

NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})

MOST_ROWS = 200
"""Rows of a section that columns can number; a sheet of its own takes any number of them."""


class UnknownColumns(IpformsError):
    """Headers that mean no field of the form."""


class RowNumberTooHigh(IpformsError):
    """A column of row 999999 of a section."""


class SameColumn(IpformsError):
    """Two headers that mean one field."""


class UnmatchedNames(IpformsError):
    """Names are given to columns that the table does not have."""


def given_names(table: str, headers: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """What is given for each header, however the caller spells it.

    Raises:
        UnmatchedNames: the table has no such column.
    """
    by_name = {fold(header): header for header in headers}
    missing = [_short(name) for name in given if fold(name) not in by_name]
    if missing:
        raise UnmatchedNames(table=table, headers=missing)
    return {by_name[fold(name)]: meant for name, meant in given.items()}


class FormColumns:
    """All columns of one form."""

    def __init__(self, model: type[FormModel]) -> None:
        self.all: tuple[FieldColumn, ...] = tuple(field_columns(layout(model)))
        self._paths = {column.pattern: column for column in self.all}
        self._labels = _index(self.all)
        in_rows = tuple(column for column in self.all if column.section)
        self._in_rows = _index(in_rows)
        has_words = model.__module__.partition(".")[0] == __name__.partition(".")[0]
        self._words = by_word(self.all) if has_words else {}
        self._words_in_rows = by_word(in_rows) if has_words else {}
        self._shared = by_shared_word(self.all) if has_words else {}

    @property
    def main(self) -> Iterator[FieldColumn]:
        """The columns of a workbook's main sheet: one for each field that is not in a repeated section."""
        return (column for column in self.all if column.section is None and not column.is_part)

    def of(self, section: FieldGroup) -> Iterator[FieldColumn]:
        """The columns of a section's own sheet."""
        return (column for column in self.all if column.section is section and not column.is_part)

    @cached_property
    def sections(self) -> tuple[FieldGroup, ...]:
        """The repeated sections of the form."""
        return tuple(dict.fromkeys(column.section for column in self.all if column.section))

    def header(self, pattern: str) -> str:
        """What an entry workbook calls the field of a pattern."""
        return self._paths[pattern].header

    def find(self, header: str) -> tuple[FieldColumn, int] | None:
        """The field that a header means, and the row of its section, from 0; None if it means none."""
        names = spellings(header)
        labels, words = (self._labels, self._in_rows), (self._words, self._words_in_rows)
        found = (self._by_label(name, *index) for index in (labels, words) for name in names)
        return self._by_path(header.strip()) or next(filter(None, found), None)

    def within(self, section: FieldGroup, header: str) -> FieldColumn | None:
        """The field that a header means in the sheet of a section, where the section's own labels come first."""
        for column in self.of(section):
            if fold(header) in names(column) or header.strip() in (column.pattern, column.leaf.name):
                return column
        found = self.find(header)
        return found[0] if found and found[0].section is section else None

    def _by_path(self, header: str) -> tuple[FieldColumn, int] | None:
        try:
            path = paths.parse(header)
        except ValueError:
            return None
        column = self._paths.get(paths.pattern(path))
        indexes = [step for step in path if isinstance(step, int)]
        return None if column is None else (column, indexes[0] if indexes else 0)

    @staticmethod
    def _by_label(
        folded: str, labels: dict[str, FieldColumn], in_rows: dict[str, FieldColumn]
    ) -> tuple[FieldColumn, int] | None:
        column = labels.get(folded)
        if column is not None:
            return column, 0
        numbered = _NUMBERED.fullmatch(folded)
        if numbered is None or int(numbered[2]) < 1:
            return None
        name = numbered[1] + numbered[3]
        column = labels.get(name)
        if column is None or not column.section:
            # A number means a row: 联系电话1 is of the only section that has such a label.
            column = in_rows.get(name)
        return (column, int(numbered[2]) - 1) if column else None

    def _beside(self, header: str, other: tuple[FieldColumn, int] | None) -> tuple[FieldColumn, int] | None:
        """The field that a header means beside the column of another one: 手机 behind 联系人 is that person's."""
        if other is None or not other[0].groups:
            return None
        same = {
            column.pattern: column
            for name in spellings(header)
            for column in self._shared.get(name, ())
            if column.groups == other[0].groups
        }
        return (next(iter(same.values())), other[1]) if len(same) == 1 else None

    def nearest(self, header: str) -> str | None:
        """The known header most like this one, and of the same thing: 专利数量 is not 制度数量."""
        folded = fold(header)
        known = [name for name in self._labels if is_of_one_thing(folded, name)]
        near = difflib.get_close_matches(folded, known, n=1) or difflib.get_close_matches(header, self._paths, n=1)
        if not near:
            return None
        column = self._labels.get(near[0]) or self._paths[near[0]]
        return column.header

    def resolve(
        self,
        table: str,
        headers: Iterable[str],
        form: str,
        *,
        ignore: bool = False,
        given: Mapping[str, str] = NOTHING_GIVEN,
    ) -> dict[str, tuple[FieldColumn, int]]:
        """The field of every header; a column that tables have and forms have not, such as 序号, is left out.

        Args:
            table: what to call the table in a message.
            headers: the headers from left to right.
            form: the id of the form.
            ignore: leave out headers that mean nothing.
            given: header → a name that we know, or "" to leave the column out.

        Raises:
            UnknownColumns: headers that mean no field, all of them, each with the nearest known one; not if `ignore`.
            SameColumn: two headers mean one field, or a field and a part of it.
            RowNumberTooHigh: a header numbers a row that no form has.
        """
        found, unknown = {}, []
        before: tuple[FieldColumn, int] | None = None
        is_one_of_two = False
        for header in headers:
            name = given.get(header, header)
            target = (self.find(name) or (None if is_one_of_two else self._beside(name, before))) if name else None
            if target is not None:
                # 法定代表人 | 联系人 | 手机: nobody can tell whose.
                is_one_of_two = _are_two_persons(before, target)
                before = target
            if target is None:
                if header in given and name:
                    raise self.unknown(table, [name], form)
                if name and not is_harmless(name):
                    unknown.append(name)
            elif target[1] >= MOST_ROWS:
                raise RowNumberTooHigh(table=table, header=_short(header), limit=MOST_ROWS)
            else:
                found[header] = target
        if unknown and not ignore:
            raise self.unknown(table, unknown, form)
        found = {header: self._total(header, target, found) for header, target in found.items()}
        _refuse_same(table, found)
        return found

    def _total(
        self, header: str, target: tuple[FieldColumn, int], found: dict[str, tuple[FieldColumn, int]]
    ) -> tuple[FieldColumn, int]:
        """Of a number whose parts have columns of their own, a column for all of it is the sum of them.

        Not so under the form's own label, where a cell may name the parts as well.
        """
        column, index = target
        if fold(header) in self._labels or header == column.pattern:
            return target
        total = self._paths.get(f"{column.pattern}.total")
        has_parts = total and any(other.pattern.startswith(f"{column.pattern}.") for other, _ in found.values())
        return (total, index) if total and has_parts else target

    def unknown(self, table: str, headers: list[str], form: str) -> UnknownColumns:
        """The error for headers that mean nothing."""
        columns = [self._unknown(header) for header in headers[:_LISTED]]
        if len(headers) > _LISTED:
            columns.append(Bilingual("bulk.column.count", {"count": len(headers)}))
        return UnknownColumns(table=table, columns=columns, form=form)

    def _unknown(self, header: str) -> Bilingual:
        near, facts = self.nearest(header[:_SHOWN]), {"header": _short(header)}
        return Bilingual("bulk.column.near", {**facts, "near": near}) if near else Bilingual("bulk.column.name", facts)


@cache
def columns_of(model: type[FormModel]) -> FormColumns:
    """The columns of a form's records."""
    return FormColumns(model)


def _are_two_persons(one: tuple[FieldColumn, int] | None, other: tuple[FieldColumn, int]) -> bool:
    """Whether two columns are the names of two persons."""
    names = [each[0] for each in (one, other) if each is not None and each[0].groups and each[0].leaf.name == "name"]
    return len(names) > 1 and names[0].groups != names[1].groups


def _short(header: str) -> str:
    """A header as a message shows it. Where the header row is missing, the first person's data stand in its place."""
    return masked_text(header, _SHOWN)


def _index(columns: tuple[FieldColumn, ...]) -> dict[str, FieldColumn]:
    """Columns by name. A header of its own wins; a label that several fields have, such as 姓名, names none of them."""
    headers = {fold(column.header): column for column in columns}
    for column in columns:
        # “联系人” in a colleague's spreadsheet is the person's name, whatever else the form has by that label.
        if column.leaf.name == "name" and column.groups:
            headers |= {title: column for title in titles(column.groups[-1]) if title not in headers}
    named: dict[str, list[FieldColumn]] = {}
    for column in columns:
        for name in names(column):
            named.setdefault(name, []).append(column)
    return {name: found[0] for name, found in named.items() if len(found) == 1} | headers


def _refuse_same(table: str, found: dict[str, tuple[FieldColumn, int]]) -> None:
    taken: dict[paths.Path, str] = {}
    for header, (column, index) in found.items():
        path = column.path(index)
        for first, other in taken.items():
            if path == first or path == first[: len(path)] or first == path[: len(first)]:
                raise SameColumn(table=table, first=other, second=header, path=paths.join(path))
        taken[path] = header
