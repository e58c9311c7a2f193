"""A table behind the form that goes on with a list in it."""

from __future__ import annotations

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """单位 | {{ unit }} | < | <
机构情况 | 名称 | 人数 | 电话
{%tr for p in offices %} | < | < | <
^ | {{ p.name }} | {{ p.count }} | {{ p.phone }}
{%tr endfor %} | < | < | <
备注 | {{ note }} | < | <
填表人：{{ by }}"""
BEGUN = "单位 | 甲局 | < | <\n机构情况 | 名称 | 人数 | 电话\n^ | 法务部 | 3 | 138\n备注 | 无误 | < | <\n填表人：王五"


def test_its_rows_are_further_entries():
    found = match(FORM, f"{BEGUN}\n续表：机构情况\n名称 | 人数 | 电话\n总经办 | 2 | 139\n品牌部 | 1 | 137")
    assert [found.fields.texts[f"offices[{row}].name"] for row in range(3)] == ["法务部", "总经办", "品牌部"]
    assert filled(found)["offices[2].phone"] == "137" and filled(found)["note"] == "无误"


def test_another_list_with_some_of_its_columns_is_none():
    found = match(FORM, f"{BEGUN}\n附：联系表\n姓名 | 电话\n张三 | 139")
    assert found.fields.rows == {"offices": 1}
    assert "张三" in [*unassigned(found), *(block.text for block in found.behind)]


def test_a_table_in_other_columns_below_its_header_is_told():
    found = match(FORM, f"{BEGUN}\n续表\n名称 | 人数 | 电话\n总经办 | 2人，电话139 | <")
    assert found.fields.rows == {"offices": 1}
    assert "总经办" in [*unassigned(found), *(block.text for block in found.behind)]


FACTS = "基本情况\n单位 | {{ unit }}\n类型 | {{ kind }}\n电话 | {{ phone }}\n填表人：{{ by }}"


def test_what_stands_between_the_halves_of_a_table_is_no_part_of_a_value():
    for title in ("基本情况（续）", "续表", "（接上页）"):
        found = match(FACTS, f"基本情况\n单位 | 甲局\n类型 | 机关\n{title}\n电话 | 139\n填表人：王五")
        assert filled(found) == {"unit": "甲局", "kind": "机关", "phone": "139", "by": "王五"}
        assert unassigned(found) == [title]


def test_another_table_below_a_title_that_nothing_had_before_goes_on_with_none():
    found = match(FACTS, "基本情况\n单位 | 甲局\n类型 | 机关\n申请情况（续）\n电话 | 139\n填表人：王五")
    assert "申请情况（续）" in "".join([*unassigned(found), *filled(found).values()])


def test_a_header_that_comes_again_for_each_owner_goes_on_with_none():
    form = "专利（件） | 申请量 | 授权量 | 有效量\n^ | {{ p.a }} | {{ p.g }} | {{ p.v }}\n"
    form += "商标（件） | 申请量 | 授权量 | 有效量\n^ | {{ t.a }} | {{ t.g }} | {{ t.v }}\n填表人：{{ by }}"
    head = "申请量 | 授权量 | 有效量"
    found = match(form, f"专利（件）\n\n{head}\n14 | 9 | 8\n\n商标（件）\n\n{head}\n5 | 2 | 1\n\n填表人：王五")
    assert filled(found) == {"p.a": "14", "p.g": "9", "p.v": "8", "t.a": "5", "t.g": "2", "t.v": "1", "by": "王五"}
