"""A returned document as pieces: its cells and paragraphs, cut where a label of a form stands in them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ipforms.matching.headers import as_printed
from ipforms.matching.outline import Span
from ipforms.paths import Place
from ipforms.sheet import Cell, Paragraph, Sheet, Table
from ipforms.text import bare_label, label_key, offsets, searchable, visible


@dataclass(slots=True)
class Unit:
    """A cell or a paragraph.

    Attributes:
        index: its number in reading order.
        text: its text.
        folded: its text as it is compared.
        key: the same as labels are compared.
        place: where it stands.
        cell: the cell, or None for a paragraph.
        table: the number of its table in the document, or 0.
        span: the columns of the cell.
    """

    index: int
    text: str
    folded: str
    key: str
    place: Place
    cell: Cell | None
    table: int
    span: Span | None = None

    def raw(self, start: int, end: int) -> str:
        """The text between two offsets of `folded`."""
        if start == 0 and end == len(self.folded):
            return self.text
        at = offsets(self.text)
        return self.text[at[start] : at[end]] if start < len(at) else ""


def units(sheet: Sheet, labels: frozenset[str] = frozenset()) -> list[Unit]:
    """The cells and paragraphs of a document in reading order.

    Args:
        sheet: the document.
        labels: folded labels of forms. A table inside of a cell is taken apart if it has some of them; another one is
            a part of the text of its cell.
    """
    walk = _Units(labels)
    for block in sheet.blocks:
        if isinstance(block, Paragraph):
            walk.add(block.text, block.place, None, 0)
        else:
            walk.table(block)
    return walk.found


class _Units:
    def __init__(self, labels: frozenset[str]) -> None:
        self.found: list[Unit] = []
        self._labels = labels
        self._tables = 0

    def add(self, text: str, place: Place, cell: Cell | None, table: int) -> None:
        text = visible(text)
        folded = searchable(text)
        span = Span(cell.column, cell.column + cell.column_span) if cell else None
        self.found.append(Unit(len(self.found), text, folded, label_key(folded), place, cell, table, span))

    def table(self, table: Table) -> None:
        self._tables += 1
        number = self._tables
        for cell in _in_order(as_printed(table, self._labels)):
            inner = [each for each in cell.tables if self._is_form(each)]
            if not inner:
                self.add(cell.text, cell.place, cell, number)
                continue
            inside = searchable("".join(inner_cell.text for each in inner for inner_cell in each.cells))
            beside = [line for line in cell.text.split("\n") if line.strip() and searchable(line) not in inside]
            if beside:
                self.add("\n".join(beside), cell.place, None, number)
            for each in inner:
                self.table(each)

    def _is_form(self, table: Table) -> bool:
        """Whether a table inside of a cell is a part of the form: it has some of the form's labels."""
        labels = sum(label_key(cell.text) in self._labels for cell in table.cells)
        return labels >= _FEW or any(self._is_form(inner) for cell in table.cells for inner in cell.tables)


_FEW = 2
SENTENCE = 9
_LINE = 30


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
        alias: whether the document has another name for it.
    """

    unit: int
    start: int
    end: int
    key: str
    whole: bool
    alias: bool = False


class Finder:
    """Finds the labels of a form in texts."""

    def __init__(self, keys: Iterable[str], aliases: Mapping[str, str], with_colon: Container[str]) -> None:
        self._with_colon = with_colon
        self._names = {**{key: key for key in keys}, **aliases}
        self._names_of: dict[str, list[str]] = {}
        for name, label in self._names.items():
            self._names_of.setdefault(label, []).append(name)
        longest = sorted(self._names, key=len, reverse=True)
        self._inside = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def hits(self, unit: Unit) -> Iterator[Hit]:
        """The labels in a unit, in order."""
        folded = unit.folded
        name = self.name(unit.key)
        if name is not None:
            yield Hit(unit.index, 0, len(folded), name, True, name != unit.key)
            return
        for found in self._inside.finditer(folded):
            if self._is_label(unit, found):
                start, end = _edges(folded, found)
                name = self._names[found[0]]
                yield Hit(unit.index, start, end, name, False, name != found[0])

    def name(self, text: str) -> str | None:
        """The label that a text says, by itself or with the number, star or remark that people put beside it."""
        if text in self._names:
            return self._names[text]
        # 联系电话（手机） is the 手机.
        remark = _REMARK.search(text)
        return self._names.get(remark[1] if remark and remark[1] in self._names else bare_label(text))

    def head(self, unit: Unit, label: str) -> Hit | None:
        """A label at the head of a cell whose value follows behind a blank or on the next line, without a colon."""
        at = offsets(unit.text)
        for name in self._names_of.get(label, ()):
            end = len(name)
            if unit.folded.startswith(name) and len(unit.folded) > end and at[end] - at[end - 1] > 1:
                return Hit(unit.index, 0, end, label, False, name != label)
        return None

    def _is_label(self, unit: Unit, found: re.Match[str]) -> bool:
        """A short word is a label only before a colon; a sentence of the form is one wherever it stands.

        A label that the form prints with a colon may have lost it, at the head of a line.
        """
        is_sentence = len(found[0]) >= SENTENCE and self._names[found[0]] == found[0]
        if is_sentence or unit.folded[_edges(unit.folded, found)[1] - 1] == ":":
            return True
        if self._names[found[0]] not in self._with_colon:
            return False
        at = offsets(unit.text)
        before = unit.text[at[found.start() - 1] + 1 : at[found.start()]] if found.start() else "\n"
        if "\n" not in before and (unit.cell or len(before) < _APART):
            return False
        alone = unit.cell is None and len(unit.folded) <= _LINE and not found.start()
        return alone or at[found.end()] - at[found.end() - 1] > 1


_APART = 2
_COLON = re.compile(r"(?:\([^():]{1,16}\))?:")
_REMARK = re.compile(r"\(([^()]+)\)$")


def _edges(folded: str, found: re.Match[str]) -> tuple[int, int]:
    """Where a label stands with its colon, a remark before the colon and brackets around the label: （签章）：."""
    start, end = found.span()
    if folded[:start].endswith("(") and folded.startswith("):", end):
        return start - 1, end + 2
    colon = _COLON.match(folded, end)
    return start, colon.end() if colon else end
