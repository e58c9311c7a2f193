"""A claim is held by a positive sign, denied by a negative word; whatever is neither is nobody's guess."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipforms.codecs import ANSWER, CLAIM, LEVELLED_CLAIM
from ipforms.schemas.jinhua import JinhuaApplication
from ipforms.schemas.layout import layout, leaves
from ipforms.text.regex import regex
from tests.effort import examples

NO = """
无|否|無|不属于|未认定|FALSE|N|no|０|0|0件|不适用|N/A|（否）|【否】|无。|不是|×|未参评
目前没有|我公司目前没有|暂无|尚未获得|非高新技术企业
□是（证书编号：  ）　☑否|□是 ■否|□是 √否|○是 ●否|□是 R否|£是 R否|否 /|否（无）|¨是 þ否|☐是 ☒否|□是 ✅否
是□ 否☑|是（ ） 否（√）|□否 □是 ☑无|否√|√ 否|[ ]是 [x]否|【】是【√】否|是 √否
"""
YES = {
    **dict.fromkeys(("是", "√", "☑", "有", "TRUE", "Y", "1", "（是）", "已认定")),
    **dict.fromkeys(("☑是 □否", "是√ 否□", "R是 £否", "是（　）")),
    "是，GR202133001234": "GR202133001234",
    "√，浙江省著名商标": "浙江省著名商标",
    "☑是（证书编号GR1） □否": "证书编号GR1",
    "☑是（证书编号：  ） □否": None,
    "□国家级 ☑省级 □市级": "省级",
    "（√）高新技术企业": "高新技术企业",
}
YES_IN_WORDS = """
GR202133001234|2021年认定|双龙牌|“双龙”|1件|国家知识产权示范企业|证书未到期，2021年
无锡市知名商标|未来牌，2018年认定|否极泰来牌|不锈钢制品知名商标|非遗示范企业|无为县著名商标
国家火炬计划重点高新技术企业|2021年12月16日认定，2024年12月15日到期
"""
UNCLEAR = """
拟申报|证书已到期|是/否|是 否|有/无|请选择|nan|双龙|待定|2018年认定，已到期|详见附件
□驰名商标|[ ] 驰名商标|□ 国家高新技术企业（2021年）
国家高新技术企业正在申报|计划2023年申报|是否已认定|有限公司|电话|（☑是 □否
"""


def _of(table: str) -> list[str]:
    return [text for line in table.strip().split("\n") for text in line.split("|")]


@pytest.mark.parametrize("codec", [CLAIM, LEVELLED_CLAIM])
@pytest.mark.parametrize("text", _of(NO))
def test_a_negative_is_no(codec, text):
    decoded = codec.decode(text)
    assert (decoded.value["held"], decoded.value["detail"], decoded.notes) == (False, None, ())


@pytest.mark.parametrize("text", ["—", "——", "/", "\\"])
def test_a_dash_is_no_with_a_note(text):
    """It may also say that nobody has answered."""
    decoded = CLAIM.decode(text)
    assert (decoded.value["held"], [note.code for note in decoded.notes]) == (False, ["claim.dash"])


@pytest.mark.parametrize(("text", "detail"), [*YES.items(), *((text, text) for text in _of(YES_IN_WORDS))])
def test_a_positive_sign_is_yes(text, detail):
    decoded = CLAIM.decode(text)
    assert (decoded.value["held"], decoded.value["detail"], decoded.notes) == (True, detail, ())


@pytest.mark.parametrize("text", _of(UNCLEAR))
def test_anything_else_is_a_doubt(text):
    decoded = CLAIM.decode(text)
    assert decoded.value == {"held": None, "detail": None}
    assert [note.code for note in decoded.doubts] == ["claim.unclear"]


@pytest.mark.parametrize("text", ["☑是 ☑否", "是√ 否√", "是 √ 否"])
def test_two_ticks_are_a_doubt(text):
    for codec in (CLAIM, ANSWER):
        assert [note.code for note in codec.decode(text).doubts] == ["answer.both"]


@pytest.mark.parametrize("text", ["", "____", "□是 □否", "是□ 否□", "□国家级 □省级"])
def test_what_the_form_prints_is_no_answer(text):
    decoded = CLAIM.decode(text)
    assert (decoded.value["held"], decoded.notes) == (None, ())


@pytest.mark.parametrize(
    ("text", "detail"), [("否，正在申报", "正在申报"), ("无（正在申请）", "正在申请"), ("申报中", "申报中")]
)
def test_what_is_said_beside_a_no_is_its_detail(text, detail):
    assert CLAIM.decode(text).value == {"held": False, "detail": detail}


def test_the_level_is_that_of_the_ticked_one():
    assert LEVELLED_CLAIM.decode("国家级□ 省级☑").value["level"] == "provincial"
    assert LEVELLED_CLAIM.decode("■国家级 □省级").value["level"] == "national"


@pytest.mark.parametrize(
    ("text", "level", "detail"),
    [
        ("□国家级  ☑省级  □市级 浙江省示范企业（2021年认定）", "provincial", "浙江省示范企业（2021年认定）"),
        ("□国家级 □省级 ☑市级 金华市试点企业", "municipal", "金华市试点企业"),
        ("□示范 ☑优势培育 □试点 2019年认定", None, "优势培育；2019年认定"),
    ],
)
def test_words_behind_the_last_option_are_no_option(text, level, detail):
    assert LEVELLED_CLAIM.decode(text).value == {"held": True, "detail": detail, "level": level}


def test_a_title_that_is_not_held_has_no_level_and_dashes_are_no_detail():
    titles = LEVELLED_CLAIM
    assert titles.decode("无，正在申请市级试点").value == {"held": False, "level": None, "detail": "正在申请市级试点"}
    assert [titles.decode(text).value["detail"] for text in ("否（--）", "无（——）")] == [None, None]


@pytest.mark.parametrize(
    ("text", "detail", "level"),
    [("国", "国家级", "national"), ("省", "省级", "provincial"), ("市级", "市级", "municipal")],
)
def test_a_level_s_first_character_alone_is_a_title_of_that_level(text, detail, level):
    assert LEVELLED_CLAIM.decode(text).value == {"held": True, "detail": detail, "level": level}


OTHER_TITLES = {
    "high_tech": "科技型中小企业|是，科技型中小企业|省级高新技术企业|国家级高新区内企业|浙江省高新技术企业研究开发中心",
    "ip_model_title": "省级企业技术中心|贯标企业|浙江省创新型示范企业|金华市工业旅游示范企业|√ 市级专精特新企业",
    "well_known_trademark": "浙江省著名商标|金华市知名商标|省级著名商标、市级知名商标各1件|是（“晶辉”，省著名商标）",
}
OWN_TITLES = {
    "high_tech": "是|√|2020年12月认定|2019年、2022年连续认定|GR202133001234，金华高新区|国家火炬计划重点高新技术企业",
    "ip_model_title": "市级|浙江省专利示范企业|市级优势培育企业|2020年度示范企业|国家知识产权优势企业，2019|省级试点",
    "well_known_trademark": "有|1件|“双龙”|“优势”商标，2008年|2012年经工商总局认定|省著名商标；中国驰名商标（2012年）",
}
NOT_IN_FORCE = "是（已过期）|是，已摘牌|是（2018年失效）|√ 已撤销|是（公示中）|是，正在申报|是（创建对象）|有（拟认定）"


def _decoded(field, text):
    leaf = next(leaf for path, leaf, _ in leaves(layout(JinhuaApplication)) if path == field)
    return leaf.codec.decode(text)


@pytest.mark.parametrize(("field", "text"), [(name, text) for name, said in OTHER_TITLES.items() for text in _of(said)])
def test_words_that_name_another_title_are_a_doubt(field, text):
    decoded = _decoded(field, text)
    assert (decoded.value["held"], [note.code for note in decoded.notes]) == (True, ["claim.other_title"])


@pytest.mark.parametrize(("field", "text"), [(name, text) for name, said in OWN_TITLES.items() for text in _of(said)])
def test_words_of_the_title_and_words_of_none_are_no_doubt(field, text):
    decoded = _decoded(field, text)
    assert (decoded.value["held"], decoded.notes) == (True, ())


@pytest.mark.parametrize("text", _of(NOT_IN_FORCE))
def test_a_yes_beside_which_it_says_that_the_title_is_over_or_to_come_is_a_doubt(text):
    assert [note.code for note in CLAIM.decode(text).notes] == ["claim.not_in_force"]
    assert CLAIM.decode("是（2021年认定，证书未过期）").notes == ()


@pytest.mark.parametrize("text", ["浙江省专利示范企业创建对象", "金华市专利示范企业（已摘牌）", "原为高新技术企业"])
def test_words_alone_that_say_that_a_title_is_over_or_to_come_are_no_answer(text):
    assert CLAIM.decode(text).value["held"] is None


@pytest.mark.parametrize("prompt", ["名称及文号：", "证书编号、认定时间：", "文号："])
def test_what_an_office_asks_before_a_detail_is_none_of_it_but_alone_before_a_number(prompt):
    detail = "金华市示范企业（金市监知〔2021〕18号）"
    own = f"{prompt}{detail}" if prompt == "文号：" else detail
    assert CLAIM.decode(f"（√）是  （ ）否   {prompt}{detail}").value == {"held": True, "detail": own}


@settings(max_examples=examples(1000), deadline=None)
@given(st.text("否无是口对证书编号国家级省级商标已到期年V√□x0127，。、；“”：:（） ", max_size=8))
@example("甲）（乙")
@example("口")
@example("国家级；省级")
def test_what_is_printed_plainly_is_read_at_a_glance_as_it_is_at_length(detail: str) -> None:
    for codec in (CLAIM, LEVELLED_CLAIM):
        glance = codec.decode(f"是（{detail}）")
        with mock.patch("ipforms.codecs.claims._PLAIN", regex("(?!)")):
            assert codec.decode(f"是（{detail}）") == glance


@pytest.mark.parametrize("between", [" ", "：", ": ", "（"])
def test_what_stands_behind_all_levels_is_the_title_whichever_is_ticked(between):
    name = "浙江省知识产权示范企业"
    for options, level in (("■国家级 □省级 □市级", "national"), ("□国家级 □省级 ■市级", "municipal")):
        text = f"{options}{between}{name}{'）' * (between == '（')}"
        assert LEVELLED_CLAIM.decode(text).value == {"held": True, "detail": name, "level": level}


@pytest.mark.parametrize(("detail", "said"), [("", None), ("证书编号GR202133", "证书编号GR202133")])
def test_the_print_that_asks_yes_or_no_is_no_detail(detail, said):
    assert CLAIM.decode(f"是（是/否）；说明：{detail}").value == {"held": True, "detail": said}


@pytest.mark.parametrize("text", ["以上都没有", "以上均无", "都不是", "上述均未认定"])
def test_none_of_what_a_questionnaire_offers_is_a_no(text):
    assert CLAIM.decode(text).value == {"held": False, "detail": None}
