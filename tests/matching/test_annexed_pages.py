"""Texts on a page behind the form."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match

FORM = "名称 | {{ name }}\n单位概述（可加页） | <\n{{ overview }} | <\n填表人：{{ by }}"
DOCUMENT = "名称 | 甲公司\n单位概述（可加页） | <\n{} | <\n填表人：王五\n{}\n第一段。\n第二段。"


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        ("（详见附页）", "附页：单位概述"),
        ("见加页", "加页1 单位概述"),
        ("详见后页。", "续页：单位概述："),
        ("另附页", "附：单位概述"),
        ("（见表后附页）", "附页：单位概述"),
        ("见附件", "单位概述（续）"),
    ],
)
def test_what_stands_there_is_the_text_of_the_field_that_refers_to_it(place, heading):
    found = match(FORM, DOCUMENT.format(place, heading))
    assert filled(found) == {"name": "甲公司", "overview": "第一段。\n第二段。", "by": "王五"}
    assert found.fields.annexed == ["overview"]


def test_without_a_reference_it_stays_behind_the_form():
    found = match(FORM, DOCUMENT.format("概述", "附页：单位概述"))
    assert filled(found)["overview"] == "概述" and found.fields.annexed == []
