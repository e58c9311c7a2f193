"""Work that is spread: in order, a few chunks at a time, and without the items that kill their worker."""

from __future__ import annotations

import itertools
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipforms.bulk.chunked_map import AHEAD, KnownResult, map_chunks, map_here
from ipforms.bulk.workers import WorkersLost, workers


def doubled(items):
    return [2 * item for item in items]


def deadly(items):
    """13 kills whoever takes it."""
    if 13 in items:
        os._exit(9)
    return doubled(items)


class Once:
    """Kills the first worker that takes `number`; picklable, and remembers by a file."""

    def __init__(self, mark: Path, number: int) -> None:
        self.mark, self.number = mark, number

    def __call__(self, items):
        if self.number in items and not self.mark.exists():
            self.mark.touch()
            os._exit(9)
        return doubled(items)


def given_up(item):
    return ("lost", item)


@given(
    items=st.lists(st.one_of(st.integers(), st.builds(KnownResult, st.text())), max_size=80),
    jobs=st.integers(1, 3),
    chunk=st.integers(1, 9),
)
def test_results_stand_where_their_items_stood_and_ready_ones_cost_no_work(items, jobs, chunk):
    expected = [item.result if isinstance(item, KnownResult) else 2 * item for item in items]
    with ThreadPoolExecutor(jobs) as executor:
        assert list(map_chunks(executor, doubled, items, jobs, chunk=chunk)) == expected
    assert list(map_here(doubled, items, chunk=chunk)) == expected


@pytest.mark.slow
def test_a_worker_that_dies_once_costs_nothing(tmp_path):
    with workers(2) as pool:
        found = list(map_chunks(pool, Once(tmp_path / "mark", 77), range(200), 2, chunk=4))
    assert found == doubled(range(200)) and (tmp_path / "mark").exists()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_kills_its_worker_is_given_up_alone(jobs):
    with workers(jobs) as pool:
        found = list(map_chunks(pool, deadly, range(60), jobs, chunk=4, lost=given_up))
    assert found == [("lost", 13) if item == 13 else 2 * item for item in range(60)]


@pytest.mark.slow
def test_without_somebody_to_give_up_an_item_the_run_ends_in_words():
    with pytest.raises(WorkersLost, match="--jobs 1"), workers(1) as pool:
        list(map_chunks(pool, deadly, range(60), 1))


def test_a_broken_executor_of_the_caller_ends_the_run_in_words():
    with ProcessPoolExecutor(1) as pool, pytest.raises(WorkersLost):
        list(map_chunks(pool, deadly, range(60), 1, lost=given_up))


def test_no_more_is_taken_than_is_under_way():
    taken = []
    items = (taken.append(number) or number for number in itertools.count())
    with ThreadPoolExecutor(2) as executor:
        results = map_chunks(executor, doubled, items, 2, chunk=5)
        assert [next(results) for _ in range(3)] == [0, 2, 4]
        assert len(taken) == 5 * AHEAD * 2
        results.close()


def test_a_stop_lets_what_is_under_way_finish_and_takes_no_more():
    seen = []
    with ThreadPoolExecutor(2) as executor:
        for result in map_chunks(executor, doubled, itertools.count(), 2, chunk=5, stopped=lambda: len(seen) >= 7):
            seen.append(result)
    assert seen == doubled(range(len(seen))) and 7 < len(seen) <= 5 * (AHEAD * 2 + 2)


def test_an_error_of_the_work_is_the_caller_s():
    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        list(map_chunks(executor, lambda items: [1 // item for item in items], [1, 0], 1))
