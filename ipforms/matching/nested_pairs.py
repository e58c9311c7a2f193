"""Entries with lists of their own that a document says label by label: 县区 | 甲区 over 企业名称 | 一厂 | 资助额 | 3.

The labels may stand in cells before their values, or with them in sentences: 1.企业名称：一厂；资助额：3. What the form
has as rows of a table becomes that table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ipforms.matching.block_rows import Row, last_table, numbered, rows_of
from ipforms.matching.cell_scores import Fits
from ipforms.matching.entry_names import bare_name, title_name
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.nested_headers import label_of
from ipforms.matching.nested_lists import NestedEntry, NestedLayout, NestedList
from ipforms.matching.sum_labels import name_and_sum
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key
from ipforms.text.enumerations import NUMBER_HEADS

_Pair = tuple[str, TextBlock, TextBlock]  # the label's key, where it stands, and its value
_PIECES = re.compile(r"[；;，。\n]|,(?!\d)|\s{2,}|\u3000+")
_AT_HEAD = re.compile(r"\s*(?P<label>[^:：]{1,24}?)\s*[:：]\s*(?P<value>.*)", re.DOTALL)
_FIGURE = re.compile(r"[为是]?\s*(?P<figure>[-－−]?\d[\d,.]*\s*[百千万]{0,2}元?)")
_REMARKED = re.compile(r"(?P<name>[^（()）]+)[（(](?P<beside>[^（()）]+)[)）]")
_UNIT = re.compile(r"[（(]?(?:金额|计量|货币)?单位\s*[:：].{1,8}")
_KIND = 0.5  # what proves that a text is of a kind
_FEWEST = 2  # labels of an item
_LONGEST_TITLE = 20  # characters of a name over its items


def with_nested_pairs(
    blocks: list[TextBlock], lists: Sequence[NestedList], finder: LabelFinder, is_value: Fits
) -> list[TextBlock]:
    """The blocks of a document with such entries in the form's own layout.

    Args:
        blocks: the document.
        lists: the sections of the form whose entries have lists.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
    """
    for each in lists:
        if each.is_beside and each.sums:  # others have one item as a rule, and cards of their own
            blocks = PairReader(each, finder, is_value).read(blocks)
    return blocks


class PairReader:
    """Reads the entries of one section."""

    def __init__(self, of: NestedList, finder: LabelFinder, is_value: Fits) -> None:
        self._of, self._finder, self._is_value = of, finder, is_value
        self._names = sorted(((bare_label(label.text), key) for key, label in of.labels.items()), reverse=True)
        self._first = next(iter(of.inner))

    def read(self, blocks: list[TextBlock]) -> list[TextBlock]:
        """The blocks of a document; as they are where the entries are not all said in one place."""
        rows = rows_of(blocks)
        said = [self._pairs(row) for row in rows]
        begun = [at for at, pairs in enumerate(said) if pairs]
        first = next((at for at in begun if self._goes_on(rows, said, at)), len(rows))
        behind = first
        while behind < len(rows) and said[behind] is not None:
            behind += 1
        pairs = list(chain.from_iterable(each or () for each in said[first:behind]))
        entries = list(self._entries(pairs))
        items = [item for entry in entries for item in entry.items]
        inner = {key for key, _, _ in chain.from_iterable(each or () for each in said[behind:])} & self._of.inner.keys()
        if not items or inner or not all(len(item) >= _FEWEST and self._first in item for item in items):
            return blocks
        layout = NestedLayout(self._of, self._finder, {key: label for key, label, _ in reversed(pairs)})
        made = [*rows[:first], list(layout.blocks(entries, last_table(blocks) + 1)), *rows[behind:]]
        return numbered(block for part in made for block in part)

    def _goes_on(self, rows: Sequence[Row], said: Sequence[Sequence[_Pair] | None], at: int) -> bool:
        """Whether the pairs from a row on are of entries, and no title over a table."""
        behind = next((each for each in range(at, len(rows)) if said[each] is None), len(rows))
        return any(key in self._of.inner for pairs in said[at:behind] for key, _, _ in pairs or ())

    def _entries(self, pairs: Sequence[_Pair]) -> Iterator[NestedEntry]:
        entry: NestedEntry | None = None
        for key, _, value in pairs:
            is_again = entry is not None and bare_name(entry.said.get(key)) == bare_name(value)
            if entry is None or (key == self._of.name and not is_again):
                entry = NestedEntry()
                yield entry
            if key in self._of.outer:
                entry.said.setdefault(key, value)
                continue
            if key == self._first or not entry.items or key in entry.items[-1]:
                entry.items.append({})
            entry.items[-1][key] = value

    def _pairs(self, row: Row) -> list[_Pair] | None:
        """The labels of a row with their values; None where it says anything else."""
        found: list[_Pair] = []
        cells = iter(row)
        for block in cells:
            if not block.searchable or _UNIT.fullmatch(block.text.strip()):
                continue
            head = _AT_HEAD.fullmatch(block.text)  # 发明专利：/ is a label with its value
            if block.cell and not (head and head["value"]) and (key := self._label(block)):
                value = next(cells, None)
                if value is None or (value.searchable and self._label(value)):
                    return None
                found.append((key, block, value))
                continue
            pairs = self.of_text(block)
            if pairs is None and not self._is_aside(block, row):
                return None
            found += pairs or ()
        return found

    def _is_aside(self, block: TextBlock, row: Row) -> bool:
        """Whether a cell but numbers its entry, or says what the labels in the cell behind it are of: 专利资助."""
        before, behind = (next((each for each in row if each.index == block.index + by), None) for by in (-1, 1))
        if block.cell and block.key in NUMBER_HEADS and behind:
            return behind.key.isdigit()
        if block.cell and block.key.isdigit() and (before.key in NUMBER_HEADS if before else behind is not None):
            return True
        return behind is not None and bool(self._finder.label(block.key) and self.of_text(behind))

    def _label(self, block: TextBlock) -> str:
        return label_of(block, self._of, self._finder)

    def of_text(self, block: TextBlock) -> list[_Pair] | None:
        """What a text says: 1.企业名称：一厂；资助额3万元, 一、甲区 over such texts."""
        text = title_name(block.text)
        if text != block.text.strip() and block.cell is None and len(text) <= _LONGEST_TITLE and ":" not in block.key:
            keys, parts = (self._of.name, *self._of.sums), name_and_sum(text) or (text,)
            return [self._pair(key, block, part) for key, part in zip(keys, parts, strict=False)]
        found: list[_Pair] = []
        pieces = list(filter(None, map(str.strip, _PIECES.split(text))))
        for at, piece in enumerate(pieces):
            pairs = self._of_piece(block.with_text(piece), is_first=not found, said={key for key, _, _ in found})
            if pairs is None and at == 0 and len(pieces) > _FEWEST and block.cell is None:
                pairs = self.of_name(block.with_text(piece))
            if pairs is None:
                return None
            found += pairs
        return found

    def of_name(self, block: TextBlock) -> list[_Pair] | None:
        """What an item is called, and what stands in brackets behind it: 一厂（首次申报）."""
        said = _REMARKED.fullmatch(block.text)
        beside = self._of_piece(block.with_text(said["beside"]), {self._first}, is_first=False) if said else None
        return [self._pair(self._first, block, said["name"]), *beside] if said and beside else None

    def _of_piece(self, block: TextBlock, said: set[str], *, is_first: bool) -> list[_Pair] | None:
        """The label of a piece with its value, with a label, or what it is called, before it: 专利资助：发明专利3."""
        head = _AT_HEAD.fullmatch(block.text)
        if head and (key := self._label(block.with_text(head["label"]))):
            return [(key, block.with_text(head["label"]), block.with_text(head["value"]))]
        if head and is_first and block.cell is None and not self._finder.label(label_key(head["label"])):
            rest = self._of_piece(block.with_text(head["value"]), {self._first}, is_first=False)
            return rest and [self._pair(self._first, block, head["label"]), *rest]
        if head and self._finder.label(label_key(head["label"])):
            return self._of_piece(block.with_text(head["value"]), said, is_first=False)
        for name, key in self._names:
            figure = _FIGURE.fullmatch(block.text, len(name)) if block.text.startswith(name) else None
            if figure:
                return [self._pair(key, block, figure["figure"])]
        free = [(key, label.text) for key, label in self._of.inner.items() if key not in said and key != self._first]
        asked = [key for key, label in free if said and self._is_value(label, block.text) > _KIND]
        return [self._pair(asked[0], block, block.text)] if len(asked) == 1 else None

    def _pair(self, key: str, block: TextBlock, value: str) -> _Pair:
        return key, block.with_text(self._of.labels[key].text), block.with_text(value)
