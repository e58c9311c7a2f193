"""How applicants stand in a workbook: a row each, a column each, a card each, in several tables or on several sheets.

Labels that somebody would know tell it: where more of them stand below one another than beside one another, the sheet
is turned over or holds cards; where a row of other labels comes further down, another table begins.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from ipforms.bulk.card_blocks import single, stacked, with_names, without_answers
from ipforms.bulk.column_persons import is_fact_of_person
from ipforms.bulk.columns import FormColumns, columns_of
from ipforms.bulk.entry_workbook import is_entry_workbook
from ipforms.bulk.joined_tables import JoinedTable
from ipforms.bulk.row_kinds import is_remark
from ipforms.bulk.row_labels import LabelledRows, is_said_of
from ipforms.bulk.sheet_cards import (
    CardTable,
    IsLabel,
    IsSaid,
    below_titles,
    cards_of,
    label_text,
    with_own_cells,
    with_values_beside,
)
from ipforms.bulk.sources import SourceTable, TableSource
from ipforms.bulk.sources.header_block import LOOKED_AT, filled
from ipforms.bulk.sources.header_row import SheetRow, without_unit
from ipforms.bulk.sources.sheet_part import beside, parts, turned
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.bulk.table_matches import section_of
from ipforms.forms import Form
from ipforms.text.label_tokens import are_words, tokens

_OF_NO_USE = re.compile(
    """旧 | 作废 | 废弃 | 备份 | 副本 | 模板 | 样表 | 样例 | 示例 | 往年 | 历史 | 说明 | 须知 | 字典
      | 封面 | 目录 | 选项 | 下拉 | 参数 | 代码表 | 码表 | old | backup | copy | sample | template
      | cover | readme | dict | lookup | config""",
    re.VERBOSE | re.IGNORECASE,
)
"""In the name of a sheet whose applicants are not meant now, or that has none; it is told, and can be chosen."""
_MOST_LINES = 3_000  # of a sheet that a person has laid out by hand; a longer one is one table
_LABELS, _IN_ALL = 3, 5  # below one another, more than beside one another, and in the sheet: they name fields downwards
_HEADER = 3  # labels of a row that begins another table
_SHARE = 0.5  # of a row's cells that are labels where it is a header; of the best column's labels, in another such one
_MOSTLY = 0.7  # of the cells behind a column of labels, which are words too; a numbered head stands above them
_FEW_LABELS = 2  # of a second column of labels: 组织机构代码 beside 统一社会信用代码


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
        return replace(source, tables=(LabelledRows.of(columns, first, key), *source.tables[1:]))
    is_label = lru_cache(maxsize=4096)(columns.is_label)
    is_key = partial(_is_key, columns, key)
    named = columns.section_named
    sheets = [each for each in source.tables if isinstance(each, SheetTable)]
    by_label: dict[SourceTable, SourceTable] = {each: LabelledRows.of(columns, each, key) for each in sheets}
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
        layout = _SheetLayout.of(table, is_label, partial(is_said_of, columns))
        if by_label[table] is not table:
            tables.append(by_label[table])
        elif layout.is_card:
            own = (one for each in cards_of(layout.lines, is_label) for one in single(each, layout.columns, is_key))
            cards += [(table, card, layout.columns) for card in own]
        else:
            tables += layout.tables()
    if cards:
        places = frozenset().union(*(each for _, _, each in cards))
        own_cards = with_names([(sheet, card) for sheet, card, _ in cards], columns.header(key), is_key)
        tables = [CardTable(cards[0][0], own_cards, is_label, places), *tables]
    found = (*JoinedTable.of(form, tables), *others)
    found[0].hidden_sheets = first.hidden_sheets
    return replace(source, tables=found)


@dataclass(frozen=True)
class _SheetLayout:
    """How a sheet is laid out."""

    sheet: SheetTable  # the sheet
    lines: Sequence[SheetRow]  # its lines; none of a sheet too long to have been laid out by hand
    # the columns in which labels stand below one another; none of a table with a header
    columns: frozenset[int] = frozenset()
    # whether there are several such columns or labels beside them, or the same labels come again below
    is_card: bool = False
    starts: tuple[int, ...] = ()  # the lines at which another table begins
    blocks: tuple[list[int], int] | None = None  # the columns at which tables beside one another begin, and their width
    header: int = 0  # the first line of labels; 0 where there is none, or it is at the top
    titles: frozenset[int] = (
        frozenset()
    )  # the numbers of the lines of a title alone; 联系人身份证 is a label, and blank

    @classmethod
    def of(cls, sheet: SheetTable, is_label: IsLabel, is_said: IsSaid) -> "_SheetLayout":
        """Find it out."""
        own = with_own_cells([line for line in sheet.grid(_MOST_LINES) if filled(line)], is_label)
        if (paired := with_values_beside(own, is_label)) is not own:
            return cls(sheet, paired, frozenset(range(0, max(len(line.cells) for line in paired), 2)), is_card=True)
        lines, known = _stacked(titled := below_titles(own, is_said), is_label)
        near = known[:LOOKED_AT]
        texts: dict[int, list[str]] = {}
        for line, columns in zip(lines, near, strict=False):
            for each in columns:
                texts.setdefault(each, []).append(label_text(line.cells[each]))
        below = {column: len({*found}) for column, found in texts.items()}
        best = max(below.values(), default=0)
        pairs = [line for line in lines[:LOOKED_AT] if len(filled(line)) > 1]
        cells = Counter(each for line in pairs for each in filled(line) if _is_word(line, each))
        names = frozenset(
            column
            for column, found in texts.items()
            if below[column] > _FEW_LABELS and below[column] >= _SHARE * _SHARE * best
            if len(found) >= _SHARE * cells[column]
        )
        most = max((_across(line, found) for line, found in zip(lines, near, strict=False)), default=0)
        is_across = best < _LABELS or sum(below.values()) < _IN_ALL or best <= most
        if (is_across and lines is titled) or not names:
            header = next((at for at, found in enumerate(known) if len(found) >= _HEADER), 0)
            known = [found and sorted({*found, *_words(line)}) for found, line in zip(known, lines, strict=True)]
            blocks = _blocks(lines, near)
            return cls(sheet, lines, starts=_starts(lines, known), blocks=blocks, header=header)
        again = any(_come_again(lines[:LOOKED_AT], column, is_label) for column in names)
        names |= _inner_labels(lines[:LOOKED_AT], max(names), is_label) if not again else frozenset()
        # The last cell of the first line, behind which nothing stands, heads remarks: 企业名称 | 甲公司 | 说明.
        rows = [(line, max(found)) for line, found in zip(lines, near, strict=False) if names & {*found}]
        heads = {last for line, last in rows[:1] if last == max(filled(line)) and below[last] == 1}
        further = [last for _, last in rows if last > max(names) and last not in heads]
        values = Counter(each for line in pairs for each in filled(line) if each > max(names))
        is_lone = any(values[column] < _SHARE * values[max(names) + 1] for column in further)  # and no applicant
        are_apart = max(names) - min(names) >= len(names)  # with values between them
        has_tables = any(_are_headers(line, is_label) for line in lines[1:])
        is_card = are_apart or again or is_lone or len(further) >= _FEW_LABELS or has_tables
        lone = {line.number: label_text(line.cells[filled(line)[0]]) for line in lines if len(filled(line)) == 1}
        titles = frozenset(number for number, text in lone.items() if not (is_label(text) and is_fact_of_person(text)))
        beside = {at for at in further if below[at] >= _FEW_LABELS and len(texts[at]) >= _SHARE * cells[at]}
        names |= beside if is_card else frozenset()  # 职务, 邮箱 behind values, and 员工数, which is on no form
        return cls(sheet, lines, names, is_card=is_card, titles=titles)

    def tables(self) -> list[SourceTable]:
        """The tables of the sheet, whose header stands above."""
        if self.columns:
            above = [line for line in self.lines if line.number in self.titles]
            return [turned(self.sheet, self._without_titles, (self._first_label, max(self.columns)), above)]
        if self.blocks:
            return [*beside(self.sheet, self.lines, *self.blocks)]
        if len(self.starts) == 1 and self.header and self._is_better(self.header):
            return [*parts(self.sheet, self.lines, (self.header,))]
        return [*parts(self.sheet, self.lines, self.starts)] if len(self.starts) > 1 else [self.sheet]

    def _is_better(self, start: int) -> bool:
        """Whether a line with labels is the header, and not the captions and remarks above it that look like one."""
        labels = {label_text(self.lines[start].cells[each]) for each in filled(self.lines[start])}
        found = {part for name in self.sheet.headers for part in without_unit(name).split(LEVELS)}
        return len(labels & found) < _SHARE * len(labels)

    @property
    def _without_titles(self) -> list[SheetRow]:
        return [line for line in self.lines if line.number not in self.titles]

    @property
    def _first_label(self) -> int:
        """The first column with words for groups of labels; what only numbers them is none."""
        last = min(self.columns)
        for column in range(last):
            cells = [line.cells[column] for line in self._without_titles if column in filled(line)]
            if cells and not any(str(each).strip().removesuffix(".0").isdigit() for each in cells):
                return column
        return last


def _across(line: SheetRow, labels: Sequence[int]) -> int:
    """How many labels stand beside one another in a line; each before its value, they do not."""
    return 1 if [*labels] == filled(line)[::2] else len(labels)


def _is_key(columns: FormColumns, key: str, label: str) -> bool:
    """Whether a label is of the applicant's name."""
    return any(each.pattern == key or each.is_applicant for each, _ in columns.all_named(label))


def _stacked(lines: Sequence[SheetRow], is_label: IsLabel) -> tuple[Sequence[SheetRow], list[list[int]]]:
    """Lines, those of cards beside one another below one another, and the columns of the labels of each."""
    known = [[each for each in filled(line) if _is_known(line, each, is_label)] for line in lines]
    if (cards := stacked(lines, known)) is lines:
        return lines, [*without_answers(lines[:LOOKED_AT], known), *known[LOOKED_AT:]]
    return _stacked(cards, is_label)


def _is_known(line: SheetRow, column: int, is_label: Callable[[str], bool]) -> bool:
    text = label_text(line.cells[column])
    return bool(text) and is_label(text)


def _come_again(lines: Sequence[SheetRow], column: int, is_label: IsLabel) -> bool:
    """Whether labels of a column come again below, and not in another group: 法定代表人 | 姓名, then 联系人 | 姓名."""
    group, found = "", list[tuple[str, str]]()
    for line in lines:
        outer = column - 1 if column - 1 in filled(line) else None
        if outer is not None and (_is_known(line, outer, is_label) or outer in _words(line)):
            group = label_text(line.cells[outer])
        if column in filled(line) and _is_known(line, column, is_label):
            found.append((group, label_text(line.cells[column])))
    return len(found) > len({*found}) + 1


def _inner_labels(lines: Sequence[SheetRow], outer: int, is_label: IsLabel) -> frozenset[int]:
    """The column behind one of labels, where it has the words below each group: 法定代表人 | 姓名, | 身份证."""
    inner = outer + 1
    own = [line for line in lines if {inner} < {*filled(line)}]
    worded = [line for line in own if inner in _words(line) or _is_known(line, inner, is_label)]
    below = [line for line in worded if outer not in filled(line)]
    return frozenset((inner,)) if len(below) >= _FEW_LABELS and len(worded) > _MOSTLY * len(own) else frozenset()


def _words(line: SheetRow) -> list[int]:
    """The cells of a line that hold words of labels, of any form."""
    return [each for each in filled(line) if are_words(label_text(line.cells[each]))]


def _are_headers(line: SheetRow, is_label: IsLabel) -> bool:
    """Whether a line between labels is the header of a small table: 人员 | 姓名 | 电话 | 邮箱."""
    columns = filled(line)
    words = [tokens(label_text(line.cells[each])).words for each in _words(line)]
    are_all = all(each in _words(line) or _is_known(line, each, is_label) for each in columns)
    return len(columns) > _HEADER and are_all and len({*filter(None, words)}) >= _HEADER


def _is_word(line: SheetRow, column: int) -> bool:
    """Whether a cell has a text, and no number of a row."""
    return not label_text(line.cells[column]).removesuffix(".0").isdigit() and label_text(line.cells[column]) != ""


def _blocks(lines: Sequence[SheetRow], known: Sequence[Sequence[int]]) -> tuple[list[int], int] | None:
    """Where the same labels begin again beside themselves, and how wide they are: 序号 | 企业名称 | 手机 | 序号 | …"""
    at = next((at for at, labels in enumerate(known) if len(labels) > _FEW_LABELS), None)
    columns = [] if at is None else filled(lines[at])
    texts = [label_text(lines[at or 0].cells[each]) for each in columns]
    width = len({*texts})
    if not 1 < width < len(texts) or len(texts) % width or texts != texts[:width] * (len(texts) // width):
        return None
    starts = columns[::width]
    return [0, *starts[1:]], starts[1] - starts[0]


def _starts(lines: Sequence[SheetRow], known: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Where the tables of a sheet begin: the first at its top, others at a header of other labels, with its titles."""
    headers: list[set[str]] = []
    starts: list[int] = []
    last = 0
    for index, (line, columns) in enumerate(zip(lines, known, strict=True)):
        texts = {label_text(line.cells[each]) for each in columns}
        if len(texts) < _HEADER or len(columns) < _SHARE * len(filled(line)) or any(texts <= each for each in headers):
            continue
        is_deeper = bool(headers) and line.number - 1 == last and not _are_data(lines[index - 1], known[index - 1])
        last = line.number
        headers.append(texts)
        if is_deeper:
            continue
        while index and starts and index - 1 > starts[-1] and len(filled(lines[index - 1])) < _FEW_LABELS:
            index -= 1
        starts.append(index if starts else 0)
    return tuple(starts)


def _are_data(line: SheetRow, known: Sequence[int]) -> bool:
    return len(known) < _SHARE * len(filled(line))
