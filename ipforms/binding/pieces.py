"""A returned document as pieces: its cells and paragraphs, cut where a label of a form stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ipforms.binding.fold import fold, offsets
from ipforms.binding.outline import Span
from ipforms.sheet import Cell, Paragraph, Place, Sheet, Table


@dataclass(slots=True)
class Unit:
    """A cell or a paragraph.

    Attributes:
        index: its number in reading order.
        text: its text.
        folded: its text as it is compared.
        place: where it stands.
        cell: the cell, or None for a paragraph.
        table: the number of its table in the document, or 0.
    """

    index: int
    text: str
    folded: str
    place: Place
    cell: Cell | None
    table: int

    @property
    def span(self) -> Span | None:
        """The columns of the cell."""
        return Span(self.cell.column, self.cell.column + self.cell.column_span) if self.cell else None

    def raw(self, start: int, end: int) -> str:
        """The text between two offsets of `folded`."""
        if start == 0 and end == len(self.folded):
            return self.text
        at = offsets(self.text)
        return self.text[at[start] : at[end]] if start < len(at) else ""


def units(sheet: Sheet) -> list[Unit]:
    """The cells and paragraphs of a document in reading order."""
    found: list[Unit] = []
    tables = 0
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            found.append(Unit(len(found), block.text, fold(block.text), block.place, None, 0))
        else:
            tables += 1
            for cell in _in_order(block):
                found.append(Unit(len(found), cell.text, fold(cell.text), cell.place, cell, tables))
    return found


def _in_order(table: Table) -> Iterable[Cell]:
    return sorted(table.cells, key=lambda cell: (cell.row, cell.column))


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a label stands.

    Attributes:
        unit: which unit.
        start: offset in its folded text.
        end: offset behind the label and its colon.
        key: the label, as it is compared.
        whole: whether the unit is the label and nothing else.
    """

    unit: int
    start: int
    end: int
    key: str
    whole: bool


class Finder:
    """Finds the labels of a form in texts."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        longest = sorted(self._keys, key=len, reverse=True)
        self._inside = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def hits(self, unit: Unit) -> Iterator[Hit]:
        """The labels in a unit, in order."""
        folded = unit.folded
        bare = folded.rstrip(":")
        if bare in self._keys:
            yield Hit(unit.index, 0, len(folded), bare, True)
            return
        for found in self._inside.finditer(folded):
            if self._is_label(folded, found):
                end = found.end() + (folded[found.end() : found.end() + 1] == ":")
                yield Hit(unit.index, found.start(), end, found[0], False)

    def _is_label(self, folded: str, found: re.Match[str]) -> bool:
        """A short word is a label only before a colon; a sentence of the form is one wherever it stands."""
        return len(found[0]) >= 9 or folded[found.end() : found.end() + 1] == ":"
