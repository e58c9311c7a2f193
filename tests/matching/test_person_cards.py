"""People of whom a table says fact by fact."""

from __future__ import annotations

import pytest

import ipforms
from tests.matching.sheet_notation import sheet

HEAD = "市场名称 | 甲市场 | < | <\n"
UNITS = "\n\n机构名称 | 人数 | 姓名 | 电话\n专利室 | 2 | 刘家骏 | 13901358223"
LAYOUTS = {
    "a fact in each cell": """人员 | 法定代表人：曹植 | 身份证号码 | 440101196901015121
^ | 固话：020-86577001 | 手机：13711102290 | <
^ | 联系人1：曹冲 | 固话：020-86577002 | 手机：13660550183
^ | 联系人2：甄宓 | 手机：13430330174 | 邮箱：z@h.com""",
    "all in a cell each": """法定代表人：曹植，身份证号码：440101196901015121，固话：020-86577001，手机：13711102290 | <
联系人1：曹冲⏎固话：020-86577002⏎手机：13660550183 | 联系人2：甄宓⏎手机：13430330174⏎邮箱：z@h.com""",
    "label by label beside each other": """法定代表人 | 曹植 | 身份证号码 | 440101196901015121
固话 | 020-86577001 | 手机 | 13711102290

联系人1 | 曹冲 | 联系人2 | 甄宓
固话 | 020-86577002 | 固话 |
手机 | 13660550183 | 手机 | 13430330174
邮箱 | | 邮箱 | z@h.com""",
}
EXPECTED = {
    "legal_representative.name": "曹植",
    "legal_representative.id_number": "440101196901015121",
    "legal_representative.landline": "020-86577001",
    "legal_representative.mobile": "13711102290",
    "contacts[0].name": "曹冲",
    "contacts[0].landline": "020-86577002",
    "contacts[0].mobile": "13660550183",
    "contacts[1].name": "甄宓",
    "contacts[1].mobile": "13430330174",
    "contacts[1].email": "z@h.com",
}


@pytest.mark.parametrize("people", LAYOUTS.values(), ids=LAYOUTS)
def test_each_fact_is_its_person_s_and_confirmed(people):
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(f"{HEAD}\n{people}{UNITS}")).fields
    assert {path: fields.texts.get(path, "").strip() for path in EXPECTED} == EXPECTED
    assert all(fields.found[path].is_confirmed for path in EXPECTED)


def test_words_before_the_numbers_of_one_row_of_a_list_leave_it_a_row():
    head = "人员 | 姓名及身份证号码 | 电话 | 电子邮箱\n法定代表人 | 曹植⏎440101196901015121 | 020-86577001 | c@h.com\n"
    row = "联系人 | 甄宓⏎440101198601015125 | 固话：020-86577002⏎手机：13430330174 | "
    fields = ipforms.form("guangzhou-market").matcher.match(sheet(f"{HEAD}\n{head}{row}{UNITS}")).fields
    own = [fields.texts.get(f"contacts[0].{name}", "").strip() for name in ("name", "id_number", "mobile")]
    assert own == ["甄宓", "440101198601015125", "13430330174"]


def test_people_beside_each_other_have_what_stands_below_them_with_its_label():
    document = """单位名称 | 广州甲有限公司
法定代表人 | 联系人
姓名：蔺建波 | 姓名：邱子珊
身份证号码：440101197306112757 | 身份证号码：440101199112221487
电话：020-34698800 | 电话：13640277391
电子邮箱：a@b.cn | 电子邮箱：c@d.cn"""
    texts = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    own = [
        [texts[f"{who}.{what}"].strip() for what in ("name", "phones", "email")]
        for who in ("legal_representative", "contact")
    ]
    assert own == [["蔺建波", "020-34698800", "a@b.cn"], ["邱子珊", "13640277391", "c@d.cn"]]


def test_people_side_by_side_may_have_a_band_beside_all_their_rows():
    document = """基本信息 | 单位名称 | 甲公司 | < | <
^ | 邮编 | 510800 | 登记日期 | 2006年10月12日
人员信息 | 法定代表人 | < | 联系人 | <
^ | 姓名 | 倪伟明 | 姓名 | 司徒静
^ | 证件号码 | 440101197408174051 | 证件号码 | 44010119850910521X
^ | 电话 | 13809771302 | 电话 | 020-36871100
专利商标 | 专利申请151件 | < | 商标申请22件 | <"""
    found = ipforms.form("guangzhou-enterprise").matcher.match(sheet(document)).fields.texts
    people = [[found[f"{of}.{each}"] for each in ("name", "id_number")] for of in ("legal_representative", "contact")]
    assert people == [["倪伟明", "440101197408174051"], ["司徒静", "44010119850910521X"]]
