"""Hypothesis strategies that tests share: texts that hurt, canonical values of each codec, records of each form."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ipforms.codecs import (
    PERCENT,
    PERIOD,
    PHOTO,
    ROUND,
    SIGNED_MONEY,
    YEAR,
    AmountCodec,
    AnswerCodec,
    BoxedClaimCodec,
    ChoiceCodec,
    ChoicesCodec,
    Codec,
    CountCodec,
    DigitBoxesCodec,
    IdentifierCodec,
    IdentifiersCodec,
    ListCodec,
    PeriodCodec,
    PlaceCodec,
    ProseCodec,
    TextCodec,
    UnfitValue,
    YearCodec,
    amount_codec,
)
from ipforms.codecs.claims import ClaimCodec
from ipforms.codecs.dates import DateCodec
from ipforms.codecs.patent_counts import PatentCountsCodec
from ipforms.codecs.title_levels import LevelCodec
from ipforms.codecs.trade_marks import TradeMarksCodec
from ipforms.codes import phone
from ipforms.forms import form
from ipforms.schemas.base import FormModel
from ipforms.schemas.layout import FieldGroup, Leaf, layout
from ipforms.text import paragraphs

_CONTRACT = Path(__file__).parent / "data" / "contract"
_SIGNS = (
    *"（）()[]【】“”\"'‘’「」『』《》〝〞√✓☑□■×/／、，,；;：:。.·・•－-—–~*#%&<>{}|",
    *" \t\n\r\u3000\u00a0\u2028\u200b\u200d\ufeff\x85",
    *"是否无有国省市级年月日约近万亿亩元㎡①½䶮㛃𬭎é😀",
    *(
        "是，",
        "否：",
        "√是",
        "☑是 □否",
        "国家级；",
        "省级;",
        "市级",
        "浙江省知识产权",
        "其中",
        "共计",
        "合计",
        "无",
        "见附件",
    ),
    *("{{ x }}", "{% y %}", "]]>", "&amp;", "👨\u200d👩\u200d👧", "第1类", "转8001", "手机", "（经理）"),
)
_NUMBERS = (
    *(
        "020-81050369",
        "13800138000",
        "81050370",
        "0579-82177827",
        "852-2123 4567",
        "400-670-0700",
        "138****8000",
        "1.38E+10",
    ),
    *("ZL201710601862.3", "95115608.X", "G1234567", "12345678", "第1234567号", "91440106MAXXXXX07Q", "MAXXXXX0-7"),
    *(
        "44010119800101005X",
        "510665",
        "a@qq.com",
        "12件",
        "2017年3月9日",
        "2017-03",
        "3.5万",
        "伍仟万元",
        "0",
        "00",
        "１２",
    ),
)


_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])


@cache
def hostile_text(max_size: int = 30) -> st.SearchStrategy[str]:
    """Any text that XML can hold, or a string of what the codecs look for."""
    pieces = st.one_of(st.sampled_from(_SIGNS), st.sampled_from(_NUMBERS), st.sampled_from("张三李四双龙公司"))
    return st.one_of(
        st.lists(pieces, max_size=8).map("".join),
        st.text(_CHARACTERS, max_size=max_size),
    )


@cache
def any_text(max_size: int = 30) -> st.SearchStrategy[str]:
    """Any str of Python's, control characters and lone surrogates too."""
    return st.one_of(hostile_text(max_size), st.text(st.characters(), max_size=max_size))


def _amounts() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.decimals(0, 10**15 - 1, allow_nan=False, allow_infinity=False),
        st.sampled_from((Decimal("0.000001"), Decimal("-0"), Decimal("1E+3"), 0.1 + 0.2, 1 / 3, Decimal(10**15) - 1)),
        st.floats(0, 1e12, allow_nan=False),
        st.integers(0, 10**15 - 1),
    )


def _dates() -> st.SearchStrategy[str]:
    days = st.dates(datetime.date(1000, 1, 1)).map(datetime.date.isoformat)
    return st.builds(lambda day, end: day[:end], days, st.sampled_from((4, 7, 10)))


def _claims(*, levelled: bool) -> st.SearchStrategy[Any]:
    parts: dict[str, st.SearchStrategy[Any]] = {
        "held": st.sampled_from((True, False, None)),
        "detail": st.one_of(st.none(), hostile_text()),
    }
    if levelled:
        parts["level"] = st.sampled_from((None, "national", "provincial", "municipal", "省级"))
    # 否（国家级）: what is not held has no level, whatever its detail names.
    claims = st.fixed_dictionaries({}, optional=parts)
    return claims.filter(lambda claim: claim.get("held") is not False or not claim.get("level"))


def _holdings() -> st.SearchStrategy[Any]:
    counts = st.one_of(st.none(), st.integers(0, 99), st.integers(0, 10**14))
    return st.fixed_dictionaries({}, optional=dict.fromkeys(("total", "invention", "utility_model", "design"), counts))


def _marks() -> st.SearchStrategy[Any]:
    word = st.one_of(st.none(), hostile_text(12))
    return st.lists(
        st.one_of(st.fixed_dictionaries({}, optional={"name": word, "number": word}), hostile_text()), max_size=4
    )


_OWNERSHIP = ("国有", "民营", "外商投资", "其他")
KINDS: dict[str, Codec[Any]] = {
    "choice": ChoiceCodec.of(_OWNERSHIP[:3]),
    "choice, open": ChoiceCodec.of(_OWNERSHIP, open_word="其他"),
    "choice, keys": ChoiceCodec.of({"state": "国有", "private": "民营"}, boxes=ROUND),
    "choice, brackets": ChoiceCodec.of(_OWNERSHIP, open_word="其他", boxes=("（ ）", "（√）")),
    "choice, list": ChoiceCodec.of(_OWNERSHIP[:3], boxes=()),
    "choices": ChoicesCodec.of(_OWNERSHIP[:3]),
    "choices, open": ChoicesCodec.of(_OWNERSHIP, open_word="其他"),
    "choices, list": ChoicesCodec.of(_OWNERSHIP, open_word="其他", boxes=()),
    "answer": AnswerCodec(("□", "☑")),
    "claim": BoxedClaimCodec(asks="证书编号"),
    "claim, bare": BoxedClaimCodec(),
    "claim, other answers": BoxedClaimCodec(asks="证书号", answers=("已通过", "未通过")),
    "percent": PERCENT,
    "loss": SIGNED_MONEY,
    "unit": amount_codec("吨", {"千克": "0.001"}),
    "phone": IdentifierCodec.of(phone.IDENTIFIER),
    "limited": ProseCodec(paragraphs, None, 300),
    "period": PERIOD,
    "year": YEAR,
    "digits": DigitBoxesCodec(6),
    "photo": PHOTO,
}
"""The kinds of field that other forms than the built-in ones have."""


def _periods() -> st.SearchStrategy[Any]:
    iso = st.builds(
        lambda day, end: day.isoformat()[:end], st.dates(datetime.date(1000, 1, 1)), st.sampled_from((4, 7, 10))
    )
    return st.one_of(st.builds(lambda *ends: "/".join(sorted(ends)), iso, iso), iso.map(lambda first: f"{first}/.."))


def _option(codec: Any) -> st.SearchStrategy[Any]:
    known = [each for pair in codec.options for each in pair]
    return st.one_of(st.sampled_from(known), st.sampled_from(("股份合作", "非国有", "国有控股")), hostile_text(8))


def given_values(codec: Codec[Any]) -> st.SearchStrategy[Any]:
    """What a program may hand to a codec: of the right kind, in any spelling."""
    by_kind: tuple[tuple[type[Codec[Any]], Any], ...] = (
        (ChoiceCodec, _option(codec) if isinstance(codec, ChoiceCodec) else None),
        (ChoicesCodec, st.lists(_option(codec), max_size=4) if isinstance(codec, ChoicesCodec) else None),
        (PeriodCodec, _periods()),
        (YearCodec, st.integers(1000, 2999)),
        (DigitBoxesCodec, st.one_of(st.from_regex("[0-9A-Z]{1,6}", fullmatch=True), st.integers(0, 999999))),
        (PlaceCodec, st.booleans()),
        (IdentifierCodec, st.one_of(st.sampled_from(_NUMBERS), hostile_text())),
        (TextCodec, hostile_text()),
        (AmountCodec, st.one_of(_amounts(), st.floats(-1e6, 1e6, allow_nan=False))),
        (CountCodec, st.one_of(st.integers(0, 999), st.integers(0, 10**15 - 1))),
        (DateCodec, _dates()),
        (AnswerCodec, st.booleans()),
        (LevelCodec, st.sampled_from(("national", "provincial", "municipal"))),
        (ClaimCodec, _claims(levelled=getattr(codec, "levelled", False))),
        (PatentCountsCodec, _holdings()),
        (TradeMarksCodec, _marks()),
        (
            (ListCodec, IdentifiersCodec),
            st.lists(st.one_of(st.sampled_from(_NUMBERS), hostile_text()), max_size=5),
        ),
    )
    return next(strategy for kind, strategy in by_kind if isinstance(codec, kind))


def canonical_values(codec: Codec[Any]) -> st.SearchStrategy[Any]:
    """Values in the one shape that the codec keeps; None or empty too."""

    def canonical(given: Any) -> Any:
        try:
            return codec.canonical(given)
        except UnfitValue:
            return codec.decode("").value

    return given_values(codec).map(canonical)


def contract(form_id: str) -> dict[str, Any]:
    """The one full record of a form that fixes its names and shapes."""
    loaded: dict[str, Any] = json.loads((_CONTRACT / f"{form_id}.json").read_text(encoding="utf-8"))
    return loaded


def records(form_id: str) -> st.SearchStrategy[FormModel]:
    """Records of a form, each field filled in or absent."""
    return _records(form(form_id).model)


@cache  # building the strategy takes five times as long as drawing from it, and tests ask for it for each example
def _records(model: type[FormModel]) -> st.SearchStrategy[FormModel]:
    return _groups(layout(model)).map(model.model_validate)


def _groups(group: FieldGroup) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={child.name: _parts(child) for child in group.children})


def _parts(node: Leaf | FieldGroup) -> st.SearchStrategy[Any]:
    if isinstance(node, Leaf):
        return st.one_of(st.none(), canonical_values(node.codec))
    return st.lists(_groups(node), max_size=2) if node.repeated else _groups(node)
