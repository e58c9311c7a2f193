"""Entries of a list that have no row each."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, match, sheet

FORM = """名称 | 时间 | 数量
{%tr for p in policies %} | < | <
{{ p.title }} | {{ p.day }} | {{ p.count }}
{%tr endfor %} | < | <
填表人：{{ by }}"""
THREE = [("甲", "2014年", "1"), ("乙", "2015年", "2"), ("丙", "2016年", "3")]


def entries(document):
    """The entries that a document has."""
    found = filled(match(FORM, f"{document}\n填表人：王五"))
    rows = range(sum(path.endswith("title") for path in found))
    return [tuple(found[f"policies[{row}].{name}"] for name in ("title", "day", "count")) for row in rows]


@pytest.mark.parametrize(
    "document",
    [
        "名称 | 时间 | 数量\n甲⏎乙⏎丙 | 2014年⏎2015年⏎2016年 | 1⏎2⏎3",
        "名称 | 时间 | 数量 | 名称 | 时间 | 数量\n甲 | 2014年 | 1 | 乙 | 2015年 | 2\n丙 | 2016年 | 3 | | |",
        "制度 | 名称 | 时间 | 数量\n^ | 甲 | 2014年 | 1\n^ | 乙⏎丙 | 2015年⏎2016年 | 2⏎3",
    ],
    ids=["lines_of_a_row", "side_by_side", "below_a_row_of_its_own"],
)
def test_each_has_its_own_values(document):
    assert entries(document) == THREE


def test_two_lines_of_one_cell_are_one_value():
    assert entries("名称 | 时间 | 数量\n甲⏎乙 | 2014年 | 1") == [("甲\n乙", "2014年", "1")]


def test_entries_side_by_side_are_in_the_order_of_their_numbers():
    form = """序号 | 名称 | 时间 | 数量
{%tr for p in policies %} | < | < | <
{{ p.row_number }} | {{ p.title }} | {{ p.day }} | {{ p.count }}
{%tr endfor %} | < | < | <"""
    document = (
        "序号 | 名称 | 时间 | 数量 | 序号 | 名称 | 时间 | 数量\n"
        "1 | 甲 | 2014年 | 1 | 3 | 丙 | 2016年 | 3\n2 | 乙 | 2015年 | 2 |  |  |  | "
    )
    found = filled(match(form, document))
    assert [found[f"policies[{row}].title"] for row in range(3)] == ["甲", "乙", "丙"]


def test_entries_beside_each_other_label_by_label_are_one_below_the_other():
    pair = "企业名称 | {0}公司 | 企业名称 | {1}公司\n主营 | 五金 | 主营 | 玩具\n企业地址 | {0}路 | 企业地址 | {1}路\n"
    document = pair.format("甲", "乙") + " | < | < | <\n" + pair.format("丙", "丁")
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    read = [(texts[f"enterprises[{row}].name"], texts[f"enterprises[{row}].address"]) for row in range(4)]
    assert read == [("甲公司", "甲路"), ("乙公司", "乙路"), ("丙公司", "丙路"), ("丁公司", "丁路")]


@pytest.mark.parametrize("lines", [2, 3])
def test_records_of_several_lines_below_a_header_of_as_many_are_a_row_each(lines):
    header = ["推荐企业名称 | 企业地址 | 涉足领域", "重点保护专利 | 联络人 | 职务", "联系电话 | 电子邮箱 | <"]
    record = ["{}公司 | 甲路 | 水晶", "ZL201612696157.4 | 王五 | 经理", "13800000001 | a@b.cn | <"]
    rows = [f"序号 | {header[0]}", *(f"^ | {line}" for line in header[1:lines])]
    for number, name in enumerate("甲乙", 1):
        rows += [f"{number} | {record[0].format(name)}", *(f"^ | {line}" for line in record[1:lines])]
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet("\n".join([*rows, "填表人：赵六"]))).fields
    for row, name in enumerate("甲乙"):
        assert found.texts[f"enterprises[{row}].name"] == f"{name}公司"
        assert found.texts[f"enterprises[{row}].liaison_title"] == "经理"
        assert found.found[f"enterprises[{row}].key_patents"].is_confirmed


def test_owners_over_several_rows_beside_each_other_are_no_entries():
    document = """单位名称 | 甲公司 | < | < | < | <
专利（件） | 申请量 | 63 | 商标（件） | 申请量 | 9
^ | 授权量 | 40 | ^ | 授权量 | 7
^ | 有效量 | 38 | ^ | 有效量 | 6
通信地址 | 甲路1号 | < | < | < | <"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    found = [
        texts[f"{owner}.{count}"] for owner in ("patents", "trademarks") for count in ("applied", "granted", "valid")
    ]
    assert found == ["63", "40", "38", "9", "7", "6"]
