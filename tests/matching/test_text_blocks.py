"""A document as blocks of text."""

from __future__ import annotations

from dataclasses import replace

from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import sheet


def blocks(document, *labels):
    return [(block.text, block.table) for block in text_blocks(document, frozenset(labels))]


def test_cells_and_paragraphs_stand_in_reading_order_with_the_number_of_their_table():
    assert blocks(sheet("甲\n乙 | 丙\n丁\n戊 | 己")) == [
        ("甲", 0),
        ("乙", 1),
        ("丙", 1),
        ("丁", 0),
        ("戊", 2),
        ("己", 2),
    ]


def test_a_block_has_the_text_that_is_seen():
    (block,) = text_blocks(sheet("联系⼈\u200b：____"))
    assert (block.text, block.searchable, block.key) == ("联系人：____", "联系人:", "联系人")
    assert block.typed(0, 3) == "联系人"


def nested(inner):
    outer = sheet("前言⏎姓名⏎甲⏎手机⏎1 | 乙")
    table = outer.blocks[0]
    first = table.cells[0]._replace(tables=sheet(inner).blocks)
    return replace(outer, blocks=(replace(table, cells=(first, *table.cells[1:])),))


def test_a_table_in_a_cell_that_has_labels_of_the_form_is_taken_apart():
    assert blocks(nested("姓名 | 甲\n手机 | 1"), "姓名", "手机") == [
        ("前言", 1),
        ("姓名", 2),
        ("甲", 2),
        ("手机", 2),
        ("1", 2),
        ("乙", 1),
    ]


def test_another_table_in_a_cell_is_a_part_of_its_text():
    assert blocks(nested("姓名 | 甲\n手机 | 1"), "姓名") == [("前言\n姓名\n甲\n手机\n1", 1), ("乙", 1)]
