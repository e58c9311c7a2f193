"""Applicants that do not stand in a row each below one header: columns, cards, several tables, several sheets."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

import ipforms
from ipforms.bulk import Rows, open_source

JINHUA, MARKET, RECOMMENDATION = "jinhua-application", "guangzhou-market", "jinhua-recommendation"
FIRMS = [
    ("金华市甲丙工贸有限公司", "浙江省金华市婺城区临江东路3号", "范秀英", "总经理", "13800138000"),
    ("义乌市乙丁饰品有限公司", "浙江省义乌市北苑街道雪峰西路5号", "高嘉敏", "办公室主任", "13900139000"),
]
LABELS = ["企业名称", "联系地址", "联系人", "职务", "手机号码"]


def workbook(sheets, merged=()):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
            for span in merged:
                first = span.partition(":")[0]
                sheet.merge_range(span, lines[int(first[1:]) - 1][ord(first[0]) - 65])
    return buffer.getvalue()


def read(form, content):
    with open_source(content) as source:
        rows = Rows(ipforms.form(form), source, ignore_unknown=True)
        entries = list(rows)
    assert [fault.reason("en") for entry in entries for fault in entry.faults] == []
    return rows, [entry.record for entry in entries]


def people(records):
    return [
        (each.enterprise_name, each.address, each.contact_name, each.contact_title, each.mobile) for each in records
    ]


def test_a_column_an_applicant():
    lines = [
        ["企业情况对照表"],
        *([label, *values] for label, values in zip(LABELS, zip(*FIRMS, strict=True), strict=True)),
    ]
    assert people(read(JINHUA, workbook({"对照": lines}))[1]) == FIRMS


def test_labels_that_come_again_in_another_group_and_remarks_behind_make_no_cards():
    lines = [
        ["五家企业对比"],
        ["企业", "", "广州甲科技有限公司", "广州乙科技有限公司", "说明"],
        ["基本情况", "信用代码", "91440101MA59BX3T05", "91440101MA5AXG8H19", "18位"],
        ["", "注册地址", "广州市天河区科韵路12号", "广州市黄埔区开源大道62号", ""],
        ["法人", "姓名", "喻子涵", "岑芳", ""],
        ["", "电话", "13705025449", "17778464775", ""],
        ["经办人", "姓名", "湛子涵", "任惠芳", ""],
        ["", "电话", "17769149610", "18628494784", ""],
        ["专利（件）", "申请", 144, 98, "累计"],
        ["", "授权", 137, 97, ""],
        ["", "有效", 129, 89, ""],
        ["商标（件）", "申请", 26, 32, ""],
        ["", "有效", 25, 30, ""],
    ]
    merged = ("A2:B2", "A3:A4", "A5:A6", "A7:A8", "A9:A11", "A12:A13")
    found = read("guangzhou-enterprise", workbook({"对比": lines}, merged))[1]
    assert [(each.name, each.contact.name, each.patents.valid, each.trademarks.applied) for each in found] == [
        ("广州甲科技有限公司", "湛子涵", 129, 26),
        ("广州乙科技有限公司", "任惠芳", 89, 32),
    ]


def _card(firm, title):
    name, address, person, post, mobile = firm
    return [
        [title],
        ["企业名称", name, "联系地址", address],
        ["联系人", person, "职务", post],
        ["手机号码", mobile],
        [],
        [],
    ]


def test_cards_below_one_another():
    lines = [line for index, firm in enumerate(FIRMS) for line in _card(firm, f"企业情况卡片（{index + 1}）")]
    assert people(read(JINHUA, workbook({"走访": lines}))[1]) == FIRMS


def test_a_card_a_sheet_behind_a_list_of_them():
    sheets = {"目录": [["序号", "企业"], [1, FIRMS[0][0]], [2, FIRMS[1][0]]]}
    sheets |= {f"第{index}家": _card(firm, "信息卡") for index, firm in enumerate(FIRMS)}
    assert people(read(JINHUA, workbook(sheets))[1]) == FIRMS


def test_a_small_table_within_a_card():
    card = [
        ["单位名称", "广州甲市场经营管理有限公司", "注册地址", "广州市天河区高普路12号"],
        ["通信地址", "广州市天河区高普路12号", "邮政编码", "510665"],
        ["人员", "姓名", "手机", "电子邮箱"],
        ["法定代表人", "毛志强", "13744778821", "mao@example.cn"],
        ["机构", "机构名称", "人员数量", "姓名"],
        [1, "知识产权部", 2, "姜洋、王勇"],
        [2, "法务部", 1, "史芳"],
    ]
    record = read(MARKET, workbook({"甲": card}))[1][0]
    assert record.legal_representative.name == "毛志强"
    assert [(each.unit, each.headcount) for each in record.ip_units] == [("知识产权部", 2), ("法务部", 1)]


@pytest.mark.parametrize("is_one_sheet", [True, False])
def test_tables_of_other_applicants_in_other_words(is_one_sheet):
    first = [["（一）高新技术企业"], LABELS, FIRMS[0], []]
    other = ["单位全称", "通讯地址", "联络人", "岗位", "手机"]
    second = [["（二）成长型企业"], other, FIRMS[1]]
    sheets = {"备选": first + second} if is_one_sheet else {"婺城区": first, "义乌市": second}
    rows, records = read(JINHUA, workbook(sheets))
    assert people(records) == FIRMS
    assert rows.source.tables[0].sheets == (() if is_one_sheet else ("婺城区", "义乌市"))


def test_tables_of_the_same_applicants_are_one_and_a_difference_is_told():
    first = [["企业名称", "联系地址", "职务"], *([firm[0], firm[1], firm[3]] for firm in FIRMS)]
    second = [["企业名称", "联系人", "手机号码", "职务"], *([firm[0], firm[2], firm[4], "经理"] for firm in FIRMS)]
    content = workbook({"基本": first, "人员": second})
    assert people(read(JINHUA, content)[1]) == FIRMS
    with open_source(content) as source:
        entries = list(Rows(ipforms.form(JINHUA), source))
    assert [each.note.code for entry in entries for each in entry.problems] == ["cell.said_otherwise"] * 2


def test_rows_below_a_merged_name_are_of_one_applicant():
    lines = [["推荐企业名称", "企业地址", "重点保护专利（专利号）"]]
    lines += [[FIRMS[0][0], FIRMS[0][1], "ZL201310231273.2"], ["", "", "ZL201910688705.X"]]
    lines += [[FIRMS[1][0], FIRMS[1][1], "ZL201730250769.3"]]
    records = read(RECOMMENDATION, workbook({"推荐": lines}, merged=("A2:A3", "B2:B3")))[1]
    assert [each.enterprises[0].key_patents for each in records] == [
        ["ZL201310231273.2", "ZL201910688705.X"],
        ["ZL201730250769.3"],
    ]


def test_a_row_below_a_merged_name_that_says_something_else_is_refused():
    lines = [["企业名称", "联系人", "有效专利数", "职务", "研发人员", "企业总人数"]]
    lines += [[FIRMS[0][0], "范秀英", 3, "经理", 4, 20], ["", "", 5, "主管", 6, 30]]
    with open_source(workbook({"表": lines}, merged=("A2:A3", "B2:B3"))) as source:
        entries = list(Rows(ipforms.form(JINHUA), source))
    (problem,) = [each for entry in entries for each in entry.faults]
    assert (problem.note.code, problem.note.context["column"]) == ("table.same_applicant", "有效专利数")  # the first
    assert sum(entry.record is not None for entry in entries) == 1


def test_a_sheet_that_is_chosen_stands_alone():
    content = workbook({"婺城区": [LABELS, FIRMS[0]], "义乌市": [LABELS, FIRMS[1]]})
    with open_source(content, sheet="义乌市") as source:
        rows = Rows(ipforms.form(JINHUA), source)
        assert people([entry.record for entry in rows]) == FIRMS[1:]
    assert rows.unused == ["婺城区"]


def test_a_column_of_several_fields_is_split_where_its_values_show_how():
    lines = [["企业名称", "联系人（职务）手机", "人数/研发"]]
    lines += [[f"金华市第{at}工贸有限公司", f"范秀英（董事长）1380013800{at}", f"{100 + at}/{at}"] for at in range(5)]
    rows, records = read(JINHUA, workbook({"表": [*lines, ["填表：方敏", "2022.5.27"]]}))
    assert [
        (each.contact_name, each.contact_title, each.mobile, each.employees, each.rd_staff) for each in records
    ] == [("范秀英", "董事长", f"1380013800{at}", 100 + at, at) for at in range(5)]
    assert [each.row for each in rows.skipped] == [7]


def test_a_cell_that_cannot_be_split_is_refused_and_named():
    people = ["范秀英/总经理", "高嘉敏/董事长", "杨佳怡/董秘", "潘俊杰/法务主管", "高嘉敏 范秀英 董事长"]
    lines = [["企业名称", "联系人及职务"], *([f"金华市第{at}工贸有限公司", each] for at, each in enumerate(people))]
    with open_source(workbook({"表": lines})) as source:
        entries = list(Rows(ipforms.form(JINHUA), source))
    assert [fault.note.code for entry in entries for fault in entry.faults] == ["table.not_split"]
    assert [entry.row for entry in entries if entry.record is None] == [6]


def test_captions_of_several_cells_above_the_header_are_no_header():
    above = [
        ["填报单位：婺城区局", "", "联系人：王某", "", "电话：0579-38600000"],
        ["填表说明：1.请如实填写", "2.红色必填"],
    ]
    rows, records = read(JINHUA, workbook({"表": [*above, LABELS, *FIRMS, ["审核人：赵六", "", "日期：2022-5-1"]]}))
    assert people(records) == FIRMS
    assert [each.row for each in rows.skipped] == [6]


def test_a_sheet_of_last_year_is_not_joined_and_is_told():
    rows, records = read(JINHUA, workbook({"2022": [LABELS, FIRMS[0]], "2021（旧）": [LABELS, FIRMS[1]]}))
    assert people(records) == FIRMS[:1]
    assert rows.unused == ["2021（旧）"]


def test_labels_in_two_columns_are_groups_and_what_is_said_of_each():
    """With a head that numbers the applicants, titles above, and groups that are merged or written once."""
    lines = [
        ["申报企业基本资料"],
        ["项目", None, "企业1", "企业2"],
        ["单位名称", None, "广州市甲丙科技有限公司", "广州市乙丁科技有限公司"],
        ["注册地址", None, "广州市天河区科韵路16号", "广州市白云区机场路3号"],
        ["法定代表人", "姓名", "范秀英", "高嘉敏"],
        [None, "手机", "13800138000", "13900139000"],
        ["联系人", "姓名", "潘俊杰", "杨佳怡"],
        [None, "电话", "13800138001", "13900139001"],
        ["专利", "申请量", 5, 6],
        [None, "授权量", 3, 4],
        ["备注", None, "材料齐", "已电话确认"],
    ]
    for merged in ([], ["A5:A6", "A7:A8", "A9:A10"]):
        _, records = read("guangzhou-enterprise", workbook({"资料": lines}, merged))
        assert [each.name for each in records] == ["广州市甲丙科技有限公司", "广州市乙丁科技有限公司"]
        assert [each.legal_representative.phones for each in records] == [["13800138000"], ["13900139000"]]
        assert [each.contact.name for each in records] == ["潘俊杰", "杨佳怡"]
        assert [(each.patents.applied, each.patents.granted) for each in records] == [(5, 3), (6, 4)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("封面", [["广州商圈数据月报"], ["招商部"], ["2017年3月"]]),
        ("填写说明", [["填写说明"], ["1. 请如实填写企业名称、联系人"], ["2. 不要改动表头"]]),
        (
            "数据字典",
            [
                ["字段", "说明", "必填"],
                ["企业名称", "全称", "是"],
                ["联系人", "经办人", "是"],
                ["手机号码", "11位", "是"],
            ],
        ),
        ("图", [["各区企业数"], ["婺城", 5], ["义乌", 6]]),
    ],
)
def test_a_sheet_before_that_of_the_applicants_is_not_read(name, lines):
    assert people(read(JINHUA, workbook({name: lines, "名单": [LABELS, *FIRMS]}))[1]) == FIRMS


def test_tables_beside_one_another_are_one():
    own = [FIRMS[0], FIRMS[1]]
    further = [("东阳市戊己木雕有限公司", *FIRMS[0][1:]), ("兰溪市庚辛纺织有限公司", *FIRMS[1][1:])]
    lines = [["企业通讯录"], ["序号", *LABELS, None, "序号", *LABELS]]
    lines += [[at, *left, None, at + 2, *right] for at, (left, right) in enumerate(zip(own, further, strict=True), 1)]
    assert people(read(JINHUA, workbook({"通讯录": lines}))[1]) == [*own, *further]


def test_cards_hold_small_tables_whatever_stands_below_one_another():
    lines = [
        ["企业信息卡"],
        ["单位名称", "广州市甲丙科技有限公司"],
        ["注册地址", "广州市天河区科韵路16号"],
        ["信用代码", "91440106MAXXXXX07Q", "成立时间", "2008-06-12"],
        ["人员", "姓名", "身份证号", "电话", "邮箱"],
        ["法定代表人", "范秀英", None, "13800138000", "a@example.com"],
        ["联系人", "潘俊杰", None, "13800138001", "b@example.com"],
        ["知识产权", "申请量", "授权量", "有效量"],
        ["专利", 9, 5, 4],
        ["商标", 8, 7, 6],
        ["备注", "材料齐"],
    ]
    _, (record,) = read("guangzhou-enterprise", workbook({"甲": lines}))
    assert (record.legal_representative.email, record.contact.name) == ("a@example.com", "潘俊杰")
    assert (record.patents.valid, record.trademarks.granted) == (4, 7)


def test_a_column_of_units_is_no_applicant():
    units = ["单位", "—", "—", "—", "—", "人"]
    labels = ["项目", *LABELS[:4], "企业总人数"]
    lines = [
        list(line)
        for line in zip(labels, units, ["企业1", *FIRMS[0][:4], 30], ["企业2", *FIRMS[1][:4], 40], strict=True)
    ]
    rows, records = read(JINHUA, workbook({"对照": lines}))
    assert [each.employees for each in records] == [30, 40] and not rows.skipped


@pytest.mark.parametrize("merged", [(), ("A2:A3", "A4:A5")])
def test_a_row_a_person_whose_role_stands_in_a_column_is_read_as_columns_of_persons(merged):
    firms = ["广州市甲丙科技有限公司", "广州市乙丁科技有限公司"]
    people_of = [("法定代表人", "范秀英", "13800138000"), ("联系人", "潘俊杰", "13800138001")]
    lines = [["单位名称", "人员类别", "姓名", "手机"], *([firm, *each] for firm in firms for each in people_of)]
    if merged:
        lines[2][0] = lines[4][0] = None
    _, records = read("guangzhou-enterprise", workbook({"人员": lines}, merged))
    assert [each.name for each in records] == firms
    assert {each.contact.name for each in records} == {"潘俊杰"}
    assert {tuple(each.legal_representative.phones) for each in records} == {("13800138000",)}


def test_a_row_a_field_whose_label_stands_in_a_column_is_read_as_columns_of_fields():
    lines = [["企业名称", "项目", "内容"]]
    lines += [[firm[0], label, value] for firm in FIRMS for label, value in zip(LABELS[1:], firm[1:], strict=True)]
    assert people(read(JINHUA, workbook({"导出": lines}))[1]) == FIRMS
    rows = "\n".join(",".join(line) for line in lines)
    assert people(read(JINHUA, rows.encode())[1]) == FIRMS


def test_what_the_rows_of_an_applicant_say_otherwise_of_it_is_told():
    lines = [
        ["单位名称", "注册地址", "角色", "姓名"],
        ["广州市甲丙科技有限公司", "广州市天河区科韵路16号", "法人", "范秀英"],
        ["广州市甲丙科技有限公司", "广州市白云区机场路3号", "联系人", "潘俊杰"],
        ["广州市乙丁科技有限公司", None, "联系人", "杨佳怡"],
    ]
    with open_source(workbook({"人员": lines})) as source:
        first, second = Rows(ipforms.form("guangzhou-enterprise"), source)
    assert first.record.registered_address == "广州市天河区科韵路16号" and second.record.contact.name == "杨佳怡"
    assert "cell.said_otherwise" in [each.note.code for each in first.problems]
