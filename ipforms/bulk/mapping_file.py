"""The mapping of a table's columns as a workbook: a person sees what each was taken for, and chooses what was not sure.

It is written by `ipforms map`, kept beside the data (data.xlsx → data.mapping.xlsx), and given back to `ipforms fill`.
"""

import datetime
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ipforms.bulk.column_errors import UnknownColumns, target_name
from ipforms.bulk.column_match import ColumnMatch
from ipforms.bulk.columns import FormColumns, columns_of
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources import SourceTable, TableSource, open_source
from ipforms.bulk.table_matches import match_table
from ipforms.bulk.workbook_layout import arranged
from ipforms.codes.masking import masked_value
from ipforms.errors import IpformsError
from ipforms.forms import Form, forms
from ipforms.messages import Lang, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SUFFIX = ".mapping.xlsx"
_HEADER, _FIELD, _FORM = "表头", "是哪一栏", "表格编号"
_COLUMNS = (_HEADER, _FIELD, "把握", "依据", "样例1", "样例2", "样例3", "还可能是", _FORM)
_WIDTHS = (26, 26, 9, 30, 20, 20, 20, 40, 0)  # of the columns, in characters; 0 is hidden
_UNUSED = "（不用）"
_COLOURS = {"sure": "#FFFFFF", "asked": "#FFF2CC", "unused": "#EDEDED"}
_CLEARLY = 1.0  # columns more than the next form has
_LAST_ROW = 3_000  # below the most columns that a table may have


class NoMapping(IpformsError):
    """A file that was given as a mapping is none."""


class OtherMapping(IpformsError):
    """The mapping is of another form, or is no mapping."""


class UnansweredMapping(UnknownColumns):
    """Columns of which neither the program nor its mapping says what they are."""


class FormUnclear(IpformsError):
    """The columns of a table are those of several forms, or of none."""


class OtherFormsColumns(UnknownColumns):
    """The columns of a table are those of another form."""


def mapping_path(data: str) -> Path | None:
    """Where the mapping of a file is kept: beside it. None: it is no file of this machine."""
    path = Path(data)
    return path.with_name(path.stem + SUFFIX) if data != "-" and "://" not in data else None


def form_of(source: TableSource) -> Form:
    """The form that the columns of a table, or the labels of its cards, are of.

    Raises:
        FormUnclear: those of several are as many, or there are none.
    """
    tables = {form.id: (form, arranged(form, source).tables[0]) for form in forms()}
    known = {name: sum(map(_weight, match_table(form, table))) for name, (form, table) in tables.items()}
    best = sorted(known, key=lambda each: -known[each])
    if known[best[0]] <= 0 or known[best[0]] < known[best[1]] + _CLEARLY:
        raise FormUnclear(name=source.tables[0].name, forms=best)
    return next(form for form in forms() if form.id == best[0])


def of_other_form(form: Form, source: TableSource, error: UnknownColumns) -> UnknownColumns:
    """What to say of unknown columns: that all are another form's, if they are; else the error as it is."""
    with suppress(FormUnclear):
        other = form_of(source)
        if other.id != form.id and type(error) is UnknownColumns:
            return OtherFormsColumns(**error.context, other=other.id, title=other.title)
    return error


def _weight(match: ColumnMatch) -> float:
    """How far a column speaks for a form: one of another form's fields speaks against it."""
    if match.state == "asked":
        return 0.5 if match.runners or match.target else -0.5
    return 1.0 if match.state == "sure" else -0.5 if match.why.key == "bulk.match.other_form" else 0.0


def mapping_workbook(form: Form, matches: Sequence[ColumnMatch], lang: Lang = "zh") -> bytes:
    """What each column was taken for, why, three samples, what else it may be; to be changed in Excel.

    Args:
        form: the form.
        matches: of `match_table`.
        lang: the language of the reasons.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": form.title, "created": datetime.datetime(2022, 1, 1)})
    columns = columns_of(form.model)
    sheet = book.add_worksheet("列的对应")
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    sheet.write_row(0, 0, _COLUMNS, bold)
    sheet.freeze_panes(1, 2)
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width, None, {"hidden": not width})
    looks = {state: _look(book, colour) for state, colour in _COLOURS.items()}
    for row, match in enumerate(matches, 1):
        for index, text in enumerate((*_row(columns, match, lang), form.id)):
            sheet.write_string(row, index, text, looks[match.state])
    fields = book.add_worksheet("栏目")
    names = [_UNUSED, *(column.header for column in columns.all)]
    fields.write_column(0, 0, names)
    fields.set_column(0, 0, 40)
    choice = {"validate": "list", "source": f"=栏目!$A$1:$A${len(names)}", "error_type": "information"}
    sheet.data_validation(1, 1, _LAST_ROW, 1, choice)
    book.close()
    return buffer.getvalue()


def _look(book: "Workbook", colour: str) -> object:
    return book.add_format({"text_wrap": True, "valign": "top", "bg_color": colour, "border": 1, "num_format": "@"})


def _row(columns: FormColumns, match: ColumnMatch, lang: Lang) -> tuple[str, ...]:
    personal = bool(match.target and match.target[0].leaf.personal)
    samples = [masked_value(value, personal=personal) for value in match.shown]
    likely = ((match.target,) if match.target and match.state == "asked" else ()) + match.runners
    chosen = {"sure": _name(columns, match.target), "asked": "", "unused": _UNUSED}[match.state]
    others = "；".join(dict.fromkeys(_name(columns, each) for each in likely))
    state = say(f"bulk.match_state.{match.state}", lang)
    return (match.header, chosen, state, match.why.text(lang), *samples, *[""] * (3 - len(samples)), others)


def _name(columns: FormColumns, target: Target | None) -> str:
    """A name that is read back as this very field."""
    name = target_name(target)
    return name if target is None or columns.find(name) == target else columns.path_of(target)


def read_mapping(source: str | Path | bytes, form: Form) -> dict[str, str]:
    """What somebody has said of each column: header → the name of a field, "" to leave the column out.

    Columns of which nothing is said are left to the program again.

    Raises:
        OtherMapping: it is of another form.
        NoMapping: it is no mapping.
        IpformsError: it cannot be read.
    """
    with open_source(source) as opened:
        table = opened.tables[0]
        rows = [row.values for row in table]
        name = opened.name
        if not {_HEADER, _FIELD} <= set(table.headers or ()):
            raise NoMapping(name=name, form=form.id)
    of = {str(row[_FORM]) for row in rows if row.get(_FORM)}
    if of and of != {form.id}:
        raise OtherMapping(name=name, form=form.id, other=sorted(of))
    said = {str(row[_HEADER]): str(row[_FIELD]).strip() for row in rows if row.get(_HEADER) and row.get(_FIELD)}
    return {header: "" if field == _UNUSED else field for header, field in said.items()}


def fitting(mapping: Mapping[str, str], table: SourceTable) -> dict[str, str]:
    """Those of a mapping whose columns the table still has."""
    return {header: field for header, field in mapping.items() if header in (table.headers or ())}
