"""A row of a table said in a line."""

from __future__ import annotations

import pytest

from tests.matching.sheet_notation import filled, match

FORM = """专利（件） | 申请量 | 授权量
^ | {{ p.applied }} | {{ p.granted }}
商标（件） | 申请量 | 授权量
^ | {{ t.applied }} | {{ t.granted }}
填表人：{{ by }}"""


@pytest.mark.parametrize(
    "line",
    ["专利（件）：申请量 14，授权量 9。", "1．专利：申请量14件 授权量9件", "专利（件）：\t申请量  14 \t授权量  9 "],
)
def test_each_number_has_the_labels_of_its_row_and_its_column(line):
    found = filled(match(FORM, f"{line}\n商标（件）：申请量 5，授权量 —\n填表人：王五"))
    assert {path: text.strip("件 ") for path, text in found.items()} == {
        "p.applied": "14",
        "p.granted": "9",
        "t.applied": "5",
        "t.granted": "—",
        "by": "王五",
    }


def test_a_sentence_is_no_row():
    found = match(FORM, "专利（件）：申请量 14，另有三件在审，授权量 9。\n填表人：王五")
    assert "p.granted" not in filled(found)
