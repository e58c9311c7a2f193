"""Tables with a row for each item of an entry, however they say what the entry is called."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """资助期间：{{ period }}
县（市、区） | 企业名称 | 专利资助（万元） | < | 资助额
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
BOTH = [("甲区", ["一厂", "二厂"], "3"), ("乙区", ["三厂"], "6")]


def entries(found):
    """The districts with their firms, and what each gets."""
    texts, districts = filled(found), []
    while firms := [
        texts[each]
        for each in texts
        if each.startswith(f"districts[{len(districts)}].firms") and each.endswith(".name")
    ]:
        at = f"districts[{len(districts)}]"
        districts.append((texts.get(f"{at}.name", ""), firms, texts.get(f"{at}.subtotal", "")))
    return districts


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
甲区 | 二厂 | 2 | 0 | 2
甲区小计 | < |  |  | 3
乙区 | 三厂 | 0 | 6 | 6
合计（乙区） | < |  |  | 6
合计 | 9 | < | < | <""",
            id="on each row, and before its sum",
        ),
        pytest.param(
            """序号 | 企业名称 | 资助额（万元） | 县（市、区） | 发明专利 | 其他专利
1 | 一厂 | 1 | 甲区 | 1 | 0
2 | 二厂 | 2 |  | 2 | 0
小计 | < | 3 |  | 3 | 0
3 | 三厂 | 6 | 乙区 | 0 | 6
小计 | < | 6 |  | 0 | 6
合计 | < | 9 |  | 3 | 6""",
            id="on the first row, in another order, with the sum of each column",
        ),
        pytest.param(
            """企业名称 | 发明专利 | 其他专利 | 资助额
一、甲区 | < | < | <
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
小计 | < | < | 3
二、乙区 | < | < | <
三厂 | 0 | 6 | 6
小计 | < | < | 6
合计 | < | < | 9""",
            id="over its items",
        ),
        pytest.param(
            """企业名称 | 发明专利 | 其他专利 | 资助额
县（市、区）：甲区 | < | < | <
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
小计 | < | < | 3
县（市、区）：乙区 | < | < | <
三厂 | 0 | 6 | 6
小计 | < | < | 6
合计 | < | < | 9""",
            id="over its items, with its label",
        ),
        pytest.param(
            """县（市、区）：甲区
企业名称 | 发明专利 | 其他专利 | 资助额
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
小计 | < | < | 3
（二）乙区
企业名称 | 发明专利 | 其他专利 | 资助额
三厂 | 0 | 6 | 6
小计 | < | < | 6
合计 | < | < | 9""",
            id="in a line over a table of its own",
        ),
        pytest.param(
            """地区及企业名称 | 专利资助（万元） | < | 资助额
^ | 发明 | 其他 | ^
甲区小计 | 3 | 0 | 3
其中：一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
乙区小计 | 0 | 6 | 6
其中：三厂 | 0 | 6 | 6
全市合计 | 3 | 6 | 9""",
            id="with its sum above",
        ),
        pytest.param(
            f"""{HEADER}合计 | < |  |  | 9
甲区 | 一厂 | 1 | 0 | 1
 | 二厂 | 2 | 0 | 2
 | 小计 |  |  | 3
乙区 | 三厂 | 0 | 6 | 6
 | 小计 |  |  | 6""",
            id="with the sum of all above them",
        ),
        pytest.param(
            """县（市、区） | 小计（万元） | 企业名称 | 发明专利 | 其他专利 | 资助额
甲区 | 3 | 一厂 | 1 | 0 | 1
^ | ^ | 二厂 | 2 | 0 | 2
乙区 | 6 | 三厂 | 0 | 6 | 6
合计 | 9 | < | < | < | <""",
            id="with its sum in a column",
        ),
        pytest.param(
            f"""资助汇总表
{HEADER}甲区 | 一厂 | 1 | 0 | 1
资助汇总表（续）
{HEADER}甲区 | 二厂 | 2 | 0 | 2
小计 | < | < | < | 3
乙区 | 三厂 | 0 | 6 | 6
小计 | < | < | < | 6
合计 | 9 | < | < | <""",
            id="in two tables",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
甲区 | 二厂 | 2 | 0 | 2
乙区 | 三厂 | 0 | 6 | 6

县（市、区） | 小计
甲区 | 3
乙区 | 6
合计 | 9""",
            id="with the sums in a table of their own",
        ),
        pytest.param(
            """县（市、区）：甲区    小计：3
企业名称 | 发明专利 | 其他专利 | 资助额
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
县（市、区）：乙区    小计：6
企业名称 | 发明专利 | 其他专利 | 资助额
三厂 | 0 | 6 | 6
合计 | < | < | 9""",
            id="in a line over a table, with its sum",
        ),
        pytest.param(
            """县（市、区） | 受资助企业 | 发明专利 | 其他专利 | 资助金额
甲区 | 一厂 | 1 | 0 | 1
^ | 二厂 | 2 | 0 | 2
小计：3 | < | < | < | <
乙区 | 三厂 | 0 | 6 | 6
小计：6 | < | < | < | <
合计：9 | < | < | < | <""",
            id="with its sum behind its label, below heads in other words",
        ),
        pytest.param(
            f"""资助期间：2023年1月至12月
{HEADER}一、甲区（2家） | < | < | < | <
1 | 一厂 | 1 | 0 | 1
2 | 二厂 | 2 | 0 | 2
小计 | < | < | < | 3
二、乙区（1家） | < | < | < | <
1 | 三厂 | 0 | 6 | 6
小计 | < | < | < | 6
合计 | 9 | < | < | <""",
            id="over its items, which are numbered where its name would be",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
同上 | 二厂 | 2 | 0 | 2
小计 | < | < | < | 3
乙区 | 三厂 | 0 | 6 | 6
小计 | < | < | < | 6
合计 | 9 | < | < | <""",
            id="as the one above",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1

{HEADER}甲区（续） | 二厂 | 2 | 0 | 2
小计 | < | < | < | 3
乙区 | 三厂 | 0 | 6 | 6
小计 | < | < | < | 6
合计 | 9 | < | < | <""",
            id="as one that goes on",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
 | 二厂 | 2 | 0 | 2
甲区2家企业，小计3 | < | < | < | <
乙区（小计：6） | 三厂 | 0 | 6 | 6
合计 | 9 | < | < | <""",
            id="with its sum at the end of a sentence, or in brackets",
        ),
        pytest.param(
            """县（市、区）：甲区
企业名称 | 发明专利 | 其他专利 | 资助额
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
小计：3
县（市、区）：乙区
企业名称 | 发明专利 | 其他专利 | 资助额
三厂 | 0 | 6 | 6
小计：6
合计：9""",
            id="in a line over a table, with its sum in one below",
        ),
        pytest.param(
            """县（市、区）/企业名称 | 发明专利 | 其他专利 | 资助额
甲区小计 | 3 | 0 | 3
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
乙区小计 | 0 | 6 | 6
三厂 | 0 | 6 | 6
全市合计 | 3 | 6 | 9""",
            id="below a head for both, with its sum above",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
甲区 | 二厂 | 2 | 0 | 2
乙区 | 三厂 | 0 | 6 | 6

县（市、区） | 企业数 | 小计
甲区 | 2 | 3
乙区 | 1 | 6
合计 | 3 | 9""",
            id="with the sums beside counts in a table of their own",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
 | 二厂 | 2 | 0 | 2
小计 |  | 2 | 0 | 3
乙区 | 三厂 | 0 | 6 | 6
小计 |  | 0 | 6 | 6
总计 | < | 3 | 6 | 9""",
            id="before a sum of all in another word",
        ),
        pytest.param(
            """编号 | 企业名称 | 专利资助（万元） | < | 资助额
^ | ^ | 发明专利 | 其他专利 | ^
1 | 甲区（小计：3万元） | < | < | <
1.1 | 一厂 | 1 | 0 | 1
1.2 | 二厂 | 2 | 0 | 2
2 | 乙区（小计：6万元） | < | < | <
2.1 | 三厂 | 0 | 6 | 6
合计 | 9 | < | < | <""",
            id="over them with its sum and a number",
        ),
        pytest.param(
            """企业名称 | 专利资助（万元） | < | 资助额
^ | 发明专利 | 其他专利 | ^
甲区 | < | < | <
1. 一厂 | 1 | 0 | 1
2. 二厂 | 2 | 0 | 2
小计 | < | < | 3
乙区 | < | < | <
3. 三厂 | 0 | 6 | 6
小计 | < | < | 6
合计 | 9 | < | <""",
            id="over items that are numbered through",
        ),
        pytest.param(
            """县（市、区）/企业名称 | 专利资助（万元） | < | 资助额
^ | 发明专利 | 其他专利 | ^
甲区 | < | < | 3
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
乙区 | < | < | 6
三厂 | 0 | 6 | 6
合计 | 9 | < | <""",
            id="over them in the column of both, with its sum",
        ),
        pytest.param(
            """县（市、区） | 甲区 | < | 乙区
企业名称 | 一厂 | 二厂 | 三厂
发明专利 | 1 | 2 | 0
其他专利 | 0 | 0 | 6
资助额 | 1 | 2 | 6
小计 | 3 | < | 6
合计 | 9 | < | <""",
            id="over the columns of its items",
        ),
        pytest.param(
            """
县（市、区） | 甲区 | 小计 | 3
企业名称 | 发明专利 | 其他专利 | 资助额
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2

县（市、区） | 乙区 | 小计 | 6
企业名称 | 发明专利 | 其他专利 | 资助额
三厂 | 0 | 6 | 6

合计 | 9""",
            id="in a row of labels over the header of its table",
        ),
        pytest.param(
            """县（市、区） | 企业名称 | 专利资助（万元） | 资助额
甲区 | 一厂 | 发明专利1，其他专利0 | 1
甲区 | 二厂 | 发明专利2，其他专利0 | 2
小计 | < | < | 3
乙区 | 三厂 | 发明专利0，其他专利6 | 6
小计 | < | < | 6
合计 | 9 | < | <""",
            id="on each row, two columns of which are one",
        ),
        pytest.param(
            """县（市、区） | 企业名称 | 发明专利
甲区 | 一厂 | 1
^ | 二厂 | 2
乙区 | 三厂 | 0

企业名称 | 其他专利 | 资助额
一厂 | 0 | 1
二厂 | 0 | 2
三厂 | 6 | 6

县（市、区） | 企业数 | 小计
甲区 | 2 | 3
乙区 | 1 | 6
合计 | 3 | 9""",
            id="in the first of two tables that say the same items",
        ),
        pytest.param(
            """甲区
企业名称 | 发明专利 | 其他专利 | 资助额
一厂 | 1 | 0 | 1
二厂 | 2 | 0 | 2
小计 | < | < | 3
乙区
企业名称 | 发明专利 | 其他专利 | 资助额
三厂 | 0 | 6 | 6
小计 | < | < | 6
合计：9""",
            id="alone on a line over each table",
        ),
        pytest.param(
            f"""{HEADER}合计 | < | 3 | 6 | 9
甲区 | 小计 | 3 | 0 | 3
^ | 一厂 | 1 | 0 | 1
^ | 二厂 | 2 | 0 | 2
乙区 | 小计 | 0 | 6 | 6
^ | 三厂 | 0 | 6 | 6""",
            id="beside its sum over its items",
        ),
        pytest.param(
            """项目 | 甲区 | < | 乙区
企业名称 | 一厂 | 二厂 | 三厂
发明专利 | 1 | 2 | 0
其他专利 | 0 | 0 | 6
资助额 | 1 | 2 | 6
小计 | 3 | < | 6
合计 | 9 | < | <""",
            id="over the columns of its items, beside another word",
        ),
        pytest.param(
            f"""{HEADER}甲区 | 一厂 | 1 | 0 | 1
甲区 | 二厂 | 2 | 0 | 2
乙区 | 三厂 | 0 | 6 | 6

各县（市、区）小计：甲区3，乙区6
合计：9""",
            id="with all sums in a line by their names",
        ),
        pytest.param(
            """序号 | 县区 | 单位名称 | 其他专利资助 | 资助额 | 发明专利资助
1 | 甲区 | 一厂 | 0 | 1 | 1
2 | ^ | 二厂 | 0 | 2 | 2
甲区小计 | < | < |  | 3 |
3 | 乙区 | 三厂 | 6 | 6 | 0
乙区小计 | < | < |  | 6 |
合计 | 9 | < | < | < | <""",
            id="below heads in other words behind a number, its sum over half of the columns",
        ),
    ],
)
def test_an_entry_has_its_items_and_its_sum(table):
    found = match(FORM, f"{table}\n填表人：王五")
    texts = filled(found)
    assert [(name, own, total.removesuffix("万元")) for name, own, total in entries(found)] == BOTH
    assert [texts[f"districts[{at}].firms[0].{name}"] for at in range(2) for name in ("invention", "other")] == list(
        "1006"
    )
    assert (texts["total"], texts["by"]) == ("9", "王五")
    assert [path for path in texts if not found.fields.found[path].is_confirmed] == []


@pytest.mark.parametrize("words", ["全市", "累计", "全市总计", "全市合计（2个县区，3家企业）", "资助总额"])
def test_what_is_summed_over_all_entries_is_none_of_them_whatever_it_is_called(words):
    rows = "甲区 | 一厂 | 1 | 0 | 1\n^ | 二厂 | 2 | 0 | 2\n小计 | < | 3 | 0 | 3"
    rows += "\n乙区 | 三厂 | 0 | 6 | 6\n小计 | < | 0 | 6 | 6"
    total = f"{words} | < | 3 | 6 | 9"
    for table in (f"{rows}\n{total}", f"{total}\n{rows}"):
        found = match(FORM, f"{HEADER}{table}\n填表人：王五")
        assert entries(found) == BOTH and filled(found)["total"] == "9"


def test_a_row_of_sums_over_the_columns_of_names_is_that_of_an_entry_but_less_sure():
    rows = "甲区 | < | 3 | 0 | 3\n甲区 | 一厂 | 1 | 0 | 1\n甲区 | 二厂 | 2 | 0 | 2"
    rows += "\n乙区 | < | 0 | 6 | 6\n乙区 | 三厂 | 0 | 6 | 6"
    found = match(FORM, f"{HEADER}{rows}\n合计 | 9 | < | < | <\n填表人：王五")
    assert entries(found) == BOTH
    assert found.fields.found["districts[0].subtotal"].likeness < 0.9


def test_what_is_said_of_all_in_a_row_of_cells_is_no_entry():
    rows = "甲区 | 一厂 | 1 | 0 | 1\n小计 | < | < | < | 1\n合计：1 | < | 比上年增长：3% | < | <"
    assert entries(match(FORM, f"{HEADER}{rows}\n填表人：王五")) == [("甲区", ["一厂"], "1")]


def test_what_stands_below_a_head_in_other_words_is_less_sure():
    rows = HEADER.replace("企业名称", "受资助企业") + "甲区 | 一厂 | 1 | 0 | 1\n小计 | < | < | < | 1\n"
    found = match(FORM, f"{rows}{SUM}").fields.found
    assert found["districts[0].firms[0].name"].likeness < found["districts[0].firms[0].amount"].likeness


def test_a_column_that_the_document_has_not_is_no_blank():
    rows = "县（市、区） | 企业名称 | 发明专利 | 资助额\n甲区 | 一厂 | 1 | 1\n小计 | < | < | 1\n合计 | < | < | 9"
    found, other = match(FORM, f"{rows}\n填表人：王五").fields, "districts[0].firms[0].other"
    assert found.texts["districts[0].firms[0].amount"] == "1"
    assert other not in found.texts or not found.found[other].is_confirmed


def test_items_without_what_they_are_called_are_not_confirmed():
    rows = "县（市、区） | 发明专利 | 其他专利 | 资助额 | 联系人\n甲区 | 1 | 0 | 1 | 王五\n小计 | < | < | 1 | "
    found = match(FORM, f"{rows}\n填表人：王五").fields.found
    assert not any(each.is_confirmed for path, each in found.items() if path.startswith("districts[0].firms"))


def test_entries_without_the_row_below_them_are_apart():
    rows = "甲区 | 一厂 | 1 | 0 | 1\n甲区 | 二厂 | 2 | 0 | 2\n乙区 | 三厂 | 0 | 6 | 6\n"
    assert entries(match(FORM, f"{HEADER}{rows}{SUM}")) == [(name, firms, "") for name, firms, _ in BOTH]


@pytest.mark.parametrize("head", ["小计", "金额合计"])
def test_what_each_item_has_below_a_sum_is_what_the_form_sums_but_less_sure(head):
    table = f"县（市、区） | 企业名称 | 发明专利 | 其他专利 | {head}\n甲区 | 一厂 | 1 | 0 | 1\n^ | 二厂 | 2 | 0 | 2"
    table += "\n甲区合计 | < | 3 | 0 | 3"
    found = match(FORM, f"{table}\n{SUM}").fields
    amounts = [f"districts[0].firms[{at}].amount" for at in range(2)]
    assert [found.texts[path] for path in amounts] == ["1", "2"] and found.texts["districts[0].subtotal"] == "3"
    assert all(found.found[path].likeness < 0.9 for path in amounts)


def test_a_sum_that_one_entry_alone_has_leaves_no_sure_blank():
    found = match(FORM, f"{HEADER}甲区 | 一厂 | 1 | 0 | 1\n小计 | < | < | < | 1\n乙区 | 三厂 | 0 | 6 | 6\n{SUM}").fields
    assert not found.texts.get("districts[1].subtotal") and found.found["districts[1].subtotal"].likeness < 0.9


def test_what_the_form_does_not_ask_is_told():
    rows = "县（市、区） | 企业名称 | 发明专利 | 其他专利 | 资助额 | 备注\n甲区 | 一厂 | 1 | 0 | 1 | 补发\n"
    assert "补发" in unassigned(match(FORM, f"{rows}小计 | < | < | < | 1 | \n{SUM}"))


def test_what_stands_over_the_header_stays():
    form = FORM.replace("填表人：{{ by }}", "").strip() + "\n单位 | {{ unit }} | < | < | <\n填表人：{{ by }}"
    table = f"单位 | 甲局 | < | < | <\n{HEADER}甲区 | 一厂 | 1 | 0 | 1\n小计 | < | < | < | 1\n{SUM}"
    assert filled(match(form, table))["unit"] == "甲局"


PRODUCTS = """{%tr for p in products %} | < | < | <
产品名称 | {{ p.name }} | 占比 | {{ p.share }}
投产时间 | {{ p.launched }} | < | <
专利号 | 专利名称 | < | 专利类型
{%tr for x in p.patents %} | < | < | <
{{ x.number }} | {{ x.name }} | < | {{ x.kind }}
{%tr endfor %} | < | < | <
{%tr endfor %} | < | < | <
填表人：{{ by }}"""


def of_kind(path, text):
    """What numbers and kinds of patents are; a name may be anything else."""
    kinds = {"number": text.startswith("ZL"), "kind": text in ("发明", "实用新型")}
    own = path.rpartition(".")[2]
    return (1.0 if kinds[own] else -1.0) if own in kinds else -1.0 if any(kinds.values()) else 0.0


@pytest.mark.parametrize(
    "tables",
    [
        """产品名称 | 占比 | 专利号 | 专利名称 | 专利类型
轴承 | 40% | ZL1 | 一种装置 | 发明
轴承 | 40% | ZL2 | 二种装置 | 实用新型
齿轮 | 12% | ZL3 | 三种装置 | 发明""",
        """序号 | 产品名称 | 占比 | 投产时间
1 | 轴承 | 40% | 2020.1
2 | 齿轮 | 12% |
产品对应专利：
产品名称 | 专利名称 | 专利号 | 专利类型
轴承 | 一种装置 | ZL1 | 发明
^ | 二种装置 | ZL2 | 实用新型
齿轮 | 三种装置 | ZL3 | 发明""",
        """序号 | 产品名称 | 占比 | 投产时间
1 | 轴承 | 40% | 2020.1
2 | 齿轮 | 12% |
（二）上述产品的专利 | < | < | <
所属产品 | 专利名称 | 专利号 | 专利类型
轴承 | 一种装置 | ZL1 | 发明
轴承 | 二种装置 | ZL2 | 实用新型
齿轮 | 三种装置 | ZL3 | 发明""",
        """产品名称 | 占比 | 投产时间
轴承 | 40% | 2020.1
齿轮 | 12% |

对应产品 | 专利号 | 专利名称 | 专利类型
PS01 | ZL1 | 一种装置 | 发明
轴承 | ZL2 | 二种装置 | 实用新型
2 | ZL3 | 三种装置 | 发明""",
        """序号 | 产品名称 | 占比 | 投产时间
1 | 轴承 | 40% | 2020.1
2 | 齿轮 | 12% |
（1）轴承的专利：
专利号 | 专利名称 | 专利类型
ZL1 | 一种装置 | 发明
ZL2 | 二种装置 | 实用新型
（2）齿轮的专利：
专利号 | 专利名称 | 专利类型
ZL3 | 三种装置 | 发明""",
        """序号 | 产品名称 | 占比 | 投产时间
1 | 轴承 | 40% | 2020.1
^ | 专利号 | 专利名称 | 专利类型
^ | ZL1 | 一种装置 | 发明
^ | ZL2 | 二种装置 | 实用新型
2 | 齿轮 | 12% |
^ | 专利号 | 专利名称 | 专利类型
^ | ZL3 | 三种装置 | 发明""",
        """项目 | 产品一 | 产品二
产品名称 | 轴承 | 齿轮
占比 | 40% | 12%
投产时间 | 2020.1 |

产品 | 专利号 | 专利名称 | 专利类型
产品一 | ZL1 | 一种装置 | 发明
产品一 | ZL2 | 二种装置 | 实用新型
产品二 | ZL3 | 三种装置 | 发明""",
        """序号 | 产品名称 | 占比 | 投产时间
1 | 轴承 | 40% | 2020.1
2 | 齿轮 | 12% |
轴承：ZL1，一种装置，发明
轴承：ZL2，二种装置，实用新型
齿轮：ZL3，三种装置，发明""",
        """产品名称 | 轴承 | 齿轮
占比 | 40% | 12%
专利号 | ZL1⏎ZL2 | ZL3
专利名称 | 一种装置⏎二种装置 | 三种装置
专利类型 | 发明⏎实用新型 | 发明""",
        """情况 | 产品一 | 产品二
产品名称 | 轴承 | 齿轮
占比 | 40% | 12%
专利1（专利号、名称、类型） | ZL1⏎一种装置⏎发明 | ZL3⏎三种装置⏎发明
专利2（专利号、名称、类型） | ZL2⏎二种装置⏎实用新型 | """,
        """产品⏎情况 | 序号 | 产品名称 | 占比 | 对应专利 | < | <
^ | ^ | ^ | ^ | 专利号 | 专利名称 | 专利类型
^ | 1 | 轴承 | 40% | ZL1 | 一种装置 | 发明
^ | ^ | ^ | ^ | ZL2 | 二种装置 | 实用新型
^ | 2 | 齿轮 | 12% | ZL3 | 三种装置 | 发明""",
        """产品名称 | 占比 | 专利号 | 专利名称 | 专利类型
轴承 | 40% | 专利号：ZL1 | 专利名称：一种装置 | 发明
轴承 | 40% | 专利号：ZL2 | 二种装置 | 实用新型
齿轮 | 12% | 专利号：ZL3 | 三种装置 | 发明""",
        """序号 | 产品名称 | 占比 | 专利
1 | 轴承 | 40% | ZL1，一种装置，发明⏎ZL2，二种装置，实用新型
2 | 齿轮 | 12% | ZL3，三种装置，发明""",
    ],
)
def test_entries_that_the_form_has_over_their_items_may_have_a_row_for_each(tables):
    found = match(PRODUCTS, f"{tables}\n填表人：王五", fits=of_kind)
    texts = filled(found)
    assert [texts[f"products[{at}].{name}"] for at in range(2) for name in ("name", "share")] == [
        "轴承",
        "40%",
        "齿轮",
        "12%",
    ]
    assert all(found.fields.found[path].is_confirmed for path in texts)
    numbers = {path: text for path, text in texts.items() if path.endswith("number")}
    assert [*numbers.values()] == ["ZL1", "ZL2", "ZL3"] and "products[1].patents[0].number" in numbers


def test_a_table_of_items_may_begin_in_the_row_of_its_entry():
    rows = """产品名称 | 占比 | 相关专利 | < | <
轴承 | 40% | 专利号 | 专利名称 | 专利类型
^ | ^ | ZL1 | 一种装置 | 发明
^ | ^ | ZL2 | 二种装置 | 实用新型
齿轮 | 12% | 专利号 | 专利名称 | 专利类型
^ | ^ | ZL3 | 三种装置 | 发明"""
    texts = filled(match(PRODUCTS, f"{rows}\n填表人：王五", fits=of_kind))
    assert (texts["products[0].name"], texts["products[1].share"]) == ("轴承", "12%")
    assert [text for path, text in texts.items() if path.endswith("number")] == ["ZL1", "ZL2", "ZL3"]
    assert texts["products[1].patents[0].kind"] == "发明"


@pytest.mark.parametrize(
    "row", ["ZL1⏎ZL2 | 一种装置⏎二种装置 | 发明实用新型", "ZL12345678.1ZL12345678.2 | 一种装置一种用法 | 发明⏎实用新型"]
)
def test_what_a_page_has_joined_are_the_lines_that_stand_beside_it(row):
    table = f"产品名称 | 占比 | 专利号 | 专利名称 | 专利类型\n轴承 | 40% | {row}\n填表人：王五"
    texts = filled(match(PRODUCTS, table, fits=of_kind))
    items = [[texts[f"products[0].patents[{at}].{key}"] for key in ("number", "name", "kind")] for at in range(2)]
    assert [item[2] for item in items] == ["发明", "实用新型"]
    assert items[1][:2] in (["ZL2", "二种装置"], ["ZL12345678.2", "一种用法"])


def test_a_number_beside_a_name_of_two_lines_is_one():
    table = f"{HEADER}甲区 | 一厂⏎有限公司 | 1.5 | 0 | 1.5\n{SUM}"
    texts = filled(match(FORM, table, fits=lambda _, text: float(text[:1].isdigit())))
    assert texts["districts[0].firms[0].invention"] == "1.5"


def test_cells_with_several_items_whose_lines_do_not_tell_them_apart_are_not_sure():
    row = "轴承 | 40% | ZL201920756020.X⏎ZL202023108196.6 | 一种装置⏎及其⏎用法 | 发明"
    found = match(PRODUCTS, f"产品名称 | 占比 | 专利号 | 专利名称 | 专利类型\n{row}\n填表人：王五", fits=of_kind).fields
    assert all(each.likeness < 0.9 for path, each in found.found.items() if path.endswith("].name") and "pat" in path)


KINDS = """县（市、区） | 企业名称 | 申报类别 | 资助额
{%tr for d in districts %} | < | < | <
{%tr for f in d.firms %} | < | < | <
{% vm %}{{ d.name }} | {{ f.name }} | {{ f.first }} | {{ f.amount }}
{%tr endfor %} | < | < | <
小计 | < | < | {{ d.subtotal }}
{%tr endfor %} | < | < | <
填表人：{{ by }}"""


@pytest.mark.parametrize(
    ("heads", "values", "texts"),
    [
        ("是否首次申报", ("是", "否"), ["首次申报", "非首次申报"]),
        ("是否为首次", ("☑是 □否", "□是 ☑否"), ["首次", "非首次"]),
        ("首次申报 | 后续申报", ("√ | ", " | √"), ["√首次申报 □后续申报", "□首次申报 √后续申报"]),
    ],
)
def test_columns_may_say_an_option_of_what_the_form_asks_for(heads, values, texts):
    def fits(path, text):
        return 1.0 if path.endswith("first") and text.removesuffix("申报") in ("首次", "后续") else 0.0

    rows = "甲区 | 一厂 | {} | 1\n甲区 | 二厂 | {} | 2\n小计 | < | < | 3".format(*values)
    found = filled(match(KINDS, f"县（市、区） | 企业名称 | {heads} | 资助额\n{rows}\n填表人：王五", fits=fits))
    assert [found[f"districts[0].firms[{at}].first"] for at in range(2)] == texts


def test_a_head_in_short_is_one_that_its_column_is_less_sure_of():
    rows = "产品名称 | 比例 | 专利号 | 专利名称 | 专利类型\n轴承 | 40% | ZL1 | 一种装置 | 发明"
    form = PRODUCTS.replace("占比", "占总收入比例")
    for said in ("占比", "占收比例"):
        found = match(form, f"{rows.replace('比例', said)}\n填表人：王五", fits=of_kind).fields
        assert found.texts["products[0].share"] == "40%" and found.found["products[0].share"].likeness < 0.9


def test_what_a_name_has_in_brackets_is_the_option_that_no_column_asks_for():
    table = (
        "县（市、区） | 企业名称（申报类别） | 资助额\n甲区 | 一厂（首次） | 1\n甲区 | 二厂（集团） | 2\n填表人：王五"
    )
    texts = filled(
        match(KINDS, table, fits=lambda path, text: float(path.endswith("first") and text in ("首次", "后续")))
    )
    assert (texts["districts[0].firms[0].name"], texts["districts[0].firms[0].first"]) == ("一厂", "首次")
    assert texts["districts[0].firms[1].name"] == "二厂（集团）"


def test_items_for_which_a_document_does_not_ask_are_no_blank():
    found = match(PRODUCTS, "产品名称 | 占比 | 投产时间\n轴承 | 40% | 2020.1\n填表人：王五", fits=of_kind).fields
    assert not any(found.found[path].is_confirmed for path in found.found if ".patents[" in path)


def test_a_header_that_comes_again_in_a_table_is_no_entry():
    header = "序号 | 产品名称 | 占比 | 专利号 | 专利名称 | 专利类型"
    rows = [f"{at} | {name} | 4% | ZL{at} | 某装置 | 发明" for at, name in enumerate(("轴承", "齿轮"), 1)]
    found = match(PRODUCTS, f"{header}\n{rows[0]}\n{header}\n{rows[1]}\n填表人：王五", fits=of_kind)
    assert all(found.fields.found[path].is_confirmed for path in filled(found))


def test_sums_for_which_a_document_does_not_ask_are_no_sure_blank():
    rows = "甲区 | 一厂 | 1 | 0 | 1\n乙区 | 三厂 | 0 | 6 | 6\n合计 | 7 | < | < | <"
    found = match(FORM, f"{HEADER}{rows}\n填表人：王五").fields.found
    assert found["districts[0].subtotal"].likeness < 0.9 < found["districts[0].firms[0].amount"].likeness


def test_items_of_something_else_than_the_entries_are_not_sure():
    products = "产品名称 | 占比 | 投产时间\n轴承 | 40% | 2020.1\n齿轮 | 12% | "
    patents = "所属产品 | 专利号 | 专利名称 | 专利类型\n甲 | ZL1 | 一种装置 | 发明"
    found = match(PRODUCTS, f"{products}\n\n{patents}\n填表人：王五", fits=of_kind).fields.found
    assert all(each.likeness < 0.9 for path, each in found.items() if path.endswith("number"))


def test_items_in_a_table_that_does_not_say_whose_they_are_are_not_sure():
    products = "产品名称 | 占比 | 投产时间\n轴承 | 40% | 2020.1\n齿轮 | 12% | "
    patents = "专利号 | 专利名称 | 专利类型\nZL1 | 一种装置 | 发明"
    found = match(PRODUCTS, f"{products}\n\n{patents}\n填表人：王五", fits=of_kind).fields
    numbers = [found.found[path] for path in found.texts if path.endswith("number")]
    assert [each.likeness < 0.9 for each in numbers] == [True]


def test_how_many_items_an_entry_has_is_no_part_of_its_name():
    rows = ("甲区（2家） | 一厂 | 1 | 1 | 2", "^ | 二厂 | 1 | 1 | 2", "小计 | < | < | < | 4")
    assert entries(match(FORM, f"{HEADER}{chr(10).join(rows)}\n{SUM}")) == [("甲区", ["一厂", "二厂"], "4")]


def test_a_name_that_ends_with_a_bracket_is_no_sum():
    rows = ("甲（甲） | 一厂 | 1 | 1 | 2", "小计 | < | < | < | 2", "乙区 | 二厂 | 1 | 1 | 1", "小计 | < | < | < | 1")
    found = match(FORM, f"{HEADER}{chr(10).join(rows)}\n{SUM}")
    assert entries(found) == [("甲（甲）", ["一厂"], "2"), ("乙区", ["二厂"], "1")]


@pytest.mark.parametrize(
    ("title", "name"), [("甲区（3家，小计3万元）", "甲区"), ("甲区（小计另计）", "甲区（小计另计）")]
)
def test_a_title_that_says_a_sum_is_no_sure_name_if_that_cannot_be_read(title, name):
    header = HEADER.replace("县（市、区） | ", "").replace("^ | ^ | 发明", "^ | 发明")
    found = match(
        FORM, f"{header}{title} | < | < | <\n一厂 | 1 | 0 | 1\n二厂 | 2 | 0 | 2\n合计 | 9 | < | <\n填表人：王五"
    ).fields
    assert found.texts["districts[0].name"] == name
    assert (found.texts.get("districts[0].subtotal") == "3万元") == (name == "甲区")
    assert (found.found["districts[0].name"].likeness < 0.9) == (name != "甲区")


def test_a_name_that_comes_again_behind_its_sum_is_another_entry():
    rows = ("甲区 | 一厂 | 1 | 1 | 2", "小计 | < | < | < | 2", "甲区 | 二厂 | 1 | 1 | 1", "小计 | < | < | < | 1")
    found = match(FORM, f"{HEADER}{chr(10).join(rows)}\n{SUM}")
    assert entries(found) == [("甲区", ["一厂"], "2"), ("甲区", ["二厂"], "1")]
