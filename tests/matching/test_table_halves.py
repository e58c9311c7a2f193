"""Two halves of a form that share the rows of one table."""

from __future__ import annotations

from dataclasses import replace

import ipforms
from ipforms import paths
from ipforms.formats import docx
from ipforms.matching.table_halves import with_halves_apart
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import filled, match, matcher, sheet

FORM = """单位名称 | {{ name }} | < | <
法定代表人 | {{ person }} | 电话 | {{ phone }}
知识产权数量 | < | < | <
专利 | {{ patents }} | 商标 | {{ marks }}
工作机构 | < | < | <
机构名称 | < | 人数 | 姓名
{{ unit }} | < | {{ people }} | {{ head }}"""
HALVES = """基本信息 | < | < | < | 知识产权数量 | < | <
单位名称 | 甲公司 | < | < | 专利 | 3 | <
法定代表人 | 张三 | 电话 | 138 | 商标 | 5 | <
开户银行 | 乙银行 | < | < | 工作机构 | < | <
账号 | 6222 | < | < | 机构名称 | 人数 | 姓名
 | < | < | < | 法务部 | 2 | 李四
声明 | 本单位保证属实 | < | < | < | < | <"""


def test_the_halves_of_a_table_are_read_one_after_the_other():
    expected = {"name": "甲公司", "person": "张三", "phone": "138", "patents": "3", "marks": "5"}
    expected |= {"unit": "法务部", "people": "2", "head": "李四"}
    assert filled(match(FORM, HALVES)) == expected
    tables = {block.text: block.table for block in with_halves_apart(text_blocks(sheet(HALVES)), matcher(FORM)._finder)}
    assert tables["甲公司"] < tables["法务部"] < tables["本单位保证属实"]


def test_a_label_beside_the_tables_of_a_part_is_no_half():
    document = """机构建立情况 | 机构名称 | < | 人数 | 电话
^ | 法务部 | < | 2 | 138
^ | 专利科 | < | 3 | 139
制度制定情况 | 名称 | < | 时间 | 数量
^ | 保密制度 | < | 2014 | 1
^ | 奖励办法 | < | 2015 | 1"""
    blocks = text_blocks(sheet(document))
    assert with_halves_apart(blocks, matcher(FORM)._finder) == blocks


def test_sums_below_half_of_the_columns_are_no_titles():
    rows = "甲区 | 一厂 | 1 | 2\n甲区小计 | < | 1 | 2\n乙区 | 二厂 | 3 | 4\n乙区小计 | < | 3 | 4"
    blocks = text_blocks(sheet(f"县区 | 企业 | 专利 | 商标\n{rows}"))
    assert with_halves_apart(blocks, matcher(FORM)._finder) == blocks


def test_rows_without_cells_of_their_own_are_no_halves():
    first, *rest = text_blocks(sheet("单位名称 | < | < | <\n甲公司 | < | < | <\n法定代表人 | 张三 | 电话 | 138"))
    blocks = [first, *(replace(each, cell=each.cell._replace(row=each.cell.row + 5)) for each in rest)]
    assert with_halves_apart(blocks, matcher(FORM)._finder) == blocks


def test_values_that_look_like_titles_are_no_half_beside_their_labels():
    form = ipforms.form("jinhua-application")
    named = ("enterprise_name", "mobile", "has_ip_department", "email", "valid_patents", "ip_protection_status")
    nested = {}
    for path in form.template.fields:
        paths.put(nested, paths.parse(path), "子丑寅卯" if path in named else "")
    blocks = text_blocks(docx.read(form.template.fill(nested), name="application"))
    assert filled(form.matcher.match_labels(blocks)) == dict.fromkeys(named, "子丑寅卯")


def test_rows_whose_cells_are_tables_of_their_own_are_no_halves():
    document = "\n".join(f"甲{at} | 乙{at}" for at in range(5)) + "\n丙 | <\n丁 | 戊"
    blocks = text_blocks(sheet(document))[-3:]
    assert [block.text for block in with_halves_apart(blocks, matcher(FORM)._finder)] == ["丙", "丁", "戊"]


def test_titles_over_labels_with_their_values_on_both_sides_are_those_of_halves():
    document = """一、单位信息 | < | 二、主要人员 | <
单位名称 | 甲公司 | 法定代表人 | 虞卫东
注册地址 | 甲路1号 | 身份证号码 | 450103196510046259
注册时间 | 2002-09-14 | 电话 | 15196244440
通信地址 | 甲路2号 | 联系人 | 章一帆
邮政编码 | 510880 | 身份证号码 | 无
申报时间 | 2017-03-12 | 电话 | 18902139104"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    people = [[texts[f"{who}.{what}"] for what in ("name", "phones")] for who in ("legal_representative", "contact")]
    assert people == [["虞卫东", "15196244440"], ["章一帆", "18902139104"]]
    assert (texts["name"], texts["mailing_address"]) == ("甲公司", "甲路2号")
