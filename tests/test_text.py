"""The levels of text: each is idempotent, each next one says less, and the one table of characters holds in all."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipforms import text
from ipforms.bulk.columns import columns_of
from ipforms.codecs import CLAIM, COUNT, DATE, nothing
from ipforms.schemas.guangzhou import GuangzhouMarket
from ipforms.text.character_table import MEANT
from ipforms.text.label_tokens import fold
from tests.effort import examples
from tests.strategies import any_text

LEVELS = [text.visible, text.half_width, text.unspaced, text.comparable, text.searchable, text.label_key]
TIDY = [text.one_line, text.paragraphs, text.without_space, text.bare_label]
# Characters that change, beside those that decide whether they do.
ODD = st.text(
    "甲9aＡ，。、：_… \n\u3000\u00a0\u200b\u200c\u200d\ufe0f\u00ad⽣⻓ﬁ\uf900\ue81e"
    "e\u0301１（〔【〕)\u2011—👩☑①㎡½ßİ\U000e0100"
)


@pytest.mark.parametrize("level", LEVELS + TIDY, ids=lambda level: level.__name__)
@settings(max_examples=examples(100), deadline=None)
@given(any_text() | ODD)
@example("e _\u0301")
@example("甲\u200d \u200d👩")
@example("Ａ\u0300")
def test_a_level_is_idempotent(level, typed):
    once = level(typed)
    assert level(once) == once


@settings(max_examples=examples(200), deadline=None)
@given(any_text() | ODD)
def test_each_level_is_made_of_the_one_before(typed):
    for lower, higher in pairwise(LEVELS):
        assert higher(lower(typed)) == higher(typed)


@settings(max_examples=examples(200), deadline=None)
@given(st.text("甲乙1aＡ，。（）：— \n"))
def test_what_is_plain_is_returned_as_it_is(typed):
    assert text.visible(typed) is typed


def test_no_character_is_taken_for_plain_that_the_long_way_changes():
    for code in (*range(0xD800), *range(0xE000, 0x30000)):
        if text._PLAIN.fullmatch(chr(code)):
            assert code not in MEANT
            assert unicodedata.normalize("NFC", "e" + chr(code)) == "e" + chr(code)
            assert not re.match(f"[{text.INVISIBLE}{text.JOINERS}{text.SELECTORS}]", chr(code))


@settings(max_examples=examples(200), deadline=None)
@given(any_text() | ODD)
def test_offsets_lead_back_from_what_is_searched_to_what_was_seen(typed):
    seen = text.visible(typed)
    found, at = text.searchable(seen), text.offsets(seen)
    if unicodedata.is_normalized("NFD", found):  # a mark that is left alone by a line to write on may compose
        assert len(at) == len(found) + 1
        assert all(text.searchable(seen[at[index]]) for index in range(len(found)))
    assert at[-1] == len(seen)


@given(any_text())
def test_nothing_printable_but_the_blank_is_white_space_or_unfit_for_xml(typed):
    found = text.NOT_XML.search(typed)
    assert text.first_not_xml(typed) == (found and found.start())


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("广\u200b州\u2060\ufeff\u061c\u180e", "广州"),
        ("张\u200d三\u200c 42\u200d", "张三 42"),
        ("\u06a9\u200c\u06af", "\u06a9\u200c\u06af"),  # Persian
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("☑\ufe0f是 42\ufe0f", "☑是 42"),
        ("⽆、⽉⽇、⻋⻓⻔", "无、月日、车长门"),
        ("\uf90a\U0002f800", "金丽"),
        ("ﬁﬂﬀ", "fiflff"),
        ("Cafe\u0301", "Café"),
        ("\ue81e\ue852\ue7c7", "\u9fb4䦷ḿ"),
        ("𝟏𝟖𝟑𝟗𝟎 𝖺𝑏㎡①", "18390 ab㎡①"),
        ("㎡①½", "㎡①½"),
        ("\ue000", "\ue000"),
    ],
)
def test_what_is_seen_of_a_text(typed, seen):
    assert text.visible(typed) == (seen if seen != "金丽" else unicodedata.normalize("NFC", typed))


@pytest.mark.parametrize("one", ["\u2010", "\u2011", "\u2212", "\ufe63"])
def test_a_hyphen_is_one_hyphen_in_numbers_and_stays_what_it_is_in_a_value(one):
    assert text.half_width(f"020{one}81050369") == "020-81050369"
    assert text.visible(f"6{one}2号") == f"6{one}2号"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("广州云岭〔中国〕有限公司", "广州 云岭(中国) 有限公司"),
        ("“双鱼”商标。", '"双鱼" 商标.'),
        ("ＡＢＣ—1", "abc-1"),
        ("甲·乙、丙", "甲•乙,丙"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_what_a_person_calls_the_same_is_comparable(first, second):
    assert text.comparable(first) == text.comparable(second)


@pytest.mark.parametrize(("first", "second"), [("12㎡", "12m2"), ("①", "1"), ("甲_乙", "甲乙"), ("甲", "乙")])
def test_what_a_person_calls_different_is_not(first, second):
    assert text.comparable(first) != text.comparable(second)


def test_codecs_read_what_is_seen():
    assert COUNT.canonical("42\u200b") == 42
    assert nothing("\u200b无").code == "value.declared_none"
    assert CLAIM.canonical("⽆") == CLAIM.canonical("无")
    assert DATE.canonical("2017年3⽉9⽇") == "2017-03-09"


def test_a_label_means_the_same_field_in_a_document_a_table_and_json():
    columns, label = columns_of(GuangzhouMarket), "注册资金〔万元〕"
    (column, _) = columns.find(label)
    assert text.label_key(label) == text.label_key(column.leaf.title)
    assert fold(label) == fold(column.leaf.title)
    assert GuangzhouMarket.model_validate({label: "5000"}) == GuangzhouMarket.model_validate({column.pattern: "5000"})
