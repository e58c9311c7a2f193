"""Answers and counts with words around them, as people write them into a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ipforms import codecs


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("是（法务部）", True, ["answer.remark"]),
        ("是，设有法务部", True, ["answer.remark"]),
        ("设有知识产权部（专职3人）", True, ["answer.remark"]),
        ("否（由法务部兼管）", False, ["answer.remark"]),
        ("[x] 是 [ ] 否", True, []),
        ("【 】是 【√】否", False, []),
        ("是（否）", None, ["answer.unreadable"]),
        ("是，没有", None, ["answer.unreadable"]),
        ("是，√", None, ["answer.unreadable"]),
    ],
)
def test_an_answer_may_have_a_remark_that_is_no_answer_itself(text, value, told):
    decoded = codecs.ANSWER.decode(text)
    assert (decoded.value, [note.code for note in decoded.notes]) == (value, told)


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("有，18件", 18, []),
        ("注册商标5个", 5, []),
        ("现拥有有效注册商标共计5件", 5, []),
        ("目前拥有授权专利18项", 18, []),
        ("拥有约30件", 30, ["number.about"]),
        ("有", None, ["number.uncounted"]),
        ("注册商标", None, ["number.unreadable"]),
    ],
)
def test_a_count_may_be_said_in_a_sentence(text, value, told):
    decoded = codecs.COUNT.decode(text)
    assert (decoded.value, [note.code for note in decoded.notes]) == (value, told)


def test_the_currency_may_stand_behind_the_unit():
    assert codecs.MONEY.decode("5000 万元人民币").value == Decimal(5000)
