"""The best chain of labels, in which form and document both go forward."""

from __future__ import annotations

from ipforms.matching.label_alignment import align
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.template_map import map_form
from tests.matching.sheet_notation import match, sheet, texts

FORM = "单位名称 | {{ name }}\n联系人 | {{ contact }}\n签章 | {{ first }}\n签章 | {{ second }}"


def chained(*hits):
    found = align(map_form(sheet(FORM))[0], [LabelHit(*hit) for hit in hits])
    return [(index, hit.block) for index, hit, _ in found.matches]


def test_labels_that_go_forward_in_both_are_all_in_the_chain():
    assert chained((0, 0, 4, "单位名称", True), (2, 0, 3, "联系人", True)) == [(0, 0), (2, 2)]


def test_a_label_in_a_cell_of_its_own_weighs_more_than_one_in_a_text():
    assert chained((0, 5, 8, "联系人", False), (1, 0, 3, "联系人", True)) == [(2, 1)]


def test_of_two_labels_of_one_name_the_first_is_meant_if_the_document_has_one():
    assert chained((0, 0, 2, "签章", True)) == [(4, 0)]
    assert chained((0, 0, 2, "签章", True), (1, 0, 2, "签章", True)) == [(4, 0), (6, 1)]


def test_a_value_that_says_a_label_does_not_break_the_chain_and_counts_as_print():
    document = "单位名称 | 联系人\n联系人 | 张三\n签章 | 甲\n签章 | 乙"
    assert texts(FORM, document) == {"contact": "张三", "first": "甲", "second": "乙"}


def test_a_label_that_stands_elsewhere_is_found_where_it_leaves_no_doubt():
    document = "联系人 | 张三\n签章 | 甲\n签章 | 乙\n单位名称 | 甲公司"
    assert texts(FORM, document) == {"name": "甲公司", "contact": "张三", "first": "甲", "second": "乙"}
    assert match(FORM, document).missing == ()


def test_the_score_is_the_share_of_print_that_was_found():
    assert match(FORM, FORM).score == 1
    found = match(FORM, "单位名称 | 甲公司")
    assert 0 < found.score < 0.5 and [label.text for label in found.missing] == ["联系人", "签章", "签章"]


TWICE = (
    "专利 | 申请量 | {{ a }}\n^ | 授权量 | {{ b }}\n商标 | 申请量 | {{ c }}\n^ | 授权量 | {{ d }}\n联系人 | {{ e }} | <"
)


def test_a_section_that_was_moved_keeps_its_own_labels_though_another_has_the_same():
    document = "商标 | 申请量 | 3\n^ | 授权量 | 4\n专利 | 申请量 | 1\n^ | 授权量 | 2\n联系人 | 张三 | <"
    assert texts(TWICE, document) == {"a": "1", "b": "2", "c": "3", "d": "4", "e": "张三"}


def test_labels_with_stars_numbers_and_remarks_are_the_form_all_the_same():
    for mark in ("*{}", "3、{}", "{}（必填）", "{}：", "{} Name"):
        document = "\n".join(
            f"{mark.format(label)} | 甲{at}" for at, label in enumerate(("单位名称", "联系人", "签章"))
        )
        assert texts(FORM, document) == {"name": "甲0", "contact": "甲1", "first": "甲2"}


def test_a_label_that_could_be_read_otherwise_has_a_smaller_margin():
    margins = {
        path: found.margin for path, found in match(FORM, "单位名称 | 甲\n联系人 | 乙\n签章 | 丙").fields.found.items()
    }
    assert margins["name"] == 1.0 and margins["first"] < 0.5


def test_a_long_document_of_one_label_is_aligned_in_no_time():
    hits = [LabelHit(block, 0, 2, "签章", True) for block in range(3_000)]
    assert len(align(map_form(sheet(FORM))[0], hits).matches) == 2


def test_of_two_places_for_one_label_that_in_the_form_s_own_words_counts():
    document = "联络人：甲    2022年\n单位名称 | 甲公司\n联系人 | 张三\n签章 | 甲\n签章 | 乙"
    assert texts(FORM, document)["contact"] == "张三"
