"""Items of an entry that are said in lines: 专利号：…，专利名称：… below the product that has them, 专利 beside them.

Such lines become a table below the labels that the form has over its items.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ipforms.codecs.field_text import nothing
from ipforms.matching.block_rows import Row, changed, filled, in_table, last_table, numbered, rows_of, spans
from ipforms.matching.cell_scores import Fits
from ipforms.matching.nested_lists import NestedList
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label

_FOR_ALL = re.compile(r"(?P<label>[^:：]{2,16})[:：]\s*(?P<items>.+)", re.DOTALL)
_WITH_NUMBER = re.compile(r"(?P<label>[^\d（(]{2,8}?)\s*[（(]?(?P<number>\d)[)）]?")
_NOTHING = re.compile(r"[\s/／—–-]*")
_FEWEST = 2  # labels of a line
_PAIR = 2  # a label and its value
_SIGNS = " \t\u3000，,;；。"  # between a value and the next label
_MOST_LINES = 20
_LONGEST_TITLE = 12  # characters over the lines: 专利：


def with_item_tables(blocks: list[TextBlock], lists: Sequence[NestedList], is_value: Fits) -> list[TextBlock]:
    """The blocks of a document with a row of a table for each such line.

    Args:
        blocks: the document.
        lists: the sections of the form whose entries have lists.
        is_value: whether a text is a value of what a label asks for.
    """
    for each in lists:
        blocks = _with_titled_lines(_with_lines(blocks, each), each, is_value)
        blocks = _without_titles(_with_tables(blocks, each, is_value), each)
    return blocks


def _with_lines(blocks: list[TextBlock], of: NestedList) -> list[TextBlock]:
    """The blocks with one row for those that ask for the same of several items, by number: 专利号1 and 专利号2."""
    asked = {bare_label(label.text) for label in of.inner.values()}
    found: dict[str, list[Row]] = {}
    for row in rows_of(blocks):
        head = _WITH_NUMBER.fullmatch(row[0].text.strip()) if row[0].cell and len(row) > 1 else None
        own = found.setdefault(head["label"], []) if head and bare_label(head["label"]) in asked else []
        if head and head["number"] == str(len(own) + 1):
            own.append(row)
    rows = [row for own in found.values() for row in own]
    if len({len(own) for own in found.values()}) != 1 or len({(row[0].table, len(row)) for row in rows}) != 1:
        return blocks
    made: dict[int, TextBlock] = {}
    for label, own in found.items():
        made[own[0][0].index] = own[0][0].with_text(label)
        for cells in list(zip(*own, strict=True))[1:]:
            said = [each.text.strip() for each in cells if not _NOTHING.fullmatch(each.text)]
            made[cells[0].index] = cells[0].with_text("\n".join(said))
    return changed(blocks, {each.index for own in found.values() for row in own[1:] for each in row}, made)


def _with_titled_lines(blocks: list[TextBlock], of: NestedList, is_value: Fits) -> list[TextBlock]:
    """The blocks with one for the lines of items below what they are: 授权专利： over 1. ZL3 三种装置 发明."""
    made: dict[int, TextBlock] = {}
    gone: set[int] = set()
    for block in blocks:
        title = block.text.strip().rstrip("：:") if block.cell is None and of.asks_for_items(block) else ""
        below = list(takewhile(lambda each: each.cell is None, blocks[block.index + 1 :])) if title else []
        said = [each for each in below if each.searchable][:_MOST_LINES]
        texts = ("\n".join(each.text.strip() for each in said[:count]) for count in range(len(said), 0, -1))
        lines = next(
            (text for text in texts if len(of.items(block.with_text(text), is_value)) == text.count("\n") + 1), ""
        )
        if lines:
            made[block.index] = block.with_text(f"{title}：{lines}")
            gone.update(each.index for each in said[: lines.count("\n") + 1])
    return changed(blocks, gone, made)


def _without_titles(blocks: list[TextBlock], of: NestedList) -> list[TextBlock]:
    """The blocks without what is said over or beside each header of items, and in each of its labels: 专利."""
    titles: set[int] = set()
    for row, below in pairwise(rows_of(blocks)):
        said, heads = filled(row), [block.key for block in filled(below)]
        if len(said) == 1 and len(heads) >= _FEWEST and all(key in of.inner and said[0].key in key for key in heads):
            titles.add(said[0].index)
    return changed(blocks, titles)


def _with_tables(blocks: list[TextBlock], of: NestedList, is_value: Fits) -> list[TextBlock]:
    labels = re.compile("|".join(f"({re.escape(label.text)})[:：]" for label in of.inner.values()))
    made: list[TextBlock] = []
    tables = last_table(blocks)
    begun = 0  # the row of the table that the lines before have begun
    cut = 0  # the table that those lines stand in
    moved: dict[int, int] = {}  # what the rest of a table is called that such a line has cut
    columns = [(row[0].table, spans(row)) for row in rows_of(blocks) if _has_columns(row, of)]
    for row in rows_of(blocks):
        said = _parted(filled(row), of)
        is_asked = len(said) == _PAIR and of.asks_for_items(said[0]) and (row[0].table, spans(row)) not in columns
        own = said[1:] if is_asked else said
        items = (of.items(said[1], is_value) if is_asked else []) or _items(own, labels) or _in_cells(own, of)
        is_none = is_asked and not items and nothing(own[0].text.strip("。 ")) is not None
        if begun and len(said) == 1 == len(row) and _ends_open(made, said[0], of, is_value):
            made[-1] = in_table(said[0], tables, begun, len(of.inner) - 1)  # its last label was the end of a line
            continue
        if not (items or is_none):
            if begun and cut:
                moved[cut] = tables = tables + 1
            made += (replace(block, table=moved.get(block.table, block.table)) for block in row)
            begun = 0
            continue
        block = said[-1]
        if not begun:
            tables += 1
            made += (in_table(block.with_text(label.text), tables, 0, at) for at, label in enumerate(of.inner.values()))
        for item in items:
            begun += 1
            made += (in_table(block.with_text(text), tables, begun, at) for at, text in enumerate(item))
        cut = block.table
    return numbered(made) if tables > last_table(blocks) else blocks


def _parted(said: list[TextBlock], of: NestedList) -> list[TextBlock]:
    """What a row says; of a line with items behind a label for all of them, 专利：ZL3 三种装置（发明）, both parts."""
    head = _FOR_ALL.fullmatch(said[0].text.strip()) if len(said) == 1 and said[0].cell is None else None
    label = said[0].with_text(head["label"]) if head else None
    return [label, said[0].with_text(head["items"])] if head and label and of.asks_for_items(label) else said


def _has_columns(row: Row, of: NestedList) -> bool:
    """Whether a row says something of several entries that have a column each: 占比 | 54% | 31%."""
    labels = [each.key in of.labels for each in filled(row)]
    return len(row) == len(labels) > _PAIR and labels[0] and not any(labels[1:])


def _ends_open(made: Sequence[TextBlock], below: TextBlock, of: NestedList, is_value: Fits) -> bool:
    """Whether the last line lacks what its last label asks for, and a line is that."""
    last = [*of.inner.values()][-1]
    return not made[-1].searchable and is_value(last.text, below.text) > 0


def _items(said: Row, labels: re.Pattern[str]) -> list[list[str]]:
    """The texts of each item that the lines of a row say label by label; [] where one of them is none."""
    lines = [line for line in said[0].text.split("\n") if line.strip()] if len(said) == 1 else []
    title, *below = lines or [""]
    if below and not labels.search(title) and len(title.strip()) <= _LONGEST_TITLE:
        lines = below
    items = [item for line in lines for item in _items_of(line, labels)]
    return items if all(sum(map(bool, item)) >= _FEWEST for item in items) else []


def _in_cells(said: Row, of: NestedList) -> list[list[str]]:
    """The texts of an item whose labels stand in cells of their own with them, perhaps in part: 类型：发明."""
    parts = [block.text.replace("：", ":").partition(":") for block in said]
    heads = [bare_label(head) for head, _, _ in parts]
    asked = [bare_label(label.text) for label in of.inner.values()]
    meant = [[each for each in asked if len(head) > 1 and each.endswith(head)] for head in heads]
    if (
        len(said) < _FEWEST
        or not all(colon for _, colon, _ in parts)
        or not all(len(own) == 1 for own in meant)
        or len({own[0] for own in meant}) < len(meant)
    ):
        return []
    texts = {own[0]: text.strip(_SIGNS) for own, (_, _, text) in zip(meant, parts, strict=True)}
    return [[texts.get(each, "") for each in asked]]


def _items_of(line: str, labels: re.Pattern[str]) -> list[list[str]]:
    """The items of a line; a PDF may have joined two, and a label that comes again begins the next."""
    items: list[list[str]] = []
    said: set[int] = set()
    found = list(labels.finditer(line))
    for each, end in zip(found, [*(each.start() for each in found[1:]), len(line)], strict=False):
        at = (each.lastindex or 1) - 1
        if not items or at in said:
            items.append([""] * labels.groups)
            said = set()
        said.add(at)
        items[-1][at] = line[each.end() : end].strip(_SIGNS)
    return items or [[""] * labels.groups]
