"""Words that name columns or the paper are no values."""

from __future__ import annotations

import ipforms
from ipforms.matching.remark_columns import is_frame
from ipforms.text import label_key
from tests.matching.sheet_notation import filled, match, sheet, unassigned


def test_heads_of_columns_and_titles_of_papers_are_no_values():
    frame = ("序号", "备注", "填报内容", "广州市知识产权行政保护重点企业申报书", "入库申报材料")
    assert all(is_frame(label_key(text)) for text in frame)
    assert not any(is_frame(label_key(text)) for text in ("同意推荐", "已填写申报书。", "甲公司", "市场部"))


def test_the_title_of_the_paper_is_nobody_s_name():
    document = "重点市场知识产权保护入库申报表\n组织单位：广州市荔湾区知识产权局\n\n市场名称 | 甲市场\n通信地址 | 甲路"
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    assert not any("申报表" in text for text in texts.values())


def test_numbers_and_remarks_beside_the_items_are_no_values_and_are_told():
    document = """序号 | 项目 | 填报内容 | 备注
1 | 单位 | 甲局 | 必填
2 | 地址 |  | 见附件
3 | 电话 | 138 |"""
    found = match("单位 | {{ unit }}\n地址 | {{ address }}\n电话 | {{ phone }}", document)
    assert filled(found) == {"unit": "甲局", "phone": "138"}
    assert unassigned(found) == ["必填", "见附件"]


def test_what_an_office_notes_beside_an_item_is_no_value():
    document = """类别 | 采集项 | 填写内容 | 备注（局内填）
基本信息 | 单位 | 甲局 | 与执照一致
^ | 地址 |  |
^ | 电话 | 138 | 已核实
说明 | 属实 | < | 联系人：张三"""
    found = match("单位 | {{ unit }}\n地址 | {{ address }}\n电话 | {{ phone }}\n联系人：{{ by }}", document)
    assert filled(found) == {"unit": "甲局", "phone": "138", "by": "张三"}


def test_codes_units_and_letters_of_a_table_of_statistics_are_no_values():
    document = """指标名称 | 代码 | 计量单位 | 数量
甲 | 乙 | 丙 | 1
单位 | 01 | 个 | 甲局
电话 | 02 | 部 | 138"""
    found = match("单位 | {{ unit }}\n电话 | {{ phone }}", document)
    assert filled(found) == {"unit": "甲局", "phone": "138"}
    assert unassigned(found) == []


def test_a_header_of_two_words_says_both():
    document = """指标名称 | 代码 | 计量单位 | 内容／数值
单位 | 01 | — | 甲局
电话 | 02 | — | 138"""
    assert filled(match("单位 | {{ unit }}\n电话 | {{ phone }}", document)) == {"unit": "甲局", "phone": "138"}


COUNTED = "单位 | {{ unit }}\n电话 | {{ phone }}\n人数 | {{ people }}\n家数 | {{ firms }}\n年数 | {{ years }}"


def test_a_column_that_counts_the_labels_is_no_value_whatever_its_header():
    document = """项目 | 栏次 | 本企业情况
单位 | 11 | 甲局
电话 | 12 | 138
人数 | 13 | 40
家数 | 14 |
年数 | 15 | 7"""
    assert filled(match(COUNTED, document)) == {"unit": "甲局", "phone": "138", "people": "40", "years": "7"}


def test_values_that_happen_to_count_are_values():
    document = "单位 | 1\n电话 | 2\n人数 | 3\n家数 | 9\n年数 | 7"
    assert filled(match(COUNTED, document)) == {"unit": "1", "phone": "2", "people": "3", "firms": "9", "years": "7"}
    counting = "单位 | 1\n电话 | 2\n人数 | 3\n家数 | 4\n年数 | 5"
    assert [*filled(match(COUNTED, counting)).values()] == ["1", "2", "3", "4", "5"]
