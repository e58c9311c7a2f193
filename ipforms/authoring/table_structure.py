"""How the cells of a blank table hang together: headers over rows, labels beside blanks, groups beside labels."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.review_entry import LABEL_STEP
from ipforms.authoring.table_cards import Cards, cards_below, tall_below
from ipforms.authoring.table_labels import TableLabels
from ipforms.authoring.table_rows import (
    SUM,
    CrossedCell,
    Section,
    column_numbers,
    is_blank,
    is_constant,
    is_number_cell,
    same_blanks,
    same_use,
)

MORE_ROWS = re.compile("[加增续].{0,2}[行页]|复制")  # of a remark below entries
_GROWS = re.compile(r"可加行|可续|可增|可另附|清单|名单|明细|一览")
_LIST_TITLE = re.compile(
    "(?:汇总|明细|一览|名单)表$|[名清]单$|台账$|名册$|名录$"
)  # of a form that is nothing but a list
_SERIAL = re.compile(r"^(?:序号?|编号|排[名序]|[位名]次|(?:推荐)?顺序|[项行]次)?(?:No\.?)?$", re.IGNORECASE)
_CRITERIA = re.compile(
    "标准|依据|要点|要求|说明|内涵|方法|来源|解释"
)  # headers of columns that explain the label beside them
_EXAMPLE = re.compile(r"[（(【]?(?:填写)?(?:示例|样例|举例|例如|例[：:])")
_COUNTED = re.compile(rf"{SUM.pattern}|总[数量]")
_CORNER = re.compile(
    r"""(?!(?:主要|考核|绩效|评价|[一二三]级|各项)指标)[\u4e00-\u9fff]{2,8}(?:指标 | 情况 | 数据
          | 状况 | 投入 | 产出 | 效益)(?:[（(].*)?""",
    re.VERBOSE,
)
"""The header over the names of rows that says what all of them are of: 主要财务指标."""
_IN_COLUMNS = re.compile("[按分]列填|[加增续][填]?列|每列")
_MOST_ROW_LABELS = 2  # on the left of a row: a group, and what it is of
_LEAST_ROWS = 2  # blank rows below a header that make it a section without any other sign


@dataclass
class TableStructure(TableLabels):
    """What a table is made of."""

    sections: list[Section] = field(default_factory=list)  # the repeated sections
    crossed: list[CrossedCell] = field(default_factory=list)  # cells of tables with labels on two sides
    units: set[BlankCell] = field(default_factory=set)  # cells that say in what unit the others of their row are
    examples: set[BlankCell] = field(default_factory=set)  # rows that show how the others are filled in
    _taken: set[BlankCell] = field(default_factory=set)

    @classmethod
    def of(cls, table: BlankTable) -> "TableStructure":
        """Find the headers of a table, from the top."""
        firsts = {cell.row: cell.label for cell in reversed(table.cells) if cell.row_span == 1}
        shown = {row for row, label in firsts.items() if row and _EXAMPLE.match(label)}
        examples = {cell for cell in table.cells if cell.row in shown and cell.row_span == 1 and not cell.is_empty}
        examples.update(column_numbers(table))
        others = tuple(each for each in table.cells if each not in examples and not each.goes_on)
        found = cls(replace(table, cells=others), examples=examples)
        row = 0
        while row + 1 < table.rows:
            row = found._cards(row) or max(row + 1, found._below(row))
        return found

    def is_taken(self, cell: BlankCell) -> bool:
        """Whether a cell belongs to a section or to a crossed table."""
        return cell in self._taken

    def _below(self, row: int) -> int:
        """Take what stands below a row if that is a header, one part after the other; the row behind it."""
        behind = self._tall(row) or self._part(row, row + 1)
        while behind:
            first = next(iter(self.table.starting(behind)), None)
            top = behind + (first is not None and SUM.match(first.label) is not None)  # 小计, and further rows below it
            if top == self.table.rows or not self._goes_on(row, top) or not (further := self._part(row, top)):
                break
            behind = further
        return behind

    def _goes_on(self, row: int, behind: int) -> bool:
        """Whether the blanks of a row behind a label are those that stand below a header."""
        own, first = self.table.starting(behind), self.table.starting(row + 1)
        below, of_first = ([(c.column, c.column_span) for c in cells if is_blank(c)] for cells in (own, first))
        heads = [(c.column, c.column_span) for c in self.table.cells if c.last_row == row and c.is_label]
        labels = [cell for cell in own if not (is_blank(cell) or cell.is_struck)]
        are_labels = bool(labels) and labels == own[: len(labels)] and all(cell.is_label for cell in labels)
        is_sum = bool(labels) and SUM.match(labels[0].label) is not None
        are_below = below == of_first[-len(below) :] or (len(below) >= len(of_first) and set(below) <= set(heads))
        return are_labels and not is_sum and len(below) > 1 and are_below

    def _part(self, row: int, top: int) -> int:
        """Take the rows from one on that stand below a header; the row behind them."""
        heads = [cell for cell in self.table.cells if cell.last_row == row]
        body = self._body(top)
        heads = [cell for cell in heads if cell.is_label and not cell.is_hint]
        if len(heads) < _LEAST_ROWS or not body:
            return 0
        first = body[0]
        blanks = [cell for cell in first if is_blank(cell) and not self._says_unit(cell)]
        labels = [cell for cell in first if cell.is_label and cell not in blanks and not is_number_cell(cell)]
        labels = [cell for cell in labels if not self._says_unit(cell) and not is_constant(cell, first)]
        if len(labels) == 1 and labels == first[:1] and self._fills_columns(row):
            return self._turn(body)
        over = [self._labels_over(cell, row) for cell in blanks]
        is_told = is_number_cell(first[0]) or any(map(self._says_unit, first))
        least = 1 if is_told and len(body) > 1 else _LEAST_ROWS
        if len(blanks) < least or not all(over):
            return 0
        if labels and labels[-1].column > blanks[0].column:
            return 0
        if labels:
            return self._cross(body, row)
        return self._repeat(body, row)

    def _cards(self, row: int) -> int:
        """Take entries that have their labels inside; the row behind them."""
        found = cards_below(self.table, row)
        return self._take(found, self._label(row, found[0][0][0])) if found is not None else 0

    def _body(self, row: int) -> list[list[BlankCell]]:
        """The rows from this one on that have the same columns."""
        rows: list[list[BlankCell]] = []
        end = self.table.rows
        while row < end:
            cells = self.table.starting(row)
            cells = [cell for cell in cells if not cell.is_more or cell is cells[0]]
            is_group = len(cells) > 1 and cells[0].row_span > 1 and (cells[0].is_remark or cells[0].is_label)
            is_example = not cells and not rows and any(each.row == row for each in self.examples)
            if is_example or self._parts_rows(row, rows):
                row += 1
                continue
            if is_group and is_blank(cells[1]) and not cells[0].is_remark:
                if rows or not all(map(is_blank, cells[1:])):
                    break
                end = cells.pop(0).last_row + 1  # a list of its own
            elif is_group:
                del cells[0]  # a group over several rows, each of which has a label of its own
            elif (
                [cell.is_label for cell in cells[1:3]] == [True, True] and cells[0].is_number and cells[1].row_span > 1
            ):
                del cells[1]  # the same behind the number of the row
            shape = [(cell.column, cell.column_span) for cell in cells]
            is_alike = not rows or shape == [(cell.column, cell.column_span) for cell in rows[0]]
            if not cells or any(cell.row_span > 1 for cell in cells[1:]):
                break
            if not (same_use(cells, rows, exactly=is_group) if is_alike else same_blanks(cells, rows[0])):
                break
            rows.append(cells)
            row += 1
        return rows

    def _parts_rows(self, row: int, rows: list[list[BlankCell]]) -> bool:
        """Whether a row is a title between the rows of one header, which have labels of their own."""
        title, below = self.title_in(row), self.table.starting(row + 1)
        if title is None:
            return False
        above = self.table.starting(row - 1)
        is_plain = bool(above) and all(cell.row_span == 1 for cell in self.table.above(title))
        like = rows[0] if rows else above if is_plain else below
        shape = [(cell.column, cell.column_span) for cell in like]
        is_labelled = any(map(is_blank, below)) and any(cell.is_label and not is_blank(cell) for cell in below)
        return is_labelled and len(below) > 1 and [(cell.column, cell.column_span) for cell in below] == shape

    def _cross(self, body: list[list[BlankCell]], row: int) -> int:
        corner = [cell for cell in self.table.cells if cell.last_row == row and cell.is_label]
        group = next((cell.label for cell in self.table.left_of(body[0][0]) if cell.row <= row), "")
        heads = [cell for cells in body for cell in cells if cell.is_label]
        is_counted = any(_COUNTED.match(cell.label) for cell in [*heads, *corner])
        # What is printed in all rows but that of the sum is not asked for there.
        rates = {cell.column for cells in body for cell in cells if cell.is_label or is_constant(cell, cells)}
        rates -= {cell.column for cells in body if not SUM.match(cells[0].label) for cell in cells if is_blank(cell)}
        for cells in body:
            said = [cell for cell in cells if cell.row_label and not is_number_cell(cell) and not is_blank(cell)]
            first = next((cell.column for cell in cells if is_blank(cell) and not self._says_unit(cell)), 0)
            named = [cell for cell in said if not self._says_unit(cell) and not is_constant(cell, cells)]
            named = [cell for cell in named if cell is named[0] or not _CRITERIA.search(self._head(cell, row))]
            labels = [cell.row_label for cell in named if cell.column < first or named[0].column > first]
            labels = labels if len(labels) <= _MOST_ROW_LABELS else labels[:1]  # what more is printed tells of it
            over_rows = self._head(named[0], row) if named else ""
            labels = [over_rows, *labels] if _CORNER.fullmatch(over_rows) else labels
            units = [cell for cell in cells if self._says_unit(cell)]
            self.units.update(units)
            self._taken.update(cell for cell in cells if is_blank(cell) and cell.column in rates)
            for cell in cells:
                if is_blank(cell) and not self._says_unit(cell) and cell.column not in rates:
                    over = "".join(dict.fromkeys(self._labels_over(cell, row)))
                    beside = self._groups_beside((*named, *cells)[0])
                    names = (*beside, *labels)
                    unit = next((left.label for left in self.table.left_of(cell) if left in units), "")
                    made = CrossedCell(cell, names, over, group, unit, self.unit(row + 1, names), is_counted)
                    self.crossed.append(made)
                    self._taken.add(cell)
        return body[-1][0].row + 1 if corner else 0

    def _fills_columns(self, row: int) -> bool:
        """Whether entries have columns of their own: 按列填写."""
        said = [self.heading(row), *(cell.label for cell in self.table.cells if cell.last_row == row)]
        return any(map(_IN_COLUMNS.search, said))

    def _turn(self, body: list[list[BlankCell]]) -> int:
        """Take a list whose entries are columns: the labels of its fields stand beside the first one."""
        columns = tuple((cells[1], (cells[0].label,)) for cells in body)
        entries = tuple(zip(*(cells[1:] for cells in body), strict=True))
        self.sections.append(Section(self._label(body[0][0].row - 1, body[0][1]), columns, entries, ()))
        self._taken.update(cell for cells in body for cell in cells[1:])
        return body[-1][0].row + 1

    def _repeat(self, body: list[list[BlankCell]], row: int) -> int:
        first = body[0]
        heads = [cell for cell in self.table.cells if cell.last_row == row]
        counts = heads and (_SERIAL.match(heads[0].label) if len(body) > 1 else heads[0].label == "序号")
        is_numbered = any(map(is_number_cell, first)) or bool(counts)
        label = self._label(row, first[0])
        if len(body) < _LEAST_ROWS and not is_numbered and not _GROWS.search(label):
            return self._single(first, row)
        head = self._head(first[0], row)
        counted = first[0] if _SERIAL.match(head) and head != "编号" else None  # which somebody gives
        serial = [cell for cell in first if is_number_cell(cell) or cell is counted]
        columns = [(cell, self._labels_over(cell, row)) for cell in first if cell not in serial]
        self.sections.append(Section(label, tuple(columns), tuple(map(tuple, body)), tuple(serial), self.unit(row)))
        self._taken.update(cell for cells in body for cell in cells)
        return body[-1][0].row + 1

    def _single(self, cells: list[BlankCell], row: int) -> int:
        """One row below a header: each cell has the label above it, and that beside both."""
        over = ["".join(self._labels_over(cell, row)) for cell in cells]
        groups = self._groups_beside(cells[0])
        is_counted = any(map(_COUNTED.match, over))
        for cell, label in zip(cells, over, strict=True):
            self.crossed.append(
                CrossedCell(cell, groups, label, "", "", self.unit(row, groups), is_counted, is_single=True)
            )
            self._taken.add(cell)
        return cells[0].row + 1

    def _tall(self, row: int) -> int:
        """Take entries of several rows, which the number on their left holds together; the row behind them."""
        found = tall_below(self.table, row)
        return self._take(found[0], self._label(found[1], found[0][0][0][0])) if found is not None else 0

    def _take(self, cards: Cards, label: str) -> int:
        """Take entries as a section; the row behind them."""
        entries, columns, numbers = cards
        self.sections.append(Section(label, columns, entries, numbers))
        self._taken.update(cell for entry in entries for cell in entry)
        return max(cell.last_row for cell in entries[-1]) + 1

    def _label(self, row: int, first: BlankCell) -> str:
        """What the entries are called: beside them, in a row of its own above the header, or before the table."""
        beside = next((cell for cell in self.table.left_of(first) if cell.row_span > 1 and cell.is_label), None)
        if beside is not None and not _SERIAL.match(beside.label):
            return LABEL_STEP.join(self._groups_beside(first))
        above = self.table.starting(first.row - 1) if first.row - 1 > row else []
        kinds = [cell.label for cell in above if cell.is_label and not is_number_cell(cell)]
        if len(kinds) == 1 and not SUM.match(kinds[0]):
            return kinds[0]  # 一 | 专利转化类, with its own sums, between the header and its entries
        left = first if first.is_number else next((each for each in self.table.left_of(first) if each.is_remark), None)
        head = next((cell for cell in self.table.above(left) if cell.is_label), None) if left else None
        if head is not None and head.last_row == row and not _SERIAL.match(head.label):
            return head.label
        if heading := self.heading(self._header_top(row)):
            return heading
        if _LIST_TITLE.search(self.table.title):
            return self.table.title
        said = [cell for cell in self.table.starting(first.row) if cell.column >= first.column]
        over = ("".join(self._labels_over(cell, row)) for cell in said if not is_number_cell(cell))
        own = next((label for label in over if not _SERIAL.match(label)), "")
        return re.sub("(?:名称|全称|姓名)$", "", own) or own

    @cached_property
    def blanks(self) -> list[BlankCell]:
        """The cells that are left to be named by a label beside or above them."""
        return [cell for cell in self.table.cells if not self.is_taken(cell)]
