"""Headers as systems and questionnaires write them: questions, groups in each cell, web pages called .xls."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source
from ipforms.bulk.column_errors import UnknownColumns
from ipforms.bulk.source_rows import match_table
from ipforms.bulk.sources.table_model import NotATable

FORM = ipforms.form("jinhua-application")
PEOPLE = [("浙江双龙机械有限公司", "13800138000", "何嘉敏"), ("义乌红星饰品有限公司", "13800138001", "周子轩")]
PEOPLE += [("永康金泰门业有限公司", "13800138002", "李敏"), ("东阳康迈纺织有限公司", "13800138003", "王磊")]
PEOPLE += [("兰溪云岭药业有限公司", "13800138004", "陈晓")]


def matched(content, form=FORM):
    with open_source(content.encode()) as source:
        return {match.header: (match.state, match.path) for match in match_table(form, source.tables[0])}


def table(*headers):
    return "\n".join([",".join(headers), *(",".join(row) for row in PEOPLE)])


def test_headers_that_are_questions():
    found = matched(table("1、请填写贵公司全称（与营业执照一致）", "Q2. 您的手机号码是？", "3、贵公司的联系人姓名"))
    assert [path for _, path in found.values()] == ["enterprise_name", "mobile", "contact_name"]
    assert {state for state, _ in found.values()} == {"sure"}


def test_headers_with_hints_behind_their_names_and_with_the_keys_of_a_program():
    found = matched(
        table(
            '"1.企业名称（必填）\n请填写营业执照上的全称"',
            '"2.手机（必填）\n用于接收短信"',
            "3.联系人，50字以内（必填）",
        )
    )
    assert [state for state, _ in found.values()] == ["sure"] * 3
    market = ipforms.form("guangzhou-market")
    found = matched(table("base.unitName", "contacts.1.mobile", "contacts.1.name"), market)
    assert [path for _, path in found.values()] == ["name", "contacts[1].mobile", "contacts[1].name"]


def test_the_number_that_an_office_gives_a_company_is_none_of_its_names():
    lines = [f"QY{row},{name}" for row, (name, _, _) in enumerate(PEOPLE)]
    found = matched("\n".join(["企业编号,企业名称", *lines]), ipforms.form("guangzhou-enterprise"))
    assert found == {"企业编号": ("unused", ""), "企业名称": ("sure", "name")}


def test_the_last_word_of_a_header_says_what_it_is_of():
    lines = [f"{name},500,{person},{phone},{phone}" for name, phone, person in PEOPLE]
    found = matched(
        "\n".join(["企业名称,注册资本,财务负责人,财务电话,联系手机", *lines]), ipforms.form("jinhua-application")
    )
    assert [state for state, _ in found.values()] == ["sure", "unused", "unused", "unused", "sure"]


def test_a_column_of_certificates_alone_says_also_whether_a_title_is_held():
    lines = [f"{name},{number}" for (name, _, _), number in zip(PEOPLE, ["否", *["GR202133008354"] * 4], strict=True)]
    found = matched("\n".join(["企业名称,高企证书号", *lines]))
    assert found["高企证书号"] == ("sure", "high_tech")


def test_the_applicants_of_a_list_come_before_the_office_that_sends_it():
    lines = [f"{row},{name},{person},{phone}" for row, (name, phone, person) in enumerate(PEOPLE, 1)]
    form = ipforms.form("jinhua-recommendation")
    found = matched("\n".join(["序号,品牌企业,品牌负责人,手机", *lines]), form)
    assert [path for _, path in found.values()] == [
        "",
        *(f"enterprises[0].{each}" for each in ("name", "liaison_name", "phones")),
    ]


def test_a_market_is_no_company_that_runs_it():
    markets = ["金穗广场", "瑞泽商城", "安捷广场", "鼎力玩具城", "云帆服装城"]
    names = [f"{name},广州{name[:2]}市场经营管理有限公司" for name in markets]
    found = matched("\n".join(["市场名称,市场开办单位", *names]), ipforms.form("guangzhou-market"))
    assert found["市场开办单位"] == ("sure", "name") and found["市场名称"][0] == "asked"


def test_a_header_of_several_facts_with_nothing_between_is_split():
    lines = [f"{name},{person}\u3000经理\u3000{phone}" for name, phone, person in PEOPLE]
    found = matched("\n".join(["企业名称,联络人职务手机", *lines]), ipforms.form("jinhua-recommendation"))
    assert found["联络人职务手机"] == ("sure", "")


def test_a_column_of_different_companies_names_the_applicants_whatever_stands_above():
    assert matched(table("甲方", "手机", "联系人"))["甲方"] == ("sure", "enterprise_name")
    same = "\n".join(["甲方,手机", *(f"浙江双龙机械有限公司,{phone}" for _, phone, _ in PEOPLE)])
    assert matched(same)["甲方"][0] == "asked"
    two = "\n".join(["甲方,乙方", *(f"{name},{name[2:]}" for name, _, _ in PEOPLE)])
    assert {state for state, _ in matched(two).values()} == {"asked"}


def test_groups_that_stand_in_each_of_their_cells_and_names_below_them():
    rows = [",法人,法人,", "单位名称,姓名,手机,员工数"]
    rows += [f"{name},{person},{phone},30" for name, phone, person in PEOPLE]
    found = matched("\n".join(rows), ipforms.form("guangzhou-enterprise"))
    assert found["法人·姓名"] == ("sure", "legal_representative.name")
    assert "员工数" in found
    assert found["法人·手机"] == ("sure", "legal_representative.phones")


PAGE = """<html><head><meta charset="gbk"><style>td{color:red}</style></head>
<body><table><tr><td>没有关系</td></tr></table>
<table border=1><tr><td rowspan=2>企业名称<td colspan=2>联系人</tr><tr><td>姓名</td><td>手机</td></tr>
<tr><td>甲&amp;乙有限公司</td><td>何<br>嘉敏</td><td><s>139</s>13800138000</td></tr>
<tr style="x"><td>丙有限公司<td style="display:none">看不见<td>李敏</td><td>13800138001</td></tr>
</table></body></html>"""


def test_a_web_page_called_xls_is_its_largest_table(tmp_path):
    path = tmp_path / "导出.xls"
    path.write_bytes(PAGE.encode("gbk"))
    with open_source(path) as source:
        rows = [row.values for row in source.tables[0]]
    assert source.tables[0].headers == ("企业名称", "联系人·姓名", "联系人·手机")
    assert [row["企业名称"] for row in rows] == ["甲&乙有限公司", "丙有限公司"]
    assert [row["联系人·手机"] for row in rows] == ["13800138000", "13800138001"]


@pytest.mark.parametrize("page", ["<html><body>没有表格</body></html>", "<html><td></html>", "<svg/>"])
def test_a_web_page_without_a_table_is_refused(page):
    with pytest.raises(NotATable):
        open_source(page.encode())


def test_a_hostile_web_page_ends():
    nested = "<html>" + "<table><tr><td>" * 20_000 + "甲" + f"<td colspan={10**9}>乙"
    with open_source(nested.encode()) as source:
        assert len(source.tables[0].headers) <= 2_000


GUANGZHOU = ipforms.form("guangzhou-enterprise")


def columns(form=GUANGZHOU, **values):
    lines = [",".join(("企业名称", *values))]
    lines += [
        ",".join((name, *(each[at % len(each)] for each in values.values()))) for at, (name, *_) in enumerate(PEOPLE)
    ]
    return matched("\n".join(lines), form)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("开票账户", ["36027213650092", "36021307065834"]),  # a word of no form beside one of a field without a column
        ("报材料的人", ["金豪", "石雅斌"]),  # persons, where no column is the contact yet
        ("申报书上的日期", ["4月8日", "4月13日"]),  # all words are known, and of several fields
        ("收表人", ["前台", "张敏"]),  # who signs a form signs it later
        ("服务热线管理员电话", ["0571-82460000", "0571-82460001"]),
    ],
)
def test_what_may_be_a_field_is_neither_taken_nor_left_out_without_a_question(header, values):
    market = ipforms.form("guangzhou-market")
    assert columns(market if "账户" in header else GUANGZHOU, **{header: values})[header][0] == "asked"


def test_what_an_office_has_of_its_own_people_is_left_out():
    own = {
        "联系人": ["何嘉敏", "李敏"],
        "挂钩干部": ["孙永超", "陆海轩"],
        "挂钩干部手机": ["13800138000", "13800138001"],
    }
    assert [state for state, _ in columns(**own).values()] == ["sure", "sure", "unused", "unused"]


def test_of_an_old_and_a_new_value_the_new_one_is_meant():
    lines = [f"{name},{name[:2]}旧厂有限公司,李敏,王磊" for name, *_ in PEOPLE]
    found = matched("\n".join(["现在叫什么,曾用名,前任法人,现任法人", *lines]), GUANGZHOU)
    assert found["现在叫什么"] == ("sure", "name") and found["现任法人"] == ("sure", "legal_representative.name")
    assert {found[each][0] for each in ("曾用名", "前任法人")} == {"unused"}


def test_companies_are_no_certificate_under_whatever_word():
    assert matched(table("高企名称", "手机", "联系人"))["高企名称"][0] == "asked"


def test_a_second_person_is_left_out_where_the_form_has_one():
    rows = [f"{name},{person},{phone},王磊,出纳,13900139000" for name, phone, person in PEOPLE]
    for second in ("联系人2,职务2,联系电话2", "副联系人,副联系人职务,副联系人手机"):
        head = f"企业名称,联系人,手机,{second}"
        for form in ("jinhua-application", "jinhua-recommendation"):
            found = matched("\n".join([head, *rows]), ipforms.form(form))
            assert [state for state, _ in found.values()] == ["sure"] * 3 + ["unused"] * 3


@pytest.mark.parametrize("header", ["专利（申请-授权-有效）", "专利 申请/授权/有效", "名下专利（申请、授权、有效）"])
def test_three_counts_of_a_cell_are_split_at_whatever_stands_between_them(header):
    between = "-" if "-" in header else "/"
    found = columns(**{header.replace(",", "，"): [between.join((f"{39 + at}", "22", "15")) for at in range(4)]})
    assert found[header] == ("sure", "")


def test_a_number_beside_one_of_a_field_is_asked_while_the_form_has_another():
    lines = [f"{name},{at + 900},{at + 40}" for at, (name, *_) in enumerate(PEOPLE)]
    found = matched("\n".join(["企业名称,人手·全厂,人手·搞研发的", *lines]))
    assert found["人手·全厂"][0] == "asked" and found["人手·搞研发的"] == ("sure", "rd_staff")


def test_a_blank_column_is_not_asked_and_a_telephone_behind_somebody_unknown_is():
    lines = [f"{name},李敏,{person},{phone}," for name, phone, person in PEOPLE]
    found = matched("\n".join(["企业名称,法人,日常跟我们跑的人,他的电话,签到", *lines]), GUANGZHOU)
    assert [state for state, _ in found.values()] == ["sure", "sure", "asked", "asked", "unused"]


@pytest.mark.parametrize("header", ["今年换过人没", "东西齐不齐"])
def test_whether_somebody_has_done_something_is_no_field(header):
    assert columns(**{header: ["换过", "没换", "齐"]})[header][0] == "unused"


MOBILES = ["13800138000", "13900139001", "13700137002"]


@pytest.mark.parametrize(
    "headers",
    [
        {"法务": ["李敏", "王磊", "周子轩"], "法务电话": MOBILES},  # near 法人, and is nobody's whom the form asks for
        {"会员代表": ["李敏", "王磊", "周子轩"], "会员代表手机": MOBILES},
        {"母公司": ["广州双龙集团有限公司", "广州红星集团有限公司"]},
        {"审核·姓名": ["李敏", "王磊"], "审核·日期": ["2016-03-01", "2016-04-02"]},
        {"市监所联系人": ["李敏", "王磊"], "市监所电话": ["020-85174466", "020-85174467"]},
        {"失效专利": ["3", "4", "15"]},
    ],
)
def test_nothing_of_others_is_taken_for_sure(headers):
    found = columns(**headers)
    assert found.pop("企业名称") == ("sure", "name")
    assert "sure" not in {state for state, _ in found.values()}


def test_nothing_is_made_before_somebody_says_which_column_names_the_applicants():
    text = "\n".join(
        ["甲方代号,邮编,联系人手机,不知何栏", *(f"K{at},51066{at},1380013800{at},{at}" for at in range(5))]
    )
    with open_source(text.encode()) as source, pytest.raises(UnknownColumns):
        Rows(GUANGZHOU, source, ignore_unknown=True)


def test_a_day_behind_an_opinion_is_asked_and_that_of_applying_is_none_of_a_title():
    head = "企业名称,联系地址,意见,盖章日期,申报日期"
    found = matched("\n".join([head, *(f"金华{n}有限公司,八一路{n}号,同意,2022.5.{n},5月1{n}" for n in range(1, 6))]))
    assert found["盖章日期"] == ("asked", "enterprise_endorsement.date")
    assert not found["申报日期"][1].endswith(".detail")


@pytest.mark.parametrize(
    "header", ["申报日期", "填报日期", "填写时间", "申请日期", "报送日期", "签字日期", "落款日期", "日期"]
)
def test_the_day_of_an_application_without_a_cover_may_be_that_of_the_opinion_and_is_asked(header):
    rows = [f"金华{n}有限公司,八一路{n}号,{n}0,2022.5.1{n}" for n in range(1, 6)]
    found = matched("\n".join([f"企业名称,联系地址,企业总人数,{header}", *rows]))
    assert found[header] == ("asked", "enterprise_endorsement.date")


@pytest.mark.parametrize(
    ("form", "header"),
    [("guangzhou-enterprise", "企业基本情况·企业全称"), ("guangzhou-market", "市场概况·单位名称")],
)
def test_the_title_of_a_part_over_the_names_of_applicants_asks_for_no_overview(form, header):
    found = matched(table(header, "手机号码", "备注"), ipforms.form(form))
    assert found[header] == ("sure", "name")
