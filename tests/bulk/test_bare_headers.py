"""What questionnaires add to a name is no part of it; whom a word means may stand in the column before."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import open_source
from ipforms.bulk.table_matches import match_table

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"
FIRMS = [f"广州{name}科技有限公司" for name in ("双龙", "红星", "金泰", "康迈", "云岭")]
PERSONS = ["何嘉敏", "周子轩", "李敏", "王磊", "陈晓"]
MOBILES = [f"1380013800{at}" for at in range(5)]
MAILS = [f"a{at}@example.com" for at in range(5)]
ADDRESSES = [f"广州市天河区临江东路{at}号" for at in range(5)]
COUNTS = ["12", "7", "31", "4", "15"]
LEVELS = ["省级", "无", "国家级", "市级", "省级"]
WORK = ["设立工作站，全年巡查26次。", "委托代理机构监测，年内培训3次。", "", "建立商户档案。", "组织宣传7场，维权2起。"]
FACTS = {"面": ADDRESSES, "地址": ADDRESSES, "手机": MOBILES, "邮箱": MAILS, "姓名": PERSONS}


def matched(form, *columns):
    table = [["企业名称", *(header for header, _ in columns)], *zip(FIRMS, *(own for _, own in columns), strict=True)]
    with open_source("\n".join(map(",".join, table)).encode()) as source:
        found = match_table(ipforms.form(form), source.tables[0])
    return [(match.state, match.path) for match in found[1:]]


@pytest.mark.parametrize(
    ("form", "header", "values", "path"),
    [
        (ENTERPRISE, "Q2 注册地址", ADDRESSES, "registered_address"),
        (ENTERPRISE, "Q16作品著作权登记（件）", COUNTS, "copyrights.works"),
        (ENTERPRISE, "B5 法定代表人姓名", PERSONS, "legal_representative.name"),
        (ENTERPRISE, "本次申报的联系人", PERSONS, "contact.name"),
        (ENTERPRISE, "寄送材料的地址", ADDRESSES, "mailing_address"),
        (JINHUA, "知识产权方面的联系人姓名", PERSONS, "contact_name"),
        (JINHUA, "该联系人的手机号", MOBILES, "mobile"),
        (MARKET, "已开展的知识产权工作", WORK, "ip_work"),
        (JINHUA, "简单说说公司知识产权保护的情况", WORK, "ip_protection_status"),
        (MARKET, "Q6 上年度营业收入（万元）", COUNTS, "last_year_revenue"),
        (MARKET, "市场注册地址", ADDRESSES, "registered_address"),
    ],
)
def test_numbers_of_questions_and_how_they_are_asked_are_no_part_of_a_name(form, header, values, path):
    assert matched(form, (header, values)) == [("sure", path)]


def test_what_is_of_a_quarter_or_of_half_a_year_is_asked():
    assert matched(MARKET, ("Q1 营业收入（万元）", COUNTS)) == [("asked", "last_year_revenue")]
    assert matched(ENTERPRISE, ("H1 专利申请量", COUNTS))[0][0] == "asked"


def test_what_there_is_on_a_day_is_of_whichever_year_and_of_several_of_the_last():
    years = [("2021年职工人数", COUNTS), ("2022年职工人数", COUNTS), ("2022年研发人员数", COUNTS)]
    assert matched(JINHUA, *years) == [("unused", ""), ("sure", "employees"), ("sure", "rd_staff")]
    rights = [("2021年有效专利数（件）", COUNTS), ("2022年4月底有效专利数（件）", COUNTS)]
    assert matched(JINHUA, *rights) == [("unused", ""), ("sure", "valid_patents")]


@pytest.mark.parametrize(
    ("before", "path"),
    [
        (["知识产权负责人（联系人）"], "contact.phones"),
        (["法定代表人（负责人）"], "legal_representative.phones"),
    ],
)
def test_the_telephone_of_who_is_in_charge_is_of_the_person_before(before, path):
    columns = [*((each, PERSONS) for each in before), ("负责人联系电话", MOBILES)]
    assert matched(ENTERPRISE, *columns)[-1] == ("sure", path)


def test_the_telephone_of_who_is_in_charge_is_asked_behind_two_such_persons():
    columns = [("企业负责人", PERSONS), ("知识产权负责人（联系人）", PERSONS), ("负责人联系电话", MOBILES)]
    assert matched(ENTERPRISE, *columns)[-1][0] == "asked"


def test_a_number_below_a_whole_and_its_kind_is_of_the_kind_and_below_two_kinds_it_is_asked():
    assert matched(ENTERPRISE, ("注册商标（有效，件）", COUNTS)) == [("sure", "trademarks.valid")]
    assert matched(ENTERPRISE, ("专利（申请/授权）", COUNTS))[0][0] == "asked"


def test_levels_of_a_title_are_no_answer_whether_it_is_held():
    columns = [
        ("示范优势试点（级别）", LEVELS),
        ("示范优势试点（名称）", ["浙江省示范企业", "", "国家优势企业", "", ""]),
    ]
    assert matched(JINHUA, *columns)[0] == ("sure", "ip_model_title.level")
