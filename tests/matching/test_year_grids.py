"""Facts of several years, in whatever grid a document has them."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """指标 | {{ f[0].year }} | {{ f[1].year }} | {{ f[2].year }} | 研发费用合计
营业收入 | {{ f[0].revenue }} | {{ f[1].revenue }} | {{ f[2].revenue }} | ——
研发费用 | {{ f[0].spent }} | {{ f[1].spent }} | {{ f[2].spent }} | {{ total }}
填表人：{{ by }}"""
YEARS = {
    **{f"f[{at}].year": f"{2023 + at}年" for at in range(3)},
    **{f"f[{at}].revenue": text for at, text in enumerate(("10", "", "30"))},
    **{f"f[{at}].spent": text for at, text in enumerate(("1", "2", ""))},
    "total": "3",
    "by": "王五",
}


@pytest.mark.parametrize(
    "table",
    [
        "指标 | 2023年 | 2024年 | 2025年 | 合计\n营业收入 | 10 |  | 30 | /\n研发费用 | 1 | 2 |  | 3",
        "年度 | 2023年 | 2024年 | 2025年\n研发费用（万元） | 1 | 2 | \n营业收入 | 10 |  | 30\n研发费用合计 | 3 | < | <",
        """指标 | 近三年 | < | < | 研发费用合计
^ | 2023年 | 2024年 | 2025年 | ^
营业收入 | 10 |  | 30 | —
研发费用 | 1 | 2 |  | 3""",
        """指标 | 近三年（万元） | < | < | 研发费用合计（三年）
^ | 2023年 | 2024年 | 2025年 | ^
营业收入 | 10 |  | 30 | 3
研究开发费用 | 1 | 2 |  | ^""",
        "年度 | 营业收入 | 研发费用\n2023年 | 10 | 1\n2024年 |  | 2\n2025年 | 30 | \n研发费用合计 | < | 3",
        """年份 | 指标 | 金额（万元）
2023年 | 营业收入 | 10
^ | 研发费用 | 1
2024年 | 营业收入 |
^ | 研发费用 | 2
2025年 | 营业收入 | 30
^ | 研发费用 |
研发费用合计 | < | 3""",
        """年度 | 项目 | 金额
2023年 | 研发费用 | 1
2023年 | 营业收入 | 10
2024年 | 研发费用 | 2
2024年 | 营业收入 |
2025年 | 研发费用 |
2025年 | 营业收入 | 30
研发费用合计 | < | 3""",
        """2023年 | < | 2024年 | < | 2025年 | <
营业收入 | 10 | 营业收入 |  | 营业收入 | 30
研发费用 | 1 | 研发费用 | 2 | 研发费用 |
研发费用合计 | 3 | < | < | < | <""",
        """2023年营业收入 | 10
2023年研发费用 | 1
2024年营业收入 |
2024年研发费用 | 2
2025年营业收入 | 30
2025年研发费用 |
研发费用合计 | 3""",
        """营业收入（2023年度） | 10 | 研发费用（2023年度） | 1
营业收入（2024年度） |  | 研发费用（2024年度） | 2
营业收入（2025年度） | 30 | 研发费用（2025年度） |
研发费用合计 | 3 | < | <""",
        """2023年 | 营业收入 | 研发费用
^ | 10 | 1
2024年 | 营业收入 | 研发费用
^ |  | 2
2025年 | 营业收入 | 研发费用
^ | 30 |
研发费用合计 | 3 | <""",
        "年份 | 营业收入 | 研发费用 | 研发费用合计\n2023年 | 10 | 1 | 3\n2024年 |  | 2 | ^\n2025年 | 30 |  | ^",
        """营业收入 | < | < | 研发费用 | < | < | 研发费用合计
2023年 | 2024年 | 2025年 | 2023年 | 2024年 | 2025年 | ^
10 |  | 30 | 1 | 2 |  | 3""",
        """2023年
营业收入 | 10
研发费用 | 1
2024年
营业收入 |
研发费用 | 2
2025年
营业收入 | 30
研发费用 |
研发费用合计：3""",
        "年度 | 2023年 | 2024年 | 2025年\n研发费用 | 1 | 2 | \n营业收入 | 10 |  | 30\n三年研发费用合计（万元） | 3"
        " | < | <",
    ],
)
def test_what_a_year_and_a_label_say_is_read(table):
    found = match(FORM, f"{table}\n填表人：王五")
    assert filled(found) == {path: text for path, text in YEARS.items() if text}
    assert set(unassigned(found)) <= {"近三年"}
    evidence = [found.fields.found[path] for path in filled(found)]
    assert all(each.how != "order" and (each.is_confirmed or "2025年 | 合计" in table) for each in evidence)


@pytest.mark.parametrize(("words", "alike"), [("研究开发费用", 1), ("科研投入", 1), ("研发费用占比", 0)])
def test_the_label_that_alone_is_missing_may_be_said_in_other_words_but_is_less_sure(words, alike):
    table = f"年度 | 2023年 | 2024年 | 2025年\n营业收入 | 10 | 20 | 30\n{words} | 1 | 2 | 3\n研发费用合计 | 6 | < | <"
    found = match(FORM, f"{table}\n填表人：王五").fields
    is_read = [found.texts.get(f"f[{at}].spent") for at in range(3)] == ["1", "2", "3"]
    assert is_read and found.found["f[0].spent"].likeness < 0.9 if alike else not found.texts.get("f[1].year")


def test_an_amount_of_four_digits_is_no_year():
    rows = "年度 | 营业收入 | 研发费用\n2023年 | 1860 | 1520\n2024年 | 2015 | 1710\n2025年 | 8 | 9"
    texts = filled(match(FORM, f"{rows}\n填表人：王五"))
    assert [texts[f"f[{at}].revenue"] for at in range(3)] == ["1860", "2015", "8"]


def test_a_grid_within_a_table_leaves_what_stands_around_it():
    form = f"单位 | {{{{ unit }}}} | < | < | <\n{FORM.replace('填表人：', '填表人 | ')} | < | < | <"
    years = "年度 | 营业收入 | 研发费用\n2023年 | 10 | 1\n2024年 |  | 2\n2025年 | 30 | \n研发费用合计 | < | 3"
    table = f"单位 | 甲局 | <\n{years}\n填表人 | 王五 | <"
    assert filled(match(form, table)) == {path: text for path, text in YEARS.items() if text} | {"unit": "甲局"}


def test_a_year_too_few_is_no_grid_of_the_form():
    texts = filled(
        match(FORM, "指标 | 2023年 | 2024年 | 研发费用合计\n营业收入 | 10 | 20 | —\n研发费用 | 1 | 2 | 3\n填表人：王五")
    )
    assert (texts["f[0].year"], texts["by"]) == ("2023年", "王五")


def test_years_may_be_lines_with_their_figures():
    lines = "2023年：营业收入10万元，研发费用1万元。\n2024年：营业收入20，研发费用2；\n2025年：营业收入-30，研发费用3"
    texts = filled(match(FORM, f"{lines}\n研发费用合计：6\n填表人：王五"))
    assert [texts[f"f[{at}].revenue"] for at in range(3)] == ["10万元", "20", "-30"]
    assert [texts[f"f[{at}].spent"] for at in range(3)] == ["1万元", "2", "3"]
    assert (texts["f[2].year"], texts["total"]) == ("2025年", "6")


@pytest.mark.parametrize(
    "table",
    [
        """营业收入 | 2023年：10 | 2024年：20 | 2025年：-30
研发费用 | 2023年：1 | 2024年：2 | 2025年：3
研发费用合计 | 6 | < | <""",
        """营业收入（万元） | < | <
2023年 | 2024年 | 2025年
10 | 20 | -30
研发费用（万元） | < | <
2023年 | 2024年 | 2025年
1 | 2 | 3
研发费用合计 | 6 | <""",
        """2023年 | < | < | <
营业收入 | 10 | 研发费用 | 1
2024年 | < | < | <
营业收入 | 20 | 研发费用 | 2
2025年 | < | < | <
营业收入 | -30 | 研发费用 | 3
研发费用合计 | 6 | < | <""",
        """2023年 | 营业收入：10；研发费用：1
2024年 | 营业收入：20；研发费用：2
2025年 | 营业收入：-30；研发费用：3
研发费用合计 | 6""",
        "营业收入：2023年10，2024年20，2025年-30\n研发费用：2023年1，2024年2，2025年3\n研发费用合计：6",
        """年度 | 2023年 | 营业收入 | 10
研发费用 | 1 |  |

年度 | 2024年 | 营业收入 | 20
研发费用 | 2 |  |

年度 | 2025年 | 营业收入 | -30
研发费用 | 3 |  |
研发费用合计 | 6 |  | """,
    ],
)
def test_years_labels_and_figures_may_follow_one_another_in_any_order(table):
    texts = filled(match(FORM, f"{table}\n填表人：王五"))
    figures = (("year", ("2023年", "2024年", "2025年")), ("revenue", ("10", "20", "-30")), ("spent", ("1", "2", "3")))
    assert texts == {f"f[{at}].{key}": own[at] for key, own in figures for at in range(3)} | {
        "total": "6",
        "by": "王五",
    }


@pytest.mark.parametrize(
    "table",
    [
        "年度 | 营业收入 | 研发费用\n2023年 | 10 | 1\n2024年 | 20 | 2\n2025年 | 30 | 3\n合计 | 60 | 6",
        "指标 | 2023年 | 2024年 | 2025年 | 合计\n营业收入 | 10 | 20 | 30 | 60\n研发费用 | 1 | 2 | 3 | 6",
        """指标 | 单位 | 2023年 | 2024年 | 2025年
营业收入 | 万元 | 10 | 20 | 30
研发费用 | 万元 | 1 | 2 | 3
研发费用合计 | 万元 | 6 | < | <""",
    ],
)
def test_of_the_sums_of_all_columns_the_one_that_is_asked_for_is_read(table):
    assert filled(match(FORM, f"{table}\n填表人：王五"))["total"] == "6"


def test_what_stands_over_a_further_column_is_no_sum_and_one_may_be_said_in_a_cell():
    rows = "2023年 | 10 | 1 | 7%\n2024年 | 20 | 2 | 7%\n2025年 | 30 | 3 | 7%\n研发费用合计：1730 | < | < | <"
    texts = filled(match(FORM, f"年度 | 营业收入 | 研发费用 | 研发费用占比\n{rows}\n填表人：王五"))
    assert texts["total"] == "1730" and [texts[f"f[{at}].spent"] for at in range(3)] == ["1", "2", "3"]


def test_a_sum_is_a_number_and_no_text_below_its_column():
    grid = "年度 | 营业收入 | 研发费用 | 研发费用合计\n2023年 | 10 | 1 | 6\n2024年 | 20 | 2 | ^\n2025年 | 30 | 3 | ^"
    assert filled(match(FORM, f"{grid}\n说明 | 近三年成果12项 | < | <\n填表人：王五"))["total"] == "6"


def test_a_year_may_be_a_title_over_lines_of_its_figures():
    lines = "\n".join(f"（{year}）{2022 + year}年\n营业收入：{year}0\n研发费用：{year}" for year in (1, 2, 3))
    texts = filled(match(FORM, f"{lines}\n研发费用合计：6\n填表人：王五"))
    assert [texts[f"f[{at}].revenue"] for at in range(3)] == ["10", "20", "30"]
    assert [texts[f"f[{at}].year"] for at in range(3)] == ["2023年", "2024年", "2025年"] and texts["total"] == "6"


@pytest.mark.parametrize(
    "years",
    [("２０２３年", "２０２４年", "２０２５年"), ("二〇二五年", "二〇二四年", "二〇二三年"), ("23年", "24年", "25年")],
)
def test_years_may_be_said_in_any_figures_and_the_latest_first(years):
    rows = "\n".join(f"{year} | {at}0 | {at}" for at, year in enumerate(years, 1))
    lines = "\n".join(f"（{year}）营业收入：{at}0；研发费用：{at}" for at, year in enumerate(years, 1))
    for table in (f"年度 | 营业收入 | 研发费用\n{rows}\n研发费用合计 | < | 6", f"{lines}\n研发费用合计：6"):
        texts = filled(match(FORM, f"{table}\n填表人：王五"))
        assert [texts[f"f[{at}].year"] for at in range(3)] == [*years]
        assert [texts[f"f[{at}].revenue"] for at in range(3)] == ["10", "20", "30"] and texts["total"] == "6"
