"""Entries of a section that are said label by label, in words of the sender's own."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match, unassigned

FORM = """单位 | {{ unit }} | <
名称 | 制定时间 | 数量
{%tr for p in policies %} | < | <
{{ p.title }} | {{ p.date }} | {{ p.count }}
{%tr endfor %} | < | <
填表人：{{ by }}"""
EXPECTED = {
    "policies[0].title": "专利办法",
    "policies[0].date": "2016年",
    "policies[0].count": "1",
    "policies[1].title": "商标办法",
    "policies[1].count": "2",
}
LAYOUTS = {
    "cards": "制度一 | < | < | <\n名称 | 专利办法 | 制定日期 | 2016年\n数量 | 1 | < | <\n\n"
    "制度二 | < | < | <\n名称 | 商标办法 | 制定日期 | \n数量 | 2 | < | <",
    "lines": "（1）名称：专利办法；制定日期：2016年；数量：1。\n（2）名称：商标办法；制定日期：；数量：2。",
    "cells": "一 | 名称：专利办法⏎制定日期：2016年⏎数量：1\n二 | 名称：商标办法⏎制定日期：⏎数量：2",
}


@pytest.mark.parametrize("document", LAYOUTS.values(), ids=LAYOUTS)
def test_an_entry_ends_where_one_of_its_labels_comes_again(document):
    found = match(FORM, f"单位 | 甲局\n\n{document}\n填表人：王五")
    assert {path: text for path, text in filled(found).items() if path.startswith("policies")} == EXPECTED
    assert found.fields.rows == {"policies": 2}


def test_what_the_cards_do_not_say_is_missing_and_what_the_form_does_not_ask_is_told():
    cards = "名称：专利办法；文号：甲一；数量：1\n名称：商标办法；文号：乙二；数量：2"
    found = match(FORM, f"{cards}\n填表人：王五")
    assert found.fields.found["policies[1].date"].how == "missing"
    assert unassigned(found) == ["文号：甲一", "文号：乙二"]


def test_a_word_of_a_section_elsewhere_is_no_entry():
    found = match(FORM, "名称 | 制定时间 | 数量\n专利办法 | 2016年 | 1\n填表人：王五\n数量：3")
    assert found.fields.rows == {"policies": 1}
