"""What the columns of a table are, by their headers and its first rows."""

from __future__ import annotations

from collections.abc import Mapping

from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import NOTHING_GIVEN, columns_of
from ipforms.bulk.header_scores import Target, is_applicant
from ipforms.bulk.row_kinds import is_header
from ipforms.bulk.section_sheets import is_remark
from ipforms.bulk.sources import SourceTable
from ipforms.forms import Form

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
    rows = [row.values for row in table.first(_SAMPLED) if not is_header(row.values)]
    contents = [ColumnContents([row[header] for row in rows if header in row], cells) for header in headers]
    key = next((column.pattern for column in columns.all if is_applicant(column)), form.name_field)
    return columns.match(headers, contents, meant, key)


def name_header(form: Form, targets: Mapping[str, Target]) -> str:
    """The header of the column of applicants' names; "" if there is none.

    A form on several enterprises is one of each: the office that recommends them is no applicant.
    """
    first = {column: header for header, (column, index) in targets.items() if index == 0}
    names = {column.pattern: header for column, header in first.items()}
    in_rows = (header for column, header in first.items() if is_applicant(column))
    return next(in_rows, "") or names.get(form.name_field, "")
