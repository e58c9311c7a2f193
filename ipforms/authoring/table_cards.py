"""Entries of a table that have their labels inside: cards of persons or of projects, printed one below the other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from ipforms.authoring.blank_document import BlankCell, BlankTable
from ipforms.authoring.table_labels import TableLabels
from ipforms.authoring.table_rows import is_blank, is_number_cell

PHOTO = re.compile(r"照片|[寸近]照|相片|免冠")
_MOST_ROWS = 8  # of an entry
_NUMBERED = re.compile(r"^(\D{2,6})[一二三四五六七八九十\d]{1,2}$")  # 专家1

_Entry = tuple[BlankCell, ...]
Cards = tuple[tuple[_Entry, ...], tuple[tuple[BlankCell, tuple[str, ...]], ...], tuple[BlankCell, ...]]
"""The entries, of the first one the fields with their labels, and the cells that number it."""


def cards_below(table: BlankTable, row: int) -> Cards | None:
    """The entries that begin in a row, if the rows below say the same again but for a number."""
    for height in range(1, min(_MOST_ROWS, (table.rows - row) // 2) + 1):
        blocks = [_block(table, top, height) for top in range(row, table.rows - height + 1, height)]
        first = blocks[0]
        alike = takewhile(bool, (_shape(block) == _shape(first) for block in blocks))
        entries = tuple(block for block, _ in zip(blocks, alike, strict=False))
        fields = [cell for cell in first if is_blank(cell) or cell.blanks or PHOTO.search(cell.label)]
        labels = [cell for cell in first if cell not in fields and cell.is_label and not is_number_cell(cell)]
        if first and len(entries) > 1 and fields and labels and all(len(cell.blanks) <= 1 for cell in fields):
            inside = TableLabels(replace(table, cells=first, heading=""))
            named = [(cell, (label,)) for cell in fields if (label := _label(inside, cell))]
            return entries, tuple(named), tuple(filter(is_number_cell, first))
    return None


def _label(inside: TableLabels, cell: BlankCell) -> str:
    label = None if PHOTO.search(cell.label) else inside.beside(cell) or inside.over(cell)
    return "照片" if PHOTO.search(cell.label) else label.label if label else "".join(b.label for b in cell.blanks)


def _block(table: BlankTable, top: int, height: int) -> _Entry:
    """The cells of some rows, without a group on their left; none if others reach into them."""
    cells = [cell for cell in table.cells if top <= cell.row < top + height]
    while cells and cells[0].row_span > height:
        del cells[0]
    return tuple(cells) if all(cell.last_row < top + height for cell in cells) else ()


def _shape(block: _Entry) -> list[tuple[object, ...]]:
    """What entries have in common: where their cells stand, and what they print but for a number."""
    top = block[0].row if block else 0
    return [(cell.row - top, cell.column, cell.column_span, cell.row_span, _print(cell)) for cell in block]


def _print(cell: BlankCell) -> str:
    return "" if is_number_cell(cell) else _NUMBERED.sub(r"\1", cell.label)
