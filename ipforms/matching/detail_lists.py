"""Lists with a row for each right of an enterprise, behind the list of the enterprises: 企业名称 | 商标名称 | 注册号.

What the rows of one enterprise say becomes a cell of its own row in the first list.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from ipforms.matching.block_rows import Row, filled, is_merged_down, numbered, spans, tables_of
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import SYNONYM
from ipforms.matching.text_blocks import TextBlock
from ipforms.paths import Place
from ipforms.text import unspaced

_FEWEST = 2  # columns, and rows
_COUNTS = ("序号", "序", "#", "")  # heads of what only numbers the rows
_KEYS = (*_COUNTS, "代号", "编号", "代码")  # heads of what may stand for an entry elsewhere
NUMBERS = ("注册号", "注册证号", "证书号", "编号", "号码")  # of what the column before names


class _List(NamedTuple):
    """A table with a header, of which one column names the entries."""

    labels: Sequence[str]  # of the columns; "" where the form has not such a one
    name: int  # which column names the entries
    rows: Sequence[Row]  # the header and the entries
    ends: Sequence[int]  # the number of the last block of each


_NUMBER = re.compile(r"\d{5}")  # of a right: a column of these may be what the form asks for
_WORD = re.compile(r"[^\W_]")  # what a cell has that says something: no line through it


class _EntryTable(NamedTuple):
    """A table that is one entry."""

    head: TextBlock  # the label of its name
    name: TextBlock
    rows: int  # how many it has
    last: int  # the number of its last block


class JoinedLists(NamedTuple):
    """The blocks of a document with such lists joined to the first."""

    blocks: list[TextBlock]
    aside: list[TextBlock]  # what stood in columns that the form has not
    places: frozenset[
        Place
    ]  # of what a key alone has put beside its entry, but for a list with all keys in the same order


def with_detail_lists(blocks: list[TextBlock], finder: LabelFinder, lists: Mapping[str, frozenset[str]]) -> JoinedLists:
    """The blocks of a document with such lists joined to the first.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        lists: the labels of the form's lists, by what it calls an entry of each.
    """
    first: dict[str, _List] = {}
    added: dict[int, list[TextBlock]] = {}
    gone: set[int] = set()
    aside: list[TextBlock] = []
    places: set[Place] = set()
    for rows in tables_of(blocks):
        for head, columns in lists.items():
            known = first.get(head)
            named = _list_of(rows, head, columns, finder)
            found = named or (_keyed(known, rows, columns, finder) if known else None)
            if named and not known and (cards := _cards_of(named, head, blocks, finder)):
                for name, card in cards.items():
                    added.setdefault(card.last, []).extend(_further_rows(named, name, card))
                gone |= _own_blocks(named, rows, blocks, finder)
                break
            if found is None or not (known or found.rows[0] is rows[0]):
                continue
            main = first.setdefault(head, found)
            if main is not found and (new := _new(main, found)):
                cells = _details(main, found, new)
                others = _unknown(found)
                has_numbers = any(_NUMBER.search(row[at].text) for row in found.rows[1:] for at in others)
                is_clear = (named is not None or _keys(found) == _keys(main)) and not has_numbers
                places |= set() if is_clear else {block.place for more in cells for block in more}
                for end, more in zip(main.ends, cells, strict=True):
                    added.setdefault(end, []).extend(more)
                longer = [[*row, *more] for row, more in zip(main.rows, cells, strict=True)]
                first[head] = main._replace(labels=[*main.labels, *new], rows=longer)
                gone |= _own_blocks(found, rows, blocks, finder)
                is_key = found.name == 0 and not found.labels[0] and main.rows[0][0].key not in _COUNTS
                gone.update(row[0].index for row in main.rows if is_key)
                aside += (row[at] for row in found.rows[1:] for at in others)
            break
    if not gone:
        return JoinedLists(blocks, [], frozenset())
    order = (each for block in blocks if block.index not in gone for each in (block, *added.get(block.index, ())))
    return JoinedLists(numbered(order), filled(aside), frozenset(places))


def _keys(found: _List) -> list[str]:
    """What the entries of a list are called, in its order."""
    return [unspaced(row[found.name].text) for row in found.rows[1:]]


def _unknown(found: _List) -> list[int]:
    """The columns that the form has not."""
    known = (at == found.name or label for at, label in enumerate(found.labels))
    return [at for at, is_known in enumerate(known) if not (is_known or found.rows[0][at].key in _COUNTS)]


def _own_blocks(found: _List, rows: Sequence[Row], blocks: Sequence[TextBlock], finder: LabelFinder) -> set[int]:
    """The blocks of a list and of its title."""
    title = blocks[rows[0][0].index - 1]
    is_title = finder.label(title.key) in found.labels and not title.table
    return {block.index for row in rows for block in row} | ({title.index} if is_title else set())


def _cards_of(found: _List, head: str, blocks: Sequence[TextBlock], finder: LabelFinder) -> dict[str, _EntryTable]:
    """The tables that are one entry each, by its name; {} unless all that a list names have one."""
    cards: dict[str, _EntryTable] = {}
    for rows in tables_of(blocks):
        pairs = (pair for row in rows for pair in pairwise(row))
        named = [pair for pair in pairs if _columns(pair[:1], (head,), finder) == [head] and pair[1].searchable]
        if len(named) == 1 and rows[0][0].table != found.rows[0][0].table:
            cards[unspaced(named[0][1].text)] = _EntryTable(*named[0], len(rows), rows[-1][-1].index)
    return cards if {unspaced(row[found.name].text) for row in found.rows[1:]} <= cards.keys() else {}


def _further_rows(found: _List, name: str, card: _EntryTable) -> Iterator[TextBlock]:
    """What a list says of an entry, as further rows of its card."""
    rows = [each for each in found.rows[1:] if unspaced(each[found.name].text) == name]
    columns = [at for at, head in enumerate(found.rows[0]) if at != found.name and head.key not in _COUNTS]
    for row, at in enumerate(columns if rows else (), card.rows):
        lines = "\n".join(each[at].text for each in rows if each[at].searchable)
        for like, block in ((card.head, found.rows[0][at]), (card.name, rows[0][at].with_text(lines))):
            cell = like.cell._replace(row=row, row_span=1, text=block.text) if like.cell else None
            yield replace(block, table=like.table, cell=cell, span=like.span)


def _list_of(rows: Sequence[Row], head: str, columns: frozenset[str], finder: LabelFinder) -> _List | None:
    entries, ends = _entries(rows), [row[-1].index for row in rows]
    if len(rows) <= _FEWEST or not all(spans(row) == spans(rows[0]) for row in entries):
        return None
    header, *entries = _by_kind([rows[0], *entries], columns, finder)
    labels = _columns(header, (head, *columns), finder)
    has_key = labels.count(head) == 1 and header[0].key in _KEYS
    if labels.count(head) != 1 or sum(map(bool, labels)) + has_key < _FEWEST:
        return None
    name = labels.index(head)
    if not all(row[name].searchable for row in entries):
        return None
    return _List(_with_numbers(labels, header), name, [header, *entries], ends)


def _by_kind(rows: Sequence[Row], columns: frozenset[str], finder: LabelFinder) -> Sequence[Row]:
    """The rows of a list; where a column says what each is about, 商标 or 专利, the next are one for each kind."""
    for at in range(1, len(rows[0]) - 1):
        kinds = [finder.label(row[at].key) or "" for row in rows]
        labels = list(dict.fromkeys(kinds[1:]))
        if len(labels) > 1 and kinds[0] not in labels and columns.issuperset(labels):
            own = slice(at + 1, at + 3)  # a name and a number
            said = [" ".join(each.text.strip() for each in row[own] if _WORD.search(each.text)) for row in rows]
            texts = [[text if kind == each else "" for each in labels] for kind, text in zip(kinds, said, strict=True)]
            cells = zip(rows, [labels, *texts[1:]], strict=True)
            return [[*row[:at], *map(row[at].with_text, texts), *row[own.stop :]] for row, texts in cells]
    return rows


def _with_numbers(labels: Sequence[str], header: Row) -> list[str]:
    """The labels of columns; that of a number has the one of what it numbers, before it: 商标 | 注册号."""
    pairs = zip(("", *labels), labels, header, strict=False)
    return [label or (before if head.key in NUMBERS else "") for before, label, head in pairs]


def _columns(header: Row, known: Collection[str], finder: LabelFinder) -> list[str]:
    """The labels of columns as the form has them, and those of a half of one, 联络人, in their own words."""
    said = [finder.likely(block.key) for block in header]
    own = [next((label for label, alike in each if alike >= SYNONYM and label in known), "") for each in said]
    return [
        label or (block.text.strip() if any("[]" in each for each, _ in likely[:1]) else "")
        for label, likely, block in zip(own, said, header, strict=True)
    ]


def _entries(rows: Sequence[Row]) -> list[Row]:
    """The rows below a header, each with the cells above that go on beside it."""
    own = spans(rows[0])
    return list(accumulate(rows, lambda above, row: _with_merged(row, above, own)))[1:]


def _keyed(main: _List, rows: Sequence[Row], columns: Collection[str], finder: LabelFinder) -> _List | None:
    """A list that names its entries by what the first one numbers them with: A, B. Numbers may be its own.

    They are not where entries have several rows, or one each, with several columns of the form.
    """
    keys = [row[0].key for row in main.rows[1:]]
    names = {row[0].key: row[main.name] for row in main.rows[1:]}
    labels, entries = _columns(rows[0], columns, finder), _entries(rows)
    said = [row[0].key for row in entries if spans(row) == spans(rows[0])]
    is_own = main.rows[0][0].key in _KEYS and len(names) == len(keys) and "" not in names and names.keys() >= {*said}
    is_list = is_own and 0 < len(said) == len(entries) and not labels[0] and any(labels)
    is_key = not all(map(str.isdigit, said)) or len({*said}) < len(said) or _is_of(rows[0][0])
    if not (is_list and (is_key or (said == keys and _are_facts(labels)))):
        return None
    named = [[row[0].with_text(names[row[0].key].text), *row[1:]] for row in entries]
    return _List(_with_numbers(labels, rows[0]), 0, [rows[0], *named], [row[-1].index for row in rows])


def _is_of(head: TextBlock) -> bool:
    """Whether a head says whose number it is: 企业序号."""
    return head.key not in _KEYS and any(head.key.endswith(each) for each in _KEYS if each)


def _are_facts(labels: Sequence[str]) -> bool:
    return len({*filter(None, labels)}) >= _FEWEST


def _with_merged(row: Row, above: Row, spans: Sequence[ColumnSpan | None]) -> Row:
    """A row with the cells above it that go on beside it."""
    own = {block.span: block for block in row}
    tall = {block.span: block for block in above if is_merged_down(block)}
    return [own.get(span) or tall[span] for span in spans if span in own or span in tall]


def _new(main: _List, found: _List) -> list[str]:
    """The labels that a list adds to the first; [] unless all its rows are of entries of that."""
    names = [unspaced(row[main.name].text) for row in main.rows[1:]]
    own = {unspaced(row[found.name].text) for row in found.rows[1:]}
    new = [label for label in dict.fromkeys(found.labels) if label and label not in main.labels]
    return new if len(set(names)) == len(names) and own.issubset(names) else []


def _details(main: _List, found: _List, new: Sequence[str]) -> list[list[TextBlock]]:
    """The cells that a list adds to each row of the first."""
    header = [found.rows[0][found.labels.index(label)].with_text(label) for label in new]
    cells = [_behind(main.rows[0][-1], header)]
    for row in main.rows[1:]:
        name = unspaced(row[main.name].text)
        rows = [each for each in found.rows[1:] if unspaced(each[found.name].text) == name]
        cells.append(_behind(row[-1], [_joined(rows, found.labels, label, row[-1]) for label in new]))
    return list(map(list, cells))


def _joined(rows: Sequence[Row], labels: Sequence[str], label: str, blank: TextBlock) -> TextBlock:
    """One cell with a line for each row of an entry."""
    columns = [at for at, each in enumerate(labels) if each == label]
    lines = [" ".join(row[at].text.strip() for at in columns if _WORD.search(row[at].text)) for row in rows]
    first = rows[0][columns[0]] if rows else blank
    return first.with_text("\n".join(filter(None, lines)))


def _behind(last: TextBlock, texts: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Cells behind the last one of a row, as wide as that."""
    cell, span = last.cell, last.span
    for at, block in enumerate(texts, 1):
        if cell and span:
            width = span.behind - span.first
            place = cell._replace(column=cell.column + at * cell.column_span, text=block.text)
            wide = ColumnSpan(span.first + at * width, span.behind + at * width)
            yield replace(block, table=last.table, cell=place, span=wide)
