"""Decoding is total and takes time in proportion to the text: a bound so wide that only a blow-up breaks it."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

from ipforms import codecs
from ipforms.codecs import Codec
from ipforms.codes import phone

LONG = {
    "digits": "1" * 50_000,
    "brackets": "（" * 50_000,
    "nested brackets": "（" * 25_000 + "）" * 25_000,
    "quotes": "“" * 50_000,
    "parts": "发明1" * 12_500,
    "separators": "、" * 50_000,
    "area codes": "020-" * 12_500,
    "numbers of entries": "1、 " * 1_000 + "甲",
    "ranges": "1至" * 25_000,
    "years": "2017年" * 12_500,
    "lines": " \n" * 25_000,
    "levels": "国家级；" * 12_500,
    "marks in brackets": "（，" * 15_000 + "）" * 15_000,
    "numerals": "万" * 50_000,
    "combining marks": "\u0301" * 25_000,
    "NUL": "\0" * 25_000,
    "surrogates": "\ud800" * 25_000,
}
CODECS: dict[str, Codec[Any]] = {
    **{name: getattr(codecs, name) for name in codecs.__all__ if isinstance(getattr(codecs, name), Codec)},
    "PHONES": codecs.IdentifiersCodec(phone.in_area("020")),
    "NAMES": codecs.ListCodec(codecs.PERSON),
}
SECONDS = 2.0  # what takes the square of the length takes 10 s and more


@pytest.mark.parametrize("codec", [pytest.param(codec, id=name) for name, codec in CODECS.items()])
def test_long_texts_are_decoded_in_linear_time(codec: Codec[Any]) -> None:
    for name, text in LONG.items():
        start = time.process_time()
        decoded = codec.decode(text)
        assert time.process_time() - start < SECONDS, name
        for note in decoded.notes:
            assert len(note.message()) < 300, name


def test_whether_a_long_text_says_nothing_is_known_in_linear_time() -> None:
    for name, text in LONG.items():
        start = time.process_time()
        codecs.nothing(text)
        assert time.process_time() - start < SECONDS, name


def test_a_number_of_thirty_digits_is_refused_and_no_error_of_python() -> None:
    for codec in (codecs.COUNT, codecs.MONEY, codecs.AREA, codecs.PATENT_COUNTS):
        assert codec.decode("9" * 30).notes[0].code == "number.too_long"


@pytest.mark.parametrize(
    "text",
    [
        "44010119800101005X人",
        "约13800138000",
        "138-0013-8000",
        "6222021234567890123",
        "４４０１０１１９８００１０１００５３",
    ],
)
@pytest.mark.parametrize("name", ["COUNT", "MONEY", "AREA", "DATE", "ANSWER", "LEVEL", "PATENT_COUNTS"])
def test_a_personal_number_in_the_wrong_column_is_not_repeated_in_the_message(name: str, text: str) -> None:
    notes = CODECS[name].decode(text).notes
    said = "".join(note.message(lang) + note.hint(lang) for note in notes for lang in ("zh", "en"))
    assert not [middle for middle in ("0101005", "0013", "34567890", "０１０１００５") if middle in said]


@pytest.mark.parametrize(
    ("given", "printed"),
    [(0.1 + 0.2, "0.3"), (1e-7, "0"), ("0.0000014", "0.000001"), (Decimal("1E+3"), "1000"), (Decimal("-0"), "0")],
)
def test_an_amount_is_exact_to_a_millionth_and_never_printed_with_an_exponent(given: Any, printed: str) -> None:
    value = codecs.MONEY.canonical(given)
    assert value is not None and codecs.MONEY.encode(value) == str(value) == printed


def test_a_patent_count_with_a_fraction_is_not_cut_to_a_whole_number() -> None:
    assert codecs.PATENT_COUNTS.decode("发明1.5件").notes[0].code == "number.fraction"


def test_a_kind_of_patent_named_twice_is_not_read_as_either() -> None:
    assert codecs.PATENT_COUNTS.decode("发明5件，发明专利3件").notes[0].code == "number.unreadable"


@pytest.mark.parametrize(
    ("text", "held", "detail"),
    [
        ("□是 ☑否", False, None),
        ("☑是 □否 证书编号GR1", True, "证书编号GR1"),
        ("√否", False, None),
        ("☑否 □是", False, None),
        ("是（√） 否（ ）", True, None),
        ("无", False, None),
        ("无锡市知名商标", True, "无锡市知名商标"),
        ("是否已认定，尚在申请", None, None),
        ("2021年认定。", True, "2021年认定。"),
        ("", None, None),
    ],
)
def test_a_claim_is_read_from_its_ticks_and_words(text: str, held: bool | None, detail: str | None) -> None:
    assert codecs.CLAIM.decode(text).value == {"held": held, "detail": detail}


@pytest.mark.parametrize(
    "detail", ["省级；x", "市级；x", "国家级；省级；x", "）（", "是", "（甲）（乙）", "浙江省知识产权示范企业", None]
)
@pytest.mark.parametrize("level", ["national", "provincial", "municipal", None])
def test_a_title_keeps_its_level_whatever_its_detail_says(level: str | None, detail: str | None) -> None:
    claim = codecs.LEVELLED_CLAIM.canonical({"held": True, "detail": detail, "level": level})
    assert claim is not None and codecs.LEVELLED_CLAIM.decode(codecs.LEVELLED_CLAIM.encode(claim)).value == claim
    assert level in (None, claim["level"])


def test_a_claim_that_ticks_both_is_refused() -> None:
    assert codecs.CLAIM.decode("☑是 ☑否").notes[0].code == "answer.both"


@pytest.mark.parametrize(
    "name", ["双”龙", "“双龙”", "双、龙", "双“龙", "12345678", "双龙（第9类）", "〞", '"', "第1234567号"]
)
def test_a_mark_keeps_its_name_whatever_quotes_are_in_it(name: str) -> None:
    marks = codecs.TRADE_MARKS.canonical([{"name": name, "number": "7654321"}])
    assert codecs.TRADE_MARKS.decode(codecs.TRADE_MARKS.encode(marks or [])).value == marks
    assert marks == [{"name": name.replace("〞", "”"), "number": "7654321"}]


def test_fifty_phones_given_as_a_list_stay_fifty() -> None:
    phones = [f"020-8105{number:04}" for number in range(50)]
    codec = codecs.IdentifiersCodec(phone.in_area("020"))
    assert codec.canonical(phones) == phones
    assert codec.decode(codec.encode(phones)).value == phones


@pytest.mark.parametrize("text", ["18.5", "18.5件", "发明5件，合计18.5件"])
def test_a_fraction_of_a_patent_is_refused(text: str) -> None:
    assert [note.code for note in codecs.PATENT_COUNTS.decode(text).notes] == ["number.fraction"]


def test_a_decimal_tail_of_nothing_is_no_fraction() -> None:
    assert codecs.PATENT_COUNTS.decode("18.0").value == {
        "total": 18,
        "invention": None,
        "utility_model": None,
        "design": None,
    }
