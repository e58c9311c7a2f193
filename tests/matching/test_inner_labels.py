"""Words inside of a value that only say which of several it is."""

from __future__ import annotations

import ipforms
from tests.matching.sheet_notation import filled, match, sheet

FORM = "联系人 | {{ name }} | 联系电话 | {{ phones }}\n地址 | {{ address }} | < | <"
WORDS = {"手机": ("phones",), "办公电话": ("phones",)}


def test_another_name_of_the_label_beside_a_value_is_a_part_of_the_value():
    text = "办公：0571-12345678⏎手机：13812345678"
    found = filled(match(FORM, f"联系人 | 张三 | 联系电话 | {text}\n地址 | 甲路 | < | <", words=WORDS))
    assert found == {"name": "张三", "phones": text.replace("⏎", "\n"), "address": "甲路"}


def test_what_the_form_prints_is_a_label_inside_of_a_cell_too():
    found = filled(match(FORM, "联系人 | 张三⏎联系电话：1381 | 地址 | 甲路"))
    assert (found["name"].strip(), found["phones"]) == ("张三", "1381")


def test_below_a_heading_too():
    form = "工作方案及经费安排\n{{ plan }}\n填表人：{{ by }}"
    text = "目标：减少投诉。⏎经费安排：共三十万元。"
    found = filled(match(form, f"工作方案及经费安排\n{text}\n填表人：王五", words={"经费安排": ("plan",)}))
    assert found == {"plan": text.replace("⏎", "\n"), "by": "王五"}


def test_below_the_label_of_a_column_too():
    form = "人员 | 姓名 | 电话\n法定代表人 | {{ a.name }} | {{ a.phones }}\n联系人 | {{ b.name }} | {{ b.phones }}"
    text = "办公：0571-12345678⏎手机：13812345678"
    document = f"人员 | 姓名 | 电话\n法定代表人 | 张三 | {text}\n联系人 | 李四 | {text}"
    found = filled(match(form, document, words={"手机": ["a.phones", "b.phones"]}))
    assert found["a.phones"] == found["b.phones"] == text.replace("⏎", "\n")


def test_behind_a_value_another_one_with_its_word_is_none_of_it():
    form = "人员 | 姓名 | 身份证号码\n法定代表人 | {{ a.name }} | {{ a.id }}\n联系人 | {{ b.name }} | {{ b.id }}"
    document = "法定代表人 | 张三⏎身份证号：4401\n联系人 | 李四⏎身份证号：4402"

    def fits(pattern, text):
        return float(text.strip().isalpha() if pattern.endswith("name") else text.strip().isdigit())

    found = filled(match(form, document, words={"身份证号": ["a.id", "b.id"]}, fits=fits))
    assert {path: text.strip() for path, text in found.items()} == {
        "a.name": "张三",
        "a.id": "4401",
        "b.name": "李四",
        "b.id": "4402",
    }


def test_what_a_column_asks_for_itself_makes_no_further_column():
    header = "推荐企业名称 | 企业地址 | 企业联络人及职务 | 联系电话 | 电子邮箱"
    rows = [
        "甲有限公司 | 一路1号 | 郑国平，主任 | 0579-82079102⏎手机：13512868293 | a@b.cn",
        "乙有限公司 | 二路2号 | 联系人：童振华　职务：法务主管 | 0579-85262239⏎13904438010 | c@d.cn",
    ]
    form = ipforms.form("jinhua-recommendation")
    found = filled(form.matcher.match(sheet("\n".join((header, *rows)))))
    assert "13512868293" in found["enterprises[0].phones"]
    people = [(found[f"enterprises[{at}].liaison_name"], found[f"enterprises[{at}].liaison_title"]) for at in (0, 1)]
    assert people == [("郑国平", "主任"), ("童振华", "法务主管")]
