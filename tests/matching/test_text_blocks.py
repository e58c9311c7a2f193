"""A document as blocks of text."""

from __future__ import annotations

from dataclasses import replace

import pytest

import ipforms
from ipforms.matching.text_blocks import text_blocks
from ipforms.paths import Place
from ipforms.sheet import Paragraph, Sheet
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


def tabbed(*lines):
    paragraphs = tuple(Paragraph(line, Place(row=number)) for number, line in enumerate(lines))
    return text_blocks(Sheet(paragraphs), frozenset(("姓名", "手机", "邮箱", "联系人")))


def test_a_table_that_was_made_text_has_rows_and_cells():
    blocks = tabbed("人员\t姓名\t手机\t邮箱", "联系人\t李四\t138\ta@b.cn")
    assert [(block.text, block.cell.row, block.cell.column) for block in blocks][:3] == [
        ("人员", 0, 0),
        ("姓名", 0, 1),
        ("手机", 0, 2),
    ]
    assert blocks[5].text == "李四" and blocks[5].span == blocks[1].span


def test_lines_whose_labels_have_colons_stay_lines():
    blocks = tabbed("姓名：李四\t手机：138", "邮箱：a@b.cn\t联系人：王五")
    assert [block.cell for block in blocks] == [None, None]


NAMES = frozenset(("单位名称", "地址", "电话", "经营商品大类"))


@pytest.mark.parametrize(
    "document",
    [
        "单位名称⏎甲公司 | 地址⏎甲路\n电话⏎138 | 经营商⏎品大类",
        "甲公司⏎（单位名称） | 甲路⏎（地址）\n138⏎电话 | 经营商⏎品大类",
        "【单位名称】⏎甲公司 | 【地址】甲路\n【电话】138 | 经营商⏎品大类",
    ],
    ids=["above", "below", "in brackets"],
)
def test_labels_in_the_cells_of_their_values_have_cells_before_these(document):
    found = [block.text for block in text_blocks(sheet(document), NAMES)]
    assert found == ["单位名称", "甲公司", "地址", "甲路", "电话", "138", "经营商\n品大类", ""]


def test_beside_labels_in_the_cells_of_their_values_one_alone_has_none():
    """But where its value stands beside it; other rows stay as they are."""
    document = "单位名称：⏎甲公司 | 地址：⏎甲路\n电话：⏎138 | 经营商品大类\n电话：⏎138 | 地址 | 甲路\n电话 | 地址"
    found = [(block.text, block.cell.column) for block in text_blocks(sheet(document), NAMES)]
    assert found[4:8] == [("电话：", 0), ("138", 1), ("经营商品大类", 2), ("", 3)]
    assert found[8:] == [("电话：", 0), ("138", 1), ("地址", 2), ("甲路", 4), ("电话", 0), ("地址", 1)]


def test_two_lines_in_some_cells_are_no_labels():
    found = [block.text for block in text_blocks(sheet("地址 | 甲路⏎乙号\n电话⏎138 | 一⏎二"), NAMES)]
    assert found == ["地址", "甲路\n乙号", "电话\n138", "一\n二"]


def test_a_table_in_a_cell_is_known_by_other_names_of_its_labels():
    document = nested("全称 | 住址\n甲 | 乙")
    found = [block.text for block in text_blocks(document, frozenset(("单位名称",)), frozenset(("全称", "住址")))]
    assert "全称" in found


def test_a_label_in_two_languages_has_no_value_in_its_cell():
    document = "单位名称⏎Name | 甲\n地址⏎Registered Address | 乙\n电话⏎Phone No. | 138"
    found = [block.text for block in text_blocks(sheet(document), NAMES)]
    assert found[::2] == ["单位名称\nName", "地址\nRegistered Address", "电话\nPhone No."]


def test_labels_in_brackets_in_lines_have_a_colon():
    """A single title in brackets stays."""
    found = [block.text for block in text_blocks(sheet("【单位名称】甲公司\n【地址】⏎甲路\n【电话】"), NAMES)]
    assert found == ["单位名称：甲公司", "地址：甲路", "电话："]
    assert text_blocks(sheet("【单位名称】⏎甲公司"), NAMES)[0].text == "【单位名称】\n甲公司"


def test_a_sign_before_an_answer_or_what_a_mail_quotes_is_no_part_of_it_but_more_than_is():
    assert [text for text, _ in blocks(sheet("> 单位名称：甲\n答：乙\n→丙\n专利 | >20\n商标 | ＞ 5件"))] == [
        "单位名称：甲",
        "乙",
        "丙",
        "专利",
        ">20",
        "商标",
        "＞ 5件",
    ]


def test_a_table_in_a_cell_belongs_to_what_stands_over_it_there_and_to_no_neighbour():
    kinds = {"专利": "申请量 | 126\n授权量 | 84", "商标": "申请量 | 90\n授权量 | 77"}
    outer = sheet("单位名称 | 甲公司\n注册地址 | 甲路8号\n专利 | 商标")
    table = outer.blocks[0]
    cells = [
        cell._replace(tables=sheet(kinds[cell.text]).blocks) if cell.text in kinds else cell for cell in table.cells
    ]
    document = replace(outer, blocks=(replace(table, cells=tuple(cells)),))
    texts = ipforms.form("guangzhou-enterprise").matcher.match(document).fields.texts
    own = [texts[f"{of}.{count}"] for of in ("patents", "trademarks") for count in ("applied", "granted")]
    assert own == ["126", "84", "90", "77"]


def test_a_table_in_a_cell_is_a_part_of_the_form_if_a_third_of_its_labels_are():
    inner = "在册职工（人） | 233\n研发人员（人） | 41\n专设部门 | 有\n授权且有效的专利 | 22件\n有效注册商标 | 37件"
    outer = sheet("企业数据 | 联系方式")
    table = outer.blocks[0]
    cells = (table.cells[0]._replace(tables=sheet(inner).blocks), table.cells[1])
    document = replace(outer, blocks=(replace(table, cells=cells),))
    found = text_blocks(document, frozenset(), frozenset(("研发人员", "有效注册商标")))
    assert "41" in [block.text for block in found]
