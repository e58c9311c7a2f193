"""Many records → files: lazily, in flat memory, the same bytes again, and no record stops another."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest

import ipforms
from ipforms import bulk
from ipforms.bulk import Summary, fill, fill_each
from ipforms.bulk.atomic_files import UnwritableOutput
from ipforms.bulk.file_names import InvalidPattern
from ipforms.errors import UnsupportedFormat

FORM = ipforms.form("jinhua-application")


def company(number, **data):
    return {"enterprise_name": f"金华{number}有限公司", **data}


def left(folder):
    """What is in a folder, but for the journal of the run and its lock."""
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else None
    return names and [name for name in names if not name.startswith(".ipforms.")]


def test_each_file_is_what_rendering_its_record_gives(form, record, tmp_path):
    summary = fill(form, [record], tmp_path)
    (file,) = tmp_path.glob("*.docx")
    assert summary == Summary(written=1)
    assert file.read_bytes() == ipforms.render(record)


def test_the_same_rows_give_the_same_bytes_and_a_second_run_changes_nothing(form, record, tmp_path):
    rows = [record, record.model_dump(mode="json")]
    fill(form, rows, tmp_path / "a")
    fill(form, rows, tmp_path / "b")
    assert left(tmp_path / "a") == left(tmp_path / "b")
    assert {path.read_bytes() for path in tmp_path.glob("*/*.docx")} == {ipforms.render(record)}
    assert fill(form, rows, tmp_path / "a") == Summary(unchanged=2)


def test_a_file_that_differs_is_kept_and_its_record_has_failed(tmp_path):
    fill(FORM, [company(1)], tmp_path)
    results = list(fill_each(FORM, [company(1, employees=3), company(2)], tmp_path))
    assert [result.status for result in results] == ["failed", "written"]
    assert "--overwrite" in results[0].problems[0].reason("zh") and "replaced" in results[0].problems[0].reason("en")
    assert fill(FORM, [company(1, employees=3)], tmp_path, overwrite=True) == Summary(written=1)


def test_bad_records_in_the_middle_never_stop_the_others(tmp_path):
    other = ipforms.form("guangzhou-enterprise").model(name="别的表")
    unchecked = FORM.model.model_construct(**{**dict(FORM.model()), "enterprise_name": "坏\x07字符"})
    bad = [
        company(2, employees="很多"),
        {"没有的栏": 1},
        None,
        "text",
        7,
        other,
        unchecked,
        company(3, mobile="\ud800"),
    ]
    results = list(fill_each(FORM, [company(1), *bad, company(9)], tmp_path))
    assert [result.status for result in results] == ["written", *["refused"] * 6, "failed", "refused", "written"]
    assert all(result.problems and result.path is None for result in results if result.status == "refused")
    assert all(problem.reason(lang) for each in results for problem in each.problems for lang in ("zh", "en"))
    assert [result.serial for result in results] == list(range(1, 11))
    assert left(tmp_path) == ["001_金华1有限公司.docx", "010_金华9有限公司.docx"]


def test_a_folder_in_a_file_s_place_fails_that_record_alone(tmp_path):
    (tmp_path / "001_金华1有限公司.docx").mkdir()
    results = list(fill_each(FORM, [company(1), company(2)], tmp_path))
    assert [result.status for result in results] == ["failed", "written"]
    assert left(tmp_path) == ["001_金华1有限公司.docx", "002_金华2有限公司.docx"]


def test_what_is_wrong_with_the_call_is_told_before_anything_is_read_or_made(tmp_path):
    rows = iter([company(1)])
    wrong = [({"name": "{nam}"}, InvalidPattern), ({"format": "odt"}, UnsupportedFormat)]
    for options, error in wrong:
        with pytest.raises(error):
            fill_each(FORM, rows, tmp_path / "out", **options)
    (tmp_path / "file").touch()
    for out in (tmp_path / "file", tmp_path / "file" / "x", "/proc/x", f"{tmp_path}/{'x' * 300}"):
        with pytest.raises(UnwritableOutput):
            fill_each(FORM, rows, out)
    assert left(tmp_path) == ["file"] and next(rows) == company(1)


def test_a_file_is_written_when_its_result_is_asked_for(tmp_path):
    results = fill_each(FORM, map(company, itertools.count(1)), tmp_path)
    assert left(tmp_path) == []
    assert next(results).name == "金华1有限公司" and len(left(tmp_path)) == 1
    assert next(results).serial == 2 and len(left(tmp_path)) == 2


def test_results_are_counted_and_handed_on(tmp_path):
    seen = []
    summary = fill(FORM, [company(1), {"x": 1}], tmp_path, on_result=seen.append)
    assert [result.status for result in seen] == ["written", "refused"]
    assert (summary.total, summary.ok) == (2, False)


@pytest.mark.slow
def test_memory_stays_flat_over_twenty_thousand_rows(tmp_path):
    rows = (company(1) if number % 1000 == 0 else company(number, employees="很多") for number in range(20_000))
    results = fill_each(FORM, rows, tmp_path, overwrite=True)
    for _ in itertools.islice(results, 2_000):
        pass
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in results:
        pass
    grown, peak = (size - before for size in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    assert grown < 300_000 and peak < 3_000_000


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_applicant_of_two_rows_gets_two_forms_and_is_named(tmp_path, xlsx, jobs):
    found = [["企业名称", "企业总人数"], ["甲公司", 3], ["乙公司", 4], ["甲公司", 5], [None, None], ["甲公司", 3]]
    with bulk.open_source(xlsx({"表": found})) as source:
        rows = bulk.Rows(FORM, source)
        with bulk.BulkFill(FORM, rows, tmp_path / "out", jobs=jobs) as run:
            assert [result.ok for result in run] == [True] * 4
    assert [(each.row, each.column, each.value) for each in run.repeated] == [
        (4, "企业名称", "甲公司"),
        (6, "企业名称", "甲公司"),
    ]
    assert ["内容不同" in each.reason() for each in run.repeated] == [True, False]
    assert all("第 2 行" in each.reason() for each in run.repeated)
