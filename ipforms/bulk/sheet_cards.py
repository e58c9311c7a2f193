"""Cards: an applicant a sheet, or several below one another, with the values beside their labels as on a form.

A card may hold small tables of its own: labels in a row with rows below them (机构 | 机构名称 | 人数), or persons
down and their fields across.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ipforms.bulk.bare_headers import without_ordinal
from ipforms.bulk.header_words import is_harmless
from ipforms.bulk.sources import Cell, SourceRow, SourceTable
from ipforms.bulk.sources.header_block import filled
from ipforms.bulk.sources.header_row import SheetRow, letters
from ipforms.bulk.sources.sheets import SheetTable
from ipforms.bulk.sources.spanned_cells import LEVELS
from ipforms.messages import Note
from ipforms.text.label_tokens import are_words
from ipforms.text.regex import regex

IsLabel = Callable[[str], bool]
IsSaid = Callable[[str, str], bool]

_TABLE = 3  # labels side by side, with no value between, are the header of a small table
_LINES = 2  # of labels, each above a line of values; one alone is a header
_SAID = regex(r"\s*(?!其中)([^\s:：\d]{1,8})\s*[:：]\s*(.*)", re.DOTALL)
"""A label in the cell of its value: 申请：158. 其中：研发人员 is a label."""


def label_text(cell: Cell) -> str:
    """A label as it is compared: 走访人： is 走访人; "" for what cannot be one."""
    return cell.strip().rstrip(":：").strip() if isinstance(cell, str) else ""


class CardTable(SourceTable):
    """Cards as a table: a column a label, a row a card.

    Args:
        sheet: where the first of them stands.
        cards: of each, the sheet and the lines.
        is_label: whether a text is a label that somebody would know.
        columns: the columns in which labels stand, from 0.
    """

    def __init__(
        self,
        sheet: SheetTable,
        cards: Sequence[tuple[SheetTable, Sequence[SheetRow]]],
        is_label: IsLabel,
        columns: frozenset[int],
    ) -> None:
        super().__init__(sheet.name, epoch_1904=sheet.epoch_1904)
        self.hidden_sheets, self.is_turned = sheet.hidden_sheets, True
        names = tuple(dict.fromkeys(own.name for own, _ in cards))
        self.sheets = names if len(names) > 1 else ()
        read = [(own, _Card(lines, is_label, columns)) for own, lines in cards]
        self._rows = [
            SourceRow(card.first, card.values, notes=card.notes, sheet=own.name) for own, card in read if card.values
        ]
        self.skipped.extend(card.first for _, card in read if not card.values)
        self._headers = tuple(dict.fromkeys(name for _, card in read if card.values for name in card.labels))

    @property
    def headers(self) -> tuple[str, ...]:
        """The labels, in the order in which they first stand."""
        return self._headers

    def __iter__(self) -> Iterator[SourceRow]:
        yield from self._rows


def with_values_beside(lines: Sequence[SheetRow], is_label: IsLabel) -> Sequence[SheetRow]:
    """Lines with labels and values beside one another, where each line of labels stands above one line of values."""
    texts = [[label_text(line.cells[at]) for at in filled(line)] for line in lines]
    heads = [at for at, found in enumerate(texts) if len(found) >= _LINES and all(map(is_label, found))]
    if len({tuple(texts[at]) for at in heads}) < _LINES:
        return lines
    for at, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        is_above = at + 1 < end and lines[at + 1].number == lines[at].number + 1
        is_new = end == len(lines) or texts[end] == texts[heads[0]]  # titles may stand before the next card
        goes_on = is_new or lines[end].number == lines[at].number + 2
        if not (is_above and goes_on) or any(len(found) >= _LINES for found in texts[at + 2 : end]):
            return lines
    return [
        _beside(line, lines[at + 1]) if at in heads else line for at, line in enumerate(lines) if at - 1 not in heads
    ]


def _beside(labels: SheetRow, values: SheetRow) -> SheetRow:
    pairs = zip_longest(labels.cells, values.cells)
    notes = {2 * at + 1: found for at, found in values.notes.items() if at >= 0}
    return replace(labels, cells=[cell for pair in pairs for cell in pair], notes=notes)


def below_titles(lines: Sequence[SheetRow], is_said: IsSaid) -> Sequence[SheetRow]:
    """Lines with the title that stands alone above some of them in their labels: 联系人 above 姓名 | 李敏.

    Args:
        lines: of a sheet.
        is_said: whether a title and a label are a person, or a group of fields, and what is said of it.
    """
    found: list[SheetRow] = []
    title = ""
    for line in lines:
        columns = filled(line)
        own = [each for each in columns if title and is_said(title, label_text(line.cells[each]))]
        if len(columns) > 1 and own and 2 * len(own) <= len(columns) + 1:  # else a header
            if len(filled(found[-1])) == 1:
                found.pop()
            cells = [*line.cells]
            for each in own:
                cells[each] = f"{title}{LEVELS}{label_text(cells[each])}"
            line = replace(line, cells=cells)
        else:
            title = without_ordinal(label_text(line.cells[columns[0]])) if len(columns) == 1 else ""
        found.append(line)
    return found


def cards_of(lines: Sequence[SheetRow], is_label: IsLabel) -> list[Sequence[SheetRow]]:
    """The cards of a sheet: one begins where the label that comes again most often, and first, stands."""
    texts = [[label_text(line.cells[column]) for column in filled(line)] for line in lines]
    worded = [next((text for text in found if text and not text.isdigit()), "") for found in texts]  # 1 | 企业名称
    named = [(index, text) for index, text in enumerate(worded) if text and is_label(text)]
    counts = Counter(text for _, text in named)
    most = max(counts.values(), default=0)
    first = next((text for _, text in named if counts[text] == most), "")
    starts = [_with_title(lines, index) for index, text in named if text == first] if most > 1 else [0]
    starts = [*dict.fromkeys(starts)]  # of a label that stands alone in lines below each other
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _with_title(lines: Sequence[SheetRow], index: int) -> int:
    """Where a card begins whose first label stands in a line: with the title above it."""
    while index and len(filled(lines[index - 1])) == 1:
        index -= 1
    return index


@dataclass
class _Card:
    """One card, read line by line."""

    lines: Sequence[SheetRow]
    is_label: IsLabel
    columns: frozenset[int]
    values: dict[str, Cell] = field(default_factory=dict)
    notes: dict[str, tuple[Note, ...]] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    _times: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._table: Mapping[int, str] = {}
        self._group, self._entry = "", 0
        for line in self.lines:
            columns = filled(line)
            if not columns or self._is_table(line, columns) or (self._table and self._take_row(line, columns)):
                continue
            self._table = {}
            if len(columns) > 1 or (self.values and self._knows(line, columns[0])):  # else a title, or a remark
                self._take_pairs(line, columns)

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    def _knows(self, line: SheetRow, column: int) -> bool:
        text = label_text(line.cells[column])
        return bool(text) and self.is_label(text)

    def _is_worded(self, line: SheetRow, column: int) -> bool:
        """Whether a cell has words of labels alone: 电话, 数量."""
        text = label_text(line.cells[column])
        return bool(text) and (self.is_label(text) or are_words(text))

    def _is_table(self, line: SheetRow, columns: Sequence[int]) -> bool:
        """Whether a line is the header of a table within the card; that is remembered."""
        inner = columns[1:]
        beside = all(after == before + 1 for before, after in pairwise(columns))
        if len(columns) < _TABLE + 1 or not beside or not all(self._is_worded(line, each) for each in inner):
            return False
        self._table = {each: label_text(line.cells[each]) for each in inner}
        self._group, self._entry = label_text(line.cells[columns[0]]), 0
        return True

    def _take_row(self, line: SheetRow, columns: Sequence[int]) -> bool:
        """Take a row of the table within the card; False where the line is none of it."""
        head = columns[0]
        own = [each for each in columns if each in self._table]
        name = label_text(line.cells[head]) if head not in self._table else ""
        is_numbered = head not in self._table and str(line.cells[head]).strip().isdigit()
        labels = sum(self._knows(line, each) for each in own)
        if is_harmless(name) and len(own) == 1:
            return False  # 备注, below the table
        if {*columns} - {head, *own} or 2 * labels > len(own) or (name and not own):
            return not own and len(columns) == 1
        if name and not is_numbered and not self._is_worded(line, head):
            return False
        self._entry += 1
        for each in own:
            label = f"{name}{LEVELS}{self._table[each]}" if name and not is_numbered else self._named(self._table[each])
            self._put(label, line, each)
        return True

    def _named(self, label: str) -> str:
        return f"{self._group}{LEVELS}{label}{self._entry}" if self._group else f"{label}{self._entry}"

    def _take_pairs(self, line: SheetRow, columns: Sequence[int]) -> None:
        above, label, name, at, taken = "", "", "", -1, False
        for column in columns:
            text = label_text(line.cells[column])
            said = _SAID.fullmatch(str(line.cells[column]))
            is_own = bool(text) and column in self.columns and not (said and said[2])
            if is_own or (self._knows(line, column) and (taken or not label) and not said):
                above = label if label and not taken and at == column - 1 else ""
                label, at, taken = (f"{above}{LEVELS}{text}" if above else text), column, False
                name = self._numbered(label)
                self.labels.setdefault(name)
                continue
            if not label:
                continue
            inner = f"{label}{LEVELS}{said[1]}" if said else ""
            if said and (self.is_label(inner) or are_words(said[1])):
                self.labels.pop(name, None)
                if said[2]:
                    self._put(inner, line, column, said[2])
            else:
                self._put(name if not taken else f"{label}〔{letters(column)}〕", line, column)
            taken = True

    def _numbered(self, label: str) -> str:
        """What a label is called that stands on the card again, as columns of one name are: 联系电话 behind 联系人."""
        self._times[label] += 1
        return label if self._times[label] == 1 else f"{label}〔{letters(self._times[label] - 1)}〕"

    def _put(self, label: str, line: SheetRow, column: int, value: Cell = None) -> None:
        name, count = label, 0
        while name in self.values:
            count += 1
            name = f"{label}〔{letters(count)}〕"  # as of columns of one name: 联系电话 of the second person
        self.labels.setdefault(name)
        self.values[name] = line.cells[column] if value is None else value
        if column in line.notes:
            self.notes[name] = tuple(line.notes[column])
