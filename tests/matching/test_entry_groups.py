"""Entries of several rows whose name stands on each of them."""

from __future__ import annotations

from tests.matching.sheet_notation import filled, match

FORM = """县（市、区） | 企业名称 | 专利资助（万元） | < | 资助额
^ | ^ | 发明专利 | 其他专利 | ^
{%tr for d in districts %} | < | < | < | <
{%tr for f in d.firms %} | < | < | < | <
{% vm %}{{ d.name }} | {{ f.name }} | {{ f.invention }} | {{ f.other }} | {{ f.amount }}
{%tr endfor %} | < | < | < | <
小计 | < | < | < | {{ d.subtotal }}
{%tr endfor %} | < | < | < | <
合计 | {{ total }} | < | < | <
填表人：{{ by }}"""
HEADER = "县（市、区） | 企业名称 | 专利资助（万元） | < | 资助额\n^ | ^ | 发明专利 | 其他专利 | ^\n"
SUM = "合计 | 9 | < | < | <\n填表人：王五"


def names(found):
    """The districts with their firms, and what each gets."""
    texts, districts = filled(found), []
    while name := texts.get(f"districts[{len(districts)}].name"):
        at = f"districts[{len(districts)}]"
        firms = [texts[path] for path in texts if path.startswith(f"{at}.firms") and path.endswith(".name")]
        districts.append((name, firms, texts.get(f"{at}.subtotal", "")))
    return districts


def test_a_name_on_each_row_is_one_entry_s_and_may_stand_before_its_sum():
    rows = "甲区 | 一厂 | 1 | 0 | 1\n甲区 | 二厂 | 2 | 0 | 2\n甲区小计 | < |  |  | 3\n乙区 | 三厂 | 0 | 6 | 6\n"
    found = match(FORM, f"{HEADER}{rows}合计（乙区） | < |  |  | 6\n{SUM}")
    assert names(found) == [("甲区", ["一厂", "二厂"], "3"), ("乙区", ["三厂"], "6")]
    assert (filled(found)["total"], filled(found)["by"]) == ("9", "王五")


def test_entries_without_the_row_below_them_are_apart():
    rows = "甲区 | 一厂 | 1 | 0 | 1\n甲区 | 二厂 | 2 | 0 | 2\n乙区 | 三厂 | 0 | 6 | 6\n丙区 | 四厂 | 0 | 0 | 0\n"
    found = match(FORM, f"{HEADER}{rows}{SUM}")
    assert names(found) == [("甲区", ["一厂", "二厂"], ""), ("乙区", ["三厂"], ""), ("丙区", ["四厂"], "")]
    assert filled(found)["districts[1].firms[0].other"] == "6"


def test_a_header_of_one_row_has_the_group_before_its_columns():
    header = "县（市、区） | 企业名称 | 专利资助（万元）发明专利 | 专利资助（万元）其他专利 | 资助额\n"
    first = f"（一）甲区\n{header}甲区 | 一厂 | 1 | 5 | 6\n小计 | < | < | < | 6\n"
    found = match(FORM, f"{first}（二）乙区\n{header}乙区 | 二厂 | 2 | 0 | 2\n小计 | < | < | < | 2\n{SUM}")
    texts = filled(found)
    assert [texts[f"districts[{at}].firms[0].invention"] for at in range(2)] == ["1", "2"]
    assert [texts[f"districts[{at}].firms[0].other"] for at in range(2)] == ["5", "0"]


def test_a_table_below_its_title_and_a_sign_that_it_goes_on_is_one_with_that_above():
    first = f"资助汇总表\n{HEADER}甲区 | 一厂 | 1 | 0 | 1\n甲区 | 二厂 | 2 | 0 | 2\n资助汇总表（续）\n"
    found = match(FORM, f"{first}{HEADER}甲区 | 三厂 | 0 | 6 | 6\n小计 | < | < | < | 9\n{SUM}")
    assert names(found) == [("甲区", ["一厂", "二厂", "三厂"], "9")]
