"""A document of the template's own layout is read cell for cell, whatever its values say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipforms.matching import form_matcher
from ipforms.matching.digit_cells import join_digit_cells
from tests.matching.sheet_notation import filled, matcher, sheet

FORM = """单位名称 | {{ name }} | 邮编 | {{ postcode }}
申报单位：{{ applicant }}
序号 | 姓名 | 手机
{%tr for row in people %} | < | <
{{ loop.index }} | {{ row.name }} | {{ row.phone }}
{%tr endfor %} | < | <
合计 | {{ total }} | <"""


def read(document, template=FORM, **kwargs):
    found = matcher(template, **kwargs).match_layout(sheet(document))
    return found and filled(found)


BLANK = "单位名称 | | 邮编 | \n申报单位：\n序号 | 姓名 | 手机\n1 | | \n合计 | | <"


def test_values_are_read_where_they_stand_even_if_they_say_a_label():
    document = (
        "单位名称 | 邮编 | 邮编 | 单位名称\n申报单位：申报单位：\n序号 | 姓名 | 手机\n1 | 合计 | 手机\n合计 | 姓名 | <"
    )
    assert read(document) == {
        "name": "邮编",
        "postcode": "单位名称",
        "applicant": "申报单位：",
        "people[0].name": "合计",
        "people[0].phone": "手机",
        "total": "姓名",
    }


def test_a_section_goes_on_until_the_rest_of_the_table_fits_and_blank_rows_are_no_entries():
    document = BLANK.replace("1 | | \n", "1 | 甲 | 1\n2 | | \n3 | 乙 | 2\n")
    assert read(document) == {
        "people[0].name": "甲",
        "people[0].phone": "1",
        "people[1].name": "乙",
        "people[1].phone": "2",
    }


@pytest.mark.parametrize(
    "document",
    [
        BLANK.replace("邮编", "邮政编码"),
        BLANK.replace("单位名称 | | 邮编 | ", "单位名称 | | 邮编"),
        BLANK.replace("\n合计", "\n备注 | | \n合计"),
        BLANK.replace("1 | | ", "十一 | | "),
        BLANK + "\n另附说明。",
        BLANK.replace("申报单位：", "申报单位"),
        "姓名 | 甲",
    ],
)
def test_whatever_departs_from_the_template_by_a_label_a_cell_or_a_line_does_not_fit(document):
    assert read(BLANK) == {} and read(document) is None


def test_a_row_with_a_line_for_each_entry_in_all_of_its_cells_does_not_fit():
    document = BLANK.replace("1 | | \n", "1 | 甲⏎乙 | 1⏎2\n")
    assert read(document) is None
    assert read(BLANK.replace("1 | | \n", "1 | 甲⏎乙 | 1\n")) is not None


def test_a_row_that_repeats_the_headers_is_no_entry():
    template = "姓名 | 手机\n{%tr for row in people %} | <\n{{ row.name }} | {{ row.phone }}\n{%tr endfor %} | <"
    assert read("姓名 | 手机\n手机 | 1", template) == {"people[0].name": "手机", "people[0].phone": "1"}
    assert read("姓名 | 手机\n甲 | 1\n姓名 | 手机\n乙 | 2", template) is None


def test_an_entry_of_which_the_first_row_is_only_its_labels_is_no_repeated_header():
    template = """{%tr for row in goods %} | < | <
名称 | {{ row.name }} | 占比
编号 | 题名 | 备注
{%tr for one in row.papers %} | < | <
{{ one.number }} | {{ one.name }} | {{ one.note }}
{%tr endfor %} | < | <
{%tr endfor %} | < | <"""
    assert read("名称 | | 占比\n编号 | 题名 | 备注\n | 甲 |", template) == {"goods[0].papers[0].name": "甲"}


def test_labels_may_differ_in_what_nobody_sees_and_in_width():
    assert read(BLANK.replace("单位名称 |", "单 位 名 称 |").replace("申报单位：", "申报单位：甲")) == {
        "applicant": "甲"
    }


def test_blank_paragraphs_count_for_nothing():
    assert read(BLANK.replace("\n申报单位：", "\n　\n申报单位：乙\n \n")) == {"applicant": "乙"}


def test_a_value_beside_print_ends_with_its_line_and_one_with_lines_of_its_own_does_not():
    form = "负责人：{{ name }}⏎电话：{{ phone }} | 乙"
    assert read("负责人：甲⏎电话：1 | 乙", form) == {"name": "甲", "phone": "1"}
    assert read("负责人：甲⏎丙⏎电话：1 | 乙", form) is None
    assert read("意见⏎甲⏎丙 | 乙", "意见⏎{{ text }} | 乙") == {"text": "甲\n丙"}


def test_an_opinion_that_only_a_date_follows_may_have_lines():
    template = '核验 | {{ opinion }}⏎{{ date or "年  月  日" }}'
    assert read("核验 | 一。⏎二。⏎2024年1月5日", template) == {"opinion": "一。\n二。", "date": "2024年1月5日"}
    assert read("核验 | 年  月  日", template) == {}


def test_a_tab_of_the_form_is_a_gap_on_a_page_but_not_where_it_alone_parts_two_values():
    form = "填表人：{{ name }}\t电话：{{ phone }}\t\n甲 | 乙"
    for gap in ("\t", "  ", ""):
        assert read(f"填表人：张三{gap}电话：1\n甲 | 乙", form) == {"name": "张三", "phone": "1"}
    assert read("张三 1\n甲 | 乙", "{{ name }}\t{{ phone }}\n甲 | 乙") is None


def test_a_date_behind_a_gap_is_no_part_of_the_signature_before_it():
    form = '签章：{{ name }}\t{{ date or "年  月  日" }} | 乙'
    for gap in ("\t", "  ", ""):
        for own in (form, form.replace("\t", "\t  ")):
            assert read(f"签章：张三{gap}2022年5月16日 | 乙", own) == {"name": "张三", "date": "2022年5月16日"}
    assert read("签章： 年 月 日 | 乙", form) == {}
    assert read("签章：张三\t22.5.16 | 乙", form) == {"name": "张三", "date": "22.5.16"}
    assert read("签章：张三 22.5.16 | 乙", form) is None


def test_a_blank_first_line_may_be_missing():
    form = "{{ opinion }}⏎负责人：{{ name }} | 乙"
    assert read("负责人：甲 | 乙", form) == read("⏎负责人：甲 | 乙", form) == {"name": "甲"}
    assert read("同意⏎推荐⏎负责人：甲 | 乙", form) == {"opinion": "同意\n推荐", "name": "甲"}


def test_the_blank_date_that_the_form_prints_is_blank():
    form = '日期 | {{ date or "年  月  日" }}'
    assert read("日期 | 年  月  日", form) == {}
    assert read("日期 | 2017年3月9日", form) == {"date": "2017年3月9日"}


def test_a_label_merged_over_the_rows_of_a_section_stands_in_the_first():
    form = "{%tr for row in people %} | <\n{% vm %}联系人 | {{ row.name }}\n{%tr endfor %} | <"
    assert read("联系人 | 甲\n^ | 乙", form) == {"people[0].name": "甲", "people[1].name": "乙"}


OPEN = """单位名称 | {{ name }}

事项 | {{ matter }}
工作措施
{{ measures }}
意见 | {{ opinion }}"""


def test_tables_that_touch_are_one_on_a_page():
    document = "单位名称 | 甲\n事项 | 事项\n工作措施\n乙\n意见 | 丙"
    assert read(document, OPEN) == {"name": "甲", "matter": "事项", "measures": "乙", "opinion": "丙"}
    three = "甲 | {{ a }} | 乙 | {{ b }}\n\n丙 | {{ c }}\n\n丁 | {{ d }}"
    values = {"a": "1", "b": "2", "c": "3", "d": "4"}
    assert read("甲 | 1 | 乙 | 2\n丙 | < | 3 | <\n\n丁 | 4", three) == values
    assert read("甲 | 1 | 乙 | 2\n\n丙 | 3\n丁 | 4", three) == values


@pytest.mark.parametrize(("typed", "value"), [("", None), ("乙\n", "乙"), ("乙\n丙\n", "乙\n丙")])
def test_a_paragraph_that_prints_nothing_itself_may_be_blank_or_several(typed, value):
    found = read(f"单位名称 | 甲\n\n事项 | 乙\n工作措施\n{typed}意见 | 丙", OPEN)
    assert found["opinion"] == "丙"
    assert found.get("measures") == value


BOXED = "社会信用代码 | {{ uscc }} | < | < | < | < | <\n名称 | {{ name }} | < | < | < | < | <"


def test_a_row_of_boxes_for_digits_is_the_cell_beside_its_label():
    document = sheet("社会信用代码 | 3 | 3 | 0 | 7 | 8 | 2\n名称 | 甲 | < | < | < | < | <")
    joined = join_digit_cells(document, matcher(BOXED).boxed_labels)
    assert filled(matcher(BOXED).match_layout(joined)) == {"uscc": "330782", "name": "甲"}
    others = sheet("数量 | 3 | 3 | 0 | 7 | 8 | 2")
    assert join_digit_cells(others, matcher(BOXED).boxed_labels) is others


def test_what_is_left_of_the_line_to_write_on_is_no_value():
    template = '申请单位：{{ name or "________" }}'
    assert read("申请单位：__甲公司__", template) == {"name": "甲公司"}
    assert read("申请单位：________", template) == {}
    assert read("申请单位：__甲公司__", "申请单位：{{ name }}") == {"name": "__甲公司__"}


def test_a_merged_cell_that_the_end_of_a_page_has_parted_is_one():
    template = "近三年⏎经营 | 收入 | {{ income }}\n^ | 利润 | {{ profit }}\n备注 | {{ remark }} | <"
    values = {"income": "8", "profit": "9", "remark": "无"}
    assert read("近三年⏎经营 | 收入 | 8\n | 利润 | 9\n | | \n备注 | 无 | <", template) == values
    assert read("近三年 | 收入 | 8\n经营 | 利润 | 9\n备注 | 无 | <", template) == values
    assert read("近三年⏎经营 | 收入 | 8\n^ | 利润 | 9\n | | \n备注 | 无 | <", template) == values
    assert read(" | 收入 | 8\n近三年⏎经营 | 利润 | 9\n备注 | 无 | <", template) == values
    assert read("近三年 | 收入 | 8\n | 利润 | 9\n备注 | 无 | <", template) is None
    assert read("近三年⏎经营 | 收入 | 8\n其他 | 利润 | 9\n备注 | 无 | <", template) is None


def test_a_table_that_somebody_has_cut_in_two_is_one():
    document = BLANK.replace("1 | | \n", "1 | 甲 | 1\n2 | 乙 | 2\n")
    cut = sheet(document)
    last = cut.blocks[-1]
    parts = [tuple(cell for cell in last.cells if (cell.row < 2) is is_first) for is_first in (True, False)]
    lower = tuple(cell._replace(row=cell.row - 2) for cell in parts[1])
    pair = (replace(last, rows=2, cells=parts[0]), replace(last, rows=last.rows - 2, cells=lower))
    assert filled(matcher(FORM).match_layout(replace(cut, blocks=(*cut.blocks[:-1], *pair)))) == read(document)


def test_a_row_that_the_end_of_a_page_has_parted_is_one():
    template = matcher("意见 | {{ opinion }}⏎负责人：{{ name }}")
    parted = sheet("意见 | 同意。\n | 负责人：张三")
    assert template.match_layout(parted) is None
    cells = [cell._replace(place=cell.place._replace(page=cell.row + 1)) for cell in parted.blocks[0].cells]
    over_pages = replace(parted, blocks=(replace(parted.blocks[0], cells=tuple(cells)),))
    assert filled(template.match_layout(over_pages)) == {"opinion": "同意。", "name": "张三"}


@pytest.mark.parametrize(("below", "fits"), [("人社部门意见", True), ("市人社局意见", False), ("", True)])
def test_a_label_that_the_end_of_a_page_has_parted_is_one_and_another_label_begins_a_row(below, fits):
    template = matcher("单位 | {{ name }}\n区（县、市）⏎人社部门意见 | {{ opinion }}⏎（盖章）")
    above = "区（县、市）" if below else "区（县、市）⏎人社部门意见"
    parted = sheet(f"单位 | 甲\n{above} | 同意。\n{below} | （盖章）")
    cells = [cell._replace(place=cell.place._replace(page=1 + cell.row // 2)) for cell in parted.blocks[0].cells]
    found = template.match_layout(replace(parted, blocks=(replace(parted.blocks[0], cells=tuple(cells)),)))
    assert (found and filled(found)) == ({"name": "甲", "opinion": "同意。"} if fits else None)


def test_a_longer_text_that_ends_its_line_may_go_on_below():
    template = "意见 | □同意 理由：{{ reasons }}⏎审查员：{{ clerk }}\n备注 | {{ a }} 说明：{{ b }}"
    document = "意见 | □同意 理由：一⏎二⏎审查员：张三\n备注 | 甲 说明：乙⏎丙"
    assert read(document, template) is None
    plan = "计划 | 第一年：{{ a }}⏎第二年：{{ b }}⏎⏎"
    assert read("计划 | 第一年：一⏎第二年：二⏎三⏎⏎", plan, prose=("a", "b")) == {"a": "一", "b": "二\n三"}
    assert read(document, template, prose=("reasons", "b")) == {
        "reasons": "一\n二",
        "clerk": "张三",
        "a": "甲",
        "b": "乙\n丙",
    }


def test_a_longer_text_goes_on_up_to_the_print_behind_it():
    template = (
        "机构 | 名称：{{ name }}；人员{{ count }}人\n我公司{{ firm }}（代码：{{ code }}）申请贴息。\n附件：{{ annex }}"
    )
    document = "机构 | 名称：一⏎二；人员3人\n我公司甲\n乙（代码：9）申请贴息。\n附件：无"
    assert read(document, template) is None
    values = {"name": "一\n二", "count": "3", "firm": "甲\n乙", "code": "9", "annex": "无"}
    assert read(document, template, prose=("name", "firm")) == values


def test_the_cells_of_a_table_that_no_line_shows_are_paragraphs_of_a_page():
    template = "申报书\n企业名称 | {{ name }}\n填报人 | {{ person }}\n基本情况\n地址 | {{ address }}"
    values = {"name": "甲公司", "person": "张三", "address": "乙路"}
    assert read("申报书\n企业名称\n甲公司\n填报人\n张三\n基本情况\n地址 | 乙路", template) == values
    assert read("申报书\n企业名称\n甲公司\n填报人\n张三\n基本情况\n地址\n乙路", template) == values
    assert read("申报书\n企业名称\n填报人\n基本情况\n地址 | 乙路", template) == {"address": "乙路"}


def test_an_untouched_document_is_read_without_what_finds_labels(monkeypatch):
    made, finder = [], form_matcher.LabelFinder
    monkeypatch.setattr(form_matcher, "LabelFinder", lambda *given: made.append(given) or finder(*given))
    form = matcher(FORM)
    assert form.match_layout(sheet(BLANK)) is not None
    assert not made
    assert "单位名称" in form.words
    assert "单位名称" in form.names
    assert len(made) == 1
