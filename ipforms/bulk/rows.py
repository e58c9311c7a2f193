"""Rows of a source → records of a form, each with what is wrong with it. A bad row never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.bulk.columns import Column, Columns, columns_of
from ipforms.bulk.decode import decode_cell
from ipforms.bulk.problems import Problem, from_validation
from ipforms.bulk.sections import Sections
from ipforms.bulk.sources import Row, Source, Table
from ipforms.bulk.workbook import GUIDE
from ipforms.codes import uscc
from ipforms.findings import Severity
from ipforms.forms import Form
from ipforms.schemas.base import FormModel


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
        return tuple(problem for problem in self.problems if problem.note.severity is Severity.ERROR)


@dataclass
class Rows:
    """The records of a source, in order; iterate it.

    Attributes:
        form: what the rows are to be.
        source: where they come from.
        ignore_unknown: leave out columns that mean nothing instead of refusing the source.
        derive: fill what the form says twice from where it was given, when the source has no column for it.
        unused: names of sheets that were not used.
        derived: the headers of the fields that were filled so.
        stray: problems of rows in other sheets that belong to no row of the main one.

    Raises:
        UnknownColumns: a header means no field of the form.
        SameColumn: two headers mean one field.
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
        self._main: Table = self.source.tables[0]
        self._targets: dict[str, tuple[Column, int]] = {}
        if self._main.headers is not None:
            self._targets = self._columns.resolve(
                self._main.name, self._main.headers, self.form.id, ignore=self.ignore_unknown
            )
        self._copies = self._to_derive() if self.derive and self._main.headers is not None else {}
        self._sections = Sections(self.form, self._columns, self._targets, ignore_unknown=self.ignore_unknown)
        for table in self.source.tables[1:]:
            if not self._sections.add(table) and table.name != GUIDE:
                self.unused.append(table.name)

    def __iter__(self) -> Iterator[Entry]:
        for row in self._main:
            yield self._entry(row)
        self.stray += self._sections.strays()

    def _to_derive(self) -> dict[str, str]:
        given = {column.pattern for column, _ in self._targets.values()}
        copies = {**self.form.model.same_as}
        if "org_code" in self.form.model.__pydantic_fields__:
            copies["org_code"] = "uscc"
        wanted = {target: source for target, source in copies.items() if target not in given}
        headers = {column.pattern: column.header for column in self._columns.all}
        self.derived += [headers[target] for target in wanted]
        return wanted

    def _entry(self, row: Row) -> Entry:
        if row.problems:
            found = [Problem(self._main.name, row.number, "", "", "", note) for note in row.problems]
            return Entry(row.number, None, tuple(found))
        if self._main.kind == "records" and not self._is_flat(row.values):
            return self._validated(dict(row.values), row.number, [])
        data, problems = self._cells(row)
        problems += self._sections.join(data, self._main.name, row.number)
        for target, source in self._copies.items():
            _copy(data, target, source)
        return self._validated(data, row.number, problems)

    def _is_flat(self, values: Mapping[str, Any]) -> bool:
        """A JSON object with column names as keys (`ip_units[0].unit`, `机构名称1`) is read like a row of cells."""
        return any("[" in key or "." in key or key[-1:].isdigit() for key in values)

    def _cells(self, row: Row) -> tuple[dict[str, Any], list[Problem]]:
        data: dict[str, Any] = {}
        problems: list[Problem] = []
        targets = self._targets
        if self._main.kind == "records":
            targets = self._columns.resolve(self._main.name, row.values, self.form.id, ignore=self.ignore_unknown)
        for header, raw in row.values.items():
            if header in targets:
                column, index = targets[header]
                value = decode_cell(column, raw, self._main, row.number, header, column.path(index), problems)
                if value is not None:
                    paths.put(data, column.path(index), value)
        return data, problems

    def _validated(self, data: dict[str, Any], number: int, problems: list[Problem]) -> Entry:
        name = str(data.get(self.form.name_field) or "")
        if any(problem.note.severity is Severity.ERROR for problem in problems):
            return Entry(number, None, tuple(problems), name)
        try:
            record = self.form.model.model_validate(data)
        except ValidationError as error:
            problems += from_validation(error, self.form.model, self._main.name, number)
            return Entry(number, None, tuple(problems), name)
        return Entry(number, record, tuple(problems), str(getattr(record, self.form.name_field) or ""))


def _copy(data: dict[str, Any], target: str, source: str) -> None:
    value = paths.get(data, paths.parse(source))
    if source == "uscc" and value:
        value = uscc.organisation_code(value) if uscc.is_valid(value) else None
    if value:
        paths.put(data, paths.parse(target), value)
