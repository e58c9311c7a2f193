"""What is told at a glance to be canonical is what the long way leaves; names; numerals."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.codecs import PERSON, TRADE_MARKS, numerals
from ipforms.codecs.trade_marks import _CANONICAL as MARK
from ipforms.codes import phone, trademark
from tests.effort import examples

PHONE = phone.IDENTIFIER.canonical_pattern


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.from_regex(PHONE, fullmatch=True, alphabet=string.digits + "-"), min_size=1, max_size=3))
def test_canonical_phones_are_what_the_reading_of_a_cell_gives(phones: list[str]) -> None:
    assert phone.entries("、".join(phones), "020") == phones


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.from_regex(MARK, fullmatch=True), min_size=1, max_size=3), st.sampled_from(["、", "、\n"]))
def test_canonical_marks_are_what_the_reading_of_a_cell_gives(marks: list[str], joiner: str) -> None:
    text = joiner.join(marks)
    assert TRADE_MARKS.decode(text).value == trademark.parse_marks(text)
    assert TRADE_MARKS.encode(trademark.parse_marks(text)) == "、\n".join(marks)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张 三", "张三"),
        ("诸 葛 亮", "诸葛亮"),
        ("欧阳 修", "欧阳修"),
        ("张三 李四", "张三 李四"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("John  Smith", "John Smith"),
        ("J. Smith", "J. Smith"),
        ("𬭎 䶮", "𬭎䶮"),
    ],
)
def test_a_name_is_freed_of_padding_and_of_nothing_else(typed: str, name: str) -> None:
    assert PERSON.canonical(typed) == name


@settings(max_examples=examples(300), deadline=None)
@given(st.text("零一二三四五六七八九〇壹贰叁拾佰仟百千万亿两点0123456789,.", max_size=12))
def test_a_numeral_is_a_number_of_at_least_nothing_or_no_number(text: str) -> None:
    value = numerals.number(text)
    assert value is None or (value.is_finite() and value >= 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百五", 350),
        ("三百零五", 305),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("十五", 15),
        ("一百一十", 110),
        ("两千", 2000),
    ],
)
def test_numerals_are_read_as_they_are_spoken(text: str, value: int) -> None:
    assert numerals.number(text) == value
