"""Rows of a source → records of a form, each with what is wrong with it. A bad row never stops the others.

Rows that are no applicants (totals, remarks, who has made the table, a header that comes again) are skipped and named.
A row that has data and no name is refused: nobody can tell whose they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from ipforms import paths
from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.column_contents import SAMPLES, kinds_of
from ipforms.bulk.column_errors import given_names
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import columns_of
from ipforms.bulk.ditto_cells import from_above
from ipforms.bulk.entry_workbook import GUIDE, is_entry_workbook
from ipforms.bulk.field_columns import FieldColumn
from ipforms.bulk.header_scores import Target
from ipforms.bulk.piece_columns import join_pieces, pieces_of_value
from ipforms.bulk.problems import Problem
from ipforms.bulk.row_kinds import TableRows, is_remark, may_go_on
from ipforms.bulk.row_reader import DecodedRow, RowReader, RowRecord
from ipforms.bulk.said_of_all import said_of_all
from ipforms.bulk.section_sheets import SectionSheets
from ipforms.bulk.sources import RowProblem, SourceRow, SourceTable, TableSource
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.split_columns import split_row, split_targets
from ipforms.bulk.table_matches import match_table, name_header
from ipforms.bulk.trade_mark_columns import join_row, joined_columns
from ipforms.bulk.workbook_layout import arranged
from ipforms.codes.masking import masked_text
from ipforms.forms import Form
from ipforms.messages import Note

_NAMED = 20  # rows that one note names


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
        most: how many records to take, to look at before all are made; None takes all.
        names: what columns of the main table mean, where their headers do not say it: header → a name that we know, or
            "" to leave the column out.
        unused: names of sheets that were not used, hidden ones among them.
        derived: the headers of the fields that have been filled so.
        ignored: the headers of columns that mean no field and were left out, of a further sheet behind its name.
        matches: what each column of the main table was taken for, and why.
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
    most: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    matches: list[ColumnMatch] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    stray: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        sheets = [each for each in self.source.tables if isinstance(each, SheetTable)]
        self.source = arranged(self.form, self.source)
        self._main: SourceTable = self.source.tables[0]
        self._said: dict[str, str] = {}
        columns = columns_of(self.form.model)
        headers = self._main.headers
        targets: dict[str, tuple[FieldColumn, int]] = {}
        self._splits: dict[str, tuple[Target, ...]] = {}
        self._joins: dict[str, str] = {}
        self._pieces: dict[str, tuple[str, list[str]]] = {}
        if headers is not None:
            given = given_names(self._main.name, headers, self.names, self._main.renamed)
            self.matches = match_table(self.form, self._main, given, is_ours=self._is_ours)
            targets = columns.targets(
                self._main.name, self.matches, self.form.id, ignore=self.ignore_unknown, needed=self.form.name_field
            )
            self._splits = split_targets(self.matches)
            self._joins = joined_columns(self.matches)
            self._pieces = pieces_of_value(self.matches)
            used = targets.keys() | self._splits.keys() | self._joins.keys()
            used |= {header for _, pieces in self._pieces.values() for header in pieces}
            self.ignored = [each.header for each in self.matches if each.header not in used]
        fields = frozenset((*targets, *self._splits, *self._joins))
        name = "" if self._is_written else name_header(self.form, targets)
        first = self._main.first(SAMPLES) if name and not self._is_ours and headers is not None else []
        self._rows = TableRows.of(name, fields, headers or (), first, CellDecoder.of(self._main).cells)
        named = targets[self._rows.name][0].section if self._rows.name in targets else None
        # In the rows below a name that spans them, fields of one value cannot have another one.
        self._of_one = {
            header
            for header, (column, _) in targets.items()
            if not column.has_many and (column.section is None or column.section is named)
        }
        self._of_one |= self._splits.keys()
        # Where each row has little more than a spanning name, such as the office that recommends, it is a form.
        of_others = any(column.section not in (None, named) for column, _ in targets.values())
        self._may_go_on = len(self._of_one) > 1 or of_others
        self._targets = targets
        own = [each for each in sheets if each is self._main and self.derive and not self._is_ours]
        for header, (target, text) in said_of_all(columns, own, targets.values()).items():
            targets[header], self._said[header] = target, text
            self.derived.append(target[0].header)
        self._sections = SectionSheets(self.form, columns, ignore_unknown=self.ignore_unknown, is_ours=self._is_ours)
        for table in self.source.tables[1:]:
            if not self._sections.add(table) and table.name != GUIDE and not getattr(table, "empty", False):
                self.unused.append(getattr(table, "place", table.name))
        self.unused += self._main.hidden_sheets
        self.ignored += [f"{table}{LEVELS}{match.header}" for table, match in self._sections.unused]
        self.reader = RowReader(
            self.form,
            CellDecoder.of(self._main),
            None if headers is None else tuple(targets),
            self._to_derive(targets) if self.derive and headers is not None else {},
            ignore_unknown=self.ignore_unknown,
            fields={header: paths.join(column.path(index)) for header, (column, index) in targets.items()},
            name=self._rows.name,
        )

    @property
    def _is_written(self) -> bool:
        """Whether `ipforms read` has written it: it holds forms alone, those without a name too."""
        return any(map(is_remark, self._main.headers or ()))

    @property
    def _is_ours(self) -> bool:
        """Whether its headers are those of a program of ours, which need no look at what stands below them."""
        return self._is_written or is_entry_workbook(self.source.tables)

    def __iter__(self) -> Iterator[RowRecord]:
        for row in self.raw():
            entry = self.reader.row_record(row)
            self.note(entry.derived)
            yield entry

    def raw(self) -> Iterator[SourceRow | DecodedRow]:
        """The rows as `reader.row_record` takes them, here or in another process.

        Where other sheets belong to them, they are read here: one form's rows are looked for among all.
        """
        yield from islice(self._applicants(), self.most)
        if self.most is None:
            self.stray += self._sections.strays()

    def _applicants(self) -> Iterator[SourceRow | DecodedRow]:
        plain = self._main.headers is not None and not any(map(is_remark, self._main.headers))
        rows = (join_row(row, self._joins) for row in self._main) if self._joins else iter(self._main)
        rows = (join_pieces(row, self._pieces) for row in rows) if self._pieces else rows
        if not self._is_written:  # what it holds of one file says nothing of the next
            are_alike = self._are_alike if self._main.is_turned else None
            rows = from_above(rows, self._rows.headers, self._rows.no_applicant, are_alike)
        for row in self._together(rows):
            kept = row if plain else _without_remarks(row)
            if (note := self._rows.no_applicant(kept)) is not None:
                self._skip(kept, note)
            elif kept.values or kept.problems or not row.values:
                kept = split_row(kept, self._splits) if self._splits else kept
                problem = self._rows.without_name(kept)
                if problem is not None and (line := self._rows.line(kept)) is not None:
                    self._skip(kept, line)
                    continue
                kept = kept if problem is None else replace(kept, problems=(problem,))
                kept = replace(kept, values={**kept.values, **self._said}) if self._said and kept.values else kept
                yield self._joined(*self.reader.decoded([kept])) if self._sections else kept

    def _are_alike(self, one: str, other: str) -> bool:
        """Whether two columns hold things of one kind."""
        kinds = [kinds_of(self._targets[each][0]) for each in (one, other) if each in self._targets]
        return len(kinds) > 1 and bool(kinds[0] & kinds[1])

    def _skip(self, row: SourceRow, note: Note) -> None:
        whose = row.values.get(self._rows.name, "") if note.code != "table.no_applicant" else note.context["text"]
        shown = masked_text(str(whose))
        self.skipped.append(Problem(row.sheet or self._main.name, row.number, self._rows.name, "", shown, note))

    def _together(self, rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
        """Rows of one applicant as one: below a name that spans them or comes again are its units, its policies."""
        if not self._may_go_on:
            yield from rows
            return
        held: SourceRow | None = None
        for row in rows:
            if held is not None and not row.problems and (self._rows.name in row.spanned or self._goes_on(row, held)):
                # In the order of the columns: what is said of a row names the first of them.
                own = {header: value for header, value in row.values.items() if header not in row.spanned}
                others = [each for each in own if each in self._of_one and own[each] != held.values.get(each)]
                if others:
                    yield replace(row, problems=(_of_same(held, others),))
                    continue
                further = {header: value for header, value in own.items() if header not in self._of_one}
                if self._rows.name not in row.spanned:
                    self._skip(row, Note("table.row_joined", {"row": held.number}))
                if further and further not in ({each: held.values.get(each) for each in further}, *held.further):
                    held = replace(held, further=(*held.further, further))
                continue
            if held is not None:
                yield held
            held = row
        if held is not None:
            yield held

    def _goes_on(self, row: SourceRow, held: SourceRow) -> bool:
        """Whether a row adds to the one above: it says the same of all that an applicant has once, or nothing."""
        name = self._rows.name
        if name in self._of_one and row.values.get(name, above := held.values.get(name)) != above:
            return False  # as nearly all rows are
        said = {header: row.values[header] for header in self._of_one & row.values.keys()}
        if not said and name:
            is_of_form = not self.reader.fields.keys().isdisjoint(row.values)
            return is_of_form and may_go_on(row, held) and self._rows.no_applicant(row) is None
        adds = len(said) > 1 or not (self.reader.fields.keys() & row.values.keys()) <= self._of_one
        return adds and name in said and said.items() <= held.values.items()

    def dropped(self) -> Iterator[Problem]:
        """What is not used: columns, of other sheets too, each with why; sheets, and what else was passed over."""
        own = ((self._main.name, match) for match in self.matches if match.header in self.ignored)
        for table, match in (*own, *self._sections.unused):
            facts = {"column": masked_text(match.header), "why": match.why}
            yield Problem(table, 0, masked_text(match.header), "", "", Note("table.column_unused", facts))
        for code, sheets in (("table.sheet_unused", self.unused), ("table.sheet_joined", self._main.sheets)):
            for sheet in sheets:
                yield Problem(sheet, 0, "", "", "", Note(code))
        if skipped := self._main.skipped:
            rows = f"{'、'.join(map(str, skipped[:_NAMED]))}{'…' if len(skipped) > _NAMED else ''}"
            yield Problem(self._main.name, skipped[0], "", "", "", Note("table.row_comment", {"rows": rows}))

    def note(self, derived: Iterable[str]) -> None:
        """Add to `derived` what one row has had filled."""
        self.derived += [header for header in derived if header not in self.derived]

    def _joined(self, row: DecodedRow) -> DecodedRow:
        return row.with_problems(self._sections.join(row.data, self._main.name, row.number))

    def _to_derive(self, targets: dict[str, tuple[FieldColumn, int]]) -> dict[str, str]:
        """What to fill from where: fields without a column and, in an entry workbook, also blank ones.

        Elsewhere a column that is there and blank says that the form is blank there.
        """
        if is_entry_workbook(self.source.tables):
            return self.form.model.same_as
        given = {column.pattern for column, _ in targets.values()}
        return {target: source for target, source in self.form.model.same_as.items() if target not in given}


def _of_same(row: SourceRow, headers: list[str]) -> RowProblem:
    """The problem of a row whose applicant has another one already, with other values."""
    return RowProblem("table.same_applicant", {"row": row.number, "column": masked_text(headers[0])})


def _without_remarks(row: SourceRow) -> SourceRow:
    return replace(row, values={key: value for key, value in row.values.items() if not is_remark(key)})
