"""Rows of a source → records of a form, each with what is wrong with it. A bad row never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.bulk.columns import Column, Columns, SameColumn, columns_of
from ipforms.bulk.decode import decode_cell
from ipforms.bulk.problems import Problem, faults, from_validation, of_row
from ipforms.bulk.sections import Sections, is_remark
from ipforms.bulk.sources import Row, Source, Table
from ipforms.bulk.workbook import GUIDE
from ipforms.codes import uscc
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.masking import masked, veiled
from ipforms.schemas.base import FormModel, fold_label, label_index
from ipforms.schemas.layout import Group, layout


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a source.

    Attributes:
        row: its number as the person sees it.
        record: the record, or None where the row cannot be used.
        problems: faults, and repairs that were made.
        name: what the row calls its applicant, as far as it was read.
    """

    row: int
    record: FormModel | None
    problems: tuple[Problem, ...] = ()
    name: str = ""

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems for which the row was refused."""
        return faults(self.problems)


@dataclass
class Rows:
    """The records of a source, in order; iterate it.

    Columns and keys whose name begins with # (`#文件`) are remarks and are left out; a row that has nothing else is
    none: in the output of `ipforms read` that is a file that could not be read.

    Attributes:
        form: what the rows are to be.
        source: where they come from.
        ignore_unknown: leave out columns that mean nothing instead of refusing the source.
        derive: fill what the form says twice from where it was given: when the source has no column for it, and in an
            entry workbook also when the cell is blank.
        unused: names of sheets that were not used.
        derived: the headers of the fields that have been filled so.
        stray: problems of rows in other sheets that belong to no row of the main one.

    Raises:
        UnknownColumns: a header means no field of the form.
        SameColumn: two headers mean one field.
        RowNumberTooHigh: a header numbers a row that no form has.
    """

    form: Form
    source: Source
    ignore_unknown: bool = False
    derive: bool = True
    unused: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    stray: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._columns: Columns = columns_of(self.form.model)
        self._groups = {node.name for node in layout(self.form.model).children if isinstance(node, Group)}
        self._main: Table = self.source.tables[0]
        self._targets: dict[str, tuple[Column, int]] = {}
        if self._main.headers is not None:
            headers = [header for header in self._main.headers if not is_remark(header)]
            self._targets = self._columns.resolve(self._main.name, headers, self.form.id, ignore=self.ignore_unknown)
        self._copies = self._to_derive() if self.derive and self._main.headers is not None else {}
        self._sections = Sections(self.form, self._columns, ignore_unknown=self.ignore_unknown)
        for table in self.source.tables[1:]:
            if not self._sections.add(table) and table.name != GUIDE and not getattr(table, "empty", False):
                self.unused.append(table.name)

    def __iter__(self) -> Iterator[Entry]:
        for row in self._main:
            values = {key: value for key, value in row.values.items() if not is_remark(key)}
            if values or row.problems or not row.values:
                yield self._entry(Row(row.number, values, row.problems))
        self.stray += self._sections.strays()

    def _to_derive(self) -> dict[str, str]:
        """What to fill from where: fields without a column and, in an entry workbook, also blank ones.

        Elsewhere a column that is there and blank says that the form is blank there.
        """
        if any(table.name == GUIDE for table in self.source.tables):
            return self.form.model.same_as
        given = {column.pattern for column, _ in self._targets.values()}
        return {target: source for target, source in self.form.model.same_as.items() if target not in given}

    def _derive(self, data: dict[str, Any]) -> None:
        for target, source in self._copies.items():
            value = _repeated(data, target, source)
            if value and not paths.get(data, paths.parse(target)):
                paths.put(data, paths.parse(target), value)
                header = self._columns.header(target)
                if header not in self.derived:
                    self.derived.append(header)

    def _entry(self, row: Row) -> Entry:
        table = self._main.name
        problems = [Problem(table, row.number, "", "", "", masked(note, personal=False)) for note in row.problems]
        data: dict[str, Any] = {}
        try:
            problems += self._read(row, data)
        except IpformsError as error:
            # The keys of a JSON record are its own affair: the records after it may have others.
            problems.append(of_row(table, row.number, error))
        if row.problems:
            # Its cells may stand under the wrong headers: what is wrong with them would only mislead.
            problems = problems[: len(row.problems)]
        problems += self._sections.join(data, table, row.number)
        self._derive(data)
        return self._validated(data, row.number, problems)

    def _read(self, row: Row, data: dict[str, Any]) -> list[Problem]:
        if self._main.kind == "cells":
            return self._cells(row.values, self._targets, row.number, data)
        nested = self._nested(row.values)
        if nested is None:
            data |= row.values
            return []
        flat = {key: value for key, value in row.values.items() if key not in nested}
        targets = self._columns.resolve(self._main.name, flat, self.form.id, ignore=self.ignore_unknown)
        named = {self._name(key): key for key in nested}
        for header, (column, index) in targets.items():
            path = column.path(index)
            if path[0] in named:
                raise SameColumn(table=self._main.name, first=named[path[0]], second=header, path=paths.join(path))
        data |= nested
        return self._cells(flat, targets, row.number, data)

    def _nested(self, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """What of a JSON record is nested already, where the rest has names of columns (`ip_units[0].unit`).

        None: all of it is in the shape of a record.
        """
        flat = False
        nested: dict[str, Any] = {}
        for key, value in values.items():
            name = self._name(key)
            has_rows = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict) for v in value))
            if name is not None and has_rows:
                nested[key] = value
            elif (name is None or name in self._groups) and value is not None and self._columns.find(key):
                flat = True
        return nested if flat else None

    def _name(self, key: str) -> str | None:
        return key if key in self.form.model.__pydantic_fields__ else label_index(self.form.model).get(fold_label(key))

    def _cells(
        self, values: Mapping[str, Any], targets: dict[str, tuple[Column, int]], number: int, data: dict[str, Any]
    ) -> list[Problem]:
        problems: list[Problem] = []
        for header, raw in values.items():
            if header in targets and raw is not None:
                column, index = targets[header]
                value = decode_cell(column, raw, self._main, number, header, column.path(index), problems)
                if value is not None:
                    paths.put(data, column.path(index), value)
        return problems

    def _validated(self, data: dict[str, Any], number: int, problems: list[Problem]) -> Entry:
        given = (value for key, value in data.items() if value and self._name(key) == self.form.name_field)
        name = veiled(str(next(given, "")))
        if faults(problems):
            return Entry(number, None, tuple(problems), name)
        try:
            record = self.form.model.model_validate(data)
        except ValidationError as error:
            problems += from_validation(error, self.form.model, self._main.name, number)
            return Entry(number, None, tuple(problems), name)
        return Entry(number, record, tuple(problems), str(getattr(record, self.form.name_field) or ""))


def _repeated(data: dict[str, Any], target: str, source: str) -> Any:
    value = paths.get(data, paths.parse(source))
    if target != "org_code" or not value:
        return value
    return uscc.organisation_code(value) if uscc.is_valid(value) else None
