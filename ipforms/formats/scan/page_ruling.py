"""Which long thin strokes of a flat page are ruling: not strokes of letters in a row, nor what dust and faxes draw."""

from collections.abc import Iterable, Sequence

import numpy as np

from ipforms.formats.pdf_page import RulingLine
from ipforms.formats.scan import rule_detection
from ipforms.formats.scan.page_geometry import FLAT_DPI, POINT
from ipforms.formats.scan.raster import MM, Pixels
from ipforms.formats.scan.rule_detection import Rule

_SHORTEST = 5.0  # mm of a rule; the side of a low cell
_SURE = 15.0 * MM  # points; a longer line is no stroke of a letter
# Points; a longer line is hardly a row of strokes of blurred letters; share of a shorter one that is of one darkness:
# rules have 0.92 at least, strokes in a row 0.85 at most, and 0.93 those of titles, which end at no other line.
_LONG, _EVEN, _EVEN_ALONE = 40.0 * MM, 0.88, 0.95
_BOLD, _UNEVEN = 0.7 * FLAT_DPI / 25.4, 0.75  # pixels of a longer line; strokes of bold letters have 1 mm, and 0.66
_BEYOND = 8.0 * MM  # points; ruling ends with its table
_ALIKE, _FEWEST = 4.0, 4  # points between the ends of lines of one table without sides; such lines, with it
_MEET = 3.0  # points between the end of a line and the line that it ends at


def lines(flat: Pixels) -> tuple[list[Rule], list[Rule]]:
    """The ruling lines of a flat page: what is short has to end at others, as strokes of letters do not."""
    dark = rule_detection.ruling_ink(flat, FLAT_DPI)
    across, _ = rule_detection.across(dark, FLAT_DPI, _SHORTEST)
    down, _ = rule_detection.down(dark, FLAT_DPI, _SHORTEST)
    across = _ruling(across, 1, flat, down)
    return across, _ruling(down, 0, flat, across)


def _ruling(rules: Sequence[Rule], axis: int, flat: Pixels, others: Iterable[Rule]) -> list[Rule]:
    """The ruling lines among lines; `others` are those at right angles to them."""
    levels, sides = [as_line(rule, axis) for rule in rules], [as_line(rule, 1 - axis) for rule in others]
    long = [side for side in sides if side.end - side.start > _SURE]
    return [rule for rule, level in zip(rules, levels, strict=True) if _is_ruling(rule, level, flat, long)]


def _without_streaks(rules: Sequence[Rule], axis: int, others: Sequence[RulingLine], length: float) -> list[Rule]:
    """The ruling lines among lines: a streak that dust on a scanner draws goes on beyond all tables, at both ends.

    One that a fax draws begins and ends within cells, and crosses a side of them.
    """
    if not others:
        return list(rules)
    first, last = min(each.at for each in others) - _BEYOND, max(each.at for each in others) + _BEYOND
    levels = [as_line(rule, axis) for rule in rules]
    return [
        rule
        for rule, level in zip(rules, levels, strict=True)
        if (level.start > first or level.end < last or _is_of_open_table(level, levels, length))
        and not _crosses_a_side(level, levels, others)
    ]


def _is_of_open_table(line: RulingLine, levels: Iterable[RulingLine], length: float) -> bool:
    """Whether a line ends where others do, and before the edges of a page: its table has no lines at its sides."""
    ends = sum(abs(each.start - line.start) < _ALIKE and abs(each.end - line.end) < _ALIKE for each in levels)
    return ends >= _FEWEST and line.start > _BEYOND and line.end < length - _BEYOND


def _crosses_a_side(line: RulingLine, levels: Sequence[RulingLine], others: Sequence[RulingLine]) -> bool:
    """Whether a line begins and ends within cells, goes across a side of them, and is no part of a longer one."""
    sides = [other.at for other in others if other.start < line.at < other.end]
    is_within = any(side < line.start - _MEET for side in sides) and any(side > line.end + _MEET for side in sides)
    crosses = any(line.start + _MEET < side < line.end - _MEET for side in sides)
    ends_at_none = not any(_meets(line.at, end, others) for end in (line.start, line.end))
    is_alone = sum(abs(level.at - line.at) < _MEET for level in levels) == 1
    return is_within and crosses and ends_at_none and is_alone


def of_tables(across: Sequence[Rule], down: Sequence[Rule], size: tuple[int, int]) -> tuple[list[Rule], list[Rule]]:
    """The lines that may be of tables, without streaks.

    Args:
        across: the lines from left to right.
        down: those from top to bottom.
        size: width and height of the page in pixels.
    """
    sides = ([as_line(rule, 1) for rule in across], size[1]), ([as_line(rule, 0) for rule in down], size[0])
    long = [
        # The dark beside the paper is no ruling either.
        [
            each
            for each in levels
            if each.end - each.start > _SURE and _BEYOND / 2 < each.at < side / POINT - _BEYOND / 2
        ]
        for levels, side in sides
    ]
    width, height = (side / POINT for side in size)
    return _without_streaks(across, 1, long[1], width), _without_streaks(down, 0, long[0], height)


def as_line(rule: Rule, axis: int) -> RulingLine:
    """A line as the layout analysis has it, in points.

    Args:
        rule: the line.
        axis: 1 of one from left to right, 0 of one from top to bottom.
    """
    along = rule.points[:, 1 - axis] / POINT
    return RulingLine(float(np.median(rule.points[:, axis])) / POINT, float(along.min()), float(along.max()))


def _is_ruling(rule: Rule, level: RulingLine, flat: Pixels, others: Sequence[RulingLine]) -> bool:
    """Whether a line ends at others, or is long and no row of strokes of letters, which has paler gaps."""
    length = level.end - level.start
    ends = [_meets(level.at, end, others) for end in (level.start, level.end)]
    if all(ends) or (length > _LONG and any(ends)):
        return True
    is_thin = rule.thickness < _BOLD  # what a fax drops along a row of letters joins their strokes, and is as thin
    least = (_EVEN if is_thin else _UNEVEN) if length > _LONG else _EVEN if any(ends) else _EVEN_ALONE
    return length > _SURE and rule_detection.evenness(rule, flat) > least


def _meets(at: float, end: float, others: Sequence[RulingLine]) -> bool:
    return any(abs(other.at - end) < _MEET and other.start - _MEET < at < other.end + _MEET for other in others)
