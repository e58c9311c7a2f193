"""Trade marks, alone and in a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.codecs import TRADE_MARKS
from ipforms.codes import trademark
from ipforms.codes.trademark import TradeMarkEntry
from ipforms.text import visible

QUOTES = '“”"「」『』《》‘’〝〞'
NAMES = (
    st.text(
        st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters=QUOTES),
        min_size=1,
        max_size=12,
    )
    .map(visible)
    .filter(bool)
)
NUMBERS = st.from_regex(r"\AG?[0-9]{5,8}[A-Z]?\Z")


@given(
    st.lists(
        st.one_of(
            st.fixed_dictionaries({"name": NAMES, "number": st.none() | NUMBERS}),
            st.fixed_dictionaries({"name": st.none(), "number": NUMBERS}),
        )
    )
)
def test_a_printed_list_of_marks_reads_back(marks: list[TradeMarkEntry]) -> None:
    assert trademark.parse_marks(TRADE_MARKS.encode(marks)) == marks


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("嘉达 28268608|婺江 9855924", [("嘉达", "28268608"), ("婺江", "9855924")]),
        ("鸿能｜双溪", [("鸿能", None), ("双溪", None)]),
        ("“双鱼”12345678", [("双鱼", "12345678")]),
        ("双鱼 12345678", [("双鱼", "12345678")]),
        (
            "“双鱼”12345678、锦程（第9876543号）、G1234567",
            [("双鱼", "12345678"), ("锦程", "9876543"), (None, "G1234567")],
        ),
        ("第1234567号；第7654321号", [(None, "1234567"), (None, "7654321")]),
        ("《双龙、双凤》（注册号：12345678）", [("双龙、双凤", "12345678")]),
        ("361度（12345678）", [("361度", "12345678")]),
        ("“双鱼”12345678（第25类）", [("双鱼", "12345678")]),
        ("第9987559号“越秀”", [("越秀", "9987559")]),
        ("17175221（长征）；G902390（鼎盛）", [("长征", "17175221"), ("鼎盛", "G902390")]),
        ("“双龙”第5566778号；国际注册第G1345678号", [("双龙", "5566778"), (None, "G1345678")]),
        ("马德里国际商标注册号：G1345678", [(None, "G1345678")]),
        ("彩虹国际 第5566778号", [("彩虹国际", "5566778")]),
        ("NO.12345678 双龙", [("双龙", "12345678")]),
        ("商标名称：双龙 国际注册号：G1234567", [("双龙", "G1234567")]),
        ("双龙 12345678 锦程 12345679", [("双龙", "12345678"), ("锦程", "12345679")]),
        ("双龙 第12345678号 2030年到期", [("双龙 第12345678号 2030年到期", None)]),
        ("“兰江”牌（商标注册证第1234567号）", [("兰江", "1234567")]),
        ("“双龙”商标，注册号：12345678", [("双龙", "12345678")]),
        ("双龙", [("双龙", None)]),
        ("“双龙", [("“双龙", None)]),
        ("", []),
    ],
)
def test_marks_are_read_as_people_list_them(raw: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(mark["name"], mark["number"]) for mark in trademark.parse_marks(raw)] == expected


@pytest.mark.parametrize(
    ("raw", "is_guess"),
    [
        ("双龙、12345678", True),
        ("双龙 第12345678号 2030年到期", True),
        ("“双龙”、12345678", False),
        ("双龙、锦程", False),
        ("12345678（双龙）", False),
    ],
)
def test_what_may_be_one_mark_or_two_is_told(raw: str, is_guess: bool) -> None:
    assert any(note.code == "list.split" for note in TRADE_MARKS.decode(raw).notes) is is_guess


def test_an_endless_cell_is_kept_whole() -> None:
    text = "“" * 10_000
    assert trademark.parse_marks(text) == [{"name": text, "number": None}]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("雾岭、磐山雾（注册号：7718305、15520964）", [("雾岭", "7718305"), ("磐山雾", "15520964")]),
        ("雾岭、磐山雾\n7718305、15520964", [("雾岭", "7718305"), ("磐山雾", "15520964")]),
        ("雾岭（7718305、15520964）", [("雾岭", "7718305"), (None, "15520964")]),
        ("雾岭、磐山雾（7718305）", [("雾岭", None), ("磐山雾", "7718305")]),
    ],
)
def test_numbers_behind_all_names_are_one_of_each(text, marks):
    assert [(mark["name"], mark["number"]) for mark in trademark.parse_marks(text)] == marks
