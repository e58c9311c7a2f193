"""Entries of a table that have their labels inside: cards of persons or of projects, printed one below the other."""

import re
from dataclasses import replace
from itertools import takewhile

from ipforms.authoring.blank_cell import BlankCell, BlankTable
from ipforms.authoring.table_labels import TableLabels
from ipforms.authoring.table_rows import is_blank, is_number_cell

PHOTO = re.compile(r"照片|[寸近]照|相片|免冠")
PASTED = re.compile(r"[（(]?(?:请|此处)?(?:粘贴处?|贴处)[)）]?$|^(?:请?在?此处)?粘?贴(?=.{2,14}处?$)")
"""Where a copy is put: 身份证复印件粘贴处."""
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
            named = tuple((cell, (_label(inside, cell),)) for cell in fields)
            if all(label for _, (label,) in named):  # a blank without a label inside has one in a header above
                return entries, named, tuple(filter(is_number_cell, first))
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
    return [(cell.row - top, cell.column, cell.column_span, cell.row_span, _print(cell, block[0])) for cell in block]


def _print(cell: BlankCell, first: BlankCell) -> str:
    own = _NUMBERED.sub(r"\1", cell.label) if cell is first else cell.label
    return "" if is_number_cell(cell) else own


def tall_below(table: BlankTable, row: int) -> tuple[Cards, int] | None:
    """The entries of several rows below a header, held together by the number on their left, and its first row."""
    first = next(iter(table.starting(row + 1)), None)
    height = first.row_span if first is not None and is_number_cell(first) else 1
    if height == 1 or first is None:
        return None
    found = ((_tall(table, row, first, top), top) for top in (row - height + 1, row) if top >= 0)
    return next(((cards, top) for cards, top in found if cards is not None), None)


def _tall(table: BlankTable, row: int, number: BlankCell, top: int) -> Cards | None:
    """The entries below a header from `top` on; what is below its rows in an entry has labels of its own."""
    height, left = number.row_span, number.column
    heads = [cell for cell in table.cells if top <= cell.row <= row and cell.column >= left]
    shape = [(cell.row - top, cell.column, cell.column_span) for cell in heads]
    entries, at = list[_Entry](), row + 1
    while cells := [cell for cell in table.cells if at <= cell.row < at + height and cell.column >= left]:
        own = [cell for cell in cells if cell.row - at <= row - top]
        if [(cell.row - at, cell.column, cell.column_span) for cell in own] != shape or not is_number_cell(own[0]):
            break
        below = [[blank.label for blank in cell.blanks] for cell in cells[len(own) :]]
        if not all(map(is_blank, own[1:])) or not all(len(labels) == 1 and labels[0] for labels in below):
            break
        entries.append(tuple(cells))
        at += height
    if not entries or not all(cell.is_label for cell in heads):
        return None
    labels = [head.label for head in heads[1:]] + [cell.blanks[0].label for cell in entries[0][len(heads) :]]
    named = tuple((cell, (label,)) for cell, label in zip(entries[0][1:], labels, strict=True))
    return tuple(entries), named, entries[0][:1]
