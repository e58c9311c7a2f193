"""Which label of the form stands where in the document: the best reading of all of them at once.

Each place where a label may stand earns by how alike it is and by where it stands; going on with the form's next label
earns, labels left out cost a little, and going back in the form costs more, as where a section was moved. The best way
through the document is found with that over labels that are worse by themselves (`_Pass`), from its begin and from its
end, which together say how good the best reading is that has a label at another place: the margin.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ipforms.matching.form_map import FormMap
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.label_likeness import EXACT

IN_A_HEADER, IN_ITS_OWN_CELL, AT_A_HEAD, IN_A_TEXT = 2.5, 2.0, 1.8, 1.0
"""So that a label in a cell counts as much as two that values happen to contain."""
_PER_CHARACTER = 0.05  # so that twenty characters count as much as a label more
_MOST_CHARACTERS = 40  # longer statements prove no more
_DOUBTFUL = 0.5  # likeness that earns nothing: as many characters differ as are the same
NEXT = 0.3  # for the form's next label: of two of one name (申请量) the one of the same section
SKIPPED, MOST_SKIPPED = 0.05, 0.5  # for each label left out, and for all: sections are deleted
BACK = 1.5  # for going back: less than one label in its own cell earns, more than one in a text
_LATER = 1e-7  # so that of two labels that say the same (签章) the first one wins, and that nothing else depends on it
_EXACTLY = 1.0  # of two places for one label, that in the form's own words: more than its place can earn
_FULL_MARGIN = 2.0  # a label in its own cell: nothing else is nearly as good


class LabelMatch(NamedTuple):
    """A label of the form and where it stands."""

    token: int  # the index of the label in the map's tokens
    hit: LabelHit  # where it stands
    margin: float = 1.0  # by how much this is better than the next best reading, from 0 to 1


def place_weight(hit: LabelHit) -> float:
    """What a place earns: a label in a cell of its own more than one inside of a text, a long one more than a short."""
    # Words for a label that are not its own have a colon behind them, however long the label is.
    is_head = hit.start == 0 and (hit.end > len(hit.key) or hit.likeness < EXACT)
    inside = AT_A_HEAD if is_head else IN_A_TEXT
    place = IN_A_HEADER if hit.in_header else IN_ITS_OWN_CELL if hit.whole else inside
    return place + _PER_CHARACTER * min(len(hit.key), _MOST_CHARACTERS)


def likeness_share(hit: LabelHit) -> float:
    """The share of that which its likeness leaves: none where it is as good as a guess."""
    return max(0.0, (hit.likeness - _DOUBTFUL) / (1 - _DOUBTFUL))


class Alignment(NamedTuple):
    """The labels of a form in a document."""

    matches: list[LabelMatch]  # each label once, in the order of the document
    repeats: list[LabelMatch]  # where a header stands again, on a further page


@dataclass(slots=True)
class _State:
    """A hit read as one label of the form; ranks count the labels, positions the text."""

    rank: int
    begin: tuple[int, int]
    end: tuple[int, int]
    earns: float
    hit: LabelHit
    token: int
    best: float = 0.0
    before: int = -1


def align(form_map: FormMap, hits: Iterable[LabelHit], order: Mapping[int, int] | None = None) -> Alignment:
    """The best reading of all hits together.

    Args:
        form_map: the map.
        hits: where labels may stand.
        order: blocks that are read at the place of another one, as `header_order` says.
    """
    places = order or {}
    ranks = {index: rank for rank, (index, _) in enumerate(form_map.labels)}
    states = [
        _State(
            ranks[index],
            (place := places.get(hit.block, hit.block), hit.start),
            (place, hit.end) if not hit.whole else (place + 1, 0),
            place_weight(hit) * likeness_share(hit) - _LATER * ranks[index],
            hit,
            index,
        )
        for hit in sorted(hits, key=_position)
        for index in form_map.by_key.get(hit.key, ())
    ]
    path = _Pass(states, len(ranks)).path()
    once = path if len({states[at].rank for at in path}) == len(path) else _once(states, path)
    margins = _margins(states, len(ranks)) if path else []
    found = {at: LabelMatch(states[at].token, states[at].hit, margins[at]) for at in path}
    matches, repeats = [found[at] for at in once], [found[at] for at in path if at not in once]
    return Alignment(sorted(matches, key=_place), sorted(repeats, key=_place))


def _place(match: LabelMatch) -> tuple[int, int]:
    return _position(match.hit)


def _position(hit: LabelHit) -> tuple[int, int]:
    return hit.block, hit.start


def _once(states: Sequence[_State], path: list[int]) -> list[int]:
    """The path without labels that it has twice.

    Of a header that is repeated, the first is kept; of one label, that whose neighbours in the form stand beside it.
    """
    beside = {at: {states[each].rank for each, _ in _beside(path, at)} - {states[at].rank} for at in path}
    best: dict[int, int] = {}
    for at in path:
        first = best.setdefault(states[at].rank, at)
        is_header = states[first].hit.whole and states[first].hit.in_header >= states[at].hit.in_header
        is_header = is_header and not beside[first].isdisjoint(beside[at])
        if not is_header and _support(states, path, at) > _support(states, path, first) + _LATER:
            best[states[at].rank] = at
    return [at for at in path if best[states[at].rank] == at]


def _beside(path: list[int], at: int) -> list[tuple[int, int]]:
    """The states before and behind one on a path, with which of both each is."""
    place = path.index(at)
    return [(path[place + step], step) for step in (-1, 1) if 0 <= place + step < len(path)]


def _support(states: Sequence[_State], path: list[int], at: int) -> float:
    """What a state earns with those of its neighbours in the form that stand beside it."""
    exact = _EXACTLY if states[at].hit.likeness == EXACT else 0.0
    next_to = sum(states[other].rank == states[at].rank + step for other, step in _beside(path, at))
    return states[at].earns + exact + NEXT * next_to


def _margins(states: list[_State], size: int) -> list[float]:
    """For each state by how much the best reading with it is better than the best that reads its place otherwise.

    `states` have been passed from the begin; from the end they are passed here.
    """
    mirrored = [
        _State(size - 1 - each.rank, _negative(each.end), _negative(each.begin), each.earns, each.hit, each.token)
        for each in reversed(states)
    ]
    _Pass(mirrored, size)
    totals = [one.best + other.best - one.earns for one, other in zip(states, reversed(mirrored), strict=True)]
    best: dict[tuple[int, int], list[float]] = {}
    for total, each in zip(totals, states, strict=True):
        best[each.begin] = sorted([*best.get(each.begin, ()), total])[-2:]
    rivals = [
        next((rival for rival in best[each.begin] if rival != total), 0.0) if len(best[each.begin]) > 1 else 0.0
        for total, each in zip(totals, states, strict=True)
    ]
    return [min(1.0, max(0.0, (total - rival) / _FULL_MARGIN)) for total, rival in zip(totals, rivals, strict=True)]


def _negative(position: tuple[int, int]) -> tuple[int, int]:
    return -position[0], -position[1]


class _Pass:
    """The best way to each state from the begin of the document, over Fenwick trees of prefix maxima."""

    def __init__(self, states: list[_State], size: int) -> None:
        self._states, self._size = states, size
        self._linear = _PrefixMaxima(size + 2)
        self._any = _PrefixMaxima(size + 2)
        self._at_rank: list[int] = [-1] * (size + 2)
        self._linear.put(0, 0.0, -1)
        self._any.put(0, 0.0, -1)
        self._overall = (0.0, -1)
        pending: list[int] = []
        order = sorted(range(len(states)), key=lambda at: states[at].begin)
        for begin, group in groupby(order, key=lambda at: states[at].begin):
            ready = [at for at in pending if states[at].end <= begin]
            pending = [at for at in pending if states[at].end > begin]
            for at in ready:
                self._add(at)
            for at in group:
                state = states[at]
                value, state.before = self._best(state.rank)
                state.best = value + state.earns
                pending.append(at)
        for at in pending:
            self._add(at)

    def path(self) -> list[int]:
        """The states of the best way, in the order of the document."""
        at, found = self._best(self._size)[1], []
        while at >= 0:
            found.append(at)
            at = self._states[at].before
        return found[::-1]

    def _best(self, rank: int) -> tuple[float, int]:
        """The best way that a label of this rank may follow, less what that costs."""
        linear, linear_at = self._linear.best(rank + 1)
        anywhere, any_at = self._any.best(rank + 1)
        overall, overall_at = self._overall
        found = max(
            (linear - SKIPPED * rank, linear_at), (anywhere - MOST_SKIPPED, any_at), (overall - BACK, overall_at)
        )
        before = self._at_rank[rank]  # that of the form's label before
        if before >= 0 and rank < self._size:
            found = max(found, (self._states[before].best + NEXT, before))
        return found

    def _add(self, at: int) -> None:
        state = self._states[at]
        self._linear.put(state.rank + 1, state.best + SKIPPED * (state.rank + 1), at)
        self._any.put(state.rank + 1, state.best, at)
        held = self._at_rank[state.rank + 1]
        if held < 0 or state.best > self._states[held].best:
            self._at_rank[state.rank + 1] = at
        if state.best > self._overall[0]:
            self._overall = (state.best, at)


class _PrefixMaxima:
    """A Fenwick tree: the greatest value, and whose it is, among the first places."""

    def __init__(self, size: int) -> None:
        self._values = [float("-inf")] * (size + 1)
        self._owners = [-1] * (size + 1)

    def best(self, count: int) -> tuple[float, int]:
        """The greatest value among the first `count` places."""
        value, owner = float("-inf"), -1
        while count > 0:
            if self._values[count] > value:
                value, owner = self._values[count], self._owners[count]
            count &= count - 1
        return value, owner

    def put(self, place: int, value: float, owner: int) -> None:
        """Note a value at a place."""
        place += 1
        while place < len(self._values):
            if value > self._values[place]:
                self._values[place], self._owners[place] = value, owner
            place += place & -place
