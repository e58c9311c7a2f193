"""The kinds of field that forms of other places have: boxes as people tick them, losses, periods, digit boxes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ipforms.codecs import PERSON, BoxedClaimCodec, ChoiceCodec, ChoicesCodec, Codec, Decoded, decode_field
from ipforms.schemas import types
from ipforms.schemas.base import FormModel, field
from ipforms.schemas.jsonschema import json_schema
from ipforms.schemas.types import Coded
from tests.effort import examples
from tests.strategies import KINDS, canonical_values

WORDS = ("国有", "民营", "外商投资", "其他")
CHOICES = ChoicesCodec.of(WORDS, open_word="其他")
BLANKS = ("□", "☐", "○", "( )", "（　）", "[ ]")
TICKS = ("☑", "√", "✓", "■", "●", "(√)", "（√ ）", "[x]")


@st.composite
def ticked_forms(draw: st.DrawFn) -> tuple[list[str], str]:
    """Options as a form prints them and somebody has ticked them, with the ticked ones."""
    ticked = draw(st.lists(st.sampled_from(WORDS[:3]), unique=True))
    blank, tick = draw(st.sampled_from(BLANKS)), draw(st.sampled_from(TICKS))
    gap, apart = draw(st.sampled_from(("", " "))), draw(st.sampled_from((" ", "　", "   ", "\n", "、")))
    marks = [(tick if word in ticked else blank, word) for word in WORDS]
    is_first = draw(st.booleans())
    return [word for word in WORDS if word in ticked], apart.join(
        f"{mark}{gap}{word}" if is_first else f"{word}{gap}{mark}" for mark, word in marks
    )


@pytest.mark.parametrize(
    ("text", "value", "codes"),
    [
        ("国有（主要）、民营", ["国有", "民营"], []),
        ("外商、民营", ["民营", "外商投资"], ["choice.other_word"]),
        ("◇国有 ◆民营 ◇外商投资 ◇其他", ["民营"], []),
    ],
)
def test_options_may_have_a_remark_be_short_and_stand_behind_boxes_of_any_shape(text, value, codes):
    found = CHOICES.decode(text)
    assert found.value == value and [note.code for note in found.notes] == codes


@settings(max_examples=examples(200), deadline=None)
@given(made=ticked_forms())
def test_what_is_ticked_is_read_whatever_the_shape_of_the_boxes(made: tuple[list[str], str]) -> None:
    ticked, text = made
    read = decode_field(CHOICES, text)
    assert read.value == ticked and not read.doubts, text


@settings(max_examples=examples(200), deadline=None)
@given(made=ticked_forms(), data=st.data())
def test_a_form_whose_marks_are_damaged_is_never_read_wrongly_without_a_doubt(
    made: tuple[list[str], str], data: st.DataObject
) -> None:
    ticked, text = made
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from("√□×☑ \n"))
    read = decode_field(CHOICES, text[:at] + sign + text[at:])
    more = [word for word in read.value or () if word not in ticked]
    if sign in "√☑":  # it ticks one more option, of which a person who sees the page may say the same
        assert read.doubts or len(more) <= 1
    else:
        assert read.doubts or read.value == ticked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("民营", "民营"),
        ("民 营", "民营"),
        ("√民营", "民营"),
        ("□国有 □√民营 □外商投资 □其他", "民营"),
        ("□国有□√民营□外商投资□其他：", "民营"),
        ("②民营", "民营"),
        ("国有\n√ 民营\n外商投资\n其他", "民营"),
        ("□国有√ □民营 □外商投资 □其他", "国有"),
        ("国有 √民营 外商投资", "民营"),
        ("□国有 □民营 □外商投资 ☑其他：股份合作", "股份合作"),
        ("□国有 □民营 □外商投资 √其他（国有控股）", "国有控股"),
        ("○国有 ○民营 ●外商投资 ○其他____", "外商投资"),
        ("☑民营", "民营"),
        ("无", None),
        ("□国有 □民营 □外商投资 □其他____", None),
    ],
)
def test_one_of_several(text: str, value: str | None) -> None:
    read = decode_field(ChoiceCodec.of(WORDS, open_word="其他"), text)
    assert read.value == value and not read.doubts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("☑国有 ☑民营", "choice.several"),
        ("□国有√□民营", "choice.unclear"),
        ("×国有 □民营 □外商投资", "choice.unclear"),
        ("国有 民营 外商投资 其他", "choice.unclear"),
        ("非国有", "choice.other_assumed"),
        ("□国有 □民营 □外商投资 □其他：合作社", "choice.other_unticked"),
        ("☑国有（省属）□民营", "choice.remark"),
        ("□国有 □民营 ☑不适用", "choice.unclear"),
    ],
)
def test_what_does_not_tell_is_doubted(text: str, code: str) -> None:
    read = decode_field(ChoiceCodec.of(WORDS, open_word="其他"), text)
    assert code in {note.code for note in read.doubts}


@pytest.mark.parametrize(
    ("text", "value", "is_doubted"),
    [
        ("再次", "further", True),
        ("再次申报", "further", True),
        ("非首次", "further", True),
        ("□首次 √再次", "further", True),
        ("√首次 □再次", "first", False),
        ("初次", "first", True),
    ],
)
def test_one_of_two_options_may_be_said_in_other_words(text: str, value: str, is_doubted: bool) -> None:
    read = decode_field(ChoiceCodec.of({"first": "首次申报", "further": "后续申报"}, boxes=()), text)
    assert read.value == value and ("choice.other_word" in {note.code for note in read.doubts}) == is_doubted


@pytest.mark.parametrize(
    ("text", "value", "remark"),
    [
        ("□是 ☑否（原因：____）", "否（原因：____）", ""),
        ("□是 ☑否（原因：）", "否（原因：____）", ""),
        ("□是 ☑否", "否（原因：____）", ""),
        ("□是 ☑否（原因：人手不足）", "否（原因：____）", "人手不足"),
        ("☑是 □否（原因：）", "是", ""),
        ("□是 □否 ☑不适用", None, None),
        ("不适用☑ 是□ 否□", None, None),
    ],
)
def test_what_is_filled_in_within_an_option_is_told_and_a_tick_beside_another_word_is_of_none(
    text: str, value: str | None, remark: str | None
) -> None:
    read = decode_field(ChoiceCodec.of(("是", "否（原因：____）")), text)
    told = [(note.code, note.context.get("remark")) for note in read.notes]
    expected = [("choice.unclear", None)] if remark is None else [("choice.remark", remark)] * bool(remark)
    assert (read.value, told) == (value, expected)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("loss", "-12.5", Decimal("-12.5")),
        ("loss", "亏损12.5万元", Decimal("-12.5")),
        ("loss", "(1,234.5)", Decimal("-1234.5")),
        ("loss", "△3", Decimal("-3")),
        ("loss", "+18.2", Decimal("18.2")),
        ("loss", "比上年下降3.2万元", Decimal("-3.2")),
        ("loss", "同比增长3.2万元", Decimal("3.2")),
        ("loss", "下降-3", None),
        ("percent", "12.5％", Decimal("12.5")),
        ("percent", "百分之十二", Decimal(12)),
        ("unit", "2500千克", Decimal("2.5")),
        ("period", "2023年1月1日-2025年12月31日", "2023-01-01/2025-12-31"),
        ("period", "2023-01至今", "2023-01/.."),
        ("period", "2023—2025年", "2023/2025"),
        ("period", "2025年1—6月", "2025-01/2025-06"),
        ("period", "2025年第一季度", "2025-01/2025-03"),
        ("period", "2025年度", "2025-01/2025-12"),
        ("period", "自2023年1月起至2025年12月止", "2023-01/2025-12"),
        ("year", "二〇二四年", 2024),
        ("digits", "|5|1|0|6|6|5|", "510665"),
        ("claim", "□是（证书编号：____） ☑否", {"held": False, "detail": None}),
        ("claim", "☑是，证书编号：GR1 □否", {"held": True, "detail": "GR1"}),
        ("answer", "□是 √否", False),
        ("photo", "照片", None),
    ],
)
def test_how_people_write_the_other_kinds(kind: str, text: str, value: Any) -> None:
    assert decode_field(KINDS[kind], text).value == value


def test_what_a_form_prints_while_it_is_blank_is_no_value() -> None:
    for codec in KINDS.values():
        read = decode_field(codec, codec.blank)
        assert read.value == codec.decode("").value and not read.doubts, codec.blank


@pytest.mark.parametrize("codec", [pytest.param(codec, id=name) for name, codec in KINDS.items()])
@settings(max_examples=examples(30), deadline=None)
@given(data=st.data())
def test_json_schema_lets_through_what_the_kind_holds(codec: Codec[Any], data: st.DataObject) -> None:
    value = data.draw(canonical_values(codec))
    shape = Coded(codec).codec.shape
    plain = float(value) if isinstance(value, Decimal) else value
    if value is not None and shape:
        assert not [*Draft202012Validator(dict(shape)).iter_errors(plain)]


class Firm(FormModel):
    """A form of one choice."""

    kind: Annotated[str | None, types.choice({"state": "国有", "private": "民营"})] = field("企业类型", "类型", "state")


@pytest.mark.parametrize(
    ("text", "value"),
    [("☑首次 □后续", "首次申报"), ("后续", "后续申报"), ("□首次 □后续", None), ("首次/后续", None), ("申报", None)],
)
def test_the_end_that_all_options_have_may_be_left_out(text, value):
    read = decode_field(ChoiceCodec.of(("首次申报", "后续申报"), boxes=()), text)
    assert (read.value, bool(read.doubts)) == (value, value is None and "□" not in text)


def test_options_have_their_titles_in_the_schema() -> None:
    shown = json_schema(Firm, nullable=False)["properties"]["kind"]
    assert shown["oneOf"] == [{"const": "state", "title": "国有"}, {"const": "private", "title": "民营"}]
    assert Firm.model_validate({"企业类型": "民营"}).kind == "private"


@pytest.mark.parametrize(
    ("text", "held", "detail"),
    [
        ("☑有（证书号：A1） □无", True, "A1"),
        ("有☑ 证书号：A1 无□", True, "A1"),
        ("√有 证书号：X有无 □无", True, "X有无"),
        ("□有 ☑无", False, None),
        ("□有（证书号：____） □无", None, None),
    ],
)
def test_a_claim_may_have_other_answers_than_yes_and_no(text, held, detail):
    kind = BoxedClaimCodec(asks="证书号", answers=("有", "无"))
    assert kind.decode(text).value == {"held": held, "detail": detail}


@pytest.mark.parametrize(
    "text", ["国有◇ 民营◇ 其他◇", "△国有\n△民营\n△其他______", "○国有 ○民营 ○其他（＿＿＿）", "( )国有 ( )民营 ( )其他"]
)
def test_options_are_ticked_in_the_print_of_the_form_and_read_back(text):
    codec = types.choice(("国有", "民营", "其他"), other="其他", as_printed=text).codec
    assert codec.blank == text and codec.decode(text) == Decoded(None)
    for value in ("国有", "民营", "其他", "股份合作"):
        printed = codec.encode(value)
        assert codec.decode(printed) == Decoded(value), printed
        assert printed.count("\n") == text.count("\n") and "□" not in printed and "☑" not in printed


def test_a_print_in_which_options_cannot_be_told_apart_gives_way_to_the_usual_one():
    codec = types.choice(("国有", "民营"), as_printed="□国有或民营 □外资").codec
    assert codec.encode("民营") == "□国有 ☑民营"


def test_boxes_that_are_bullets_elsewhere_are_read_where_the_form_prints_them():
    answer, claim = types.answer(("◇", "◆")).codec, types.claim("编号", ("◇", "◆")).codec
    assert [answer.decode(answer.encode(each)).value for each in (True, False)] == [True, False]
    assert claim.encode({"held": True, "detail": "GR1"}) == "◆是（编号：GR1） ◇否"
    assert claim.decode("◇是（编号：） √否").value == {"held": False, "detail": None}
    assert claim.decode("◆是，编号GR1").value == {"held": True, "detail": "GR1"}


@pytest.mark.parametrize(
    "text", ["国有类、民营类", "1.国有 2.民营", "（1）国有；（2）民营", "国有和民营", "国有＋民营"]
)
def test_options_of_a_list_may_be_numbered_and_have_words_between_them(text):
    read = decode_field(CHOICES, text)
    assert read.value == ["国有", "民营"] and not read.doubts


@pytest.mark.parametrize("behind", ["　　　单位（公章）", "    （盖章）", "  单位盖章：", "\t企业公章"])
def test_where_a_seal_goes_is_no_part_of_the_name_before_it(behind):
    assert decode_field(PERSON, f"黎永康{behind}").value == "黎永康"


@pytest.mark.parametrize("prompt", ["单位盖章", "企业盖章：", "（单位公章）"])
def test_where_a_seal_goes_is_nobody(prompt):
    assert decode_field(PERSON, prompt).value is None
