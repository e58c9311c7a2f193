"""Entries of a section that are said label by label, in words of the sender's own."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet, texts, unassigned

FORM = """单位 | {{ unit }} | <
名称 | 制定时间 | 数量
{%tr for p in policies %} | < | <
{{ p.title }} | {{ p.date }} | {{ p.count }}
{%tr endfor %} | < | <
填表人：{{ by }}"""
EXPECTED = {
    "policies[0].title": "专利办法",
    "policies[0].date": "2016年",
    "policies[0].count": "1",
    "policies[1].title": "商标办法",
    "policies[1].count": "2",
}
LAYOUTS = {
    "cards": "制度一 | < | < | <\n名称 | 专利办法 | 制定日期 | 2016年\n数量 | 1 | < | <\n\n"
    "制度二 | < | < | <\n名称 | 商标办法 | 制定日期 | \n数量 | 2 | < | <",
    "lines": "（1）名称：专利办法；制定日期：2016年；数量：1。\n（2）名称：商标办法；制定日期：；数量：2。",
    "columns": "序号 | 1 | 2\n名称 | 专利办法 | 商标办法\n制定时间 | 2016年 | \n数量 | 1 | 2",
    "beside numbers": "1 | 名称 | 专利办法\n2 | 制定时间 | 2016年\n3 | 数量 | 1\n\n"
    "1 | 名称 | 商标办法\n2 | 制定时间 | \n3 | 数量 | 2",
    "before remarks": "名称 | 专利办法 | 已核\n制定时间 | 2016年 | 属实\n数量 | 1 | √\n\n"
    "名称 | 商标办法 | √\n制定时间 |  | 属实\n数量 | 2 | ",
    "beside names": "制度一 | 概况 | 名称 | 专利办法\n^ | ^ | 制定时间 | 2016年\n^ | 其他 | 数量 | 1\n"
    "制度二 | 概况 | 名称 | 商标办法\n^ | ^ | 制定时间 | \n^ | 其他 | 数量 | 2",
    "questions": "制度一\n1、名称：\n→专利办法\n2、请填写制定时间：\n→2016年\n3、数量：\n→1\n"
    "制度二\n1、请填写名称：\n→商标办法\n2、制定时间：\n→\n3、数量：\n→2",
    "cells": "一 | 名称：专利办法⏎制定日期：2016年⏎数量：1\n二 | 名称：商标办法⏎制定日期：⏎数量：2",
}


def fits(pattern, text):
    """Numbers are counts and dates, words are titles."""
    digits = any(each.isdigit() for each in text)
    kinds = {"policies[].title": not digits and "办法" in text, "policies[].date": digits, "policies[].count": digits}
    return (1.0 if kinds[pattern] else -1.0) if pattern in kinds else 0.0


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_an_entry_ends_where_one_of_its_labels_comes_again(document):
    found = match(FORM, f"单位 | 甲局\n\n{document}\n填表人：王五", fits=fits)
    assert {path: text for path, text in filled(found).items() if path.startswith("policies")} == EXPECTED
    assert found.fields.rows == {"policies": 2}


@pytest.mark.parametrize(
    "document",
    [
        "【1】专利办法⏎制定日期：2016年⏎数量：1 | 【2】商标办法⏎制定日期：⏎数量：2",
        "1、专利办法\n制定日期：2016年\n数量：1\n2、商标办法\n制定日期：\n数量：2",
    ],
)
def test_a_numbered_line_over_the_labels_is_what_an_entry_begins_with(document):
    found = match(FORM, f"单位 | 甲局\n\n{document}\n填表人：王五", fits=fits)
    assert {path: text for path, text in filled(found).items() if path.startswith("policies")} == EXPECTED
    assert found.fields.found["policies[0].title"].likeness < found.fields.found["policies[0].date"].likeness


def test_lines_go_on_with_the_value_above_them():
    found = match(
        FORM, "单位 | 甲局\n\n名称：专利办法\n（试行）\n数量：1\n名称：商标办法\n数量：2\n填表人：王五", fits=fits
    )
    assert found.fields.texts["policies[0].title"] == "专利办法\n（试行）"


def test_what_the_cards_do_not_say_is_missing_and_what_the_form_does_not_ask_is_told():
    cards = "名称：专利办法；文号：甲一；数量：1\n名称：商标办法；文号：乙二；数量：2"
    found = match(FORM, f"{cards}\n填表人：王五")
    assert found.fields.found["policies[1].date"].how == "missing"
    assert unassigned(found) == ["文号：甲一", "文号：乙二"]


def test_a_word_of_a_section_elsewhere_is_no_entry():
    found = match(FORM, "名称 | 制定时间 | 数量\n专利办法 | 2016年 | 1\n填表人：王五\n数量：3")
    assert found.fields.rows == {"policies": 1}


def test_two_labels_for_what_the_form_asks_in_one_are_a_half_each():
    form = """单位 | {{ unit }} | <
企业名称 | 企业联络人及职务 | <
{%tr for p in firms %} | < | <
{{ p.name }} | {{ p.person }} {{ p.post }} | <
{%tr endfor %} | < | <"""
    first = "企业名称：甲厂\n企业联络人：王五    联络人职务：经理"
    document = f"单位 | 甲局\n\n{first}\n企业名称：乙厂\n企业联络人：李四\n联络人职务：厂长"
    found = texts(form, document)
    assert [found[f"firms[{row}].{name}"] for row in (0, 1) for name in ("person", "post")] == [
        "王五",
        "经理",
        "李四",
        "厂长",
    ]


def test_a_post_beside_a_name_is_the_other_half_and_a_label_that_two_of_three_have_is_one_of_the_entries():
    """联系电话 comes once more, that of who has filled in the form."""
    document = "\n".join(
        f"{number}、{name}公司\n地址：{name}路\n领域：玩具\n企业联络人：楼俊杰{post}\n联系电话：1399720537{number}{email}"
        for number, name, post, email in (
            (1, "甲", "（品牌经理）", "\n电子邮箱：a@b.cn"),
            (2, "乙", "", "\n电子邮箱：c@d.cn"),
            (3, "丙", "", ""),
        )
    )
    found = ipforms.form("jinhua-recommendation").matcher.match(
        sheet(f"{document}\n填表人：虞晓君    联系电话：0579-85494859")
    )
    texts = filled(found)
    assert (texts["enterprises[0].liaison_name"], texts["enterprises[0].liaison_title"]) == ("楼俊杰", "品牌经理")
    assert texts["enterprises[1].email"] == "c@d.cn" and texts["enterprises[2].liaison_name"] == "楼俊杰"


def test_a_row_of_labels_that_comes_again_heads_one_row_of_its_card():
    form = """单位 | {{ unit }} | < | < | <
名称 | 地址 | 领域 | 电话 | 邮箱
{%tr for p in firms %} | < | < | < | <
{{ p.name }} | {{ p.address }} | {{ p.field }} | {{ p.phone }} | {{ p.email }}
{%tr endfor %} | < | < | < | <"""
    card = "{0} | < | <\n名称 | < | <\n{1} | < | <\n地址 | < | <\n{2} | < | <\n领域 | 电话 | 邮箱\n{3} | {4} | {5}"
    one, other = ("第一家", "甲厂", "甲路", "五金", "138", "a@b"), ("第二家", "乙厂", "", "服装", "139", "c@d")
    found = texts(form, f"单位 | 某局 | <\n\n{card.format(*one)}\n{card.format(*other)}")
    names = ("name", "address", "field", "phone", "email")
    rows = [tuple(found.get(f"firms[{row}].{name}", "") for name in names) for row in (0, 1)]
    assert rows == [one[1:], other[1:]]


def test_a_label_that_the_form_prints_for_another_field_is_none_of_a_card():
    lines = """单位名称：广州云杉装备有限公司
注册地址：广州市番禺区创启路63号      注册时间：2009.11.02
统一社会信用代码：91440113MA9XWLT52W
制度建设：《专利奖励办法》（2012年）、《商标管理规定》（2013年）"""
    found = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(lines)))
    assert (found.get("name"), found.get("registered_on")) == ("广州云杉装备有限公司", "2009.11.02")


def test_a_label_in_cards_is_that_of_their_entries_and_of_no_field_below_them():
    cards = "".join(
        f"{at}、{who}有限公司\n地址：{who}路\n领域：锁具\n商标：无\n专利：无\n"
        f"联络人：傅{who}东，职务：经理，电话：1350679083{at}，邮箱：无\n"
        for at, who in enumerate("甲乙", 1)
    )
    document = f"推荐单位：甲局\n{cards}填写日期：2022年5月30日\n（联系人：洪梅，联系电话：0579-84112315）"
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert texts["prepared_by"].strip() == "洪梅"
    assert texts["enterprises[1].liaison_name"].strip() == "傅乙东"


def test_words_that_say_what_a_number_in_a_value_is_are_no_label_of_another():
    document = """金华市知识产权保护直通车重点企业推荐表
项目 | 企业1 | 企业2
推荐企业名称 | 甲工艺有限公司 | 乙锁业有限公司
企业地址 | 中山北路76号 | 安全大道18号
涉足领域 | 水晶工艺品 | 智能锁
重点保护商标 | 珠溪，注册号：49314018 | 仙华，注册号：52423746⏎XIANHUA，注册号：9878334
重点保护专利（专利号） | ZL201930307226.X⏎ZL202030589924.6 | ZL201610719570.5⏎ZL201820786646.0
企业联络人 | 姜佩仪 | 雷婉婷
职务 | 设计总监 | 技术部副部长
联系电话 | 15954590455 | 15042868828⏎0579-82872427
推荐单位（盖章）：某局"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    names = {path: text for path, text in texts.items() if path.endswith((".name", ".key_trademarks"))}
    assert names == {
        "enterprises[0].name": "甲工艺有限公司",
        "enterprises[1].name": "乙锁业有限公司",
        "enterprises[0].key_trademarks": "珠溪，注册号：49314018",
        "enterprises[1].key_trademarks": "仙华，注册号：52423746\nXIANHUA，注册号：9878334",
    }


def test_a_post_that_is_a_name_of_its_label_too_is_the_value_beside_it():
    card = (
        "推荐企业名称 | {0}公司\n企业地址 | {0}路\n涉足领域 | 锁具\n企业联络人 | 武静仪\n职务 | {1}\n电子邮箱 | a@b.cn"
    )
    document = "\n\n".join((card.format("甲", "专利管理员"), card.format("乙", "经理")))
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert [texts.get(f"enterprises[{at}].liaison_title") for at in (0, 1)] == ["专利管理员", "经理"]


def test_a_name_merged_down_beside_the_labels_of_its_entry_is_its_name():
    """联系电话 of who has filled in the form stands above the entries, and is of none of them."""
    card = """{0}.{1}有限公司 | 企业地址 | {1}路 | < | <
^ | 涉足领域 | 锁具 | 企业联络人及职务 | 傅{1}东、经理
^ | 重点保护商标 | 无 | 联系电话 | 1350679083{0}
^ | 重点保护专利号 | 无 | 电子邮箱 | a{0}@b.cn"""
    cards = "\n".join(card.format(at, who) for at, who in enumerate("甲乙丙", 1))
    document = f"填表人 | 涂佩期 | < | 联系电话 | 0579-88244815\n推荐企业名称 | 企业情况 | < | < | <\n{cards}"
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    own = [[texts[f"enterprises[{at}].{what}"] for what in ("name", "phones", "email")] for at in range(3)]
    assert own == [[f"{who}有限公司", f"1350679083{at}", f"a{at}@b.cn"] for at, who in enumerate("甲乙丙", 1)]
    assert texts["prepared_phone"] == "0579-88244815"
