"""Ruling lines: pieces that lie in one line made one, and lines that touch gathered to the frame of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from ipforms.formats.pdf_page import BoundingBox, RulingLine

SAME = 4.0
"""Points: lines that are nearer to each other are one, as both sides of a double line: no text fits between them."""
_GAP = 2.6  # points that may be missing between two pieces of a line, or between two lines that meet
_FEWEST_ROWS = 3  # lines of one width; two may be a heading between lines
_INSET = 12.0  # points that a table is narrower than the cell around it, at either end
_ONE_STROKE = 1.0  # points between pieces of one stroke; an underline lies a third of a character's height lower
_SHORTEST = 4.0  # points; what is shorter is a dot or a stroke of a drawing


def merged(rules: Iterable[RulingLine], same: float = SAME) -> list[RulingLine]:
    """Pieces of one line as one: Word draws an edge of each cell on its own, a double line twice.

    Lines that are no further than `same` points from each other are one.

    >>> merged([RulingLine(10, 0, 50), RulingLine(10.4, 51, 90), RulingLine(30, 0, 50)])
    [RulingLine(at=10.2, start=0, end=90), RulingLine(at=30.0, start=0, end=50)]
    """
    made: list[RulingLine] = []
    for band in _bands(rules, same):
        at = sum(rule.at for rule in band) / len(band)
        pieces: list[RulingLine] = []
        for rule in sorted(band, key=attrgetter("start")):
            if pieces and rule.start <= pieces[-1].end + _GAP:
                pieces[-1] = pieces[-1]._replace(end=max(pieces[-1].end, rule.end))
            else:
                pieces.append(RulingLine(at, rule.start, rule.end))
        made += pieces
    return [rule for rule in made if rule.end - rule.start >= _SHORTEST]


def strokes(rule: RulingLine, drawn: Iterable[RulingLine]) -> list[RulingLine]:
    """The strokes that a line through writing is made of, each at its own height: one may be the underline behind it.

    >>> strokes(RulingLine(10, 0, 90), [RulingLine(8.4, 0, 50), RulingLine(11.6, 49, 90), RulingLine(30, 0, 50)])
    [RulingLine(at=8.4, start=0, end=50), RulingLine(at=11.6, start=49, end=90)]
    """
    own = [
        each for each in drawn if abs(each.at - rule.at) <= SAME and rule.start <= each.start <= each.end <= rule.end
    ]
    return merged(own, _ONE_STROKE)


def with_open_sides(across: list[RulingLine], down: list[RulingLine]) -> list[RulingLine]:
    """The lines down, with the sides of tables that are ruled between their cells and not at their left and right.

    >>> rows = [RulingLine(at, 60, 500) for at in (100, 120, 140)]
    >>> with_open_sides(rows, [RulingLine(200, 100, 140)])[1:]
    [RulingLine(at=60.0, start=100, end=140), RulingLine(at=500.0, start=100, end=140)]
    >>> with_open_sides(rows, [])
    []
    """
    sides: list[RulingLine] = []
    for rows in _of_one_width(across):
        left, right = (sum(row[end] for row in rows) / len(rows) for end in (1, 2))
        top, bottom = rows[0].at, rows[-1].at
        parting = [
            rule for rule in down if left < rule.at < right and top - _GAP <= rule.start and rule.end <= bottom + _GAP
        ]
        for side in (left, right) if parting else ():
            drawn = (rule for rule in down if abs(rule.at - side) <= SAME)
            if not any(rule.start < bottom and rule.end > top for rule in drawn):  # else two tables with a text between
                sides.append(RulingLine(side, top, bottom))
    return [*down, *sides]


def _of_one_width(across: list[RulingLine]) -> Iterator[list[RulingLine]]:
    """Lines across that begin and end alike, as the rows of one table do; three at least, from top to bottom."""
    groups: list[list[RulingLine]] = []
    for rule in sorted(across):
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME and abs(group[0].end - rule.end) <= SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return (group for group in groups if len(group) >= _FEWEST_ROWS)


def _bands(rules: Iterable[RulingLine], same: float = SAME) -> Iterator[list[RulingLine]]:
    """Lines at nearly the same coordinate; the edge of a table that lies just inside of a cell is a line of its own.

    >>> [len(band) for band in _bands([RulingLine(84.4, 65, 531), RulingLine(88.2, 86, 507)])]
    [1, 1]
    """
    band: list[RulingLine] = []
    for rule in sorted(rules):
        if band and (rule.at - band[0].at > same or _is_inside(rule, band[0])):
            yield band
            band = []
        band.append(rule)
    if band:
        yield band


def _is_inside(rule: RulingLine, other: RulingLine) -> bool:
    """Whether one line lies beside another that goes on at both ends; both sides of a double line are as long."""
    short, long = sorted((rule, other), key=lambda each: each.end - each.start)
    is_within = long.start + _INSET < short.start and short.end < long.end - _INSET
    return is_within and abs(rule.at - other.at) > SAME / 2


def lines_at(rules: Iterable[RulingLine]) -> list[float]:
    """The coordinates at which lines are, near ones as one."""
    return [sum(rule.at for rule in band) / len(band) for band in _bands(rules)]


class UnionFind:
    """Numbers from 0 in groups, which can be joined."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two numbers."""
        self._parents[self.root(one)] = self.root(other)

    def root(self, number: int) -> int:
        """The number that stands for its group."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number


@dataclass
class TableFrame:
    """Lines that touch each other: the ruling of one table."""

    across: list[RulingLine] = field(default_factory=list)
    down: list[RulingLine] = field(default_factory=list)

    @property
    def box(self) -> BoundingBox:
        """The rectangle around the table."""
        left, right = min(rule.at for rule in self.down), max(rule.at for rule in self.down)
        return BoundingBox(left, min(rule.at for rule in self.across), right, max(rule.at for rule in self.across))


def frames(across: list[RulingLine], down: list[RulingLine]) -> list[TableFrame]:
    """The tables among the lines of a page, from top to bottom. A line that touches no other is no part of one."""
    groups = UnionFind(len(across) + len(down))
    for number, one in enumerate(across):
        for other_number, other in enumerate(down, len(across)):
            if _touch(one, other):
                groups.join(number, other_number)
    made: dict[int, TableFrame] = defaultdict(TableFrame)
    for number, rule in enumerate(across):
        made[groups.root(number)].across.append(rule)
    for number, rule in enumerate(down, len(across)):
        made[groups.root(number)].down.append(rule)
    tables = [frame for frame in made.values() if len(frame.across) > 1 and len(frame.down) > 1]
    return sorted(tables, key=attrgetter("box.top", "box.left"))


def _touch(across: RulingLine, down: RulingLine) -> bool:
    is_near = across.start - _GAP <= down.at <= across.end + _GAP
    return is_near and down.start - _GAP <= across.at <= down.end + _GAP


def free(across: list[RulingLine], found: list[TableFrame]) -> list[RulingLine]:
    """The lines across that are no part of a table: what is underlined, or struck out."""
    taken = {rule for frame in found for rule in frame.across}
    return [rule for rule in across if rule not in taken]


def covers(rules: Iterable[RulingLine], start: float, end: float) -> bool:
    """Whether lines at one coordinate cover most of the way from `start` to `end`."""
    covered = 0.0
    for _, first, last in rules:
        if first < end and last > start:
            covered += min(last, end) - max(first, start)
    return covered > (end - start) / 2
