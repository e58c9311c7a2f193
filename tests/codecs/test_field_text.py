"""A field with all that people leave beside a value is decoded whatever it is, and what is sure reads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms.codecs import LINE, PARAGRAPHS, IdentifierCodec, decode_field
from ipforms.codecs.cell_text import value_text
from ipforms.codecs.field_text import nothing
from ipforms.codes import org_code, uscc
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


@pytest.mark.parametrize(
    ("text", "prose", "value"),
    [
        ("（请简要介绍，可另附页）公司成立于2009年。", True, "公司成立于2009年。"),
        ("公司成立于2009年。（请简要介绍，可另附页）", True, "公司成立于2009年。"),
        ("（简述保护状况）设知识产权部。", True, "设知识产权部。"),
        ("（概括说明）设知识产权部。", True, "设知识产权部。"),
        ("（可另附页）\n设知识产权部。", True, "\n设知识产权部。"),
        ("（推荐单位填写）", True, ""),
        ("由县局填写意见并盖章", True, ""),
        ("推荐单位填写的材料属实。", True, "推荐单位填写的材料属实。"),
        ("我们（请专家说明）开展培训。", True, "我们（请专家说明）开展培训。"),  # within prose it is prose
        ("（填是或否，并注明证书编号）是（锦程牌商标）", False, "是（锦程牌商标）"),
        ("填是或否，并注明证书编号", False, ""),
        ("例：张三 苏雨桐", False, "苏雨桐"),
        ("例：XX市XX区XX路XX号浙江省婺城区宾虹路284号", False, "浙江省婺城区宾虹路284号"),
        ("例：是，证书编号GR2020XXXXXXXX\n浙江省知识产权示范企业", False, "浙江省知识产权示范企业"),
        ("如：13800138000 或 020-81050369", False, ""),  # nothing but examples
        ("（如AAA）", False, ""),
        ("如皋市东区 8号", False, "如皋市东区 8号"),
    ],
)
def test_prompts_and_examples_that_were_left_in_are_no_part_of_the_value(text, prose, value):
    assert value_text(text, prose=prose).text == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("汽车零部件（待补证明）", "汽车零部件"),
        ("智能门锁【已核对】", "智能门锁"),
        ("广州市清河东路1848号（与执照一致）", "广州市清河东路1848号"),
        ("甲公司（曾用名：乙公司）", "甲公司"),
        ("审查部（检查）", "审查部（检查）"),
        ("甲审计事务所（普通合伙）", "甲审计事务所（普通合伙）"),
        ("原平市（县级）", "原平市（县级）"),
    ],
)
def test_what_a_clerk_has_written_beside_a_value_is_no_part_of_it(text, value):
    found = value_text(text)
    assert found.text == value
    assert bool(found.notes) is (text != value)


@pytest.mark.parametrize(
    "text",
    [
        "三证合一",
        "（三证合一）",
        "已三证合一，不再单列",
        "五证合一企业，无单独代码",
        "我公司已办理多证合一",
        "已换三证合一营业执照",
        "已并入统一社会信用代码",
        "不再单独填写",
        "代码证已停用",
    ],
)
def test_who_has_one_code_instead_of_three_has_no_organisation_code(text):
    decoded = decode_field(IdentifierCodec.of(org_code.IDENTIFIER), text)
    assert (decoded.value, [note.code for note in decoded.notes]) == (None, ["value.declared_none"])
    assert decode_field(IdentifierCodec.of(uscc.IDENTIFIER), text).value == text


def test_a_code_beside_such_words_is_the_code():
    assert decode_field(IdentifierCodec.of(org_code.IDENTIFIER), "58470924-X（三证合一）").value == "58470924-X"


def test_words_for_a_blank_that_was_left_say_nothing_and_a_full_stop_ends_an_answer():
    assert [nothing(text) is not None for text in ("（未填写）", "未作填报", "未填平的坑")] == [True, True, False]
    assert [LINE.decode(text).value for text in ("永康市芝英镇。", "同意。推荐。", "等等。。")] == [
        "永康市芝英镇",
        "同意。推荐",
        "等等。。",
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("详见营业执照", None), ("详见附件（荣誉证书复印件）", "详见附件（荣誉证书复印件）")]
)
def test_what_points_to_a_paper_says_nothing_and_what_says_which_stays(text, value):
    assert decode_field(PARAGRAPHS, text).value == value
