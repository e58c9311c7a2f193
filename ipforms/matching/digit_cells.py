"""Cells for single characters, in a row where the form has one cell: a credit code of eighteen boxes is one value."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise, takewhile

from ipforms.matching.template_map import TAG
from ipforms.sheet import Cell, Sheet, Table
from ipforms.text import label_key

_FEWEST = 6  # digits of a postcode, the shortest number that forms print boxes for


def boxed_labels(template: Sheet) -> frozenset[str]:
    """The labels beside which a form has one cell over many columns, which may stand for a row of boxes."""
    tables = (block for block in template.blocks if isinstance(block, Table))
    return frozenset(
        label_key(label.text)
        for table in tables
        for label, cell in pairwise(table.cells)
        if cell.column_span >= _FEWEST and cell.row == label.row and _is_slot(cell) and label_key(label.text)
    )


def join_digit_cells(sheet: Sheet, labels: Collection[str]) -> Sheet:
    """The document with each row of boxes behind one of these labels as one cell; the same if there is none."""
    blocks = tuple(_joined(block, labels) if isinstance(block, Table) else block for block in sheet.blocks)
    is_same = all(one is other for one, other in zip(blocks, sheet.blocks, strict=True))
    return sheet if is_same else replace(sheet, blocks=blocks)


def _is_slot(cell: Cell) -> bool:
    tag = TAG.fullmatch(cell.text.strip())
    return tag is not None and tag["print"] is not None


def _joined(table: Table, labels: Collection[str]) -> Table:
    may_be_boxes = sum(len(cell.text.strip()) <= 1 for cell in table.cells) >= _FEWEST
    cells = tuple(_cells(table.cells, labels)) if labels and may_be_boxes else table.cells
    return table if len(cells) == len(table.cells) else replace(table, cells=cells)


def _cells(cells: tuple[Cell, ...], labels: Collection[str]) -> Iterator[Cell]:
    at = 0
    while at < len(cells):
        yield cells[at]
        at += 1
        boxes = _boxes(cells, at) if label_key(cells[at - 1].text) in labels else []
        if boxes:
            span = sum(box.column_span for box in boxes)
            yield boxes[0]._replace(column_span=span, text="".join(box.text.strip() for box in boxes))
            at += len(boxes)


def _boxes(cells: tuple[Cell, ...], at: int) -> list[Cell]:
    """The cells from one on that hold one character each; none if they are too few."""
    row = cells[at - 1].row
    rest = (cells[number] for number in range(at, len(cells)))
    boxes = list(takewhile(lambda cell: cell.row == row and len(cell.text.strip()) <= 1, rest))
    return boxes if len(boxes) >= _FEWEST else []
