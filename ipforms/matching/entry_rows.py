"""Entries of a list that have no row each: side by side below a header that comes again, or the lines of one row."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, groupby, pairwise, takewhile

from ipforms.matching.block_rows import (
    Row,
    filled,
    in_table,
    is_merged_down,
    last_table,
    numbered,
    parts_of,
    rows_of,
    spans,
    worded,
)
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.entry_lines import EntryList
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label, label_key

_FEWEST = 2  # columns of a list
_PAIR = 2  # labels in one cell
_BOTH = re.compile(r"([一-鿿]{2,8})[（(]([一-鿿]{2,8})[)）]")  # 机构名称（人员数量）
_SIGNS = re.compile(r"[/／、，,（()）\n]")  # between the labels of a list
_LAST = 10_000  # behind all numbers


def with_entry_rows(blocks: list[TextBlock], finder: LabelFinder, columns: Container[str]) -> list[TextBlock]:
    """The blocks of a document with a row for each entry of such lists.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        columns: the labels over columns of its lists.
    """
    found: list[TextBlock] = []
    for rows in parts_of(blocks):
        split = list(_in_order(list(_split(rows, finder, columns)))) if rows[0][0].table else [[row] for row in rows]
        is_split = any(len(parts) > 1 or parts[0] is not row for row, parts in zip(rows, split, strict=True))
        found += _spread(rows, split) if is_split else chain.from_iterable(rows)
    return numbered(found)


def with_head_labels(blocks: list[TextBlock], lists: Mapping[str, EntryList], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; the title of a list over its first column is the label of that: 工作机构 | 人数 | 姓名.

    Args:
        blocks: the document.
        lists: those of the form, by the keys of their titles.
        finder: what finds the labels of the form.
    """
    heads: dict[int, str] = {}
    columns_of = [list(map(label_key, each.labels)) for each in lists.values()]
    for row in map(filled, rows_of(blocks)):
        if len(row) <= _FEWEST:
            continue
        for title, each in lists.items() if len(row) == _PAIR + 1 else ():
            asked = {bare_label(part) for part in _SIGNS.split(row[1].text) if part.strip()}
            if asked == set(map(bare_label, each.labels)):
                heads |= {row[0].index: title, row[1].index: ""}  # 制度 | 名称/制定时间/数量 | the entries
        for block in row:
            both = _BOTH.fullmatch(block.text.strip())
            meant = {finder.label(label_key(each)) for each in both.groups()} if both else set()
            if both and len(meant) == _PAIR and any(meant.issubset(columns) for columns in columns_of):
                heads[block.index] = "、".join(both.groups())
        labels = [finder.label(block.key) or "" for block in row[1:]]
        title = next((label for label, _ in finder.likely(row[0].key)), "")
        columns = [label_key(label) for label in lists[title].labels] if title in lists else []
        if columns and columns[0] not in labels and sum(label in columns for label in labels) >= _FEWEST:
            heads[row[0].index] = lists[title].labels[0]
    return worded(blocks, heads)


def _split(rows: Sequence[Row], finder: LabelFinder, columns: Container[str]) -> Iterator[Sequence[Row]]:
    """What each row of a table becomes: itself, or the rows of its entries."""
    header: Row = ()  # the labels above
    times = 1  # how often its labels come
    for row in rows:
        own = [block for block in row if block.cell and not is_merged_down(block)]
        labels = [finder.label(block.key) or "" for block in own]
        if len(own) >= _FEWEST and all(label in columns for label in labels):
            times, header = _times(labels), own
            beside = [block for block in row if block not in own]
            yield [[*beside, *own[: len(own) // times]]] if times > 1 else [row]
        elif header and len(own) == len(row) and spans(own) == spans(header):
            size = len(own) // times
            groups = [own[at : at + size] for at in range(0, len(own), size)]
            parts = [lines for group in groups for lines in _lines(group)]
            yield parts if len(parts) > 1 else [row]
        else:
            header = ()
            yield [row]


def _in_order(split: Sequence[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """What rows became; entries with numbers, 1 | 3 over 2 | 4, in the order of these."""
    for is_list, run in groupby(split, key=_is_numbered):
        rows = list(run)
        parts = [part for row in rows for part in row]
        if is_list:
            parts.sort(key=lambda part: int(part[0].key or _LAST))
        for row in rows:
            yield [_in_row(parts.pop(0), row[0]) for _ in row] if is_list else row


def _in_row(part: Row, of: Row) -> Row:
    """The cells of an entry in the row of another one."""
    rows = [block.cell.row for block in of if block.cell]
    return [replace(block, cell=block.cell and block.cell._replace(row=rows[0])) for block in part]


def _is_numbered(parts: Sequence[Row]) -> bool:
    """Whether a row became several, of which each has a number or says nothing."""
    return len(parts) > 1 and all(
        part and (part[0].key.isdigit() or not any(block.searchable for block in part)) for part in parts
    )


def _times(labels: Sequence[str]) -> int:
    """How often the same labels come one after the other."""
    for times in range(len(labels) // _FEWEST, 1, -1):
        size, rest = divmod(len(labels), times)
        if not rest and all(label == labels[at % size] for at, label in enumerate(labels)):
            return times
    return 1


def _lines(row: Row) -> Sequence[Row]:
    """A row for each line, where all that is filled in has as many; the row where it has not."""
    lines = [block.text.strip("\n").split("\n") if block.searchable else [] for block in row]
    counts = {len(each) for each in lines if each}
    if len(counts) != 1 or counts == {1} or sum(map(bool, lines)) < _FEWEST or not lines[0]:
        return [row]
    return [
        [block.with_text(each[at] if each else "") for block, each in zip(row, lines, strict=True)]
        for at in range(counts.pop())
    ]


def _spread(rows: Sequence[Row], split: Sequence[Sequence[Row]]) -> Iterator[TextBlock]:
    """The blocks of a table, its rows counted anew."""
    more = {row[0].row[1]: len(parts) - 1 for row, parts in zip(rows, split, strict=True)}
    for parts in split:
        for at, part in enumerate(parts):
            for block in part:
                if block.cell is None:
                    yield block
                    continue
                row, behind = block.cell.row, block.cell.row + block.cell.row_span
                first = row + at + sum(count for other, count in more.items() if other < row)
                added = sum(more.get(other, 0) for other in range(row, behind)) if block.cell.row_span > 1 else 0
                yield replace(block, cell=block.cell._replace(row=first, row_span=block.cell.row_span + added))


def with_whole_records(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; records of several lines below a header of as many, with one number, are a row each."""
    found: list[TextBlock] = []
    for rows in parts_of(blocks):
        records = _records(rows, finder) if rows[0][0].table else None
        found += chain.from_iterable(_in_one_row(rows, *records) if records else rows)
    return numbered(found)


def _records(rows: Sequence[Row], finder: LabelFinder) -> tuple[int, int] | None:
    """Where the header of such records begins, and where the records end."""
    for at, row in enumerate(rows):
        lines = row[0].cell.row_span if row[0].cell and len(row) > 1 else 1
        header = rows[at : at + lines]
        labels = [[_is_like_label(block, finder) for block in line] for line in (row[1:], *header[1:])]
        if lines < _PAIR or sum(labels[0]) < _PAIR or not all(2 * sum(line) >= len(line) for line in labels):
            continue
        ends = list(accumulate(_sizes(rows[at + lines :], header), initial=at + lines))
        if any(end - start == lines for start, end in pairwise(ends)):
            return at, ends[-1]
    return None


def _is_like_label(block: TextBlock, finder: LabelFinder) -> bool:
    return any(alike >= SYNONYM for _, alike in finder.likely(block.key))


def _sizes(rows: Sequence[Row], header: Sequence[Row]) -> Iterator[int]:
    """How many lines each record has below a header; one of them may lack the last."""
    while rows and rows[0][0].key.isdigit() and spans(rows[0]) == spans(header[0]):
        same = takewhile(lambda pair: spans(pair[0]) == spans(pair[1]), zip(rows, header, strict=False))
        yield (size := sum(1 for _ in same))
        rows = rows[size:]


def _in_one_row(rows: Sequence[Row], first: int, end: int) -> Iterator[Row]:
    """The rows of a table; the lines of each record stand behind one another in columns of their own."""
    cells = [block for row in rows for block in row if block.cell and block.span]
    width = max(block.cell.column + block.cell.column_span for block in cells if block.cell)
    edge = max(block.span.behind for block in cells if block.span)
    records: list[list[Row]] = []
    for at, row in enumerate(rows):
        if first < at < end and row[0].span != rows[first][0].span:
            records[-1].append(row)
        else:
            records.append([row])
    for number, record in enumerate(records):
        placed = (
            _placed(block, number, line * width, line * edge, len(record) > 1)
            for line, row in enumerate(record)
            for block in row
        )
        yield list(placed)


def _placed(block: TextBlock, row: int, columns: int, edge: float, is_record: bool) -> TextBlock:
    if block.cell is None or block.span is None:
        return block
    height = 1 if is_record else block.cell.row_span
    cell = block.cell._replace(row=row, column=block.cell.column + columns, row_span=height)
    return replace(block, cell=cell, span=ColumnSpan(block.span.first + edge, block.span.behind + edge))


def with_cards_apart(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document; entries beside each other, each label with its value, are one below the other.

    企业名称 | 甲公司 | 企业名称 | 乙公司 over 企业地址 | 甲路 | 企业地址 | 乙路 are a table for each enterprise.
    """
    made: list[TextBlock] = []
    tables = last_table(blocks)
    above: Row = ()
    for (_, times), run in groupby(rows_of(blocks), key=lambda row: (row[0].table, _pairs_alike(row, finder))):
        same = list(run)
        is_owned = any(finder.owner(block.text) or _is_beside(block, same[0][0], finder) for block in above)
        names = _names(above, same[0], finder)
        above = same[-1]
        if is_owned or times < _PAIR or sum(finder.label(row[0].key) is not None for row in same) < _FEWEST:
            made += (block for row in same for block in row)
            continue
        del made[len(made) - len(names) :]
        for at in range(times):
            tables += 1
            made += (replace(name, table=0, cell=None, span=None) for name in names[at : at + 1])
            for number, row in enumerate(same):
                cells = enumerate(row[_PAIR * at : _PAIR * (at + 1)])
                made += (in_table(block, tables, number, column) for column, block in cells)
    return numbered(made)


def _is_beside(block: TextBlock, below: TextBlock, finder: LabelFinder) -> bool:
    """Whether a cell says whose facts the labels beside its lower rows ask for: 商标（件） over three rows."""
    cell, row = block.cell, below.cell
    return (
        cell is not None
        and row is not None
        and cell.row + cell.row_span > row.row
        and bool(finder.composed.row(block.key))
    )


def _names(above: Row, below: Row, finder: LabelFinder) -> Row:
    """The cells over entries beside each other that name them, one over each label with its value; else ()."""
    pairs = zip(below[::_PAIR], below[1::_PAIR], strict=False)
    edges = [(label.span.first, value.span.behind) for label, value in pairs if label.span and value.span]
    is_over = [(block.span.first, block.span.behind) for block in above if block.span] == edges
    return above if is_over and not any(finder.label(block.key) for block in above) else ()


def _pairs_alike(row: Row, finder: LabelFinder) -> int:
    """How often a row has the same label, or one that says whose facts follow, each time with a value; 0 for others."""
    if len(row) % _PAIR or not all(block.cell for block in row):
        return 0
    labels = {block.key for block in row[::_PAIR]}
    is_alike = len(labels) == 1 or all(map(finder.owner, labels))
    has_label = any(finder.label(block.key) for block in row[1::_PAIR])
    return len(row) // _PAIR if is_alike and "" not in labels and not has_label else 0
