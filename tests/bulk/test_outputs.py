"""Where files go: a ZIP as other programs read it, a store that fails at random, a disk that is full, a folder gone."""

from __future__ import annotations

import errno
import random
import shutil
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import bulk
from ipforms.bulk.atomic_files import FileExists, UnwritableOutput
from ipforms.bulk.outputs import FolderOutput, OutputLost, RemoteOutput, ZipOutput, open_output, zip_records
from ipforms.bulk.outputs.output import StoreSilent
from ipforms.bulk.outputs.remote_output import Retry
from tests.bulk import kills
from tests.effort import examples

FORM = ipforms.form("jinhua-application")
PATIENT = Retry(tries=6, pause=0)


def rows(count, **data):
    return [{"enterprise_name": f"金华{number}有限公司", **data} for number in range(1, count + 1)]


def expected(count, tmp_path, **options):
    bulk.fill(FORM, rows(count), tmp_path / "expected", **options)
    return kills.files(tmp_path / "expected")


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_zip_holds_what_a_folder_holds(tmp_path, jobs):
    whole = expected(150, tmp_path)
    summary = bulk.fill(FORM, rows(150), tmp_path / "表格.zip", jobs=jobs)
    assert unzipped(tmp_path / "表格.zip") == whole and summary == bulk.Summary(written=150)
    bulk.fill(FORM, rows(150), tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "表格.zip").read_bytes()
    assert not list(tmp_path.glob(".*.part"))


def test_a_zip_is_there_only_when_it_is_whole_and_goes_on_where_it_stopped(tmp_path):
    whole, path = expected(30, tmp_path), tmp_path / "a.zip"
    results = bulk.fill_each(FORM, rows(30), path)
    for _ in range(11):
        next(results)
    results.close()
    assert not path.exists()
    with (tmp_path / ".a.zip.part").open("ab") as part:
        part.write(b"half a file")
    assert bulk.fill(FORM, rows(30), path, resume=True) == bulk.Summary(written=19, unchanged=11)
    assert unzipped(path) == whole and not (tmp_path / ".a.zip.part").exists()
    assert bulk.fill(FORM, rows(30), path, resume=True) == bulk.Summary(unchanged=30)
    assert bulk.fill(FORM, rows(35), path, resume=True) == bulk.Summary(written=5, unchanged=30)
    assert len(unzipped(path)) == 35
    with pytest.raises(FileExists):
        bulk.fill(FORM, rows(3), path)
    assert len(unzipped(path)) == 35
    bulk.fill(FORM, rows(3), path, overwrite=True)
    assert len(unzipped(path)) == 3


def test_a_zip_whose_growing_part_is_gone_is_made_anew(tmp_path):
    whole, path = expected(20, tmp_path), tmp_path / "a.zip"
    results = bulk.fill_each(FORM, rows(20), path)
    for _ in range(9):
        next(results)
    results.close()
    (tmp_path / ".a.zip.part").write_bytes(b"PK")
    assert bulk.fill(FORM, rows(20), path, resume=True) == bulk.Summary(written=20)
    assert unzipped(path) == whole


@given(st.lists(st.tuples(st.text("甲乙ab/é", min_size=1, max_size=9), st.binary(max_size=200)), max_size=9))
def test_any_entries_are_read_back_by_zipfile(tmp_path_factory, found):
    found = dict(found)
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    with path.open("wb") as file:
        listed = []
        for name, data in found.items():
            listed.append((name, len(data), zipfile.crc32(data), file.tell()))
            file.write(zip_records.header(name, len(data), zipfile.crc32(data)) + data)
            assert file.tell() == listed[-1][3] + zip_records.length(name, len(data))
        file.writelines(zip_records.directory(listed, file.tell()))
    assert unzipped(path) == found


def test_more_entries_than_an_old_zip_can_count(tmp_path):
    path, count = tmp_path / "a.zip", 70_000
    with path.open("wb") as file:
        listed = []
        for number in range(count):
            listed.append((f"{number}.docx", 0, 0, file.tell()))
            file.write(zip_records.header(f"{number}.docx", 0, 0))
        file.writelines(zip_records.directory(listed, file.tell()))
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == count and archive.read("69999.docx") == b""


def test_an_entry_behind_four_gigabytes_is_found(tmp_path):
    path, far = tmp_path / "a.zip", 5 << 30
    with path.open("wb") as file:  # a hole, not five gigabytes
        file.seek(far)
        file.write(zip_records.header("a.docx", 3, zipfile.crc32(b"abc")) + b"abc")
        file.writelines(zip_records.directory([("a.docx", 3, zipfile.crc32(b"abc"), far)], file.tell()))
    with zipfile.ZipFile(path) as archive:
        assert archive.read("a.docx") == b"abc"


class Faulty(MemoryFileSystem):
    """A store that fails at random, before or after it has done what it was asked for."""

    protocol = "faulty"
    store = {}  # noqa: RUF012 - as in the class above, shared by all
    pseudo_dirs = [""]  # noqa: RUF012
    chance = random.Random(7)
    rate = 0.0
    asked = 0

    def _perhaps(self):
        type(self).asked += 1
        if self.chance.random() < self.rate:
            raise self.chance.choice([ConnectionResetError("reset"), TimeoutError("slow"), OSError(errno.EIO, "503")])

    def pipe_file(self, path, value, mode="overwrite", **options):
        self._perhaps()
        super().pipe_file(path, value, mode, **options)
        self._perhaps()

    def info(self, path, **options):
        self._perhaps()
        return super().info(path, **options)

    def cat_file(self, path, start=None, end=None, **options):
        self._perhaps()
        return super().cat_file(path, start, end, **options)

    def mv(self, path1, path2, recursive=False, maxdepth=None, **options):
        self._perhaps()
        self.store[path2] = self.store.pop(path1)
        self._perhaps()


@pytest.fixture
def faulty(monkeypatch):
    """A new store each time; set its `rate`."""
    fsspec.register_implementation("faulty", Faulty, clobber=True)
    for name, value in (("store", {}), ("rate", 0.0), ("asked", 0), ("chance", random.Random(7))):
        monkeypatch.setattr(Faulty, name, value)
    return Faulty


def kept(store):
    """The files of a store."""
    return {path.rpartition("/")[2]: file.getvalue() for path, file in store.store.items()}


@pytest.mark.parametrize("threads", [0, 3])
def test_a_store_that_fails_at_random_loses_nothing_and_says_what_was_tried_again(tmp_path, faulty, threads):
    faulty.rate = 0.2
    output = RemoteOutput("faulty://out", retry=Retry(tries=30, pause=0))
    options = {"journal": tmp_path / "j"}
    if threads:
        with ThreadPoolExecutor(threads) as executor:
            summary = bulk.fill(FORM, rows(120), output, executor=executor, **options)
    else:
        summary = bulk.fill(FORM, rows(120), output, **options)
    assert summary.ok and summary.total == 120
    assert kept(faulty) == expected(120, tmp_path)
    assert set(summary.retried) <= {"ConnectionResetError: reset", "TimeoutError: slow", "OSError: [Errno 5] 503"}
    assert sum(summary.retried.values()) > 20


def test_what_a_store_has_not_taken_has_failed_and_is_made_by_resuming(tmp_path, faulty):
    faulty.rate = 0.08
    options = {"journal": tmp_path / "j"}
    output = RemoteOutput("faulty://out", retry=Retry(tries=2, pause=0))
    summary = bulk.fill(FORM, rows(60), output, **options)
    assert summary.failed and summary.total == 60 and not summary.ok
    faulty.rate = 0
    again = bulk.fill(FORM, rows(60), output, resume=True, **options)
    assert again.ok and again.total == 60 and again.unchanged >= summary.written
    assert kept(faulty) == expected(60, tmp_path)


def test_a_store_that_is_gone_stops_the_run_after_a_few_files(tmp_path, faulty):
    output = RemoteOutput("faulty://out", retry=Retry(tries=2, pause=0))
    results, options = [], {"journal": tmp_path / "j"}

    def break_it(result):
        results.append(result.status)
        if len(results) == 10:
            faulty.rate = 1.0

    with pytest.raises(StoreSilent, match="--resume"):
        bulk.fill(FORM, rows(200), output, on_result=break_it, **options)
    assert results.count("written") == 10 and len(results) < 20
    faulty.rate = 0
    assert bulk.fill(FORM, rows(200), output, resume=True, **options).ok
    assert kept(faulty) == expected(200, tmp_path)


def test_another_file_in_a_store_is_left_and_the_same_one_is_not_sent_again(tmp_path):
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/mine/001_金华1有限公司.docx", b"another")
    options = {"journal": tmp_path / "j"}
    assert bulk.fill(FORM, rows(2), "memory://mine", **options) == bulk.Summary(written=1, failed=1)
    assert memory.cat_file("/mine/001_金华1有限公司.docx") == b"another"
    assert bulk.fill(FORM, rows(2), "memory://mine", overwrite=True, **options) == bulk.Summary(written=1, unchanged=1)


def test_a_store_of_an_unknown_kind_is_told_in_words():
    with pytest.raises(UnwritableOutput, match="nonsense"):
        bulk.fill(FORM, rows(1), "nonsense://x")


def test_passwords_in_a_url_are_in_no_message():
    assert RemoteOutput("sftp://li:secret@host/out").name == "sftp://li:***@host/out"


def test_a_folder_that_is_removed_midway_stops_the_run_and_resuming_makes_all(tmp_path):
    out = tmp_path / "out"

    def remove(result):
        if result.serial == 20:
            shutil.rmtree(out)

    with pytest.raises(OutputLost, match="--resume"):
        bulk.fill(FORM, rows(5_000), out, on_result=remove)
    assert bulk.fill(FORM, rows(60), out, resume=True).ok
    assert kills.files(out) == expected(60, tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is a thing of Unix")
@pytest.mark.parametrize("out", ["out", "out.zip"])
def test_a_disk_that_takes_no_more_ends_the_run_clearly_and_resuming_makes_the_rest(tmp_path, out):
    data = kills.applicants(tmp_path / "a.csv", 300)
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "from ipforms.cli import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    arguments = kills.command(data, tmp_path / out)[3:]
    options = {"env": kills.ENVIRONMENT, "capture_output": True, "check": False, "timeout": 60}
    done = subprocess.run([sys.executable, "-c", limited, *arguments], **options)
    assert done.returncode == 2 and "--resume" in done.stderr.decode() and b"Traceback" not in done.stderr
    assert not (tmp_path / "out.zip").exists()
    done = subprocess.run([*kills.command(data, tmp_path / out), "--resume"], **options)
    assert done.returncode == 1, done.stderr
    made = unzipped(tmp_path / out) if out.endswith("zip") else kills.files(tmp_path / out)
    assert made == kills.uninterrupted(data, tmp_path / "whole", "{serial:03d}_{name}")
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_an_error_of_the_disk_stops_the_run_and_one_of_a_file_does_not(tmp_path, monkeypatch, number):
    folder = FolderOutput(tmp_path)
    folder.prepare()

    def refuse(path, data, *, overwrite):
        raise OSError(number, "x")

    monkeypatch.setattr("ipforms.bulk.outputs.folder_output.write_file", refuse)
    with pytest.raises(OutputLost, match="--resume"):
        folder.put("a.docx", b"a", overwrite=False)
    number = errno.ENAMETOOLONG
    with pytest.raises(UnwritableOutput):
        folder.put("a.docx", b"a", overwrite=False)


@pytest.mark.slow
def test_cancelling_finishes_what_is_in_hand_and_resuming_makes_the_rest(tmp_path):
    for jobs in (1, 2):
        cancel, out = threading.Event(), tmp_path / str(jobs)
        stop = SimpleNamespace(at=15)

        def count(result, cancel=cancel, stop=stop):
            if result.serial == stop.at:
                cancel.set()

        summary = bulk.fill(FORM, rows(1_000), out, jobs=jobs, cancel=cancel, on_result=count)
        assert summary.cancelled and 15 <= summary.written < 1_000 and not summary.ok
        assert len(kills.files(out)) == summary.written
        again = bulk.fill(FORM, rows(1_000), out, jobs=jobs, resume=True)
        assert (again.unchanged, again.written) == (summary.written, 1_000 - summary.written)


@settings(max_examples=examples(20))
@given(st.lists(st.sampled_from(["甲", "乙", "乙_2", "丙", "丙 "]), max_size=12), st.integers(0, 12), st.booleans())
def test_names_that_repeat_are_the_same_whoever_works_and_after_an_interruption(tmp_path_factory, names, cut, threads):
    data = [{"enterprise_name": name, "employees": number} for number, name in enumerate(names)]
    whole, out = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("out")
    assert bulk.fill(FORM, data, whole, name="{name}").written == len(names)
    results = bulk.fill_each(FORM, data, out, name="{name}")
    for _ in range(min(cut, len(names))):
        next(results)
    results.close()
    with ThreadPoolExecutor(2) as executor:
        options = {"executor": executor} if threads else {}
        assert bulk.fill(FORM, data, out, name="{name}", resume=True, **options).ok
    assert kills.files(out) == kills.files(whole) and len(kills.files(out)) == len(names)


def test_a_path_a_zip_and_a_url_mean_their_outputs(tmp_path):
    (tmp_path / "folder.zip").mkdir()
    assert isinstance(open_output(tmp_path / "folder.zip"), FolderOutput)
    assert isinstance(open_output("a.ZIP"), ZipOutput) and isinstance(open_output("s3://a/b"), RemoteOutput)
    assert open_output(f"file://{tmp_path}").path == tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("loaded", [False, True], ids=["typst is new", "typst has its threads"])
def test_worker_processes_make_pdfs_too(tmp_path, loaded):
    """A fork of a process that has made a PDF would wait for threads that it has not."""
    program = (
        "import sys, ipforms\n"
        "if __name__ == '__main__':\n"
        "    form = ipforms.form('jinhua-application')\n"
        "    rows = [{'enterprise_name': f'金华{number}有限公司'} for number in range(1, 12)]\n"
        "    if sys.argv[2] == 'True':\n"
        "        form.render(form.model(), 'pdf')\n"
        "    print(ipforms.bulk.fill(form, rows, sys.argv[1], format='pdf', jobs=2))\n"
    )
    script = tmp_path / "program.py"
    script.write_text(program, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "out"), str(loaded)]
    done = subprocess.run(command, env=kills.ENVIRONMENT, capture_output=True, check=False, timeout=100)
    assert done.stdout.decode().startswith("Summary(written=11"), done.stderr
    assert bulk.fill(FORM, rows(11), tmp_path / "out", format="pdf", resume=True) == bulk.Summary(unchanged=11)


@pytest.mark.parametrize("url", [False, True])
def test_what_a_worker_left_half_written_when_it_was_killed_is_gone_at_the_end(tmp_path, url):
    out = tmp_path / "out"
    half = out / ".甲.docx.4711.part"

    def killed(result):
        half.write_bytes(b"PK")

    target = bulk.outputs.RemoteOutput(f"local://{out}") if url else out
    rows = [{"enterprise_name": "甲"}, {"enterprise_name": "乙"}]
    summary = bulk.fill(ipforms.form(kills.FORM), rows, target, journal=tmp_path / "j", on_result=killed)
    assert (summary.written, half.exists()) == (2, False)
