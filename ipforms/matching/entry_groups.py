"""Entries of several rows whose name does not span these: it stands on each of them, or on the first alone.

Under 县（市、区） | 企业名称 a district is said beside each of its firms, and its sum is called 滨城区小计. The cells
of the name become one, and the row below the entry is called as the form calls it, blank where the document has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ipforms.matching.block_rows import Row, numbered, parts_of
from ipforms.matching.form_map import FormMap, Label, Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import unspaced

_KNOWN = 0.85  # likeness of a label; 县市区 is 县（市、区）
_SUMS = ("小计", "合计", "总计", "共计")
_BRACKETS = "()（）:：-—·"


class EntryGroup(NamedTuple):
    """How a form prints entries that have a section of their own beside their names."""

    head: str  # the key of the label over the names
    end: Label | None  # the label of the row below an entry


def entry_groups(form_map: FormMap) -> list[EntryGroup]:
    """Those of a form."""
    found = []
    labels = dict(form_map.labels)
    ranges = {section.name: section for section in form_map.sections}
    for inner in form_map.sections:
        outer = ranges.get(inner.name.rpartition("[].")[0])
        tokens = [form_map.tokens[at] for at in inner.positions] if outer else []
        names = [token for token in tokens if isinstance(token, Slot) and token.section != inner.name]
        head = next((labels[form_map.columns[slot]].key for slot in names if slot in form_map.columns), "")
        behind = form_map.tokens[inner.end : outer.end] if outer else ()
        if head:
            found.append(EntryGroup(head, next((token for token in behind if isinstance(token, Label)), None)))
    return found


def with_entry_groups(blocks: list[TextBlock], groups: Sequence[EntryGroup], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with one cell for the name of each entry.

    Args:
        blocks: the document.
        groups: what the form has of such entries.
        finder: what finds the labels of the form.
    """
    for group in groups:
        made: list[TextBlock] = []
        for rows in parts_of(blocks):
            head = next((block for row in rows for block in row if block.cell and _is_head(block, group, finder)), None)
            made += _GroupedRows(rows, head, group, finder).blocks() if head else [each for row in rows for each in row]
        blocks = numbered(made)
    return blocks


def _is_head(block: TextBlock, group: EntryGroup, finder: LabelFinder) -> bool:
    return any(label == group.head and alike >= _KNOWN for label, alike in finder.likely(block.key))


class _Entry(NamedTuple):
    """An entry: the cells of its name, its last row, and whether the row that ends it follows."""

    names: list[TextBlock]
    last: int
    is_ended: bool


class _GroupedRows:
    """A table with entries below the label of their names."""

    def __init__(self, rows: Sequence[Row], head: TextBlock, group: EntryGroup, finder: LabelFinder) -> None:
        self._rows, self._head, self._group, self._finder = rows, head, group, finder
        self._changed: dict[int, TextBlock] = {}
        self._row = next(row for row in rows if head in row)

    def blocks(self) -> list[TextBlock]:
        """Its blocks, the name of each entry in one cell over its rows, and the row below each."""
        entries = list(self._entries())
        gone: set[int] = set()
        for (first, *further), last, _ in entries:
            gone.update(block.index for block in further)
            if further and first.cell:
                self._changed[first.index] = _in_rows(first, first.cell.row, last - first.cell.row + 1)
        made = [self._now(block) for row in self._rows for block in row if block.index not in gone]
        for entry in reversed(entries):
            if self._group.end and not entry.is_ended:
                made = _with_row(made, entry.last, self._end(entry.names[0], self._group.end, entry.last + 1))
        return made

    def _entries(self) -> Iterator[_Entry]:
        names: list[TextBlock] = []
        last = 0
        for row in self._below():
            name = next((block for block in row if block.span == self._head.span), None)
            over = name or next((block for block in row if _overlaps(block, self._head)), None)
            is_end = over is not None and self._is_end(over, names)
            is_further = name is not None and (not name.searchable or _says(name, names))
            if names and over and (is_end or not is_further):
                yield _Entry(names, last, is_end)
                names = []
            if name and not is_end and (names or (name.searchable and not self._finder.label(name.key))):
                names.append(name)
            last = max(block.cell.row + (block is name) * (block.cell.row_span - 1) for block in row if block.cell)
        if names:
            yield _Entry(names, last, False)

    def _below(self) -> Iterator[Row]:
        cell = self._head.cell
        behind = cell.row + cell.row_span if cell else 0
        return (row for row in self._rows if row[0].cell and row[0].cell.row >= behind)

    def _now(self, block: TextBlock) -> TextBlock:
        return self._changed.get(block.index, block)

    def _is_end(self, block: TextBlock, names: Sequence[TextBlock]) -> bool:
        """Whether a cell is the label of the row below an entry; one with the entry's name gets the form's words."""
        if self._group.end is None or self._finder.label(block.key) == self._group.end.key:
            return self._group.end is not None
        name, text = unspaced(names[0].text) if names else "", unspaced(block.text)
        rest = text.replace(name, "", 1).strip(_BRACKETS) if name and name in text else ""
        if rest not in (*_SUMS, self._group.end.key):
            return False
        self._changed[block.index] = block.with_text(self._group.end.text)
        return True

    def _end(self, name: TextBlock, label: Label, row: int) -> list[TextBlock]:
        """The row below an entry, blank."""
        last = max(self._row, key=lambda block: block.cell.column if block.cell else 0)
        return [_in_rows(name, row, 1).with_text(label.text), _in_rows(last, row, 1).with_text("")]


def _says(name: TextBlock, names: Sequence[TextBlock]) -> bool:
    return not names or unspaced(name.text) == unspaced(names[0].text)


def _overlaps(block: TextBlock, head: TextBlock) -> bool:
    return block.span is not None and head.span is not None and block.span.overlap(head.span) > 0


def _in_rows(block: TextBlock, row: int, count: int) -> TextBlock:
    return replace(block, cell=block.cell and block.cell._replace(row=row, row_span=count))


def _with_row(blocks: Sequence[TextBlock], above: int, row: Sequence[TextBlock]) -> list[TextBlock]:
    """The blocks of a table with a row below another one."""
    is_below = [block.cell is not None and block.cell.row > above for block in blocks]
    upper = [block for block, below in zip(blocks, is_below, strict=True) if not below]
    lower = [
        _in_rows(block, block.cell.row + 1, block.cell.row_span)
        for block, below in zip(blocks, is_below, strict=True)
        if below and block.cell
    ]
    return [*upper, *row, *lower]
