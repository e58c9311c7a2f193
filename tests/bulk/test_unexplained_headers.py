"""What a header says beside the words of a field weighs: its column is asked, or left out where the field has one."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.table_matches import match_table
from ipforms.bulk.workbook_layout import arranged

ENTERPRISE, JINHUA, RECOMMENDATION = "guangzhou-enterprise", "jinhua-application", "jinhua-recommendation"
FIRMS = [f"金华市{name}科技有限公司" for name in ("双龙", "红星", "金泰", "康迈", "云岭")]
PERSONS = ["何嘉敏", "周子轩", "李敏", "王磊", "陈晓"]
MOBILES = [f"1380013800{at}" for at in range(5)]
MAILS = [f"a{at}@example.com" for at in range(5)]
ADDRESSES = [f"浙江省金华市婺城区临江东路{at}号" for at in range(5)]
OFFICES = [f"{place}税务局" for place in ("婺城区", "义乌市", "永康市", "东阳市", "兰溪市")]
DEPARTMENTS = ["信息中心", "技术部", "综合办", "研发部", "行政部"]
COUNTS = ["12", "7", "31", "4", "15"]


def matched(form, **columns):
    table = [["企业名称", *columns], *zip(FIRMS, *columns.values(), strict=True)]
    with open_source("\n".join(map(",".join, table)).encode()) as source:
        found = match_table(ipforms.form(form), source.tables[0])
    return {match.header: (match.state, match.path) for match in found[1:]}


@pytest.mark.parametrize(
    ("form", "header", "values", "suggested"),
    [
        (ENTERPRISE, "住建分局", OFFICES, "cover.organizer"),
        (ENTERPRISE, "生产地址", ADDRESSES, "registered_address"),
        (JINHUA, "生产地址", ADDRESSES, "address"),
        (RECOMMENDATION, "工厂地址", ADDRESSES, "enterprises[0].address"),
        (ENTERPRISE, "信息化部门", DEPARTMENTS, "ip_units[0].unit"),
        (ENTERPRISE, "技术联系人", PERSONS, "contact.name"),
        (ENTERPRISE, "老板", PERSONS, "legal_representative.name"),
        (ENTERPRISE, "老板手机", MOBILES, "legal_representative.phones"),
        (JINHUA, "主要市场", ADDRESSES, "address"),
        (JINHUA, "质检姓名", PERSONS, "contact_name"),
        (JINHUA, "联系人职称", ["工程师", "高级工程师", "工程师", "助理工程师", "无"], "contact_title"),
        (RECOMMENDATION, "设计人职务", ["经理", "主任", "部长", "经理", "主管"], "enterprises[0].liaison_title"),
    ],
)
def test_words_that_a_field_does_not_have_are_asked_with_the_field_as_a_suggestion(form, header, values, suggested):
    assert matched(form, **{header: values})[header] == ("asked", suggested)


@pytest.mark.parametrize(
    ("form", "header", "values", "path"),
    [
        (ENTERPRISE, "公司对外联系地址", ADDRESSES, "mailing_address"),
        (ENTERPRISE, "填表联系人直线电话", MOBILES, "contact.phones"),  # it says whose
        (ENTERPRISE, "地址（通信）", ADDRESSES, "mailing_address"),
        (JINHUA, "知识产权部门设置情况", ["单设", "未单设", "单设", "单设", "未单设"], "has_ip_department"),
        (ENTERPRISE, "申请人地址", ADDRESSES, "registered_address"),
        (ENTERPRISE, "维持中专利", COUNTS, "patents.valid"),
        (JINHUA, "手机号码例：13800138000", MOBILES, "mobile"),
        ("guangzhou-market", "所获荣誉情况", ["诚信示范市场", "市级文明市场", "无", "平安市场", "五星市场"], "honours"),
        (JINHUA, "商标情况：驰名商标（没有填无）", ["是", "无", "无", "是", "无"], "well_known_trademark"),
    ],
)
def test_words_that_change_nothing_are_not_asked(form, header, values, path):
    own = (
        {"注册地址": ADDRESSES} if path == "mailing_address" else {"通信地址": ADDRESSES} if form == ENTERPRISE else {}
    )
    assert matched(form, **own, **{header: values})[header] == ("sure", path)


def test_a_column_is_left_out_where_each_field_that_it_may_be_has_one_that_says_no_more():
    own = {"注册地址": ADDRESSES, "通信地址": ADDRESSES[::-1], "联系人·姓名": PERSONS, "联系人·手机": MOBILES}
    others = {"生产厂房地址": ADDRESSES, "财务联系人·姓名": PERSONS[::-1], "财务联系人·手机": MOBILES[::-1]}
    found = matched(ENTERPRISE, **own, **others)
    assert {found[header][0] for header in own} == {"sure"}
    assert {found[header][0] for header in others} == {"unused"}


@pytest.mark.parametrize("header", ["从业人数", "受理日期", "受理人"])
def test_what_is_of_a_part_of_the_form_that_no_column_is_of_is_left_out(header):
    values = {"从业人数": COUNTS, "受理日期": [f"2022-05-0{at}" for at in range(1, 6)], "受理人": PERSONS}[header]
    assert matched("guangzhou-market", 法定代表人=PERSONS, 商户总数=COUNTS, **{header: values})[header][0] == "unused"


def test_the_printed_label_needs_no_question_beside_another_word_for_it():
    found = matched(JINHUA, 注册地址=ADDRESSES, 联系地址=ADDRESSES[::-1])
    assert found == {"注册地址": ("unused", ""), "联系地址": ("sure", "address")}


@pytest.mark.parametrize("person", ["档口老板", "镇街联系人", "审核人", "质检"])
@pytest.mark.parametrize(("fact", "values"), [("手机", MOBILES), ("邮箱", MAILS)])
def test_a_fact_behind_a_person_of_whom_nothing_is_known_is_not_taken(person, fact, values):
    found = matched(ENTERPRISE, 联系人=PERSONS, 邮编=["321000"] * 5, **{person: PERSONS[::-1], fact: values})
    assert found[fact][0] != "sure"
    assert matched(ENTERPRISE, 联系人=PERSONS, **{fact: values})[fact][0] == "sure"


def test_the_title_of_a_part_with_nothing_in_its_row_is_no_field():
    found = matched(JINHUA, **{"二、联系方式": [""] * 5, "办公电话": [f"0579-8231566{at}" for at in range(5)]})
    assert found == {"二、联系方式": ("unused", ""), "办公电话": ("sure", "office_phones")}


def test_a_sum_of_all_that_stands_below_a_row_is_no_field_s():
    below = {f"有效知识产权·专利·{kind}": COUNTS for kind in ("发明", "实用新型", "外观设计", "小计")}
    found = matched(JINHUA, **below, 有效知识产权·注册商标=COUNTS, 有效知识产权·合计=COUNTS[::-1])
    assert found["有效知识产权·合计"] == ("unused", "")
    assert found["有效知识产权·专利·小计"] == ("sure", "valid_patents.total")


def test_a_second_column_of_a_sum_does_not_stop_the_table():
    kinds = {"有效发明专利": COUNTS, "有效实用新型": COUNTS, "有效件数": COUNTS, "有效专利合计": COUNTS[::-1]}
    assert [state for state, _ in matched(JINHUA, **kinds).values()].count("sure") == len(kinds) - 1


KEYS, NAMES = "ent_id,ent_name,leg_name,usc_code,zip", "主键,企业名称,法定代表人,社会信用代码,邮政编码"


@pytest.mark.parametrize("header", [(KEYS, NAMES), (NAMES, KEYS)])
def test_what_a_program_calls_the_columns_stands_beside_their_names(header):
    rows = [f"{at},{firm},{person},,51066{at}" for at, (firm, person) in enumerate(zip(FIRMS, PERSONS, strict=True))]
    with open_source("\n".join([*header, *rows]).encode()) as source:
        entries = list(Rows(ipforms.form(ENTERPRISE), source, ignore_unknown=True))
    assert [entry.record.postcode for entry in entries if entry.record] == [f"51066{at}" for at in range(5)]


def test_counts_in_a_row_a_kind_are_columns_of_the_kinds():
    rows = [
        f"{firm},{kind},{at + more},{3 * at}"
        for at, firm in enumerate(FIRMS)
        for more, kind in enumerate(("发明", "实用新型", "外观设计"))
    ]
    form = ipforms.form(JINHUA)
    with open_source("\n".join(["企业名称,专利类型,有效件数,研发人员", *rows]).encode()) as source:
        records = [entry.record for entry in Rows(form, arranged(form, source))]
    patents = [each.valid_patents for each in records]
    assert [(each.invention, each.utility_model, each.design) for each in patents][:2] == [(0, 1, 2), (1, 2, 3)]
    assert [each.rd_staff for each in records] == [0, 3, 6, 9, 12]
