"""Columns that hold one value in pieces, as people have them to sort by."""

from __future__ import annotations

import pytest

import ipforms
from ipforms.bulk import Rows, open_source

FORM = ipforms.form("guangzhou-enterprise")
NAMES = ["广州双龙机械有限公司", "广州红星饰品有限公司", "广州金泰门业有限公司", "广州康迈纺织有限公司"]


def read(headers, *values, form=FORM):
    lines = [",".join((name, *row)) for name, row in zip(NAMES, values, strict=True)]
    with open_source("\n".join([",".join(("企业名称", *headers)), *lines]).encode()) as source:
        rows = Rows(form, source, ignore_unknown=True)
        return rows, [entry.record.model_dump() for entry in rows if entry.record]


PHONES = [("020", "85229954", "8008"), ("020", "83241174", ""), ("020", "84275445", "801"), ("020", "82098765", "")]


@pytest.mark.parametrize(
    "headers", [("法人代表·区号", "法人代表·号码", "法人代表·分机"), ("区号", "法人代表电话", "分机")]
)
def test_a_telephone_in_pieces(headers):
    rows, found = read(headers, *PHONES)
    assert [each["legal_representative"]["phones"] for each in found[:2]] == [["020-85229954-8008"], ["020-83241174"]]
    assert not rows.ignored


@pytest.mark.parametrize("headers", [("注册时间·年", "注册时间·月", "注册时间·日"), ("注册年", "注册月", "注册日")])
def test_a_date_in_pieces(headers):
    _, found = read(headers, ("1994", "10", "3"), ("2009", "9", "20"), ("2010", "12", ""), ("2011", "", ""))
    assert [each["registered_on"] for each in found] == ["1994-10-03", "2009-09-20", "2010-12", "2011"]


def test_an_address_in_pieces_and_one_that_is_whole_already():
    streets = ["兴业大道224号", "番禺大道北369号", "番禺大道北39号", "市良路837号"]
    headers = ("市", "区", "注册地址")
    _, found = read(headers, *(("广州市", "番禺区", street) for street in streets))
    assert found[0]["registered_address"] == "广州市番禺区兴业大道224号"
    rows, found = read(headers, *(("广州市", "番禺区", f"广州市番禺区{street}") for street in streets))
    assert found[0]["registered_address"] == "广州市番禺区兴业大道224号" and len(rows.ignored) == 2


def test_a_code_in_pieces():
    codes = ["91440101MA59AAAA0A", "91440101MA59BBBB0B", "91440101MA59CCCC0C", "91440101MA59DDDD0D"]
    rows, _ = read(("统一社会信用代码·前八位", "统一社会信用代码·后十位"), *((code[:8], code[8:]) for code in codes))
    assert [match.state for match in rows.matches] == ["sure"] * 3 and rows.reader.fields[
        "统一社会信用代码·前八位"
    ] == "uscc"


JINHUA = ipforms.form("jinhua-application")
TITLES = ("知识产权示范企业·国家级", "知识产权示范企业·省级", "知识产权示范企业·市级", "知识产权示范企业·无")


def test_a_tick_below_each_answer():
    headers = ("国家高企·是", "国家高企·否", *TITLES)
    values = [
        ("√", "", "", "√", "", ""),
        ("", "√", "", "", "", "√"),
        ("√", "", "", "", "√", ""),
        ("", "", "√", "", "", ""),
    ]
    rows, found = read(headers, *values, form=JINHUA)
    assert not rows.ignored
    assert [each["high_tech"]["held"] for each in found] == [True, False, True, None]
    levels = [(each["ip_model_title"]["held"], each["ip_model_title"]["level"]) for each in found]
    assert levels == [(True, "provincial"), (False, None), (True, "municipal"), (True, "national")]


def test_numbers_below_two_answers_are_no_ticks():
    rows, _ = read(("国家高企·是", "国家高企·否"), ("√", "3"), ("", "4"), ("√", ""), ("", "5"), form=JINHUA)
    assert "bulk.match.piece" not in [match.why.key for match in rows.matches]


def test_the_level_of_a_title_may_stand_in_the_place_of_a_tick():
    headers = [f"知识产权称号（填级别）·{each}" for each in ("示范", "优势", "试点")]
    values = [("", "省级", ""), ("国家级", "", ""), ("", "", "市"), ("", "", "")]
    rows, found = read(headers, *values, form=JINHUA)
    levels = [(each["ip_model_title"]["held"], each["ip_model_title"]["level"]) for each in found[:3]]
    assert levels == [(True, "provincial"), (True, "national"), (True, "municipal")] and not rows.ignored
    assert found[3]["ip_model_title"]["held"] is None


def test_several_kinds_of_goods_may_be_ticked_and_one_by_nobody():
    headers = [f"主营（打√）·{each}" for each in ("皮具箱包", "服装", "化妆品", "鞋", "五金灯饰")]
    values = [("", "", "", "√", "√"), ("√", "", "", "", ""), ("√", "", "√", "", "√"), ("", "", "", "", "")]
    rows, found = read(headers, *values, form=ipforms.form("guangzhou-market"))
    goods = [each["goods_categories"] for each in found]
    assert goods == [["鞋", "五金灯饰"], ["皮具箱包"], ["皮具箱包", "化妆品", "五金灯饰"], []] and not rows.ignored
