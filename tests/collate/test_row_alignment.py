"""Which row of one table is which row of the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipforms.collate.row_alignment import MOST_PAIRS, align, is_moved

CELLS = st.sampled_from(("", "甲", "乙", "知识产权部", "知识产权办公室", "1", "2"))
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=7)


@given(first=TABLES, second=TABLES)
def test_every_row_has_one_place_and_the_sides_can_be_swapped(first, second):
    pairs = align(first, second)
    assert sorted(here for here, _ in pairs if here is not None) == list(range(len(first)))
    assert sorted(there for _, there in pairs if there is not None) == list(range(len(second)))
    assert set(align(second, first)) == {(there, here) for here, there in pairs}


@given(table=TABLES.filter(lambda rows: all(any(row) for row in rows)), data=st.data())
def test_rows_in_any_order_find_themselves(table, data):
    shuffled = data.draw(st.permutations(table))
    assert all(table[here] == shuffled[there] for here, there in align(table, shuffled))


@given(table=st.lists(st.tuples(st.text(min_size=1), CELLS), unique_by=lambda row: row[0], max_size=6), data=st.data())
def test_a_row_taken_out_leaves_the_others_paired_and_in_order(table, data):
    if table:
        gone = data.draw(st.integers(0, len(table) - 1))
        pairs = align(table, table[:gone] + table[gone + 1 :])
        assert [here for here, there in pairs if there is None] == [gone]
        assert not is_moved(pairs)


def test_of_two_rows_that_are_like_one_the_more_alike_is_taken():
    first = [("知识产权部", "3", "何嘉敏")]
    second = [("法务部", "3", "周子轩"), ("知识产权办", "3", "何嘉敏")]
    assert align(first, second) == [(0, 1), (None, 0)]


def test_rows_that_share_too_little_are_two_rows():
    assert align([("知识产权部", "3", "何嘉敏")], [("法务部", "3", "周子轩")]) == [(0, None), (None, 0)]


def test_too_many_strange_rows_are_not_weighed_each_against_each():
    count = int(MOST_PAIRS**0.5) + 1
    first = [(f"甲{number}", "同") for number in range(count)]
    second = [(f"乙{number}", "同") for number in range(count)]
    assert len(align(first, second)) == 2 * count
    assert (0, 0) in align(first[:-1], second[:-1])
