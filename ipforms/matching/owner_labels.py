"""Labels below or behind whose fact it is: 身份证号 behind 法定代表人 | 顾辉, 姓名 in the table below 二、法定代表人.

A form that asks for the same of several people is retyped as label and value beside each other; then what stands beside
or above a label says whose it is. Such a label gets the words of its owner before its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ipforms.matching.joint_labels import joint_label
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

_ABOUT = re.compile("(?:基本)?(?:信息|情况|概况|资料)$")


def with_owner_names(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; labels that the form has for each owner have the words of theirs before them."""
    if not finder.owners:
        return blocks
    named = dict(_Owners(finder).names(blocks)) | dict(_headers(blocks, finder))
    return [block.with_text(named[block.index]) if block.index in named else block for block in blocks]


def _headers(blocks: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[int, str]]:
    """Labels over the facts of owners, as the form has them there: 联系电话, which another list may have for its own.

    Where the form asks for several and the cells say none of them, the label asks for all: 固话/手机.
    """
    header: list[TextBlock] = []
    for (table, _), group in groupby(blocks, key=lambda block: block.row):
        row = [block for block in group if block.searchable]
        owner = (finder.label(bare_label(row[0].text)) if row and table else None) or ""
        is_owners = owner in finder.owners and header and header[0].table == table
        for block in header if owner and is_owners and finder.label(row[-1].key) is None else ():
            asked = finder.composed.column(owner, block.key)
            parts = asked.split("/")
            is_said = len(parts) > 1 and any(part in each.searchable for part in parts for each in blocks if each.cell)
            if asked and not is_said and asked != finder.label(block.key):
                yield block.index, asked
        header = row if len(row) > 1 and all(finder.label(block.key) for block in row[1:]) else []


class _Owners:
    """Walks down a document, and knows whose facts are asked for."""

    def __init__(self, finder: LabelFinder) -> None:
        self._finder = finder
        self._owner = ""
        self._named: TextBlock | None = None  # the label of the owner, where a value stands beside it: the name
        self._table = 0  # in which it was named; 0 where a title over tables did

    def names(self, blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
        """The labels of owners by the number of their blocks."""
        for (table, _), group in groupby(blocks, key=lambda block: block.row):
            row = list(group)
            filled = [block for block in row if block.searchable]
            if self._table not in (0, table):
                self._owner = ""
            if len(filled) == 1 and len(row) == 1:
                self._owner, self._named = self._of_title(filled[0]), None
                self._table = table
            elif filled and table:
                yield from self._pairs(row)

    def _pairs(self, row: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
        """The labels of a row in which each has its value beside it."""
        labels = [self._is_label(block.text) for block in row]
        if labels != [True, False] * (len(row) // 2):
            self._owner = ""
            return
        for block in (block for block, is_label in zip(row, labels, strict=True) if is_label):
            name = f"{self._owner}{block.text.strip()}"
            if self._owner and self._says_more(name, block):
                asked = self._finder.composed.column(self._owner, block.key)
                yield block.index, f"{self._owner}{asked}" if "/" in asked else name
                if self._named:
                    yield self._named.index, f"{self._owner}{self._finder.owners[self._owner]}"
                    self._named = None
            else:
                self._owner, self._named, self._table = self._owner_of(block), block, block.table

    def _says_more(self, name: str, block: TextBlock) -> bool:
        """Whether a label with its owner is one, and another one than without."""
        return self._is_label(name) and self._finder.label(label_key(name)) != self._finder.label(block.key)

    def _is_label(self, text: str) -> bool:
        return self._finder.label(label_key(text)) is not None or bool(joint_label(text, self._finder))

    def _owner_of(self, block: TextBlock) -> str:
        """The owner that a label says; "" if it says something else."""
        label = self._finder.label(bare_label(block.text)) or ""
        return label if label in self._finder.owners else ""

    def _of_title(self, block: TextBlock) -> str:
        """What a title over a part of the form is about: 市场 of 一、市场基本信息, where 名称 is the 市场名称."""
        return self._owner_of(block) or _ABOUT.sub("", bare_label(block.text))
