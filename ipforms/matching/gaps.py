"""What stands between two labels of a document, and which slots of the form stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipforms.matching.align import Match
from ipforms.matching.outline import Outline, Token
from ipforms.matching.pieces import Hit, Unit
from ipforms.text import label_key


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a unit that is no label.

    Attributes:
        unit: which unit.
        text: the text.
        whole: whether it is the whole unit.
    """

    unit: Unit
    text: str
    whole: bool

    @property
    def is_cell(self) -> bool:
        """Whether it is a whole cell of a table: such a one counts even if it is blank."""
        return self.whole and self.unit.cell is not None

    @property
    def key(self) -> str:
        """Its text as labels are compared."""
        return self.unit.key if self.text == self.unit.text else label_key(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Gap:
    """Slots and labels of the form between two matched labels, and what the document has there."""

    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]


def gaps(outline: Outline, matches: list[Match], units: list[Unit]) -> Iterator[Gap]:
    """The gaps of a document, from before its first label to behind its last.

    Args:
        outline: the map of the form.
        matches: its labels in the order of the document; one may stand elsewhere than in the form.
        units: the document.
    """
    found = sorted(index for index, _ in matches)
    behind = dict(zip(found, [*found[1:], len(outline.tokens)], strict=True))
    following: list[Hit | None] = [*(hit for _, hit in matches), None]
    yield Gap(outline.tokens[: found[0]] if found else outline.tokens, tuple(_pieces(units, None, following[0])))
    for (index, hit), behind_it in zip(matches, following[1:], strict=True):
        yield Gap(outline.tokens[index + 1 : behind[index]], tuple(_pieces(units, hit, behind_it)))


def _pieces(units: list[Unit], left: Hit | None, right: Hit | None) -> Iterator[Piece]:
    if left and right and left.unit == right.unit:
        yield from _part(units[left.unit], left.end, right.start)
        return
    if left and not left.whole:
        yield from _part(units[left.unit], left.end, len(units[left.unit].folded))
    start = left.unit + 1 if left else 0
    for unit in units[start : right.unit if right else end_of_form(units, left)]:
        yield Piece(unit, without_lines(unit.text), True)
    if right and not right.whole:
        yield from _part(units[right.unit], 0, right.start)


def end_of_form(units: list[Unit], left: Hit | None) -> int:
    """Where the form ends behind its last label: with its table, or with the line of the label."""
    if left is None:
        return 0
    end = left.unit + 1
    while end < len(units) and units[left.unit].table and units[end].table == units[left.unit].table:
        end += 1
    return end


def _part(unit: Unit, start: int, end: int) -> Iterator[Piece]:
    text = without_lines(unit.raw(start, end)) if end > start else ""
    if text.strip():
        yield Piece(unit, text, False)


def without_lines(text: str) -> str:
    """A text without the line that was printed or typed to write on.

    >>> without_lines("张三____")
    '张三'
    """
    return _RULED.sub("", text) if "_" in text or "＿" in text else text


_RULED = re.compile("[_＿]{2,}")
