"""Cards and sheets that are turned over: titles above labels, labels above values, headers of several rows."""

from __future__ import annotations

import pytest

from ipforms.bulk.sheet_cards import cards_of
from ipforms.bulk.sources.header_row import SheetRow

MARKET, ENTERPRISE, RECOMMENDATION = "guangzhou-market", "guangzhou-enterprise", "jinhua-recommendation"
MARKETS = ["广州市甲丙市场有限公司", "广州市乙丁市场有限公司"]
PLACES = ["广州市天河区科韵路16号", "广州市白云区机场路3号"]
PHONES = ["13800138000", "13900139000"]


def test_a_title_in_words_of_a_label_above_a_card_is_no_label(rows_of):
    firms = [("金华市甲丙工贸有限公司", "范秀英"), ("义乌市乙丁饰品有限公司", "高嘉敏")]
    lines = []
    for at, (name, person) in enumerate(firms):
        lines += [[f"推荐企业 {at + 1}"], ["企业名称", name, "手机", PHONES[at]], ["企业地址", "金华市临江东路3号"]]
        lines += [["联络人", person], []]
    entries, rows = rows_of(RECOMMENDATION, {"推荐卡": lines})
    assert [[each.name for each in entry.record.enterprises] for entry in entries] == [[name] for name, _ in firms]
    assert [match.header for match in rows.matches] == ["企业名称", "手机", "企业地址", "联络人"]


@pytest.mark.parametrize("layout", ["turned", "cards", "cards with two labels in a line"])
def test_labels_below_the_title_of_a_person_are_his(layout, rows_of):
    legal, contacts = ["范秀英", "高嘉敏"], ["潘俊杰", "杨佳怡"]
    lines = [["一、基本信息"], ["市场名称", *MARKETS], ["注册地址", *PLACES]]
    lines += [["二、法定代表人"], ["姓名", *legal], ["手机", *PHONES]]
    lines += [["三、财务负责人"], ["姓名", "王敏", "李敏"], ["四、联系人"], ["姓名", *contacts]]
    sheets = {"资料": lines}
    if layout != "turned":
        sheets = {f"第{at}家": [[line[0], *line[at : at + 1]] for line in lines] for at in (1, 2)}
    if layout == "cards with two labels in a line":
        for sheet in sheets.values():
            sheet[1:3] = [[*sheet[1], *sheet[2]]]
    found = [entry.record for entry in rows_of(MARKET, sheets)[0]]
    assert [(each.name, each.registered_address) for each in found] == [*zip(MARKETS, PLACES, strict=True)]
    people = [(each.legal_representative.name, each.legal_representative.mobile) for each in found]
    assert people == [*zip(legal, PHONES, strict=True)]
    assert [[one.name for one in each.contacts] for each in found] == [[each] for each in contacts]


def test_a_sheet_of_more_titles_than_labels_is_read(rows_of):
    lines = [["市场名称", MARKETS[0]], ["一、证照"], ["统一社会信用代码", ""], ["二、地点"], ["注册地址", PLACES[0]]]
    lines += [["三、规模"], ["四、经营"], ["五、面积"], ["六、其他"], ["商户数", 586], ["经营场所面积", 17200]]
    (entry,), _ = rows_of(MARKET, {"资料": lines})
    assert (entry.record.name, entry.record.merchants) == (MARKETS[0], 586)


def test_a_header_of_three_rows_is_taken_whole(rows_of):
    lines = [["序号", *["基本情况"] * 3, *["人员"] * 4]]
    lines += [["", "单位名称", "工商登记", "工商登记", "法定代表人", "法定代表人", "联系人", "联系人"]]
    lines += [["", "", "信用代码", "登记时间", "姓名", "手机", "姓名", "手机"]]
    lines += [[1, MARKETS[0], "", "", "范秀英", PHONES[0], "潘俊杰", PHONES[1]]]
    _, rows = rows_of(ENTERPRISE, {"表": lines}, ignore_unknown=True)
    assert [match.header for match in rows.matches] == [
        *("序号", "基本情况·单位名称", "基本情况·工商登记·信用代码", "基本情况·工商登记·登记时间"),
        *("人员·法定代表人·姓名", "人员·法定代表人·手机", "人员·联系人·姓名", "人员·联系人·手机"),
    ]


def test_a_value_in_words_of_labels_is_no_label(rows_of):
    lines = [["企业名称", "联系人及职务"], *([name, "范秀英（知识产权专员）"] for name in (*MARKETS, "广州市丙戊公司"))]
    entries, _ = rows_of("jinhua-application", {"表": lines})
    assert [entry.record.contact_title for entry in entries] == ["知识产权专员"] * 3


def test_a_name_beside_a_telephone_below_the_form_s_own_label_is_not_lost(rows_of):
    names = [*MARKETS, "广州市丙戊市场有限公司"]
    lines = [["市场名称", "法定代表人（手机）"], *([name, f"曾敏（1380013800{at}）"] for at, name in enumerate(names))]
    people = [entry.record.legal_representative for entry in rows_of(MARKET, {"表": lines})[0]]
    assert [(each.name, each.mobile) for each in people] == [("曾敏", f"1380013800{at}") for at in range(3)]


def test_a_label_without_any_value_is_told_and_a_title_is_not(rows_of):
    lines = [
        ["市场名称", *MARKETS],
        ["注册地址", *PLACES],
        ["主要人员"],
        ["联系人", "潘俊杰", "杨佳怡"],
        ["联系人身份证"],
    ]
    lines += [["其他"], ["商户数", 586, 211]]
    _, rows = rows_of(MARKET, {"资料": lines})
    assert [each.header for each in rows.matches] == ["市场名称", "注册地址", "联系人", "联系人身份证", "商户数"]


def test_telephones_of_either_kind_from_row_to_row_are_of_the_field_of_their_kind(rows_of):
    names = [f"广州市{name}市场有限公司" for name in "甲乙丙丁"]
    phones = ["020-22085363", "13800138000", "020-81477093", "13900139000"]
    lines = [
        ["市场名称", "法人代表", "法人代表电话"],
        *zip(names, ["曾敏", "曾思", "李生", "王磊"], phones, strict=True),
    ]
    people = [entry.record.legal_representative for entry in rows_of(MARKET, {"表": lines})[0]]
    assert [each.landline or each.mobile for each in people] == phones
    assert [each.mobile for each in people] == [None, phones[1], None, phones[3]]


def test_pieces_of_a_header_are_of_the_thing_that_the_first_one_names(rows_of):
    lines = [
        ["单位名称", "商标申请/注册/有效"],
        *([f"广州市{name}公司", f"{at}6/{at}5/{at}4"] for at, name in zip("123", "甲乙丙", strict=True)),
    ]
    marks = rows_of(ENTERPRISE, {"表": lines})[0][0].record.trademarks
    assert (marks.applied, marks.granted, marks.valid) == (16, 15, 14)


def test_boxes_to_tick_below_no_header_are_nothing(rows_of):
    lines = [["", "单位名称", "法定代表人"], *(["□", f"广州市{name}公司", "曾敏"] for name in "甲乙丙")]
    assert len(rows_of(ENTERPRISE, {"表": lines})[0]) == 3


def test_labels_that_stand_twice_on_a_card_are_told_apart_by_what_is_before_them(rows_of):
    cards = [
        [
            ["市场名称", name, "注册地址", place],
            ["法定代表人", "曾敏", "联系电话", phone],
            ["联系人", "李敏", "联系电话", "13700137000"],
        ]
        for name, place, phone in zip(MARKETS, PLACES, ["13800138000", ""], strict=True)
    ]
    found = [entry.record for entry in rows_of(MARKET, {f"第{at}家": card for at, card in enumerate(cards)})[0]]
    assert [each.legal_representative.mobile for each in found] == ["13800138000", None]
    assert [[(one.name, one.mobile) for one in each.contacts] for each in found] == [[("李敏", "13700137000")]] * 2


@pytest.mark.parametrize("firms", [1, 2])
def test_each_line_of_labels_may_stand_above_one_of_values(firms, rows_of):
    lines = [["市场信息登记"]]
    for name, place, phone in [*zip(MARKETS, PLACES, PHONES, strict=True)][:firms]:
        lines += [["市场名称", "注册地址"], [name, place], ["法定代表人", "法人手机"], ["曾敏", phone], ["", ""]]
    found = [entry.record for entry in rows_of(MARKET, {"登记": lines})[0]]
    assert [(each.name, each.legal_representative.mobile) for each in found] == [*zip(MARKETS, PHONES, strict=True)][
        :firms
    ]


def test_a_table_of_offices_below_one_applicant_says_nothing_of_it(rows_of):
    lines = [["市场名称", "注册地址", "法定代表人"], [MARKETS[0], PLACES[0], "曾敏"], [], ["各局联络员"]]
    (entry,), _ = rows_of(MARKET, {"登记": [*lines, ["单位", "联系人", "联系电话"], ["天河区局", "李敏", PHONES[0]]]})
    assert (entry.record.name, entry.record.contacts) == (MARKETS[0], [])


def test_what_numbers_the_applicants_of_a_sheet_that_is_turned_over_is_no_column(rows_of):
    firms = [f"金华市{name}工贸有限公司" for name in "甲乙丙"]
    lines = [
        ["", "推荐企业 1", "推荐企业 2", "推荐企业 3"],
        ["企业名称", *firms],
        ["企业地址", *["金华市临江东路3号"] * 3],
    ]
    lines += [["联络员", "曾敏", "李敏", "王磊"], ["手机", "13800138000", "13800138001", "13800138002"]]
    entries, _ = rows_of(RECOMMENDATION, {"资料": lines})
    assert [entry.record.enterprises[0].name for entry in entries] == firms


def test_a_label_that_no_form_has_is_one_below_labels_behind_values_and_no_value_of_what_is_blank(rows_of):
    lines = []
    for at, (name, field) in enumerate(
        zip(["甲丙工贸有限公司", "乙丁饰品有限公司", "丙戊门业有限公司"], ["", "门业", "五金"], strict=True)
    ):
        lines += [["企业名称", f"金华市{name}"], ["领域", field, "员工数", 177 + at]]
        lines += [["联络人", "曾敏", "职务", "经理"], ["电话", PHONES[0], "邮箱", f"a{at}@example.com"], []]
    entries, rows = rows_of(RECOMMENDATION, {"卡": lines})
    assert [entry.record.enterprises[0].industry for entry in entries] == [None, "门业", "五金"]
    assert rows.ignored == ["员工数"]


def test_a_label_alone_in_lines_below_each_other_begins_one_card():
    lines = [SheetRow(at, cells) for at, cells in enumerate([["制度", "名称"], *[["制度"]] * 3, ["概述", "甲"]], 1)]
    assert [len(card) for card in cards_of(lines, {"制度"}.__contains__)] == [1, 4]


def test_a_part_of_the_number_before_it_is_a_label_of_its_own(rows_of):
    lines = [["企业名称", "金华市甲丙工贸有限公司"], ["总人数", 120, None, "其中：研发人员", 18], ["联系人", "范秀英"]]
    lines += [["联系地址", PLACES[0]], ["手机", PHONES[0]], ["专利总数", 9]]
    (entry,), _ = rows_of("jinhua-application", {"卡": lines})
    assert (entry.record.employees, entry.record.rd_staff) == (120, 18)
