"""Tables retyped with other headers: over two rows, or with two columns for what the form asks in one."""

from __future__ import annotations

from ipforms.matching.header_rows import with_single_headers
from ipforms.text import label_key
from tests.matching.sheet_notation import sheet, texts


def headers(document, *labels):
    (table,) = sheet(document).blocks
    return [(cell.text, cell.column, cell.column_span) for cell in with_single_headers(table, frozenset(labels)).cells]


def test_a_wide_header_above_narrow_ones_becomes_a_header_each():
    assert headers("重点保护 | < | 备注\n商标 | 专利 | \n甲 | 乙 | 丙", "重点保护商标", "重点保护专利")[:3] == [
        ("重点保护商标", 0, 1),
        ("重点保护专利", 1, 1),
        ("备注", 2, 1),
    ]


def test_a_wide_cell_above_narrow_ones_that_are_no_labels_stays():
    document = "重点保护 | < | 备注\n甲 | 乙 | \n丙 | 丁 | 戊"
    assert headers(document, "重点保护商标")[0] == ("重点保护", 0, 2)


def test_two_columns_for_a_label_that_asks_for_two_things_become_one():
    label = label_key("企业联络人及职务")
    assert headers("企业联络人 | 职务\n张三 | 经理\n | 科长\n李四 |", label) == [
        ("企业联络人及职务", 0, 2),
        ("张三\n经理", 0, 2),
        ("/科长", 0, 2),
        ("李四", 0, 2),
    ]


def test_a_table_with_the_form_s_own_headers_stays_as_it_is():
    (table,) = sheet("企业联络人及职务 | 职务\n张三 | 经理").blocks
    assert with_single_headers(table, frozenset({"企业联络人及职务"})) is table


def test_the_fields_below_both_are_filled():
    form = "名称 | 企业联络人及职务\n{{ name }} | {{ contact_name }}⏎{{ contact_title }}"
    document = "名称 | 企业联络人 | 职务\n甲公司 | 张三 | 经理"
    assert texts(form, document) == {"name": "甲公司", "contact_name": "张三", "contact_title": "经理"}


def test_a_wide_value_over_the_labels_of_the_next_row_is_no_group():
    document = "证书编号GR202133001382 | < | 浙江省企业（2020年） | <\n商标 | 专利 | 版权 | 备注\n1 | 2 | 3 | 4"
    (table,) = sheet(document).blocks
    texts = [
        cell.text
        for cell in with_single_headers(table, frozenset({"证书编号gr202133001382商标", "重点保护专利"})).cells
    ]
    assert "证书编号GR202133001382" in texts
