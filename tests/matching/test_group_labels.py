"""Labels below one that they share."""

from __future__ import annotations

from tests.matching.sheet_notation import filled, match

FORM = """序号 | 企业名称 | 联络员姓名 | 联络员职务 | 电话
{%tr for f in firms %} | < | < | < | <
{{ f.index }} | {{ f.name }} | {{ f.person }} | {{ f.post }} | {{ f.phone }}
{%tr endfor %} | < | < | < | <
填表人姓名：{{ by }}"""


def test_the_group_says_whose_they_are():
    document = (
        "序号 | 企业名称 | 联络员 | < | <\n^ | ^ | 姓名 | 职务 | 电话\n1 | 甲厂 | 王五 | 经理 | 138\n填表人姓名：李四"
    )
    assert {path: text for path, text in filled(match(FORM, document)).items() if "index" not in path} == {
        "firms[0].name": "甲厂",
        "firms[0].person": "王五",
        "firms[0].post": "经理",
        "firms[0].phone": "138",
        "by": "李四",
    }
