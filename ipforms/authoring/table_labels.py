"""Which labels of a blank table are for a cell: beside it, above it, and those of the groups around."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.field_words import UNITS
from ipforms.authoring.table_rows import is_constant

ORDINAL = re.compile(
    r"""^(?: [（(] [一二三四五六七八九十\d]{1,3} [)）] [、.．]? | 第 [一二三四五六七八九十]+ (?:部分|[章节项]) [：:、]?
        | (?: [一二三四五六七八九十]{1,3} | \d{1,2} (?:\.\d{1,2})? ) [、.．：:]
        | (?:附?表|附件) [一二三四五六七八九十\d]{1,2} (?:[-—]\d)? [：:、.．]? ) (?=\D)""",
    re.VERBOSE,
)
TITLE = re.compile(r"(?:表|书|函|申请|申报|[年季月]报|回执|问卷|台账|合同|协议|备案|报告)$")  # how titles of forms end
NOTE = re.compile("^(?:注|说明|备注|填[表报写])|。$")  # rows as wide as a table that are no title of what follows
SHOWN_BELOW = re.compile(r"^(.{2,20}?)(?:清单|明细|情况)?(?:见|如)下表?(?:所示)?[：:。；].*$")  # 主要产品清单见下表。
_COVER = re.compile(r"(?:[局厅委部制]|中心|办公室|委员会|政府|协会)$|说明$|^注|^附件?\d*$|^\d{4}年度?$|[年月日]$")
"""Lines before a first table that are no title of it: who has made the form, when, which annex it is."""
_SAID_UNIT = re.compile(r"[（(]?(?:金额|计量)?单位[：:]([^（()），,。\s_]+)[）)]?")
_UNIT = re.compile("[（(](?:单位[：:])?([^（()）]{1,4})[)）]$")  # at the end of a label
_UNITS = re.compile("(?:计量)?单位")  # the header of a column of units

_ANSWERS = re.compile("[是有][/／][否无]")  # below a label that asks for them
_LEAST_HEADS = 2  # cells of a row of headers


def said_unit(words: str) -> str:
    """The unit that words above a table say, of all its numbers: （单位：人）."""
    said = _SAID_UNIT.search(words)
    return said[1] if said and said[1] in UNITS else ""


def unit_of_groups(groups: Sequence[str]) -> str:
    """The unit that the nearest of some groups says: 职称结构（人）."""
    said = (found[1] for each in reversed(groups) if (found := _UNIT.search(each)) and found[1] in UNITS)
    return next(said, "")


def section_heading(words: str, form: str, *, is_first: bool) -> str:
    """The words before a table as the heading of what it has; "" for the title of the form, and what is on a cover.

    >>> section_heading("一、收支预算表", "预算表", is_first=True), section_heading("某科技局", "预算表", is_first=True)
    ('一、收支预算表', '')
    """
    words = SHOWN_BELOW.sub(r"\1", words)
    is_title = (is_first or words == form) and TITLE.search(words) is not None
    return "" if not ORDINAL.match(words) and (is_title or _COVER.search(words)) else words


@dataclass
class TableLabels:
    """The labels of a table."""

    table: BlankTable

    def heading(self, row: int) -> str:
        """What is said above a row, without number and unit: in the nearest row of one cell, or before the table."""
        return _SAID_UNIT.sub("", ORDINAL.sub("", self._said_above(row)))

    def unit(self, row: int, groups: tuple[str, ...] = ()) -> str:
        """The unit that is said by a group, 职称结构（人）, or above a row: （单位：人）."""
        return unit_of_groups(groups) or said_unit(self._said_above(row)) or self.table.unit

    def _said_above(self, row: int) -> str:
        titles = (title.label for above in range(row - 1, -1, -1) if (title := self.title_in(above)))
        return next(titles, self.table.heading)

    def title_in(self, row: int) -> BlankCell | None:
        """The title that a row is: one label over all columns, perhaps with a number, or with strokes behind it."""
        cells = self.table.starting(row)
        own = cells[1:] if len(cells) > 1 and cells[0].is_number else cells  # 一 | 基础条件（20分）
        is_wide = bool(own) and own[-1].behind >= self.table.columns and own[0].column <= 1
        is_title = is_wide and own[0].is_label and not own[0].is_struck and all(each.is_struck for each in own[1:])
        is_title = is_title and not (own[0].is_hint or NOTE.search(own[0].label))
        return own[0] if is_title and (len(own) > 1 or len(cells) > 1 or own[0].column == 0) else None

    def beside(self, cell: BlankCell, *, is_part: bool = False) -> BlankCell | None:
        """The label on the left of a cell, perhaps with other blanks between them; of a part also those with print."""
        row, in_words = list(self.table.left_of(cell)), None
        for at, left in enumerate(row):
            if (
                left.label == "大写"
            ):  # of an amount: 资助金额 | 大写 | ____; itself the label where another blank is before it
                in_words = in_words or left
                continue
            if left.is_number or left.is_more or left.is_struck:
                continue
            if is_constant(left, row[::-1]) and any(each.is_label for each in row[at + 1 :]):
                continue  # 100, the points of an indicator
            if is_part and left.blanks:
                continue  # （小写）____, before （大写）____
            if left.is_label or (left.label and not left.is_empty and not left.blanks):
                return left if left.is_label else in_words
            if not left.is_empty:
                return in_words
        return in_words

    def row_label(self, cell: BlankCell) -> str:
        """What the row of a blank is called, as high as it, where others of its blanks or print stand between them."""
        own = [each for each in self.table.starting(cell.row) if each.column < cell.column and not each.is_number]
        first = next((each for each in own if each.row_span == cell.row_span), None)
        is_named = first is not None and first.is_label and any(each.blanks for each in own if each is not first)
        return first.label if first is not None and is_named else ""

    def note(self, cell: BlankCell) -> str:
        """What is printed behind a cell, last in its row: how it is filled in."""
        behind = [each for each in self.table.starting(cell.row) if each.column >= cell.behind]
        return behind[0].text if len(behind) == 1 and behind[0].is_label else ""

    def column(self, cell: BlankCell) -> BlankCell | None:
        """The label over the column of a cell, with the entries of a section between them."""
        wide = self.table.columns
        over = (c for c in self.table.above(cell) if c.is_label and not c.is_number and c.column_span < wide)
        heads = (c for c in over if not any(each.is_empty for each in self.table.starting(c.row)))
        return next(heads, None)

    def over(self, cell: BlankCell) -> BlankCell | None:
        """The label above a cell."""
        for above in self.table.above(cell):
            if above.is_label and above.column <= cell.column and cell.behind <= above.behind:
                return None if above.is_number or NOTE.search(above.label) else above
            if not above.is_empty:
                return None
        return None

    def groups(self, label: BlankCell, *, of_rows: bool = False) -> list[BlankCell]:
        """The labels on the left that a label stands under, the widest first: of several rows, or of another label.

        Args:
            label: of a blank.
            of_rows: only those of several rows, as for a label over a column.
        """
        left = [each for each in self.table.left_of(label) if each.is_label and not (each.is_number or each.is_hint)]
        heads = [each for each in left if each.row_span > label.row_span or (self._heads_label(each) and not of_rows)]
        return [each for each in reversed(heads) if each.label != "序号"]

    def repeats(self, label: BlankCell) -> bool:
        """Whether a label stands more than once in its group."""
        group = self.groups(label)[:1]
        return bool(group) and sum(c.label == label.label and self.groups(c)[:1] == group for c in self.table.cells) > 1

    def _heads_label(self, cell: BlankCell) -> bool:
        right = next((each for each in self.table.cells if (each.row, each.column) == (cell.row, cell.behind)), None)
        return right is not None and right.is_label and not right.is_hint

    def group(self, label: BlankCell) -> BlankCell | None:
        """The label of the group that a label is in: on its left, without a blank between them, or over its rows."""
        left = next(self.table.left_of(label), None)
        return left if left is not None and left.is_label and not left.is_number else None

    def section(self, label: BlankCell) -> str:
        """What is said over a label and its blank: in a row of titles above, or before the table."""
        for above in self.table.above(label):
            is_over = above.column <= label.column and label.behind < above.behind and above.is_label
            if is_over and all(each.is_label for each in self.table.starting(above.row)):
                return ORDINAL.sub("", above.label)
        return self.heading(0)

    def _labels_over(self, cell: BlankCell, row: int) -> tuple[str, ...]:
        """The labels above a cell, from the top of the header."""
        labels: list[str] = []
        for above in self.table.above(cell):
            if above.last_row > row:
                continue
            covers = above.column <= cell.column and cell.behind <= above.behind
            if not covers or not above.is_label or above.is_number:
                break
            if above.row > 0 and above.column_span == self.table.columns:
                break
            labels.insert(0, above.label)
            if above.row == min(self._header_top(row), above.row) or above.column_span >= self.table.columns:
                break
        return tuple(labels[:-1] if len(labels) > 1 and _ANSWERS.fullmatch(labels[-1]) else labels)

    def _header_top(self, row: int) -> int:
        """The first row of a header whose last row this is: rows of labels alone, parted by merged cells."""
        top = row
        while top > 0:
            cells = self.table.starting(top - 1)
            merged = any(cell.row_span > 1 or cell.column_span > 1 for cell in cells)
            if not cells or len(cells) < _LEAST_HEADS or not merged or not all(cell.is_label for cell in cells):
                break
            top -= 1
        return top

    def _head(self, cell: BlankCell, row: int) -> str:
        """The header of the column of a cell, whose last row this is."""
        return "".join(self._labels_over(cell, row)[-1:])

    def _groups_beside(self, cell: BlankCell) -> tuple[str, ...]:
        """What a row stands under: the title above it, and the group beside it: 知识产权 › 专利 › 小计."""
        groups = [each.label for each in self.table.left_of(cell) if each.is_label and not each.is_number]
        return tuple(filter(None, (self.heading(cell.row), *reversed(groups))))

    def _says_unit(self, cell: BlankCell) -> bool:
        """Whether a cell says in what unit the others of its row are."""
        right = next((each for each in self.table.starting(cell.row) if each.column == cell.behind), None)
        left = next(self.table.left_of(cell), None)
        is_between = left is not None and left.is_label and right is not None and (right.is_empty or right.is_number)
        return is_between and (cell.text in UNITS or (cell.is_label and _UNITS.fullmatch(self._over(cell)) is not None))

    def _over(self, cell: BlankCell) -> str:
        """The header of a cell's column."""
        over = (each for each in self.table.above(cell) if each.is_label and each.column_span < self.table.columns)
        same = takewhile(lambda each: (each.column, each.column_span) == (cell.column, cell.column_span), over)
        return next((each.label for each in same if _UNITS.fullmatch(each.label)), "")
