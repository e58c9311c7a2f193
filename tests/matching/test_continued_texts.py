"""A text that goes on behind the form, under its label and 续页."""

from __future__ import annotations

from tests.matching.sheet_notation import match

FORM = "单位名称 | {{ name }}\n保护工作情况（可加页） | {{ work }}\n签章 | {{ signatory }}"
FILLED = "单位名称 | 甲公司\n保护工作情况（可加页） | 第一段。\n签章 | 张三"


def test_it_belongs_to_the_field_of_its_label():
    found = match(FORM, f"{FILLED}\n保护工作情况（续页）\n第二段。\n第三段。")
    assert found.fields.texts["work"] == "第一段。\n第二段。\n第三段。" and found.behind == ()


def test_what_stands_behind_the_form_under_no_label_that_goes_on_is_outside():
    found = match(FORM, f"{FILLED}\n保护工作情况说明如下\n第二段。")
    assert found.fields.texts["work"] == "第一段。" and [block.text for block in found.behind][-1] == "第二段。"
