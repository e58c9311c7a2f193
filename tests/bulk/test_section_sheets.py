"""A second sheet, keyed by the applicant: whose rows they are, and what happens when that cannot be told."""

from __future__ import annotations

import pytest

from ipforms.bulk.column_errors import SameColumn, UnknownColumns

ENTERPRISE = "guangzhou-enterprise"
NAME = "广州测试（集团）有限公司"
USCC = "91440106MAXXXXX07Q"
PHONE = "020-81050369"


def book(units, main=None, sheet="知识产权工作机构建立情况", key="单位名称", **sheets):
    main = main or [["单位名称", "统一社会信用代码"], [NAME, USCC]]
    return {"主表": main, sheet: [[key, "机构名称", "人员数量", "联系电话"], *units], **sheets}


def units(entry):
    return [(unit.unit, unit.headcount) for unit in entry.record.ip_units]


def codes(problems):
    return [problem.note.code for problem in problems]


@pytest.mark.parametrize("sheet", ["知识产权工作机构建立情况", "知识产权工作机构", "机构", "ip_units", " 机 构 "])
def test_a_sheet_is_known_by_the_section_s_label_alias_or_name(sheet, rows_of):
    (entry,), rows = rows_of(ENTERPRISE, book([[NAME, "法务部", 2], [NAME, "知识产权部", 3]], sheet=sheet))
    assert units(entry) == [("法务部", 2), ("知识产权部", 3)]
    assert not rows.stray and not rows.unused


@pytest.mark.parametrize(
    "name", ["广州测试(集团)有限公司", " 广州测试（集团） 有限公司", "广州测试（集团）有限\u200b公司"]
)
def test_a_key_is_compared_without_bracket_width_and_white_space(name, rows_of):
    (entry,), rows = rows_of(ENTERPRISE, book([[name, "法务部", 2]]))
    assert units(entry) == [("法务部", 2)] and not rows.stray


@pytest.mark.parametrize("key", [USCC, USCC.lower(), "91440106 MAXXXXX 07Q", "９１４４０１０６ＭＡＸＸＸＸＸ０７Ｑ"])
def test_the_key_may_be_the_uscc(key, rows_of):
    (entry,), rows = rows_of(ENTERPRISE, book([[key, "法务部", 2]], key="统一社会信用代码"))
    assert units(entry) == [("法务部", 2)] and not rows.stray


def test_a_sheet_may_have_both_keys_and_the_first_that_is_filled_counts(rows_of):
    sheet = [
        ["单位名称", "统一社会信用代码", "机构名称"],
        [NAME, None, "甲部"],
        [None, USCC, "乙部"],
        [NAME, USCC, "丙部"],
    ]
    (entry,), rows = rows_of(ENTERPRISE, {"主表": [["单位名称", "统一社会信用代码"], [NAME, USCC]], "机构": [*sheet]})
    assert {unit.unit for unit in entry.record.ip_units} >= {"甲部", "丙部"}
    assert codes(rows.stray) in ([], ["cell.row_of_nobody"])


@pytest.mark.parametrize("mark", ["同上", "〃"])
def test_a_ditto_mark_takes_the_value_of_the_row_above_and_is_told(mark, rows_of):
    (entry,), rows = rows_of(ENTERPRISE, book([[NAME, "法务部", 2], [mark, "知识产权部", mark]]))
    assert units(entry) == [("法务部", 2), ("知识产权部", 2)] and not rows.stray
    assert "value.ditto" in codes(entry.problems)


def test_a_ditto_mark_below_nothing_or_a_total_is_refused(rows_of):
    for above in ([], [[NAME, "法务部", 2], ["合计", None, 2]]):
        (entry,), _ = rows_of(ENTERPRISE, book([*above, [NAME, "知识产权部", "〃"]]))
        assert entry.record is None and "table.ditto_of_nothing" in codes(entry.faults)


def test_a_row_of_nobody_and_a_row_without_an_owner_are_told_with_sheet_and_row(rows_of):
    (entry,), rows = rows_of(ENTERPRISE, book([[None, "y", 1], ["别的公司", "x", 1], [NAME, "法务部", 2]]))
    assert units(entry) == [("法务部", 2)]
    assert {(p.note.code, p.table, p.row) for p in rows.stray} == {
        ("cell.row_of_nobody", "知识产权工作机构建立情况", 3),
        ("cell.row_without_owner", "知识产权工作机构建立情况", 2),
    }
    assert all(problem.reason(lang) for problem in rows.stray for lang in ("zh", "en"))


def test_a_row_without_a_name_is_of_the_one_above_and_told(rows_of):
    sheets = {
        "企业": [["单位名称"], [NAME]],
        "工作机构": [["申报单位名称", "机构名称", "联系电话"], [NAME, "法务部", PHONE]],
    }
    sheets["工作机构"].append([None, "知识产权部", PHONE])
    (entry,), _ = rows_of(ENTERPRISE, sheets)
    assert [(each.unit, each.phones) for each in entry.record.ip_units] == [
        ("法务部", [PHONE]),
        ("知识产权部", [PHONE]),
    ]
    assert [(each.note.code, each.row) for each in entry.problems] == [("table.row_joined", 3)]


def test_persons_below_a_unit_of_a_section_sheet_are_its_own(rows_of):
    head = ["单位名称", "机构名称", "人员数量", "人员姓名", "联系电话"]
    lines = [
        [NAME, "法务部", 2, "何嘉敏", "13800138000"],
        [None, None, None, "周子轩", "13900139000"],
        [NAME, "知识产权部", 2, "李敏", PHONE],
        [NAME, "知识产权部", 2, "王磊", PHONE],
    ]
    (entry,), _ = rows_of(ENTERPRISE, {"主表": [["单位名称"], [NAME]], "机构": [head, *lines]})
    assert units(entry) == [("法务部", 2), ("知识产权部", 2)]
    assert [unit.names for unit in entry.record.ip_units] == [["何嘉敏", "周子轩"], ["李敏", "王磊"]]
    assert [unit.phones for unit in entry.record.ip_units] == [["13800138000", "13900139000"], [PHONE]]
    assert codes(entry.problems) == ["table.row_joined"]


def test_a_fault_in_a_section_sheet_refuses_its_owner_alone_and_names_sheet_row_and_column(rows_of):
    main = [["单位名称"], [NAME], ["乙公司"]]
    entries, _ = rows_of(ENTERPRISE, book([["乙公司", "法务部", 1], [NAME, "a", 1], [NAME, "b", "很多"]], main))
    assert [entry.record is None for entry in entries] == [True, False]
    (problem,) = entries[0].faults
    assert (problem.table, problem.row, problem.column) == ("知识产权工作机构建立情况", 4, "人员数量")
    assert problem.path == "ip_units[1].headcount"


def test_rows_of_a_main_row_that_is_refused_are_not_called_nobody_s(rows_of):
    main = [["单位名称", "专利申请量"], [NAME, "很多"], ["乙公司", "也很多"]]
    entries, rows = rows_of(ENTERPRISE, book([[NAME, "法务部", 2], ["乙公司", "x", 1]], main))
    assert [entry.record for entry in entries] == [None, None]
    assert rows.stray == []


def test_two_main_rows_of_one_key_cannot_share_the_rows_of_a_sheet(rows_of):
    entries, _ = rows_of(ENTERPRISE, book([[NAME, "法务部", 2]], [["单位名称"], [NAME], [NAME], ["乙"]]))
    assert codes(entries[1].faults) == ["cell.row_of_several"]
    assert entries[2].record is not None


def test_a_section_in_columns_and_in_a_sheet_is_an_error_for_who_has_both(rows_of):
    main = [["单位名称", "机构名称1"], [NAME, "知识产权部"], ["乙", "商标部"], ["丙", None]]
    entries, _ = rows_of(ENTERPRISE, book([[NAME, "法务部", 2], ["丙", "法务部", 2]], main))
    assert codes(entries[0].faults) == ["cell.section_twice"]
    assert units(entries[1]) == [("商标部", None)] and units(entries[2]) == [("法务部", 2)]


def test_two_sheets_of_one_section_do_not_overwrite_each_other(rows_of):
    sheets = book([[NAME, "法务部", 2]], ip_units=[["单位名称", "机构名称"], [NAME, "知识产权部"]])
    (entry,), _ = rows_of(ENTERPRISE, sheets)
    assert codes(entry.faults) == ["cell.section_twice"]


def test_an_unknown_header_in_a_section_sheet_is_an_error_that_names_the_sheet(rows_of):
    sheets = book([], 制度=[["单位名称", "制度名称", "备注栏"], [NAME, "x", "y"]])
    with pytest.raises(UnknownColumns, match="“制度”中有不认识或不能确定的列：“备注栏”"):
        rows_of(ENTERPRISE, sheets)
    (entry,), _ = rows_of(ENTERPRISE, sheets, ignore_unknown=True)
    assert entry.record.ip_policies[0].title == "x"


def test_two_headers_of_one_field_in_a_section_sheet_are_an_error(rows_of):
    with pytest.raises(SameColumn):
        rows_of(ENTERPRISE, book([], 制度=[["单位名称", "名称", "制度名称"], [NAME, "x", "y"]]))


def test_a_sheet_that_holds_rows_of_a_section_alone_is_its_sheet_whatever_its_name(rows_of):
    rules = [
        ["企业名称", "制度名称", "制定时间", "是否公开"],
        [NAME, "专利管理办法", "2016-02", "是"],
        ["乙", "x", "2015", "否"],
    ]
    main = [["企业名称", "统一社会信用代码"], [NAME, USCC]]
    (entry,), rows = rows_of(ENTERPRISE, {"企业信息": main, "清单2017": rules}, ignore_unknown=True)
    assert [rule.title for rule in entry.record.ip_policies] == ["专利管理办法"]
    assert codes(rows.stray) == ["cell.row_of_nobody"]
    assert [(each.table, each.column) for each in rows.dropped()] == [("清单2017", "是否公开")]


def test_applicants_in_a_sheet_named_as_their_section_are_the_main_table(rows_of):
    firms = [["推荐企业名称", "电子邮箱"], ["东阳甲公司", "a@example.com"], ["东阳乙公司", "b@example.com"]]
    entries, _ = rows_of("jinhua-recommendation", {"推荐企业": firms})
    assert [entry.record.enterprises[0].name for entry in entries] == ["东阳甲公司", "东阳乙公司"]


def test_a_sheet_of_something_else_is_left_alone_and_told(rows_of):
    _, rows = rows_of(ENTERPRISE, book([], 通讯录=[["电话", "电话"], [1, 2]], 填写说明=[["任意"]], Sheet3=[]))
    assert rows.unused == ["通讯录"]


def test_the_sections_of_all_forms_can_be_sheets(rows_of):
    sheets = {
        "主表": [["推荐单位"], ["金华市市场监督管理局"]],
        "推荐企业": [
            ["推荐单位", "推荐企业名称", "重点保护商标", "联系电话"],
            ["金华市市场监督管理局", "甲", 12345678, 57982177827],
        ],
    }
    (entry,), _ = rows_of("jinhua-recommendation", sheets)
    (enterprise,) = entry.record.enterprises
    assert enterprise.phones == ["0579-82177827"] and enterprise.key_trademarks[0].number == "12345678"
    sheets = {"主表": [["单位名称"], ["甲"]], "联系人": [["单位名称", "姓名", "手机"], ["甲", "罗 文", 13800138004.0]]}
    (entry,), _ = rows_of("guangzhou-market", sheets)
    assert (entry.record.contacts[0].name, entry.record.contacts[0].mobile) == ("罗文", "13800138004")
