"""Going on with a run: what is missing is made, what is done is left, and other data are told and not mixed in."""

from __future__ import annotations

import contextlib
import csv
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import bulk
from ipforms.bulk import Summary
from ipforms.bulk.atomic_files import FileEdited, FileExists, FileOutdated
from ipforms.bulk.file_names import FileNamer, InvalidPattern
from ipforms.bulk.lock import AlreadyRunning, locked
from ipforms.bulk.manifest import (
    DifferentRun,
    Manifest,
    ManifestFailed,
    SourceChanged,
    SourceShorter,
)
from tests.bulk import kills
from tests.effort import examples

FORM = ipforms.form(kills.FORM)


def rows(*names):
    return [{"enterprise_name": name} for name in names]


def fill(folder, data, **options):
    return bulk.fill(FORM, data, folder, **options)


def resumed(folder, data, **options):
    return fill(folder, data, resume=True, **options)


def test_a_second_run_writes_nothing_and_a_resumed_one_does_not_even_render(tmp_path):
    assert fill(tmp_path, rows("甲", "乙")) == Summary(written=2)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.docx")}
    assert resumed(tmp_path, rows("甲", "乙")) == Summary(unchanged=2)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.docx")} == before


@pytest.mark.parametrize("harm", [os.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"x")])
def test_a_file_that_is_gone_or_broken_is_made_again(tmp_path, harm):
    fill(tmp_path, rows("甲", "乙", "丙"))
    whole = kills.files(tmp_path)
    broken = tmp_path / "002_乙.docx"
    harm(broken)
    replaced = broken.exists()
    summary = resumed(tmp_path, rows("甲", "乙", "丙"), overwrite=replaced)
    assert (summary.written, summary.unchanged) == (1, 2) and kills.files(tmp_path) == whole


def test_a_file_that_somebody_has_changed_is_not_replaced_unasked(tmp_path):
    fill(tmp_path, rows("甲", "乙"))
    (tmp_path / "002_乙.docx").write_bytes(b"mine")
    assert resumed(tmp_path, rows("甲", "乙")) == Summary(unchanged=1, failed=1)
    assert (tmp_path / "002_乙.docx").read_bytes() == b"mine"


def test_refused_rows_that_were_put_right_are_made_and_the_others_keep_their_names(tmp_path):
    bad = {"enterprise_name": "甲", "employees": "很多"}
    assert fill(tmp_path, [bad, *rows("甲", "乙")], name="{name}") == Summary(written=2, refused=1)
    kept = (tmp_path / "甲.docx").read_bytes()
    assert resumed(tmp_path, [{**bad, "employees": 3}, *rows("甲", "乙")], name="{name}").written == 1
    assert set(kills.files(tmp_path)) == {"甲.docx", "甲_2.docx", "乙.docx"}
    assert (tmp_path / "甲.docx").read_bytes() == kept


def test_other_data_of_a_row_that_is_done_are_told_and_nothing_is_mixed(tmp_path):
    fill(tmp_path, rows("甲", "乙", "丙"))
    whole = kills.files(tmp_path)
    with pytest.raises(SourceChanged, match="第 2 行"):
        resumed(tmp_path, rows("甲", "新", "乙", "丙"))
    assert kills.files(tmp_path) == whole
    assert resumed(tmp_path, rows("甲", "新", "丙"), overwrite=True) == Summary(written=1, unchanged=2)
    assert set(kills.files(tmp_path)) == {"001_甲.docx", "002_新.docx", "003_丙.docx"}


def test_fewer_data_than_before_are_told(tmp_path):
    fill(tmp_path, rows("甲", "乙", "丙"))
    with pytest.raises(SourceShorter, match=r"003_丙\.docx") as caught:
        resumed(tmp_path, rows("甲", "乙"))
    assert "fewer" in caught.value.message("en") and len(kills.files(tmp_path)) == 3


@pytest.mark.parametrize(
    ("first", "other"), [({}, {"name": "{name}"}), ({"format": "pdf"}, {"format": "pdf-form"})], ids=["name", "format"]
)
def test_another_question_is_not_the_same_run(tmp_path, first, other):
    fill(tmp_path, rows("甲"), **first)
    with pytest.raises(DifferentRun, match="上次"):
        resumed(tmp_path, rows("甲"), **other)
    with pytest.raises(DifferentRun):
        bulk.fill(ipforms.form("guangzhou-market"), [{}], tmp_path, resume=True, **first)


def test_resuming_where_nothing_was_begun_is_a_run(tmp_path):
    assert resumed(tmp_path / "new", rows("甲")) == Summary(written=1)


@settings(max_examples=examples(25))
@given(
    names=st.lists(st.sampled_from(["甲", "乙", "丙\x00", "乙_2"]), max_size=8),
    stops=st.lists(st.integers(0, 8), max_size=4),
    gone=st.sets(st.integers(0, 7)),
)
def test_any_interruptions_and_lost_files_come_to_what_one_run_gives(tmp_path_factory, names, stops, gone):
    data = [{"enterprise_name": name, "employees": number} for number, name in enumerate(names)]
    whole, out = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("out")
    expected = fill(whole, data, name="{name}")
    for stop in stops:
        results = bulk.fill_each(FORM, data, out, name="{name}", resume=True)
        for _ in zip(range(stop), results, strict=False):
            pass
        results.close()
        for number, path in enumerate(sorted(out.glob("*.docx"))):
            if number in gone:
                path.unlink()
    last = resumed(out, data, name="{name}")
    assert (last.total, last.refused) == (expected.total, expected.refused)
    assert kills.files(out) == kills.files(whole)
    assert kills.manifest(out) == kills.manifest(whole)


@given(st.lists(st.sampled_from(["甲", "甲_2", "甲_3", "A", "a", "乙"]), max_size=12), st.data())
def test_reserved_names_are_given_to_nobody_else(stems, data):
    known = data.draw(st.lists(st.sampled_from(range(len(stems))), unique=True)) if stems else []
    namer = FileNamer("{name}", ".docx", FORM.model)
    first = [namer.claim(stem) for stem in stems]
    again = FileNamer("{name}", ".docx", FORM.model)
    for index in known:
        again.reserve(stems[index], first[index])
    new = [again.claim(stem) for stem in stems]
    kept = [first[index] for index in known]
    assert len({name.casefold() for name in (*new, *kept)}) == len(new) + len(kept)


def test_two_runs_into_one_folder_exclude_each_other(tmp_path):
    with bulk.BulkFill(FORM, rows("甲"), tmp_path):
        with locked(tmp_path / ".other.lock", "x"):
            pass
        with pytest.raises(AlreadyRunning, match=str(os.getpid())), locked(tmp_path / ".ipforms.lock", "x", patience=0):
            pass
    assert fill(tmp_path, rows("甲")).written == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is a thing of Unix")
def test_another_process_is_kept_out_until_the_first_one_is_dead(tmp_path):
    data = kills.applicants(tmp_path / "a.csv", 100_000)
    first = subprocess.Popen(kills.command(data, tmp_path / "out", "--jobs", "2"), env=kills.ENVIRONMENT)
    try:
        while kills.done(tmp_path / "out") < 10:
            time.sleep(0.01)
        first.send_signal(signal.SIGSTOP)
        second = subprocess.run(
            kills.command(data, tmp_path / "out"), env=kills.ENVIRONMENT, capture_output=True, check=False, timeout=60
        )
        assert second.returncode == 2 and f"进程 {first.pid}" in second.stderr.decode()
    finally:
        first.kill()
        first.wait()
    with locked(tmp_path / "out" / ".ipforms.lock", "x", patience=30):
        pass


def test_the_manifest_knows_what_was_asked_done_and_refused(tmp_path):
    fill(tmp_path, [*rows("甲"), {"enterprise_name": "乙", "employees": "很多"}])
    with Manifest(tmp_path / ".ipforms.docx.sqlite3") as manifest:
        assert manifest.settings["form"] == FORM.id and manifest.settings["state"] == "complete"
        done, refused = manifest.find(1), manifest.find(2)
        assert (done.status, done.name, done.codes) == ("written", "001_甲.docx", "")
        assert (refused.status, refused.name, refused.codes) == ("refused", "", "number.unreadable")
        assert manifest.find(3) is None


def test_what_is_no_manifest_is_told_in_words(tmp_path):
    (tmp_path / ".ipforms.docx.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(ManifestFailed, match="运行记录"):
        fill(tmp_path, rows("甲"))


def test_temporary_files_of_a_killed_run_are_cleared_and_others_are_not(tmp_path):
    (tmp_path / ".001_甲.docx.4711.part").touch()
    (tmp_path / "mine.part").touch()
    (tmp_path / ".mine").touch()
    fill(tmp_path, rows("甲"))
    left = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".ipforms.")}
    assert left == {"001_甲.docx", "mine.part", ".mine"}


def test_what_is_wrong_with_the_call_leaves_no_manifest(tmp_path):
    with pytest.raises(InvalidPattern):
        fill(tmp_path / "out", rows("甲"), name="{nam}")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a FIFO is a thing of Unix")
def test_a_csv_that_is_still_being_written_has_files_already(tmp_path):
    """It streams: with rows on the way and no end in sight, the first forms are there."""
    pipe, out = tmp_path / "rows", tmp_path / "out"
    os.mkfifo(pipe)
    process = subprocess.Popen(kills.command(pipe, out), env=kills.ENVIRONMENT)
    # Whoever writes into a pipe waits for whoever reads, so a thread of its own looks for files meanwhile.
    writer = threading.Thread(target=_write_on_and_on, args=(pipe,), daemon=True)
    writer.start()
    while kills.done(out) == 0 and process.poll() is None:
        time.sleep(0.01)
    assert writer.is_alive()
    process.kill()
    process.wait()
    assert kills.files(out)["001_公司1.docx"][:2] == b"PK"


def _write_on_and_on(pipe):
    with contextlib.suppress(BrokenPipeError), pipe.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["企业名称"])
        for number in range(1, 1_000_001):
            rows.writerow([f"公司{number}"])


def told(folder, data, **options):
    """The faults of a run by file, and the stale files."""
    with bulk.BulkFill(FORM, data, folder, name="{name}", **options) as run:
        faults = {result.file: result.faults[0] for result in run if result.faults}
    return faults, [each.value for each in run.stale]


def test_files_that_an_earlier_run_made_and_this_one_did_not_are_named(tmp_path):
    assert told(tmp_path, rows("甲", "乙", "丙", "丁")) == ({}, [])
    (tmp_path / "丁.docx").unlink()
    wrong = {"enterprise_name": "乙", "employees": "很多"}
    assert told(tmp_path, [*rows("甲", "新"), wrong])[1] == ["丙.docx", "乙.docx"]
    assert told(tmp_path, rows("甲", "新"), resume=False)[1] == ["丙.docx", "乙.docx"], "in the next month too"
    (tmp_path / "丙.docx").unlink()
    assert told(tmp_path, rows("甲", "新"), resume=True)[1] == ["乙.docx"]
    assert told(tmp_path, rows("甲"), format="pdf")[1] == ["乙.docx", "新.docx"], "of another format too"
    changed = [{**row, "employees": 3} for row in rows("甲")]
    assert told(tmp_path, changed, format="pdf", overwrite=True)[1] == ["乙.docx", "新.docx", "甲.docx"]


def test_of_a_file_that_was_not_replaced_it_is_told_whether_somebody_has_changed_it(tmp_path):
    told(tmp_path, rows("甲", "乙", "丙"))
    for name in ("乙", "丙"):
        (tmp_path / f"{name}.docx").write_bytes(b"mine")
    (tmp_path / "丁.docx").write_bytes(b"of somebody")
    more = [{**row, "employees": 3} for row in rows("甲", "乙")]
    for _ in range(2):
        faults, stale = told(tmp_path, [*more, *rows("丙", "丁")])
        reasons = {file: fault.note.context["reason"] for file, fault in faults.items()}
        assert {file: type(reason) for file, reason in reasons.items()} == {
            "甲.docx": FileOutdated,
            "乙.docx": FileEdited,
            "丙.docx": FileEdited,
            "丁.docx": FileExists,
        }
        assert "数据也已改" in str(reasons["乙.docx"]) and "数据与生成时相同" in str(reasons["丙.docx"])
        assert stale == []
