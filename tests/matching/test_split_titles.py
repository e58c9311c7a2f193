"""Labels of which a title over them says the first words."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "单位名称 | 甲公司 | 注册地址 | 甲路8号\n通信地址 | 乙路9号 | 邮编 | 511430\n"
WORK = "1. 与区局共建工作站；⏎2. 组织培训6场。"


@pytest.mark.parametrize(
    "part",
    [
        f"知识产权保护 | < | < | <\n工作情况 | {WORK} | < | <\n所获荣誉 | 2015年试点市场 | < | <",
        f"知识产权保护\n工作情况：{WORK}\n所获荣誉：2015年试点市场",
        f"知识产权保护工作情况 | {WORK} | < | <\n所获荣誉 | 2015年试点市场 | < | <",
    ],
    ids=["over a row", "over a line", "whole"],
)
def test_the_rest_of_a_label_is_no_part_of_its_value(part):
    found = ipforms.form("guangzhou-market").matcher.match(sheet(HEAD + part)).fields.texts
    assert found["ip_work"].strip() == WORK.replace("⏎", "\n")


def test_a_heading_of_a_text_stays_in_it():
    text = "主要业务：工具。⏎科研情况：国家课题1项。"
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"{HEAD}单位概述 | {text} | < | <")).fields.texts
    assert found["overview"].strip() == text.replace("⏎", "\n")
