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
