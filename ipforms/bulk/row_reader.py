"""One raw row → a record, with what is wrong with it: the part of reading that any process can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.bulk.cell_decoder import CellDecoder, Targets
from ipforms.bulk.column_errors import SameColumn
from ipforms.bulk.columns import FormColumns, columns_of
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.problems import Problem, faults, from_validation, of_row, of_wrong_numbers
from ipforms.bulk.sources import SourceRow
from ipforms.codes import uscc
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.schemas.base import FormModel, label_index
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.schemas.types import settled_values
from ipforms.text import label_key


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One record of a source.

    Attributes:
        row: its number as the person sees it.
        record: the record, or None where the row cannot be used.
        problems: faults, and repairs that were made.
        name: what the row calls its applicant, as far as it was read.
        derived: the headers of the fields that were filled from others of the row.
    """

    row: int
    record: FormModel | None
    problems: tuple[Problem, ...] = ()
    name: str = ""
    derived: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems for which the row was refused."""
        return faults(self.problems)


@dataclass(frozen=True, slots=True)
class DecodedRow:
    """A row whose cells have been read; the record is still to be validated."""

    number: int  # the row as the person sees it
    data: dict[str, Any]  # values in the shape of a record
    problems: tuple[Problem, ...] = ()  # faults, and repairs that were made

    def with_problems(self, problems: Iterable[Problem]) -> DecodedRow:
        """The same, with more that is wrong."""
        return replace(self, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class RowReader:
    """Rows of one table → entries. It goes to other processes without the table."""

    form: Form  # what the rows are to be
    table: CellDecoder  # what is known of where they come from
    headers: tuple[str, ...] | None  # the columns that mean something; None for records, which have no columns
    copies: dict[str, str] = field(default_factory=dict)  # what to fill from where
    ignore_unknown: bool = False  # leave out what means nothing
    fields: Mapping[str, str] = field(default_factory=dict)  # header → the path of its field
    name: str = ""  # the header of the applicants' names

    def __getstate__(self) -> dict[str, Any]:
        # What is worked out from them is worked out again.
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def row_record(self, row: SourceRow | DecodedRow) -> RowRecord:
        """The record of a row."""
        decoded = self.decoded(row) if isinstance(row, SourceRow) else row
        derived = self._derive(decoded.data)
        record = self._validated(decoded, is_row=isinstance(row, SourceRow))
        return replace(record, derived=derived) if derived else record

    def decoded(self, row: SourceRow) -> DecodedRow:
        """Decode the cells of a row."""
        if row.sheet:
            return replace(self, table=replace(self.table, name=row.sheet)).decoded(replace(row, sheet=""))
        problems = self.table.row_problems(row)
        found: list[Problem] = []
        data: dict[str, Any] = {}
        try:
            self._decode(row, data, found)
        except IpformsError as error:
            # The keys of a JSON record are its own affair: the records after it may have others.
            found.append(of_row(row.number, error, self.table.name))
        # Cells of a row with problems may stand under the wrong headers: what is wrong with them would only mislead.
        return DecodedRow(row.number, data, tuple(problems or found))

    @cached_property
    def _columns(self) -> FormColumns:
        return columns_of(self.form.model)

    @cached_property
    def _targets(self) -> Targets:
        found = ((header, self._columns.named(path)) for header, path in self.fields.items())
        return {header: named[0] for header, named in found if named}

    @cached_property
    def _is_whole(self) -> bool:
        """Whether each column gives the whole value of its field."""
        return self.headers is not None and not any(column.is_part for column, _ in self._targets.values())

    @cached_property
    def _groups(self) -> set[str]:
        return {node.name for node in layout(self.form.model).children if isinstance(node, FieldGroup)}

    def _derive(self, data: dict[str, Any]) -> tuple[str, ...]:
        derived = []
        for target, source in self.copies.items():
            value = _repeated(data, target, source)
            if value and not paths.get(data, paths.parse(target)):
                paths.put(data, paths.parse(target), value)
                derived.append(self._columns.header(target))
        return tuple(derived)

    def _decode(self, row: SourceRow, data: dict[str, Any], problems: list[Problem]) -> None:
        values, targets = row.values, self._targets
        if self.headers is None:
            nested = self._nested(row.values)
            if nested is None:
                data |= row.values
                return
            values = {key: value for key, value in row.values.items() if key not in nested}
            targets = self._beside(nested, values)
            data |= nested
        problems += self.table.cell_notes(row, targets)
        self._put(values, targets, row.number, data, problems)
        for at, more in enumerate(row.further, 1):
            self._put(more, self._further(at), row.number, data, problems)

    def _put(
        self, values: Mapping[str, Any], targets: Targets, row: int, data: dict[str, Any], problems: list[Problem]
    ) -> None:
        for _, path, value in self.table.decode(values, targets, row, problems):
            if type(value) is list and (before := paths.get(data, path)):
                value = [*before, *(each for each in value if each not in before)]
            if len(path) == 1:  # a field of the form itself, as most are
                data[str(path[0])] = value
            else:
                paths.put(data, path, value)

    def _further(self, rows: int) -> Targets:
        """The fields of the columns of sections in a row so many further down, and of lists."""
        own = self._targets[self.name][0].section if self.name in self._targets else None
        further: dict[str, tuple[FieldColumn, int]] = {}
        for header, (column, at) in self._targets.items():
            if column.section is not None and column.section is not own:
                further[header] = column, at + rows
            elif column.has_many:
                further[header] = column, at
        return further

    def _beside(self, nested: Mapping[str, Any], values: Mapping[str, Any]) -> Targets:
        """The fields of the keys of a JSON record that stand beside nested ones.

        Raises:
            SameColumn: a key means a part of what is nested.
        """
        targets = self._columns.resolve(self.table.name, values, self.form.id, ignore=self.ignore_unknown)
        named = {self._name(key): key for key in nested}
        for header, (column, index) in targets.items():
            path = column.path(index)
            if path[0] in named:
                raise SameColumn(table=self.table.name, first=named[path[0]], second=header, path=paths.join(path))
        return targets

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
        return key if key in self.form.model.__pydantic_fields__ else label_index(self.form.model).get(label_key(key))

    def _validated(self, row: DecodedRow, *, is_row: bool) -> RowRecord:
        if faults(row.problems):
            return RowRecord(row.number, None, row.problems, self._called(row.data))
        try:
            # What stood in a cell has been read by the codec of its field already.
            with settled_values() if is_row and self._is_whole else nullcontext():
                record = self.form.model.model_validate(row.data)
        except ValidationError as error:
            problems = (*row.problems, *from_validation(error, self.form.model, self.table.name, row.number))
            return RowRecord(row.number, None, problems, self._called(row.data))
        wrong = of_wrong_numbers(record, self.table.name, row.number, self._headers)
        return RowRecord(row.number, record, (*row.problems, *wrong), str(getattr(record, self.form.name_field) or ""))

    @cached_property
    def _headers(self) -> dict[str, str]:
        """The column of each field."""
        return {path: header for header, path in self.fields.items()}

    def _called(self, data: dict[str, Any]) -> str:
        given = (value for key, value in data.items() if value and self._name(key) == self.form.name_field)
        return masked_text(str(next(given, "")))


def _repeated(data: dict[str, Any], target: str, source: str) -> Any:
    value = paths.get(data, paths.parse(source))
    if target != "org_code" or not value:
        return value
    return uscc.organisation_code(value) if uscc.is_valid(value) else None
