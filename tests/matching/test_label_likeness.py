"""Each term of a label's likeness: what people put beside labels, leave out of them, or write otherwise."""

from __future__ import annotations

import pytest

from ipforms.matching.label_finder import LabelFinder
from ipforms.matching.label_likeness import LEAST, abbreviation, core, edits, in_common_words, label_words, likeness
from tests.matching.sheet_notation import filled, match

FINDER = LabelFinder(
    ["单位名称", "注册地址", "注册时间", "邮政编码", "联系人", "法定代表人(签名)"], {"住所": ("注册地址",)}, ()
)


@pytest.mark.parametrize(
    "text",
    [
        "*单位名称",
        "3.单位名称",
        "（二）单位名称",
        "单位名称（必填）",
        "單位名稱",
        "单位名称 Company Name",
        "单位名称/Name",
    ],
)
def test_what_stands_beside_a_label_and_the_other_script_leave_it_the_label(text):
    assert FINDER.likely(text.replace(" ", "").lower())[0][0] == "单位名称"


@pytest.mark.parametrize("question", ["以往是否获认定", "是否已获得认定", "企业有无获过认定"])
def test_a_question_on_what_was_ever_granted_may_be_put_in_many_ways(question):
    assert filled(match("是否曾获认定 | {{ held }}\n电话 | {{ phone }}", f"{question} | 是\n电话 | 1"))["held"] == "是"


@pytest.mark.parametrize("value", ["单位名称138", "a@b.cn", "name", "单位:name"])
def test_a_second_language_has_no_digits_and_follows_the_chinese(value):
    assert core(value) != "单位名称"


def test_a_second_language_stands_behind_a_label_and_not_behind_a_statement():
    statement = "包括所从事行业、管理状况、资产状况、人员状况"
    assert core("单位概述/overview") == "单位概述"
    assert core(f"{statement}overview").endswith("overview")  # a company's answer in English


@pytest.mark.parametrize(("label", "other"), [("邮政编码", "邮编"), ("法定代表人姓名", "法定代表人")])
def test_an_abbreviation_has_the_characters_of_the_label_in_order(label, other):
    assert abbreviation(label, other) == abbreviation(other, label) > LEAST


@pytest.mark.parametrize(
    ("label", "other"), [("邮政编码", "码邮"), ("知识产权工作机构建立情况", "机构"), ("电话", "电")]
)
def test_other_order_or_less_than_half_of_it_is_no_abbreviation(label, other):
    assert abbreviation(label, other) == 0


def test_one_wrong_character_is_less_than_a_label_that_shares_a_word():
    assert edits("统一社会信用代码", "统一社会信誉代码") > LEAST > edits("注册地址", "注册时间")


@pytest.mark.parametrize(
    ("label", "other"), [("法定代表人(签名)", "法人代表签字"), ("联系人", "联络人"), ("申报时间", "申报日期")]
)
def test_words_that_offices_use_for_one_another_are_one(label, other):
    assert in_common_words(label) == in_common_words(other)
    assert likeness(label_words(label), label_words(other)) > 0.8


def test_the_most_alike_label_comes_first_and_a_stranger_is_none():
    assert [label for label, _ in FINDER.likely("住所")] == ["注册地址"]
    assert FINDER.likely("甲有限公司") == () == FINDER.likely("张三")
