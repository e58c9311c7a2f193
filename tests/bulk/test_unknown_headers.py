"""Headers with words that nobody has listed: what they say besides, and what the values say, decides."""

from __future__ import annotations

import io
import pickle
import traceback

import pytest
import xlsxwriter

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.column_contents import ColumnContents
from ipforms.bulk.column_errors import UnknownColumns
from ipforms.bulk.excel_cells import ExcelCellDecoder
from ipforms.bulk.source_rows import match_table

ENTERPRISE, MARKET, JINHUA = "guangzhou-enterprise", "guangzhou-market", "jinhua-application"
RECOMMENDATION = "jinhua-recommendation"
NAMES = ("何嘉敏", "周子轩", "李敏", "王磊", "陈晓")
COMPANIES = (
    "金华双龙机械有限公司",
    "义乌红星饰品有限公司",
    "永康金泰门业有限公司",
    "东阳康迈纺织有限公司",
    "兰溪云岭药业有限公司",
)


def table(name, **columns):
    """A table with a column of companies and others, each of five values."""
    lines = zip(COMPANIES, *columns.values(), strict=True)
    return "\n".join([",".join([name, *columns]), *(",".join(map(str, line)) for line in lines)])


def matched(form_id, text):
    with open_source(text.encode()) as source:
        return {each.header: (each.state, each.path) for each in match_table(ipforms.form(form_id), source.tables[0])}


def records(form_id, text):
    with open_source(text.encode()) as source:
        return [entry.record for entry in Rows(ipforms.form(form_id), source)]


PHONES = [f"1380013800{at}" for at in range(5)]


@pytest.mark.parametrize(
    ("form_id", "header", "values", "path"),
    [
        (ENTERPRISE, "存量有效专利", range(5), "patents.valid"),  # a word before those that are known
        (ENTERPRISE, "日常联系人", NAMES, "contact.name"),
        (ENTERPRISE, "专申", range(5), "patents.applied"),  # the first characters of two words
        (JINHUA, "移动号码", PHONES, "mobile"),  # the beginning of a word
        (RECOMMENDATION, "坐落", [f"金华市婺城区临江东路{at}号" for at in range(5)], "enterprises[0].address"),
        (JINHUA, "邮寄信箱（联系人）", [f"a{at}@qq.com" for at in range(5)], "email"),  # one fact of the two in it
    ],
)
def test_a_header_with_words_that_nobody_knows_is_known_by_the_others_and_by_its_values(form_id, header, values, path):
    assert matched(form_id, table("企业名称", **{header: values}))[header] == ("sure", path)


@pytest.mark.parametrize(
    ("form_id", "header", "values"),
    [
        (MARKET, "仓库面积", [500, 800, 900, 1200, 700]),
        (ENTERPRISE, "知识产权奖励金", range(5)),
        (JINHUA, "吉祥物", ["猫", "狗", "兔", "马", "鹿"]),
        (JINHUA, "投诉电话", PHONES),  # whose?
        (JINHUA, "仓库地址", [f"金华市婺城区临江东路{at}号" for at in range(5)]),
        (ENTERPRISE, "失效专利数", range(5)),
    ],
)
def test_what_is_measured_and_what_is_wholly_unknown_is_still_asked(form_id, header, values):
    assert matched(form_id, table("企业名称", **{header: values}))[header][0] == "asked"


@pytest.mark.parametrize("header", ["法人电话", "出纳手机", "会长手机"])
def test_a_telephone_of_somebody_whom_the_form_does_not_ask_for_is_left_out(header):
    found = matched(JINHUA, table("企业名称", 联系人=NAMES, 手机=PHONES, **{header: PHONES[::-1]}))
    assert [state for state, _ in found.values()] == ["sure", "sure", "sure", "unused"]


@pytest.mark.parametrize(
    ("form_id", "header", "values"),
    [
        (JINHUA, "联系人及职务", [f"{name}董事长" for name in NAMES]),
        (ENTERPRISE, "通信地址及邮编", [f"广州市天河区科韵路{at}号510630" for at in range(5)]),
    ],
)
def test_several_facts_with_nothing_between_them_are_not_taken_for_one(form_id, header, values):
    assert matched(form_id, table("企业名称", **{header: values}))[header][0] == "asked"


def test_a_column_without_a_name_is_of_the_person_before_it():
    people = {"法定代表人": NAMES, "1": PHONES, "联系人": NAMES[::-1], "2": PHONES[::-1], "邮编": [510665] * 5}
    text = table("企业名称", **people).replace(",1,", ",,", 1).replace(",2,", ",,", 1)
    found = [path for _, path in matched(ENTERPRISE, text).values()]
    assert found[2:5:2] == ["legal_representative.phones", "contact.phones"]


def test_names_with_telephones_below_a_word_that_does_not_say_so_are_taken_apart():
    several = [f"{name} {number}" for name, number in zip(NAMES, PHONES, strict=True)]
    first = records(JINHUA, table("企业名称", 怎么联系=several))[0]
    assert (first.contact_name, first.mobile) == ("何嘉敏", "13800138000")


def test_the_names_of_trade_marks_and_their_numbers_are_one_value():
    marks = {
        "重点商标名称": ["双龙、飞跃", "金鼎", "", "云岭", "康迈"],
        "商标注册号": ["12345678、8765432", 2345678, "", 345678, 45678901],
    }
    first = records(RECOMMENDATION, table("企业名称", **marks))[0]
    assert [(each.name, each.number) for each in first.enterprises[0].key_trademarks] == [
        ("双龙", "12345678"),
        ("飞跃", "8765432"),
    ]


def sheet(*rows, merged=()):
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
        for span in merged:
            page.merge_range(*span)
    return data.getvalue()


def test_rows_below_the_name_of_an_applicant_are_its_rules_also_where_nothing_else_is_said_of_it():
    rows = [
        ("企业名称", "制度名称", "份数"),
        ("甲公司", "专利管理办法", 1),
        ("", "商标管理办法", 2),
        ("乙公司", "保密制度", 1),
    ]
    with open_source(sheet(*rows, merged=[(1, 0, 2, 0, "甲公司")])) as source:
        first, second = (entry.record for entry in Rows(ipforms.form(ENTERPRISE), source))
    assert [(each.title, each.count) for each in first.ip_policies] == [("专利管理办法", 1), ("商标管理办法", 2)]
    assert second.name == "乙公司"


def test_a_remark_across_a_row_is_no_applicant():
    rows = [("企业名称", "邮编", "法人"), ("甲公司", "510665", "张三"), (), ("乙公司", "510665", "李四")]
    with open_source(sheet(*rows, merged=[(2, 0, 2, 2, "上述企业已更名")])) as source:
        found = Rows(ipforms.form(ENTERPRISE), source)
        assert [entry.name for entry in found] == ["甲公司", "乙公司"]
    assert [each.row for each in found.skipped] == [3]


def test_the_only_column_of_applicants_names_them_also_under_the_label_of_the_cover():
    assert [each.name for each in records(ENTERPRISE, table("申报单位", 邮编=["510665"] * 5))] == [*COMPANIES]


def test_a_unit_of_money_is_of_no_number_of_persons():
    found = matched(
        JINHUA,
        table(
            "企业名称",
            联系人=NAMES,
            手机=PHONES,
            地址=[f"临江东路{at}号" for at in range(5)],
            **{"缴税（万元）": range(5)},
        ),
    )
    assert found["缴税（万元）"][0] == "unused"


@pytest.mark.parametrize("key", ["dwmc（{}）", "T01.{}", "f_qymc_{}", "Q1_1、{}"])
def test_a_program_s_key_beside_the_name_is_no_part_of_it(key):
    named = key.format("单位名称"), key.format("注册资金/万元")
    found = matched(MARKET, table(named[0], **{named[1]: range(5)}))
    assert found == {named[0]: ("sure", "name"), named[1]: ("sure", "registered_capital")}


@pytest.mark.parametrize("header", ["Tel（联系人）", "QQ_联系人", "GDP（万元）"])
def test_a_word_in_latin_letters_is_no_key(header):
    assert matched(MARKET, table("单位名称", **{header: ["13800138000"] * 5}))[header][1] != "contacts[0].name"


def test_whatever_is_asked_is_offered_the_fields_without_a_column_that_it_may_mean():
    columns = {"档位数": range(100, 105), "负责人": NAMES, "开户行": ["中国银行"] * 5}
    with open_source(table("市场名称", **columns).encode()) as source:
        found = match_table(ipforms.form(MARKET), source.tables[0])
    offered = {each.header: [field.pattern for field, _ in each.runners] for each in found if each.state == "asked"}
    persons = ["legal_representative.name", "contacts[].name", "ip_units[].names"]
    assert offered == {"档位数": ["merchants"], "负责人": persons}


def test_who_uses_the_stalls_of_a_market_are_its_merchants():
    assert matched(MARKET, table("市场名称", 档位使用户数=[760, 900, 45, 1200, 88]))["档位使用户数"] == (
        "sure",
        "merchants",
    )


RARE = ("何嘉敏", "卞雅芬", "凤晓东", "邬素贞", "应伟杰")  # four of them with family names that few have


@pytest.mark.parametrize("header", ["主事人", "牵头人", "具体负责", "XX人"])
@pytest.mark.parametrize("form_id", [ENTERPRISE, JINHUA])
def test_persons_below_an_unknown_header_are_asked_where_the_contact_has_no_column(header, form_id):
    known = {
        "法定代表人": NAMES,
        "注册地址": ["广州市天河区科韵路16号"] * 5,
        "专利申请量": range(5),
        "商标申请量": range(5),
    }
    if form_id == JINHUA:
        known = {
            "联系地址": ["义乌市北苑街道春晗路5号"] * 5,
            "企业总人数": range(5),
            "研发人员": range(5),
            "职务": ["经理"] * 5,
        }
    found = matched(form_id, table("企业名称", **known, **{header: RARE}))
    assert found[header][0] == "asked"


@pytest.mark.parametrize(
    ("values", "kind"), [(RARE, "person"), (("童装", "花卉", "单车", "水产", "王冠"), ""), (("卞雅芬", "凤晓东"), "")]
)
def test_names_with_family_names_that_few_have_are_persons_beside_others(values, kind):
    assert ColumnContents(values, ExcelCellDecoder()).kind == kind


def test_an_error_of_columns_has_no_number_of_a_person_pickled_or_in_its_traceback():
    number = "440101198104153504"
    text = table("企业名称", 某某=[number] * 5)
    with open_source(text.encode()) as source, pytest.raises(UnknownColumns) as caught:
        list(Rows(ipforms.form(ENTERPRISE), source))
    told = "".join(traceback.format_exception(caught.value))
    assert "某某" in told and number not in told and number.encode() not in pickle.dumps(caught.value)


@pytest.mark.parametrize("header", ["受理日", "截止日期", "入库日期", "批示"])
def test_what_an_office_notes_for_itself_is_of_no_field(header):
    values = ["同意"] * 5 if header == "批示" else ["2017-04-12"] * 5
    for form_id in (ENTERPRISE, JINHUA, RECOMMENDATION):
        assert matched(form_id, table("企业名称", 联系人=NAMES, **{header: values}))[header][0] == "unused"


def test_what_stands_alone_in_its_row_says_nothing_of_its_column():
    text = table("企业名称", 注册地址=["广州市天河区科韵路16号"] * 5, 邮编=["510000"] * 5, 某栏=[""] * 5)
    assert matched(ENTERPRISE, text + "\n,,,13800138000")["某栏"][0] == "unused"
    assert matched(ENTERPRISE, text + "\n乙公司,,,13800138000")["某栏"][0] == "asked"


@pytest.mark.parametrize(
    ("form_id", "header", "path"),
    [
        (ENTERPRISE, "区局意见", "district_endorsement.opinion"),
        (ENTERPRISE, "区级审核意见", "district_endorsement.opinion"),
        (ENTERPRISE, "区市场监管局意见", "district_endorsement.opinion"),
        (ENTERPRISE, "市局审定意见", "approval_endorsement.opinion"),
        (JINHUA, "县（市、区）局意见", "recommender_endorsement.opinion"),
        (JINHUA, "推荐单位审核意见", "recommender_endorsement.opinion"),
        (JINHUA, "企业意见", "enterprise_endorsement.opinion"),
    ],
)
def test_the_opinion_and_the_day_of_an_office_are_known_by_any_word_for_it(form_id, header, path):
    day = header.replace("意见", "日期")
    found = matched(form_id, table("企业名称", **{header: ["同意推荐"] * 5, day: ["2017-04-12"] * 5}))
    assert found[header] == ("sure", path) and found[day] == ("sure", path.replace("opinion", "date"))


def test_what_no_form_asks_of_a_person_or_of_taxes_is_left_out_and_the_year_of_opening_asked():
    kinds = {
        "法定代表人证件类型": ["居民身份证"] * 5,
        "纳税人类型": ["一般纳税人"] * 5,
        "委托书": ["已签", "待签"] * 2 + [""],
    }
    found = matched(MARKET, table("市场名称", 开业年份=range(2001, 2006), **kinds))
    assert found.pop("开业年份") == ("asked", "registered_on") and found.pop("市场名称")[0] == "sure"
    assert {state for state, _ in found.values()} == {"unused"}


def test_a_register_s_number_beside_the_credit_code_is_that_code():
    codes = [f"91440106MAXXXX{at}07Q" for at in range(1, 6)]
    found = matched(ENTERPRISE, table("企业名称", **{"注册号/统一社会信用代码": codes}))
    assert found["注册号/统一社会信用代码"] == ("sure", "uscc")
