"""Ruling lines: pieces that lie in one line made one, and lines that touch gathered to one frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ipforms.formats.pdf.pdf_page import BoundingBox, RulingLine

SAME = 1.6
"""Points: lines nearer than this are one."""
_GAP = 2.6
_LEAST = 4.0


def merged(rules: Iterable[RulingLine]) -> list[RulingLine]:
    """Pieces of one line as one: Word draws an edge of each cell on its own, a double line twice.

    >>> merged([RulingLine(10, 0, 50), RulingLine(10.4, 51, 90), RulingLine(30, 0, 50)])
    [RulingLine(at=10.2, start=0, end=90), RulingLine(at=30.0, start=0, end=50)]
    """
    made: list[RulingLine] = []
    for band in _bands(sorted(rules)):
        at = sum(rule.at for rule in band) / len(band)
        start, end = None, 0.0
        for rule in sorted(band, key=_start):
            if start is not None and rule.start <= end + _GAP:
                end = max(end, rule.end)
                continue
            if start is not None:
                made.append(RulingLine(at, start, end))
            start, end = rule.start, rule.end
        if start is not None:
            made.append(RulingLine(at, start, end))
    return [rule for rule in made if rule.end - rule.start >= _LEAST]


def _start(rule: RulingLine) -> float:
    return rule.start


def _bands(rules: list[RulingLine]) -> Iterable[list[RulingLine]]:
    """Lines at nearly the same coordinate."""
    band: list[RulingLine] = []
    for rule in rules:
        if band and rule.at - band[0].at > SAME:
            yield band
            band = []
        band.append(rule)
    if band:
        yield band


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
    parents = list(range(len(across) + len(down)))
    for number, one in enumerate(across):
        for other_number, other in enumerate(down, len(across)):
            if _touch(one, other):
                _join(parents, number, other_number)
    made: dict[int, TableFrame] = defaultdict(TableFrame)
    for number, rule in enumerate(across):
        made[_root(parents, number)].across.append(rule)
    for number, rule in enumerate(down, len(across)):
        made[_root(parents, number)].down.append(rule)
    tables = [frame for frame in made.values() if len(frame.across) > 1 and len(frame.down) > 1]
    return sorted(tables, key=_top)


def free(across: list[RulingLine], found: list[TableFrame]) -> list[RulingLine]:
    """The lines across that are no part of a table: what is underlined, or struck out."""
    taken = {rule for frame in found for rule in frame.across}
    return [rule for rule in across if rule not in taken]


def _top(frame: TableFrame) -> tuple[float, float]:
    return frame.box.top, frame.box.left


def _touch(across: RulingLine, down: RulingLine) -> bool:
    near = across.start - _GAP <= down.at <= across.end + _GAP
    return near and down.start - _GAP <= across.at <= down.end + _GAP


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _join(parents: list[int], one: int, other: int) -> None:
    parents[_root(parents, one)] = _root(parents, other)


def lines_at(rules: Iterable[RulingLine]) -> list[float]:
    """The coordinates at which lines are, near ones as one."""
    return [sum(rule.at for rule in band) / len(band) for band in _bands(sorted(rules))]


def covers(rules: Iterable[RulingLine], start: float, end: float) -> bool:
    """Whether lines at one coordinate cover most of the way from `start` to `end`."""
    covered = 0.0
    for _, first, last in rules:
        if first < end and last > start:
            covered += min(last, end) - max(first, start)
    return covered > (end - start) / 2
