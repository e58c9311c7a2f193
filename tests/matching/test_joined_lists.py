"""A list in two tables."""

from __future__ import annotations

from tests.matching.sheet_notation import filled, match

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
