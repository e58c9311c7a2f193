"""Columns that may be of one thing or another are asked, and the sum of several is the one that the form asks for."""

from __future__ import annotations

import pytest

MARKET, ENTERPRISE, RECOMMENDATION = "guangzhou-market", "guangzhou-enterprise", "jinhua-recommendation"
JINHUA = "jinhua-application"
FIRMS = [f"金华市{name}工贸有限公司" for name in ("甲丙", "乙丁", "丙戊", "丁己", "戊庚", "己辛")]
PERSONS = ["曾敏", "范秀英", "高嘉敏", "潘俊杰", "杨佳怡", "何嘉敏"]
OTHERS = ["周子轩", "李敏", "王磊", "陈晓", "徐静", "张敏"]
MOBILES = [f"1380013800{at}" for at in range(6)]
PLACES = [f"金华市临江东路{at}号" for at in range(6)]
MAILS = [f"a{at}@example.com" for at in range(6)]


@pytest.fixture
def states(rows_of):
    def found(form, header, columns):
        lines = [*header, *zip(FIRMS, *columns, strict=True)]
        _, rows = rows_of(form, {"表": [list(line) for line in lines]}, ignore_unknown=True)
        return {match.header: (match.state, match.path) for match in rows.matches}

    return found


def test_of_two_addresses_neither_is_that_of_the_form_for_sure(states):
    found = states(RECOMMENDATION, [["企业名称", "注册地址", "生产地址"]], [PLACES, reversed(PLACES)])
    assert found["注册地址"][0] == "asked"
    assert states(RECOMMENDATION, [["企业名称", "注册地址"]], [PLACES])["注册地址"][0] == "sure"


def test_beside_somebody_in_charge_a_word_near_to_the_contact_is_asked_and_what_is_said_of_him(states):
    persons = [PERSONS, OTHERS, MOBILES]
    found = states(RECOMMENDATION, [["企业名称", "负责人", "经办", "电话"]], persons)
    assert [found[each][0] for each in ("负责人", "经办", "电话")] == ["asked"] * 3
    found = states(RECOMMENDATION, [["企业名称", "负责人", "联络人", "电话"]], persons)
    assert [found[each][0] for each in ("联络人", "电话")] == ["sure"] * 2


@pytest.mark.parametrize(
    ("phone", "mail", "state"),
    [
        ("电话", "联系人邮箱", "asked"),  # else it would say whose it is, as the mailbox does
        ("电话", "邮箱", "sure"),
        ("联系电话", "联系人邮箱", "sure"),
    ],
)
def test_a_telephone_of_nobody_is_asked_behind_a_person_whose_mailbox_names_him(states, phone, mail, state):
    found = states(ENTERPRISE, [["单位名称", "法定代表人", "联系人", phone, mail]], [PERSONS, OTHERS, MOBILES, MAILS])
    assert found[phone] == (state, "contact.phones")


def test_the_sum_of_several_columns_is_the_field_and_one_of_several_fields_is_none(states):
    header = [["企业名称", "有效注册商标（件）", "", "", "专利商标合计"], ["", "国内", "马德里", "小计", ""]]
    numbers = [[3, 5, 8, 9, 2, 4], [1, 0, 2, 0, 1, 0], [4, 5, 10, 9, 3, 4], [9, 9, 19, 11, 8, 7]]
    found = states(JINHUA, header, numbers)
    above = "有效注册商标（件）·"
    assert found[f"{above}小计"] == ("sure", "valid_trademarks")
    assert [found[each][0] for each in (f"{above}国内", f"{above}马德里", "专利商标合计")] == ["unused"] * 3


def test_numbers_are_no_patents_under_a_word_for_them(states):
    counts = [48, 64, 51, 62, 50, 63]
    assert states(RECOMMENDATION, [["企业名称", "专利"]], [counts])["专利"][0] == "asked"


def test_the_day_of_opening_is_none_of_the_form_s_own_beside_that_of_registering(states):
    days = [f"2012-09-0{at + 1}" for at in range(6)]
    found = states(MARKET, [["市场名称", "开办时间", "登记注册日期"]], [[2010] * 6, days])
    assert (found["开办时间"][0], found["登记注册日期"]) == ("unused", ("sure", "registered_on"))
    assert states(MARKET, [["市场名称", "开办时间"]], [days])["开办时间"][0] == "asked"


@pytest.mark.parametrize(
    ("form", "header", "values"),
    [
        (RECOMMENDATION, "是否愿意参加培训", ["愿意", "暂不", "愿意", "愿意", "暂不", "愿意"]),
        (MARKET, "市场简称", ["甲丙电子城", "乙丁皮具城", "丙戊市场", "丁己市场", "戊庚广场", "己辛市场"]),
        (ENTERPRISE, "税务分局", ["第一税务分局", "第二税务分局"] * 3),
        (ENTERPRISE, "Last Modified", [f"2017-03-0{at + 1}" for at in range(6)]),
    ],
)
def test_what_no_field_of_the_form_could_be_is_not_asked(states, form, header, values):
    names = {"市场名称": FIRMS, "联系人": PERSONS, "手机": MOBILES, "邮箱": MAILS, "地址": PLACES}
    columns = [["企业名称", *list(names)[1:], header]]
    assert states(form, columns, [*list(names.values())[1:], values])[header][0] == "unused"


@pytest.mark.parametrize(
    ("header", "pattern"),
    [
        ("想重点保护的商标，写名称和注册号（必填）", "key_trademarks"),
        ("想重点保护的专利，写专利号（必填）", "key_patents"),
    ],
)
def test_what_somebody_would_like_is_asked_for_as_other_questions_are(states, header, pattern):
    values = [f"ZL20121023456{at}.X" if "专利" in header else f"婺江（5046886{at}）" for at in range(6)]
    assert states(RECOMMENDATION, [["企业名称", header]], [values])[header] == ("sure", f"enterprises[0].{pattern}")


def test_titles_below_a_question_of_which_they_are_the_answers(states):
    header = [["企业名称", "符合哪项条件（打√）", ""], ["", "国家高新技术企业", "驰名商标"]]
    found = states(JINHUA, header, [["√", "", "√", "√", "", "√"], ["", "", "√", "", "", ""]])
    assert [state for state, _ in found.values()] == ["sure"] * 3


@pytest.mark.parametrize(("header", "state"), [(["拿照日期"], "asked"), (["拿照日期", "注册时间"], "unused")])
def test_days_below_an_unknown_header_are_asked_while_the_form_has_a_day_without_a_column(states, header, state):
    days = [[f"201{at}-09-0{at + 1}" for at in range(6)], [f"200{at}-05-01" for at in range(6)]]
    names = ["市场名称", "联系人", "手机", "注册地址", *header]
    found = states(MARKET, [names], [PERSONS, MOBILES, PLACES, *days[: len(header)]])
    assert found["拿照日期"][0] == state


@pytest.mark.parametrize(
    ("above", "below", "field"),
    [
        ("资质荣誉", ["高企", "驰名商标"], "high_tech"),  # of two words, of which nobody knows one
        ("知识产权联络员", ["单位电话", "手机号"], "office_phones"),
    ],
)
def test_a_row_above_with_more_words_leaves_the_names_below_it_sure(states, above, below, field):
    phones = [[f"0579-8291149{at}" for at in range(6)], MOBILES]
    columns = [["是", "否", "是", "是", "否", "否"]] * 2 if field == "high_tech" else phones
    found = states(JINHUA, [["企业名称", above, ""], ["", *below]], columns)
    assert found[f"{above}·{below[0]}"] == ("sure", field)
    assert found[f"{above}·{below[1]}"][0] == "sure"


def test_a_telephone_behind_a_second_contact_is_his_where_the_other_person_has_both_kinds_in_one_column(states):
    header = [["单位名称", "法定代表人", "法人电话", "联系人", "联系人电话", "另一联系人", "电话"]]
    mixed = ["020-81386155", "020-81386156", *MOBILES[2:]]
    further = [f"1390013900{at}" for at in range(6)]
    found = states(MARKET, header, [PERSONS, mixed, OTHERS, MOBILES, reversed(PERSONS), further])
    assert found["电话"] == ("sure", "contacts[1].mobile")


def test_a_number_among_the_others_of_its_group_is_no_more_doubtful(states):
    counts = [range(10, 16), range(6), range(6)]
    found = states(ENTERPRISE, [["企业名称", "申请商标", "注册商标", "有效商标"]], counts)
    assert found["注册商标"] == ("sure", "trademarks.granted")
    found = states(ENTERPRISE, [["企业名称", "注册商标", "申请商标", "有效商标"]], counts)
    assert found["注册商标"][0] == "asked"


def test_telephones_without_an_area_code_are_of_an_office(states):
    lines = ["020-86661234", "38881234", "83334444", "020-81112222", "38885678", "81119991"]
    for numbers in (lines, [each.removeprefix("020-") for each in lines]):
        found = states(MARKET, [["市场名称", "联系人", "联系人电话"]], [PERSONS, numbers])
        assert found["联系人电话"] == ("sure", "contacts[0].landline")


def test_a_word_for_anything_is_asked_where_the_form_has_a_text_without_a_column(states):
    found = states(
        JINHUA, [["企业名称", "总人数", "手机", "情况"]], [range(6), MOBILES, ["有制度", "完善", "一般"] * 2]
    )
    assert found["情况"] == ("asked", "ip_protection_status")
