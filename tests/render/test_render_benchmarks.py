"""The benchmarks run, and both sides of the comparison write the same text. Nothing is timed here."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import data, fill_memory, render
from tests.documents import cells


def bare(document: bytes) -> list[str]:
    return ["".join(cell.split()) for cell in cells(document)]


def test_both_sides_of_the_comparison_write_the_same_text(form):
    ways = render._ways(form)
    documents = {name: write() for name, write in ways.items()}

    render._check(ways)
    assert documents["texts"] == documents["record"]
    assert bare(documents["docxtpl"]) == bare(documents["texts"])


def test_a_difference_between_the_sides_is_noticed(form):
    ways = render._ways(form)

    with pytest.raises(AssertionError, match="same text"):
        render._check({**ways, "texts": form.blank})


def test_the_records_of_a_stream_differ(form):
    names = [record[form.name_field] for record in data.many(form, 3)]

    assert len(set(names)) == 3


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_the_memory_is_read_at_each_mark():
    marks = list(fill_memory.measure((2, 4)))

    assert [mark.records for mark in marks] == [2, 4]
    assert all(mark.resident > 10 for mark in marks)
