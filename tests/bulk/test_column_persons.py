"""Whose the columns of persons and their telephones are, and which column names the applicants."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.column_errors import UnknownColumns
from ipforms.bulk.table_matches import match_table

ENTERPRISE, MARKET = "guangzhou-enterprise", "guangzhou-market"
JINHUA, RECOMMENDATION = "jinhua-application", "jinhua-recommendation"
FIRMS = [f"广州市{name}科技有限公司" for name in ("双龙", "红星", "金泰", "康迈", "云岭")]
NAMES = ["何嘉敏", "周子轩", "李敏", "王磊", "陈晓"]
OTHERS = ["徐静", "罗文博", "梁伟雄", "范秀英", "潘俊杰"]
PHONES = [f"1380013800{at}" for at in range(5)]
FURTHER = [f"1390013900{at}" for at in range(5)]
POSTS = ["总经理", "法务主管", "研发总监", "行政经理", "办公室主任"]


def matched(form, **columns):
    columns = {"企业名称": FIRMS, **columns} if "企业名称" not in columns else columns
    rows = [",".join(columns), *map(",".join, zip(*columns.values(), strict=True))]
    with open_source("\n".join(rows).encode()) as source:
        found = match_table(ipforms.form(form), source.tables[0])
    return {match.header: (match.state, match.path) for match in found if match.header != "企业名称"}


@pytest.mark.parametrize(
    ("person", "fact"),
    [
        ("我司跟进人", "跟进人电话"),
        ("企业负责人", "负责人手机"),
        ("人事经理", "人事经理电话"),
        ("分管副总", "副总手机"),
    ],
)
def test_what_is_said_of_a_person_whom_the_form_does_not_ask_for_is_left_out(person, fact):
    found = matched(
        ENTERPRISE, 法人=NAMES, 法人电话=PHONES, 联系人=OTHERS, 联系电话=FURTHER, **{person: NAMES, fact: PHONES}
    )
    assert found["联系人"] == ("sure", "contact.name")
    assert (found[person][0], found[fact][0]) == ("unused", "unused")


def test_a_telephone_of_the_office_s_own_person_is_left_out_wherever_the_form_s_own_stands():
    own = {"企业联系人": NAMES, "企业联系人电话": PHONES}
    office = {"商会对接人": OTHERS, "对接人电话": FURTHER}
    for columns in (own | office, office | own):
        found = matched(RECOMMENDATION, **columns)
        assert found["企业联系人电话"] == ("sure", "enterprises[0].phones")
        assert (found["商会对接人"][0], found["对接人电话"][0]) == ("unused", "unused")
    found = matched(RECOMMENDATION, 企业联系人=NAMES, 手机=PHONES, 局联系人=OTHERS, 联系人电话=FURTHER)
    assert (found["手机"][0], found["联系人电话"][0]) == ("sure", "asked")


def test_what_is_said_of_who_is_in_charge_is_of_the_person_whose_column_says_of_what():
    found = matched(RECOMMENDATION, 知识产权负责人=NAMES, 负责人职务=POSTS, 手机号码=PHONES)
    assert found["负责人职务"] == ("sure", "enterprises[0].liaison_title")


def test_who_is_in_charge_of_nothing_that_is_named_may_be_anybody():
    assert matched(RECOMMENDATION, 负责人手机=PHONES)["负责人手机"][0] == "asked"


@pytest.mark.parametrize("header", ["值班电话", "投诉电话", "传真号码"])
def test_a_telephone_of_the_house_is_left_out_beside_those_of_persons_and_else_asked(header):
    assert matched(JINHUA, 联系人=NAMES, 手机=PHONES, **{header: FURTHER})[header][0] == "unused"
    assert matched(JINHUA, **{header: FURTHER})[header][0] == "asked"


@pytest.mark.parametrize("header", ["联系人2电话", "第二联系人电话", "联系人②电话", "备用联系人电话", "联系人乙电话"])
def test_the_second_person_of_a_form_that_has_one_is_nobody_s(header):
    found = matched(ENTERPRISE, 联系人=NAMES, 联系电话=PHONES, **{header: FURTHER})
    assert found["联系电话"] == ("sure", "contact.phones") and found[header][0] == "unused"


@pytest.mark.parametrize("second", ["联系人②", "联系人（二）", "联系人乙", "第二联系人", "联系人Ⅱ", "二号联系人"])
def test_persons_may_be_numbered_in_any_way(second):
    found = matched(MARKET, 联系人1=NAMES, 联系人1手机=PHONES, **{second: OTHERS, f"{second}手机": FURTHER})
    assert found[second] == ("sure", "contacts[1].name")
    assert found[f"{second}手机"] == ("sure", "contacts[1].mobile")


@pytest.mark.parametrize("header", ["知识产权工作联系人", "材料报送联系人", "专利联系人", "企业端联系人", "申报经办人"])
def test_a_contact_may_be_named_with_what_he_is_asked_for(header):
    assert matched(JINHUA, **{header: NAMES})[header] == ("sure", "contact_name")


def test_a_liaison_of_rights_may_be_named_in_latin_letters():
    found = matched(RECOMMENDATION, IPR联络人=NAMES, 岗位=POSTS, TEL=PHONES)
    assert {state for state, _ in found.values()} == {"sure"} and found["TEL"][1] == "enterprises[0].phones"


def test_who_fills_in_is_asked_for_where_each_row_has_another_one_and_no_contact():
    assert matched(RECOMMENDATION, 填表人=NAMES)["填表人"][0] == "asked"
    assert matched(RECOMMENDATION, 填表人=["徐静"] * 5)["填表人"] == ("sure", "prepared_by")
    assert matched(RECOMMENDATION, 联络人=OTHERS, 填表人=NAMES)["填表人"] == ("sure", "prepared_by")


@pytest.mark.parametrize(
    ("header", "state"), [("运营公司", "sure"), ("被走访企业", "sure"), ("商标注册人", "sure"), ("主要供应商", "asked")]
)
def test_the_only_column_of_companies_names_the_applicants(header, state):
    rows = [f"{header},手机", *(f"{firm},{phone}" for firm, phone in zip(FIRMS, PHONES, strict=True))]
    with open_source("\n".join(rows).encode()) as source:
        first = match_table(ipforms.form(MARKET), source.tables[0])[0]
    assert (first.state, first.path) == (state, "name")


def test_companies_beside_the_applicants_are_others():
    agents = [f"广州{name}知识产权代理有限公司" for name in ("三环", "粤知", "华进", "嘉权", "新诺")]
    assert matched(ENTERPRISE, 服务商=agents)["服务商"][0] != "sure"


def test_numbers_of_contracts_are_no_codes_of_organisations():
    assert matched(ENTERPRISE, 流水=[f"HT2017-57{at}" for at in range(5)])["流水"] != ("sure", "org_code")


def test_the_minute_at_which_something_was_sent_is_no_date_of_the_form():
    minutes = [f"2017-03-1{at} 16:4{at}:27" for at in range(5)]
    assert matched(ENTERPRISE, 填写时间=minutes)["填写时间"][0] != "sure"
    assert matched(ENTERPRISE, 填写日期=[f"2017-03-1{at} 0:00:00" for at in range(5)])["填写日期"] == (
        "sure",
        "cover.date",
    )


def test_the_day_of_a_form_that_is_signed_alone_is_asked_for():
    found = matched(JINHUA, 联系人=NAMES, 手机=PHONES, 职务=POSTS, 填报日期=[f"2022-05-1{at}" for at in range(5)])
    assert found["填报日期"][0] == "asked"


@pytest.mark.parametrize("header", ["联系电话", "企业电话", "常用手机"])
def test_a_telephone_further_behind_the_representative_may_be_the_firm_s(header):
    found = matched(
        ENTERPRISE, 法定代表人=NAMES, 法人邮箱=[f"a{at}@example.com" for at in range(5)], **{header: PHONES}
    )
    assert found[header][0] == "asked"
    assert matched(ENTERPRISE, 法定代表人=NAMES, 联系电话=PHONES)["联系电话"] == ("sure", "legal_representative.phones")


def test_what_is_of_nobody_is_the_contact_s_where_there_is_no_other_person():
    columns = {"联系人": NAMES, "手机": PHONES, "通信地址": [f"广州市天河区科韵路{at}号" for at in range(5)]}
    found = matched(ENTERPRISE, **columns, 邮箱=[f"a{at}@example.com" for at in range(5)])
    assert found["邮箱"] == ("sure", "contact.email")


@pytest.mark.parametrize("header", ["开户日期", "建档日期", "市场编号", "客户来源"])
def test_what_tables_have_of_any_firm_is_left_out(header):
    values = [f"2016-02-0{at}" for at in range(1, 6)] if "日期" in header else ["101", "102", "105", "108", "109"]
    assert matched(MARKET, 联系人=NAMES, **{header: values})[header][0] == "unused"


def test_a_telephone_right_behind_two_persons_is_the_contact_s_if_he_is_the_second():
    assert matched(ENTERPRISE, 法人=NAMES, 联系人=OTHERS, 手机=PHONES)["手机"] == ("sure", "contact.phones")
    assert matched(ENTERPRISE, 联系人=OTHERS, 法人=NAMES, 手机=PHONES)["手机"][0] == "asked"


def test_a_contact_in_another_matter_is_left_out():
    assert matched(JINHUA, 联系人=OTHERS, 人事联系人=NAMES)["人事联系人"][0] == "unused"


def test_facts_of_a_person_in_short_are_left_out_with_the_person():
    found = matched(
        RECOMMENDATION, 联络员=OTHERS, 手机=FURTHER, 服务专员=["小王", "阿强", "Amy", "陈工", "李姗"], 专员电话=PHONES
    )
    assert found["手机"][0] == "sure" and found["专员电话"][0] == "unused"


def test_what_is_said_of_nobody_behind_another_person_is_that_person_s():
    found = matched(MARKET, 法人=NAMES, 法人手机=PHONES, 联系人=OTHERS, 联系手机=FURTHER, 财务=NAMES, 电话=PHONES)
    assert found["联系手机"] == ("sure", "contacts[0].mobile") and found["电话"][0] == "unused"


@pytest.mark.parametrize("form", [ENTERPRISE, MARKET, JINHUA])
def test_who_is_in_charge_of_nothing_may_be_anybody_in_a_column_of_names_and_telephones_too(form):
    several = [f"{name} {number}" for name, number in zip(NAMES, PHONES, strict=True)]
    assert matched(form, 负责人及电话=several)["负责人及电话"][0] == "asked"


def test_what_is_said_of_somebody_who_is_asked_waits_for_that():
    rows = "".join(f"{firm},{name},经理\n" for firm, name in zip(FIRMS, NAMES, strict=True))
    data = f"企业名称,负责人,职务\n{rows}".encode()
    with open_source(data) as source, pytest.raises(UnknownColumns) as error:
        Rows(ipforms.form(JINHUA), source)
    assert "“职务”（要看“负责人”是谁）" in error.value.message("zh")
    with open_source(data) as source:
        found = Rows(ipforms.form(JINHUA), source, names={"负责人": "联系人"})
    assert {match.state for match in found.matches} == {"sure"}
