"""Short cuts: what is told at a glance to be canonical is what the long way leaves as it is."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.codecs import MARKS, PERSON, numerals, restored, settled
from ipforms.codes import email, id_document, org_code, patent, phone, postcode, trademark, uscc
from tests.effort import examples

SHORT_CUTS = [
    pytest.param(settled.PHONE, partial(phone.format, area="020"), id="phone"),
    pytest.param(settled.PATENT, patent.format, id="patent"),
    pytest.param(settled.USCC, uscc.format, id="uscc"),
    pytest.param(settled.ORG_CODE, org_code.format, id="org_code"),
    pytest.param(settled.ID_NUMBER, id_document.format, id="id_number"),
    pytest.param(settled.POSTCODE, postcode.format, id="postcode"),
    pytest.param(settled.EMAIL, email.format, id="email"),
]


@pytest.mark.parametrize(("known", "tidy"), SHORT_CUTS)
@settings(max_examples=examples(150), deadline=None)
@given(data=st.data())
def test_a_settled_identifier_is_what_its_format_leaves(
    known: re.Pattern[str], tidy: Callable[[str], str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(known, fullmatch=True, alphabet=string.printable))
    assert tidy(text) == text


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.from_regex(settled.PHONE, fullmatch=True, alphabet=string.digits + "-"), min_size=1, max_size=3))
def test_settled_phones_are_what_the_reading_of_a_cell_gives(phones: list[str]) -> None:
    assert [one.formatted for one in phone.find_all("、".join(phones), "020")] == phones


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.from_regex(settled.MARK, fullmatch=True), min_size=1, max_size=3), st.sampled_from(["、", "、\n"]))
def test_settled_marks_are_what_the_reading_of_a_cell_gives(marks: list[str], joiner: str) -> None:
    text = joiner.join(marks)
    assert MARKS.decode(text).value == trademark.parse_marks(text)
    assert MARKS.encode(trademark.parse_marks(text)) == "、\n".join(marks)


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


@settings(max_examples=examples(200), deadline=None)
@given(st.text("0123456789", max_size=20))
def test_restoring_zeros_is_total(digits: str) -> None:
    for restore in (
        restored.phone_number,
        restored.postcode_number,
        restored.organisation_code,
        restored.patent_number,
    ):
        assert isinstance(restore(digits), str)


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
