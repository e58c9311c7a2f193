"""Rows that a program has filled where the form has one cell, and columns of numbers and remarks."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """人员 | 姓名 | 证件 | 电话
法定代表人 | {{ legal.name }} | {{ legal.id }} | 固话：{{ legal.landline }}
^ | ^ | ^ | 手机：{{ legal.mobile }}
地址 | {{ address }} | < | <"""
EXPECTED = {"legal.name": "张三", "legal.id": "44", "legal.landline": "020", "legal.mobile": "138", "address": "金华"}


@pytest.mark.parametrize("second", ["法定代表人 | 张三 | 44", "法定代表人 | 张三 | ^"])
def test_a_row_with_the_same_label_and_value_goes_on_with_the_one_above(second):
    document = (
        f"人员 | 姓名 | 证件 | 电话\n法定代表人 | 张三 | 44 | 固话：020\n{second} | 手机：138\n地址 | 金华 | < | <"
    )
    assert filled(match(FORM, document)) == EXPECTED


def test_numbers_and_remarks_beside_the_items_are_no_values_and_are_told():
    document = """序号 | 项目 | 填报内容 | 备注
1 | 单位 | 甲局 | 必填
2 | 地址 |  | 见附件
3 | 电话 | 138 |"""
    found = match("单位 | {{ unit }}\n地址 | {{ address }}\n电话 | {{ phone }}", document)
    assert filled(found) == {"unit": "甲局", "phone": "138"}
    assert unassigned(found) == ["必填", "见附件"]


def test_codes_units_and_letters_of_a_table_of_statistics_are_no_values():
    document = """指标名称 | 代码 | 计量单位 | 数量
甲 | 乙 | 丙 | 1
单位 | 01 | 个 | 甲局
电话 | 02 | 部 | 138"""
    found = match("单位 | {{ unit }}\n电话 | {{ phone }}", document)
    assert filled(found) == {"unit": "甲局", "phone": "138"}
    assert unassigned(found) == []
