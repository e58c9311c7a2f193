"""What offices write below and between applicants, in whatever column, is no applicant and nobody's value."""

from __future__ import annotations

import io

import openpyxl
import pytest

FORM = "jinhua-recommendation"
FIRMS = ["金华市瑞欣药业有限公司", "浙江中康工具有限公司", "金华市瑞辰药业股份有限公司", "浙江启阳药业有限公司"]
NUMBERED = ["序号", "推荐企业", "企业地址", "所属领域", "联络人", "手机", "邮箱", "重点保护商标"]
BY_OFFICE = ["推荐单位", *NUMBERED[1:]]
LINES = [
    *(
        "市局知识产权保护和广告监督管理处　2022年6月13日",
        "婺城区局（盖章）2022.6.13",
        "2022年6月13日",
        "负责人（签名）",
    ),
    *("以上企业均已实地核查", "截至2022年6月13日", "数据来源：各县（市、区）局", "请于6月20日前报市局"),
    *(
        "以下无正文",
        "续表",
        "转下页",
        "第1页 共3页",
        "婺城区合计（3家）",
        "样例（勿删）",
        "（示例）金华市××五金有限公司",
    ),
]


def rows(office=""):
    return [
        [
            office or at,
            firm,
            f"双林南街{at}号",
            "五金",
            "张敏",
            f"1866296080{at}",
            f"a{at}@qq.com",
            "瑞欣 30987455",
        ]
        for at, firm in enumerate(FIRMS, 1)
    ]


@pytest.fixture(scope="module")
def book_with():
    """The bytes of a table of four firms, with a line behind the second and one at the end."""

    def make(line, column, office="", merged=False):
        book = openpyxl.Workbook()
        sheet = book.active
        lines = [BY_OFFICE if office else NUMBERED, *rows(office)]
        for at, cells in enumerate(lines):
            sheet.append(cells)
            if at in (2, 4):
                sheet.append([None] * column + [line])
                if merged:
                    own = sheet.max_row
                    sheet.merge_cells(start_row=own, start_column=column + 1, end_row=own, end_column=len(cells))
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def of_firms(entries):
    return [(each.name, each.problems, each.record.model_dump()) for each in entries]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("column", [0, 1, 4, 5, 7])
def test_a_line_in_any_column_is_skipped_and_named(line, column, book_with, rows_of):
    entries, found = rows_of(FORM, book_with(line, column))
    plain, _ = rows_of(FORM, {"表": [NUMBERED, *rows()]})
    assert of_firms(entries) == of_firms(plain), "and nothing of it is the applicant's above"
    assert [each.row for each in found.skipped] == [4, 7] or found.source.tables[0].skipped == [4, 7]


@pytest.mark.parametrize("line", [*LINES, "金华市市场监督管理局", "待补充", "3/5"])
@pytest.mark.parametrize(("column", "office"), [(0, ""), (0, "婺城区市场监督管理局"), (4, "婺城区市场监督管理局")])
def test_a_line_across_the_table_is_no_applicant(line, column, office, book_with, rows_of):
    entries, found = rows_of(FORM, book_with(line, column, office, merged=True))
    assert [each.row for each in entries] == [2, 3, 5, 6]
    assert [each.row for each in found.skipped] == [4, 7]


@pytest.mark.parametrize(
    "cells",
    [
        *([None, "婺城区", None, None, None, 15], ["婺城区", None, None, None, None, 15], [None] * 5 + [44]),
        *([None, "市级指标", None, None, None, 20], [None, "2021年同期", None, None, None, 7]),
        *([None, "领导签字", None, None, "王五"], [None, None, None, None, "婺城区局", "2022年6月13日"]),
        *([None, "审核意见", "同意"], ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧"], [5, "无"], [5, "待定"], [5, "已删除"]),
    ],
)
def test_a_short_row_without_a_number_of_its_own_is_no_applicant(cells, rows_of):
    entries, found = rows_of(FORM, {"表": [NUMBERED, *rows(), cells]})
    assert [each.row for each in entries] == [2, 3, 4, 5]
    assert [each.row for each in found.skipped] == [6]


@pytest.mark.parametrize(
    "cells",
    [
        *(
            [None, "义乌丙工具有限公司"],
            [None, "云岭", "稠州北路8号", "五金", "李敏", "18662960809"],
            [5, "云岭"],
        ),
        *([5, "金华示例科技有限公司", "义乌市稠州北路8号"], ["请于5日前补材料", *rows()[0][1:]]),
    ],
)
def test_an_applicant_without_a_number_or_of_whom_little_is_known_is_one(cells, rows_of):
    entries, found = rows_of(FORM, {"表": [NUMBERED, *rows(), cells]})
    assert [each.row for each in entries] == [2, 3, 4, 5, 6] and not found.skipped


@pytest.mark.parametrize(
    ("name", "remark"), [("金华甲公司（示例）", None), ("【示例】金华甲公司", None), ("金华甲公司", "示例，请勿删除")]
)
def test_a_whole_row_that_shows_how_to_fill_in_the_table_is_no_applicant(name, remark, rows_of):
    example = [1, name, *rows()[0][2:], remark]
    entries, found = rows_of(FORM, {"表": [[*NUMBERED, "备注"], example, *rows()]})
    assert [each.row for each in entries] == [3, 4, 5, 6]
    assert [each.row for each in found.skipped] == [2]


def test_the_sum_of_a_group_below_its_name_is_no_applicant_and_a_whole_row_is_one(rows_of):
    name = f"{FIRMS[1]}（集团合计）"
    entries, found = rows_of(FORM, {"表": [NUMBERED, *rows(), [5, name, None, "五金"]]})
    assert len(entries) == len(FIRMS) and [each.row for each in found.skipped] == [6]
    entries, _ = rows_of(FORM, {"表": [NUMBERED, *rows(), [5, name, *rows()[1][2:]]]})
    assert len(entries) == len(FIRMS) + 1


def test_what_goes_on_below_an_applicant_is_still_its_own(rows_of):
    more = [None] * 5 + ["0579-82310001", None, "中康 11491450"]
    (*_, last), found = rows_of(FORM, {"表": [NUMBERED, *rows(), more, [*more[:5], "13800138000"]]})
    (firm,) = last.record.enterprises
    assert firm.phones == ["18662960804", "0579-82310001", "13800138000"] and len(firm.key_trademarks) == 2
    assert [each.note.code for each in found.skipped] == ["table.row_joined"] * 2


def test_a_row_is_called_after_its_company_and_not_after_who_recommends_it(rows_of):
    entries, _ = rows_of(FORM, {"表": [BY_OFFICE, *rows("婺城区市场监督管理局")]})
    assert [each.name for each in entries] == FIRMS
