"""The rows and tables of a document's blocks."""

from __future__ import annotations

import pytest

from ipforms.matching.block_rows import changed, filled, in_table, last_table, rows_of, spans, tables_of, worded
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import sheet


@pytest.fixture
def blocks():
    return text_blocks(sheet("单位 | 甲局\n | 乙局"))


def texts(rows):
    return [[block.text for block in row] for row in rows]


def test_a_table_is_its_rows_and_a_paragraph_is_in_none(blocks):
    line = in_table(blocks[0], 0, 0, 0).with_text("说明")
    assert [texts(rows) for rows in tables_of([line, *blocks])] == [[["单位", "甲局"], ["", "乙局"]]]
    assert texts(rows_of([line, *blocks])) == [["说明"], ["单位", "甲局"], ["", "乙局"]]


def test_rows_with_the_same_columns_stand_below_each_other(blocks):
    upper, lower = rows_of(blocks)
    assert spans(upper) == spans(lower)
    assert texts([filled(lower)]) == [["乙局"]]


def test_blocks_are_left_out_replaced_and_numbered_anew(blocks):
    made = changed(blocks, {0}, {1: blocks[1].with_text("丙局")})
    assert [(block.index, block.text) for block in made] == [(0, "丙局"), (1, ""), (2, "乙局")]
    assert changed(blocks, ()) is blocks
    assert [block.text for block in worded(blocks, {2: "地址"})] == ["单位", "甲局", "地址", "乙局"]


def test_a_cell_of_another_table_has_one_column_of_it(blocks):
    moved = in_table(blocks[1], last_table(blocks) + 1, 3, 0)
    assert (moved.table, moved.cell.row, moved.cell.column, moved.span.behind) == (2, 3, 0, 1)
