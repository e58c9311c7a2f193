"""Tables of people in another shape than the form's."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "市场名称 | 甲市场 | < | <\n通信地址 | 甲路 | < | <\n\n"
UNITS = "\n机构名称 | 人数 | 姓名 | 电话\n专利室 | 2 | 刘家骏 | 13901358223"
PEOPLE = """法定代表人 | 潘冠中 | 440101196002246137 | 020-33526974 | 13815463994 | p@f.com
联系人 | 蔡浩然 | 440101197010138675 | 020-33878526 | 18601075387 | c@f.com
联系人 | 曾伟强 |  | 020-82304349 | 13320410297 | z@f.com
"""
LAYOUTS = {
    "a group over columns": "类别 | 姓名 | 证件号码（身份证） | 联系方式 | < | <\n"
    f"^ | ^ | ^ | 固定电话 | 移动电话 | 电子邮箱\n{PEOPLE}",
    "phones below one label": "身份 | 姓名 | 身份证号码 | 电话 | < | 电子邮箱\n^ | ^ | ^ | 固话 | 手机 | ^\n" + PEOPLE,
    "a column that the form has not": "人员类别 | 姓名 | 职务 | 身份证号码 | 固话 | 手机 | 电子邮箱\n"
    + PEOPLE.replace("潘冠中 |", "潘冠中 | 经理 |")
    .replace("蔡浩然 |", "蔡浩然 | 主任 |")
    .replace("曾伟强 |", "曾伟强 | 文员 |"),
    "who it is behind the name": "主要人员 | 姓名 | 职务 | 身份证号码 | 固话 | 手机 | 电子邮箱\n"
    + "".join(
        f"^ | {' | '.join([cells[1], cells[0], *cells[2:]])}\n"
        for cells in (row.split(" | ") for row in PEOPLE.strip().split("\n"))
    ),
    "a header with a slip": "人员类别 | 姓名 | 身分证号码 | 固话 | 手机 | 电子邮箱\n" + PEOPLE,
    "the owner over the names": "".join(
        f"{row.split(' | ')[0]} | 身份证号码 | 座机 | 手机 | E-mail\n{' | '.join(row.split(' | ')[1:])}\n"
        for row in PEOPLE.strip().split("\n")
    ),
}
EXPECTED = {
    "legal_representative.name": "潘冠中",
    "legal_representative.landline": "020-33526974",
    "legal_representative.mobile": "13815463994",
    "legal_representative.email": "p@f.com",
    "contacts[0].name": "蔡浩然",
    "contacts[0].id_number": "440101197010138675",
    "contacts[0].mobile": "18601075387",
    "contacts[1].name": "曾伟强",
    "contacts[1].landline": "020-82304349",
    "contacts[1].email": "z@f.com",
    "ip_units[0].unit": "专利室",
}


@pytest.mark.parametrize("people", LAYOUTS.values(), ids=LAYOUTS)
def test_each_fact_is_its_person_s_and_confirmed(people):
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(HEAD + people + UNITS)).fields
    assert {path: fields.texts.get(path, "").strip() for path in EXPECTED} == EXPECTED
    assert all(fields.found[path].is_confirmed for path in EXPECTED if "ip_units" not in path)


def test_a_column_that_the_form_has_not_is_told():
    document = HEAD + LAYOUTS["a column that the form has not"] + UNITS
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields
    assert {"职务", "经理"} <= {each.text for each in fields.unassigned}


def test_a_wide_column_that_the_form_has_not_is_told_as_well():
    people = "人员类别 | 姓名 | 职务 | < | 身份证号码 | 手机\n"
    people += "法定代表人 | 潘冠中 | 经理 | < | 440101196002246137 | 13815463994\n"
    people += "联系人 | 蔡浩然 | 主任 | < | 440101197010138675 | 18601075387\n"
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(HEAD + people + UNITS)).fields
    assert {"经理", "主任"} <= {each.text for each in fields.unassigned}


def test_a_column_for_several_facts_of_a_person_is_the_form_s():
    document = """单位名称 | 广州甲市场有限公司

人员 | 姓名 | 身份证号码 | 联系方式（电话、邮箱）
法定代表人 | 湛满堂 | 440101196501210788 | 固话020-82927001，手机13826287409
联系人 | 邬小琼 | 440101199009101452 | 固话020-82927005，手机18127930664⏎wuxq@a.cn"""
    texts = ipforms.form("guangzhou-market").matcher.match(sheet(document)).fields.texts
    own = [texts[f"{who}.{name}"] for who in ("legal_representative", "contacts[0]") for name in ("landline", "mobile")]
    assert own == ["固话020-82927001", "手机13826287409", "固话020-82927005", "手机18127930664\nwuxq@a.cn"]
