"""Titles over entries and parts of a form are neither labels nor values."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.matching.entry_titles import without_titles
from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import sheet

FINDER = LabelFinder(["推荐企业", "名称", "电话", "联系人", "审核意见"], {}, ("名称",))


def left(document):
    """What is left of a document."""
    return [block.text for block in without_titles(text_blocks(sheet(document)), FINDER)[0]]


@pytest.mark.parametrize(
    "titles",
    [
        ("企业1", "企业2", "企业3"),
        ("第一家企业", "第二家企业", "第三家企业"),
        ("推荐企业 Enterprise No.1", "推荐企业 Enterprise No.2", "推荐企业 Enterprise No.3"),
    ],
)
def test_titles_are_counted_from_one(titles):
    assert left("\n".join(f"{title}\n名称：甲" for title in titles)) == ["名称：甲"] * 3
    assert left("\n\n".join(f"{title} | <\n名称 | 甲" for title in titles)) == ["名称", "甲"] * 3


@pytest.mark.parametrize(
    "document",
    [
        "企业1\n名称：甲",  # one alone
        "企业1\n甲\n企业2\n乙",  # no labels between them
        "企业2\n名称：甲\n企业4\n名称：乙",  # not counted
        "联系人1\n名称：甲\n联系人2\n名称：乙",  # labels
        "名称 | 车间1\n电话 | 1\n名称 | 车间2\n电话 | 2",  # values beside labels
    ],
)
def test_what_is_not_sure_to_be_a_title_stays(document):
    assert left(document) == [block.text for block in text_blocks(sheet(document))]


def test_parts_in_brackets_are_titles_and_so_is_what_the_label_below_says_again():
    assert left("【基本情况】\n名称：甲\n【填报】\n【审核意见】\n同意") == ["名称：甲", "【审核意见】", "同意"]
    assert left("A 资质\n名称：甲\nB 概况\n电话：1\nC 其他\n联系人：张三") == ["名称：甲", "电话：1", "联系人：张三"]
    assert left("（一）资质\n名称 | 甲\n（二）概况\n电话 | 1\n（三）其他\n联系人 | 张三") == [
        "名称",
        "甲",
        "电话",
        "1",
        "联系人",
        "张三",
    ]
    assert len(left("名称：甲\n（一）建章立制\n（二）培训宣传\n（三）经费\n电话：1")) == 5
    assert left("一、资质\n名称：甲\n二、概况\n电话：1\n三、说明\n甲公司概况。\n五、其他\n联系人：张三") == [
        "名称：甲",
        "电话：1",
        "甲公司概况。",
        "联系人：张三",
    ]
    assert left("■ 审核意见\n审核意见 | 同意") == ["审核意见", "同意"]
    assert left("一、金东区\n名称：甲\n二、义乌市\n名称：乙") == ["名称：甲", "名称：乙"]


def test_a_counted_title_over_the_header_of_a_table_is_no_label_that_it_is_only_like():
    document = "一、推荐企业名单\n名称 | 电话\n甲 | 1\n二、审核意见\n同意\n三、联系人\n名称 | 电话\n乙 | 2"
    assert "一、推荐企业名单" not in left(document)
    assert {"二、审核意见", "三、联系人"} <= set(left(document))


def test_a_title_that_names_the_labels_of_the_part_below_is_none_of_the_prose_before():
    document = """单位名称：甲公司
申报单位概述
主营照明灯具。
声明与意见
申报单位声明 | 本单位保证所提供的资料真实有效
所在行政区知识产权部门意见 | 负责人签名："""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert texts["overview"].strip() == "主营照明灯具。"


TABLES = "名称 | 甲\n电话 | {}\n\n{}\n\n发明专利 | 注册商标\n5 | 17"


@pytest.mark.parametrize(
    ("document", "is_left"),
    [
        (TABLES.format("138", "知识产权数量（件）"), False),
        (TABLES.format("", "知识产权数量（件）"), True),  # may be what the last label asks for
        (TABLES.format("138", "联系人甲"), True),  # says whose the table is
        (TABLES.format("138", "知识产权数量（件）").replace("5 | 17", "").replace("发明专利 |", "5 |"), True),
    ],
)
def test_a_line_between_two_tables_is_the_title_of_a_header(document, is_left):
    assert any("知识产权数量" in text or "联系人甲" in text for text in left(document)) is is_left
