"""Labels above their values, where the form has them beside these."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """地址 | {{ name }} | 电话 | {{ phone }}
企业意见 | {{ own.opinion }}⏎签章：{{ own.sign }}⏎{{ own.date or "年  月  日" }} | < | <
主管意见 | {{ office.opinion }}⏎签章：{{ office.sign }}⏎{{ office.date or "年  月  日" }} | < | <"""
FILLED = {
    "name": "甲路",
    "phone": "138",
    "own.opinion": "属实",
    "own.sign": "张三",
    "own.date": "2022年5月1日",
    "office.opinion": "同意",
    "office.sign": "李四",
    "office.date": "2022年5月2日",
}


@pytest.mark.parametrize(
    "document",
    [
        "地址 | 电话\n甲路 | 138\n企业意见 | 主管意见\n属实⏎签章：张三⏎2022年5月1日 | 同意⏎签章：李四⏎2022年5月2日",
        "电话 | 地址\n138 | 甲路\n主管意见 | 企业意见\n同意⏎签章：李四⏎2022年5月2日 | 属实⏎签章：张三⏎2022年5月1日",
    ],
)
def test_each_label_takes_what_stands_below_it(document):
    found = match(FORM, document)
    assert _stripped(found) == FILLED and unassigned(found) == []


def test_a_group_of_a_head_is_read_with_what_stands_below_it():
    form = (
        "专利 | 申请量 | {{ p.applied }}\n^ | 授权量 | {{ p.granted }}\n"
        "商标 | 申请量 | {{ t.applied }}\n^ | 授权量 | {{ t.granted }}"
    )
    document = "专利 | < | 商标 | <\n申请量 | 授权量 | 申请量 | 授权量\n1 | 2 | 3 | 4"
    assert _stripped(match(form, document)) == {"p.applied": "1", "p.granted": "2", "t.applied": "3", "t.granted": "4"}


def _stripped(found):
    return {path: text.strip() for path, text in filled(found).items()}
