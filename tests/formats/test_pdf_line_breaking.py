"""Values set in fields: broken as Chinese is set, smaller where that helps, the rest given back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.formats.pdf.form_writer.line_breaking import SMALLEST_FIELD_SIZE, fitted

CHINESE = "本企业主要从事精密机械的研发"


def lines(made):
    return [text for text, _, _ in made.lines]


def test_a_value_that_fits_keeps_the_size_of_the_template():
    made = fitted(CHINESE, 12, 18, 200, 18)
    assert (made.size, made.line, made.rest, lines(made)) == (12, 18, "", [CHINESE])


def test_a_value_gets_smaller_before_it_goes_on_elsewhere():
    made = fitted(CHINESE, 12, 18, 140, 18)
    assert SMALLEST_FIELD_SIZE <= made.size < 12
    assert (lines(made), made.rest) == ([CHINESE], "")


def test_no_value_gets_smaller_than_what_can_be_read_and_the_rest_is_given_back():
    made = fitted(CHINESE, 12, 18, 60, 18)
    assert made.size == SMALLEST_FIELD_SIZE
    assert "".join(lines(made)) + made.rest == CHINESE
    assert made.rest


@pytest.mark.parametrize(("text", "second"), [("甲乙丙丁，戊", "丁，戊"), ("甲乙丙（丁戊", "（丁戊")])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text, second):
    assert lines(fitted(text, 10, 15, 41, 100))[1] == second


def test_a_number_stays_in_one_piece_where_a_smaller_size_helps():
    number = "91330701MA2E0000XX"
    made = fitted(number, 12, 18, 110, 60)
    assert (lines(made), made.size < 12) == ([number], True)


def test_a_word_that_no_size_holds_is_divided_before_its_at_sign():
    made = fitted("zhangsan@example-company.com.cn", 12, 18, 70, 200)
    assert lines(made)[1].startswith("@")


def test_each_paragraph_has_its_indent_and_a_rest_tells_where_one_begins():
    made = fitted("甲\n乙\n丙", 12, 18, 100, 36, 24, smallest=12)
    assert ([indent for _, _, indent in made.lines], made.rest) == ([24, 24], "\n丙")


@given(st.text("甲乙，。（）ab1 \n", max_size=60), st.floats(15, 200), st.floats(10, 80))
def test_nothing_of_a_value_is_lost(text, width, height):
    made = fitted(text, 12, 18, width, height)
    assert "".join(("".join(lines(made)) + made.rest).split()) == "".join(text.split())
