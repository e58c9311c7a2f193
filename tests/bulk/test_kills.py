"""A parent that is killed with -9 at random moments: resumed, it gives what an uninterrupted run gives."""

from __future__ import annotations

import sys

import pytest

from tests.bulk import kills

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a thing of Unix"), pytest.mark.slow]


@pytest.mark.parametrize(
    ("name", "options"),
    [("{serial:05d}_{name}", ("--jobs", "2")), ("{name}", ("--jobs", "2")), ("{name}", ())],
    ids=["two workers that write", "two workers, names that repeat", "one process"],
)
def test_five_kills_of_six_hundred_records_lose_nothing_and_write_nothing_twice(tmp_path, name, options):
    at = kills.check(tmp_path, 600, 5, name, *options)
    assert len(at) == 5 and any(count < 540 for count in at)
