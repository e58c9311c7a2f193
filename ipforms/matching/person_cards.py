"""People of whom a table says fact by fact: 联系人1：张三 | 固话：0571-… in cells, or a card each beside one another.

Each becomes a table of labels and values of its own, below the title that says whose they are, or with it first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, count, dropwhile, groupby, takewhile

from ipforms.matching.block_rows import Row, filled, in_table, is_merged_down, last_table, numbered, parts_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import labelled
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label

_FEWEST = 2  # owners in a row
_PAIR = 2  # cells: a label and its value


def with_person_cards(blocks: list[TextBlock], finder: LabelFinder) -> list[TextBlock]:
    """The blocks of a document with such people one below the other."""
    tables = count(last_table(blocks) + 1)
    return numbered(chain.from_iterable(_stacked(_told(blocks, finder, tables), finder, tables)))


def _told(blocks: list[TextBlock], finder: LabelFinder, tables: Iterator[int]) -> Iterator[Row]:
    """The rows; those that say whose facts follow, with labels and colons in their cells, and these in a table each."""
    for rows in parts_of(blocks):
        runs = list(_runs(rows, finder))
        # Where one has a row of values under a header, all have.
        is_list = any(is_owner(block, finder) for row, facts in runs if not facts for block in row)
        for _, run in groupby(runs, key=lambda each: bool(each[1])):
            said = list(run)
            facts = [block for _, own in said for block in own]
            is_told = not is_list and any(labelled(block.text) for row, own in said if own for block in row)
            yield from _pairs_of(facts, next(tables)) if is_told else (row for row, _ in said)


def _runs(rows: Sequence[Row], finder: LabelFinder) -> Iterator[tuple[Row, Row]]:
    """The rows of a table, those of people with their labels and values in turn."""
    owner = ""
    for row in rows:
        facts = [] if _are_owners(row, finder) else _facts(row)
        owner = _owner(owner, facts[::_PAIR], finder) if facts else ""
        yield row, facts if owner else ()


def _owner(owner: str, labels: Row, finder: LabelFinder) -> str:
    """Whose fact the last of some labels is; "" where one is nobody's."""
    for label in (bare_label(each.text) for each in labels):
        if named := finder.owner(label):
            owner = named
        elif not finder.composed.names(f"{owner}{label}"):
            return ""
    return owner


def _facts(row: Row) -> list[TextBlock]:
    """The labels and values of a row, in turn, where it has nothing else but a band over several rows before them."""
    cells = [block for block in filled(dropwhile(is_merged_down, row)) if block.cell]
    found: list[TextBlock] = []
    while cells:
        block = cells.pop(0)
        if facts := labelled(block.text):
            found += (block.with_text(text) for fact in facts for text in fact)
        elif block.is_like_a_label and cells and not labelled(cells[0].text):
            found += block, cells.pop(0)
        else:
            return []
    return found


def _stacked(rows: Iterator[Row], finder: LabelFinder, tables: Iterator[int]) -> Iterator[Row]:
    """The rows with owners side by side, each over labels with their values, as a title and a table each."""
    owners: Row = []
    parts: list[list[TextBlock]] = []
    for row in chain(rows, [[]]):
        own = _parts(row, owners, finder) if owners and row else None
        if own:
            parts = [before + more for before, more in zip(parts, own, strict=True)]
            continue
        for owner, part in zip(owners, parts, strict=True) if any(parts) else ():
            yield [replace(owner, cell=None, span=None, table=0)]
            yield from _pairs_of(part, next(tables))
        yield owners if not any(parts) else ()
        bands = list(takewhile(is_merged_down, row))  # 人员信息 beside all rows of both
        owners = row[len(bands) :] if _are_owners(row[len(bands) :], finder) else []
        parts = [[] for _ in owners]
        yield bands if owners else row


def _pairs_of(part: Row, table: int) -> Iterator[Row]:
    """Labels and values, one row each, in a table of their own."""
    for at, block in enumerate(part):
        yield [in_table(block, table, *divmod(at, _PAIR))]


def _parts(row: Row, owners: Row, finder: LabelFinder) -> list[list[TextBlock]] | None:
    """Labels and their values below each owner, in turn; None where a row is none of theirs."""
    own = [[block for block in row if block.span and block.span.is_within(owner.span)] for owner in owners]
    parts = [_facts(part) if len(part) == 1 else part for part in own]
    labels = [[bool(finder.label(block.key)) for block in part] for part in parts]
    is_whole = sum(map(len, own)) == len(row)
    return parts if is_whole and all(each and each == [True, False] * (len(each) // 2) for each in labels) else None


def _are_owners(row: Row, finder: LabelFinder) -> bool:
    return len(row) >= _FEWEST and all(each.cell and is_owner(each, finder) for each in row)


def is_owner(block: TextBlock, finder: LabelFinder) -> bool:
    """Whether a text names an owner."""
    return bool(finder.owner(block.text))
