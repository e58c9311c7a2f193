"""Each term of a cell's score, and the one assignment that decides."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from ipforms.best_assignment import full_assignment
from ipforms.matching.cell_scores import below, beside, in_order
from ipforms.matching.text_blocks import text_blocks
from tests.matching.sheet_notation import match, matcher, sheet, texts

GRID = "甲 | 乙 | 丙\n丁 | 戊 | <\n己 | 庚 | 辛"


def cell(text):
    return next(block for block in text_blocks(sheet(GRID)) if block.text == text)


def test_a_cell_beside_a_label_counts_the_more_the_nearer_it_is_and_one_before_it_or_in_another_row_not():
    assert beside(cell("甲"), cell("乙")) == 1.0 > beside(cell("甲"), cell("丙")) > 0
    assert beside(cell("乙"), cell("甲")) == 0 == beside(cell("甲"), cell("戊"))


def test_a_cell_below_a_label_counts_by_the_share_of_its_columns_and_one_above_it_not():
    assert below(cell("甲"), cell("丁")) == 1.0 > below(cell("甲"), cell("己")) > 0
    assert below(cell("乙"), cell("戊")) == 1.0 and below(cell("甲"), cell("戊")) == 0 == below(cell("丁"), cell("甲"))


def test_order_is_that_of_the_form():
    assert in_order(0, 3, 0, 3) == 1.0 > in_order(0, 3, 1, 3) > in_order(0, 3, 2, 3)


@pytest.mark.parametrize("seed", range(30))
def test_the_assignment_is_the_best_of_all(seed):
    random = Random(seed)
    rows, columns = random.randint(1, 4), random.randint(1, 5)
    scores = [[random.random() * 4 - 1 for _ in range(columns)] for _ in range(rows)]
    found = [(row, column) for row, column in enumerate(full_assignment(scores)) if column is not None]
    few, many = sorted((rows, columns))
    best = max(
        sum(scores[a][b] if rows <= columns else scores[b][a] for a, b in zip(range(few), chosen, strict=True))
        for chosen in permutations(range(many), few)
    )
    assert len(found) == few and sum(scores[row][column] for row, column in found) == pytest.approx(best)


FORM = """联系人 | {{ contact }} | 职务 | {{ title }}
邮政编码 | {{ postcode }} | 电话 | {{ phone }}
签章 | {{ signatory }}"""


def test_labels_above_their_values_are_read_as_labels_beside_them():
    document = "联系人 | 职务\n张三 | 经理\n邮政编码 | 电话\n | 138\n签章 | 李四"
    assert texts(FORM, document) == {"contact": "张三", "title": "经理", "phone": "138", "signatory": "李四"}


def test_a_value_goes_to_the_label_beside_it_where_the_cell_of_another_label_is_gone():
    document = "联系人 | 职务 | 经理\n邮政编码 | 510665 | 电话 | 138\n签章 | 李四"
    assert texts(FORM, document)["title"] == "经理" and "contact" not in texts(FORM, document)


def test_columns_in_another_order_keep_their_values():
    form = "姓名 | 职务 | 电话\n{%tr for p in people %} | < | <\n{{ p.name }} | {{ p.title }} | {{ p.phone }}\n"
    form += "{%tr endfor %} | < | <\n签章 | {{ signatory }} | <"
    found = texts(form, "电话 | 姓名 | 职务\n138 | 张三 | 经理\n139 | 李四 | \n签章 | 王五 | <")
    assert found == {
        "people[0].name": "张三",
        "people[0].title": "经理",
        "people[0].phone": "138",
        "people[1].name": "李四",
        "people[1].phone": "139",
        "signatory": "王五",
    }


def test_the_kind_of_a_value_decides_where_a_row_stands_between_two_labels():
    def fits(pattern, text):
        return {"postcode": 1.0 if text.isdecimal() else -1.0}.get(pattern, 0.0)

    form = matcher("邮政编码 | {{ postcode }} | 联系人 | {{ contact }}\n签章 | {{ signatory }}", fits=fits)
    document = sheet("邮政编码 | 联系人\n张三 | <\n签章 | 李四")
    found = form.match_labels(text_blocks(document, form.keys)).fields.texts
    assert (found["postcode"], found["contact"]) == ("", "张三")


def test_the_next_best_cell_is_kept_with_the_margin():
    found = match(FORM, "联系人 | 职务 | 经理 | 助理\n签章 | 李四").fields.found["title"]
    assert 0 < found.margin < 0.7 and found.others == ("助理",)


MATRIX = """人员 | 姓名 | 电话
法定代表人 | {{ head.name }} | {{ head.phone }}
联系人 | {{ contact.name }} | {{ contact.phone }}
签章 | {{ signatory }} | <"""


def test_a_table_that_was_turned_is_read_by_both_labels_of_a_cell():
    document = "人员 | 法定代表人 | 联系人\n姓名 | 张三 | 李四\n电话 | 138 | \n签章 | 王五 | <"
    assert texts(MATRIX, document) == {
        "head.name": "张三",
        "contact.name": "李四",
        "head.phone": "138",
        "signatory": "王五",
    }
