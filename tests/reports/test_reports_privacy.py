"""No number of a person is on the page, whatever is drawn of a file."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.reports.cell_masking import masked_cell_text
from ipforms.schemas.labels import is_personal
from tests.effort import crossed
from tests.replicas import FORMS, replica
from tests.reports.batch import (
    finding,
    marked_everywhere,
    returned,
)
from tests.reports.pages import source
from tests.strategies import any_text

WRITTEN = (None, "doubtful", "value_in_label_cell", "rows_added", "eq_boxed_digits", "nested_table")


@pytest.mark.parametrize(("switch", "form_id"), crossed(WRITTEN, FORMS))
def test_no_number_of_a_person_is_on_the_page_though_every_cell_is_drawn(form_id, switch):
    for seed in (1, 2):
        switches = [switch] if switch else []
        numbers = list(_numbers(form_id, replica(form_id, seed, *switches).expected))
        assert numbers
        report = marked_everywhere(returned(form_id, seed, *switches))
        shown = _compact(source([report]))
        assert report.submission.places
        assert [number for number in numbers if number in shown] == []


def test_numbers_of_a_second_form_in_the_file_are_hidden_too():
    report = returned("jinhua-application", 1, "two_forms")
    (second,) = report.submission.others
    places = [
        place for path, place in second.places.items() if path in ("mobile", "phones", "work_phones", "employees")
    ]
    marks = tuple(finding("jinhua-application", "", "form.left_over", place) for place in places)
    shown = _compact(source([dataclasses.replace(report, findings=marks)]))
    numbers = [_compact(number) for number in _numbers(second.form.id, second.values)]
    assert numbers
    assert 'table class="paper"'.replace(" ", "") in shown
    assert [number for number in numbers if number in shown] == []


def _compact(words):
    return re.sub(r"[\s\-－—]", "", words).translate({ord("０") + digit: str(digit) for digit in range(10)})


def _numbers(form_id, record, path=()):
    """The personal numbers of a record, as they are looked for."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from _numbers(form_id, value, (*path, key))
    elif isinstance(record, list):
        for index, value in enumerate(record):
            step = (index,) if isinstance(value, dict) else ()
            yield from _numbers(form_id, value, (*path, *step))
    elif record and _personal(form_id, path):
        yield _compact(str(record))


def _personal(form_id, path):
    return is_personal(returned(form_id).form.model, path)


@given(
    digits=st.text("0123456789", min_size=7, max_size=19),
    between=st.sampled_from(["", " ", "-", "—", "\u3000", "\u00a0", ".", "·", "/", "_", " - ", "\u200b"]),
    around=st.sampled_from(["{}", "固话：{}", "手机:{}（张三）", "张三{}", "{}转8001", "电话{}、微信同号"]),
)
def test_a_number_in_a_personal_cell_is_hidden_however_it_is_written(digits, between, around):
    shown = masked_cell_text(around.format(between.join(digits)), personal=True)
    kept = re.sub(r"\D", "", shown.replace("8001", ""))
    assert len(kept) <= 5 or len(kept) < len(digits) / 2 + 1
    assert digits not in re.sub(r"[^0-9]", "", shown)


@given(any_text(60))
def test_any_text_can_be_shown_of_a_cell(words):
    for personal in (True, False):
        shown = masked_cell_text(words, personal=personal)
        assert all(character.isprintable() or character in "\n\t" for character in shown)
