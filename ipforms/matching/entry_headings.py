"""Entries whose name stands over them alone: 1. 甲有限公司, above 企业地址：… and 联系电话：….

The name gets the label that the form has for it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from ipforms.matching.block_rows import Row, filled, numbered, rows_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key, searchable
from ipforms.text.regex import regex

_FEWEST = 2  # entries; over one alone may stand anything
_PAIR = 2  # cells of a label and its value
_NAME = regex(
    r"""\s* (?: [（(【\[]? (?:\d{1,2}|[一二三四五六七八九十]{1,3}) [)）】\]]? \s* [、.．]?
             | 企业[一二三四五六七八九十\d]{1,2} )? \s*
        (?P<name> [^:：。；;，,]{4,40} ) \s*""",
    re.VERBOSE,
)


def with_named_entries(
    blocks: list[TextBlock], finder: LabelFinder, lists: Mapping[str, frozenset[str]]
) -> list[TextBlock]:
    """The blocks of a document, names over entries with their labels before them.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        lists: the labels of the form's lists, by what it calls an entry of each.
    """
    named: dict[int, str] = {}
    for head, columns in lists.items():
        if any(_first_label(block, finder) == head for block in blocks):
            continue
        found = list(_headings(blocks, finder, columns))
        label, count = max(Counter(label for _, label in found).items(), key=lambda each: each[1], default=("", 0))
        if count >= _FEWEST:
            named |= {block.index: head for block, each in found if each == label}
    made: list[TextBlock] = []
    for at, block in enumerate(blocks):
        below = [each for each in blocks[at + 1 : at + 3] if each.row == blocks[at + 1].row and each.cell]
        made += _with_label(block, named[block.index], below) if block.index in named else [block]
    return numbered(made)


def _headings(blocks: list[TextBlock], finder: LabelFinder, columns: frozenset[str]) -> Iterator[tuple[TextBlock, str]]:
    """Texts alone in their row that are no labels, each with the label of the list that follows."""
    for row, below in pairwise(filter(None, map(filled, rows_of(blocks)))):
        label = _first_label(below[0], finder)
        if len(row) == 1 and label in columns and not _first_label(row[0], finder) and _NAME.fullmatch(row[0].text):
            yield row[0], label


def _first_label(block: TextBlock, finder: LabelFinder) -> str:
    """The label that a text is, or that stands before a colon at its begin; "" for none."""
    head = block.text.replace("：", ":").partition(":")[0]
    return finder.label(block.key) or finder.label(label_key(head)) or ""


def _with_label(block: TextBlock, label: str, below: Row) -> list[TextBlock]:
    """A name with its label: over a row of a label with its value a row of the same columns, else a line."""
    found = _NAME.fullmatch(block.text)
    name = found["name"].strip() if found else block.text
    if len(below) != _PAIR:
        return [block.with_text(f"{label}：{name}")]
    cells = [(each, each.cell and each.cell._replace(row=each.cell.row - 1)) for each in below]
    return [
        replace(each, text=text, searchable=searchable(text), key=label_key(text), place=block.place, cell=cell)
        for (each, cell), text in zip(cells, (label, name), strict=True)
    ]
