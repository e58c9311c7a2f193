"""One cell for several slots."""

from __future__ import annotations

import pytest

from ipforms.matching.form_map import Slot
from ipforms.matching.split_cell import split_cell

NAME_AND_POST = [Slot("contact_name", "", "", None), Slot("contact_title", "", "", None)]
OTHERS = [Slot("marks", "", "", None), Slot("patents", "", "", None)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("张三\n经理", ["张三", "经理"]),
        ("张三/经理", ["张三", "经理"]),
        ("张三（经理）", ["张三", "经理"]),
        ("张三 经理", ["张三", "经理"]),
        ("张 三", ["张 三", ""]),
        ("John Smith", ["John Smith", ""]),
        ("经理 张三", ["张三", "经理"]),
        ("联系人：张三\u3000职务：法务主管", ["张三", "法务主管"]),
        ("姓名:张三，职位:经理", ["张三", "经理"]),
        ("", ["", ""]),
    ],
)
def test_a_name_and_a_post_are_told_apart(text, parts):
    assert split_cell(text, NAME_AND_POST) == parts


def test_other_facts_stand_in_the_order_of_the_form():
    assert split_cell("双龙\nZL201710601862.3", OTHERS) == ["双龙", "ZL201710601862.3"]
    assert split_cell("双龙", OTHERS) == ["双龙", ""]
