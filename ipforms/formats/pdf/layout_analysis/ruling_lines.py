"""Ruling lines: pieces that lie in one line made one, and lines that touch gathered to the frame of a table."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
_TICK_BOX = (3.5, 18.0)  # points: the least and the largest side of a box to be ticked, from 4.5-point print on
_SIDE = 0.8  # points that the ends of a box's sides may be off; a ruling line beside it is further away


def merged(rules: Iterable[RulingLine], same: float = SAME, shortest: float = _SHORTEST) -> list[RulingLine]:
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
    return [rule for rule in made if rule.end - rule.start >= shortest]


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


def frames(across: Sequence[RulingLine], down: Sequence[RulingLine], gap: float = _GAP) -> list[TableFrame]:
    """The tables among the lines of a page, from top to bottom. A line that touches no other is no part of one."""
    down = sorted(down)
    groups = UnionFind(len(across) + len(down))
    for number, one in enumerate(across):
        first = bisect_left(down, one.start - gap, key=attrgetter("at"))
        last = bisect_right(down, one.end + gap, key=attrgetter("at"))
        for other_number in range(first, last):
            other = down[other_number]
            if other.start - gap <= one.at <= other.end + gap:
                groups.join(number, other_number + len(across))
    made: dict[int, TableFrame] = defaultdict(TableFrame)
    for number, rule in enumerate(across):
        made[groups.root(number)].across.append(rule)
    for number, rule in enumerate(down, len(across)):
        made[groups.root(number)].down.append(rule)
    tables = [frame for frame in made.values() if len(frame.across) > 1 and len(frame.down) > 1]
    return sorted(tables, key=attrgetter("box.top", "box.left"))


def tick_boxes(
    across: Sequence[RulingLine], down: Sequence[RulingLine]
) -> tuple[list[BoundingBox], list[RulingLine], list[RulingLine]]:
    """The boxes to be ticked among lines as they are drawn, and the other lines.

    A side of a box may lie so near to a line of the table around it that both would be made one.

    >>> ruling, below, sides = RulingLine(9, 0, 300), RulingLine(20, 5, 15), [RulingLine(x, 10, 20) for x in (5, 15)]
    >>> found, others, _ = tick_boxes([ruling, RulingLine(10, 5, 15), below], sides)
    >>> found == [BoundingBox(5, 10, 15, 20)], others == [ruling]
    (True, True)
    >>> tick_boxes([RulingLine(10, 0, 15), RulingLine(10, 15, 90), below], sides)[0]  # a narrow cell is none
    []
    """
    level, upright = sorted(across), sorted(down)
    tops, sides = (
        merged((rule for rule in rules if rule.end - rule.start <= _TICK_BOX[1] + _SIDE), _SIDE, _TICK_BOX[0] - _SIDE)
        for rules in (level, upright)
    )
    boxes: list[BoundingBox] = []
    taken_across: set[RulingLine] = set()
    taken_down: set[RulingLine] = set()
    for frame in frames(tops, sides, _SIDE):
        left, top, right, bottom = frame.box
        own_across, own_down = (
            _beside(level, (top, bottom), (left, right)),
            _beside(upright, (left, right), (top, bottom)),
        )
        if own_across and own_down and _is_tick_box(frame.box):
            boxes.append(frame.box)
            taken_across.update(own_across)
            taken_down.update(own_down)
    others_down = [rule for rule in upright if rule not in taken_down]
    return boxes, [rule for rule in level if rule not in taken_across], others_down


def _is_tick_box(box: BoundingBox) -> bool:
    """Whether a frame is as small as a box to be ticked, and as square."""
    long, short = max(box.width, box.height), min(box.width, box.height)
    return _TICK_BOX[0] <= short and long <= _TICK_BOX[1] and short > 0.7 * long


def _beside(ordered: list[RulingLine], ats: tuple[float, float], ends: tuple[float, float]) -> list[RulingLine] | None:
    """The lines that are sides of a box; None if one of them goes on."""
    found: list[RulingLine] = []
    for at in ats:
        first = bisect_left(ordered, at - _SIDE, key=attrgetter("at"))
        last = bisect_right(ordered, at + _SIDE, key=attrgetter("at"))
        found += (each for each in ordered[first:last] if each.start <= ends[1] + _GAP and each.end >= ends[0] - _GAP)
    go_on = any(each.start < ends[0] - _SIDE or each.end > ends[1] + _SIDE for each in found)
    return None if go_on else found


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
