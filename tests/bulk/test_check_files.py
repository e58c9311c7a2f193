"""Returned files → reports: what the library says of each, in the order of the files, whoever does the work."""

from __future__ import annotations

import datetime
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipforms
from ipforms import bulk
from ipforms.bulk.chunked_map import map_chunks
from ipforms.errors import UnknownForm, UnknownStage
from ipforms.pipeline import checking
from ipforms.pipeline.report import Report, UnreadFile
from tests.checks.cases import CLEAN, FORMS, record

FORM = "jinhua-application"
BROKEN_PDF = "无法读取“c.pdf”：不是完整的 PDF 文件，可能没有下载完。请重新获取，或提交 Word 文档。"
ON = datetime.date.fromisoformat(CLEAN[FORM]["on"])
PHONE = "13800138000"


@pytest.fixture
def returned(tmp_path):
    """A folder with a clean form, one without its mobile number, one of each other form, and a file that is none."""
    folder = tmp_path / "收回"
    (folder / "乙").mkdir(parents=True)
    (folder / "a.docx").write_bytes(ipforms.render(record(FORM)))
    (folder / "b.docx").write_bytes(ipforms.render(record(FORM, {"mobile": None})))
    (folder / "c.pdf").write_bytes(b"%PDF-1.7")
    for form_id in FORMS:
        changes = {"email": "wu@example.com"} if form_id == FORM else {}
        (folder / "乙" / f"{form_id}.docx").write_bytes(ipforms.render(record(form_id, changes)))
    return folder


def dicts(results):
    return [result.to_dict() for result in results]


def test_each_file_has_the_report_that_the_library_gives_for_it(returned):
    results = list(bulk.check([returned], stage="final", on=ON))
    assert [result.below.as_posix() for result in results] == [
        "a.docx",
        "b.docx",
        "c.pdf",
        *(f"乙/{form_id}.docx" for form_id in sorted(FORMS)),
    ]
    for result in results:
        assert result.path == returned / result.below and result.outcome.name == result.below.as_posix()
        if result.report:
            expected = ipforms.check(ipforms.read(result.path), "final", ON, name=result.outcome.name)
            assert result.to_dict() == expected.to_dict() and result.to_dict("en") == expected.to_dict("en")
    assert dicts(results)[2] == {"name": "c.pdf", "code": "unreadable.pdf_truncated", "error": BROKEN_PDF}


def test_clean_is_what_asks_nothing_of_anybody(returned):
    clean = {result.below.name: result.is_clean for result in bulk.check([returned], stage="final", on=ON)}
    assert (clean["a.docx"], clean["b.docx"], clean["c.pdf"]) == (True, False, False)
    nothing = {"high_tech": {"held": False}, "ip_model_title": {"held": False}, "well_known_trademark": {"held": False}}
    unfit = returned / "unfit.docx"
    unfit.write_bytes(ipforms.render(record(FORM, {**nothing, "valid_patents": {"total": 1}, "valid_trademarks": 2})))
    (result,) = bulk.check([unfit], stage="draft", on=ON)
    assert result.report.eligibility.verdict.value == "no" and not result.is_clean


@pytest.mark.parametrize("jobs", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_worker_processes_give_the_same_in_the_same_order(returned, jobs):
    for number in range(20):
        (returned / f"d{number:02}.docx").write_bytes((returned / "ab"[number % 2]).with_suffix(".docx").read_bytes())
    alone = dicts(bulk.check([returned], on=ON))
    assert dicts(bulk.check([returned], on=ON, jobs=jobs)) == alone
    with ThreadPoolExecutor(jobs) as executor:
        assert dicts(bulk.check([returned], on=ON, jobs=jobs, executor=executor)) == alone
    with bulk.workers(jobs) as pool:
        assert dicts(bulk.check([returned], on=ON, jobs=jobs, executor=pool)) == alone


def test_a_result_comes_back_from_another_process_as_it_was(returned):
    for result in bulk.check([returned], on=ON):
        again = pickle.loads(pickle.dumps(result))
        assert (again.path, again.to_dict(), again.is_clean) == (result.path, result.to_dict(), result.is_clean)
        if result.report:
            assert again.report.form is result.report.form and again.report.submission.sheet


def test_only_a_few_files_are_under_way_and_the_rest_is_left_when_nobody_asks():
    taken = []

    def numbers():
        for number in range(1_000):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(1) as executor:
        results = map_chunks(executor, list, numbers(), 2)
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        assert len(taken) < 100
        results.close()
    assert len(taken) < 100


@given(items=st.lists(st.integers(), max_size=120), jobs=st.integers(1, 4))
def test_work_that_is_spread_gives_what_it_gives_undivided(items, jobs):
    with ThreadPoolExecutor(jobs) as executor:
        assert list(map_chunks(executor, list, iter(items), jobs)) == items


@pytest.mark.slow
def test_a_worker_that_dies_is_told_in_words():
    with pytest.raises(bulk.WorkersLost, match="--jobs 1"), bulk.workers(1) as pool:
        list(map_chunks(pool, _die, [1], 1))


def _die(_):
    os._exit(1)


def test_a_fault_of_the_program_costs_one_file_and_is_named(returned, monkeypatch):
    real = checking.check

    def fault(what, *arguments):
        if what.form.id == FORM:
            raise KeyError(PHONE)
        return real(what, *arguments)

    monkeypatch.setattr(checking, "check", fault)
    results = list(bulk.check([returned], on=ON))
    broken = [result for result in results if isinstance(result.outcome, UnreadFile)]
    assert len(broken) == 4 and sum(isinstance(result.outcome, Report) for result in results) == 3
    assert "KeyError" in dicts(broken)[0]["error"] and PHONE not in str(dicts(broken))


def test_the_numbers_of_people_in_the_names_of_files_are_masked(tmp_path):
    (tmp_path / f"张三{PHONE}.docx").write_bytes(ipforms.render(record(FORM)))
    (tmp_path / f"李四{PHONE}.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / f"王五{PHONE}.docx").write_bytes(b"PK")
    told = dicts(bulk.check([tmp_path], on=ON))
    assert len(told) == 3 and PHONE not in str(told) and "张三138******00.docx" in str(told)


def test_files_are_named_below_what_all_paths_have_in_common(returned, tmp_path, monkeypatch):
    def names(*paths, **options):
        return [result.below.as_posix() for result in bulk.check(paths, **options)]

    assert names(returned / "a.docx") == ["a.docx"]
    assert names(returned / "a.docx", returned / "乙" / f"{FORM}.docx") == ["a.docx", f"乙/{FORM}.docx"]
    assert names(returned / "c.pdf", base=tmp_path) == ["收回/c.pdf"]
    monkeypatch.chdir(returned)
    assert names("乙/../a.docx", Path("../收回/c.pdf")) == ["a.docx", "c.pdf"]
    assert names("none.docx") == ["none.docx"] and names() == []


def test_a_wrong_call_is_told_at_once():
    with pytest.raises(UnknownForm):
        bulk.check(["x"], "nope")
    with pytest.raises(UnknownStage):
        bulk.check(["x"], stage="nope")
