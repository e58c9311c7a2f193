"""The table built otherwise: cut, nested, continued, with labels and values in one cell, numbered by lists."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection
from itertools import groupby
from random import Random

from tests.replicas.model import Block, Cell, Line, Paper, Row, Span, Table, lines, page_break

_NESTING = ("units", "policies", "enterprises")
_PAIRED = ("pair", "two", "four", "halves")
_HEADING = re.compile("[一二三四五六]、")


def change(paper: Paper, on: Collection[str], rng: Random, add_list: Callable[[int], int]) -> None:
    if "value_in_label_cell" in on:
        _join_labels(_rows(paper), rng)
    if "nested_table" in on:
        _each_table(paper, _nested)
    if "continuation_page" in on:
        _each_table(paper, _continued)
    if "tables_cut" in on:
        _each_table(paper, lambda table: _cut(table, rng))
    if "numbers_as_list" in on:
        _listed(paper, add_list)


def _rows(paper: Paper) -> list[Row]:
    return [row for block in paper.body if isinstance(block, Table) for row in block.rows]


def _each_table(paper: Paper, turn: Callable[[Table], list[Block]]) -> None:
    blocks: list[Block] = []
    for block in paper.body:
        blocks += turn(block) if isinstance(block, Table) else [block]
    paper.body = blocks


def _join_labels(rows: list[Row], rng: Random) -> None:
    """单位名称：广州… in one cell; in a table of columns some values have their label before them."""
    paired = [row for row in rows if row.tag in _PAIRED]
    for number, row in enumerate(paired):
        if number == 0 or rng.random() < 0.6:
            row.cells = [_joined(row.cells[at], row.cells[at + 1]) for at in range(0, len(row.cells), 2)]
            row.tag += "-joined"
    for row in [] if paired else rows:
        for column, printed in ((7, "联系电话："), (8, "电子邮箱：")):
            spans = row.cells[column].lines[0].spans
            if spans and not row.header and spans[0].path:
                spans.insert(0, Span(printed, kind="label"))


def _joined(label: Cell, value: Cell) -> Cell:
    printed = Span(label.text + "：", kind="label")
    return Cell([Line([printed, *value.lines[0].spans])], label.width + value.width)


def _nested(table: Table) -> list[Block]:
    rows: list[Row] = []
    for tag, group in groupby(table.rows, key=lambda row: row.tag):
        members = list(group)
        rows += [_nest(members)] if tag in _NESTING else members
    return [Table(rows)]


def _nest(rows: list[Row]) -> Row:
    """The rows as a table in one cell; a label beside them stays beside them."""
    beside = rows[0].cells[0].v == "start"
    inner = Table([Row(row.cells[1:] if beside else row.cells, row.tag, row.header) for row in rows])
    cell = Cell([], 4, inner=inner)
    if not beside:
        return Row([cell], "nest")
    label = rows[0].cells[0]
    label.v = ""
    return Row([label, cell], "nest")


def _continued(table: Table) -> list[Block]:
    """Cut behind the first filled row of each repeated section; what follows has the header once more."""
    rows: list[Row] = []
    blocks: list[Block] = []
    for at, row in enumerate(table.rows):
        rows.append(row)
        head = next((other for other in table.rows[:at] if other.header and other.tag == row.tag), None)
        if head is None or at + 1 >= len(table.rows) or table.rows[at + 1].tag != row.tag or not _severs(table, at):
            continue
        if table.rows[at - 1] is not head and _severs(table, at - 1):
            continue
        blocks += [Table(rows), page_break()]
        rows = [copy.deepcopy(head)]
    return [*blocks, Table(rows)]


def _severs(table: Table, at: int) -> bool:
    """Whether no value is merged over the border below a row; a label beside the section may be."""
    return not any(cell.v == "more" for cell in table.rows[at + 1].cells[1:])


def _cut(table: Table, rng: Random) -> list[Block]:
    places = [
        at
        for at, row in enumerate(table.rows)
        if at and not any(cell.v == "more" for cell in row.cells) and not table.rows[at - 1].header
    ]
    cuts = sorted(rng.sample(places, min(len(places), rng.randint(1, 2))))
    blocks: list[Block] = []
    for start, end in zip([0, *cuts], [*cuts, len(table.rows)], strict=True):
        blocks += [Table(table.rows[start:end]), Line()]
    return blocks


def _listed(paper: Paper, add_list: Callable[[int], int]) -> None:
    for line in lines(paper.body):
        if not line.spans:
            continue
        first = line.spans[0]
        if first.kind == "number":
            line.numbered, line.spans = add_list(0), []
        elif first.kind == "label" and _HEADING.match(first.text):
            line.numbered, line.align = add_list(1), "left"
            line.spans[0] = Span(first.text[2:], kind="label")
