"""Where labels stand in the text of a document."""

from __future__ import annotations

import pytest

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.text_blocks import text_blocks
from ipforms.text import label_key
from tests.matching.sheet_notation import sheet

FINDER = LabelFinder(
    ["联系人", "手机", "单位名称", "签章", "本单位承诺内容真实"], {"企业名称": ("单位名称",)}, {"联系人", "签章"}
)


def hits(document):
    blocks = text_blocks(sheet(document))
    return [(hit.key, blocks[hit.block].typed(hit.start, hit.end)) for block in blocks for hit in FINDER.hits(block)]


@pytest.mark.parametrize(
    "cell",
    ["联系人", "联 系 人：", "*联系人", "1、联系人", "（1）联系人", "联系人（必填）", "① 联系人：", "3. 联系人如何？"],
)
def test_a_cell_is_a_label_with_what_people_put_beside_it(cell):
    assert hits(f"{cell} | 张三") == [("联系人", cell)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人：张三 手机：138", ["联系人", "手机"]),
        ("张三是我们的联系人", []),  # a short word in a text is none
        ("我们的手机很多", []),
        ("以上本单位承诺内容真实，无误", ["本单位承诺内容真实"]),  # a sentence of the form is one wherever it stands
        ("单位名称全称：甲公司", ["单位名称"]),  # in other words
        ("联系人 张三", ["联系人"]),  # the form prints a colon that was lost
        ("手机 138", []),  # the form prints none
        ("（签章）：张三", ["签章"]),
        ("联系人（或负责人）：张三", ["联系人"]),
        ("企业名称：甲公司", ["单位名称"]),  # another name
    ],
)
def test_inside_of_a_text_a_label_stands_before_a_colon(text, found):
    assert [key for key, _ in hits(text)] == found


def test_the_typed_text_of_a_label_takes_its_brackets_and_its_colon_along():
    assert hits("（签 章）： 张三") == [("签章", "（签 章）： ")]


def test_a_name_does_not_begin_in_the_value_above_it():
    finder = LabelFinder(["注册地址"], {"公司注册地址": ("注册地址",)}, ())
    wrapped, typed = text_blocks(sheet("甲公司⏎注册地址：金华\n公司⏎注册地址：金华"))
    assert [wrapped.typed(hit.start, hit.end) for hit in finder.hits(wrapped)] == ["注册地址："]
    assert [typed.typed(hit.start, hit.end) for hit in finder.hits(typed)] == ["公司\n注册地址："]


def test_a_remark_that_is_a_label_itself_counts():
    assert hits("联系电话（手机） | 138") == [("手机", "联系电话（手机）")]


def test_the_longest_label_wins():
    finder = LabelFinder(["电话", "联系电话"], {}, ())
    (block,) = text_blocks(sheet("联系电话：020"))
    assert [hit.key for hit in finder.hits(block)] == ["联系电话"]


@pytest.mark.parametrize(
    ("cell", "is_head"), [("手机⏎138", True), ("手机  138", True), ("手机138", False), ("手机", False)]
)
def test_a_label_without_a_colon_stands_at_the_head_of_a_cell_before_a_blank(cell, is_head):
    block, *_ = text_blocks(sheet(f"{cell} | 乙"))
    assert ([hit.whole for hit in FINDER.hits(block)] == [False]) == is_head


def test_a_word_of_the_vocabulary_counts_as_it_is_and_nothing_that_is_only_like_it():
    finder = LabelFinder(["商品大类", "联系电话"], {}, (), {"主营商品": ("商品大类",), "联系方式": ("联系电话",)})
    assert [label for label, _ in finder.likely("*主营商品")] == ["商品大类"]
    assert finder.likely("主营商品市场") == ()


def test_a_word_may_stand_for_several_labels():
    finder = LabelFinder(["联系电话", "手机"], {}, (), {"联系方式": ("联系电话", "手机")})
    assert {label for label, _ in finder.likely("联系方式")} == {"联系电话", "手机"}


def test_labels_share_words_in_any_order_and_in_other_words():
    finder = LabelFinder(["申报时间", "企业总人数"], {}, ())
    assert [label for label, _ in finder.likely("职工总人数")][:1] == ["企业总人数"]
    assert finder.likely("知识产权管理制度") == (), "the name of a rule is no label"


@pytest.mark.parametrize(
    ("words", "alike"),
    [("去年营业收入", 0.95), ("上一年度营业收入", 0.95), ("2016年度营业收入（万元）", 0.74), ("2016年12月营业收入", 0)],
)
def test_the_last_year_may_be_named_and_a_year_in_figures_may_be_another(words, alike):
    finder = LabelFinder(["上年度营业收入(万元)", "注册时间"], {"上年度营业收入": ("上年度营业收入(万元)",)}, ())
    assert max((likeness for _, likeness in finder.likely(label_key(words))), default=0) == alike


def test_the_title_before_a_sentence_of_the_form_is_a_part_of_it():
    assert hits("声明：本单位承诺内容真实。张三") == [("本单位承诺内容真实", "声明：本单位承诺内容真实")]


def test_a_label_of_the_form_is_hardly_another_one_with_a_remark():
    finder = LabelFinder(["法定代表人", "法定代表人(签名)"], {}, {"法定代表人(签名)"})
    plain, signed = dict(finder.likely("法定代表人")), dict(finder.likely("法定代表人(签字)"))
    assert plain["法定代表人"] == 1.0
    assert plain["法定代表人(签名)"] < signed["法定代表人(签名)"]
    assert dict(LabelFinder(["法定代表人(签名)"], {}, ()).likely("法定代表人"))["法定代表人(签名)"] > 0.9
