"""How applicants stand in a workbook: a row each, a column each, a card each, in several tables or on several sheets.

Labels that somebody would know tell it: where more of them stand below one another than beside one another, the sheet
is turned over or holds cards; where a row of other labels comes further down, another table begins.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from ipforms.bulk.applicant_layout import SheetLayout
from ipforms.bulk.card_blocks import single, with_names
from ipforms.bulk.columns import FormColumns, columns_of
from ipforms.bulk.described_headers import DescribedTable
from ipforms.bulk.entry_workbook import is_entry_workbook
from ipforms.bulk.fact_cells import FactCells
from ipforms.bulk.headerless_sheets import with_header_of_first
from ipforms.bulk.joined_tables import JoinedTable
from ipforms.bulk.right_kinds import with_right_kinds
from ipforms.bulk.row_kinds import is_remark
from ipforms.bulk.row_labels import LabelledRows, is_said_of
from ipforms.bulk.sheet_cards import (
    CardTable,
    cards_of,
)
from ipforms.bulk.sources import SourceTable, TableSource
from ipforms.bulk.sources.header_row import SheetRow
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.table_matches import section_of
from ipforms.forms import Form
from ipforms.text.regex import regex

_OF_NO_USE = regex(
    """旧 | 作废 | 废弃 | 备份 | 副本 | 模板 | 样表 | 样例 | 示例 | 往年 | 历史 | 说明 | 须知 | 字典
      | 封面 | 目录 | 选项 | 下拉 | 参数 | 代码表 | 码表 | old | backup | copy | sample | template
      | cover | readme | dict | lookup | config""",
    re.VERBOSE | re.IGNORECASE,
)
"""In the name of a sheet whose applicants are not meant now, or that has none; it is told, and can be chosen."""


def arranged(form: Form, source: TableSource) -> TableSource:
    """A source whose first table has a row for each applicant, however they stand in the workbook; others follow.

    Args:
        form: what the applicants are of; its labels tell how the sheets are laid out.
        source: as it was opened. What a program of ours has written, and what is no workbook, stays as it is.
    """
    first = source.tables[0]
    columns = columns_of(form.model)
    key = next((each.pattern for each in columns.all if each.is_applicant), form.name_field)
    is_ours = is_entry_workbook(source.tables) or any(map(is_remark, first.headers or ()))
    if is_ours or first.kind == "records":
        return source
    if not isinstance(first, SheetTable) or first.header_rows is not None:
        own = LabelledRows.of(columns, FactCells.of(columns, first), key)
        return replace(source, tables=(own, *source.tables[1:]))
    is_label = lru_cache(maxsize=4096)(columns.is_label)
    is_key = partial(_is_key, columns, key)
    named = columns.section_named
    sheets = [each for each in source.tables if isinstance(each, SheetTable)]
    with_header_of_first(sheets, is_label)
    described = {each: DescribedTable.of(each, sheets, is_label) for each in sheets}
    by_label: dict[SourceTable, SourceTable] = {
        each: LabelledRows.of(columns, FactCells.of(columns, own), key) for each, own in described.items()
    }
    sections = [each for each in source.tables if section_of(form, each, with_key=True)]
    sections = [each for each in sections if by_label.get(each, each) is each]  # 人员: a row a person of each applicant
    kept = [each for each in source.tables if (each is first and not named(each.name)) or each not in sections]
    tables: list[SourceTable] = []
    others: list[SourceTable] = []
    cards: list[tuple[SheetTable, Sequence[SheetRow], frozenset[int]]] = []
    meant = [each for each in source.tables if not _OF_NO_USE.search(each.name) and not getattr(each, "empty", False)]
    meant = [first] if first.chosen or not meant else meant
    for table in source.tables:
        if table not in meant or not isinstance(table, SheetTable) or (kept and table not in kept):
            others.append(table)
            continue
        layout = SheetLayout.of(table, is_label, partial(is_said_of, columns))
        if by_label[table] is not table:
            tables.append(by_label[table])
        elif layout.is_card:
            found = (one for each in cards_of(layout.lines, is_label) for one in single(each, layout.columns, is_key))
            cards += [(table, card, layout.columns) for card in found]
        else:
            tables += [with_right_kinds(columns, each) for each in layout.tables()]
    if cards:
        places = frozenset().union(*(each for _, _, each in cards))
        own_cards = with_names([(sheet, card) for sheet, card, _ in cards], columns.header(key), is_key)
        tables = [CardTable(cards[0][0], own_cards, is_label, places), *tables]
    joined = (*JoinedTable.of(form, tables), *others)
    joined[0].hidden_sheets = first.hidden_sheets
    return replace(source, tables=joined)


def _is_key(columns: FormColumns, key: str, label: str) -> bool:
    """Whether a label is of the applicant's name."""
    return any(each.pattern == key or each.is_applicant for each, _ in columns.all_named(label))
