"""Entries with lists of their own that a document has one below the other, their labels in an order of its own.

产品名称 | 甲 over 投产时间 | 2016年 | 占比 | 61 % and a table of its patents become the form's own rows and header.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ipforms.matching.block_rows import Row, filled, is_merged_down, last_table, numbered, rows_of, spans
from ipforms.matching.entry_names import entry_number, title_name
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import labelled
from ipforms.matching.nested_headers import without_label
from ipforms.matching.nested_lists import NestedEntry, NestedLayout, NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, is_short_for, label_key, unspaced
from ipforms.text.enumerations import NUMBER_HEADS

_Pair = tuple[TextBlock, TextBlock]  # a label and its value
_NAMED = re.compile(r"(?P<number>[^:：\s]{1,8})\s*[:：\s]\s*(?P<name>[^:：；;，,。]+)")
_PIECES = re.compile("[，,；;]")
_WHETHER = re.compile("(?P<no>非|不是|不属于|不为)?(?:是|为|属于)?(?P<what>.+)")
_TITLE = re.compile(r"[^，,；;。:：]{1,12}[:：]?")  # over an entry or its items
_FEWEST = 2  # labels of items that make a header
_KNOWN = 0.85  # likeness of a label
_FEWEST_SIGNS = 4  # of a label said in part


def with_nested_cards(blocks: list[TextBlock], lists: Sequence[NestedList], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with such entries in the form's own layout.

    Args:
        blocks: the document.
        lists: the sections of the form whose entries have lists.
        finder: what finds the labels of the form.
    """
    for each in lists:
        if not each.is_beside:
            blocks = _NestedCardReader(each, finder).read(blocks)
    return blocks


class _NestedCardReader:
    """Reads the entries of one section."""

    def __init__(self, of: NestedList, finder: LabelFinder) -> None:
        self._of, self._finder = of, finder
        self._layout = NestedLayout(of, finder)
        self._entries: list[NestedEntry] = []
        self._is_in_order = True
        self._inner: Row = ()  # the header of the items before
        self._asked: set[int] = set()  # how many entries stood above each header of items
        self._outer: Row = ()  # the header over entries that have a row each, with their items below it

    def read(self, blocks: list[TextBlock]) -> list[TextBlock]:
        """The blocks of a document; as they are where the entries have the form's own order, or say more."""
        rows = rows_of(blocks)
        bare = self._named(list(map(self._unnumbered, rows)))
        own = [at for at, row in enumerate(bare) if self._pairs(row)]
        begun = (at for at, row in enumerate(bare) if self._of.name in self._pairs(row) or self._is_header(row))
        first = next(begun, len(rows))
        behind = first
        header: Row = ()
        titles: list[Row] = []
        while behind < len(rows) and (taken := self._take(bare[behind], header)) is not None:
            titles += [rows[behind]] if self._is_title(rows[behind]) else []
            header, behind = taken, behind + 1
        known = (entry.items or at in self._asked for at, entry in enumerate(self._entries, 1))
        is_open = not self._entries or (bool(self._outer) and not all(known))  # the items may stand behind
        if self._is_in_order or is_open or any(at >= behind for at in own):
            return blocks
        made = list(self._layout.blocks(self._entries, last_table(blocks) + 1))
        parts = [*rows[:first], *titles, made, *rows[behind:]]
        return numbered(block for part in parts for block in part)

    def _named(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, a title with a number and no label over what is said of an entry as its name: （一）轴承."""
        found = list(rows)
        label = self._of.labels[self._of.name].text
        said = [(at, row) for at, row in enumerate(rows) if filled(row)]
        for (at, row), (_, below) in pairwise(said):
            name = title_name(row[0].text) if len(row) == 1 else ""
            pairs = self._pairs(below) if name != row[0].text.strip() and _TITLE.fullmatch(name) else {}
            if (
                pairs
                and pairs.keys() <= self._of.outer.keys() - {self._of.name}
                and not self._finder.label(label_key(name))
            ):
                found[at] = [row[0].with_text(f"{label}：{name}")]
        return found

    def _unnumbered(self, row: Row) -> Row:
        """A row without the number of its entry beside what is said of that: 产品1 | 名称 | 轴承 | 占比 | 42%."""
        is_number = is_merged_down(row[0]) and entry_number(unspaced(row[0].text)) > 0
        return row[1:] if is_number and self._pairs(row[1:]) else row

    def _pairs(self, row: Row) -> dict[str, _Pair]:
        """The labels of a row with their values, all of an entry or all of an item; {} where it has anything else."""
        cells = [pair for pair in zip(row[::2], row[1::2], strict=False) if any(each.searchable for each in pair)]
        if len(row) == 1:
            texts = self._titled(row[0].text) or self._in_sentence(row[0].text) or labelled(row[0].text)
            cells = [(row[0].with_text(label), row[0].with_text(value)) for label, value in texts]
        elif len(row) % 2 or not all(each.cell for each in row):
            return {}
        own = [self._label(head) for head, _ in cells]
        items = [self._finder.label(head.key) or "" for head, _ in cells]
        labels = own if all(own) else items
        pairs = dict(zip(labels, cells, strict=True))
        is_card = all(own) or all(label in self._of.inner for label in items)
        return pairs if is_card and len(pairs) == len(labels) else {}

    def _titled(self, text: str) -> list[tuple[str, str]]:
        """What an entry is called by a title with its number, behind the label of that: 产品一：轴承."""
        said = _NAMED.fullmatch(text.strip())
        is_number = said is not None and entry_number(said["number"]) > 0
        return [(self._of.labels[self._of.name].text, said["name"])] if said and is_number else []

    def _in_sentence(self, text: str) -> list[tuple[str, str]]:
        """The labels of a sentence that begins with such a title: 产品一：轴承，占总收入比例42%，是主要产品。"""
        first, *pieces = (piece.strip() for piece in _PIECES.split(text.strip(" \u3000。")))
        found = [*self._titled(first), *filter(None, map(self._of_piece, pieces))]
        return found if self._titled(first) and len(found) == len(pieces) + 1 > 1 else []

    def _of_piece(self, text: str) -> tuple[str, str] | None:
        """A label before its value, or one that is said or denied: 投产时间2023年5月, 是主要产品, 非主要产品."""
        for label in sorted((bare_label(label.text) for label in self._of.outer.values()), key=len, reverse=True):
            if text.startswith(label):
                return label, text.removeprefix(label).lstrip(" 为是:：")
            said = _WHETHER.fullmatch(text) if label.startswith("是否") else None
            if said and said["what"] == label.removeprefix("是否"):
                return label, "否" if said["no"] else "是"
        return None

    def _label(self, block: TextBlock) -> str:
        """What a cell asks of an entry, also in fewer words than the form's: 名称, 占总收入; "" where it does not."""
        likely = self._finder.likely(block.key)
        best = [label for label, alike in likely if alike == likely[0][1] >= _KNOWN]
        own = [label for label in best if label in self._of.outer]
        said = bare_label(block.text)
        longer = [label for label in self._of.outer if len(said) >= _FEWEST_SIGNS and said in bare_label(label)]
        longer = longer or [label for label in self._of.outer if is_short_for(said, bare_label(label))]
        return own[0] if len(own) == 1 else longer[0] if len(longer) == 1 and not best else ""

    def _is_header(self, row: Row) -> bool:
        said = [each for each in filled(row) if each.key not in NUMBER_HEADS and not self._of.asks_for_items(each)]
        labels = [self._label(block) for block in said]
        return len(labels) > _FEWEST and self._of.name in labels and all(label in self._of.outer for label in labels)

    def _is_title(self, row: Row) -> bool:
        """Whether a row is but a title of the next entry or of its items: （二）, 对应专利："""
        is_alone = len(row) == 1 and _TITLE.fullmatch(row[0].text.strip()) is not None
        return is_alone and not (self._finder.likely(row[0].key) or self._pairs(row))

    def _take(self, row: Row, header: Row) -> Row | None:
        """Read a row of an entry: the header of the items that follow; None where it is of none."""
        said, pairs = [each for each in filled(row) if each.key not in NUMBER_HEADS], self._pairs(row)
        labels = [self._finder.label(block.key) or "" for block in said]
        if not said and len(row) == 1:  # a blank line between the entries' tables
            return ()
        if self._is_header(row):
            self._outer = [each for each in row if not self._of.asks_for_items(each)]
            self._is_in_order = False
            heads = [each for each in said if not self._of.asks_for_items(each)]
            self._layout.heads |= {self._label(each): each for each in heads}
            return ()
        own, behind = row[: len(self._outer)], row[len(self._outer) :]  # where items stand in a table in their cell
        if self._outer and spans(own) == spans(self._outer) and not filled(behind):
            keys = [self._label(block) for block in self._outer]
            self._entries.append(NestedEntry({key: each for key, each in zip(keys, row, strict=False) if key}))
            return ()
        if pairs and (self._entries or self._of.name in pairs):
            return self._take_pairs(pairs)
        if len(said) >= _FEWEST and all(label in self._of.inner for label in labels):
            self._layout.heads |= dict(zip(labels, said, strict=True))
            self._is_in_order &= len(said) == len(row)
            self._inner = row
            self._asked.add(len(self._entries))
            return row
        if not header and len(said) > 1 and self._entries:  # a further entry, without the header of its items
            header, self._is_in_order = self._inner, False
        if header and spans(row) == spans(header):
            keys = [self._finder.label(block.key) or "" for block in header]
            cells = {key: each for key, each in zip(keys, row, strict=True) if key}
            item = {key: without_label(each, key, self._finder) for key, each in cells.items()}
            self._is_in_order &= all(each is cells[key] for key, each in item.items())
            self._entries[-1].items.append(item)
            return header
        if self._is_title(row):
            return ()
        return None

    def _take_pairs(self, pairs: Mapping[str, _Pair]) -> Row | None:
        """Read labels with their values; None where the entry has one of them."""
        self._layout.heads |= {key: head for key, (head, _) in pairs.items()}
        values = {key: value for key, (_, value) in pairs.items()}
        if pairs.keys() <= self._of.inner.keys():
            items, self._is_in_order = self._entries[-1].items, False
            if not items or next(iter(self._of.inner)) in pairs or items[-1].keys() & pairs.keys():
                items.append({})
            items[-1].update(values)
            return ()
        if self._of.name in pairs:
            self._entries.append(NestedEntry())
        entry = self._entries[-1].said
        if entry.keys() & pairs.keys():
            return None
        entry |= values
        order = [[*self._of.outer].index(label) for label in entry]
        self._is_in_order &= all(one < other for one, other in pairwise(order))
        self._is_in_order &= all(head.cell and self._finder.label(head.key) in pairs for head, _ in pairs.values())
        return ()
