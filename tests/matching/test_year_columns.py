"""Figures of several years for what a form asks once."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import filled, sheet

MARKET = """单位名称 | 广州甲乙市场有限公司 | < | <
指标 | {}
营业收入（万元） | 2310.0 | 2588.7 | 2745.3
经营场所面积（平方米） | 28000 | 31500 | 31500
进驻商家数（年末，家） | 377 | 398 | 412
通信地址 | 广州市一路2号 | < | <"""
LATEST = {"last_year_revenue": "2745.3", "floor_area": "31500", "merchants": "412"}


def match(form, text):
    return ipforms.form(form).matcher.match(sheet(text)).fields


@pytest.mark.parametrize(
    "years",
    [
        "2014年 | 2015年 | 2016年",
        "2014 | 2015 | 2016（上年度）",
        "2014年末 | 2015年末 | 目前（申报时）",
        "2014年 | 2015年 | 截至目前",
    ],
)
def test_of_several_years_the_latest_is_read_and_the_others_are_told(years):
    fields = match("guangzhou-market", MARKET.format(years))
    assert {path: fields.texts[path] for path in LATEST} == LATEST
    assert max(fields.found[path].likeness for path in LATEST) < 0.9  # none of them is sure
    assert {"2310.0", "28000", "377"} <= {each.text for each in fields.unassigned}


@pytest.mark.parametrize(
    "years", ["2014年 | 2015年 | 备注", "2016年 | 2014年 | 2015年", "本年 | 去年 | 前年", "2014年 | 2016年 | 2015年"]
)
def test_other_columns_are_not_years_that_follow_each_other(years):
    fields = match("guangzhou-market", MARKET.format(years))
    assert fields.texts.get("floor_area", "") != "31500"


def test_the_kinds_of_a_count_are_those_of_the_last_year():
    found = filled(
        ipforms.form("jinhua-application").matcher.match(
            sheet(
                "类别 | 2020年末 | 2021年末 | 目前\n发明专利 | 11 | 13 | 14\n实用新型专利 | 35 | 40 | 41\n"
                "外观设计专利 | 22 | 27 | 28\n有效专利合计 | 68 | 80 | 83\n有效注册商标拥有量 | 18 | 21 | 22"
            )
        )
    )
    assert found["valid_patents"] == "合计：83，发明专利：14，实用新型专利：41，外观设计专利：28"
    assert found["valid_trademarks"] == "22"
