"""Rows below the entries of a list that say with a label what has no column: 企业地址：… over the width of the table.

What they say becomes a column behind the others, with its label over it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ipforms.matching.block_rows import Row, filled, numbered, parts_of
from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_lines import labelled
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import label_key

_FEWEST = 3  # labels of a header
_PAIR = 2  # cells of a label and its value
_Said = Sequence[tuple[str, TextBlock]]  # labels, each with what stands behind it


def with_labelled_rows(
    blocks: list[TextBlock], finder: LabelFinder, lists: Mapping[str, frozenset[str]]
) -> list[TextBlock]:
    """The blocks of a document; where all entries of a list have such a row, each is one row with further columns.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        lists: the labels of the form's lists, by what it calls an entry of each.
    """
    parts = parts_of(blocks)
    return numbered(chain.from_iterable(chain.from_iterable(_in_columns(rows, finder, lists)) for rows in parts))


def _in_columns(rows: Sequence[Row], finder: LabelFinder, lists: Mapping[str, frozenset[str]]) -> Sequence[Row]:
    """The rows of a table, with such columns where it is such a list."""
    for at, header in enumerate(rows):
        heads = {finder.label(block.key) for block in filled(header)}
        columns = next((each for each in lists.values() if len(heads & each) >= _FEWEST), None)
        if columns is not None and header[0].table:
            entries = list(_entries(rows[at + 1 :], finder, columns - heads))
            count = max((number for number, (_, said) in enumerate(entries, 1) if said), default=0)
            labels = list(dict(entries[0][1])) if count else []
            if not labels or any(dict(said).keys() != set(labels) for _, said in entries[:count]):
                return rows
            titles = [(label, header[-1].with_text(label)) for label in labels]
            made = [(header, titles), *entries]
            return [*rows[:at], *(_row(*each, labels, number) for number, each in enumerate(made, at))]
    return rows


def _entries(rows: Sequence[Row], finder: LabelFinder, labels: frozenset[str]) -> Iterator[tuple[Row, _Said]]:
    """Each row with what is said in those below it that are all labels with values."""
    entry: Row = ()
    below: list[tuple[str, TextBlock]] = []
    for row in rows:
        said = list(_said(row, finder))
        if said and entry and labels.issuperset(label for label, _ in said):
            below += said
            continue
        if entry:
            yield entry, below
        entry, below = row, []
    if entry:
        yield entry, below


def _said(row: Row, finder: LabelFinder) -> Iterator[tuple[str, TextBlock]]:
    """The labels of a row with their values, if it has nothing else: 企业地址：… or 企业地址 | …."""
    said = filled(row)
    if len(said) == _PAIR and (label := finder.label(said[0].key)):
        yield label, said[1]
        return
    values = [labelled(block.text) for block in said]
    for block, each in zip(said, values, strict=True) if all(values) else ():
        yield from ((finder.label(label_key(label)) or "", block.with_text(value)) for label, value in each)


def _row(row: Row, said: _Said, labels: Sequence[str], number: int) -> Row:
    """A row of its own cells and of a cell for each of some labels behind them, where these have something to say."""
    values = dict(said)
    made = [replace(block, cell=block.cell and block.cell._replace(row=number, row_span=1)) for block in row]
    last = max(made, key=lambda block: block.span.behind if block.span else 0.0)
    if not (last.cell and last.span and values):
        return made
    for at, label in enumerate(labels):
        cell = last.cell._replace(column=last.cell.column + last.cell.column_span + at, column_span=1)
        edge = last.span.behind + at
        made.append(replace(values[label], cell=cell, span=ColumnSpan(edge, edge + 1)))
    return made
