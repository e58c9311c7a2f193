"""A field with all that people leave beside a value is decoded whatever it is, and what is sure reads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.codecs import decode_field
from tests.codecs.test_hostile import CODECS
from tests.effort import examples

PIECES = st.sampled_from(
    (
        *(
            "如：",
            "例：",
            "请填写",
            "（如：",
            "地址：",
            "□",
            "☑",
            "√",
            "{{",
            "}}",
            "«",
            "»",
            "1.",
            "2.",
            "①",
            "等",
            "和",
            "及",
        ),
        *(
            "/",
            "第7类",
            "注册号",
            "ZL",
            "商标",
            "万元",
            "亩",
            "美元",
            "星期四",
            "起施行",
            "其中",
            "April",
            "21",
            "\n",
            "共",
        ),
        *(
            "约",
            "陸拾貳",
            "￥",
            "5000",
            "???",
            "\ufffd",
            "锟斤拷",
            "\ue000",
            " ",
            "（",
            "）",
            "“",
            "”",
            "、",
            "\u200d",
            "张三",
        ),
        *("13800138000", "ZL201710601862.3", "2012年5月", "12345678", "否", "是", "无"),
    )
)
NAMES = frozenset({"地址", "注册地址"})


@pytest.mark.parametrize("codec", [pytest.param(codec, id=name) for name, codec in CODECS.items()])
@settings(max_examples=examples(60), deadline=None)
@given(pieces=st.lists(PIECES, max_size=9))
def test_any_text_of_a_field_is_decoded_and_what_has_no_note_reads_back(codec, pieces):
    decoded = decode_field(codec, "".join(pieces), NAMES, "注册资金（元）")
    for note in decoded.notes:
        assert note.message("zh") and note.message("en")
    if not decoded.notes and decoded.value not in (None, []):
        assert codec.decode(codec.encode(decoded.value)).value == decoded.value
