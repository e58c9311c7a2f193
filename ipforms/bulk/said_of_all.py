"""What stands above or below a table of all its applicants: 推荐单位：婺城区市场监督管理局, 填表人：徐静."""

from collections.abc import Collection, Iterator, Sequence

from ipforms.bulk.columns import FormColumns
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.header_scores import Target
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.messages import is_error
from ipforms.text.regex import regex

_LONGEST, _CLOSING = 5_000, 4  # lines of a sheet that is looked at; of those at its end that may close it
_APART = regex(r"\s{2,}|\s+(?=[^\s：:]{2,12}[：:])")  # between what is said in one cell
_SAID = regex(r"([^\s：:]{2,12})[：:]\s*(.+)")


def said_of_all(
    columns: FormColumns, tables: Sequence[SheetTable], had: Collection[Target]
) -> dict[str, tuple[Target, str]]:
    """The labels beside a table that are of the office which sends it, each with its field and its value.

    A form of one applicant has none: there 联系人 above a table is the office's own, and nobody's on the form.

    Args:
        columns: of the form.
        tables: the sheet, with a row an applicant; none where they stand in another way.
        had: the fields that have a column.
    """
    found: dict[str, tuple[Target, str]] = {}
    if not any(each.is_applicant for each in columns.all):
        return found
    for table, (label, text) in ((each, said) for each in tables for said in _sayings(each)):
        named = [*columns.all_named(label)]
        target = named[0] if len(named) == 1 else None
        if target is None or target[0].section is not None or target in had or label in table.headers:
            continue
        decoded = ExcelCellDecoder().decode(target[0].leaf.codec, text)
        if decoded.value and not is_error(decoded.notes):  # 填写日期：　年　月　日
            found.setdefault(label, (target, text))
    return found


def _sayings(table: SheetTable) -> Iterator[tuple[str, str]]:
    lines = table.grid(_LONGEST)
    for at, line in enumerate(lines):
        if table.header.number > line.number or at >= max(len(lines) - _CLOSING, 1):
            pieces = (piece for cell in line.cells if isinstance(cell, str) for piece in _APART.split(cell.strip()))
            yield from ((said[1], said[2].strip()) for piece in pieces if (said := _SAID.fullmatch(piece)))
