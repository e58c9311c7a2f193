"""Columns whose values have labels of further columns: 联络人 over 张三 电话：138… 邮箱：….

Each of these labels becomes a column beside, with what stands behind it in the row.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from ipforms.matching.block_rows import rows_of, worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.label_pairs import label_places
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_AND = re.compile("[及和与、/／]")
_PEOPLE = re.compile("人[员数]")  # in the label of how many people an entry has
_COUNTED = re.compile(r"(?P<name>[^（()）]+?)\s*[（(]\s*[共计]*(?P<count>\d{1,3}\s*[人名])[)）]")
_SIGNS = " \t\n\u3000；;，,"  # between a value and the label behind it


class _LabelledPart(NamedTuple):
    """A part of a value."""

    label: str  # before it, as it is worded; "" of what is the column's own
    text: str


def with_people_counted(blocks: list[TextBlock], finder: LabelFinder, lists: Mapping[str, Set[str]]) -> list[TextBlock]:
    """The blocks of a document; 知识产权部（3人） in a column of a list that has none for the number says its label.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        lists: the labels of the form's lists, by what it calls an entry of each.
    """
    texts: dict[int, str] = {}
    for row in rows_of(blocks):
        meant = {block.index: {*_meanings(block.key, finder)} for block in row if block.cell}
        said = set[str]().union(*meant.values())
        for head, columns in lists.items():
            counts = [label for label in columns if _PEOPLE.search(label)]
            own = [block for block in row if block.index in meant and head in meant[block.index]]
            if len(own) != 1 or len(counts) != 1 or said.isdisjoint(columns) or not said.isdisjoint(counts):
                continue
            below = [block for block in blocks[own[0].index + 1 :] if _is_below(block, own[0])]
            for block in takewhile(lambda block: finder.label(block.key) is None, below):
                if found := _COUNTED.fullmatch(block.text.strip()):
                    texts[block.index] = f"{found['name']}\n{counts[0]}：{found['count']}"
    return worded(blocks, texts)


def _is_below(block: TextBlock, head: TextBlock) -> bool:
    return block.table == head.table and block.span == head.span


def labelled_columns(
    heads: Sequence[TextBlock],
    values: Mapping[int, Sequence[TextBlock]],
    finder: LabelFinder,
    columns: Collection[str],
) -> dict[int, list[str]]:
    """What the cells of such columns become, by the numbers of their blocks.

    Args:
        heads: the labels over the columns of a table.
        values: what stands below each, by its number.
        finder: what finds the labels of the form.
        columns: the labels over columns of the form's lists.
    """
    said = {head.index: [label for label, _ in finder.likely(head.key)[:1]] for head in heads}
    # One of their heads is a column; 推荐企业 beside it may be none, the title of a list has none beside.
    headers = {head.row for head in heads if any(_is_column(label, columns) for label in said[head.index])}
    parts: dict[int, dict[int, dict[str, _LabelledPart]]] = {}
    for head in heads:
        filled = [value for value in values[head.index] if head.row in headers and value.searchable]
        found = {value.index: _parts(value.text, head, finder, columns) for value in filled}
        if found and 2 * sum(len(part) > 1 for part in found.values()) >= len(found):
            parts[head.index] = found
            said[head.index] += {label for part in found.values() for label in part if label}
    asked = Counter(label for labels in said.values() for label in labels)
    cut: dict[int, list[str]] = {}
    for head in heads:
        found = parts.get(head.index, {})
        words = {known: part.label for own in found.values() for known, part in own.items()}
        if len(words) > 1 and all(asked[known] == 1 for known in words if known):  # else entries stand side by side
            cut[head.index] = [label or head.text for label in words.values()]
            cut |= {at: [own[known].text if known in own else "" for known in words] for at, own in found.items()}
    return cut


def _parts(text: str, head: TextBlock, finder: LabelFinder, columns: Collection[str]) -> dict[str, _LabelledPart]:
    """The parts of a value, by the column of the form that the label before each is of; "" of the head's own."""
    asked = (head.key, *map(label_key, _AND.split(head.text)))  # 企业联络人及职务 asks for both
    own = set[str]().union(*(_meanings(key, finder) for key in asked))
    parts = {"": _LabelledPart("", "")}
    at, behind = "", 0
    for label, start, value, _ in (*label_places(text), ("", len(text), len(text), len(text))):
        meanings = _meanings(label_key(label), finder)
        meant = next(iter(meanings), "")
        if label and not _is_column(meant, columns):
            continue
        said = text[behind:start].strip(_SIGNS)
        parts[at] = _LabelledPart(parts[at].label, "\n".join(filter(None, (parts[at].text, said))))
        at, behind = "" if not own.isdisjoint(meanings) else meant, value
        parts.setdefault(at, _LabelledPart(label, ""))
    return parts


def _meanings(key: str, finder: LabelFinder) -> tuple[str, ...]:
    """What a label may ask for, the likeliest first."""
    return tuple(label for label, alike in finder.likely(key) if alike >= SYNONYM)


def _is_column(label: str, columns: Collection[str]) -> bool:
    return label in columns or "[]" in label
