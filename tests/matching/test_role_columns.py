"""Columns that say who each person is."""

import pytest

import ipforms
from ipforms.matching.remark_columns import without_other_roles
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import sheet, unassigned

TABLE = """序号 | 推荐企业 | 地址 | 人员类别 | 姓名 | 职务 | 电话
1 | 甲公司 | 甲路1号 | 企业负责人 | 章万林 | 董事长 | 13895638581
^ | ^ | ^ | 企业联络人 | 章旭 | 设备科长 | 15850386687
2 | 乙公司 | 乙路2号 | 企业负责人 | 唐澳 | 总经理 | 17722137829
^ | ^ | ^ | 企业联络人 | 水建军 | 法务经理 | 15887116949"""


def test_of_several_people_of_a_firm_the_one_that_the_form_asks_for_is_read_and_the_others_told():
    found = ipforms.form("jinhua-recommendation").matcher.match(sheet(TABLE))
    columns = ("name", "address", "liaison_name", "liaison_title", "phones")
    said = [[found.fields.texts[f"enterprises[{at}].{column}"] for column in columns] for at in (0, 1)]
    assert said == [
        ["甲公司", "甲路1号", "章旭", "设备科长", "15850386687"],
        ["乙公司", "乙路2号", "水建军", "法务经理", "15887116949"],
    ]
    assert all(
        found.fields.found[f"enterprises[{at}].{column}"].is_confirmed for at in (0, 1) for column in columns[:2]
    )
    assert {"章万林", "董事长", "唐澳", "17722137829"} <= set(unassigned(found))


@pytest.mark.parametrize(("role", "is_one"), [("企业负责人", True), ("已实地走访", False)])
def test_a_column_of_remarks_is_none_of_roles(role, is_one):
    matcher = ipforms.form("jinhua-recommendation").matcher
    blocks = text_blocks(sheet(TABLE.replace("企业负责人", role)))
    _, others = without_other_roles(blocks, matcher._finder, matcher._lists.columns)
    assert bool(others) is is_one


@pytest.mark.parametrize("head", ["项目\\企业 | 企业1 | 企业2", "推荐企业 | 企业一 | 企业二", " | 第一家 | 第二家"])
def test_a_row_that_counts_the_firms_that_stand_side_by_side_names_none(head):
    document = f"""{head}
推荐企业名称 | 三美门窗有限公司 | 壶山茶业有限公司
企业地址 | 泉溪镇1号 | 茶城路1号
联系电话 | 13600009488 | 0579-83000653"""
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    said = [[texts.get(f"enterprises[{at}].{name}") for name in ("name", "address", "phones")] for at in range(3)]
    assert said[:2] == [
        ["三美门窗有限公司", "泉溪镇1号", "13600009488"],
        ["壶山茶业有限公司", "茶城路1号", "0579-83000653"],
    ]
    assert said[2] == [None] * 3


def test_how_many_firms_there_are_and_a_line_of_signs_are_of_no_firm():
    firm = "企业名称：{0}公司\n企业地址：{0}路1号\n所属领域：家具\n联系电话：13600009488\n电子邮箱：\n————————————\n"
    document = "推荐单位（盖章） | 武义县市场监督管理局\n推荐企业数 | 2家\n\n" + firm.format("甲") + firm.format("乙")
    texts = ipforms.form("jinhua-recommendation").matcher.match(sheet(document)).fields.texts
    assert [texts.get(f"enterprises[{at}].name") for at in range(3)] == ["甲公司", "乙公司", None]
    assert [texts.get(f"enterprises[{at}].email") for at in range(2)] == ["", ""]
