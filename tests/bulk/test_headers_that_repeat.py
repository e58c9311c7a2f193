"""Two columns of one field, columns of one name, and what questionnaires add to headers."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.table_matches import match_table

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"
RECOMMENDATION = "jinhua-recommendation"
FIRMS = [f"金华市{name}科技有限公司" for name in ("双龙", "红星", "金泰", "康迈", "云岭")]
PERSONS = ["何嘉敏", "周子轩", "李敏", "王磊", "陈晓"]
MOBILES = [f"1380013800{at}" for at in range(5)]
MAILS = [f"a{at}@example.com" for at in range(5)]
AREAS, OTHER_AREAS = ["5200", "6100", "7300", "8050", "9000"], ["9200", "9100", "12300", "11050", "19000"]
DATES, MONTHS = (
    ["2012-05", "2013-06", "2014-07", "2015-08", "2016-09"],
    ["2016-05", "2016-06", "2016-07", "2016-08", "2016-02"],
)
ADDRESSES = [f"浙江省金华市婺城区临江东路{at}号" for at in range(5)]


def table(*columns):
    header, *rows = zip(*([name, *values] for name, values in columns), strict=True)
    return "\n".join(map(",".join, (header, *rows))).encode()


def matched(form, *columns):
    with open_source(table(("企业名称", FIRMS), *columns)) as source:
        found = match_table(ipforms.form(form), source.tables[0])
    return [(match.header, match.state, match.path) for match in found[1:]]


def test_of_two_names_of_a_field_the_nearer_is_taken_and_the_other_asked():
    nearer, further = ("经营面积", AREAS), ("建筑面积", OTHER_AREAS)
    for columns in ([nearer, further], [further, nearer]):
        found = {header: (state, field) for header, state, field in matched(MARKET, *columns)}
        assert found["经营面积"] == ("sure", "floor_area") and found["建筑面积"][0] == "asked"


def test_two_names_of_a_field_do_not_stop_the_table_where_what_is_asked_is_left_out():
    content = table(("企业名称", FIRMS), ("联系地址", ADDRESSES), ("注册地址", ADDRESSES[::-1]))
    with open_source(content) as source:
        entries = list(Rows(ipforms.form(JINHUA), source, ignore_unknown=True))
    assert [entry.record.address for entry in entries if entry.record] == ADDRESSES


def test_the_name_beside_that_of_an_account_is_the_applicant_s():
    columns = [("单位名称", FIRMS), ("账号", [f"36020001092000000{at:02}" for at in range(5)]), ("户名", FIRMS[::-1])]
    with open_source(table(*columns)) as source:
        first, _, other = match_table(ipforms.form(MARKET), source.tables[0])
    assert (first.state, first.path) == ("sure", "name") and other.state == "asked"


def test_a_label_that_comes_again_is_of_the_row_before_it():
    rules = ["专利管理办法", "商标使用管理规定", "保密制度", "奖励办法", "档案管理制度"]
    found = matched(ENTERPRISE, ("制度1", rules), ("制定时间", DATES), ("制度2", rules[::-1]), ("制定时间", MONTHS))
    assert [path for _, _, path in found] == [
        f"ip_policies[{at}].{name}" for at in (0, 1) for name in ("title", "adopted_on")
    ]


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("【必填】主营业务", "enterprises[0].industry"),
        ("*主营业务", "enterprises[0].industry"),
        ("4. 主营业务（单行文本）", "enterprises[0].industry"),
        ("请填写主营业务：", "enterprises[0].industry"),
    ],
)
def test_what_a_questionnaire_adds_is_no_part_of_a_name(header, path):
    trades = ["五金机械", "新材料", "生物医药", "电动工具", "纺织服装"]
    assert matched(RECOMMENDATION, (header, trades)) == [(header, "sure", path)]


@pytest.mark.parametrize(
    ("header", "values", "path"),
    [
        ("手机（微信同号）", MOBILES, "mobile"),
        ("微信/手机", MOBILES, "mobile"),
        ("QQ邮箱", MAILS, "email"),
        ("邮箱地址（用于接收通知）", MAILS, "email"),
        ("联系电话（座机）", [f"0579-8217782{at}" for at in range(5)], "office_phones"),
        ("单位电话，没有可不填", [f"0579-8217782{at}" for at in range(5)], "office_phones"),
    ],
)
def test_a_telephone_or_a_mailbox_may_be_of_a_chat_or_of_one_kind(header, values, path):
    assert matched(JINHUA, ("联系人", PERSONS), (header, values))[1] == (header, "sure", path)


def test_what_has_no_year_is_of_the_last_one():
    found = matched(MARKET, ("上年度营业收入", AREAS), ("2015年上年度营业收入", OTHER_AREAS))
    assert found[0][1:] == ("sure", "last_year_revenue") and found[1][1] != "sure"


def test_what_stands_in_brackets_may_be_the_name():
    found = matched(ENTERPRISE, ("著作权（软件）：", ["3", "4", "5", "6", "7"]))
    assert found[0][1:] == ("sure", "copyrights.software")


def test_who_recommends_is_no_company_before_the_one_that_is_recommended():
    header = "推荐单位,推荐企业,企业地址,涉足领域,重点保护专利,邮箱"
    rows = [f"婺城区局,{firm},{ADDRESSES[at]},五金,,{MAILS[at]}" for at, firm in enumerate(FIRMS)]
    with open_source("\n".join([header, *rows]).encode()) as source:
        found = match_table(ipforms.form(RECOMMENDATION), source.tables[0])
    assert [each.path for each in found if each.path.startswith("enterprises[1]")] == []
    assert found[2].path == "enterprises[0].address"


def test_what_has_no_number_behind_numbered_persons_is_of_the_first():
    persons = [("联系人1", PERSONS), ("手机1", MOBILES), ("联系人2", PERSONS[::-1]), ("手机2", MOBILES[::-1])]
    found = matched(MARKET, *persons, ("办公电话", [f"020-8105036{at}" for at in range(5)]), ("邮箱", MAILS))
    assert found[-2:] == [("办公电话", "sure", "contacts[0].landline"), ("邮箱", "sure", "contacts[0].email")]
    assert found[3] == ("手机2", "sure", "contacts[1].mobile")
