"""Labels that a document words otherwise are found by what stands around them."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, texts

FORM = """单位名称 | {{ name }}
法定代表人姓名 | {{ head }}
固定资产总额 | {{ assets }}
联系人 | {{ contact }}"""


def changed(found):
    return [(label.text, wording) for label, _, wording in found.changed]


@pytest.mark.parametrize("label", ["法人代表姓名", "法定代表人", "法定代表人名"])
def test_nearly_the_same_words_are_the_label_and_told(label):
    found = match(FORM, f"单位名称 | 甲公司\n{label} | 张三\n固定资产总额 | 5\n联系人 | 李四")
    assert filled(found) == {"name": "甲公司", "head": "张三", "assets": "5", "contact": "李四"}
    assert changed(found) == [("法定代表人姓名", label)] and found.missing == ()


def test_other_words_are_the_label_where_cells_stand_one_for_one_as_in_the_form():
    found = match(FORM, "单位名称 | 甲公司\n企业一把手 | 张三\n全部家当 | 5\n联系人 | 李四")
    assert filled(found) == {"name": "甲公司", "head": "张三", "assets": "5", "contact": "李四"}
    assert changed(found) == [("法定代表人姓名", "企业一把手"), ("固定资产总额", "全部家当")]


@pytest.mark.parametrize("cell", ["无。", "13800138000手机", "a@b.cn 邮箱", "甲"])
def test_what_does_not_look_like_a_label_is_none_though_it_stands_where_one_should(cell):
    found = match(FORM, f"单位名称 | 甲公司\n{cell} | 张三\n全部家当 | 5\n联系人 | 李四")
    assert [label.text for label in found.missing] == ["法定代表人姓名"]


def test_a_label_without_a_colon_at_the_head_of_its_value_s_cell_is_the_label():
    document = "单位名称 | 甲公司\n法定代表人姓名⏎张三 |\n固定资产总额 | 5\n联系人 | 李四"
    assert texts(FORM, document)["head"] == "张三"


def test_a_header_row_as_long_as_the_form_s_is_the_header_in_other_words():
    form = "负责人 | {{ head }}\n姓名 | 手机\n{%tr for row in people %} | <\n{{ row.name }} | {{ row.phone }}\n"
    found = match(form + "{%tr endfor %} | <\n签章 | {{ signatory }}", "负责人 | 甲\n名字 | 号码\n乙 | 1\n签章 | 丙")
    assert filled(found) == {"head": "甲", "people[0].name": "乙", "people[0].phone": "1", "signatory": "丙"}


def test_a_statement_in_nearly_the_same_words_is_told_and_no_text_of_nobody():
    form = "单位名称 | {{ name }}\n本单位承诺以上所填内容真实有效。\n签章 | {{ signatory }}"
    found = match(form, "单位名称 | 甲公司\n我单位承诺以上填写的内容真实、有效。\n签章 | 张三")
    assert [wording for _, wording in changed(found)] == ["我单位承诺以上填写的内容真实、有效。"]
    assert found.fields.unassigned == [] and found.missing == ()


def test_another_name_that_the_form_knows_is_told_as_well():
    found = match(FORM, "企业名称 | 甲公司\n联系人 | 李四", aliases={"企业名称": ("单位名称",)})
    assert filled(found) == {"name": "甲公司", "contact": "李四"} and changed(found) == [("单位名称", "企业名称")]


def test_the_remark_in_brackets_behind_a_label_may_be_deleted():
    form = "单位名称 | {{ name }}\n保护工作情况（可加页） | {{ work }}"
    assert texts(form, "单位名称 | 甲公司\n保护工作情况 | 很好") == {"name": "甲公司", "work": "很好"}
