"""Identifiers with words, numbers of a list and classes beside them."""

from __future__ import annotations

import pytest

from ipforms.codecs import PATENTS, TRADE_MARKS, IdentifierCodec, IdentifiersCodec, decode_field
from ipforms.codes import bank_account, email, id_document, phone, postcode, uscc

PHONES = IdentifiersCodec(phone.in_area("020"))
FIRST, SECOND = "ZL201710601862.3", "ZL95115608.X"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("转台（外观） ZL201928994861.5", ["ZL201928994861.5"]),
        (f"一种转台 {FIRST}、{SECOND}", [FIRST, SECOND]),
        (f"发明专利：{FIRST}；外观：{SECOND}", [FIRST, SECOND]),
        (f"1.{FIRST}\n2.{SECOND}", [FIRST, SECOND]),
        (f"（1）{FIRST}（2）{SECOND}", [FIRST, SECOND]),
        (f"{FIRST} {SECOND}等", [FIRST, SECOND]),
        ("ZL2017106\n01862.3", [FIRST]),
        ("正在申请", ["正在申请"]),
        (f"机床12345（{FIRST}）", [f"机床12345（{FIRST}）"]),
    ],
)
def test_patents_are_read_without_the_words_beside_them(text, numbers):
    assert PATENTS.decode(text).value == numbers


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("“双龙”（第7类）第12345678号", "双龙", "12345678"),
        ("第7类“双龙”商标（注册号：12345678）", "双龙", "12345678"),
        ("双龙（注册商标，第12345678号，第7类）", "双龙", "12345678"),
        ("双龙（12345678，第7类）", "双龙", "12345678"),
        ("双龙商标，注册号12345678", "双龙", "12345678"),
        ("12345678 双龙", "双龙", "12345678"),
        ("双龙：12345678", "双龙", "12345678"),
        ("双龙（图形）12345678", "双龙（图形）", "12345678"),
        ("“双龙（第9类）”12345678", "双龙（第9类）", "12345678"),
        ("361度（12345678）", "361度", "12345678"),
    ],
)
def test_a_mark_is_its_name_and_its_number(text, name, number):
    assert TRADE_MARKS.decode(text).value == [{"name": name, "number": number}]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("138 0013 80", ["138 0013 80"]),
        ("138 0013 8000", ["13800138000"]),
        ("1.020-81050369 2.13800138000", ["020-81050369", "13800138000"]),
        ("8105 0369 8105 0370", ["020-81050369", "020-81050370"]),
        ("☎020-81050369", ["020-81050369"]),
    ],
)
def test_phones_are_whole_numbers(text, numbers):
    assert decode_field(PHONES, text).value == numbers


@pytest.mark.parametrize(
    ("module", "text", "number"),
    [
        (uscc, "91440106MAXXXXX07Q（三证合一）", "91440106MAXXXXX07Q"),
        (postcode, "邮编510665", "510665"),
        (id_document, "身份证：44010119800101005X", "44010119800101005X"),
        (email, "何嘉敏 he@example.com", "he@example.com"),
        (bank_account, "账号3602 0001", "账号3602 0001"),
        (email, "a@qq.com或b@qq.com", "a@qq.com或b@qq.com"),
        (postcode, "广州市天河区1号51066", "广州市天河区1号51066"),
    ],
)
def test_one_number_among_words_is_the_number(module, text, number):
    assert decode_field(IdentifierCodec.of(module.IDENTIFIER), text).value == number


def test_an_account_is_compact():
    codec = IdentifierCodec.of(bank_account.IDENTIFIER)
    assert (codec.decode("3602 2010 9844 1461 350").value, codec.decode("3602").notes) == ("3602201098441461350", ())
