"""Texts come out as they went in."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings

from ipforms import form
from ipforms.schemas import record_texts
from ipforms.schemas.layout import layout, leaves
from ipforms.text.character_table import INVISIBLE, JOINERS, MEANT, SELECTORS
from tests.effort import examples
from tests.strategies import hostile_text

MODEL = form("jinhua-application").model
KEPT = [
    "&<>\"'",
    "{{ uscc }} {% for x in y %}{# z #}",
    "]]><!-- &amp; &#10;",
    "第一段。\n第二段。\n\n隔一行的第三段。",
    "栏一\t栏二\n栏三\t栏四",
    "👨\u200d👩\u200d👧 🏳️\u200d🌈 ❤️",
    "䶮 𬭎 㛃",
    "（全角）《书名》，。！？１２３ＡＢＣ",
    "①㎡½²\u00a0末",
    "字" * 10_000,
    "是",
    "无",
    "/",
]


@pytest.mark.parametrize("text", KEPT, ids=lambda text: repr(text[:12]))
def test_a_text_keeps_every_character(text: str) -> None:
    record = MODEL.model_validate({"ip_protection_status": text})
    assert record.ip_protection_status == text
    assert record_texts.encode(record)["ip_protection_status"] == text
    assert MODEL.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("text", [text for text in KEPT if "\n" not in text and "\t" not in text], ids=repr)
def test_a_line_keeps_every_character(text: str) -> None:
    assert MODEL.model_validate({"enterprise_name": text}).enterprise_name == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　　第一段。\r\n　　第二段。 \r", "第一段。\n第二段。"),
        ("\n\n 甲 \n\n 乙 \n\n", "甲\n\n乙"),
        ("\ufeff甲\u200b乙", "甲乙"),
        ("\t甲\t乙\t", "甲\t乙"),
        ("   ", None),
        ("\u3000\n\u00a0", None),
        ("", None),
    ],
)
def test_indents_and_blank_edges_are_no_part_of_a_text(typed: str, kept: str | None) -> None:
    assert MODEL.model_validate({"ip_protection_status": typed}).ip_protection_status == kept


@pytest.mark.parametrize(
    ("typed", "line"),
    [(" 广州\n测试\t公司 ", "广州测试 公司"), ("科韵路16 \n号", "科韵路16号"), ("Yunling\nLtd", "Yunling Ltd")],
)
def test_a_line_goes_on_behind_a_break(typed: str, line: str) -> None:
    assert MODEL.model_validate({"enterprise_name": typed}).enterprise_name == line


@settings(max_examples=examples(100), deadline=None)
@given(hostile_text())
def test_a_text_keeps_all_that_is_seen_as_the_character_that_was_meant(text: str) -> None:
    kept = MODEL.model_validate({"ip_protection_status": text}).ip_protection_status or ""
    assert seen(kept) == seen(text)


_UNSEEN = re.compile(f"[{INVISIBLE}{JOINERS}{SELECTORS}\\s\U000e0100-\U000e01ef]")


def seen(text: str) -> str:
    """What a person sees of a text, white space aside: a radical is the character that it looks like."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.translate(MEANT)))


def test_a_draft_built_without_validation_is_printed_as_far_as_it_goes() -> None:
    market = form("guangzhou-market").model
    draft = market.model_construct(name="甲公司", legal_representative={"name": "张三"}, contacts=[{"mobile": "1"}])
    printed = record_texts.encode(draft)
    assert (printed["name"], printed["legal_representative"]["name"]) == ("甲公司", "张三")
    assert printed["contacts"] == [{"name": "", "id_number": "", "landline": "", "mobile": "1", "email": ""}]
    assert printed["cover"]["date"] == "" and printed["ip_units"] == []


def test_numbers_in_a_narrow_cell_stand_on_a_line_each() -> None:
    record = MODEL.model_validate({"office_phones": ["0579-82177827", "13905790000"]})
    assert record_texts.encode(record)["office_phones"] == "0579-82177827、\n13905790000"


def test_the_leaves_of_a_form_are_found_once(form):
    assert leaves(layout(form.model)) is leaves(layout(form.model))
