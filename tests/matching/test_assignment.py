"""What stands between two labels goes to the slots that the form has there."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet, texts, unassigned

PLAIN = "单位名称 | {{ name }}\n联系人 | {{ contact }}"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("单位名称 | 甲公司\n联系人 | 张三", {"name": "甲公司", "contact": "张三"}),
        ("单位名称\n甲公司\n联系人\n张三", {"name": "甲公司", "contact": "张三"}),
        ("单位名称：甲公司\n联系人：张三", {"name": "甲公司", "contact": "张三"}),
        ("单位名称 | | 甲公司\n联系人 | 张三", {"name": "甲公司", "contact": "张三"}),
        ("单位名称 | 甲公司____\n联系人 | ____", {"name": "甲公司"}),
        ("单位名称 |\n联系人 |", {}),
    ],
)
def test_one_slot_takes_what_stands_behind_its_label(document, expected):
    assert texts(PLAIN, document) == expected


def test_a_further_row_with_a_label_and_a_cell_of_its_own_is_left_over():
    found = match(PLAIN, "单位名称 | 甲公司\n传真 | 81050369\n联系人 | 张三")
    assert filled(found) == {"name": "甲公司", "contact": "张三"}
    assert unassigned(found) == ["传真", "81050369"]


def test_what_is_of_another_kind_behind_a_blank_is_left_over():
    document = "联系人 | 张三 | 邮箱 |\n有无法务部 | 有 | 职工总数 | 30"
    fields = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields
    assert not fields.texts["email"]
    assert "有无法务部" in {each.text for each in fields.unassigned}


def test_what_stands_beside_a_value_but_not_below_its_label_is_left_over():
    found = match("姓名 | \n{{ name }} | \n签章 | {{ signatory }}", "姓名 | \n张三 | 兼职\n签章 | 李四")
    assert filled(found) == {"name": "张三", "signatory": "李四"} and unassigned(found) == ["兼职"]


def test_lines_below_a_value_belong_to_it_unless_they_have_a_label_or_are_a_date():
    form = "申报单位：{{ name }}\n签章 | {{ signatory }}"
    found = match(form, "申报单位：甲公司\n传真：81050369\n签章 | 张三")
    assert filled(found) == {"name": "甲公司", "signatory": "张三"} and unassigned(found) == ["传真：81050369"]


def test_several_slots_take_as_many_cells_in_order():
    assert texts("地址和邮编 | {{ address }} | {{ postcode }}", "地址和邮编 | 体育西路 | 510623") == {
        "address": "体育西路",
        "postcode": "510623",
    }


def test_several_slots_take_what_is_filled_and_the_last_one_the_rest():
    form = "地址和邮编 | {{ address }} | {{ postcode }}\n电话 | {{ phone }}"
    found = match(form, "地址和邮编 | 体育西路 | 510623 | 510624\n电话 | 1")
    assert filled(found) == {"address": "体育西路", "postcode": "510623\n510624", "phone": "1"}
    assert found.fields.joined == ["address", "postcode"]


def test_cells_below_labels_go_by_their_columns():
    form = "姓名 | 职务 | 电话\n{{ name }} | {{ title }} | {{ phone }}"
    assert texts(form, "姓名 | 职务 | 电话\n张三 | | 138") == {"name": "张三", "phone": "138"}
    assert texts(form, "姓名 | < | 职务 | 电话\n张三 | < | 经理 | 138") == {
        "name": "张三",
        "title": "经理",
        "phone": "138",
    }


def test_two_cells_in_one_column_are_joined_and_told():
    form = "姓名 | 职务 | 电话\n{{ name }} | {{ title }} | {{ phone }}"
    found = match(form, "姓名 | < | 职务 | 电话\n张三 | 李四 | 经理 | 138")
    assert filled(found)["name"] == "张三\n李四" and found.fields.joined == ["name"]


def test_the_number_of_a_row_is_print_and_the_same_number_before_it_a_value():
    form = "荣誉 | （1） | {{ first }}\n | （2） | {{ second }}\n签章 | {{ signatory }}"
    assert texts(form, "荣誉 | （1） | 2\n | （2） | 乙\n签章 | 甲") == {
        "first": "2",
        "second": "乙",
        "signatory": "甲",
    }


def test_slots_behind_a_label_that_was_deleted_stay_blank():
    form = "单位名称 | {{ name }}\n网址 | {{ website }}\n联系人 | {{ contact }}"
    found = match(form, "单位名称 | 甲公司\n联系人 | 张三")
    assert found.fields.texts == {"name": "甲公司", "website": "", "contact": "张三"}
    assert [label.text for label in found.missing] == ["网址"]


def test_a_row_that_the_sender_added_below_other_columns_is_left_over():
    form = "姓名 | 电话\n{{ name }} | {{ phone }}\n签章 | {{ signatory }}"
    found = match(form, "姓名 | 电话 |\n张三 | 138 |\n | 经理 | 兼职\n签章 | 李四 |")
    assert filled(found) == {"name": "张三", "phone": "138", "signatory": "李四"}
    assert unassigned(found) == ["经理", "兼职"]


SIGNED = '负责人签章：{{ signatory }}\n{{ date or "年  月  日" }}\n电话：{{ phone }}'


@pytest.mark.parametrize(
    ("typed", "signatory", "date"),
    [
        ("张三⏎2022年5月16日", "张三", "2022年5月16日"),
        ("张三 2022.5.16", "张三", "2022.5.16"),
        ("张三⏎年  月  日", "张三", None),
        ("张三 2022年5月16日 年  月  日", "张三", "2022年5月16日"),
        ("⏎二〇二二年五月十六日", None, "二〇二二年五月十六日"),
    ],
)
def test_a_signature_is_parted_from_its_date(typed, signatory, date):
    document = "\n".join(f"负责人签章：{typed}".split("⏎")) + "\n电话：1"
    expected = {"signatory": signatory, "date": date, "phone": "1"}
    assert texts(SIGNED, document) == {path: text for path, text in expected.items() if text}


def test_a_company_that_sealed_beside_a_signature_is_no_field():
    found = match(SIGNED, "负责人签章：张三\n申报企业（盖章）：甲公司\n2022年5月16日\n电话：1")
    assert filled(found) == {"signatory": "张三", "date": "2022年5月16日", "phone": "1"}
    assert unassigned(found) == ["申报企业（盖章）：甲公司"]


def test_a_place_for_a_seal_behind_a_blank_for_a_name_is_no_name():
    found = match(SIGNED, "负责人签章：          单位（章）：          \n2022年5月16日\n电话：1")
    assert "单位" not in " ".join(filled(found).values())


CELL = "意见：⏎{{ opinion }}⏎签章：{{ signatory }}⏎{{ date or '年  月  日' }} | <\n电话 | {{ phone }}"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("意见：同意⏎日期：2022.5.6⏎签章：张三", ("同意", "张三", "2022.5.6")),
        ("意见：⏎日期：年 月 日⏎签章：", ("", "", "")),
        ("意见：同意⏎签章：张三 日期：2022.5.6", ("同意", "张三", "2022.5.6")),
    ],
)
def test_a_date_with_a_label_of_its_own_may_stand_before_the_signature(cell, expected):
    found = match(CELL, f"{cell} | <\n电话 | 1").fields.texts
    assert tuple(found[path].strip() for path in ("opinion", "signatory", "date")) == expected


@pytest.mark.parametrize(
    ("signed", "signatory", "date"),
    [
        ("      2022年6月2日", "", "2022年6月2日"),
        ("张三 2022.6.2", "张三", "2022.6.2"),
        ("⏎2022年6月2日", "", "2022年6月2日"),
        ("（公章）⏎二〇二二年六月二日", "", "二〇二二年六月二日"),
    ],
)
def test_a_row_that_was_added_below_a_dated_signature_is_none_of_it(signed, signatory, date):
    row = "镇街意见 | 同意。⏎负责人：王五⏎2022年6月29日"
    found = match(CELL, f"意见：同意⏎签章：{signed} | <\n{row}\n电话 | 1").fields.texts
    assert (found["signatory"].strip(), found["date"]) == (signatory, date)


def test_the_date_beside_a_blank_signature_is_the_date():
    form = "签章：{{ signatory }} | {{ date or '年  月  日' }}\n电话 | {{ phone }}"
    assert texts(form, "签章： | 2022年5月16日\n电话 | 1") == {"date": "2022年5月16日", "phone": "1"}


def test_the_number_or_star_of_the_next_label_is_no_part_of_the_value_before_it():
    document = "1.单位名称：甲公司\n2.签章：张三  3.电话：1"
    found = texts("单位名称：{{ name }}\n签章：{{ signatory }}\n电话：{{ phone }}", document)
    assert {path: text.strip() for path, text in found.items()} == {
        "name": "甲公司",
        "signatory": "张三",
        "phone": "1",
    }


def test_what_the_form_prints_for_a_seal_is_no_line_of_the_opinion_above_it():
    cell = "意见：⏎{{ opinion }}⏎负责人签名：{{ signatory }}⏎单位盖章：⏎{{ date or '年  月  日' }}"
    form = f"{cell} | <\n电话 | {{{{ phone }}}}"
    document = "意见：同意⏎（单位盖章）⏎日期：2022.5.6⏎负责人签名：张三 | <\n电话 | 1"
    found = match(form, document).fields.texts
    assert tuple(found[path].strip() for path in ("opinion", "signatory", "date")) == ("同意", "张三", "2022.5.6")


def test_a_row_below_columns_in_another_order_is_not_counted():
    form = "人员 | 姓名 | 证件 | 电话\n法人 | {{ name }} | {{ paper }} | {{ phone }}\n签章 | {{ signatory }} | < | <"
    found = filled(match(form, "人员 | 姓名 | 电话 | 证件\n法人 | 张三 | 138 | 440\n签章 | 李四 | < | <"))
    assert found == {"name": "张三", "phone": "138", "paper": "440", "signatory": "李四"}
