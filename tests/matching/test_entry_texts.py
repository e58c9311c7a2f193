"""A list that stands in one cell."""

from __future__ import annotations

import re

import pytest

import ipforms
from ipforms.matching.entry_texts import with_entry_tables
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import filled, match, sheet

FORM = """制度制定情况 | < | <
名称 | 制定时间 | 数量
{%tr for p in policies %} | < | <
{{ p.title }} | {{ p.day }} | {{ p.count }}
{%tr endfor %} | < | <
填表人：{{ by }}"""
KINDS = {"policies[].day": r"\d{4}年[^，；]*", "policies[].count": r"\d+份"}


def fits(pattern, text):
    """1 for a value of the kind, -1 for none, 0 where any text is one."""
    return (1.0 if re.fullmatch(KINDS[pattern], text) else -1.0) if pattern in KINDS else 0.0


ENTRIES = {
    "policies[0].title": "《甲（试行）》",
    "policies[0].day": "2014年6月",
    "policies[0].count": "1份",
    "policies[1].title": "《乙》",
    "policies[1].day": "2015年",
    "policies[1].count": "2份",
    "by": "王五",
}


@pytest.mark.parametrize(
    "document",
    [
        "制度制定情况 | {}",
        "制度制定情况 | <\n{} | <",
        "制度制定情况\n{}",
        "名称 | {}",
        "保护 | 制度制定情况 | {}",
        "填表人 | 制度制定情况\n王五 | {}",
        "内控规程 | {}",
    ],
    ids=[
        "beside",
        "below",
        "in_lines",
        "beside_the_name_of_the_first_column",
        "behind_the_title_of_a_part",
        "below_one_of_two_titles",
        "beside_a_label_that_the_form_has_not",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "《甲（试行）》，2014年6月制定，1份⏎《乙》，2015年，2份",
        "• 《甲（试行）》，2014年6月制定，1份⏎• 《乙》，施行2015年，份数2份",
        "1.《甲（试行）》（2014年6月制定），1份⏎2.《乙》；2份；2015年",
        "1.《甲（试行）》（2014年6月制定，1份）⏎2.《乙》（制定于2015年；2份）",
        "（1）《甲（试行）》 2014年6月 1份⏎（2）《乙》\t2015年\t2份",
        "①《甲（试行）》2014年6月制定，数量1份②《乙》2015年制定，数量：2份",
        "2014年6月制定《甲（试行）》1份⏎2015年制定《乙》2份",
        "《甲（试行）》（1份）（2014年6月）；《乙》（2份）（2015年）",
        "1、《甲（试行）》（2014年6月）1份⏎2、《乙》（2015年）2份",
        "1．《甲（试行）》（制定时间：2014年6月；数量：1份）⏎2．《乙》（制定时间：2015年；数量：2份）",
        "1、《甲（试行）》2014年6月制定1份⏎2、《乙》2015年2份",
        "①《甲（试行）》/2014年6月/1份②《乙》/2015年/2份",
        "1、《甲（试行）》——2014年6月——1份⏎2、《乙》——2015年——2份",
        "我公司制定了《甲（试行）》，2014年6月，1份⏎现已出台《乙》，2015年，2份",
        "名称：《甲（试行）》 制定时间：2014年6月 数量：1份⏎名称：《乙》 制定时间：2015年 数量：2份",
    ],
)
def test_each_line_is_an_entry_whose_parts_go_by_their_kinds(document, text):
    found = match(FORM, document.format(text) + "\n填表人：王五", fits=fits)
    assert filled(found) == ENTRIES


def test_lines_with_labels_in_a_cell_beside_a_list_s_title_are_its_fields_though_another_list_has_these_too():
    document = """单位名称 | 甲公司
知识产权工作机构 | 名称：专利室⏎人员数量：2人⏎姓名：焦德胜、尹海燕⏎联系电话：020-82390160
知识产权制度 | 1. 准入制度，2012年3月，1份⏎2. 投诉处理制度，2017年9月，1份"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert {path: text for path, text in texts.items() if path.startswith("ip_units[0]")} == {
        "ip_units[0].unit": "专利室",
        "ip_units[0].headcount": "2人",
        "ip_units[0].names": "焦德胜、尹海燕",
        "ip_units[0].phones": "020-82390160",
    }
    assert (texts["ip_policies[0].title"], texts["ip_policies[1].title"]) == ("准入制度", "投诉处理制度")


@pytest.mark.parametrize(
    ("said", "unit"),
    [("设专利室", "专利室"), ("单位已设立专利室", "专利室"), ("设计部", "设计部"), ("设备部", "设备部")],
)
def test_what_was_done_about_an_entry_is_no_part_of_its_name(said, unit):
    texts = ipforms.form("guangzhou-enterprise").matcher.match(
        sheet(f"单位名称 | 甲公司\n知识产权工作机构 | {said}，人员2名：焦德胜、尹海燕，联系电话020-82390160")
    )
    assert texts.fields.texts["ip_units[0].unit"] == unit


def test_paragraphs_below_a_title_are_entries_together():
    lines = "制度制定情况\n{}《甲（试行）》，2014年6月制定，1份\n{}《乙》，2015年制定，2份\n填表人：王五"
    assert filled(match(FORM, lines.format("", ""), fits=fits)) == ENTRIES
    assert filled(match(FORM, lines.format("1.", "2."), fits=fits)) == ENTRIES
    found = match(FORM, lines.format("1.", "2.").replace("，2015年制定，2份", "起草中"), fits=fits)
    assert "policies[0].count" not in filled(found), "no list is read without its next entry"
    found = match(FORM, lines.format("", "").replace("，2份", "，2016年，2份"), fits=fits)
    assert "policies[0].count" not in filled(found)


def test_an_entry_that_lacks_a_part_is_less_certain():
    found = match(FORM, "制度制定情况 | 《甲》，2014年，1份⏎《乙》，2份\n填表人：王五", fits=fits).fields.found
    assert found["policies[1].title"].likeness < 0.9


def test_where_one_line_is_none_all_stay_as_they_are():
    found = match(FORM, "制度制定情况 | 《甲》，2014年，1份⏎正在起草另一份\n填表人：王五", fits=fits)
    assert "policies[1].title" not in filled(found)


@pytest.mark.parametrize(
    "text",
    [
        "制度制定情况：1．《甲（试行）》，2014年6月制定，1份；2．《乙》，2015年，2份。",
        "制度制定情况：《甲（试行）》（2014年6月，1份）、《乙》（2015年，2份）",
    ],
)
def test_a_title_in_a_paragraph_stands_before_its_entries(text):
    assert filled(match(FORM, f"{text}\n填表人：王五", fits=fits)) == ENTRIES


def test_what_each_of_several_entries_has_is_said_once_behind_them():
    found = filled(match(FORM, "制度制定情况：《甲》（2014年6月）、《乙》（2015年），各1份。\n填表人：王五", fits=fits))
    assert [found[f"policies[{at}].count"] for at in (0, 1)] == ["1份", "1份"]


@pytest.mark.parametrize(
    "entry",
    [
        "专利室，5人，成员苏眉、连战胜，电话020-81560033。",
        "专利室，5人，负责人员：苏眉、连战胜，电话：020-81560033",
        "专利室（5人）  负责人：苏眉、连战胜  电话：020-81560033",
    ],
)
def test_a_word_before_names_is_none_of_them(entry):
    found = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(f"知识产权工作机构 | {entry}")))
    assert (found["ip_units[0].names"], found["ip_units[0].phones"]) == ("苏眉、连战胜", "020-81560033")


def test_a_paragraph_that_begins_with_another_label_is_no_entry():
    overview = "公司从事研发，2016年被认定为高新技术企业。"
    document = f"四、制度：《专利奖励办法》（2012年）、《商标管理规定》（2013年）\n五、概述：{overview}"
    found = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)))
    assert found["overview"] == overview
    assert found["ip_policies[1].title"] == "《商标管理规定》" and "ip_policies[2].title" not in found


def test_a_title_that_is_only_like_the_form_s_is_one_over_a_list():
    document = (
        "四、工作机构\n专利室：2人，韩愈\n五、管理制度\n1. 甲办法，2006年8月制定，1份。\n2. 乙办法，2011年制定，2份。"
    )
    found = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)))
    assert [found[f"ip_policies[{at}].title"] for at in (0, 1)] == ["甲办法", "乙办法"]


@pytest.mark.parametrize("sign", [" | <\n", "⏎"], ids=["over it", "in its cell"])
def test_the_title_over_a_list_is_none_of_the_prose_before_it(sign):
    document = f"""获得的主要荣誉 | <
文明市场 | <
知识产权工作机构建立情况（机构名称、人员数量、姓名、联系电话）{sign}\
专利室，2人，韩愈，13800000001⏎品牌部，4人，郑凯旋，13800000002 | <
本项目工作方案及经费安排 | <
两年内建档 | <"""
    found = filled(ipforms.form("guangzhou-market").matcher.match(sheet(document)))
    assert (found["honours"], found["ip_units[1].unit"]) == ("文明市场", "品牌部")


def test_rows_that_have_labels_are_no_further_entries():
    document = """知识产权工作机构 | 1、专利室（6人）：吕建平⏎2、品牌部（4人）：郑凯旋
规章制度 | 1、甲办法（2012年）1项⏎2、乙办法（2014年3月）1项"""
    found = filled(ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)))
    assert found["ip_policies[1].title"] == "乙办法" and "ip_units[2].unit" not in found


def test_the_title_of_a_list_is_a_line_over_it_and_no_cell_over_the_rows_below():
    matcher = ipforms.form("guangzhou-enterprise").matcher
    blocks = text_blocks(sheet("知识产权制度 | 1、甲办法（2012年）1项⏎2、乙办法（2014年3月）1项\n单位名称 | 甲公司"))
    made, _ = with_entry_tables(blocks, matcher._lists.titled, matcher._finder, matcher.fits)
    assert made[0].cell is None and "单位名称" in [block.text for block in made if block.cell]


def test_counts_with_labels_in_a_cell_are_no_entries():
    document = "单位名称 | 甲公司\n档口情况 | 一楼商铺：8件⏎二楼商铺：9件"
    found = filled(ipforms.form("guangzhou-market").matcher.match(sheet(document)))
    assert "ip_policies[0].title" not in found


@pytest.mark.parametrize(
    ("line", "is_list"),
    [
        ("内控规程：1．《甲》（2014年，1份）；2．《乙》（2015年，2份）", True),
        ("内控规程：《甲》（2014年，1份）；《乙》（2015年，2份）", True),
        ("内控规程：1．甲，乙（丙）；2．丁，戊（己）", False),
    ],
)
def test_a_line_whose_label_the_form_has_not_is_a_list_by_the_kinds_of_its_entries(line, is_list):
    found = filled(match(FORM, f"公司概况\n{line}\n填表人：王五", fits=fits))
    assert (found.get("policies[1].day") == "2015年") is is_list


@pytest.mark.parametrize(
    "units",
    [
        "\n商户部（6人） | 陈海峰（18996813099）、朱玉兰（020-87530682）\n市场部（1人） | 李永康（020-89754190）",
        " | 1．商户部，6人，陈海峰 18996813099、朱玉兰 020-87530682⏎2．市场部，1人，李永康 020-89754190",
    ],
    ids=["rows_without_headers", "lines"],
)
def test_people_may_stand_each_with_a_call(units):
    document = f"单位名称 | 甲公司\n知识产权工作机构建立情况{' | <' if units[0] != ' ' else ''}{units}\n工作方案 | 甲"
    texts = filled(ipforms.form("guangzhou-market").matcher.match(sheet(document)))
    said = [[texts.get(f"ip_units[{at}].{of}") for of in ("unit", "headcount", "names", "phones")] for at in (0, 1)]
    assert said == [
        ["商户部", "6人", "陈海峰、朱玉兰", "18996813099、020-87530682"],
        ["市场部", "1人", "李永康", "020-89754190"],
    ]


def test_the_labels_of_a_list_in_one_cell_stand_between_its_title_and_its_entries():
    document = """机构 | 机构名称（人员数量）/姓名/联系电话 | 品牌部（6人）/饶倩、滕飞⏎法务部（2人）/祁连/020-88643995
制度 | 名称/制定时间/数量 | 商标监测制度/2011年/1⏎打假规程/2013年8月/2"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    assert [found[f"ip_units[0].{name}"] for name in ("unit", "headcount", "names")] == ["品牌部", "6人", "饶倩、滕飞"]
    assert [found[f"ip_units[1].{name}"] for name in ("unit", "phones")] == ["法务部", "020-88643995"]
    assert [found[f"ip_policies[1].{name}"] for name in ("title", "adopted_on", "count")] == [
        "打假规程",
        "2013年8月",
        "2",
    ]


def test_the_rows_beside_a_title_are_entries_whatever_stands_over_them():
    document = """部门 | 负责人及成员 | 人数 | 电话
专利室 | 欧阳雪；方志远 | 2 | 020-82058816
制度 | 2011年《管理办法》 | < | 1件
^ | 2013年4月《奖励办法》 | < | 2件"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    policies = [[found[f"ip_policies[{at}].{name}"] for name in ("title", "adopted_on", "count")] for at in (0, 1)]
    assert policies == [["《管理办法》", "2011年", "1件"], ["《奖励办法》", "2013年4月", "2件"]]
    assert [path for path, text in found.items() if "ip_units[1]" in path and text] == []


def test_a_name_far_before_the_labels_of_its_entry_is_no_label():
    document = """五、知识产权制度制定情况
1、巡查登记制度    制定时间：2013年2月    数量：3
2、知识产权投诉处理办法    制定时间：2012年3月20日    数量：1"""
    found = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    policies = [[found[f"ip_policies[{at}].{name}"] for name in ("title", "adopted_on", "count")] for at in (0, 1)]
    assert policies == [["巡查登记制度", "2013年2月", "3"], ["知识产权投诉处理办法", "2012年3月20日", "1"]]


@pytest.mark.parametrize(("heading", "is_list"), [("（六）制度清单", True), ("（六）机构、制度与工作", False)])
def test_a_line_that_is_like_the_title_of_a_list_is_it_where_entries_follow(heading, is_list):
    document = (
        f"单位名称：甲公司\n{heading}\n《软件管理办法》：2010年9月制定，1件\n《积分细则》：2014年1月15日制定，1件"
    )
    found = filled(ipforms.form("guangzhou-market").matcher.match(sheet(document)))
    assert (found.get("ip_policies[1].count") == "1件") == is_list
