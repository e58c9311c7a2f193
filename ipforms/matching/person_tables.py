"""Tables of people in another shape: columns that the form has not, a group over columns, the owner in the header.

They become a table with one header, whose columns are the form's, and labels that say whose they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ipforms.matching.block_rows import changed, filled, spans, tables_of, worded
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

_LISTED = re.compile(r"[（）()、，,/／及和与]")
_FEWEST = 2  # columns for what the form asks of each person


def with_person_tables(blocks: list[TextBlock], finder: LabelFinder) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document with such tables in the form's shape, and what stood in the columns left out."""
    if not finder.owners:
        return blocks, []
    blocks = worded(blocks, dict(pair for rows in tables_of(blocks) for pair in _owners_first(rows, finder)))
    made: dict[int, TextBlock] = {}
    gone: dict[int, TextBlock] = {}
    groups: set[int] = set()
    for rows in tables_of(blocks):
        for upper, lower in pairwise(rows):
            for group, columns in _groups(upper, lower, finder):
                gone[group.index] = group
                groups.add(group.index)
                made.update((each.index, _raised(each, group)) for each in columns)
            made.update((index, text) for index, text in _named(upper, lower, finder))
        header: list[TextBlock] = []
        is_above = False
        for row in rows:
            left = [block for block in row if block.index not in gone]
            owner = next((block for block in left[:_FEWEST] if _owner(block, finder)), None)
            if owner is None:
                header = ([*header, *left] if is_above else left) if _is_header(left, finder) else []
                is_above = bool(header)
                continue
            is_above = False
            unknown = [each for each in header if _is_unknown(each, owner, finder)]
            for block in (*unknown, *(each for each in row if each.span in spans(unknown))):
                gone[block.index] = block
    aside = filled(block for index, block in gone.items() if index not in groups)
    return changed(blocks, gone, made), aside


def _owners_first(rows: Sequence[Sequence[TextBlock]], finder: LabelFinder) -> Iterator[tuple[int, str]]:
    """The texts of two columns in which it stands behind a name who that is: 张三 | 法定代表人 below 姓名 | 职务."""
    names = frozenset(map(bare_label, finder.owners.values()))
    for at, head in enumerate(rows):
        for name, role in pairwise(head):
            if bare_label(name.key) not in names or _owner(role, finder):
                continue
            cells = ({block.span: block for block in row} for row in rows[at + 1 :])
            below = [(row.get(name.span), row.get(role.span)) for row in cells]
            people = list(takewhile(lambda pair: pair[1] and _owner(pair[1], finder), below))
            for one, other in ((name, role), *people) if people else ():
                if one and other:
                    yield from ((one.index, other.text), (other.index, one.text))


def _column(block: TextBlock, finder: LabelFinder) -> str:
    """What a header asks for of each person; "" where it asks for something else."""
    # 联系方式（电话、邮箱） asks for both.
    keys = (block.key, bare_label(block.text), *map(label_key, filter(None, _LISTED.split(block.text))))
    owners = finder.owners
    return next((asked for owner in owners for key in keys if (asked := finder.composed.column(owner, key))), "")


def _owner(block: TextBlock, finder: LabelFinder) -> str:
    label = finder.label(bare_label(block.text)) or ""
    return label if label in finder.owners else ""


def _is_wide(block: TextBlock) -> bool:
    return block.cell is not None and block.cell.column_span > 1 and block.cell.row_span == 1


def _groups(
    upper: Sequence[TextBlock], lower: Sequence[TextBlock], finder: LabelFinder
) -> Iterator[tuple[TextBlock, list[TextBlock]]]:
    """A cell over several columns of people, beside headers that reach down to these: 联系方式 over 固话 | 手机."""
    wide = [each for each in upper if _is_wide(each)]
    if len(wide) == len(upper) or not all(each.cell and (each in wide or each.cell.row_span > 1) for each in upper):
        return
    for group in wide:
        columns = [each for each in lower if each.span and each.span.is_within(group.span)]
        is_label = group.is_like_a_label and not any(map(str.isdigit, group.text))
        if is_label and len(columns) >= _FEWEST and all(_column(each, finder) for each in columns):
            yield group, columns


def _raised(block: TextBlock, group: TextBlock) -> TextBlock:
    """A header in the row of the group over it, down to its own."""
    if block.cell is None or group.cell is None:
        return block
    return replace(block, cell=block.cell._replace(row=group.cell.row, row_span=block.cell.row_span + 1))


def _is_header(row: Sequence[TextBlock], finder: LabelFinder) -> bool:
    return sum(bool(_column(block, finder)) for block in row) >= _FEWEST


def _is_unknown(head: TextBlock, owner: TextBlock, finder: LabelFinder) -> bool:
    """Whether a header behind the column of the owners is none of the form's."""
    is_behind = head.span is not None and owner.span is not None and head.span.first >= owner.span.behind
    # 身分证号码 has most characters of 身份证号码, and is no column of another name.
    is_slip = any(2 * len({*head.key} & {*label}) > len(head.key) for label, _ in finder.likely(head.key))
    return is_behind and head.is_like_a_label and not (is_slip or _column(head, finder))


def _named(
    upper: Sequence[TextBlock], lower: Sequence[TextBlock], finder: LabelFinder
) -> Iterator[tuple[int, TextBlock]]:
    """Labels with whose they are, where the owner heads the column of the names: 联系人 | 手机 over 张三 | 138…."""
    owner = _owner(upper[0], finder) if len(upper) > _FEWEST else ""
    if not owner or spans(upper) != spans(lower):
        return
    asked = [finder.owners[owner], *(_column(block, finder) for block in upper[1:])]
    if all(asked) and not any(finder.label(block.key) for block in lower):
        for block, label in zip(upper, asked, strict=True):
            yield block.index, block.with_text(f"{owner}{label}")
