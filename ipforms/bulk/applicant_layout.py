"""How a sheet is laid out: a table, several of them, a sheet turned over, or cards.

Labels that somebody would know tell it: where more of them stand below one another than beside one another, the sheet
is turned over or holds cards; where a row of other labels comes further down, another table begins.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from ipforms.bulk.card_blocks import stacked, without_answers
from ipforms.bulk.column_persons import is_fact_of_person
from ipforms.bulk.folded_rows import unfolded
from ipforms.bulk.sheet_cards import (
    IsLabel,
    IsSaid,
    below_titles,
    label_text,
    with_values_beside,
)
from ipforms.bulk.sources import SourceTable
from ipforms.bulk.sources.header_block import LOOKED_AT, filled
from ipforms.bulk.sources.header_row import SheetRow, without_unit
from ipforms.bulk.sources.sheet_part import SheetPart, beside, parts, turned
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.text.label_tokens import are_words, tokens

_MOST_LINES = 3_000  # of a sheet that a person has laid out by hand; a longer one is one table
_LABELS, _IN_ALL = 3, 5  # below one another, more than beside one another, and in the sheet: they name fields downwards
_HEADER = 3  # labels of a row that begins another table
_SHARE = 0.5  # of a row's cells that are labels where it is a header; of the best column's labels, in another such one
_MOSTLY = 0.7  # of the cells behind a column of labels, which are words too; a numbered head stands above them
_FEW_LABELS = 2  # of a second column of labels: 组织机构代码 beside 统一社会信用代码


@dataclass(frozen=True)
class SheetLayout:
    """How a sheet is laid out."""

    sheet: SheetTable  # the sheet
    lines: Sequence[SheetRow]  # its lines; none of a sheet too long to have been laid out by hand
    # the columns in which labels stand below one another; none of a table with a header
    columns: frozenset[int] = frozenset()
    # whether there are several such columns or labels beside them, or the same labels come again below
    is_card: bool = False
    starts: tuple[int, ...] = ()  # the lines at which another table begins
    is_unfolded: bool = False  # whether lines of an applicant have been made one
    blocks: Sequence[range] = ()  # the columns of tables beside one another
    header: int = 0  # the first line of labels; 0 where there is none, or it is at the top
    titles: frozenset[int] = (
        frozenset()
    )  # the numbers of the lines of a title alone; 联系人身份证 is a label, and blank

    @classmethod
    def of(cls, sheet: SheetTable, is_label: IsLabel, is_said: IsSaid) -> "SheetLayout":
        """Find it out."""
        own = [line for line in sheet.grid(_MOST_LINES) if filled(line)]
        if (joined := unfolded(own, sheet.merges, is_label)) is not own:
            return cls(sheet, joined, is_unfolded=True)
        if (paired := with_values_beside(own, is_label)) is not own:
            return cls(sheet, paired, frozenset(range(0, max(len(line.cells) for line in paired), 2)), is_card=True)
        lines, known = _stacked(titled := below_titles(own, is_said), is_label)
        near = known[:LOOKED_AT]
        texts: dict[int, list[str]] = {}
        for line, columns in zip(lines, near, strict=False):
            for each in columns:
                texts.setdefault(each, []).append(label_text(line.cells[each]))
        below = {column: len({*found}) for column, found in texts.items()}
        led = {column: count for column, count in below.items() if _have_values(lines, near, column)}
        best = max(led.values(), default=0)
        pairs = [line for line in lines[:LOOKED_AT] if len(filled(line)) > 1]
        cells = Counter(each for line in pairs for each in filled(line) if _is_word(line, each))
        names = frozenset(
            column
            for column, found in texts.items()
            if led.get(column, 0) > _FEW_LABELS and below[column] >= _SHARE * _SHARE * best
            if len(found) >= _SHARE * cells[column]
        )
        most = max((_across(line, found) for line, found in zip(lines, near, strict=False)), default=0)
        is_across = best < _LABELS or sum(led.values()) < _IN_ALL or best <= most
        if (is_across and lines is titled) or not names:
            header = next((at for at, found in enumerate(known) if len(found) >= _HEADER), 0)
            known = [found and sorted({*found, *_words(line)}) for found, line in zip(known, lines, strict=True)]
            blocks = _blocks(lines, near) or _behind_gap(lines[header:])
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
        if self.is_unfolded:
            return [SheetPart(self.sheet, self.lines, ())]
        if self.blocks:
            return [*beside(self.sheet, self.lines, self.blocks)]
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


def _have_values(lines: Sequence[SheetRow], known: Sequence[Sequence[int]], column: int) -> bool:
    """Whether most labels of a column have something behind them: 类型, behind the number of a patent, has not."""
    ends = [column < filled(line)[-1] for line, columns in zip(lines, known, strict=False) if column in columns]
    return sum(ends) >= _SHARE * len(ends)


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


def _blocks(lines: Sequence[SheetRow], known: Sequence[Sequence[int]]) -> Sequence[range]:
    """Where the same labels begin again beside themselves, and how wide they are: 序号 | 企业名称 | 手机 | 序号 | …"""
    at = next((at for at, labels in enumerate(known) if len(labels) > _FEW_LABELS), None)
    columns = [] if at is None else filled(lines[at])
    texts = [label_text(lines[at or 0].cells[each]) for each in columns]
    width = len({*texts})
    if not 1 < width < len(texts) or len(texts) % width or texts != texts[:width] * (len(texts) // width):
        return ()
    starts = [0, *columns[width::width]]
    return [range(start, start + columns[width] - columns[0]) for start in starts]


def _behind_gap(lines: Sequence[SheetRow]) -> Sequence[range]:
    """A table, and behind a blank column another, which has far fewer rows: statistics beside the list."""
    places = [filled(line) for line in lines]
    used = {*chain.from_iterable(places)}
    end = max(used, default=0) + 1
    gap = next((at for at in range(min(used, default=0), end) if at not in used), end)
    rows = [sum(any(at in own for at in found) for found in places) for own in (range(gap), range(gap, end))]
    is_table = len([at for at in places[0] if at > gap]) >= _FEW_LABELS
    return (range(gap), range(gap + 1, end)) if is_table and rows[1] < _SHARE * rows[0] else ()


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
