"""Columns behind a title, with what is said of it."""

from __future__ import annotations

import ipforms
from ipforms.bulk import Rows, open_source

JINHUA = "jinhua-application"
FIRMS = [f"金华市{name}科技有限公司" for name in ("双龙", "红星", "金泰", "康迈", "云岭")]
CODES = [f"GR20203300123{at}" for at in range(5)]
DAYS = [f"2020-12-0{at}" for at in range(1, 6)]


def records(*columns):
    header, *rows = zip(("企业名称", *FIRMS), *((name, *values) for name, values in columns), strict=True)
    with open_source("\n".join(map(",".join, (header, *rows))).encode()) as source:
        rows = Rows(ipforms.form(JINHUA), source)
        return [entry.record for entry in rows], rows


def test_two_facts_behind_a_title_are_its_detail():
    found, rows = records(("是否高企", ["是"] * 5), ("证书编号", CODES), ("认定时间", DAYS))
    assert [each.high_tech.detail for each in found] == [
        f"{code}，{day}" for code, day in zip(CODES, DAYS, strict=True)
    ]
    assert all(each.high_tech.held for each in found) and not rows.ignored


def test_a_fact_alone_is_the_detail():
    found, _ = records(("是否示范企业", ["是"] * 5), ("级别", ["省级"] * 5), ("认定年份", [day[:4] for day in DAYS]))
    assert {each.ip_model_title.detail for each in found} == {"2020"}
    assert {each.ip_model_title.level for each in found} == {"provincial"}


def test_a_number_and_its_day_without_whether_it_is_held():
    found, _ = records(("高企证书编号", CODES), ("高企认定时间", DAYS))
    assert found[0].high_tech.detail == f"{CODES[0]}，{DAYS[0]}"


def test_facts_are_of_the_title_before_them():
    found, _ = records(("高企", ["是"] * 5), ("认定时间", DAYS), ("驰名商标", ["有"] * 5), ("认定时间", DAYS[::-1]))
    assert (found[0].high_tech.detail, found[0].well_known_trademark.detail) == (DAYS[0], DAYS[-1])


def test_a_title_under_the_form_s_own_label_may_have_its_facts_in_another_column():
    found, _ = records(("国家高新技术企业", ["是"] * 5), ("证书编号", CODES))
    assert [(each.high_tech.held, each.high_tech.detail) for each in found] == [(True, code) for code in CODES]


def test_numbers_of_a_workbook_may_say_whether_a_title_is_held(rows_of):
    lines = [["企业名称", "驰名商标（1是0否）"], *([f"金华市第{at}工贸有限公司", at % 2] for at in range(5))]
    entries, _ = rows_of("jinhua-application", {"表": lines})
    assert [entry.record.well_known_trademark.held for entry in entries] == [False, True, False, True, False]


def test_the_level_of_what_a_header_lists_says_whether_it_is_held():
    said = ["市级", "省级", "国家级", "无", "市级"]
    found, _ = records(("13、获得知识产权示范、优势、试点企业的最高级别", said))
    held = [(each.ip_model_title.held, each.ip_model_title.level) for each in found]
    assert held == [(True, "municipal"), (True, "provincial"), (True, "national"), (False, None), (True, "municipal")]


def test_two_facts_of_a_title_may_stand_in_one_column():
    found, _ = records(("是否高企", ["是"] * 5), ("证书编号/发证时间", [f"{each}，2020年" for each in CODES]))
    assert found[0].high_tech.detail == f"{CODES[0]}，2020年"
