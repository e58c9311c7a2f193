"""Labels that ask for two fields or three in one place, 开户银行及账号, taken apart with their values.

The label and its values become those of the fields, each in a cell or on a line of its own, before anything is matched:
below the label of a column the column is cut, beside the label of a row the row is. Where in a text one value ends and
the next begins, their kinds decide, then the sign between them.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from ipforms.matching.block_rows import numbered
from ipforms.matching.cell_scores import Fits
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.joint_values import MOST_SIGNS, are_apart, numbers_alone, split_value
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import ALIAS
from ipforms.matching.label_pairs import label_places
from ipforms.matching.labelled_columns import labelled_columns
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.sheet import Cell
from ipforms.text import label_key, unspaced

_AND = re.compile(r"以及|[及和与、/／|｜＋+&\n]")
_OF_ONE = re.compile(r"([一-鿿]{2})[（(/／、及和与]([一-鿿]{2})[)）]?([一-鿿]{2})")  # 注册（办公）地址
_IN_BRACKETS = re.compile(r"([^（()）]{2,})[（(]([^（()）]{2,})[)）]")
_LISTED = re.compile(r"([^（()）]*)[（(]([^（()）]+)[)）]")  # 企业（名称、地址）
_WORDS = re.compile(r"[^\W\d_]{2}")  # in each part; 专利申请量 and below it 48 are a label and its value
_SEVERAL = re.compile("[、，,].*[、，,及和与]|[及和与].*[、，,]")  # more than one sign of a list
_MOST = 4  # fields that one label asks for
_LONGEST = 24  # characters of such a label
_SHAPE = re.compile(r"(?=.*[一-鿿]{2})(?!.*\d{3})[^@。,;]+")
_KNOWN = 0.85  # likeness of a half: 地址 is that much like 注册地址 and 通信地址
_FEWEST = 2  # labels that show that a row is a header
SPLIT = 0.7  # likeness of the label of a value that was one of several in its place: a person should know of it


class SplitBlocks(NamedTuple):
    """The blocks of a document with joint labels taken apart."""

    blocks: list[TextBlock]
    places: frozenset[Place]  # of the values that were taken apart by the sign between them, not by their kinds


def split_joint_labels(
    blocks: list[TextBlock], finder: LabelFinder, is_value: Fits, columns: Collection[str] = ()
) -> SplitBlocks:
    """The blocks of a document with labels of several fields taken apart, and their values.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        is_value: whether a text is a value of what a label asks for.
        columns: the labels over columns of the form's lists.
    """
    joint = {block.index: labels for block in blocks if (labels := _labels(block, blocks, finder, is_value))}
    lines = {block.index: parts for block in blocks if (parts := _split_inside(block.text, finder, is_value))}
    places = {blocks[index].place for index, (_, is_split) in lines.items() if is_split}
    found = [block.with_text(lines[block.index][0]) if block.index in lines else block for block in blocks]
    labelled = {block.table for block in blocks if block.cell and any(label_places(block.text))}
    for table in sorted({blocks[index].table for index in joint if blocks[index].cell} | labelled):
        split = _TableSplit([block for block in found if block.table == table], joint, finder, is_value, columns)
        if not split.is_cut:
            continue
        places |= split.places
        first = next(at for at, block in enumerate(found) if block.table == table)
        found = [*found[:first], *split.blocks(), *(block for block in found[first:] if block.table != table)]
    return SplitBlocks(numbered(found), frozenset(places))


def joint_label(text: str, finder: LabelFinder) -> tuple[str, ...]:
    """The labels that a text asks for in one; () where it is one label, or none.

    One alone is what the form says for all of them: 联络人/职务 is its own 企业联络人及职务.
    """
    words = text.strip().rstrip(":：")
    of_one = _OF_ONE.fullmatch(words)
    if of_one and len(both := _meant((of_one[1] + of_one[3], of_one[2] + of_one[3]), finder)) > 1:
        return both
    if len(words) > _LONGEST or not _AND.search(words) or not _SHAPE.fullmatch(unspaced(words)):
        return ()  # nearly all texts
    key = label_key(words)
    label = finder.label(key)
    if label is not None:  # 法定代表人姓名和手机 ends as 法定代表人手机 does, and asks for both
        several = [_meant(parts, finder) for parts in _groupings(words)] if finder.composed.names(words) else []
        most = max(several, key=len, default=())
        return most if len(most) > 1 else ()
    own = next((label for label, alike in finder.likely(key) if alike >= _KNOWN and _AND.search(label)), None)
    if own is not None and not _SEVERAL.search(words):
        return (own,)
    asked = next(filter(None, (_meant(parts, finder) for parts in _groupings(words))), ())
    is_whole = len(asked) == 1 and any(alike >= ALIAS for _, alike in finder.likely(key))
    return () if is_whole else asked


def _listed(words: str, finder: LabelFinder) -> tuple[str, ...]:
    """The labels that stand in brackets behind what they are of, or behind a word for all of them; else ()."""
    listed = _LISTED.fullmatch(words)
    parts = [part.strip() for part in _AND.split(listed[2])] if listed else []
    if not listed or not 1 < len(parts) <= _MOST or not all(map(_WORDS.search, parts)):
        return ()
    return _meant([listed[1] + part for part in parts], finder) or _meant(parts, finder)


def _labels(block: TextBlock, all_: Sequence[TextBlock], finder: LabelFinder, fits: Fits) -> tuple[str, ...]:
    """The labels of a block; of 部门（人数） the second stands in brackets, as it does in values: 专利室（3人）."""
    inside = _IN_BRACKETS.fullmatch(block.text.strip()) if block.cell else None
    listed = _listed(block.text.strip(), finder)
    joint = listed if listed and _is_asked(block, listed, all_, finder) else joint_label(block.text, finder)
    if len(joint) > 1 and block.cell and _is_wrapped(block, finder):
        near = (each.text for each in all_[block.index + 1 :] if block.row == each.row or _is_in_column(each, block))
        return joint if any(are_apart(split_value(each, joint, fits), joint, fits) for each in near) else ()
    if inside is None or block.key in finder.keys or joint:
        return joint
    values = (_IN_BRACKETS.fullmatch(each.text.strip()) for each in all_ if each.table == block.table and each != block)
    labels = _meant(inside.groups(), finder) if any(each and fits(inside[2], each[2]) > 0 for each in values) else ()
    return labels if len(labels) > 1 else ()


def _is_asked(block: TextBlock, labels: Sequence[str], all_: Sequence[TextBlock], finder: LabelFinder) -> bool:
    """Whether a list in brackets has labels beside it, or as many numbers: 专利（申请/授权/有效） | 55/40/36.

    制度（名称、时间、数量） alone is the title of a list.
    """
    beside = [each for each in all_ if block.cell and each.row == block.row and each is not block]
    is_answered = any(len(numbers_alone(each.text)) == len(labels) for each in beside)
    return is_answered or sum(any(finder.likely(each.key)) for each in beside) >= _FEWEST


def _is_in_column(block: TextBlock, head: TextBlock) -> bool:
    return block.table == head.table and block.span == head.span


def _is_wrapped(block: TextBlock, finder: LabelFinder) -> bool:
    """Whether two lines say one thing: of 专利 and below it 申请 the first names a row of the form, both a field."""
    row, *column = block.text.split("\n")
    both = finder.label(block.key) or ""
    return len(column) == 1 and both.startswith("@") and bool(finder.composed.row(row))


def _groupings(words: str) -> Iterator[list[str]]:
    """The parts of a label between its signs, the fewest first: a part may have a sign, as 企业联络人及职务 has."""
    signs = [found.span() for found in _AND.finditer(words)][:MOST_SIGNS]
    for count in range(1, min(len(signs), _MOST - 1) + 1):
        for cuts in combinations(signs, count):
            ends = [(0, 0), *cuts, (len(words), len(words))]
            parts = [words[one[1] : other[0]].strip() for one, other in pairwise(ends)]
            if all(map(_WORDS.search, parts)):
                yield parts


def _meant(parts: Sequence[str], finder: LabelFinder) -> tuple[str, ...]:
    """The labels that parts are, of which all ask for something else; one where they are one label's; else ()."""
    labels = [parts[0], *(_of_owner(part, parts[0], finder) for part in parts[1:])]
    meant = [
        next((each for each, alike in finder.likely(label_key(label)) if alike >= _KNOWN), None) for label in labels
    ]
    if None in meant:
        return ()
    return tuple(labels) if len(set(meant)) == len(meant) else (labels[0],) if len(set(meant)) == 1 else ()


def _of_owner(part: str, first: str, finder: LabelFinder) -> str:
    """A label with whose fact it is, as the first one says: of 法定代表人固话/手机 the second is 法定代表人手机."""
    composed = (f"{first[:end]}{part}" for end in range(len(first) - 1, 1, -1))
    return next((label for label in composed if finder.label(label_key(label))), part)


def _split_inside(text: str, finder: LabelFinder, is_value: Fits) -> tuple[str, bool] | None:
    """A text with a line for each field of its labels, and whether signs part any; None where it stays as it was."""
    found, behind, is_split = "", 0, False
    for label, start, value, end in label_places(text):
        if labels := joint_label(label, finder):
            parts = split_value(text[value:end], labels, is_value)
            lines = "\n".join(f"{each}：{part}" for each, part in zip(labels, parts, strict=True))
            found += f"{text[behind:start]}{lines}"
            found += "\n" if end < len(text) else ""
            behind, is_split = end, is_split or not are_apart(parts, labels, is_value)
    return (found + text[behind:], is_split) if found else None


class _TableSplit:
    """Cuts the rows and columns of a table at its joint labels.

    Attributes:
        places: of the values that were taken apart by more than their kinds.
    """

    def __init__(
        self,
        blocks: Sequence[TextBlock],
        joint: Mapping[int, tuple[str, ...]],
        finder: LabelFinder,
        is_value: Fits,
        columns: Collection[str],
    ) -> None:
        self._blocks, self._finder, self._is_value = blocks, finder, is_value
        self._joint = {block.index: joint[block.index] for block in blocks if block.index in joint}
        self._cells = [(block, block.cell) for block in blocks if block.cell is not None]
        self.places: set[Place] = set()
        self._by_column: dict[int, list[str]] = {}  # the texts of blocks that are cut into columns
        self._by_row: dict[int, list[str]] = {}  # of those that are cut into rows
        for block, cell in self._cells:
            if labels := self._joint.get(block.index):
                beside = list(self._beside(block, cell))
                is_header = self._is_header(cell.row) and not any(self._is_of(each, labels) for each in beside)
                values = list(self._below(cell)) if is_header else beside
                texts = self._by_column if is_header else self._by_row
                texts[block.index] = list(labels)
                for value in values:
                    texts[value.index] = parts = split_value(value.text, labels, is_value)
                    is_clear = are_apart(parts, labels, is_value) or _are_labelled(value.text, labels)
                    self.places |= set() if is_clear else {value.place}
        heads = [(block, cell) for block, cell in self._cells if block.searchable and self._is_header(cell.row)]
        below = {head.index: [] if head.index in self._joint else list(self._below(cell)) for head, cell in heads}
        self._by_column |= labelled_columns([head for head, _ in heads], below, finder, columns)
        self.is_cut = bool(self._by_column or self._by_row)

    def _is_label(self, block: TextBlock) -> bool:
        return block.index in self._joint or self._finder.label(block.key) is not None

    def _is_of(self, block: TextBlock, labels: Sequence[str]) -> bool:
        """Whether a text's parts are of the kinds that labels ask for: then the labels head no column."""
        parts = split_value(block.text, labels, self._is_value) if block.searchable else []
        return bool(parts) and are_apart(parts, labels, self._is_value)

    def _is_header(self, row: int) -> bool:
        filled = [self._is_label(block) for block, cell in self._cells if cell.row == row and block.searchable]
        return sum(filled) >= _FEWEST and 2 * sum(filled) > len(filled)

    def _below(self, label: Cell) -> Iterator[TextBlock]:
        for block, cell in self._cells:
            if cell.row > label.row and (cell.column, cell.column_span) == (label.column, label.column_span):
                if self._is_label(block):
                    return
                yield block

    def _beside(self, label: TextBlock, own: Cell) -> Iterator[TextBlock]:
        for block, cell in self._cells:
            if cell.row == own.row and cell.column > own.column:
                if self._is_label(block):
                    return
                yield block

    def blocks(self) -> Iterator[TextBlock]:
        """The table with its cells cut."""
        cut = {block.index: self._by_row[block.index] for block, _ in self._cells if block.index in self._by_row}
        further: dict[int, int] = {}  # by row, how many more it becomes
        for block, cell in self._cells:
            further[cell.row] = max(further.get(cell.row, 0), len(cut.get(block.index, " ")) - 1)
        in_grid = all(block.span == ColumnSpan.of(cell) for block, cell in self._cells)
        wide = _MOST if self._by_column else 1
        rows: dict[int, list[TextBlock]] = {}
        row = 0
        for block in self._blocks:
            if block.cell is None:
                rows.setdefault(row, []).append(block)
                continue
            row = block.cell.row + _sum(further, 0, block.cell.row)
            cell = block.cell._replace(
                row=row,
                row_span=block.cell.row_span + _sum(further, block.cell.row, block.cell.row + block.cell.row_span - 1),
                column=wide * block.cell.column,
                column_span=wide * block.cell.column_span,
            )
            whole = replace(block, cell=cell, span=ColumnSpan.of(cell) if in_grid else block.span)
            for at, text in enumerate(cut.get(block.index, ())):
                own = replace(whole, cell=cell._replace(row=row + at))
                rows.setdefault(row + at, []).append(own.with_text(text))
            if block.index in self._by_column:
                rows.setdefault(row, []).extend(_columns(whole, cell, self._by_column[block.index], in_grid=in_grid))
            elif block.index not in cut:
                rows.setdefault(row, []).append(whole)
        for row in sorted(rows):
            yield from rows[row]


def _are_labelled(text: str, labels: Sequence[str]) -> bool:
    """Whether each value but the first has its label before it: 甲公司 地址：甲路1号."""
    said = [label for label, *_ in label_places(text)]
    return all(any(each in label or label in each for each in said) for label in labels[1:])


def _sum(further: Mapping[int, int], first: int, behind: int) -> int:
    return sum(count for row, count in further.items() if first <= row < behind)


def _columns(block: TextBlock, cell: Cell, texts: Sequence[str], *, in_grid: bool) -> Iterator[TextBlock]:
    """A block cut into columns of the same grid."""
    for at, text in enumerate(texts):
        width = cell.column_span - len(texts) + 1 if at == len(texts) - 1 else 1
        own = cell._replace(column=cell.column + at, column_span=width)
        span = block.span
        if span is not None:
            step = (span.behind - span.first) / len(texts)
            span = ColumnSpan.of(own) if in_grid else ColumnSpan(span.first + at * step, span.first + (at + 1) * step)
        yield replace(block, cell=own, span=span).with_text(text)
