"""A list in two tables."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.matching.field_evidence import CERTAIN
from ipforms.matching.joint_labels import SPLIT
from tests.matching.sheet_notation import filled, match, sheet

FORM = """序号 | 名称 | 地址 | 商标 | 专利
{%tr for f in firms %} | < | < | < | <
{{ f.index }} | {{ f.name }} | {{ f.address }} | {{ f.mark }} | {{ f.patent }}
{%tr endfor %} | < | < | < | <
填表人：{{ by }}"""
FIRST = "序号 | 名称 | 地址\n1 | 甲厂 | 甲路\n2 | 乙厂 | 乙路"


def read(second):
    """What both tables give, without numbers."""
    found = filled(match(FORM, f"{FIRST}\n表二\n{second}\n填表人：王五"))
    return {path: text for path, text in found.items() if not path.endswith("index")}


def test_the_columns_of_the_second_belong_to_the_entries_of_the_first():
    assert read("序号 | 名称 | 商标 | 专利\n1 | 甲厂 | 甲牌 | 甲号\n2 | 乙厂 | | 乙号") == {
        "firms[0].name": "甲厂",
        "firms[0].address": "甲路",
        "firms[0].mark": "甲牌",
        "firms[0].patent": "甲号",
        "firms[1].name": "乙厂",
        "firms[1].address": "乙路",
        "firms[1].patent": "乙号",
        "by": "王五",
    }


def test_entries_that_are_not_in_the_first_are_others():
    assert "firms[0].mark" not in read("序号 | 名称 | 商标\n1 | 丙厂 | 丙牌\n2 | 丁厂 | 丁牌")


def test_a_row_for_each_right_is_a_line_of_the_enterprise_and_what_the_form_has_not_is_told():
    """Names repeated, names merged over their rows, and a column that the form has not."""
    document = """序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
2 | 乙厂 | 乙路

二、重点保护商标

序号 | 企业名称 | 商标名称 | 注册号 | 类别
1 | 甲厂 | 双龙 | 9782212 | 第7类
2 | 甲厂 | 双虎 | 24026938 | 第9类
3 | 乙厂 | 博雅 | 36499404 | 35

企业名称 | 专利号
甲厂 | ZL201120374098.9
^ | ZL201722914741.2
^ | ZL201822914741.5"""
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    assert found.texts["enterprises[0].key_trademarks"] == "双龙 9782212\n双虎 24026938"
    assert found.texts["enterprises[0].key_patents"] == "\n".join(
        ("ZL201120374098.9", "ZL201722914741.2", "ZL201822914741.5")
    )
    assert found.texts["enterprises[1].key_trademarks"] == "博雅 36499404"
    assert not found.texts["enterprises[1].key_patents"]
    assert {"第7类", "第9类", "35"} <= {each.text for each in found.unassigned}


def test_a_column_of_kinds_says_which_field_a_row_of_a_right_is_for():
    document = """序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
2 | 乙厂 | 乙路

企业名称 | 权利 | 名称 | 注册号/专利号 | 分类
甲厂 | 商标 | 双龙 | 9782212 | 第7类
甲厂 | 专利 | — | ZL201120374098.9 |
乙厂 | 专利 | — | ZL201722914741.2 |
乙厂 | 商标 | 博雅 | 36499404 | 第9类"""
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    assert [found.texts[f"enterprises[{at}].key_trademarks"] for at in (0, 1)] == ["双龙 9782212", "博雅 36499404"]
    assert [found.texts[f"enterprises[{at}].key_patents"] for at in (0, 1)] == ["ZL201120374098.9", "ZL201722914741.2"]
    assert {"第7类", "第9类"} <= {each.text for each in found.unassigned}


def test_a_word_that_only_in_a_list_can_be_one_of_its_columns_is_that_one():
    document = """序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
2 | 乙厂 | 乙路

序号 | 企业 | 姓名 | 职务 | 电话
1 | 甲厂 | 童国强 | 技术总监 | 13819970246
2 | 乙厂 | 姜秀兰 | 厂长 | 0579-88361170"""
    found = filled(ipforms.form("jinhua-recommendation").matcher.match(sheet(document)))
    names = "name", "liaison_name", "liaison_title", "phones"
    assert [found[f"enterprises[1].{each}"] for each in names] == ["乙厂", "姜秀兰", "厂长", "0579-88361170"]


@pytest.mark.parametrize(
    "heads", [("代号", "A", "B", "代号"), ("序号", "1", "2", "企业序号"), ("编号", "01", "02", "编号")]
)
def test_what_stands_for_an_entry_of_the_first_may_name_it_in_others(heads):
    key, one, two, again = heads
    document = f"""{key} | 企业名称
{one} | 甲厂
{two} | 乙厂

{key} | 企业地址 | 联络人 | 联系电话
{one} | 甲路 | 张三 | 13800000001
{two} | 乙路 | 李四 | 13800000002

{again} | 专利号
{one} | ZL201120374098.9
{one} | ZL201722914741.2
{two} | ZL201822914741.5

{again} | 重点保护商标 | 注册号
{one} | 双龙 | 9782212
{one} | 双虎 | 24026938
{two} | 博雅 | 36499404"""
    fields = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields
    texts = fields.texts
    found = fields.found
    assert found["enterprises[1].key_patents"].likeness < CERTAIN, "a key is no name: what it alone says is never sure"
    assert found["enterprises[1].address"].likeness > SPLIT, "here all keys come once more, in the same order"
    own = [texts[f"enterprises[1].{name}"] for name in ("name", "address", "liaison_name", "phones", "key_patents")]
    assert own == ["乙厂", "乙路", "李四", "13800000002", "ZL201822914741.5"]
    assert texts["enterprises[0].key_patents"] == "ZL201120374098.9\nZL201722914741.2"
    assert texts["enterprises[0].key_trademarks"] == "双龙 9782212\n双虎 24026938"


def test_a_list_with_numbers_of_its_own_is_of_no_entry():
    document = """序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
2 | 乙厂 | 乙路

序号 | 专利号
1 | ZL201120374098.9
2 | ZL201722914741.2"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert not texts.get("enterprises[0].key_patents")


CARD = "企业名称 | {0}公司 | < | <\n企业地址 | {0}路1号 | 涉足领域 | 家具"


def test_a_list_of_people_belongs_to_the_entries_that_stand_in_tables_of_their_own():
    document = "\n\n".join((CARD.format("甲"), CARD.format("乙"), "附：企业联络员通讯录\n\n企业名称 | 联络员 | 手机"))
    people = "\n乙公司 | 苏涵 | 18647384549\n甲公司 | 彭燕 | 13975529453"
    texts = filled(ipforms.form("jinhua-recommendation").matcher.match(sheet(document + people)))
    said = [
        [texts[f"enterprises[{at}].{name}"] for name in ("name", "address", "liaison_name", "phones")] for at in (0, 1)
    ]
    assert said == [["甲公司", "甲路1号", "彭燕", "13975529453"], ["乙公司", "乙路1号", "苏涵", "18647384549"]]


def test_where_numbers_stand_in_a_column_of_unknown_words_what_the_list_says_is_not_certain():
    document = """序号 | 企业名称 | 企业地址
1 | 甲厂 | 甲路
2 | 乙厂 | 乙路

企业名称 | 类别 | 商标名称 | 各类号码
甲厂 | 一类 | 双龙 | 36731114
甲厂 | 二类 | — | ZL201920385737.8
乙厂 | 一类 | 双虎 | 21820178"""
    matcher = ipforms.form("jinhua-recommendation").matcher
    said = matcher.match(sheet(document)).fields
    assert [said.texts[f"enterprises[{at}].key_trademarks"] for at in (0, 1)] == ["双龙", "双虎"]
    known = matcher.match(
        sheet(document.replace("36731114", "A").replace("ZL201920385737.8", "B").replace("21820178", "C"))
    )
    likeness = [
        each.fields.found["enterprises[0].key_trademarks"].likeness for each in (known, matcher.match(sheet(document)))
    ]
    assert likeness[1] < likeness[0]
