"""The best chain of labels, in which form and document both go forward."""

from __future__ import annotations

from ipforms.matching.label_chain import best_chain
from ipforms.matching.label_finder import LabelHit
from ipforms.matching.template_map import map_form
from tests.matching.sheet_notation import match, sheet, texts

FORM = "单位名称 | {{ name }}\n联系人 | {{ contact }}\n签章 | {{ first }}\n签章 | {{ second }}"


def chained(*hits):
    found = best_chain(map_form(sheet(FORM)), [LabelHit(*hit) for hit in hits])
    return [(index, hit.block) for index, hit in found]


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
