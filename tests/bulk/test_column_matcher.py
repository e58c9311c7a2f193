"""All columns of a table at once: contents beside headers, other forms' fields, several fields in a column, lists."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

import ipforms
from ipforms.best_assignment import assignment, total
from ipforms.bulk import Rows, open_source
from ipforms.bulk.columns import columns_of
from ipforms.bulk.source_rows import match_table

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"


def matched(form_id, table):
    with open_source(table.encode()) as source:
        matches = match_table(ipforms.form(form_id), source.tables[0])
    return {match.header: (match.state, match.path if match.target else None) for match in matches}


@pytest.mark.parametrize("seed", range(40))
def test_the_assignment_is_the_best_of_all(seed):
    chance = Random(seed)
    scores = [{each: chance.random() for each in "abcd" if chance.random() < 0.6} for _ in range(4)]
    every = product(*([None, *each] for each in scores))
    distinct = [each for each in every if len({*each} - {None}) == 4 - each.count(None)]
    assert total(scores, assignment(scores)) == pytest.approx(max(total(scores, each) for each in distinct))


def test_contents_decide_where_headers_do_not():
    numbers = "甲公司,{0}\n乙公司,{0}\n丙公司,{0}\n"
    assert matched(JINHUA, "企业名称,联系电话\n" + numbers.format("13800138000"))["联系电话"] == ("sure", "mobile")
    landline = matched(JINHUA, "企业名称,联系电话\n" + numbers.format("0579-82177827"))["联系电话"]
    assert landline == ("sure", "office_phones")
    assert matched(ENTERPRISE, "单位名称,代码\n" + numbers.format("91440106MAXXXXX07Q"))["代码"] == ("sure", "uscc")
    # 登记号 is 注册号 in other words, and no number of an office's own.
    mixed = "单位名称,注册号/统一社会信用代码\n" + numbers.format("91440106MAXXXXX07Q")
    assert matched(ENTERPRISE, mixed)["注册号/统一社会信用代码"] == ("sure", "uscc")


@pytest.mark.parametrize(
    ("form_id", "header", "value", "expected"),
    [
        (MARKET, "联络员QQ", "65249394{}", ("unused", None)),
        (MARKET, "联系电话", "020-3741804{}", ("asked", "ip_units[0].phones")),  # whose, nobody can tell
        (ENTERPRISE, "受理号", "20170887{}", ("unused", None)),
        (ENTERPRISE, "登记数", "1{}", ("asked", None)),
        (ENTERPRISE, "上次得几分", "1{}", ("unused", None)),  # numbers, of which no word says of what
        (ENTERPRISE, "变更前企业名称", "旧{}公司", ("unused", None)),
        (ENTERPRISE, "跟着跑的", "王磊", ("unused", None)),
        (ENTERPRISE, "镇街·专员手机", "1380013800{}", ("unused", None)),
        (ENTERPRISE, "报到哪个区局", "广州市{}区市场监督管理局", ("sure", "cover.organizer")),
    ],
)
def test_what_no_field_is_for_is_never_taken_for_a_near_one(form_id, header, value, expected):
    head = "单位名称,统一社会信用代码,法定代表人,联系人,注册地址," + header
    rows = "".join(
        f"公司{at}公司,91440106MAXXXXX07Q,张三,李四,广州市天河区路{at}号,{value}\n".format(at) for at in range(6)
    )
    assert matched(form_id, f"{head}\n{rows}")[header] == expected


def test_persons_below_several_upper_cells_are_as_many_rows():
    head = "市场名称,第一联系人·姓名,第一联系人·手机,替补联系人·姓名,替补联系人·手机"
    found = matched(MARKET, f"{head}\n甲市场公司,张三,13800138000,李四,13800138001\n")
    assert [path for _, path in found.values()][3:] == ["contacts[1].name", "contacts[1].mobile"]


def test_a_number_behind_a_list_of_the_applicants_is_of_the_same_applicant():
    found = matched(
        "jinhua-recommendation", "企业名称,商标1,商标2,专利2\n甲公司,甲 123456,乙 234567,ZL201310123456.5\n"
    )
    assert [path for _, path in found.values()][1:] == [
        "enterprises[0].key_trademarks",
        "enterprises[0].key_trademarks",
        "enterprises[0].key_patents",
    ]


def test_contents_of_another_kind_put_a_label_in_question():
    rows = "".join(f"{name}公司,1380013800{name}\n" for name in range(6))
    assert matched(ENTERPRISE, f"单位名称,注册地址\n{rows}")["注册地址"] == ("asked", None)


def test_a_field_of_another_form_is_left_out():
    found = matched(JINHUA, "企业名称,统一社会信用代码,吉祥物\n甲公司,91440106MAXXXXX07Q,猫\n")
    assert found["统一社会信用代码"] == ("unused", None) and found["吉祥物"] == ("asked", None)


@pytest.mark.parametrize("header", ["联系人及职务", "联系人（职务）", "联系人/职务"])
def test_a_column_of_several_fields_is_asked(header):
    assert matched(JINHUA, f"企业名称,{header}\n甲公司,经理 张三\n")[header][0] == "asked"


def test_english_exports_are_known():
    found = matched(ENTERPRISE, "COMPANY_NAME,USCC,legalPersonName,CONTACT_TEL,ZIP CODE,PAT_APPLY_QTY\n甲公司,,,,,\n")
    assert [path for _, path in found.values()] == [
        "name",
        "uscc",
        "legal_representative.name",
        "contact.phones",
        "postcode",
        "patents.applied",
    ]


def test_groups_above_names_are_known_in_a_csv():
    table = "名单,,,,\n单位名称,法定代表人,,联系人,\n,姓名,电话,姓名,电话\n甲公司,张三,13800138000,李四,13800138001\n"
    with open_source(table.encode()) as source:
        (entry,) = Rows(ipforms.form(ENTERPRISE), source)
    assert (entry.record.legal_representative.name, entry.record.contact.phones) == ("张三", ["13800138001"])


def test_headers_that_stand_twice_take_the_person_before_them():
    table = "单位名称,法人,身份证号,手机,联系人,身份证号,手机,座机\n"
    table += "甲公司,张三,440101198001010017,13800138000,李四,440101198001010025,13800138001,020-81050369\n"
    with open_source(table.encode()) as source:
        (entry,) = Rows(ipforms.form(ENTERPRISE), source)
    assert entry.record.legal_representative.phones == ["13800138000"]
    assert entry.record.contact.phones == ["13800138001", "020-81050369"]


def test_what_registers_and_portals_hold_beside_is_left_out_and_never_asked():
    form = ipforms.form("jinhua-application")
    headers = ["企业名称", "审批状态", "发起人部门", "走访人", "期末余额", "联系人", "手机号码"]
    found = {match.header: match for match in columns_of(form.model).match(headers)}
    assert {each for each in headers if found[each].state == "unused"} == {*headers[1:5]}


def test_a_word_that_may_mean_something_beside_the_field_is_asked():
    found = columns_of(ipforms.form("guangzhou-market").model).match(["单位名称", "商铺数", "开办时间"])
    assert [match.state for match in found] == ["sure", "asked", "asked"]


def test_a_column_below_another_group_is_not_sure():
    found = columns_of(ipforms.form("guangzhou-market").model).match(["单位名称", "专责机构·联系人"])
    assert found[1].path == "ip_units[0].names"


def test_the_question_of_a_form_names_its_field():
    form = columns_of(ipforms.form("jinhua-application").model)
    found = form.match(["1、贵单位是否单独设立知识产权部门？", "2、填表人信息—姓名", "电子邮箱E-mail"])
    assert [match.path for match in found] == ["has_ip_department", "contact_name", "email"]


def test_a_company_beside_the_market_is_asked_as_its_name_and_not_as_its_goods():
    pairs = [*zip(("甲服装市场", "乙皮具城", "丙市场", "丁建材城"), "甲乙丙丁", strict=True)]
    for rows in (pairs, pairs[:2]):
        table = "市场名称,经营单位,商户数\n" + "".join(f"{market},广州{each}有限公司,9\n" for market, each in rows)
        assert matched(MARKET, table)["经营单位"] == ("asked", None)


def test_that_a_right_is_to_be_protected_is_no_part_of_what_it_is_called():
    rights = "".join(f"浙江{each}公司,“{each}”,一种节能电机（ZL201920304533.7）\n" for each in ("飞驰", "优尼", "奔腾"))
    found = matched("jinhua-recommendation", f"企业名称,拟重点保护的商标,拟重点保护的专利名称及专利号\n{rights}")
    assert found["拟重点保护的专利名称及专利号"] == ("sure", "enterprises[0].key_patents")
