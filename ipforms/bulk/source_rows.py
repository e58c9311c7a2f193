"""Rows of a source → records of a form, each with what is wrong with it. A bad row never stops the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.columns import columns_of, given_names
from ipforms.bulk.entry_workbook import GUIDE
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.problems import Problem
from ipforms.bulk.row_reader import DecodedRow, RowReader, RowRecord
from ipforms.bulk.section_sheets import SectionSheets, is_remark
from ipforms.bulk.sources import SourceRow, SourceTable, TableSource
from ipforms.bulk.table_rows import TableRows
from ipforms.forms import Form


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
        names: what columns of the main table mean, where their headers do not say it: header → a name that we know, or
            "" to leave the column out.
        unused: names of sheets that were not used, hidden ones among them.
        derived: the headers of the fields that have been filled so.
        ignored: the headers of columns that mean no field and were left out.
        skipped: rows that are no applicants, such as totals, as far as the source has been read.
        stray: problems of rows in other sheets that belong to no row of the main one.
        reader: who makes an entry of a row; it can be sent to another process.

    Raises:
        UnknownColumns: a header means no field of the form.
        UnmatchedNames: a name is given to a column that is not there.
        SameColumn: two headers mean one field.
        RowNumberTooHigh: a header numbers a row that no form has.
    """

    form: Form
    source: TableSource
    ignore_unknown: bool = False
    derive: bool = True
    names: Mapping[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    stray: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._main: SourceTable = self.source.tables[0]
        columns = columns_of(self.form.model)
        targets: dict[str, tuple[FieldColumn, int]] = {}
        given: dict[str, str] = {}
        if self._main.headers is not None:
            headers = [header for header in self._main.headers if not is_remark(header)]
            given = given_names(self._main.name, headers, self.names)
            targets = columns.resolve(self._main.name, headers, self.form.id, ignore=self.ignore_unknown, given=given)
            self.ignored = [header for header in headers if header not in targets]
        names = (header for header, (column, _) in targets.items() if column.pattern == self.form.name_field)
        # A table that `ipforms read` has written holds forms alone, those without a name too.
        is_ours = any(map(is_remark, self._main.headers or ()))
        self._rows = TableRows(
            "" if is_ours else next(names, ""), frozenset(targets), frozenset(self._main.headers or ())
        )
        self._sections = SectionSheets(self.form, columns, ignore_unknown=self.ignore_unknown)
        for table in self.source.tables[1:]:
            if not self._sections.add(table) and table.name != GUIDE and not getattr(table, "empty", False):
                self.unused.append(table.name)
        self.unused += self._main.hidden_sheets
        self.reader = RowReader(
            self.form,
            CellDecoder.of(self._main),
            None if self._main.headers is None else tuple(targets),
            self._to_derive(targets) if self.derive and self._main.headers is not None else {},
            ignore_unknown=self.ignore_unknown,
            given=given,
        )

    def __iter__(self) -> Iterator[RowRecord]:
        for row in self.raw():
            entry = self.reader.row_record(row)
            self.note(entry.derived)
            yield entry

    def raw(self) -> Iterator[SourceRow | DecodedRow]:
        """The rows as `reader.row_record` takes them, here or in another process.

        Where other sheets belong to them, they are read here: one form's rows are looked for among all.
        """
        plain = self._main.headers is not None and not any(map(is_remark, self._main.headers))
        for row in self._main:
            kept = row if plain else _without_remarks(row)
            if (note := self._rows.no_applicant(kept)) is not None:
                shown = str(note.context["text"])
                self.skipped.append(Problem(self._main.name, row.number, self._rows.name, "", shown, note))
            elif kept.values or kept.problems or not row.values:
                problem = self._rows.without_name(kept)
                kept = kept if problem is None else replace(kept, problems=(problem,))
                yield self._joined(self.reader.decoded(kept)) if self._sections else kept
        self.stray += self._sections.strays()

    def note(self, derived: Iterable[str]) -> None:
        """Add to `derived` what one row has had filled."""
        self.derived += [header for header in derived if header not in self.derived]

    def _joined(self, row: DecodedRow) -> DecodedRow:
        return row.with_problems(self._sections.join(row.data, self._main.name, row.number))

    def _to_derive(self, targets: dict[str, tuple[FieldColumn, int]]) -> dict[str, str]:
        """What to fill from where: fields without a column and, in an entry workbook, also blank ones.

        Elsewhere a column that is there and blank says that the form is blank there.
        """
        if any(table.name == GUIDE for table in self.source.tables):
            return self.form.model.same_as
        given = {column.pattern for column, _ in targets.values()}
        return {target: source for target, source in self.form.model.same_as.items() if target not in given}


def _without_remarks(row: SourceRow) -> SourceRow:
    return replace(row, values={key: value for key, value in row.values.items() if not is_remark(key)})
