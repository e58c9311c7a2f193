"""Two columns or pairs for what the form asks in one, and labels with colons in cells of their own."""

from __future__ import annotations

import re

import pytest

import ipforms
from ipforms.codecs import ANSWER, PATENT_COUNTS
from tests.matching.sheet_notation import filled, match, sheet, unassigned

FORM = """序号 | 企业名称 | 电话 | 商标
{%tr for f in firms %} | < | < | <
 | {{ f.name }} | {{ f.phones }} | {{ f.marks }}
{%tr endfor %} | < | < | <"""
WORDS = {"固定电话": ["电话"], "手机": ["电话"], "商标名称": ["商标"], "商标注册号": ["商标"], "字号": ["企业名称"]}


def fits(pattern, text):
    """A number of a phone, or a mark; anything else is any text."""
    if pattern.endswith("phones"):
        return 1.0 if re.fullmatch(r"[\d -]+", text) else -1.0
    return 1.0 if pattern.endswith("marks") else 0.0


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("三鼎 | 22599633", "三鼎 22599633"),
        ("三鼎、双龙 | 111、222", "三鼎 111\n双龙 222"),
        (" | 22599633", "22599633"),
    ],
)
def test_columns_whose_labels_are_words_for_one_field_are_one(marks, expected):
    document = f"序号 | 企业名称 | 固定电话 | 手机 | 商标名称 | 商标注册号\n1 | 甲公司 | 0579 | 138 | {marks}"
    assert filled(match(FORM, document, words=WORDS, fits=fits)) == {
        "firms[0].name": "甲公司",
        "firms[0].phones": "0579 138",
        "firms[0].marks": expected,
    }


def test_columns_are_one_too_where_another_field_has_the_label_as_well():
    words = {"固定电话": ["firms[].phones"], "手机": ["firms[].phones"]}
    document = "序号 | 企业名称 | 手机 | 固定电话\n1 | 甲公司 | 138 | 0579\n电话：0571"
    found = filled(match(f"{FORM}\n电话：{{{{ phone }}}}", document, words=words, fits=fits))
    assert found == {"firms[0].name": "甲公司", "firms[0].phones": "138 0579", "phone": "0571"}


def test_columns_of_which_the_field_takes_one_value_stay_apart_and_are_told():
    document = "序号 | 企业名称 | 字号 | 电话 | 商标\n1 | 甲公司 | 甲 | 138 | 三鼎"
    found = match(FORM, document, words=WORDS, fits=fits)
    assert "甲公司 甲" not in filled(found).values()
    assert {"甲", "甲公司"} & set(unassigned(found))


def test_a_label_that_only_ends_in_the_word_of_the_one_before_it_keeps_its_column():
    document = "序号 | 企业名称 | 联系电话 | 传真电话 | 商标\n1 | 甲公司 | 138 | 139 | 三鼎"
    words = {"联系电话": ["电话"]}
    assert filled(match(FORM, document, words=words, fits=fits))["firms[0].phones"] == "138"


def test_two_columns_below_one_label_are_one_and_the_row_of_their_heads_is_no_entry():
    document = """序号 | 推荐企业名称 | 企业地址 | 重点保护商标 | < | 企业联络人及职务 | < | 联系电话
^ | ^ | ^ | 商标名称 | 注册号 | 姓名 | 职务 | ^
1 | 甲公司 | 甲路 | 晶彩 | 47136786 | 张寿民 | 厂长 | 13800000001
2 | 乙公司 | 乙路 | 宏鹰⏎HONGYING | 30880005⏎39362646 | 郑伟 | 副总 | 13800000002"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert [texts[f"enterprises[{row}].name"] for row in range(2)] == ["甲公司", "乙公司"]
    assert texts["enterprises[1].key_trademarks"] == "宏鹰 30880005\nHONGYING 39362646"
    assert texts["enterprises[0].liaison_title"] == "厂长"
    assert "enterprises[2].name" not in texts


def test_what_a_label_is_asked_for_in_a_place_of_its_own_belongs_to_it_and_a_checker_s_name_does_not():
    document = """企业名称 | 甲公司 | 联系地址 | 甲路
国家高新技术企业 | ☑是 □否 | 证书情况 | 证书编号GR202133007541
有效专利拥有量 | 45件 | 其中 | 发明17件、实用新型28件
驰名商标认定 | □是 ☑否 | 核查人 | 张三"""
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert texts["high_tech"] == "☑是 □否 证书编号GR202133007541"
    assert texts["valid_patents"] == "45件 发明17件、实用新型28件"
    assert "张三" not in texts["well_known_trademark"]


@pytest.mark.parametrize(
    "rows",
    [
        "是 | 否 | 说明\n1 | 国家高新技术企业 | √ |  | GR201933002208\n3 | 有效专利拥有量 | √ |  | 66件\n"
        "5 | 驰名商标认定 |  | √ | ",
        "是否符合 | 附件编号 | 基本情况\n1 | 国家高新技术企业 | √ | 附件1 | GR201933002208\n"
        "3 | 有效专利拥有量 | √ | 附件2 | 66件\n5 | 驰名商标认定 | 否 |  | ",
        "是否具备 | 基本情况\n1 | 国家高新技术企业 | ☑是 □否 | GR201933002208\n3 | 有效专利拥有量 | ☑是 □否 | 66件\n"
        "5 | 驰名商标认定 | □是 ☑否 | ",
        "< | 有 | 无 | 说明\n1 | 国家高新技术企业 | < | √ |  | GR201933002208\n3 | 有效专利拥有量 | < | √ |  | 66件\n"
        "驰名商标认定 | < | < |  | √ | ",
    ],
    ids=["a yes and a no", "one that asks", "boxes", "cells merged otherwise"],
)
def test_a_tick_in_a_column_says_what_the_column_is_and_what_stands_behind_it_belongs_to_it(rows):
    document = f"企业名称 | 甲公司 | 联系地址 | 甲路\n\n序号 | 入库条件 | {rows}"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert ANSWER.decode(texts["well_known_trademark"]).value is False
    assert "GR201933002208" in texts["high_tech"]
    assert "附件" not in texts["high_tech"]
    assert PATENT_COUNTS.decode(texts["valid_patents"]).value["total"] == 66


def test_the_title_of_a_list_over_its_first_column_is_the_label_of_that():
    document = """单位名称 | 甲公司 | < | < | <
知识产权工作机构 | 人数 | 人员姓名 | 联系电话 | 备注
科技管理部 | 3 | 马嘉欣 | 13667935421 | 无
知识产权制度名称 | < | 制定时间 | 数量 | 备注
职务发明奖酬细则 | < | 2010年11月 | 2 | 无"""
    fields = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields
    assert fields.texts["ip_units[0].unit"] == "科技管理部"


PERSONS = """市场名称： | 甲公司 | < | < | <

类别： | 姓名： | 身份证号码： | 固定电话： | 手机：
法定代表人： | 沈敏 | 430104197107312438 | 020-85445851 | 13310669048
联系人： | 张嘉欣 | 43010419831001078X |  | 13354540046
联系人： | 朱雪梅 | 440111197501255262 | 020-85445853 | 13342295254"""


@pytest.mark.parametrize("document", [PERSONS, PERSONS.replace("：", "")], ids=["with colons", "without"])
def test_labels_in_cells_of_their_own_are_the_same_with_a_colon(document):
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    people = ("legal_representative", "contacts[0]", "contacts[1]")
    assert [texts[f"{who}.mobile"] for who in people] == ["13310669048", "13354540046", "13342295254"]
    assert [texts[f"{who}.landline"] for who in people] == ["020-85445851", "", "020-85445853"]


def test_a_column_of_numbers_is_of_what_the_column_before_it_names():
    document = "序号 | 企业名称 | 商标名称 | 注册号 | 电话\n1 | 甲公司 | 三鼎 | 22599633 | 0579"
    assert filled(match(FORM, document, words=WORDS, fits=fits))["firms[0].marks"] == "三鼎 22599633"


def test_a_label_of_two_other_fields_asks_for_no_more_of_the_value_before_it():
    document = "企业名称 | 甲公司 | < | <\n部门是否单设 | 否 | 总人数/其中研发人员 | 180人/30人\n邮箱 | a@b.cn | < | <"
    texts = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert (texts["has_ip_department"], texts["employees"], texts["rd_staff"]) == ("否", "180人", "30人")


def test_a_dash_in_a_column_of_details_is_none_of_them():
    document = """企业名称 | 甲公司 | 联系人 | 张三
资质 | 是否 | 级别 | 证书编号
高新技术企业 | 是 | — | GR202133001234
驰名商标 | 否 | — | —"""
    found = ipforms.form("jinhua-application").matcher.match(sheet(document)).fields.texts
    assert (found["high_tech"], found["well_known_trademark"]) == ("√ GR202133001234", "否")
