"""One LibreOffice kept warm, and what becomes of the others when it hangs, crashes or eats memory.

The hostile ones are small programs in its place, named by IPFORMS_SOFFICE: what fails there is the program, not a file.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import ipforms
from ipforms.errors import UnreadableDocument
from ipforms.formats import office
from ipforms.formats.office import soffice_jobs
from ipforms.formats.office.soffice import Soffice

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs in LibreOffice's place are shell scripts")

# As LibreOffice does: the first one lays a lock beside what it opens and stays; the others ask it to convert.
PROGRAM = """#!/bin/sh
for each; do
  case $each in
    --pidfile=*) pid=${each#--pidfile=} ;;
    *held.fodt) held=$each ;;
    -env:UserInstallation=file://*) folder=${each#-env:UserInstallation=file://}; folder=${folder%/profile} ;;
  esac
  [ "$before" = --outdir ] && target=$each
  before=$each
done
if [ -n "$pid" ]; then
  START
  echo $$ >"$pid"; : >"${held%/*}/.~lock.held.fodt#"; exec SERVER
fi
for each; do
  case $each in
    */in/*) grep -q BAD "$each" && { BAD; }
            name=${each##*/}; cp "DOCX" "$target/${name%.*}.docx" ;;
  esac
done
"""
SERVER = "sleep 1000"
LIMITS = office.OfficeLimits(seconds=1.0, start_seconds=5.0, resident_bytes=300_000_000)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """`program(bad=…, …)`: one that makes a form of anything, and does as told with a file that says BAD."""
    form = ipforms.form("jinhua-application")
    (tmp_path / "form.docx").write_bytes(ipforms.render(form.model(enterprise_name="甲")))

    def make(bad: str = "exit 1", start: str = ":", server: str = SERVER) -> None:
        text = PROGRAM.replace("START", start).replace("SERVER", server).replace("{ BAD; }", f"{{ {bad}; }}")
        file = tmp_path / "soffice"
        file.write_text(text.replace("DOCX", str(tmp_path / "form.docx")))
        file.chmod(0o755)
        monkeypatch.setenv("IPFORMS_SOFFICE", str(file))

    yield make
    office.close()


def rtf(text: str) -> office.OfficeFile:
    return office.OfficeFile(f"{text}.rtf", f"{{\\rtf1 {text}}}".encode(), "rtf")


def outcomes(*texts):
    return office.convert([rtf(text) for text in texts], LIMITS)


def reasons(found):
    return ["" if isinstance(each, office.ConvertedFile) else str(each) for each in found]


def running():
    found = soffice_jobs._office
    return found.pid if found else None


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("sleep 1000", "超过 1 秒"),
        ('kill -9 $(cat "$folder/pid"); exit 1', "意外退出"),
        ("continue", "无法打开"),
    ],
    ids=["hangs", "crashes", "refuses"],
)
def test_a_bad_file_has_its_error_and_costs_the_others_nothing(program, bad, reason):
    program(bad)
    first, second, third = reasons(outcomes("甲", "BAD", "乙"))
    assert (first, third) == ("", "") and reason in second
    assert reasons(outcomes("丙")) == [""]


def test_a_file_that_takes_too_much_memory_is_stopped(program):
    program(server=f"{sys.executable} -c 'import time; x = bytearray(400_000_000); time.sleep(1000)'", bad="sleep 1000")
    (found,) = office.convert([rtf("BAD")], replace(LIMITS, seconds=60))  # the memory is to run out first
    assert isinstance(found, office.ConversionFailed) and "内存" in str(found)


def test_a_program_that_does_not_start_is_named(program):
    program(start="exit 3")
    (found,) = outcomes("甲")
    assert isinstance(found, UnreadableDocument) and "无法启动" in str(found) and "soffice" in str(found)


def test_it_stays_warm_and_is_ended_with_all_that_it_left(program):
    program()
    outcomes("甲")
    pid, folder = running(), soffice_jobs._office._folder
    outcomes("乙")
    assert pid == running() is not None and folder.is_dir()
    office.close()
    assert not folder.exists()
    assert gone(pid)


def gone(pid, seconds=10):
    """Whether a process ends, given some time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_one_that_grew_too_large_is_started_anew(program):
    program()
    outcomes("甲")
    before = running()
    office.convert([rtf("乙")], office.OfficeLimits(seconds=1.0, recycle_bytes=1))
    assert running() not in (None, before)


def converted_in_a_worker(text: str) -> tuple[list[str], int]:
    return reasons(outcomes(text)), running()


def test_a_worker_process_has_its_own_and_ends_it(program):
    program()
    outcomes("甲")
    own = running()
    with ProcessPoolExecutor(1) as pool:
        found, other = pool.submit(converted_in_a_worker, "乙").result()
    assert found == [""] and other != own
    assert gone(other)
    assert running() == own and reasons(outcomes("丙")) == [""]


def test_it_ends_when_the_process_that_started_it_is_killed(program, tmp_path):
    program()
    code = (
        "import os, signal; from ipforms.formats import office\n"
        "from ipforms.formats.office import soffice_jobs\n"
        "office.convert([office.OfficeFile('x', b'{\\\\rtf1 x}', 'rtf')])\n"
        "print(soffice_jobs._office.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert gone(int(done.stdout))


def test_an_office_that_was_never_started_has_nothing_to_stop():
    Soffice("soffice", LIMITS).stop()


def test_a_batch_reads_old_files_together_and_the_rest_one_by_one(program, tmp_path):
    program("continue")
    folder = tmp_path / "in"
    folder.mkdir()
    for number, text in enumerate(("甲", "BAD", "乙")):
        (folder / f"{number}.doc").write_bytes(rtf(text).data)
    (folder / "1a.docx").write_bytes((tmp_path / "form.docx").read_bytes())
    (folder / "2.pdf").write_bytes(b"%PDF-1.7")
    results = list(ipforms.bulk.read([folder]))
    assert [result.path.name for result in results] == ["0.doc", "1.doc", "1a.docx", "2.doc", "2.pdf"]
    assert [result.status for result in results] == ["read", "failed", "read", "read", "failed"]
    assert results[0].submission.format == "rtf"
    checked = list(ipforms.bulk.check([folder], stage="draft"))
    assert [result.below.name for result in checked] == [result.path.name for result in results]
