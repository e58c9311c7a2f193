"""No form is made of a row that is no applicant, and no applicant is skipped."""

from __future__ import annotations

import pytest

import ipforms

FORM = "guangzhou-enterprise"
HEAD = "序号,单位名称,法定代表人姓名,专利申请量,备注"


def made(rows_of, *rows):
    """The names of the forms, the numbers and texts of rows skipped, and the codes of rows refused."""
    entries, found = rows_of(FORM, "\n".join((HEAD, "1,甲公司,张三,12,", *rows)) + "\n")
    names = [entry.name for entry in entries if entry.record][1:]
    refused = [fault.note.code for entry in entries for fault in entry.faults]
    return names, [(each.row, each.value) for each in found.skipped], refused


@pytest.mark.parametrize(
    "row",
    [
        *(
            ",小计,,15,",
            "合计,,,20,",
            ",合 计：3家,,20,",
            "总计3家企业,,,,",
            ",共计（3家）,,,",
            "本页小计,,,5,",
            "平均值,,,7,",
        ),
        *("注：以上数据截至2016年底,,,,", "备注：无,,,,", "※ 星号为必填,,,,", "（公章）,,,,", "本表一式两份,,,,"),
        *(
            "审核：李科,,制表：2017年4月10日,,",
            "一、天河区（5家）,,,,",
            "1,2,3,4,5",
            "例,××有限公司,张三,12,",
            ",某某科技有限公司,张三,12,",
            ",填写营业执照全称,,填数字,",
            "—,填全称,姓名,件,",
            ",以下空白,,,",
            "填表人：徐静,,联系电话：020-81050369,,",
            "制表人,徐静,审核人,,",
            ",填报单位（盖章）：天河区局,,,",
            "单位负责人：,,,,",
            "导出人：admin,导出时间：2022-05-19 16:40,共12条,,",
            ",导出时间：2022-05-19 16:40,,,",
            ",如有疑问请联系,张科,,",
        ),
        *(
            "甲,乙,丙,1,2",
            "9,乙公司,李四,5,企业主动撤回",
            "9,乙公司,李四,5,2021年已入库，本次不报",
            "9,乙公司,李四,5,企业要求退出，不报",
            "序号,单位名称,法定代表人姓名,专利申请量,备注",
            ",单位名称,法定代表人姓名,,",
            "7,,,,",
            ",,,,缺材料",
        ),
    ],
)
def test_a_row_for_people_is_skipped_and_named(row, rows_of):
    names, skipped, refused = made(rows_of, row)
    assert (names, refused) == ([], [])
    assert [number for number, _ in skipped] == [3]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "合计划科技有限公司",
            "总计算机有限公司",
            "注册通公司",
            "说明书印务公司",
            "经办人力资源公司",
            "共计量检测公司",
        ),
        *("乙公司（广州）", "（广州）乙公司", "日期科技公司", "填报网络公司", "2008公司"),
    ],
)
def test_an_applicant_is_never_skipped(name, rows_of):
    assert made(rows_of, f"2,{name},李四,3,") == ([name], [], [])
    assert made(rows_of, f",名称：{name},,,") == ([name], [], [])


@pytest.mark.parametrize(
    "name",
    [
        *("李敏", "2022年5月20日", "婺城区", "婺城区（3家）", "1.企业名称填全称", "已有5家企业入库", "/", "企业总数"),
        *("其中：规上企业2家", "金华市市场监督管理局", "金华市市场监督管理局保护科", "退出企业"),
    ],
)
def test_a_name_of_no_firm_below_firms_of_which_nothing_is_said_is_no_applicant(name, rows_of):
    firms = [f"{at},金华市{firm}工贸有限公司,张三,12," for at, firm in enumerate("甲乙丙丁")]
    text = "\n".join([HEAD, *firms, f",{name},,,", "5,云岭,,,", "6,张记商行,李四,3,"])
    entries, found = rows_of(FORM, text)
    assert [entry.name for entry in entries][4:] == ["云岭", "张记商行"]
    assert [each.row for each in found.skipped] == [6]


@pytest.mark.parametrize("name", ["咨询电话", "联系人", "报送邮箱", "经办科室", "金华市市场监督管理局"])
def test_a_row_that_says_whom_to_ask_is_no_applicant(name, rows_of):
    firms = [f"{at},金华市{firm}工贸有限公司,张三,12," for at, firm in enumerate("甲乙丙丁")]
    entries, found = rows_of(FORM, "\n".join([HEAD, *firms, f",{name},李四,,82315661"]))
    assert (len(entries), [each.row for each in found.skipped]) == (4, [6])


def test_an_applicant_who_has_withdrawn_in_brackets_is_skipped_and_named(rows_of):
    names, skipped, _ = made(rows_of, "2,乙公司（已放弃）,李四,3,", "3,丙公司（广州）,王五,4,")
    assert (names, skipped) == (["丙公司（广州）"], [(3, "乙公司（已放弃）")])


def test_a_row_with_data_and_no_name_is_refused(rows_of):
    assert made(rows_of, "2,,李四,3,", "3,丙公司,,,") == (["丙公司"], [], ["table.no_name"])


def test_without_a_column_of_names_any_row_may_be_one(rows_of):
    entries, found = rows_of(FORM, "法定代表人姓名,专利申请量\n张三,12\n")
    assert (len(entries), found.skipped) == (1, [])


def test_a_row_that_a_system_marks_as_gone_is_skipped_and_named(rows_of):
    data = "单位名称,审批状态,是否删除,审核状态\n甲公司,已通过,0,\n乙公司,已撤销,0,\n丙公司,,1,\n丁公司,,,草稿\n"
    entries, rows = rows_of(FORM, data, ignore_unknown=True)
    assert [entry.name for entry in entries] == ["甲公司", "丁公司"]
    marks = [(each.row, each.value, each.note.context["column"]) for each in rows.skipped]
    assert marks == [(3, "乙公司", "审批状态"), (4, "丙公司", "是否删除")]


def test_what_is_joined_passed_over_or_not_used_stands_in_the_notes(rows_of):
    head = ["单位名称", "联系人姓名"]
    books = {"甲区": [head, ["# 示例"], ["甲公司", "张三"]], "乙区": [head, ["乙公司", "李四"]], "说明": [["随便"]]}
    entries, rows = rows_of(FORM, books)
    assert [entry.name for entry in entries] == ["甲公司", "乙公司"]
    told = {(each.table, each.note.code) for each in rows.dropped()}
    assert told == {
        ("甲区", "table.sheet_joined"),
        ("乙区", "table.sheet_joined"),
        ("说明", "table.sheet_unused"),
        ("甲区", "table.row_comment"),
    }


def test_a_row_that_is_returned_to_be_mended_is_an_applicant(rows_of):
    entries, _ = rows_of(FORM, "单位名称,状态\n甲公司,退回\n乙公司,已受理\n", ignore_unknown=True)
    assert [entry.name for entry in entries] == ["甲公司", "乙公司"]


def test_rows_that_add_to_the_applicant_above_are_no_forms_of_their_own(rows_of):
    head = "单位名称,统一社会信用代码,法定代表人姓名,制度名称,制定时间"
    rows = [f"甲公司,91440106MAXXXXX07Q,张三,制度{at},201{at}-01" for at in (1, 2)]
    entries, found = rows_of(FORM, "\n".join((head, *rows, ",,,制度3,2013-01", "乙公司,,李四,制度1,2011-01")))
    policies = [[policy.title for policy in entry.record.ip_policies] for entry in entries]
    assert policies == [["制度1", "制度2", "制度3"], ["制度1"]]
    assert [(each.row, each.note.code) for each in found.skipped] == [(3, "table.row_joined"), (4, "table.row_joined")]


def test_persons_below_a_unit_are_its_own(rows_of):
    rows = [["公司名称", "机构名称", "人数", "姓名", "机构联系电话"], ["甲公司", "法务部", 2, "张三", "020-81050369"]]
    rows += [
        [None, None, None, "李四", "020-81050370"],
        [None, "专利部", 1, "王五", None],
        ["乙公司", "法务部", 1, "钱七", None],
    ]
    entries, _ = rows_of("guangzhou-enterprise", {"表": rows})
    assert [[(each.unit, each.names) for each in entry.record.ip_units] for entry in entries] == [
        [("法务部", ["张三", "李四"]), ("专利部", ["王五"])],
        [("法务部", ["钱七"])],
    ]
    assert entries[0].record.ip_units[0].phones == ["020-81050369", "020-81050370"]


def test_persons_of_a_unit_that_each_row_names_are_its_own(rows_of):
    head = ["企业名称", "机构名称", "人员数量", "机构人员姓名"]
    lines = [["知识产权部", 2, "何嘉敏"], ["知识产权部", 2, "周子轩"], ["法务部", 1, "李敏"]]
    (entry,), _ = rows_of("guangzhou-enterprise", {"表": [head, *(["广州甲有限公司", *each] for each in lines)]})
    found = [(each.unit, each.names) for each in entry.record.ip_units]
    assert found == [("知识产权部", ["何嘉敏", "周子轩"]), ("法务部", ["李敏"])]


def test_a_list_of_offices_below_the_companies_is_no_list_of_applicants(rows_of):
    companies = [["单位名称", "法定代表人姓名", "专利申请量"], ["甲公司", "张三", 3], ["乙公司", "李四", 4]]
    offices = [
        ["附：各局联络员"],
        ["单位", "联络员", "联系电话"],
        ["婺城区局", "徐静", "0579-82060011"],
        ["义乌市局", "应宏", ""],
    ]
    entries, found = rows_of(FORM, {"表": [*companies, [], *offices]})
    assert [entry.name for entry in entries] == ["甲公司", "乙公司"]
    assert found.unused == ["表!6"]


@pytest.mark.parametrize("row", [",—,,,", '",,",,,,', ",/,—,,"])
def test_a_row_of_signs_is_no_applicant(rows_of, row):
    names, skipped, refused = made(rows_of, row, "2,乙公司,李四,5,")
    assert (names, [number for number, _ in skipped], refused) == (["乙公司"], [3], [])


def test_a_name_of_signs_is_none(rows_of):
    assert made(rows_of, "2,——,李四,5,") == ([], [], ["table.no_name"])


def test_a_number_that_fails_its_check_is_written_and_named(rows_of):
    head = "单位名称,统一社会信用代码,法定代表人 电话,联系人 电子邮箱,邮政编码"
    rows = ("甲公司,9144,8004,a@b,51066", "乙公司,91440106MAXXXXX07Q,13800138000,a@qq.com,510630")
    wrong, right = rows_of(FORM, "\n".join((head, *rows)) + "\n")[0]
    assert wrong.record and wrong.record.uscc == "9144" and not wrong.faults and not right.problems
    said = [(each.column, each.note.code, each.value) for each in wrong.problems]
    assert said == [
        ("统一社会信用代码", "record.number_wrong", "9144"),
        ("法定代表人 电话", "record.number_wrong", "****"),
        ("联系人 电子邮箱", "record.number_wrong", "a@b"),
        ("邮政编码", "record.number_wrong", "51066"),
    ]
    found = {each.path: each.note for each in ipforms.check(wrong.record).findings if each.path in ("uscc", "postcode")}
    for each in wrong.problems:
        if each.path in found:
            assert each.reason().startswith(found[each.path].message()), "in the words of a check"


def test_columns_of_further_sheets_and_keys_of_records_that_are_not_used_are_named(rows_of):
    books = {
        "企业": [["单位名称", "备注"], ["甲公司", "x"]],
        "工作机构": [["单位名称", "机构名称", "备注"], ["甲公司", "法务部", "x"]],
    }
    assert rows_of(FORM, books)[1].ignored == ["备注", "工作机构·备注"]
    record = {"单位名称": "甲公司", "法定代表人手机": "13800138000", "吉祥物": "虎"}
    (entry,), _ = rows_of(FORM, [record], ignore_unknown=True)
    assert entry.record is not None
    assert [(each.column, each.note.code) for each in entry.problems] == [("吉祥物", "table.column_unused")]


def test_who_has_sent_an_answer_may_be_called_by_a_sign(rows_of):
    lines = ["提交者,单位名称,法定代表人姓名", "小陈,广州市甲丙科技有限公司,张三", "*,广州市乙丁科技有限公司,李四"]
    entries, _ = rows_of(FORM, "\n".join(lines) + "\n", ignore_unknown=True)
    assert [entry.name for entry in entries] == ["广州市甲丙科技有限公司", "广州市乙丁科技有限公司"]
