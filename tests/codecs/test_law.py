"""Law 1: what a codec prints, it reads back as the value that was printed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipforms import codecs
from ipforms.codecs import Codec, UnfitValue
from ipforms.forms import forms
from ipforms.messages import SEVERITIES
from ipforms.schemas.layout import layout, leaves
from tests.effort import examples
from tests.strategies import KINDS, any_text, canonical_values, given_values

# One of each kind of codec that the forms use, by the first field that has it; and those that other forms have.
CODECS: dict[Codec[Any], str] = {}
for _form in forms():
    for _path, _leaf, _ in leaves(layout(_form.model)):
        CODECS.setdefault(_leaf.codec, f"{_form.id}:{_path}")
CODECS |= {codec: name for name, codec in KINDS.items()}
EACH = pytest.mark.parametrize("codec", [pytest.param(codec, id=path) for codec, path in CODECS.items()])

# These two doubt the value itself, however it is written: a total that its parts exceed, and 5 thousand million 万元.
ABOUT_THE_VALUE = {"number.sum", "number.magnitude"}


def assert_law(codec: Codec[Any], value: Any) -> None:
    if value is None:
        return
    printed = codec.encode(value)
    decoded = codec.decode(printed)
    assert decoded.value == value, printed
    assert not [note for note in decoded.doubts if note.code not in ABOUT_THE_VALUE], printed
    assert codec.canonical(value) == value


@EACH
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_a_printed_value_reads_back_as_itself(codec: Codec[Any], data: st.DataObject) -> None:
    assert_law(codec, data.draw(canonical_values(codec)))


@EACH
@settings(max_examples=examples(60), deadline=None)
@given(text=any_text())
@example("\x00")
@example("\ud800")
@example("\u0301\u0301")
@example("020-81050369138001380003.5万亩")  # a range whose end has more digits than a Decimal's context
@example("1-9999999999999999999999999999公顷")
def test_any_text_is_decoded_and_its_notes_can_be_said(codec: Codec[Any], text: str) -> None:
    decoded = codec.decode(text)
    for note in decoded.notes:
        assert note.code in SEVERITIES
        for lang in ("zh", "en"):
            note.message(lang).encode()
            note.hint(lang).encode()
    if not decoded.doubts:
        assert codec.canonical(text) == decoded.value
        assert_law(codec, codec.canonical(decoded.value) if decoded.value is not None else None)


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.binary(max_size=3),
    st.dates(),
    st.datetimes(),
    st.complex_numbers(),
    st.lists(st.one_of(st.integers(), any_text(6), st.none()), max_size=3),
    st.dictionaries(
        st.sampled_from(("held", "detail", "level", "total", "name", "x")), st.one_of(any_text(4), st.integers())
    ),
)


@EACH
@settings(max_examples=examples(50), deadline=None)
@given(value=WRONG)
@example(10**5000)
@example(Decimal("sNaN"))
@example(Decimal("-1E-9999999"))
@example(Decimal("1E+9999999"))
@example({"held": []})
@example({"level": []})
@example({1: 2})
@example([[]])
@example(object())
def test_a_value_of_any_type_becomes_canonical_or_is_refused_with_a_code(codec: Codec[Any], value: Any) -> None:
    try:
        canonical = codec.canonical(value) if value is not None else None
    except UnfitValue as unfit:
        assert unfit.note.code in SEVERITIES
        assert unfit.message("zh") and unfit.message("en")
    else:
        assert_law(codec, canonical)


@EACH
@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_making_canonical_twice_changes_nothing(codec: Codec[Any], data: st.DataObject) -> None:
    try:
        once = codec.canonical(data.draw(given_values(codec)))
    except UnfitValue:
        return
    if once is not None:
        assert codec.canonical(once) == once


def test_every_kind_of_codec_is_tried() -> None:
    assert {type(codec).__name__ for codec in CODECS} >= {
        *(
            "AmountCodec",
            "AnswerCodec",
            "ClaimCodec",
            "IdentifierCodec",
            "CountCodec",
            "DateCodec",
            "PatentCountsCodec",
        ),
        *("ListCodec", "TradeMarksCodec", "IdentifiersCodec", "TextCodec"),
    }


def test_the_level_codec_keeps_the_law() -> None:
    for level in ("national", "provincial", "municipal"):
        assert_law(codecs.LEVEL, level)


@pytest.mark.parametrize("day", [datetime.date(2017, 3, 9), datetime.datetime(2017, 3, 9)])
def test_a_date_of_python_is_a_date(day: datetime.date) -> None:
    assert codecs.DATE.canonical(day) == "2017-03-09"


def test_a_time_of_day_is_no_date() -> None:
    with pytest.raises(UnfitValue):
        codecs.DATE.canonical(datetime.datetime(2017, 3, 9, 8, 30))
