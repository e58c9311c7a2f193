"""Sheets of repeated sections: a sheet of units, a sheet of rules, each row naming the form that it belongs to."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ipforms import paths
from ipforms.bulk.cell_decoder import CellDecoder, CellsOfRow
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import FormColumns
from ipforms.bulk.ditto_cells import from_above
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.problems import Problem
from ipforms.bulk.row_kinds import TableRows, is_remark
from ipforms.bulk.sources import SourceRow, SourceTable
from ipforms.bulk.table_matches import match_table, section_of
from ipforms.codes.masking import masked_text
from ipforms.messages import Note
from ipforms.schemas.layout import FieldGroup
from ipforms.text import comparable

if TYPE_CHECKING:
    from ipforms.forms import Form


@dataclass
class _SectionRow:
    """A row of a section, waiting for its form."""

    data: dict[str, Any] = field(repr=False)
    problems: list[Problem]
    table: str
    row: int
    shown: str


@dataclass
class _SectionSheet:
    section: FieldGroup
    key_headers: tuple[str, ...]
    children: dict[str, list[_SectionRow]] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    last: _SectionRow | None = None  # the row before, whose form one without a name is of


class SectionSheets:
    """The other sheets of a workbook, held in memory by the key of their form.

    Attributes:
        unused: columns that are not used, each with its sheet.
    """

    def __init__(self, form: "Form", columns: FormColumns, *, ignore_unknown: bool, is_ours: bool) -> None:
        self._form, self._columns, self._ignore, self._is_ours = form, columns, ignore_unknown, is_ours
        self.unused: list[tuple[str, ColumnMatch]] = []
        self._sheets: list[_SectionSheet] = []
        self._homeless: list[Problem] = []

    def add(self, table: SourceTable) -> bool:
        """Take a sheet in, if its name says that it is a section's.

        Raises:
            UnknownColumns: a header means no field of the section.
            SameColumn: two headers mean one field.
        """
        section = section_of(self._form, table)
        if section is None:
            return False  # a page of notes need not be a table
        keys, columns = self._headers(section, table)
        sheet = _SectionSheet(section, keys)
        rows = TableRows(keys[0], frozenset((*keys, *columns)), frozenset(table.headers or ()))
        for row in from_above(table, rows.headers, rows.no_applicant):
            if row.problems or not all(map(is_remark, row.values)):
                self._take(sheet, table, row, columns)
        self._sheets.append(sheet)
        return True

    def __bool__(self) -> bool:
        return bool(self._sheets)

    def join(self, data: dict[str, Any], table: str, number: int) -> list[Problem]:
        """Give a form its rows; what is wrong with them is returned."""
        problems: list[Problem] = []
        for sheet in self._sheets:
            for key in self._keys(data):
                children = sheet.children.get(key)
                if children is None:
                    continue
                sheet.owners[key] = sheet.owners.get(key, 0) + 1
                problems += self._given(sheet, children, data, table, number, key)
                break
        return problems

    def strays(self) -> Iterator[Problem]:
        """Rows that no form has asked for."""
        yield from self._homeless
        for sheet in self._sheets:
            for key, children in sheet.children.items():
                if key not in sheet.owners:
                    for child in children:
                        yield _problem(child, sheet.key_headers[0], "cell.row_of_nobody", key=child.shown)

    def _given(
        self, sheet: _SectionSheet, children: list[_SectionRow], data: dict[str, Any], table: str, number: int, key: str
    ) -> list[Problem]:
        if data.get(sheet.section.name):
            note = Note("cell.section_twice", {"section": sheet.section.title})
            return [Problem(table, number, sheet.section.title, sheet.section.name, "", note)]
        if sheet.owners[key] > 1:
            note = Note("cell.row_of_several", {"key": children[0].shown})
            return [Problem(table, number, sheet.key_headers[0], sheet.section.name, "", note)]
        data[sheet.section.name] = [child.data for child in children]
        return [problem for child in children for problem in child.problems]

    def _headers(self, section: FieldGroup, table: SourceTable) -> tuple[tuple[str, ...], dict[str, FieldColumn]]:
        matches = match_table(self._form, table, is_ours=self._is_ours, within=section)
        targets = self._columns.targets(table.name, matches, self._form.id, ignore=self._ignore)
        keys = tuple(header for header, (column, _) in targets.items() if column.pattern in self._form.keys)
        columns = {header: column for header, (column, _) in targets.items() if column.section is section}
        left = [match for match in matches if match.header not in {*keys, *columns}]
        self.unused += [(table.name, match) for match in left]
        return keys or (self._key_header(),), columns

    def _key_header(self) -> str:
        return next(column.header for column in self._columns.all if column.pattern == self._form.keys[0])

    def _take(self, sheet: _SectionSheet, table: SourceTable, row: SourceRow, columns: dict[str, FieldColumn]) -> None:
        shown = next((str(row.values[key]) for key in sheet.key_headers if row.values.get(key)), "").strip()
        above = None if shown or self._is_ours else sheet.last  # ours asks for the name in each row
        child = _SectionRow({}, [], table.name, row.number, above.shown if above else shown)
        origin = CellDecoder.of(table)
        position = len(sheet.children.get(comparable(child.shown), ()))
        targets = {header: (column, position) for header, column in columns.items()}
        child.problems += origin.cell_notes(row, targets)
        data: dict[str, Any] = {}
        origin.decode([CellsOfRow(row, row.values, data, child.problems)], targets)
        child.data.update(paths.get(data, (sheet.section.name, position)) or {})
        child.problems += origin.row_problems(row, sheet.section.name)
        header = sheet.key_headers[0]
        if not child.shown:
            self._homeless.append(_problem(child, header, "cell.row_without_owner", column=header))
            return
        if above is not None:
            child.problems.append(_problem(child, header, "table.row_joined", row=above.row))
        if not self._is_ours and (last := sheet.last) and comparable(last.shown) == comparable(child.shown):
            many = {column.leaf.name for column in columns.values() if column.has_many}
            if _goes_on(child.data, last.data, many):
                for name in many & child.data.keys():
                    before = last.data.setdefault(name, [])
                    before += [each for each in child.data[name] if each not in before]
                last.problems += child.problems
                return
        sheet.children.setdefault(comparable(child.shown), []).append(child)
        sheet.last = child

    def _keys(self, data: dict[str, Any]) -> Iterator[str]:
        for name in self._form.keys:
            value = paths.get(data, paths.parse(name))
            if value:
                yield comparable(str(value))


def _goes_on(data: Mapping[str, Any], above: Mapping[str, Any], many: Collection[str]) -> bool:
    """Whether a row adds to the lists of the one above, and says nothing else of it: a person below a unit's."""
    once = {name: value for name, value in data.items() if name not in many}
    has_lists = len(once) < len(data) and not above.keys() <= {*many}
    return has_lists and all(above.get(name) == value for name, value in once.items())


def _problem(child: _SectionRow, header: str, code: str, **context: Any) -> Problem:
    shown = masked_text(child.shown)
    if "key" in context:
        context["key"] = shown
    return Problem(child.table, child.row, header, "", shown, Note(code, context))
