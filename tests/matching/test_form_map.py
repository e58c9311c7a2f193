"""The map of a form: labels and slots of its template."""

from __future__ import annotations

from collections import Counter

import pytest

from ipforms.matching.column_span import ColumnSpan
from ipforms.matching.form_map import Label, Slot
from ipforms.matching.template_map import map_form, slot_of
from tests.matching.sheet_notation import sheet


def tokens(template):
    return [each.text if isinstance(each, Label) else each.path for each in map_form(sheet(template))[0].tokens]


def test_labels_and_slots_stand_in_reading_order():
    assert tokens("单位名称：{{ name }}\n电话 | {{ phone }}") == ["单位名称：", "name", "电话", "phone"]


def test_a_cell_of_labels_alone_is_one_label_however_its_lines_are_broken():
    assert tokens("重点保护⏎商标 | {{ marks }}") == ["重点保护\n商标", "marks"]


def test_what_ends_in_a_colon_or_a_stop_is_a_label_of_its_own():
    assert tokens("签章：⏎日期：{{ date }}") == ["签章：", "日期：", "date"]


def test_short_lines_that_break_a_label_belong_together_and_long_ones_do_not():
    assert tokens("法定⏎代表人：{{ name }}") == ["法定代表人：", "name"]
    assert tokens("本单位承诺以上所填内容真实⏎如有不实愿承担责任 {{ name }}")[:-1] == [
        "本单位承诺以上所填内容真实",
        "如有不实愿承担责任 ",
    ]


def test_a_slot_knows_its_default_and_its_section():
    slot = slot_of('row.date or "年 月 日"', {"row": "people"})
    assert (slot.path, slot.section, slot.is_date) == ("date", "people", True)
    assert slot.in_row(2).full_path == "people[2].date"


def test_two_dates_are_a_period_and_not_the_day_of_a_signature():
    assert not slot_of('validity or "____年__月__日至____年__月__日"', {}).is_date


def test_an_expression_is_no_slot():
    with pytest.raises(ValueError, match="not a slot"):
        slot_of("name | upper", {})


SECTION = "姓名 | 手机\n{%tr for row in people %} | \n联系人：{{ row.name }} | {{ row.phone }}\n{%tr endfor %} | "


def test_the_rows_of_a_section_with_labels_of_its_own_are_unrolled_as_often_as_these_occur():
    form = map_form(sheet(SECTION))[0]
    slots = [each.full_path for each in form.unrolled(Counter({"联系人": 2})).tokens if isinstance(each, Slot)]
    assert slots == ["people[0].name", "people[0].phone", "people[1].name", "people[1].phone"]


def test_rows_are_unrolled_up_to_a_limit():
    assert len(map_form(sheet(SECTION))[0].unrolled(Counter({"联系人": 10**6})).tokens) < 1_000


def test_the_label_of_a_slot_s_column_is_the_last_one_above_it():
    form = map_form(sheet("姓名 | 电话\n职务 | 传真\n{{ name }} | {{ fax }}"))[0]
    assert {slot.path: form.tokens[at].text for slot, at in form.columns.items()} == {"name": "职务", "fax": "传真"}


def test_slots_beside_a_signature_are_known_with_the_date_that_follows():
    form = map_form(
        sheet('意见：{{ opinion }}\n本表一式两份。\n负责人签章：{{ signatory }}\n{{ date or "年 月 日" }}')
    )[0]
    assert {slot.path for slot in form.signed} == {"signatory"}
    assert [(slot.path, date.path) for slot, date in form.dated] == [("signatory", "date"), ("opinion", "date")]


def test_the_number_of_a_row_is_no_label_to_go_by():
    form = map_form(sheet("（1） | {{ first }}\n（2） | {{ second }}"))[0]
    assert form.labels == () and [token.is_number for token in form.tokens if isinstance(token, Label)] == [True, True]


def test_spans_overlap_in_the_columns_that_they_share():
    assert ColumnSpan(0, 3).overlap(ColumnSpan(2, 5)) == 1
    assert ColumnSpan(0, 1).overlap(ColumnSpan(2, 3)) < 0
    assert ColumnSpan(0, 90.75).share(ColumnSpan(90, 150)) < 0.02 and ColumnSpan(0, 3).share(ColumnSpan(2, 5)) > 0.3
