"""Tables of an unusual build that a person reads at a glance: lines folded, codes explained, facts behind labels."""

from __future__ import annotations

import pytest

FORM, RECOMMENDATION = "jinhua-application", "jinhua-recommendation"
FIRMS = [f"金华市{name}工贸有限公司" for name in ("甲丙", "乙丁", "丙戊", "丁己")]
PEOPLE = ["曾敏", "李敏", "王磊", "潘俊杰"]
MOBILES = [f"1380013800{at}" for at in range(4)]
ADDRESSES = [f"金华市婺城区临江东路{at}号" for at in range(3, 7)]
KNOWN = [*zip(FIRMS, PEOPLE, MOBILES, ADDRESSES, strict=True)]


def read(entries):
    """What the entries say of each firm."""
    found = (entry.record for entry in entries if entry.record)
    return [(each.enterprise_name, each.contact_name, each.mobile, each.address) for each in found]


def test_lines_of_an_applicant_below_as_many_lines_of_labels_are_one(rows_of):
    lines = [["登记表"], ["序号", "企业名称", "联系人"], ["", "地址", "手机"]]
    for at, (firm, person, mobile, address) in enumerate(KNOWN):
        lines += [[at + 1, firm, person], ["", address, mobile]]
    assert read(rows_of(FORM, {"表": [*lines, ["合计", "4家"]]})[0]) == KNOWN


def test_labels_below_groups_are_of_an_applicant_a_line(rows_of):
    lines = [["序号", "企业名称", "地址", "联系人", "联系人"], ["", "", "", "姓名", "手机"]]
    rows = [[at + 1, firm, address, person, mobile] for at, (firm, person, mobile, address) in enumerate(KNOWN)]
    assert read(rows_of(FORM, {"表": [*lines, *rows]})[0]) == KNOWN


@pytest.fixture
def coded():
    """A sheet with codes above its columns, and one that explains them."""
    words = [["字段", "类型", "含义"], *([f"F{at}", "TEXT", each] for at, each in enumerate(("企业名称", "联系人"), 1))]
    words += [["F3", "TEXT", "手机"], ["F4", "TEXT", "地址"], ["F5", "NUMBER", "注册资本，单位：万元"]]
    rows = [[*each, 100] for each in KNOWN]
    return {"数据": [["F1", "F2", "F3", "F4", "F5"], *rows], "字段说明": words}


def test_codes_above_columns_are_what_another_sheet_says_that_they_mean(rows_of, coded):
    entries, rows = rows_of(FORM, coded, ignore_unknown=True)
    assert (read(entries), rows.matches[0].header) == (KNOWN, "企业名称")


def test_a_column_may_be_named_by_its_code(rows_of, coded):
    entries, _ = rows_of(FORM, coded, names={"F2": ""}, ignore_unknown=True)
    assert {each.record.contact_name for each in entries} == {None}


@pytest.mark.parametrize("between", ["\n", "；"])
def test_facts_behind_labels_in_one_cell_have_columns_of_their_own(between, rows_of):
    labels = ("企业名称", "联系人", "手机", "地址")
    cells = [between.join(f"{label}：{fact}" for label, fact in zip(labels, each, strict=True)) for each in KNOWN]
    lines = [["序号", "企业信息"], *([at + 1, each] for at, each in enumerate(cells))]
    assert read(rows_of(FORM, {"表": lines})[0]) == KNOWN


def test_a_cell_with_other_words_among_facts_is_refused(rows_of):
    cells = [f"企业名称：{firm}\n联系人：{person}\n手机：{mobile}" for firm, person, mobile, _ in KNOWN]
    lines = [["序号", "企业信息"], *([at + 1, each] for at, each in enumerate(cells)), [5, "见附件，另行补报"]]
    *_, last = rows_of(FORM, {"表": lines})[0]
    assert [fault.note.code for fault in last.faults] == ["table.not_split"]


def test_a_sheet_without_a_header_goes_on_below_that_of_the_first(rows_of):
    head = ["企业名称", "联系人", "手机", "地址"]
    sheets = {"婺城": [head, *map(list, KNOWN[:2])], "金东": [*map(list, KNOWN[2:])]}
    assert read(rows_of(FORM, sheets)[0]) == KNOWN


RIGHTS = [("商标", "金朗", "7789325"), ("商标", "利盟", "9735198"), ("发明专利", "一种杯盖", "ZL201910544333.3")]


@pytest.mark.parametrize("layout", ["a column of kinds", "a sheet a kind"])
def test_rights_on_another_sheet_are_of_their_firms(layout, rows_of):
    firms = [["企业名称", "地址", "联络员"], *([firm, address, person] for firm, person, _, address in KNOWN)]
    sheets = {"企业": firms}
    if layout == "a column of kinds":
        rows = [[firm, *right, "有效"] for firm in FIRMS for right in RIGHTS]
        sheets |= {"清单": [["企业名称", "权利类型", "名称", "号码", "状态"], *rows]}
    else:
        kinds = ["发明", "实用新型", "外观设计", "发明"]
        patents = [[firm, *RIGHTS[2][1:], kind] for firm, kind in zip(FIRMS, kinds, strict=True)]
        marks = [[firm, *right[1:]] for firm in FIRMS for right in RIGHTS[:2]]
        sheets |= {"专利": [["企业名称", "专利名称", "专利号", "类型"], *patents]}
        sheets |= {"商标": [["企业名称", "商标", "注册号"], *marks]}
    entries, _ = rows_of(RECOMMENDATION, sheets, ignore_unknown=True)
    for entry in entries:
        (firm,) = entry.record.enterprises
        assert [(each.name, each.number) for each in firm.key_trademarks] == [each[1:] for each in RIGHTS[:2]]
        assert firm.key_patents == [RIGHTS[2][2]]
    assert len(entries) == len(FIRMS)


def test_statistics_behind_a_blank_column_are_of_no_applicant_and_told(rows_of):
    lines = [["企业名称", "联系人", "手机", "地址", "总人数", "", "县市区", "家数", "总人数"]]
    lines += [[*each, 50 + at] for at, each in enumerate(KNOWN * 2)]
    lines[1] += ["", "婺城", 3, 1200]
    entries, rows = rows_of(FORM, {"表": lines[:5]})
    assert (read(entries), [each.record.employees for each in entries]) == (KNOWN, [50, 51, 52, 53])
    assert rows.unused == ["表!1"]
