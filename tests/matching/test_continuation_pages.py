"""Text on a continuation page belongs to the field whose cell it overflowed."""

from __future__ import annotations

from ipforms.matching import match_document
from tests.matching.sheet_notation import filled, matcher, sheet

FORM = "名称 | {{ name }}\n情况 | {{ work }}\n姓名 | {{ contact.name }}"
PATHS = {"情况": "work", "人员第1行姓名": "people[].name", "名称": "name"}
OWN = "首页\n名称 | 甲公司\n情况 | 第一段。\n姓名 | 张三"


def read(*rows, heading="申报表（续页）", own=OWN):
    document = match_document({"form": matcher(FORM, paths=PATHS)}, sheet("\n".join((own, heading, *rows))))
    return filled(document.instances[0].match)


def test_a_text_goes_on_behind_what_its_cell_says():
    assert read("情况（续） | 还有。")["work"] == "第一段。还有。"


def test_a_text_that_begins_anew_is_a_paragraph_of_its_own():
    assert read("情况（续，另起一段） | 第二段。")["work"] == "第一段。\n第二段。"


def test_rows_that_the_form_has_no_room_for_are_named_by_their_number():
    assert read("人员第3行 | <", "姓名 | 李四")["people[2].name"] == "李四"


def test_a_page_with_a_label_that_is_none_of_the_form_is_no_continuation():
    assert read("情况（续） | 还有。", "备注（续） | 又。")["work"] == "第一段。"


def test_a_page_without_its_heading_is_none():
    assert read("情况（续） | 还有。", heading="附页")["work"] == "第一段。"
