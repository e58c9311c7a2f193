"""Labels below one that they share: 姓名 below 企业联络员 is 企业联络员姓名, where the form has no other 姓名."""

from collections import defaultdict
from collections.abc import Container, Sequence

from ipforms.matching.block_rows import worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.sheet import Cell
from ipforms.text import label_key

_FEWEST = 2  # labels that one stands over
_KNOWN = 0.85  # likeness of a label
_AND = "及"  # in a label that asks for two things


def with_group_names(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; a label that is none by itself has the words of the one above it before its own."""
    rows: defaultdict[tuple[int, int], list[tuple[TextBlock, Cell]]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            rows[block.row].append((block, block.cell))
    named = {block.index: text for block in blocks if (text := _of_owner(block, finder))}
    for (table, _), row in rows.items():
        for group, cell in row:
            is_group = cell.column_span > 1 and len(row) > 1  # alone in its row it is the title of a part
            below = rows.get((table, cell.row + cell.row_span), ()) if is_group else ()
            under = [block for block, other in below if _is_below(cell, other)]
            is_header = len(under) >= _FEWEST and any(finder.label(each.key) for each, _ in below)
            if is_header and all(each.is_like_a_label for each in (group, *under)):
                beside = {finder.label(each.key) for each, other in row if other.row_span > cell.row_span}
                found = _named(group, under, beside, finder)
                named |= found | ({group.index: ""} if found else {})
    return worded(blocks, named)


def _of_owner(block: TextBlock, finder: LabelFinder) -> str | None:
    """A label in a table beside 法定代表人 with that before it."""
    label = f"{block.owner.strip()}{block.text.strip()}" if block.owner and finder.label(block.key) else ""
    return label if label and finder.label(label_key(label)) else None


def _is_below(group: Cell, cell: Cell) -> bool:
    behind = group.column + group.column_span
    return group.column <= cell.column and cell.column + cell.column_span <= behind


def _named(
    group: TextBlock, under: Sequence[TextBlock], beside: Container[str | None], finder: LabelFinder
) -> dict[int, str]:
    """The labels with the group's words before them; none where one label asks for all of them: 联络人及职务.

    A label that a column `beside` has as well is none by itself: 名称 below 重点保护商标, where 企业名称 is the name.
    """
    unknown = [block for block in under if not (label := _label(block.text, finder)) or label in beside]
    both = {block.index: f"{group.text.strip()}{block.text.strip()}" for block in unknown}
    meant = {index: _label(text, finder) for index, text in both.items()}
    if any(label and _AND in label for label in meant.values()):
        return {}
    return {index: text for index, text in both.items() if meant[index]}


def _label(text: str, finder: LabelFinder) -> str | None:
    return next((label for label, alike in finder.likely(label_key(text)) if alike >= _KNOWN), None)
