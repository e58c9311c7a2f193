"""Units that stand in a row, a column or a caption of their own; and headers of a whole and its parts."""

from __future__ import annotations

import pytest

MARKET, JINHUA = "guangzhou-market", "jinhua-application"
NAMES = [f"广州{name}皮具城有限公司" for name in "甲乙丙"]
HEADER = ["市场名称", "注册资金", "上年营业收入", "经营面积"]


def amounts(entries):
    found = [entry.record for entry in entries]
    return {(float(each.registered_capital), float(each.last_year_revenue), float(each.floor_area)) for each in found}


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ([HEADER, ["", "万元", "亿元", "万㎡"]], [500, 1.2, 3.5]),
        ([["统计表"], ["填报单位：天河区局", "", "（单位：元、户）"], HEADER], [5000000, 12000000, 35000]),
        ([["金额单位：元"], ["市场名称", "规模", "", ""], ["", *HEADER[1:]]], [5000000, 12000000, 35000]),
        ([["填报单位：元素公司"], HEADER], [500, 12000, 35000]),
    ],
)
def test_numbers_are_in_the_unit_of_a_row_or_a_caption_above(lines, values, rows_of):
    entries, rows = rows_of(MARKET, {"表": [*lines, *([name, *values] for name in NAMES)]})
    assert len(entries) == 3 and not rows.skipped
    assert amounts(entries) <= {(500, 12000, 35000), (500, 1200, 35000)}


@pytest.mark.parametrize("is_column", [True, False])
def test_numbers_of_a_sheet_that_is_turned_over_are_in_the_unit_of_a_column_or_a_caption(is_column, rows_of):
    units = ["单位", "亿元", "亿元", "万平方米"] if is_column else []
    values = [NAMES, [0.05] * 3, [1.2] * 3, [3.5 if is_column else 35000] * 3]
    lines = [[label, *units[at : at + 1], *values[at]] for at, label in enumerate(HEADER)]
    lines = [["市场情况对照表（金额单位：亿元）"] if not is_column else ["市场情况对照表"], *lines]
    lines += [["商户数", *(["户"] if is_column else []), 300, 301, 302]]
    assert amounts(rows_of(MARKET, {"表": lines})[0]) == {(500, 12000, 35000)}


def test_two_sheets_of_other_units_are_one_table(rows_of):
    sheets = {"甲区": [[*HEADER[:1], "注册资金（万元）"], [NAMES[0], 500]]}
    sheets |= {"乙区": [[*HEADER[:1], "注册资金（元）"], [NAMES[1], 5000000], [NAMES[2], "500万元"]]}
    found = rows_of(MARKET, sheets)[0]
    assert [entry.record.registered_capital for entry in found] == [500] * 3


def test_a_column_is_named_without_the_unit_of_its_row(rows_of):
    lines = [["市场名称", "吉祥物", "注册资金"], ["", "", "元"], [NAMES[0], "兔", 5000000]]
    assert len(rows_of(MARKET, {"表": lines}, names={"吉祥物": "", "注册资金": "注册资金"})[0]) == 1


@pytest.mark.parametrize(
    ("header", "text", "parts"),
    [
        ("有效专利（总/发明/实用新型/外观）", "45（10/20/15）", (45, 10, 20, 15)),
        ("有效专利（总数/发明）", "45/10", (45, 10, None, None)),
        ("有效专利（其中发明）", "45（10）", (45, 10, None, None)),
        ("有效专利（发明/实用新型/外观）", "10/20/15", (45, 10, 20, 15)),
    ],
)
def test_the_parts_of_a_number_are_not_lost(header, text, parts, rows_of):
    found = rows_of(JINHUA, {"表": [["企业名称", header], *([name, text] for name in NAMES)]})[0][
        0
    ].record.valid_patents
    assert (found.total, found.invention, found.utility_model, found.design) == parts


@pytest.mark.parametrize(
    ("header", "text"),
    [("企业规模（人数/研发人数）", "431/48"), ("研发人数/总人数", "48/431"), ("员工（总数/研发）", "431、48")],
)
def test_numbers_go_where_their_piece_of_the_header_says(header, text, rows_of):
    found = rows_of(JINHUA, {"表": [["企业名称", header], *([name, text] for name in NAMES)]})[0][0].record
    assert (found.employees, found.rd_staff) == (431, 48)


def test_units_may_stand_among_the_names_below_groups(rows_of):
    upper = ["市场名称", "注册资金", "进驻商家", "知产机构", "", "联系人", ""]
    lower = ["", "万元", "家", "名称", "人数", "姓名", "手机"]
    values = [500, 317, "市场管理部", 3, "何嘉敏", "13800138000"]
    entries, rows = rows_of(MARKET, {"表": [upper, lower, *([name, *values] for name in NAMES)]})
    assert [match.state for match in rows.matches] == ["sure"] * 7
    assert {(each.record.merchants, each.record.ip_units[0].headcount) for each in entries} == {(317, 3)}
