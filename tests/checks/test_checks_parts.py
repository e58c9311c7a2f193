"""The parts of the checks by themselves: dates of reduced precision, three ways to count, the walk."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.rules.checks.case import at, record_cells
from ipforms.rules.checks.date_checks import date_span, is_after
from ipforms.rules.checks.overview import lengths
from ipforms.schemas.layout import layout, leaves
from ipforms.text import comparable
from tests.checks.cases import FORMS, record
from tests.strategies import hostile_text

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 30))
PRECISIONS = st.sampled_from((4, 7, 10))


@given(DAYS, PRECISIONS)
def test_a_date_of_any_precision_is_a_span_that_holds_the_day(day: date, precision: int) -> None:
    first, last = date_span(day.isoformat()[:precision])

    assert first <= day <= last
    assert last - first <= {4: timedelta(365), 7: timedelta(30), 10: timedelta(0)}[precision]


@given(DAYS, PRECISIONS, DAYS, PRECISIONS)
def test_what_is_certainly_later_is_later_on_every_day_that_it_may_be(
    one: date, its: int, other: date, others: int
) -> None:
    if is_after(one.isoformat()[:its], other.isoformat()[:others]):
        assert one > other
    if its == others == 10:
        assert is_after(one.isoformat(), other.isoformat()) is (one > other)


@given(DAYS)
def test_a_month_is_not_later_than_a_day_in_it(day: date) -> None:
    assert not is_after(day.isoformat()[:7], day.isoformat())
    assert not is_after(day.isoformat(), day.isoformat()[:4])


@given(hostile_text(80))
def test_each_way_of_counting_counts_no_more_than_the_one_before(text: str) -> None:
    counted = lengths(text)

    assert counted.characters >= counted.words >= counted.han >= 0


@given(hostile_text(40), hostile_text(40))
def test_texts_in_lines_of_their_own_are_counted_one_by_one(one: str, other: str) -> None:
    both = zip(lengths(one), lengths(other), strict=True)

    assert lengths(f"{one}\n{other}") == tuple(left + right for left, right in both)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, 0, 0)),
        ("知识产权", (4, 4, 4)),
        ("知识，产权。", (6, 6, 4)),
        ("ISO 9001", (7, 2, 0)),
        ("GB/T 29490-2013标准", (16, 4, 2)),
        ("2016年营收1.2亿元", (12, 7, 5)),
        ("第一段。\n\u3000\u3000第二段。", (8, 8, 6)),
        ("“双龙”——商标", (8, 8, 4)),
        ("𬭎牌䶮龙", (4, 4, 4)),
    ],
)
def test_the_three_counts_of_a_text(text: str, expected: tuple[int, int, int]) -> None:
    assert lengths(text) == expected


@given(hostile_text(60))
def test_any_text_may_stand_as_a_name(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


@pytest.mark.parametrize("form_id", FORMS)
def test_the_walk_sees_every_cell_of_a_form_with_its_value(form_id: str) -> None:
    form = record(form_id)
    seen = {spot.path: spot.value for spot in record_cells(form)}

    assert {paths.pattern(paths.parse(path)) for path in seen} == {
        pattern for pattern, _, _ in leaves(layout(type(form)))
    }
    assert all(at(form, path) == value for path, value in seen.items())


@pytest.mark.parametrize(
    ("signs", "codes"),
    [
        ("{name}", set()),
        ("{name}（盖章）", set()),
        ("已盖章", set()),
        ("陈晓岚", set()),
        ("金华云帆智能装备有限公司", {"agreement.sealed"}),
        ("总经理", {"value.not_a_name"}),
    ],
)
def test_the_company_that_seals_is_the_applicant(signs, codes):
    filled, stream = record("jinhua-application"), io.BytesIO()
    made = docx.Document(io.BytesIO(ipforms.render(filled)))
    lines = [line for row in made.tables[0].rows for cell in row.cells for line in cell.paragraphs]
    line = next(line for line in lines if "签章" in line.text)
    line.text = line.text.replace("签章：", f"签章：{signs.format(name=filled.enterprise_name)}      ")
    made.save(stream)
    found = ipforms.check(ipforms.read(stream.getvalue(), name="a.docx")).findings
    assert {each.code for each in found if each.path == "enterprise_endorsement.signatory"} == codes
