"""A unit of money that is said once for a table."""

from __future__ import annotations

import pytest

from tests.examples.plugin_forms import FORMS
from tests.matching.sheet_notation import matcher, sheet

SUMMARY = next(form for form in FORMS if "districts" in form.model.__pydantic_fields__)
TABLE = """县（市、区） | 企业名称 | 申报类别 | 发明专利 | 其他专利 | 商标 | 资助额
甲区 | 一厂 | 首次 | 30,000 | 0 | 5000 | 35,000
小计 | < | < | < | < | < | 35,000
合计 | 35000 | < | < | 比上年增长 | 3% | <"""


@pytest.mark.parametrize("unit", ["单位：元", "填报单位：甲局    资助期间：2025年（单位：元）", "金额单位: 人民币元"])
def test_amounts_are_read_in_the_unit_that_is_said_above_their_table(unit):
    found = SUMMARY.matcher.match(sheet(f"{unit}\n{TABLE}\n填表人：王五")).fields.found
    labels = {
        path: found[path].label_text for path in ("districts[0].firms[0].invention", "districts[0].subtotal", "total")
    }
    assert [label.endswith("（元）") for label in labels.values()] == [True, True, True]
    assert not found["growth"].label_text.endswith("（元）")


@pytest.mark.parametrize(
    ("head", "note"),
    [
        ("发明专利（元） | 其他专利（元） | 商标（元） | 资助额（元）", ""),
        ("资助金额（元） | < | < | <\n^ | ^ | ^ | 发明专利 | 其他专利 | 商标 | 资助额", ""),
        ("发明专利 | 其他专利 | 商标 | 资助额", "注：以上金额单位均为元。"),
    ],
)
def test_the_unit_may_be_said_in_heads_over_them_or_below_the_table(head, note):
    rows = TABLE.split("\n", 1)[1]
    table = f"县（市、区） | 企业名称 | 申报类别 | {head}\n{rows}\n{note}"
    found = SUMMARY.matcher.match(sheet(f"填报单位：甲局\n{table}\n填表人：王五")).fields.found
    paths = ("districts[0].firms[0].invention", "districts[0].firms[0].amount", "districts[0].subtotal", "total")
    assert [found[path].label_text[-3:] for path in paths] == ["（元）"] * 4


@pytest.mark.parametrize("head", ["指标（元） | 2023年 | 2024年", "指标 | 近两年（元） | <\n^ | 2023年 | 2024年"])
def test_a_head_over_or_beside_years_says_the_unit_of_all_below(head):
    form = "指标 | {{ one }} | {{ two }}\n营业收入（万元） | {{ a }} | {{ b }}\n填表人：{{ by }}"
    money = matcher(form, fits=lambda path, text: float(text == "5000元") if path in "ab" else -1.0)
    found = money.match(sheet(f"{head}\n营业收入 | 50000 | 60000\n填表人：王五")).fields.found
    assert found["a"].label_text == "营业收入（元）"


def test_an_amount_in_a_unit_of_its_own_says_none_of_another():
    high_tech = next(form for form in FORMS if "rd_total" in form.model.__pydantic_fields__)
    rows = "企业名称 | 甲公司 | 纳税额（元） | 30000\n职工总数 | 20 | 研发费用 | 500"
    blocks = high_tech.matcher.match(sheet(f"{rows}\n联系电话 | 1 | < | <")).fields.found
    assert all("元" not in each.label_text for each in blocks.values())


def test_heads_that_say_other_units_say_none_of_their_sums():
    head = "县（市、区） | 企业名称 | 申报类别 | 发明专利（元） | 其他专利（千元） | 商标 | 资助额"
    found = SUMMARY.matcher.match(sheet(f"{head}\n{TABLE.split(chr(10), 1)[1]}\n填表人：王五")).fields.found
    assert "元" not in found["total"].label_text


def test_a_sum_over_a_column_has_the_unit_of_what_it_sums():
    high_tech = next(form for form in FORMS if "rd_total" in form.model.__pydantic_fields__)
    rows = "指标 | 2023年 | 2024年 | 2025年 | 研发费用合计\n营业收入 | 70000 | 80000 | 90000 | ——"
    rows += "\n净利润 | 1 | 2 | 3 | ——\n研发费用 | 10000 | 20000 | 30000 | 60000"
    found = high_tech.matcher.match(sheet(f"单位：元\n{rows}\n三、高新技术产品（服务）\n产品（服务）名称 | 甲")).fields
    assert (found.texts["rd_total"], found.found["rd_total"].label_text) == ("60000", "研发费用合计（元）")


def test_the_unit_of_the_form_is_no_part_of_what_is_said_before_it():
    line = "填报单位：甲局　　资助期间：2025年第二季度　　金额单位：万元"
    assert SUMMARY.matcher.match(sheet(f"{line}\n{TABLE}\n填表人：王五")).fields.texts["period"] == "2025年第二季度"


def test_the_unit_of_the_form_changes_nothing():
    found = SUMMARY.matcher.match(sheet(f"单位：元\n单位：万元\n{TABLE}\n填表人：王五")).fields.found
    assert found["total"].label_text == "合计"
