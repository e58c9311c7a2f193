"""What the rows of a blank table are for: entries, blanks, their units, numbers, sums."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.field_words import UNITS

SUM = re.compile(
    r"^(?:合计|总计|小计|共计|总分)|^(?:累计|汇总|总和)(?:[（(].*)?$|^.{1,8}(?:合计|小计|总计)(?:[（(].*)?$"
)  # the label of a sum
REMARK = re.compile(r"备注|说明|依据|材料|证明|附件|名称|方式|来源|责任|部门|单位$")  # headers of columns of words
_CONSTANT = re.compile(r"[\d.,，%％元/万]+")  # a sum that the form prints: the rate of a grant
_YEAR = re.compile(r"(?:19|20)\d\d")  # a label, of what is to be filled in for it
_COLUMN_NUMBER = re.compile(r"[甲乙丙丁戊己庚辛壬癸A-Z—-]|[（(]?\d{1,2}[)）]?")
_LEAST_NUMBERED = 2  # columns that are numbered, more than which are no entry
_LONGEST_UNIT = 4  # characters beside a blank: 平方公里


@dataclass(frozen=True, eq=False)
class Section:
    """Rows below a header that are alike: entries that somebody adds."""

    label: str  # what the entries are called
    # the cells of the first entry, each with the labels above it
    columns: tuple[tuple[BlankCell, tuple[str, ...]], ...]
    entries: tuple[tuple[BlankCell, ...], ...]  # for each entry its cells; the first one is that of `columns`
    numbers: tuple[BlankCell, ...]  # the cells of the first entry that number it
    unit: str = ""  # of its amounts


@dataclass(frozen=True, eq=False)
class CrossedCell:
    """A cell that a label on its left and one above it name."""

    cell: BlankCell
    row_labels: tuple[str, ...]  # of its row, those of the groups around first
    column_label: str
    group: str = ""  # beside the header
    unit: str = ""  # of its row
    said_unit: str = ""  # of the table
    is_counted: bool = False  # whether its table has sums
    is_single: bool = False  # whether it is of the one row below a header, which has no label of its own

    @property
    def counts(self) -> bool:
        """Whether all that stands under its group is counted, 职称结构（人）, but for remarks."""
        return UNITS.get(self.said_unit) == "count" and not REMARK.search(self.column_label)

    @property
    def row_label(self) -> str:
        """That of its row alone."""
        return self.row_labels[-1] if self.row_labels else ""


def is_blank(cell: BlankCell) -> bool:
    """Whether a cell is to be filled in as a whole; its unit may stand in it."""
    rest = cell.text
    for each in reversed(cell.blanks):
        rest = rest[: each.start] + rest[each.end :]
    is_unit = len(rest.strip()) <= _LONGEST_UNIT and not re.search("[章签]", rest)  # all that stands beside a blank
    is_filled_in = bool(cell.blanks) and not any(each.label for each in cell.blanks) and is_unit
    is_filled_in = is_filled_in and not (cell.row_label and cell.column == 0)
    return cell.is_empty or is_filled_in or cell.is_pattern or cell.text.strip() in UNITS


def is_number_cell(cell: BlankCell) -> bool:
    """Whether a cell numbers an entry."""
    return cell.is_number or cell.is_more


def same_use(cells: list[BlankCell], rows: list[list[BlankCell]], *, exactly: bool) -> bool:
    """Whether a row has blanks where the first of some rows has, and is no sum.

    In rows with labels of their own some of the blanks may be print: 自动计算; not in the first row of a group.
    """
    if not rows:
        return True
    labels = [cell.is_label and not is_blank(cell) and not is_number_cell(cell) for cell in rows[0]]
    if any(SUM.match(cell.label) for cell in cells) and all(not cell.is_label or cell.is_number for cell in rows[0]):
        return False
    pairs = list(zip(cells, rows[0], strict=True))
    same = [is_blank(one) == is_blank(other) or is_number_cell(one) or one.is_struck for one, other in pairs]
    blanks = [is_blank(one) for one, other in pairs if is_blank(other)]
    if exactly or not any(labels):
        return all(same)
    return all(same) or (all(same[: labels.index(True) + 1]) and sum(blanks) > len(blanks) / 2)


def same_blanks(cells: list[BlankCell], first: list[BlankCell]) -> bool:
    """Whether a row has the blanks of the first one below each other, and a label of another width before them."""
    own, of_first = ([(c.column, c.column_span) for c in row if is_blank(c)] for row in (cells, first))
    is_labelled = all(c.is_label for row in (cells[:1], first[:1]) for c in row if not is_blank(c))
    return own == of_first and len(own) > 1 and not is_blank(cells[0]) and not is_blank(first[0]) and is_labelled


def is_constant(cell: BlankCell, row: list[BlankCell]) -> bool:
    """Whether a cell prints a number behind the label of its row."""
    label = next((each for each in row if each.is_label), None)
    return cell is not label and _CONSTANT.fullmatch(cell.label) is not None and not _YEAR.fullmatch(cell.label)


def column_numbers(table: BlankTable) -> Iterator[BlankCell]:
    """Rows below a header that number its columns, as statistics do: 甲 乙 丙 1 2 3."""
    for row in range(1, table.rows):
        cells, heads = table.starting(row), table.starting(row - 1)
        are_numbers = len(cells) > _LEAST_NUMBERED and all(_COLUMN_NUMBER.fullmatch(cell.label) for cell in cells)
        if are_numbers and len(heads) > 1 and all(cell.is_label and not cell.is_number for cell in heads):
            yield from cells
