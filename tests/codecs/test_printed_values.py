"""What is told at a glance of a text that the form prints is what a longer look at it gives."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipforms.codecs import DATE, LINE, PATENT_COUNTS, PATENTS, PERSON, TRADE_MARKS, Codec, ListCodec, decode_field
from ipforms.codecs.counts import COUNT
from ipforms.codecs.texts import PARAGRAPHS, IdentifierCodec
from ipforms.codes import email, phone
from ipforms.text import visible
from tests.codecs.test_law import EACH
from tests.effort import examples
from tests.strategies import any_text, canonical_values

NAMES, WORDS, EMAIL = ListCodec(PERSON), ListCodec(LINE), IdentifierCodec.of(email.IDENTIFIER)
PHONE = IdentifierCodec.of(phone.IDENTIFIER)
PRINTED = [
    (LINE, "浙江省金华市婺城区临江东路88号"),
    (PARAGRAPHS, "公司从事生物医药研发，现有员工160人。"),
    (PERSON, "陈晓岚"),
    (NAMES, "何嘉敏、周子轩、李敏"),
    (WORDS, "皮具、箱包、服饰配件"),
    (PHONE, "0579-82177827"),
    (EMAIL, "ip@shuanglong.example.com"),
    (PATENTS, "ZL201710601862.3、\nZL95115608.X"),
    (TRADE_MARKS, "“双龙”12345678、\nG1234567"),
    (PATENT_COUNTS, "18件（发明5件，实用新型10件，外观设计3件）"),
    (COUNT, "321"),
    (DATE, "2012年5月"),
    (DATE, "2012年"),
]
MORE_THAN_PRINTED = [
    (LINE, "1.广州云岭"),
    (LINE, "永康市芝英镇。"),
    (LINE, "地址：浙江省"),
    (LINE, "广州云岭有限公司（章）"),
    (PARAGRAPHS, "请填写意见"),
    (PERSON, "梁伟雄（总经理）"),
    (NAMES, "何嘉敏、总经理、李敏"),
    (NAMES, "何嘉敏和李敏"),
    (WORDS, "皮具、箱包等"),
    (WORDS, "皮具，箱包"),
    (EMAIL, "1.ip@shuanglong.example.com"),
    (DATE, "2012年13月"),
]


@pytest.mark.parametrize(("codec", "text"), PRINTED)
def test_what_a_form_prints_is_told_at_a_glance(codec: Codec[Any], text: str):
    assert codec.encode(codec.printed_value(text)) == text


@pytest.mark.parametrize(("codec", "text"), MORE_THAN_PRINTED)
def test_what_has_more_than_a_value_is_not(codec: Codec[Any], text: str):
    assert codec.printed_value(text) is None


@pytest.mark.parametrize("text", ["暂无", "略", "0", "不详"])
def test_a_word_that_says_nothing_says_so_in_spite_of_it(text: str):
    assert LINE.printed_value(text) == text
    assert decode_field(LINE, text).notes


@EACH
@settings(max_examples=examples(60), deadline=None)
@given(text=any_text())
@example("1.何嘉敏")
@example("何嘉敏、李敏等")
@example("20xx年")
def test_any_text_is_read_alike_with_a_longer_look(codec: Codec[Any], text: str):
    assert_alike(codec, visible(text))


@EACH
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_a_value_of_its_kind_is_read_alike_with_a_longer_look(codec: Codec[Any], data: st.DataObject):
    value = data.draw(canonical_values(codec))
    if value is not None:
        assert_alike(codec, visible(codec.encode(value)))


def assert_alike(codec: Codec[Any], text: str) -> None:
    glanced = decode_field(codec, text)
    with patch.object(type(codec), "printed_value", Codec.printed_value):
        assert decode_field(codec, text) == glanced
