"""A column that says who each person is, 企业负责人 above 企业联络人, where the form asks for one of them alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace

from ipforms.matching.block_rows import Row, changed, filled, spans, tables_of
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import TextBlock
from ipforms.text import bare_label

_ROLE = re.compile("[一-鿿]{0,6}(?:人|员|代表|经办|法人)")


def without_other_roles(
    blocks: list[TextBlock], finder: LabelFinder, columns: Mapping[str, frozenset[str]]
) -> tuple[list[TextBlock], list[TextBlock]]:
    """The blocks of a document without the people that the form does not ask for, and what was said of these.

    Args:
        blocks: the document.
        finder: what finds the labels of the form.
        columns: the labels of each list, by what it calls an entry.
    """
    asked = frozenset[str]().union(*columns.values())
    gone: set[int] = set()
    others: list[TextBlock] = []
    made: dict[int, TextBlock] = {}
    for rows in tables_of(blocks):
        below = {cells[0].row[1]: cells for cells in rows[1:]}
        for at, head in enumerate(rows[0]):
            roles = {row: cell for row, cells in below.items() for cell in cells if cell.span == head.span}
            likely = {row: finder.likely(bare_label(cell.text))[:1] for row, cell in roles.items()}
            own = {row for row, found in likely.items() if any("[]" in each or each in asked for each, _ in found)}
            if finder.label(head.key) or not own or len(own) == len(roles) or not _are_roles(roles.values()):
                continue
            gone |= {head.index, *(roles[row].index for row in own)}
            made.update((block.index, block) for block in _single(below.values(), own, roles.keys() - own))
            beside = spans(rows[0][at:])
            others += (cell for row in roles.keys() - own for cell in below[row] if cell.span in beside)
    return changed(blocks, gone | {cell.index for cell in others}, made), filled(others)


def _are_roles(cells: Iterable[TextBlock]) -> bool:
    """Whether each cell names a role: a word, and several rows have the same."""
    words = [cell.key for cell in cells]
    return len(set(words)) < len(words) and all(map(_ROLE.fullmatch, words))


def _single(rows: Iterable[Row], own: Set[int], others: Set[int]) -> Iterator[TextBlock]:
    """The cells that were merged over the rows of an entry's people, in the row of the one that is left."""
    for block in (block for row in rows for block in row):
        if (cell := block.cell) and cell.row_span > 1:
            covered = set(range(cell.row, cell.row + cell.row_span))
            if len(left := covered & own) == 1 and covered - own <= others:
                yield replace(block, cell=cell._replace(row=min(left), row_span=1))
