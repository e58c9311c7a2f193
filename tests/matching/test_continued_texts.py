"""A text that goes on behind the form, under its label and 续页."""

from __future__ import annotations

import ipforms
from tests.matching.sheet_notation import match, sheet

FORM = "单位名称 | {{ name }}\n保护工作情况（可加页） | {{ work }}\n签章 | {{ signatory }}"
FILLED = "单位名称 | 甲公司\n保护工作情况（可加页） | 第一段。\n签章 | 张三"


def test_it_belongs_to_the_field_of_its_label():
    found = match(FORM, f"{FILLED}\n保护工作情况（续页）\n第二段。\n第三段。")
    assert found.fields.texts["work"] == "第一段。\n第二段。\n第三段。" and found.behind == ()


def test_what_stands_behind_the_form_under_no_label_that_goes_on_is_outside():
    found = match(FORM, f"{FILLED}\n保护工作情况说明如下\n第二段。")
    assert found.fields.texts["work"] == "第一段。" and [block.text for block in found.behind][-1] == "第二段。"


def test_below_a_heading_at_the_end_that_asks_for_prose_all_paragraphs_are_its_text():
    document = """企业名称 | 甲公司
联系地址 | 甲路1号

申报企业意见 | 同意。

企业知识产权保护基本状况
一、专利布局：国内发明专利15件。
二、管理：设知识产权管理员2名。"""
    found = ipforms.form("jinhua-application").matcher.match(sheet(document))
    text = "一、专利布局：国内发明专利15件。\n二、管理：设知识产权管理员2名。"
    assert found.fields.texts["ip_protection_status"] == text and found.behind == ()
