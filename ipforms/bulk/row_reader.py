"""One raw row → a record, with what is wrong with it: the part of reading that any process can do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from ipforms import paths
from ipforms.bulk.cell_decoder import CellDecoder, CellsOfRow, Targets
from ipforms.bulk.column_errors import SameColumn
from ipforms.bulk.columns import FormColumns, columns_of
from ipforms.bulk.problems import Problem, faults, from_validation, of_row, of_wrong_numbers
from ipforms.bulk.sources import SourceRow
from ipforms.codes import org_code, uscc
from ipforms.codes.masking import masked_text
from ipforms.errors import IpformsError
from ipforms.forms import Form
from ipforms.messages import Bilingual, Note
from ipforms.schemas.base import FormModel, label_index, settled_values
from ipforms.schemas.layout import FieldGroup, layout
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
    data: dict[str, Any] = field(repr=False)  # values in the shape of a record
    problems: tuple[Problem, ...] = ()  # faults, and repairs that were made

    def with_problems(self, problems: Iterable[Problem]) -> "DecodedRow":
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
        return self.row_records([row])[0]

    def row_records(self, rows: Sequence[SourceRow | DecodedRow]) -> list[RowRecord]:
        """The records of rows: all are read, then all validated, then all their numbers looked into."""
        raw = [row for row in rows if isinstance(row, SourceRow)]
        # A table gives rows of one kind: decoded ones where other sheets belong to them.
        decoded = self.decoded(raw) if raw else [row for row in rows if isinstance(row, DecodedRow)]
        derived = [self._derive(row.data) for row in decoded]
        # What stood in a cell has been read by the codec of its field already.
        with settled_values() if raw and self._is_whole else nullcontext():
            records = [self._validated(row) for row in decoded]
        return [self._with_doubts(*each) for each in zip(records, derived, strict=True)]

    def decoded(self, rows: Iterable[SourceRow]) -> list[DecodedRow]:
        """Decode the cells of rows."""
        begun = [CellsOfRow(row, row.values, {}, []) for row in rows]
        if self.headers is None:
            for cells in begun:
                self._decode_json(cells)
        else:
            for row, _, _, problems in begun:
                problems += self.table.cell_notes(row, self._targets)
            self.table.decode(begun, self._targets)
            for cells in (each for each in begun if each.row.further):
                for more, targets in zip(cells.row.further, self._further(cells.row), strict=True):
                    self.table.decode([cells._replace(values=more)], targets)
        # Cells of a row with problems may stand under the wrong headers: what is wrong with them would only mislead.
        return [
            DecodedRow(row.number, data, tuple(self.table.row_problems(row) or found)) for row, _, data, found in begun
        ]

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

    def _decode_json(self, cells: CellsOfRow) -> None:
        """Read a JSON record, all of which may be in the shape of a record already."""
        nested = self._nested(cells.values)
        cells.data.update(cells.values if nested is None else nested)
        if nested is None:
            return
        values = {key: value for key, value in cells.values.items() if key not in nested}
        try:
            targets = self._beside(nested, values)
            self.table.decode([cells._replace(values=values)], targets)
            cells.problems.extend(self._left_out(cells.row, key) for key in values if key not in targets)
        except IpformsError as error:
            # Its keys are its own affair: the records after it may have others.
            cells.problems.append(of_row(cells.row.number, error, self.table.name))

    def _left_out(self, row: SourceRow, key: str) -> Problem:
        name = masked_text(key)
        facts = {"column": name, "why": Bilingual("bulk.match.unknown")}
        return Problem(self.table.name, row.number, name, "", "", Note("table.column_unused", facts))

    def _further(self, first: SourceRow) -> Iterator[Targets]:
        """The fields of the columns of sections in the further rows of an applicant, and of lists.

        A row begins another entry of a section by what an entry has once, unless the row above says the same of it;
        lists alone go on: a person below a unit's.
        """
        own = self._targets[self.name][0].section if self.name in self._targets else None
        inner = {header: each[0] for header, each in self._targets.items() if each[0].section not in (None, own)}
        once = {column.section for column in inner.values() if not column.has_many}
        entries = Counter[FieldGroup | None]()
        above = {header: first.values[header] for header in inner.keys() & first.values.keys()}
        for row in first.further:
            said = {header: inner[header] for header in row if header in inner}
            same = {header for header in said if row[header] == above.get(header) and not said[header].has_many}
            lists = {each.section for each in said.values() if each.has_many} & once
            new = {
                each.section
                for header, each in said.items()
                if each.section not in lists or not (each.has_many or header in same)
            }
            entries.update(new)
            above = {header: value for header, value in above.items() if inner[header].section not in new}
            above |= {header: row[header] for header in said}
            yield {
                header: (column, at + entries[column.section] * (header in inner))
                for header, (column, at) in self._targets.items()
                if header in inner or column.has_many
            }

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

    def _validated(self, row: DecodedRow) -> RowRecord:
        if faults(row.problems):
            return RowRecord(row.number, None, row.problems, self._called(row.data))
        try:
            record = self.form.model.model_validate(row.data)
        except ValidationError as error:
            problems = (*row.problems, *from_validation(error, self.form.model, self.table.name, row.number))
            return RowRecord(row.number, None, problems, self._called(row.data))
        whose = str(self._applicant(row.data) or self.form.applicant_of(record))
        return RowRecord(row.number, record, row.problems, whose)

    def _with_doubts(self, made: RowRecord, derived: tuple[str, ...]) -> RowRecord:
        """A record with what its numbers cannot be, and the fields that were filled from others."""
        wrong = of_wrong_numbers(made.record, self.table.name, made.row, self._headers) if made.record else ()
        problems = (*made.problems, *wrong)
        is_same = len(problems) == len(made.problems) and not derived
        return made if is_same else replace(made, problems=problems, derived=derived)

    @cached_property
    def _headers(self) -> dict[str, str]:
        """The column of each field."""
        return {path: header for header, path in self.fields.items()}

    def _applicant(self, data: dict[str, Any]) -> Any:
        """Whom a row names where the applicants are rows of the form: the company, and not the office above it."""
        path = self.fields.get(self.name, "")
        return paths.get(data, paths.parse(path)) if "[" in path else None

    def _called(self, data: dict[str, Any]) -> str:
        given = (value for key, value in data.items() if value and self._name(key) == self.form.name_field)
        return masked_text(str(self._applicant(data) or next(given, "")))


def _repeated(data: dict[str, Any], target: str, source: str) -> Any:
    value = paths.get(data, paths.parse(source))
    if target != "org_code" or not value:
        return value
    code = uscc.organisation_code(value) if uscc.is_valid(value) else None
    return code if code and not org_code.check(code) else None
