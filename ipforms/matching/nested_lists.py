"""Sections of a form whose entries have a list each, districts with firms, and how the form prints them.

What a document says of such a section, in whatever table, becomes blocks in the form's own layout.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.entry_lines import EntryList, entries_in
from ipforms.matching.form_map import FormMap, Label, SectionRange, Slot
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell
from ipforms.text import bare_label, unspaced

_NUMBER = re.compile(r"[A-Za-z]{0,3}\d[\d.]{6,}[\dXx]")  # what an item may begin with
_OPEN = 0.5  # what a text proves that may be a value of any kind
_LONGEST_OPTION = 6  # characters: 实用新型
_LONGEST_OPTIONS = 40  # characters of several
_COMMON = 2  # characters of a word that is in the labels of all items: 专利
_OWN = re.compile(
    r"^(?:产品)?(?:对应|相应|相关|关联|所属|核心|主要|支撑|涉及|授权|已授权|获得|取得|拥有|有效)?的?"
)  # 对应专利, before those of a product
_TITLE_NUMBER = re.compile(r"[\d一二三四五六七八九十]{1,2}$")
_SIGNS = re.compile(r"[/／、，,（()）\n及和与]")  # between labels that stand in one cell


class NestedList(NamedTuple):
    """A section of a form whose entries have a list."""

    outer: Mapping[str, Label]  # what the form asks of an entry, first what it is called
    inner: Mapping[str, Label]  # what it asks of an item
    sums: Mapping[str, str]  # of what it asks below the items, the label of the column that it stands in
    is_beside: bool  # whether the name stands beside the items, and not over them
    slots: Sequence[Slot] = ()  # of an item, one for each of its labels

    @property
    def name(self) -> str:
        """The label of what an entry is called."""
        return next(iter(self.outer))

    @property
    def labels(self) -> Mapping[str, Label]:
        """All labels, by their keys."""
        return {**self.inner, **self.outer}

    def asks_for_items(self, block: TextBlock) -> bool:
        """Whether a label is for items as a whole: 专利号、专利名称、专利类型, or 专利, which is in all of these.

        Both may stand together, one over the other: 对应专利2（专利号、名称、类型）.
        """
        if not block.key or block.key in self.labels:
            return False
        said = [bare_label(part) for part in _SIGNS.split(block.text) if part.strip()]
        asked = {bare_label(label.text) for label in self.inner.values()}
        is_common = self._is_common(_OWN.sub("", _TITLE_NUMBER.sub("", block.key)))
        if len(said) > len(asked) and self._is_common(_TITLE_NUMBER.sub("", said[0])[-_COMMON:]):
            said = said[1:]
        meant = [next((each for each in asked if each.endswith(part)), "") for part in said]
        return is_common or (len(meant) == len(asked) and {*meant} == asked)

    def _is_common(self, word: str) -> bool:
        return len(word) > 1 and all(word in key for key in self.inner)

    def is_several(self, number: TextBlock, other: TextBlock) -> bool:
        """Whether a cell begins several items, and another one has not a line for each: lines that a page broke."""
        count = len(_NUMBER.findall(number.text))
        return count > 1 and other.searchable != "" and len(other.text.strip().split("\n")) != count

    def with_lines(self, item: dict[str, TextBlock], is_value: Fits) -> dict[str, TextBlock]:
        """The cells of an item that are several, a line for each where a page has joined them: 发明发明实用新型."""
        count = max(_line_count(block) for block in item.values()) if item else 0
        return {key: self._in_lines(key, block, count, is_value) for key, block in item.items()}

    def _in_lines(self, key: str, block: TextBlock, count: int, is_value: Fits) -> TextBlock:
        if count == 1 or _line_count(block) == count:
            return block
        text, label = unspaced(block.text), self.labels[key].text
        # What is a number in part is another one; names that begin alike, 一种…一种…, begin again where that does.
        options = _words(text, lambda word: word.isalpha() and is_value(label, word) > _OPEN)
        again = re.findall(rf"{re.escape(text[:_COMMON])}(?:(?!{re.escape(text[:_COMMON])}).)+", text)
        readings = (options, _NUMBER.findall(text), again if len(text) > _COMMON * count else [])
        lines = next((each for each in readings if len(each) == count and "".join(each) == text), [])
        return block.with_text("\n".join(lines)) if lines else block

    def items(self, block: TextBlock, is_value: Fits) -> list[list[str]]:
        """The items that a text says, a line each; [] where one of them is none."""
        of = EntryList(self.slots, [label.text for label in self.inner.values()])
        label_of = {slot.pattern: label for slot, label in zip(of.slots, of.labels, strict=True)}

        def fits(slot: str, text: str) -> float:
            return is_value(label_of[slot], text)

        name = of.labels[0]
        # Its lines are those of a narrow cell, and a PDF may have joined them, or each is a part of an item.
        lines = (block.text.replace("\n", sign) for sign in ("", "\t"))
        apart = (
            _NUMBER.sub(lambda each: "\n" * (is_value(name, each[0]) > _OPEN) + each[0], line).strip() for line in lines
        )
        readings = (entries_in([block.with_text(text)], of, fits) for text in (block.text, *apart))
        items = next((items for reading in readings if (items := [texts for _, texts in reading])), [])
        return [_parted(texts, of, fits) for texts in items]


def _line_count(block: TextBlock) -> int:
    return sum(1 for line in block.text.split("\n") if line.strip())


def _words(text: str, is_word: Callable[[str], bool]) -> list[str]:
    """The words that a text is made of; [] where it is not."""
    if len(text) > _LONGEST_OPTIONS:
        return []
    for end in range(1, min(len(text), _LONGEST_OPTION) + 1):
        rest = _words(text[end:], is_word) if is_word(text[:end]) else []
        if rest or (end == len(text) and is_word(text)):
            return [text[:end], *rest]
    return []


def _parted(texts: list[str], of: EntryList, fits: Fits) -> list[str]:
    """The texts of an item; an option that ends the text before its own place, as a PDF may join them, stands there."""
    for at, (one, other) in enumerate(pairwise(texts), 1):
        ends = [] if other else [one[end:] for end in range(-_LONGEST_OPTION, -1) if one[:end]]
        option = next((end for end in ends if fits(of.slots[at].pattern, end) > _OPEN), "")
        texts[at - 1 : at + 1] = [one.removesuffix(option), option or other]
    return texts


def nested_lists(form_map: FormMap) -> list[NestedList]:
    """Those of a form, by its map."""
    ranges = {section.name: section for section in form_map.sections}
    pairs = ((section, ranges.get(section.name.rpartition("[].")[0])) for section in form_map.sections)
    found = (_nested_list(form_map, inner, outer) for inner, outer in pairs if outer)
    return [each for each in found if each.outer and len(each.inner) > 1]


def _nested_list(form_map: FormMap, inner: SectionRange, outer: SectionRange) -> NestedList:
    labels = dict(form_map.labels)
    own: dict[str, Label] = {}
    items: dict[str, Label] = {}
    slots: dict[str, Slot] = {}
    sums: dict[str, str] = {}
    is_beside = False
    before: Label | None = None
    for at in outer.positions:
        token = form_map.tokens[at]
        if isinstance(token, Label):
            before = token
            continue
        above = labels.get(form_map.columns.get(token, -1))
        label = above if at in inner.positions else before
        if label is not None:
            is_item = token.section == inner.name
            (items if is_item else own).setdefault(label.key, label)
            if is_item:
                slots.setdefault(label.key, token)
            is_beside |= at in inner.positions and token.section != inner.name
            sums |= {label.key: above.key} if above and at >= inner.end else {}
    return NestedList(own, items, sums, is_beside, tuple(slots.values()))


@dataclass
class NestedEntry:
    """An entry as a document has it."""

    said: dict[str, TextBlock] = field(default_factory=dict)  # of what is asked of it
    items: list[dict[str, TextBlock]] = field(default_factory=list)  # its list
    is_ended: bool = False  # whether its sum stood below


class _Placed(NamedTuple):
    """A cell of the layout."""

    column: int
    block: TextBlock
    columns: int = 1
    rows: int = 1


@dataclass
class NestedLayout:
    """Lays entries out as the form has them."""

    of: NestedList
    finder: LabelFinder
    heads: dict[str, TextBlock] = field(default_factory=dict)  # the document's cells of labels
    over: Sequence[tuple[TextBlock, list[str]]] = ()  # words over several columns, and their labels

    def blocks(self, entries: Sequence[NestedEntry], table: int) -> Iterator[TextBlock]:
        """The entries as cells of a table."""
        rows = [*self._header(), *(row for entry in entries for row in self._rows(entry))]
        yield from (_in_table(cell, table, number) for number, row in enumerate(rows) for cell in row)

    @property
    def _keys(self) -> list[str]:
        return [*([self.of.name] if self.of.is_beside else []), *self.of.inner]

    def _header(self) -> Iterator[list[_Placed]]:
        if not self.of.is_beside:
            return
        below = {key for _, keys in self.over for key in keys}
        heads = [_Placed(at, self.head(key), rows=1 + bool(below)) for at, key in enumerate(self._keys)]
        over = [_Placed(min(map(self._keys.index, keys)), block, len(keys)) for block, keys in self.over]
        yield sorted([*over, *(head for key, head in zip(self._keys, heads, strict=True) if key not in below)])
        if below:
            yield [head._replace(rows=1) for key, head in zip(self._keys, heads, strict=True) if key in below]

    def _rows(self, entry: NestedEntry) -> Iterator[list[_Placed]]:
        shift, keys = int(self.of.is_beside), self._keys
        if not shift:
            for key in self.of.outer:
                yield [_Placed(0, self.head(key)), _Placed(1, self._said(entry, key), len(keys) - 1)]
            if not entry.items and self.heads.keys().isdisjoint(self.of.inner):
                return  # a document that does not ask for items leaves none blank
            yield [_Placed(at, self.head(key)) for at, key in enumerate(keys)]
        items = entry.items or [{}]
        for number, item in enumerate(items):
            name = [_Placed(0, self._said(entry, self.of.name), rows=len(items))] if shift and not number else []
            cells = [(at, self._cell(item, key)) for at, key in enumerate(keys[shift:], shift)]
            yield [*name, *(_Placed(at, cell) for at, cell in cells if cell)]
        for key, column in self.of.sums.items() if shift else ():
            at = keys.index(column) if column in keys else 1
            yield [_Placed(0, self.head(key), at), _Placed(at, self._said(entry, key))]

    def _cell(self, item: Mapping[str, TextBlock], key: str) -> TextBlock | None:
        """What an item says; None where the document has no place for it: that is no blank, but what it begins with."""
        is_blank = key in self.heads or key == next(iter(self.of.inner))
        return item.get(key) or (self.head(key).with_text("") if is_blank else None)

    def _said(self, entry: NestedEntry, key: str) -> TextBlock:
        return entry.said.get(key) or self.head(key).with_text("")

    def head(self, key: str) -> TextBlock:
        """The cell of a label: the document's own, in its words where these are known, else one in the form's."""
        own = self.heads.get(key) or next(iter(self.heads.values()))
        return own if self.finder.label(own.key) == key else own.with_text(self.of.labels[key].text)


def _in_table(placed: _Placed, table: int, row: int) -> TextBlock:
    block = placed.block
    cell = Cell(row, placed.column, placed.rows, placed.columns, block.text, block.place)
    return replace(block, table=table, cell=cell, span=ColumnSpan.of(cell))
