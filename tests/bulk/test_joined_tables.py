"""Several tables of the same applicants: lists of them, and what is said of each."""

from __future__ import annotations

RECOMMENDATION, ENTERPRISE = "jinhua-recommendation", "guangzhou-enterprise"
FIRMS = [f"金华市{name}工贸有限公司" for name in ("甲丙", "乙丁", "丙戊", "丁己", "戊庚")]
FIRST = ["企业全称", "联络人手机", "联络人办公电话"]
PHONES = [(f"1380013800{at}", f"0579-8247053{at}") for at in range(5)]
PATENTS = [f"ZL20121023456{at}.X" for at in range(5)]


def test_a_table_is_of_the_applicants_that_it_names_whatever_their_column_is_called(rows_of):
    main = [FIRST, *([name, *phones] for name, phones in zip(FIRMS, PHONES, strict=True))]
    patents = [["序号", "专利权人", "专利名称", "专利号"]]
    patents += [[at, name, "一种保温杯", f"ZL20121023456{at}.X"] for at, name in enumerate([*FIRMS, FIRMS[0]])]
    entries, _ = rows_of(RECOMMENDATION, {"企业": main, "专利明细": [*patents, ["合计", "", "", 6]]})
    found = [entry.record.enterprises[0] for entry in entries]
    assert [len(each.key_patents) for each in found] == [2, 1, 1, 1, 1]
    assert [tuple(each.phones) for each in found] == PHONES  # both columns, though they are of one field


def test_no_form_is_made_of_what_a_further_table_says_of_an_unknown_applicant(rows_of):
    main = [["单位名称", "联系人"], *([name, "曾敏"] for name in FIRMS)]
    rules = [
        ["所属公司", "制度", "制定时间"],
        *([name, "专利管理办法", "2012-05"] for name in [*FIRMS, FIRMS[0], "别的公司"]),
    ]
    entries, _ = rows_of(ENTERPRISE, {"企业": main, "制度清单": [*rules, ["合计", 6, ""]]})
    assert [len(entry.record.ip_policies) for entry in entries if entry.record] == [2, 1, 1, 1, 1]
    assert [fault.note.code for entry in entries for fault in entry.faults] == ["cell.row_of_nobody"]


def test_the_sheet_of_a_section_is_of_the_applicants_that_it_names(rows_of):
    main = [["单位名称", "联系人"], *([name, "曾敏"] for name in FIRMS)]
    rules = [["所属公司", "制度", "制定时间"], *([name, "专利管理办法", "2012-05"] for name in FIRMS)]
    entries, _ = rows_of(ENTERPRISE, {"企业": main, "制度": rules})
    assert [len(entry.record.ip_policies) for entry in entries] == [1] * 5


def test_a_row_without_a_name_in_a_further_table_is_of_the_applicant_above(rows_of):
    main = [["单位名称", "联系人"], *([name, "曾敏"] for name in FIRMS), ["说明：手机已隐藏", None]]
    rules = [
        ["各家制度", None],
        ["所属公司", "制度", "制定时间"],
        *([name, "专利管理办法", "2012-05"] for name in FIRMS),
    ]
    rules[4:4] = [[None, "商标管理办法", "2013-05"], [None, "合计：2项", None]]
    entries, _ = rows_of(ENTERPRISE, {"企业": main, "清单": rules})
    assert [[each.title for each in entry.record.ip_policies] for entry in entries] == [
        ["专利管理办法"],
        ["专利管理办法", "商标管理办法"],
        *[["专利管理办法"]] * 3,
    ]


def test_a_column_of_somebody_else_is_not_taken_for_that_of_the_first_table(rows_of):
    main = [["单位名称", "联系人", "电话"], *([name, "曾敏", PHONES[0][0]] for name in FIRMS)]
    others = [["单位名称", "专利授权量", "财务负责人", "电话"], *([name, 2, "李敏", "13900139000"] for name in FIRMS)]
    entries, rows = rows_of(ENTERPRISE, {"企业": main, "数量": others}, ignore_unknown=True)
    assert [entry.record.contact.phones for entry in entries] == [[PHONES[0][0]]] * 5
    assert [each.state for each in rows.matches if each.header == "数量·电话"] == ["asked"]


def test_trade_marks_with_their_numbers_in_columns_that_are_numbered(rows_of):
    header = ["企业名称", "商标1名称", "商标1注册号", "商标2名称", "商标2注册号", "商标3名称", "商标3注册号"]
    lines = [header, [FIRMS[0], "纵横", 1946347, "丽州", 54428000, "", ""], [FIRMS[1], *[""] * 6]]
    lines += [[FIRMS[2], "博雅", 12117538, "格林", 17119741, "", ""], [FIRMS[3], "鸿远", 54870638, "", "", "", ""]]
    entries, _ = rows_of(RECOMMENDATION, {"推荐": lines})
    marks = [[(each.name, each.number) for each in entry.record.enterprises[0].key_trademarks] for entry in entries]
    assert marks[0] == [("纵横", "1946347"), ("丽州", "54428000")]
    assert marks[1:] == [[], [("博雅", "12117538"), ("格林", "17119741")], [("鸿远", "54870638")]]


def test_a_dash_beside_another_column_of_the_same_list_is_no_item(rows_of):
    head = ["企业名称", "重点专利1", "重点专利2", "重点商标1", "重点商标2"]
    rows = [["义乌甲有限公司", "ZL201220321411.9", "—", "无", "甲第12345678号"], ["义乌乙有限公司", "—", "—", "/", "/"]]
    entries, _ = rows_of("jinhua-recommendation", {"表": [head, *rows]})
    own, other = (each.record.enterprises[0] for each in entries)
    assert own.key_patents == ["ZL201220321411.9"] and [each.number for each in own.key_trademarks] == ["12345678"]
    assert other.key_patents == ["—"]


def test_the_class_of_a_trade_mark_is_no_trade_mark(rows_of):
    lines = [["企业名称", "行业", *["重点保护商标"] * 4], ["", "", "商标名称", "注册号", "类别", "到期日"]]
    lines += [[name, "五金", "婺江", f"5046886{at}", "第20类", "2024-04-14"] for at, name in enumerate(FIRMS)]
    entries, _ = rows_of(RECOMMENDATION, {"推荐": lines})
    marks = [[(each.name, each.number) for each in entry.record.enterprises[0].key_trademarks] for entry in entries]
    assert marks == [[("婺江", f"5046886{at}")] for at in range(5)]


def test_names_of_patents_beside_those_of_trade_marks_are_none_of_these(rows_of):
    lines = [["企业名称", "重点商标", "重点商标", "重点专利", "重点专利"], ["", "名称", "注册号", "名称", "专利号"]]
    lines += [[name, "婺江", f"5046886{at}", "一种保温杯", PATENTS[at]] for at, name in enumerate(FIRMS)]
    entries, rows = rows_of(RECOMMENDATION, {"推荐": lines})
    found = [entry.record.enterprises[0] for entry in entries]
    assert [[(each.name, each.number) for each in one.key_trademarks] for one in found] == [
        [("婺江", f"5046886{at}")] for at in range(5)
    ]
    assert rows.ignored == ["重点专利·名称"]


def test_a_sheet_with_a_row_a_person_of_each_applicant_is_joined(rows_of):
    markets = ["广州市甲丙市场有限公司", "广州市乙丁市场有限公司"]
    main = [["市场名称", "注册资金（万元）", "商户数"], *([name, 500, 300] for name in markets)]
    people = [["市场", "类别", "姓名", "手机"]]
    people += [
        [name, kind, "曾敏", phone[0]]
        for name in markets
        for kind, phone in zip(["法定代表人", "联系人"], PHONES[:2], strict=True)
    ]
    entries, _ = rows_of("guangzhou-market", {"基本信息": main, "人员": people})
    found = [(each.legal_representative.mobile, each.contacts[0].mobile) for each in (e.record for e in entries)]
    assert found == [(PHONES[0][0], PHONES[1][0])] * 2


def test_sheets_with_the_same_headers_are_looked_at_as_one(rows_of):
    header = ["单位名称", "负责知识产权的部门"]
    units = [["市场管理部"] * 4, ["维权服务站", "投诉调解室", "市场管理部"]]
    sheets = {
        f"{at}区": [header, *([f"{at}{name}", unit] for name, unit in zip(FIRMS, own, strict=False))]
        for at, own in zip("甲乙", units, strict=True)
    }
    entries, rows = rows_of("guangzhou-market", sheets)
    assert [entry.record.ip_units[0].unit for entry in entries] == [*units[0], *units[1]]
    assert [match.header for match in rows.matches] == header


def test_names_of_rules_say_nothing_of_what_a_row_is_where_each_applicant_has_one_row(rows_of):
    header = ["企业名称", "知识产权机构名称", "机构人数", "制度一名称", "制度一制定时间"]
    titles = ["企业知识产权管理规定", "知识产权管理制度", "知识产权管理制度", "企业知识产权管理规定"]
    lines = [
        [f"广州{at}科技有限公司", "专利办公室", 3, title, "2014-11"]
        for at, title in zip("甲乙丙丁", titles, strict=True)
    ]
    entries, _ = rows_of("guangzhou-enterprise", {"表": [header, *lines]})
    assert [each.record.ip_policies[0].title for each in entries] == titles
