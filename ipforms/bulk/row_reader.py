"""One raw row → a record, with what is wrong with it: the part of reading that any process can do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.bulk.columns import FieldColumn, FormColumns, SameColumn, columns_of
from ipforms.bulk.decode import Origin, decode_cell
from ipforms.bulk.problems import Problem, faults, from_validation, of_row
from ipforms.bulk.sources import SourceRow
from ipforms.codes import uscc
from ipforms.codes.masking import masked_note, masked_text
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.schemas.base import FormModel, label_index
from ipforms.schemas.layout import FieldGroup, layout
from ipforms.schemas.types import settled_values
from ipforms.text import label_key

_SHORT, _MOST_KNOWN = 24, 1024


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
    """A row whose cells have been read; the record is still to be validated.

    Attributes:
        number: the row as the person sees it.
        data: values in the shape of a record.
        problems: faults, and repairs that were made.
    """

    number: int
    data: dict[str, Any]
    problems: tuple[Problem, ...] = ()

    def with_problems(self, problems: Iterable[Problem]) -> DecodedRow:
        """The same, with more that is wrong."""
        return replace(self, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class RowReader:
    """Rows of one table → entries. It goes to other processes without the table.

    Attributes:
        form: what the rows are to be.
        table: what is known of where they come from.
        headers: the columns that mean something; None for records, which have no columns.
        copies: what to fill from where.
        ignore_unknown: leave out what means nothing.
    """

    form: Form
    table: Origin
    headers: tuple[str, ...] | None
    copies: dict[str, str] = field(default_factory=dict)
    ignore_unknown: bool = False

    def __getstate__(self) -> dict[str, Any]:
        # What is worked out from them is worked out again.
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def row_record(self, row: SourceRow | DecodedRow) -> RowRecord:
        """The record of a row."""
        read = self.read(row) if isinstance(row, SourceRow) else row
        derived = self._derive(read.data)
        entry = self._validated(read, is_row=isinstance(row, SourceRow))
        return replace(entry, derived=derived) if derived else entry

    def read(self, row: SourceRow) -> DecodedRow:
        """Read the cells of a row."""
        table = self.table.name
        problems = [Problem(table, row.number, "", "", "", masked_note(note, personal=False)) for note in row.problems]
        data: dict[str, Any] = {}
        try:
            problems += self._read(row, data)
        except IpformsError as error:
            # The keys of a JSON record are its own affair: the records after it may have others.
            problems.append(of_row(row.number, error, table))
        if row.problems:
            # Its cells may stand under the wrong headers: what is wrong with them would only mislead.
            problems = problems[: len(row.problems)]
        return DecodedRow(row.number, data, tuple(problems))

    @cached_property
    def _columns(self) -> FormColumns:
        return columns_of(self.form.model)

    @cached_property
    def _targets(self) -> dict[str, tuple[FieldColumn, int]]:
        return self._columns.resolve(self.table.name, self.headers or (), self.form.id, ignore=self.ignore_unknown)

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

    def _read(self, row: SourceRow, data: dict[str, Any]) -> list[Problem]:
        if self.headers is not None:
            return self._cells(row.values, self._targets, row.number, data)
        nested = self._nested(row.values)
        if nested is None:
            data |= row.values
            return []
        flat = {key: value for key, value in row.values.items() if key not in nested}
        targets = self._columns.resolve(self.table.name, flat, self.form.id, ignore=self.ignore_unknown)
        named = {self._name(key): key for key in nested}
        for header, (column, index) in targets.items():
            path = column.path(index)
            if path[0] in named:
                raise SameColumn(table=self.table.name, first=named[path[0]], second=header, path=paths.join(path))
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
        return key if key in self.form.model.__pydantic_fields__ else label_index(self.form.model).get(label_key(key))

    def _cells(
        self, values: Mapping[str, Any], targets: dict[str, tuple[FieldColumn, int]], number: int, data: dict[str, Any]
    ) -> list[Problem]:
        problems: list[Problem] = []
        for header, raw in values.items():
            if header in targets and raw is not None:
                column, index = targets[header]
                value = self._known(header, raw)
                if value is None:
                    before = len(problems)
                    value = decode_cell(column, raw, self.table, number, header, column.path(index), problems)
                    if len(problems) == before:
                        self._remember(header, raw, value)
                if value is not None:
                    put(data, column.path(index), value)
        return problems

    def _known(self, header: str, raw: Any) -> Any:
        """The value of a text that this column has had before: 是, 12件 and names of towns come again and again."""
        value = self._memory[header].get(raw) if type(raw) is str else None
        return dict(value) if type(value) is dict else value

    def _remember(self, header: str, raw: Any, value: Any) -> None:
        """Keep the first texts of a column, short ones of which nothing is to be said."""
        known = self._memory[header]
        if len(known) < _MOST_KNOWN and type(raw) is str and len(raw) <= _SHORT and _is_flat(value):
            known[raw] = dict(value) if type(value) is dict else value

    @cached_property
    def _memory(self) -> defaultdict[str, dict[str, Any]]:
        return defaultdict(dict)

    def _validated(self, read: DecodedRow, *, is_row: bool) -> RowRecord:
        if faults(read.problems):
            return RowRecord(read.number, None, read.problems, self._called(read.data))
        try:
            # What stood in a cell has been read by the codec of its field already.
            with settled_values() if is_row and self._is_whole else nullcontext():
                record = self.form.model.model_validate(read.data)
        except ValidationError as error:
            problems = (*read.problems, *from_validation(error, self.form.model, self.table.name, read.number))
            return RowRecord(read.number, None, problems, self._called(read.data))
        return RowRecord(read.number, record, read.problems, str(getattr(record, self.form.name_field) or ""))

    def _called(self, data: dict[str, Any]) -> str:
        given = (value for key, value in data.items() if value and self._name(key) == self.form.name_field)
        return masked_text(str(next(given, "")))


def put(data: dict[str, Any], path: paths.Path, value: Any) -> None:
    """`paths.put`, with a short way for a field of the form itself, as most are."""
    if len(path) == 1:
        data[str(path[0])] = value
    else:
        paths.put(data, path, value)


def _is_flat(value: Any) -> bool:
    """Whether nobody can change it from the outside, but for a mapping's own keys."""
    scalar = str | int | Decimal
    if type(value) is dict:
        return all(item is None or isinstance(item, scalar) for item in value.values())
    return isinstance(value, scalar)


def _repeated(data: dict[str, Any], target: str, source: str) -> Any:
    value = paths.get(data, paths.parse(source))
    if target != "org_code" or not value:
        return value
    return uscc.organisation_code(value) if uscc.is_valid(value) else None
