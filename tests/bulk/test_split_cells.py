"""Cells that hold several fields, or several entries with several fields each."""

from __future__ import annotations

import pytest

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"
RECOMMENDATION = "jinhua-recommendation"
FIRMS = [f"广州市{name}科技有限公司" for name in ("甲丙", "乙丁", "丙戊", "丁己", "戊庚")]


def table(*columns):
    return {"表": [[header for header, _ in columns], *map(list, zip(*(own for _, own in columns), strict=True))]}


@pytest.mark.parametrize("header", ["制度（年份）", "知识产权制度（名称、年份）"])
def test_each_line_of_a_cell_is_an_entry_of_the_section_that_it_is_of(header, rows_of):
    values = ["商标使用管理细则（2015）\n专利申请审批流程（2010）", *["专利管理办法（2012）"] * 4]
    entries, _ = rows_of(ENTERPRISE, table(("企业名称", FIRMS), (header, values)))
    found = [[(each.title, each.adopted_on) for each in entry.record.ip_policies] for entry in entries]
    assert found == [[("商标使用管理细则", "2015"), ("专利申请审批流程", "2010")], *[[("专利管理办法", "2012")]] * 4]


def test_a_word_for_a_section_may_stand_above_all_that_is_known_of_its_entries(rows_of):
    units = [
        "知识产权部（2人，程文燕，020-81305419）；专利室（4人，朱丽峰，15830712075）",
        *["法务部（1人，魏启宁，020-34757792）"] * 4,
    ]
    entries, _ = rows_of(ENTERPRISE, table(("企业名称", FIRMS), ("知识产权机构（人数，负责人，电话）", units)))
    found = [(each.unit, each.headcount, each.names, each.phones) for each in entries[0].record.ip_units]
    assert found[1] == ("专利室", 4, ["朱丽峰"], ["15830712075"]) and len(found) == 2
    titles = ["1.专利管理办法（2012年6月，3份）2.知识产权管理手册（2016年10月，1份）"] * 5
    entries, _ = rows_of(ENTERPRISE, table(("企业名称", FIRMS), ("知识产权制度", titles)))
    assert [each.count for each in entries[0].record.ip_policies] == [3, 1]


def test_what_there_is_already_of_a_section_is_the_section(rows_of):
    values = [
        "1. 《专利管理办法》（2010年）\n2. 《商标管理制度》（2011年）",
        *["1. 《专利档案管理规定》（2011年）"] * 4,
    ]
    entries, _ = rows_of(ENTERPRISE, table(("企业名称", FIRMS), ("已有制度（制定年份）", values)))
    assert [each.adopted_on for each in entries[0].record.ip_policies] == ["2010", "2011"]


@pytest.mark.parametrize("header", ["知识产权管理机构（人数）：人员", "知识产权管理机构（人数、名单）"])
def test_persons_behind_an_office_are_those_of_it_whichever_is_surely_one(header, rows_of):
    units = ["技术中心（1人）：华颖\n专利室（5人）：褚婉婷、潘永强", *["法务部（2人）：陈秀珍、孔鹏"] * 4]
    entries, _ = rows_of(ENTERPRISE, table(("企业名称", FIRMS), (header, units)))
    found = [(each.unit, each.headcount, each.names) for each in entries[0].record.ip_units]
    assert found == [("技术中心", 1, ["华颖"]), ("专利室", 5, ["褚婉婷", "潘永强"])]


def test_several_persons_of_a_cell_are_several_contacts(rows_of):
    people = ["徐洁13990338495；许睿18611410947；赖静怡15978204511", *["连睿13542270893"] * 4]
    entries, _ = rows_of(MARKET, table(("市场名称", FIRMS), ("联系人及手机", people)))
    assert [len(entry.record.contacts) for entry in entries] == [3, 1, 1, 1, 1]


@pytest.mark.parametrize("header", ["企业名称及地址", "企业及地址", "单位、地址"])
def test_what_stands_in_lines_of_its_own_is_split_there_alone(header, rows_of):
    values = [f"{firm}\n金华市中山南路{at}号（2号厂房）" for at, firm in enumerate(FIRMS)]
    entries, _ = rows_of(JINHUA, table((header, values)), ignore_unknown=True)
    assert [entry.record.enterprise_name for entry in entries] == FIRMS
    assert entries[0].record.address == "金华市中山南路0号（2号厂房）"


def test_a_dash_in_the_place_of_a_number_is_none(rows_of):
    counts = ["842/—", "—/39", "120/15", "2686/252", "763/188"]
    entries, _ = rows_of(JINHUA, table(("企业名称", FIRMS), ("人数（总/研发）", counts)))
    assert [(each.record.employees, each.record.rd_staff) for each in entries[:2]] == [(842, None), (None, 39)]


def test_numbers_of_marks_and_patents_in_one_column_are_told_apart_and_the_names_are_asked(rows_of):
    main = [["单位名称", "联络人"], *([firm, "曾敏"] for firm in FIRMS)]
    numbers = ["37595151", "ZL201920498574.4", "18340931", "ZL201620064460.5", "47467175"]
    rights = [["单位名称", "权利类型", "名称", "注册号/专利号"]]
    rights += [
        [FIRMS[at // 2], "", "双龙" if number.isdigit() else "杯盖", number] for at, number in enumerate(numbers)
    ]
    entries, rows = rows_of(RECOMMENDATION, {"企业": main, "权利清单": rights}, ignore_unknown=True)
    assert [entry.record.enterprises[0].key_patents for entry in entries[:2]] == [[numbers[1]], [numbers[3]]]
    assert [entry.record.enterprises[0].key_trademarks[0].number for entry in entries[:2]] == [numbers[0], numbers[2]]
    assert {match.header: match.state for match in rows.matches}["名称"] == "asked"


def test_a_line_across_a_page_is_no_applicant(rows_of):
    lines = [["企业名称", "注册时间", "联系人"], [FIRMS[0], "2012-01-05", "曾敏"], ["第1页/共3页"] * 3]
    entries, rows = rows_of(ENTERPRISE, {"表": [*lines, [FIRMS[1], "2013-01-05", "曾敏"]]})
    assert [entry.name for entry in entries] == FIRMS[:2] and len(rows.skipped) == 1


def test_the_same_header_in_another_order_is_that_of_the_rows_below_it(rows_of):
    first = [["企业名称", "联系人", "注册地址"], [FIRMS[0], "曾敏", "广州市中山一路1号"], ["已审核"] * 3]
    second = [["联系人", "注册地址", "企业名称"], ["李敏", "广州市中山一路2号", FIRMS[1]]]
    for table in ({"表": [*first, *second]}, "\n".join(map(",".join, [*first, *second]))):
        entries, _ = rows_of(ENTERPRISE, table)
        found = [(each.name, each.record.contact.name, each.record.registered_address) for each in entries]
        assert found == [(FIRMS[0], "曾敏", "广州市中山一路1号"), (FIRMS[1], "李敏", "广州市中山一路2号")]


def test_patents_by_kind_and_the_words_of_marks_below_a_group(rows_of):
    upper = ["企业名称", "重点商标", "", "重点专利号", ""]
    lower = ["", "文字", "号码", "发明", "实用新型"]
    rows = [[firm, "双龙", "45851766", f"ZL20201099346{at}.8", f"ZL20192075196{at}.9"] for at, firm in enumerate(FIRMS)]
    entries, _ = rows_of(RECOMMENDATION, {"表": [upper, lower, *rows]})
    first = entries[0].record.enterprises[0]
    assert first.key_trademarks[0].name == "双龙" and len(first.key_patents) == 2


def test_a_person_s_telephones_behind_a_blank_and_amounts_by_a_word_alone_are_told_apart(rows_of):
    persons = [f"{name}\n固话：020-8105036{at}" for at, name in enumerate(("曾敏", "李敏", "王磊", "潘俊杰", "杨佳怡"))]
    persons[4] = "杨佳怡\n手机：13800138000"
    amounts = [f"{100 * at}/{1000 * at}.5" for at in range(1, 6)]
    columns = table(("市场名称", FIRMS), ("法人 固话/手机", persons), ("资金/营收（万元）", amounts))
    first, *_, last = (entry.record for entry in rows_of(MARKET, columns)[0])
    assert (first.legal_representative.name, first.legal_representative.landline) == ("曾敏", "020-81050360")
    assert last.legal_representative.mobile == "13800138000"
    assert (first.registered_capital, float(first.last_year_revenue)) == (100, 1000.5)


@pytest.mark.parametrize("apart", [True, False])
def test_what_one_sheet_has_in_columns_of_its_own_may_stand_in_one_on_another(apart, rows_of):
    people, mobiles = ["曾敏", "李敏", "王磊"], [f"1380013800{at}" for at in range(3)]
    both = [f"{name}/{mobile}" for name, mobile in zip(people, mobiles, strict=True)]
    own = [("联系人", people), ("手机", mobiles)] if apart else [("联系人及电话", both)]
    sheets = table(("市场名称", [f"{name[:-4]}股份有限公司" for name in FIRMS[:3]]), *own)
    sheets |= {"天河": table(("公司名", FIRMS[:3]), ("联系人/电话", both))["表"]}
    entries, _ = rows_of(MARKET, sheets)
    found = [[(each.name, each.mobile) for each in entry.record.contacts] for entry in entries]
    assert found == 2 * [[each] for each in zip(people, mobiles, strict=True)]


def test_a_row_or_two_show_what_a_column_holds_that_is_as_its_header_names_it(rows_of):
    columns = [("企业名称", FIRMS[:2]), ("联系人姓名及电话", ["卢静 13925012222", "简伟杰13711010101"])]
    entries, _ = rows_of(ENTERPRISE, table(*columns, ("专利申请/授权/有效", ["35/28/26", "5/5/3"])))
    assert [(each.record.contact.name, each.record.patents.valid) for each in entries] == [("卢静", 26), ("简伟杰", 3)]
    columns[1] = ("联系人姓名及电话", ["卢静 13925012222", "13711010101 简伟杰"])
    _, rows = rows_of(ENTERPRISE, table(*columns), ignore_unknown=True)
    assert [match.state for match in rows.matches] == ["sure", "asked"]


def test_an_account_keeps_all_its_digits_behind_the_bank(rows_of):
    columns = ("市场名称", FIRMS), ("开户行及账号", ["农行芳村支行44-033301040001234"] * 5)
    entries, _ = rows_of(MARKET, table(*columns))
    assert (entries[0].record.bank, entries[0].record.bank_account) == ("农行芳村支行", "44033301040001234")
