"""What stands above and below a list of applicants, and is of the office that sends it."""

from __future__ import annotations

import pytest

RECOMMENDATION, JINHUA = "jinhua-recommendation", "jinhua-application"
FIRMS = [f"金华市{name}工贸有限公司" for name in ("甲丙", "乙丁", "丙戊")]
LINES = [["企业名称", "企业地址", "联络人"], *([firm, "金华市临江东路3号", "范秀英"] for firm in FIRMS)]


@pytest.fixture
def said(rows_of):
    def found(above, below, lines=LINES, form=RECOMMENDATION):
        entries, rows = rows_of(form, {"表": [["推荐名单"], above, *lines, [], below]})
        return [entry.record for entry in entries if entry.record], rows

    return found


def test_the_office_above_a_list_and_who_made_it_below_are_on_each_form(said):
    records, rows = said(["推荐单位：兰溪市市场监督管理局"], ["填表人：徐静    填写日期：2022年5月30日"])
    found = {(each.recommending_unit, each.prepared_by, each.prepared_on) for each in records}
    assert found == {("兰溪市市场监督管理局", "徐静", "2022-05-30")} and len(records) == len(FIRMS)
    assert rows.derived == ["推荐单位（盖章）", "填表人", "填写日期"]


def test_a_blank_date_says_nothing_and_a_column_says_it_better(said):
    lines = [[*LINES[0], "推荐单位"], *([*line, "永康市市场监督管理局"] for line in LINES[1:])]
    records, rows = said(["推荐单位：金华市市场监督管理局"], ["填写日期：  年  月  日"], lines)
    assert {(each.recommending_unit, each.prepared_on) for each in records} == {("永康市市场监督管理局", None)}
    assert not rows.derived


def test_what_stands_above_a_list_is_of_no_applicant_with_a_form_of_its_own(said):
    lines = [["企业名称", "联系地址", "职工总数"], *([firm, "金华市临江东路3号", 80] for firm in FIRMS)]
    records, _ = said(["联系人：徐静"], ["手机：13800138000"], lines, JINHUA)
    assert {(each.contact_name, each.mobile) for each in records} == {(None, None)}
