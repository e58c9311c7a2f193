"""What the columns of a table are, by their headers and its first rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ipforms.bulk.cell_decoder import CellDecoder
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import NOTHING_GIVEN, columns_of
from ipforms.bulk.header_scores import Target
from ipforms.bulk.piece_columns import with_pieces
from ipforms.bulk.row_kinds import is_header, is_remark
from ipforms.bulk.sources import SourceTable
from ipforms.forms import Form
from ipforms.messages import Bilingual
from ipforms.schemas.layout import FieldGroup
from ipforms.text.regex import regex

_FEW = 3  # columns; of a wider table, a row with a single value says nothing of its column
_NO_ROWS = 5  # of those at most that repeat the header
_TITLE = regex(r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[)）]")  # the number of a part of a form
_SAMPLED = 60  # rows from the top whose values are looked at


def match_table(
    form: Form,
    table: SourceTable,
    given: Mapping[str, str] = NOTHING_GIVEN,
    *,
    is_ours: bool = False,
    within: FieldGroup | None = None,
    alike: Sequence[SourceTable] = (),
) -> list[ColumnMatch]:
    """What the columns of a table are, by their headers and first values; remarks of our own are left out.

    Args:
        form: the form that they are for.
        table: it has columns, which records have not.
        given: header → a name that we know, or "" to leave the column out.
        is_ours: whether the headers alone decide.
        within: the section whose sheet it is.
        alike: further tables of the same headers, whose values are looked at too.

    Raises:
        UnknownColumns: a name that is given is none of a field.
    """
    headers = [header for header in table.headers or () if not is_remark(header)]
    columns = columns_of(form.model)
    meant = columns.meant(table.name, given, form.id)
    if is_ours or len(headers) < len(table.headers or ()):  # what `ipforms read` has written has columns for people
        own = {header: named for header in headers if not within and (named := columns.find(header))}
        return columns.match(headers, (), own | meant, within=within)
    cells = CellDecoder.of(table).cells
    first = [row for each in (table, *alike) for row in each.first(_SAMPLED)]
    # What stands alone in its row is a note, whatever column it is in.
    kept = [row for row in first if not is_header(row.values) and len(row.values) > (len(headers) > _FEW)]
    rows = [row.values for row in kept]
    said = [*rows, *(more for row in kept for more in row.further)]
    contents = [ColumnContents([row[header] for row in said if header in row], cells) for header in headers]
    key = next((column.pattern for column in columns.all if column.is_applicant), form.name_field)
    found = with_pieces(partial(columns.match, key=key, within=within), headers, contents, meant, rows)
    is_all = len(rows) < _SAMPLED - _NO_ROWS  # of a longer table, what is blank above may be filled in below
    return [_without_blank(each) if is_all else each for each in found]


def _without_blank(match: ColumnMatch) -> ColumnMatch:
    """A column in which nothing stands need not be asked; 二、联系方式, in a sheet turned over, is a title."""
    is_title = match.state == "sure" and _TITLE.match(match.header) is not None
    is_open = (match.state == "asked" or is_title) and not match.samples and not match.rival
    return (
        replace(match, state="unused", target=None, why=Bilingual("bulk.match.blank"), runners=()) if is_open else match
    )


def name_header(form: Form, targets: Mapping[str, Target]) -> str:
    """The header of the column of applicants' names; "" if there is none.

    A form on several enterprises is one of each: the office that recommends them is no applicant.
    """
    first = {column: header for header, (column, index) in targets.items() if index == 0}
    names = {column.pattern: header for column, header in first.items()}
    in_rows = (header for column, header in first.items() if column.is_applicant)
    return next(in_rows, "") or names.get(form.name_field, "")


def section_of(form: Form, table: SourceTable, *, with_key: bool = False) -> FieldGroup | None:
    """The section whose rows a sheet holds: by the sheet's name, or because all is of it but whose it is.

    Args:
        form: it has the section.
        table: a sheet.
        with_key: whether it must say whose its rows are in a column that is known.
    """
    columns = columns_of(form.model)
    section = columns.section_named(table.name)
    if section is not None:  # without the office that recommends them, the companies of a list are the applicants
        needs_key = with_key or any(each.is_applicant for each in columns.of(section))
        return section if not needs_key or _has_key(form, table, section) else None
    sure = [match.target[0] for match in match_table(form, table) if match.state == "sure" and match.target]
    sections = {column.section for column in sure if column.pattern not in form.keys}
    only = sections.pop() if len(sections) == 1 else None
    return only if only is not None and _has_key(form, table, only) else None


def _has_key(form: Form, table: SourceTable, section: FieldGroup) -> bool:
    """Whether a column of a section's sheet says for sure whose each row is."""
    matches = match_table(form, table, within=section)
    return any(each.state == "sure" and each.target and each.target[0].pattern in form.keys for each in matches)
