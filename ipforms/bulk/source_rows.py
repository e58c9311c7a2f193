"""Rows of a source → records of a form, each with what is wrong with it. A bad row never stops the others.

Rows that are no applicants (totals, remarks, who has made the table, a header that comes again) are skipped and named.
A row that has data and no name is refused: nobody can tell whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ipforms import paths
from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_errors import given_names
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import NOTHING_GIVEN, columns_of
from ipforms.bulk.entry_workbook import GUIDE
from ipforms.bulk.field_columns import FieldColumn, fold
from ipforms.bulk.header_scores import Target
from ipforms.bulk.problems import Problem
from ipforms.bulk.row_reader import DecodedRow, RowReader, RowRecord
from ipforms.bulk.section_sheets import SectionSheets, is_remark
from ipforms.bulk.sources import RowProblem, SourceRow, SourceTable, TableSource
from ipforms.codes.masking import masked_text
from ipforms.forms import Form
from ipforms.messages import Note
from ipforms.text import unspaced


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
    names: Mapping[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    matches: list[ColumnMatch] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    stray: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._main: SourceTable = self.source.tables[0]
        columns = columns_of(self.form.model)
        headers = self._main.headers
        targets: dict[str, tuple[FieldColumn, int]] = {}
        if headers is not None:
            given = given_names(self._main.name, headers, self.names)
            self.matches = match_table(self.form, self._main, given, is_ours=self._is_ours)
            targets = columns.targets(
                self._main.name, self.matches, self.form.id, ignore=self.ignore_unknown, needed=self.form.name_field
            )
            self.ignored = [match.header for match in self.matches if match.header not in targets]
        self._rows = TableRows(
            "" if self._is_written else self._name_header(targets), frozenset(targets), frozenset(headers or ())
        )
        self._in_sections = {header for header, (column, _) in targets.items() if column.section}
        own = [column.pattern for column, _ in targets.values() if column.section is None]
        # Where each row has little more than a spanning name, such as the office that recommends, it is a form.
        self._may_go_on = bool(self._in_sections) and len(own) > 1
        self._sections = SectionSheets(self.form, columns, ignore_unknown=self.ignore_unknown)
        for table in self.source.tables[1:]:
            if not self._sections.add(table) and table.name != GUIDE and not getattr(table, "empty", False):
                self.unused.append(table.name)
        self.unused += self._main.hidden_sheets
        self.reader = RowReader(
            self.form,
            CellDecoder.of(self._main),
            None if headers is None else tuple(targets),
            self._to_derive(targets) if self.derive and headers is not None else {},
            ignore_unknown=self.ignore_unknown,
            fields={header: paths.join(column.path(index)) for header, (column, index) in targets.items()},
        )

    @property
    def _is_written(self) -> bool:
        """Whether `ipforms read` has written it: it holds forms alone, those without a name too."""
        return any(map(is_remark, self._main.headers or ()))

    @property
    def _is_ours(self) -> bool:
        """Whether its headers are those of a program of ours, which need no look at what stands below them."""
        return self._is_written or any(table.name == GUIDE for table in self.source.tables)

    def _name_header(self, targets: Mapping[str, Target]) -> str:
        """The header of the column of applicants' names; "" if there is none.

        A form on several enterprises is of nobody without the first of them.
        """
        names = {column.pattern: header for header, (column, index) in targets.items() if index == 0}
        in_rows = (header for pattern, header in names.items() if pattern.endswith("[].name"))
        return names.get(self.form.name_field) or next(in_rows, "")

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
        for row in self._together(iter(self._main)):
            kept = row if plain else _without_remarks(row)
            if (note := self._rows.no_applicant(kept)) is not None:
                shown = str(note.context["text"])
                self.skipped.append(Problem(self._main.name, row.number, self._rows.name, "", shown, note))
            elif kept.values or kept.problems or not row.values:
                problem = self._rows.without_name(kept)
                kept = kept if problem is None else replace(kept, problems=(problem,))
                yield self._joined(self.reader.decoded(kept)) if self._sections else kept
        self.stray += self._sections.strays()

    def _together(self, rows: Iterator[SourceRow]) -> Iterator[SourceRow]:
        """Rows of one applicant as one: below a name that spans them stand its units, its policies."""
        if not self._may_go_on:
            yield from rows
            return
        held: SourceRow | None = None
        for row in rows:
            own = row.values.keys() - row.spanned
            if held is not None and self._rows.name in row.spanned and not row.problems and own <= self._in_sections:
                further = {header: row.values[header] for header in own}
                held = replace(held, further=(*held.further, further))
                continue
            if held is not None:
                yield held
            held = row
        if held is not None:
            yield held

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


_SAMPLED = 60  # rows from the top whose values are looked at


def match_table(
    form: Form, table: SourceTable, given: Mapping[str, str] = NOTHING_GIVEN, *, is_ours: bool = False
) -> list[ColumnMatch]:
    """What the columns of a table are, by their headers and first values; remarks of our own are left out.

    Args:
        form: the form that they are for.
        table: it has columns, which records have not.
        given: header → a name that we know, or "" to leave the column out.
        is_ours: whether the headers alone decide.

    Raises:
        UnknownColumns: a name that is given is none of a field.
    """
    headers = [header for header in table.headers or () if not is_remark(header)]
    columns = columns_of(form.model)
    meant = columns.meant(table.name, given, form.id)
    if is_ours:
        return columns.match(headers, (), meant)
    cells = CellDecoder.of(table).cells
    rows = [row.values for row in table.first(_SAMPLED) if not _is_header(row.values)]
    contents = [ColumnContents([row[header] for row in rows if header in row], cells) for header in headers]
    return columns.match(headers, contents, meant)


def _without_remarks(row: SourceRow) -> SourceRow:
    return replace(row, values={key: value for key, value in row.values.items() if not is_remark(key)})


_TOTAL = re.compile(
    r"""(?: 本页 | 本表 | 本批 | 各区 | 全市 | 全区 | 以上 )?
        (?: 小计 | 合计 | 总计 | 共计 | 累计 | 总数 | 合共 | 平均[值数]? )
        (?: [:,(]? (?:共|计)? \d* (?:家|户|个|项|条)? (?:企业|单位|公司|市场)? \)? )""",
    re.VERBOSE,
)
_MADE_BY = re.compile(
    r"""(?: 填表 | 制表 | 填报 | 审核 | 复核 | 审批 | 统计 | 编制 | 上报 | 报送 | 经办 | 录入 )
        (?: 人 | 人员 | 单位 | 部门 | 日期 | 时间 | 负责人 ) (?: \(.{1,8}\) )? (?: :.* )?
      | (?: 单位负责人 | 部门负责人 | 负责人 | 分管领导 | 联系电话 | 联系人 | 日期 ) (?: \(.{1,8}\) )? :.*""",
    re.VERBOSE,
)
_REMARK = re.compile(r"(?:备?注|附注|说明|填表说明|填报说明)(?:\d{0,2}[:.,]).*|[*※].*|\(.*\)|本表.*|.*一式.份.*")
_MAY_BE = re.compile(r"\s*[本各全以小合总共累平填制审复统编上报经录单部负分联日备注附说*※(（]|.{1,20}一式")
"""Beginnings of those, which few names of companies have: it is asked of each row."""
_FIRST_CELLS = 2  # where a word for the whole row stands: in the first column, or behind the row's number


@dataclass(frozen=True)
class TableRows:
    """What the rows of a table are.

    Attributes:
        name: the header of the applicants' names; "" if there is no such column, and any row may be one.
        headers: the columns that mean something.
        all_headers: all columns.
    """

    name: str
    headers: frozenset[str]
    all_headers: frozenset[str]

    def no_applicant(self, row: SourceRow) -> Note | None:
        """Why a row is no applicant; None if it is one."""
        if not self.name or row.problems:
            return None
        for text in (*islice(row.values.values(), _FIRST_CELLS), row.values.get(self.name)):
            if type(text) is not str:
                continue
            if is_for_people(text) or (text.strip() in self.all_headers and _is_header(row.values)):
                return Note("table.no_applicant", {"text": masked_text(text)})
        if not self.headers.isdisjoint(row.values):
            return None
        return Note("table.no_applicant", {"text": masked_text(str(next(iter(row.values.values()), "")))})

    def without_name(self, row: SourceRow) -> RowProblem | None:
        """The problem of a row that has data and no name."""
        if not self.name or row.problems or not row.values or self.name in row.values or self.name in row.notes:
            return None
        return RowProblem("table.no_name", {"column": self.name})


def _is_header(values: Mapping[str, Any]) -> bool:
    """Whether the row is the header again: at least two of its cells, and most of them, say their column's name."""
    same = [header for header, value in values.items() if isinstance(value, str) and fold(value) == fold(header)]
    return len(same) > 1 and 2 * len(same) >= len(values)


def is_for_people(text: str) -> bool:
    """Whether a text in a row's first cell says that the row is of no applicant.

    >>> [is_for_people(each) for each in ("合 计：3家", "注：截至2016年底", "填表人：徐静", "（公章）")]
    [True, True, True, True]
    >>> [is_for_people(each) for each in ("合计划科技有限公司", "注册通公司", "说明书印务公司", "经办人力资源公司")]
    [False, False, False, False]
    """
    if not _MAY_BE.match(text):
        return False
    bare = unspaced(text).replace("：", ":").replace("，", ",").replace("、", ",")
    return any(pattern.fullmatch(bare) for pattern in (_TOTAL, _MADE_BY, _REMARK))
