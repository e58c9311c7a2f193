"""Which cells of a document are labels: by their words, and by where they stand among the other cells.

A cell in the form's own words is a label wherever it stands. One whose words are only like a label's (机构 for
机构名称), or that names what the form does not ask for (传真), is one where most cells of its row are labels, as in a
header, where labels and values take turns, or where its column begins each row.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, zip_longest

from ipforms.matching.block_rows import filled, rows_of, spans
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock

LabelKeys = Mapping[str, float]
"""What one label of a document may be, and how likely; {} for one that is none of the form."""
_PART = re.compile("第[一二三四五六七八九十]{1,2}(?:部分|章)")
"""How a title of a part of a form begins, and no value does."""
_HEADER = 2  # known labels for each that is not, in a row that is a header
_FEWEST = 2  # labels in a row or a column; one alone may be a value that is like a label


def label_cells(
    hits: Iterable[LabelHit], blocks: Sequence[TextBlock], taken: Collection[LabelHit] = ()
) -> dict[int, LabelKeys]:
    """What each cell or line that is a label and nothing else may be, by its block."""
    likely: dict[int, dict[str, float]] = {}
    sure = set[int]()
    for hit in hits:
        if hit.whole:
            likely.setdefault(hit.block, {})[hit.key] = hit.likeness
            if hit.likeness >= SYNONYM or hit in taken:
                sure.add(hit.block)
    cells = [block for block in blocks if block.cell]
    rows = rows_of(cells)
    for row, below in zip_longest(rows, rows[1:], fillvalue=()):
        sure.update(_in_row(row, likely, sure, is_over_entries=_is_counted_from_one(row, below)))
    columns: dict[tuple[int, int], list[TextBlock]] = {}
    for block in cells:
        if block.searchable:
            columns.setdefault((block.table, _column(block)), []).append(block)
    for column in columns.values():
        known = [block.index for block in column if block.index in likely]
        if len(known) >= _FEWEST and 2 * len(known) >= len(column):
            sure.update(known)
    return {block: likely.get(block, {}) for block in sorted(sure)}


def _is_counted_from_one(row: Sequence[TextBlock], below: Sequence[TextBlock]) -> bool:
    """Whether the first entry of a list stands below a row: 1, in its columns."""
    return bool(below) and below[0].key == "1" and spans(row) == spans(below)


def _in_row(
    row: Sequence[TextBlock], likely: Collection[int], sure: Collection[int], *, is_over_entries: bool = False
) -> Iterator[int]:
    """The labels of a row: every other cell, or all cells of a header."""
    row = _without_bands(row)
    said = filled(row)
    known = [block for block in said if block.index in likely]
    if len(known) < _FEWEST:
        return
    turns = row[row.index(known[0]) % 2 :: 2]
    take_turns = all(block in turns for block in known) and sum(block.index in sure for block in known) >= _FEWEST
    if take_turns:
        yield from (block.index for block in turns if block in known or block.is_like_a_label)
    elif is_over_entries or 2 * len(known) >= len(said):
        is_header = is_over_entries or _HEADER * (len(said) - len(known)) <= len(known)
        yield from (block.index for block in said if block in known or (is_header and block.is_like_a_label))


def bands(blocks: Sequence[TextBlock], labels: Collection[int]) -> frozenset[int]:
    """Titles of several rows: 联系方式 beside 手机号码 and 电子邮箱, and of a part of the form, over the rest."""
    found = set[int]()
    for row in rows_of(block for block in blocks if block.cell):
        rest = _without_bands(row)
        if len(row) == 1 and _PART.match(row[0].key) and row[0].index not in labels:
            found.add(row[0].index)
        if rest and rest[0].index in labels:
            found.update(block.index for block in row[: len(row) - len(rest)] if block.is_like_a_label)
    return frozenset(found)


def _without_bands(row: Sequence[TextBlock]) -> Sequence[TextBlock]:
    """A row without what stands at its begin over several rows: 基本信息 beside 联系人 | 张三 | 职务 | 经理."""
    least = min((block.cell.row_span for block in row if block.cell), default=1)
    return list(dropwhile(lambda block: block.cell is not None and block.cell.row_span > least, row))


def _column(block: TextBlock) -> int:
    return block.cell.column if block.cell else 0
