"""Labels below or behind whose fact it is: 身份证号 behind 法定代表人 | 顾辉, 姓名 in the table below 二、法定代表人.

A form that asks for the same of several people is retyped as label and value beside each other; then what stands beside
or above a label says whose it is. Such a label gets the words of its owner before its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ipforms.matching.block_rows import filled, numbered, rows_of, worded
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.joint_labels import joint_label
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.person_cards import is_owner, with_person_cards
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key
from ipforms.text.enumerations import NUMBER_HEADS

_FEWEST = 2  # owners in a row; a label and its value
_COUNT = re.compile(r"\d{1,2}")
_ORDINAL = re.compile(r"第?(?:\d{1,2}|[一二三四五六七八九])|[()【】]|[:、.]$")
"""What numbers the owners and encloses them: 【联系人1】, 第二联系人, 联系人(三)."""
_NAME = re.compile("[一-鿿·]{2,12}")  # a name and nothing else: no facts of the person in its cell
_NAMED = re.compile(rf"(?P<name>{_NAME.pattern})\s*[（(](?P<owner>[一-鿿]{{2,8}})[)）]")  # 张三（法定代表人）
_HEADED = re.compile(
    rf"(?P<owner>[一-鿿]{{2,8}})[ \u3000]*\n\s*(?P<name>{_NAME.pattern})"
)  # 法定代表人, and below it 张三
_ABOUT = re.compile("(?:基本)?(?:信息|情况|概况|资料)$")


def with_owner_names(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; labels that the form has for each owner have the words of theirs before them."""
    if not finder.owners:
        return blocks
    blocks = with_person_cards(_owner_first(_without_numbers(blocks, finder), finder), finder)
    named = dict(_Owners(finder).names(blocks)) | dict(_headers(blocks, finder))
    return worded(blocks, named)


def _without_numbers(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks without the cells that number the owners, 1 | 法定代表人 | 顾辉, and the head over them."""
    numbers = {
        one.row: one.span
        for one, other in pairwise(blocks)
        if one.cell and one.row == other.row and _COUNT.fullmatch(one.key) and is_owner(other, finder)
    }
    left = [each for each in blocks if not (_is_number(each) and _is_at(each, numbers))]
    return numbered(left) if numbers else blocks


def _is_number(block: TextBlock) -> bool:
    return _COUNT.fullmatch(block.key) is not None or block.key in (*NUMBER_HEADS, "")


def _is_at(block: TextBlock, spans: Mapping[tuple[int, int], ColumnSpan | None]) -> bool:
    """Whether a cell is one of some rows, or the head above, in the column that they have in common."""
    table, row = block.row
    return block.cell is not None and block.span in (spans.get((table, row)), spans.get((table, row + 1)))


def _owner_first(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks with the owner before what is said of them, where a column behind names who it is."""
    behind: dict[tuple[int, int], ColumnSpan | None] = {}
    made: list[TextBlock] = []
    for cells in rows_of(blocks):
        row = list(_apart(cells, finder))
        is_behind = row[0].cell and len(row) > _FEWEST and is_owner(row[-1], finder)
        if is_behind and not any(finder.label(each.key) for each in row[:-1]):
            behind[row[-1].row] = row[-1].span
            first = row[0].span.first if row[0].span else 0
            cell = row[-1].cell and row[-1].cell._replace(column=-1, column_span=1)
            row = [replace(row[-1], cell=cell, span=ColumnSpan(first - 1, first)), *row[:-1]]
        made += row
    left = (each for each in made if not (each.is_like_a_label and _is_at(each, behind)))
    return numbered(left)


def _apart(row: Sequence[TextBlock], finder: LabelFinder) -> Iterator[TextBlock]:
    """The cells of a row; one that says behind a name whose it is, 张三（法定代表人）, is two."""
    for block in row:
        said = block.text.strip() if block.cell and block.span else ""
        found = _NAMED.fullmatch(said) or (_HEADED.fullmatch(said) if len(row) > _FEWEST else None)
        is_name = found is not None and not finder.likely(label_key(found["name"]))
        if found and is_name and block.cell and block.span and finder.owner(found["owner"]):
            cell = block.cell._replace(column=block.cell.column - 1, column_span=1)
            span = ColumnSpan(block.span.first - 1, block.span.first)
            yield replace(block.with_text(found["owner"]), cell=cell, span=span)
            yield block.with_text(found["name"])
        else:
            yield block


def _headers(blocks: Sequence[TextBlock], finder: LabelFinder) -> Iterator[tuple[int, str]]:
    """Labels over the facts of owners, as the form has them there: 联系电话, which another list may have for its own.

    Where the form asks for several and the cells say none of them, the label asks for all: 固话/手机.
    """
    header: list[TextBlock] = []
    for row in map(filled, rows_of(blocks)):
        owner = (finder.label(bare_label(row[0].text)) if row and row[0].table else None) or ""
        is_owners = owner in finder.owners and header and header[0].table == row[0].table
        for block in header if owner and is_owners and finder.label(row[-1].key) is None else ():
            asked = finder.composed.column(owner, block.key) or finder.composed.column(owner, _bare(block, finder))
            parts = asked.split("/")
            is_said = len(parts) > 1 and any(_says(each, part) for part in parts for each in blocks if each.cell)
            if asked and not is_said and asked != finder.label(block.key):
                yield block.index, asked
        header = (
            row if len(row) > 1 and all(finder.label(block.key) or _bare(block, finder) for block in row[1:]) else []
        )


def owner_in(block: TextBlock, finder: LabelFinder) -> str | None:
    """The owner that is all that a text names, perhaps with a number: 联系人 of 【联系人1】; None if it says more."""
    named = (finder.label(key) for key in (bare_label(block.text), _ORDINAL.sub("", block.key)))
    return next((label for label in named if label in finder.owners), None)


def _says(block: TextBlock, label: str) -> bool:
    """Whether a cell is a label or has it before a colon; 手机配件 says nothing of a 手机."""
    return block.key == label or f"{label}:" in block.searchable


def _bare(block: TextBlock, finder: LabelFinder) -> str:
    """The label that a text is without a remark in brackets: 电话 of 电话（固话、手机）."""
    return finder.label(bare_label(block.text)) or ""


class _Owners:
    """Walks down a document, and knows whose facts are asked for."""

    def __init__(self, finder: LabelFinder) -> None:
        self._finder = finder
        self._owner = ""
        self._named: TextBlock | None = None  # the label of the owner, where a value stands beside it: the name
        self._table = 0  # in which it was named; 0 where a title over tables did

    def names(self, blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
        """The labels of owners by the number of their blocks."""
        for row in rows_of(blocks):
            said, table = filled(row), row[0].table
            if self._table not in (0, table):
                self._owner = ""
            if len(said) == 1 and len(row) == 1:
                self._owner, self._named = self._of_title(said[0]), None
                self._table = table
            elif said and table:
                self._table = self._table or table  # a title is one over the next table
                yield from self._pairs(row)

    def _pairs(self, row: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
        """The labels of a row in which each has its value beside it."""
        labels = [self._is_label(block.text) for block in row]
        if labels != [True, False] * (len(row) // 2):
            self._owner = ""
            return
        for block, value in zip(row[::2], row[1::2], strict=True):
            name, other = f"{self._owner}{block.text.strip()}", self._owner_of(block)
            if self._owner and self._named and self._has_words_of(self._named, block):
                yield self._named.index, f"{self._named.text.strip()}{self._finder.owners[self._owner]}"
                self._named = None
            elif self._owner and not other and self._says_more(name, block):
                asked = self._finder.composed.column(self._owner, block.key)
                yield block.index, f"{self._owner}{asked}" if "/" in asked else name
                if self._named:
                    yield self._named.index, f"{self._owner}{self._finder.owners[self._owner]}"
                    self._named = None
            else:
                self._owner, self._table = other, block.table
                self._named = block if self._finder.label(block.key) == self._owner else None
                # 联系人： on a cover is a field of its own
                if self._named and _NAME.fullmatch(value.text.strip()) and not self._finder.has_colon(block.key):
                    yield block.index, f"{self._owner}{self._finder.owners[self._owner]}"

    def _has_words_of(self, owner: TextBlock, block: TextBlock) -> bool:
        """Whether a label has its owner before it already: 联系人1手机 behind 联系人1."""
        return block is not owner and block.key.startswith(owner.key) and self._finder.label(block.key) is not None

    def _says_more(self, name: str, block: TextBlock) -> bool:
        """Whether a label with its owner is one, and another one than without."""
        own, named = self._finder.label(block.key), self._finder.label(label_key(name))
        return named != own if named else own is None and self._is_label(name)

    def _is_label(self, text: str) -> bool:
        return self._finder.label(label_key(text)) is not None or bool(joint_label(text, self._finder))

    def _owner_of(self, block: TextBlock) -> str:
        """The owner that a label says, perhaps with what is asked: 法定代表人：电话, 法定代表人姓名; "" if nobody."""
        if (owner := owner_in(block, self._finder)) is not None:
            return owner
        label, owners = self._finder.label(bare_label(block.text)) or "", self._finder.owners
        said = self._finder.composed.crossed.get(label, frozenset())
        return next((each for each in said & {*owners} if ":" in block.key or owners[each] in said), "")

    def _of_title(self, block: TextBlock) -> str:
        """What a title over a part of the form is about: 市场 of 一、市场基本信息, where 名称 is the 市场名称."""
        return self._owner_of(block) or _ABOUT.sub("", bare_label(block.text))
