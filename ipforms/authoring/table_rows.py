"""What the rows of a blank table are for: blanks, their units, numbers, sums."""

from __future__ import annotations

import re

from ipforms.authoring.blank_document import BlankCell
from ipforms.authoring.field_words import UNITS

SUM = re.compile(r"^(?:合计|总计|小计|共计)")  # the label of a sum
_CONSTANT = re.compile(r"[\d.,，%％元/万]+")  # a sum that the form prints: the rate of a grant
_LONGEST_UNIT = 4  # characters beside a blank: 平方公里


def is_blank(cell: BlankCell) -> bool:
    """Whether a cell is to be filled in as a whole; its unit may stand in it."""
    rest = cell.text
    for each in reversed(cell.blanks):
        rest = rest[: each.start] + rest[each.end :]
    is_filled_in = bool(cell.blanks) and not any(each.label for each in cell.blanks) and _is_unit_text(rest)
    return cell.is_empty or is_filled_in or _is_unit(cell)


def _is_unit_text(rest: str) -> bool:
    """Whether what stands beside a blank is no more than its unit."""
    return len(rest.strip()) <= _LONGEST_UNIT and not re.search("[章签]", rest)


def _is_unit(cell: BlankCell) -> bool:
    return cell.text.strip() in UNITS


def is_number_cell(cell: BlankCell) -> bool:
    """Whether a cell numbers an entry."""
    return cell.is_number or cell.is_more


def same_use(cells: list[BlankCell], rows: list[list[BlankCell]]) -> bool:
    """Whether a row has blanks where the first of some rows has, and is no sum."""
    if not rows:
        return True
    if any(SUM.match(cell.label) for cell in cells) and all(not cell.is_label for cell in rows[0]):
        return False
    pairs = zip(cells, rows[0], strict=True)
    return all(is_blank(one) == is_blank(other) or is_number_cell(one) or one.is_struck for one, other in pairs)


def is_constant(cell: BlankCell, row: list[BlankCell]) -> bool:
    """Whether a cell prints a number behind the label of its row."""
    label = next((each for each in row if each.is_label), None)
    return cell is not label and _CONSTANT.fullmatch(cell.label) is not None
