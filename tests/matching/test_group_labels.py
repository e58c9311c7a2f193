"""Labels below one that they share."""

from __future__ import annotations

import ipforms
from ipforms.matching.text_blocks import text_blocks
from ipforms.paths import Place
from ipforms.sheet import Sheet, Table
from tests.matching.sheet_notation import filled, match, matcher, sheet

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


def test_a_label_that_another_column_has_as_well_is_the_group_s():
    document = """推荐单位（盖章）：婺城区市场监督管理局
序号 | 企业名称 | 企业地址 | 重点保护商标 | < | 重点保护专利号 | 联络员 | < | < | 邮箱
^ | ^ | ^ | 名称 | 注册号 | ^ | 姓名 | 职务 | 电话 | ^
1 | 甲厂 | 路8号 | 双龙 | 12345678 | ZL95115608.X | 陈晓岚 | 经理 | 0579-82177827 | ip@example.com
2 | 乙厂 | 路9号 | 三鼎 | 12345679 | ZL95115608.X | 王强 | 主任 | 0579-82177828 | w@example.com"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    found = {path: text for path, text in texts.items() if path.startswith("enterprises[1]") and text}
    assert {path.partition(".")[2]: text for path, text in found.items()} == {
        "name": "乙厂",
        "address": "路9号",
        "key_trademarks": "三鼎 12345679",
        "key_patents": "ZL95115608.X",
        "liaison_name": "王强",
        "liaison_title": "主任",
        "phones": "0579-82177828",
        "email": "w@example.com",
    }


def test_labels_in_a_table_inside_of_a_cell_are_of_whom_stands_beside_it():
    inner = Table(2, 2, tuple(sheet("姓名 | 张三\n电话 | 123").blocks[0].cells), Place(table=2))
    outer = sheet("法定代表人 | ⏎\n联系人 | ⏎").blocks[0]
    cells = [cell._replace(tables=(inner,)) if cell.row == 0 and cell.column == 1 else cell for cell in outer.cells]
    form = matcher(
        "| 姓名 | 电话\n法定代表人 | {{ legal.name }} | {{ legal.phone }}\n联系人 | {{ c.name }} | {{ c.phone }}"
    )
    document = Sheet((Table(2, 2, tuple(cells), Place(table=1)),))
    found = form.match_labels(text_blocks(document, form.keys, form.names))
    assert filled(found) == {"legal.name": "张三", "legal.phone": "123"}
