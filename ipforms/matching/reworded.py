"""Labels that a document words otherwise: found by what stands around them.

A label that was not found lies between two that were. What the document has there may be the same row of cells in other
words, a label whose value follows it without a colon, or nearly the same words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from ipforms.matching.align import Match
from ipforms.matching.gaps import Piece
from ipforms.matching.outline import Label, Outline, Slot, Token
from ipforms.matching.pieces import SENTENCE, Finder, Hit, Unit
from ipforms.text import unspaced

_ALIKE, _PART = 0.72, 0.75
_LIKE_A_LABEL = re.compile(r"(?=.*[一-鿿]{2})(?!.*\d{5})[^@。,;]{2,16}")

Found = tuple[int, Hit]
"""Index of a label in the outline's tokens, and where it stands in other words."""


def reworded(outline: Outline, matches: list[Match], found: list[Unit], finder: Finder) -> Iterator[Found]:
    """Labels that were not found, and the units between their neighbours that stand for them."""
    before: Match | None = None
    for match in (*matches, None):
        start, end = (before[0] + 1 if before else 0), (match[0] if match else len(outline.tokens))
        low = before[1].unit + 1 if before else 0
        high = match[1].unit if match else len(found)
        lost = [index for index in range(start, end) if isinstance(outline.tokens[index], Label)]
        if lost and low < high:
            tokens, units = outline.tokens[start:end], found[low:high]
            in_place = _in_place(tokens, units, finder)
            yield from ((start + at, hit) for at, hit in in_place)
            if not in_place:
                yield from _nearest(outline, lost, units, finder)
        before = match


def statements(missing: list[Label], left: list[Piece]) -> list[tuple[Label, Unit, str]]:
    """Statements that were not found, with pieces of nobody that say nearly the same; both lists lose them."""
    found = []
    for label in [label for label in missing if len(label.key) >= SENTENCE]:
        likeness = {number: _likeness(label.key, piece.key) for number, piece in enumerate(left)}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > _ALIKE:
            piece = left.pop(best)
            missing.remove(label)
            found.append((label, piece.unit, piece.text))
    return found


def _in_place(tokens: Sequence[Token], units: Sequence[Unit], finder: Finder) -> list[Found]:
    """The labels of cells that stand one for one where the form has its own, or in a header row as long as the form's.

    That the cells are as many as labels and slots leaves no doubt which is which, whatever the labels say. If they are
    not as many in all, they may be in the first row or in the last.
    """
    lost = [token.key for token in tokens if isinstance(token, Label)]
    if any(finder.head(unit, name) for unit in units for name in lost):
        return []
    last = _in_row_of(units[-1], units)
    return (
        _one_for_one(0, tokens, units, finder)
        or _one_for_one(0, _header(tokens), _in_row_of(units[0], units), finder)
        or _one_for_one(len(tokens) - len(last), tokens[-len(last) :], last, finder)
    )


def _one_for_one(first: int, tokens: Sequence[Token], units: Sequence[Unit], finder: Finder) -> list[Found]:
    """The labels, numbered from `first`, if each token has a cell that may be its own; otherwise none."""
    if len(tokens) != len(units) or any(unit.cell is None for unit in units):
        return []
    found = []
    for at, (token, unit) in enumerate(zip(tokens, units, strict=True)):
        if isinstance(token, Slot):
            if finder.name(unit.key):
                return []
        elif token.is_number:
            if unit.folded and not unit.key.isdecimal():
                return []
        elif finder.name(unit.key) or not _LIKE_A_LABEL.fullmatch(unspaced(unit.text)):
            return []
        else:
            found.append((first + at, Hit(unit.index, 0, len(unit.folded), token.key, True)))
    return found


def _header(tokens: Sequence[Token]) -> Sequence[Token]:
    """The labels before the first slot."""
    first = next((at for at, token in enumerate(tokens) if isinstance(token, Slot)), len(tokens))
    return tokens[:first]


def _in_row_of(head: Unit, units: Sequence[Unit]) -> Sequence[Unit]:
    return [unit for unit in units if _row(unit) == _row(head)]


def _row(unit: Unit) -> tuple[int, int]:
    return unit.table, unit.cell.row if unit.cell else -1


def _nearest(outline: Outline, lost: list[int], found: Sequence[Unit], finder: Finder) -> Iterator[Found]:
    taken: set[int] = set()
    for index in lost:
        label = outline.tokens[index]
        assert not isinstance(label, Slot)
        hit = _head(label, found, taken, finder) or _most_alike(label, found, taken)
        if hit is not None:
            taken.add(hit.unit)
            yield index, hit


def _head(label: Label, found: Sequence[Unit], taken: set[int], finder: Finder) -> Hit | None:
    heads = (finder.head(unit, label.key) for unit in found if unit.cell and unit.index not in taken)
    return next(filter(None, heads), None)


def _most_alike(label: Label, found: Sequence[Unit], taken: set[int]) -> Hit | None:
    best, most = None, _ALIKE
    for unit in found:
        if unit.index in taken or not 0.5 <= len(unit.folded) / len(label.key) < 2:
            continue
        ratio = _likeness(label.key, unit.key)
        if ratio > most:
            best, most = unit, ratio
    return Hit(best.index, 0, len(best.folded), label.key, True) if best else None


def _likeness(label: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; 电话 is as good as 联系电话."""
    if len(other) > 1 and other in label:
        return _PART
    return difflib.SequenceMatcher(None, label, other, autojunk=False).ratio()
