"""Progress: how far, how fast, how long still; and the figures of a run."""

from __future__ import annotations

import ipforms
from ipforms import bulk
from ipforms.bulk.fill_results import Summary
from ipforms.bulk.progress import Pace

FORM = ipforms.form("jinhua-application")


def test_the_rate_is_that_of_the_last_moments_and_the_rest_is_reckoned_by_it():
    now = [0.0]
    pace = Pace(lambda taken: 1_000, lambda: now[0])
    assert not pace.due
    for second in range(1, 21):
        now[0] = float(second)
        seen = pace.at(Summary(written=10 * second if second <= 10 else 100 + 50 * (second - 10)), 0)
    assert (seen.done, seen.seconds, seen.total) == (600, 20.0, 1_000)
    assert seen.rate == 50 and seen.left == 8
    assert not pace.due
    now[0] += 1
    assert pace.due


def test_without_a_total_nobody_knows_how_long_it_takes():
    pace = Pace(lambda taken: None)
    assert pace.at(Summary(written=5), 5).left is None


def test_a_csv_says_by_how_much_is_read_how_many_rows_there_are(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("企业名称\n" + "".join(f"金华市第{number:07d}号有限公司\n" for number in range(400_000)), "utf-8")
    with bulk.open_source(path) as source:
        rows = iter(source.tables[0])
        for _ in range(100_000):
            next(rows)
        assert abs(source.tables[0].total(100_000) - 400_000) < 4_000


def test_progress_and_results_are_told_and_counted_in_order(tmp_path):
    data = [{"enterprise_name": f"甲{n}", "employees": "很多" if n == 3 else n} for n in range(1, 60)]
    results, moments = [], []
    summary = bulk.fill(FORM, data, tmp_path, jobs=2, on_result=results.append, on_progress=moments.append)
    assert [result.serial for result in results] == list(range(1, 60))
    assert (moments[-1].done, moments[-1].refused) == (59, 1)
    told = summary.to_dict()
    assert told["reasons"] == {"number.unreadable": 1} and told["written"] == 58 and summary.seconds > 0
    assert abs(told["files_a_second"] - 58 / summary.seconds) < 0.1
