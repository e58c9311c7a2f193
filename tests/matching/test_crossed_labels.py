"""Fields that are known by several labels, wherever these stand around their values."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet, texts

PERSONS = """主要人员 | 姓名 | 电话 | 邮箱
法定代表人 | {{ legal.name }} | {{ legal.phone }} | {{ legal.email }}
联系人 | {{ contact.name }} | {{ contact.phone }} | {{ contact.email }}
地址 | {{ address }} | 邮编 | {{ postcode }}"""
EXPECTED = {
    "legal.name": "张三",
    "legal.phone": "138",
    "legal.email": "a@b",
    "contact.name": "李四",
    "contact.phone": "139",
    "contact.email": "c@d",
}
LAYOUTS = {
    "columns_in_another_order": "主要人员 | 邮箱 | 电话 | 姓名\n"
    "法定代表人 | a@b | 138 | 张三\n联系人 | c@d | 139 | 李四",
    "turned": "主要人员 | 联系人 | 法定代表人\n姓名 | 李四 | 张三\n邮箱 | c@d | a@b\n电话 | 139 | 138",
    "cards": "主要人员 | < | < | < | <\n法定代表人 | 姓名 | 张三 | 电话 | 138\n^ | 邮箱 | a@b | < | <\n"
    "联系人 | 姓名 | 李四 | 电话 | 139\n^ | 邮箱 | c@d | < | <",
    "cards_below_headings": "法定代表人 | < | < | <\n姓名 | 张三 | 电话 | 138\n邮箱 | a@b | |\n"
    "联系人 | < | < | <\n姓名 | 李四 | 电话 | 139\n邮箱 | c@d | |",
    "groups": "法定代表人 | < | < | 联系人 | < | <\n姓名 | 电话 | 邮箱 | 姓名 | 电话 | 邮箱\n"
    "张三 | 138 | a@b | 李四 | 139 | c@d",
    "composed": "法定代表人姓名 | 张三 | 法定代表人电话 | 138\n法定代表人邮箱 | a@b | 联系人姓名 | 李四\n"
    "联系人电话 | 139 | 联系人的邮箱 | c@d",
    "composed_in_lines": "法定代表人姓名：张三\n法定代表人电话：138\n法定代表人邮箱：a@b\n"
    "联系人姓名：李四\n联系人电话：139\n联系人邮箱：c@d",
    "questions": "1. 法定代表人的姓名？\n答：张三\n2. 法定代表人的电话？\n答：138\n3. 法定代表人的邮箱？\n答：a@b\n"
    "4. 联系人的姓名？\n李四\n5. 联系人的电话？\n139\n6. 联系人的邮箱？\nc@d",
    "several_in_a_cell": "法定代表人 | 姓名：张三⏎电话：138⏎邮箱：a@b\n联系人 | 姓名：李四⏎电话：139⏎邮箱：c@d",
}


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_a_text_goes_by_the_labels_around_it(document):
    assert texts(PERSONS, document) == EXPECTED


def test_a_cell_over_lines_with_labels_of_their_own_stands_below_its_header():
    document = """（1）基本情况 | < | < | <
主要人员 | 姓名 | 邮箱 | 电话 | <
法定代表人 | 张三 | a@b | 固话 | 138
^ | ^ | ^ | 手机 |
联系人 | 李四 | c@d | 固话 | 139
^ | ^ | ^ | 手机 | """
    found = texts(PERSONS.replace("电话 |", "固话 |").replace("| 电话", "| 固话"), document)
    assert {path: found.get(path) for path in EXPECTED} == EXPECTED


def test_a_question_without_an_answer_is_no_value():
    found = texts(PERSONS, "1. 法定代表人的姓名？\n答：\n2. 法定代表人的电话？\n答：138\n3. 联系人的姓名？\n答：李四")
    assert found == {"legal.phone": "138", "contact.name": "李四"}


def test_a_blank_cell_keeps_its_place():
    assert texts(PERSONS, "主要人员 | 邮箱 | 姓名\n法定代表人 | | 张三\n联系人 | c@d | ") == {
        "legal.name": "张三",
        "contact.email": "c@d",
    }


def test_labels_of_a_pair_are_none_of_the_cells_above_which_they_stand():
    document = "主要人员 | 姓名 | 电话 | 邮箱\n法定代表人 | 张三 | | \n地址 | 甲路 | 邮编 | 510000"
    assert texts(PERSONS, document) == {"legal.name": "张三", "address": "甲路", "postcode": "510000"}


SECTION = """主要人员 | 姓名 | 电话
法定代表人 | {{ legal.name }} | 固话：{{ legal.landline }}⏎手机：{{ legal.mobile }}
{%tr for c in contacts %} | < | <
联系人{% vm %} | {{ c.name }} | 固话：{{ c.landline }}⏎手机：{{ c.mobile }}
{%tr endfor %} | < | <"""


@pytest.mark.parametrize(
    "document",
    [
        "主要人员 | 姓名 | 手机\n法定代表人 | 张三 | 131\n联系人 | 李四 | 132\n联系人 | 王五 | 133",
        "主要人员 | 姓名 | 手机\n法定代表人 | 张三 | 131\n联系人 | 李四 | 132\n^ | 王五 | 133",
        "法定代表人 | 姓名 | 张三\n^ | 手机 | 131\n"
        "联系人 | 姓名 | 李四\n^ | 手机 | 132\n联系人 | 姓名 | 王五\n^ | 手机 | 133",
    ],
)
def test_further_rows_of_a_label_are_further_entries(document):
    found = filled(match(SECTION, document))
    assert {path: text for path, text in found.items() if "landline" not in path} == {
        "legal.name": "张三",
        "contacts[0].name": "李四",
        "contacts[1].name": "王五",
    } | {path: text for path, text in found.items() if "mobile" in path}
    assert [found.get(path) for path in ("contacts[0].mobile", "contacts[1].mobile")] == ["132", "133"]


def test_a_label_in_the_form_s_own_words_leaves_no_doubt_about_one_that_is_only_like_it():
    document = "单位名称 | 甲公司 | <\n版权（件） | 计算机软件 | 16\n^ | 著作权 | 3\n通信地址 | 甲路1号 | <"
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    assert (found.texts["copyrights.works"], found.found["copyrights.works"].margin) == ("3", 1.0)


def test_a_blank_whose_labels_stand_around_the_value_of_another_field_as_well_is_not_certain():
    form = """人员 | 姓名 | 电话
法定代表人 | {{ legal.name }} | 固话：{{ legal.landline }}
^ | ^ | 手机：{{ legal.mobile }}
联系人 | {{ contact.name }} | 固话：{{ contact.landline }}
^ | ^ | 手机：{{ contact.mobile }}"""
    found = match(form, "人员 | 姓名 | 电话\n法定代表人 | 张三 | 固话：020⏎手机：138\n联系人 | 李四 | 139").fields
    assert found.texts["legal.mobile"].strip() == "138"
    given = next(path for path in ("contact.landline", "contact.mobile") if found.texts.get(path, "").strip() == "139")
    other = ({"contact.landline", "contact.mobile"} - {given}).pop()
    assert found.found[other].others == ("139",)
    assert found.found[other].margin < 0.6


PHONES = """人员 | 姓名 | 证件 | 电话
法定代表人 | {{ legal.name }} | {{ legal.id }} | 固话：{{ legal.landline }}
^ | ^ | ^ | 手机：{{ legal.mobile }}
地址 | {{ address }} | < | <"""
BOTH_ROWS = {"legal.name": "张三", "legal.id": "44", "legal.landline": "020", "legal.mobile": "138", "address": "金华"}


@pytest.mark.parametrize("second", ["法定代表人 | 张三 | 44", "法定代表人 | 张三 | ^"])
def test_a_row_with_the_same_label_and_value_goes_on_with_the_one_above(second):
    document = (
        f"人员 | 姓名 | 证件 | 电话\n法定代表人 | 张三 | 44 | 固话：020\n{second} | 手机：138\n地址 | 金华 | < | <"
    )
    assert filled(match(PHONES, document)) == BOTH_ROWS


def test_a_cell_with_several_labels_is_none_where_the_last_is_blank():
    found = filled(
        ipforms.form("guangzhou-enterprise").matcher.match(sheet("专利 | 申请量：30件⏎授权量：21件⏎有效量："))
    )
    assert (found["patents.applied"], found["patents.granted"]) == ("30件", "21件")


def test_labels_with_their_values_below_one_more_head_are_none_of_the_rows_beside_them():
    document = """类别 | 申请量 | 授权量 | 有效量 | 版权（件） | <
专利（件） | 6 | 5 | 4 | 计算机软件 | 3
商标（件） | 9 | 8 | 7 | 著作权 | 2"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert [found[f"{group}.applied"] for group in ("patents", "trademarks")] == ["6", "9"]
    assert [found[f"{group}.valid"] for group in ("patents", "trademarks")] == ["4", "7"]
    assert found["copyrights.software"] == "3"


def test_labels_below_one_head_of_columns_stay_those_of_their_own_values():
    """固话 and 手机 below 电话, each before its number."""
    document = """人员 | 姓名 | 电话 | < | 邮箱
法定代表人 | 张三 | 固话 | 020 | a@b
^ | ^ | 手机 | 138 | ^
联系人 | 李四 | 固话 | 021 | c@d
^ | ^ | 手机 | 139 | ^"""
    form = """人员 | 姓名 | 电话 | 邮箱
法定代表人 | {{ legal.name }} | 固话：{{ legal.landline }}⏎手机：{{ legal.mobile }} | {{ legal.email }}
联系人 | {{ contact.name }} | 固话：{{ contact.landline }}⏎手机：{{ contact.mobile }} | {{ contact.email }}"""
    found = match(form, document).fields
    assert [found.texts[f"{who}.mobile"].strip() for who in ("legal", "contact")] == ["138", "139"]
    assert all(
        found.found[f"{who}.{which}"].is_confirmed for who in ("legal", "contact") for which in ("landline", "mobile")
    )


def test_groups_of_labels_with_their_values_side_by_side_are_no_columns_over_the_first_of_them():
    document = """专利 | < | 商标 | < | 版权 | <
申请量 | 18 | 申请量 | 22 | 计算机软件 | 40
授权量 | 7 | 授权量 | 13 | 著作权 | 6"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    assert (found.texts["trademarks.applied"], found.found["trademarks.applied"].is_confirmed) == ("22", True)
