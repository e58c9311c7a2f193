"""Writing files: whole or not at all, never over something else, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ipforms.bulk.atomic_files import FileExists, UnwritableOutput, make_folder, removed_on_error, write_whole


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_the_same_again_is_unchanged(tmp_path):
    target = tmp_path / "表.docx"
    assert write_whole(target, b"a") == "written"
    before = target.stat().st_mtime_ns
    assert write_whole(target, b"a") == "unchanged"
    assert target.stat().st_mtime_ns == before and left(tmp_path) == ["表.docx"]


def test_another_file_is_kept_unless_it_may_be_replaced(tmp_path):
    target = tmp_path / "表.docx"
    target.write_bytes(b"mine")
    with pytest.raises(FileExists, match="--overwrite"):
        write_whole(target, b"yours")
    assert target.read_bytes() == b"mine"
    assert write_whole(target, b"yours", overwrite=True) == "written"
    assert target.read_bytes() == b"yours" and left(tmp_path) == ["表.docx"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_the_name_is_an_error_and_no_temporary_file_is_left(tmp_path, overwrite):
    (tmp_path / "表.docx").mkdir()
    with pytest.raises(UnwritableOutput) as caught:
        write_whole(tmp_path / "表.docx", b"a", overwrite=overwrite)
    assert "文件夹" in str(caught.value) and "folder" in caught.value.message("en")
    assert left(tmp_path) == ["表.docx"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("文件/x", "不是文件夹"), ("x" * 300, "名称过长"), ("没有/x", "文件夹不存在"), ("a\0b", "不允许的字符")],
)
def test_an_impossible_path_is_a_typed_error(tmp_path, name, reason):
    (tmp_path / "文件").touch()
    with pytest.raises(UnwritableOutput, match=reason):
        write_whole(tmp_path / name, b"a")
    assert left(tmp_path) == ["文件"]


@pytest.mark.parametrize("name", ["文件", "文件/x", "x" * 300, "a\0b"])
def test_an_impossible_folder_is_a_typed_error(tmp_path, name):
    (tmp_path / "文件").touch()
    with pytest.raises(UnwritableOutput):
        make_folder(tmp_path / name)
    assert left(tmp_path) == ["文件"]


def test_a_folder_that_the_system_keeps_to_itself_is_a_typed_error():
    with pytest.raises(UnwritableOutput):
        make_folder(Path("/proc/ipforms"))


def test_a_folder_is_made_with_its_parents_and_left_clean(tmp_path):
    make_folder(tmp_path / "甲" / "乙")
    make_folder(tmp_path / "甲" / "乙")
    assert left(tmp_path / "甲" / "乙") == []


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(tmp_path):
    program = (
        "import pathlib, resource, signal, sys\n"
        "from ipforms.bulk.atomic_files import UnwritableOutput, write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_whole(pathlib.Path(sys.argv[1]) / 'a.docx', bytes(5000))\n"
        "except UnwritableOutput as error:\n"
        "    sys.exit(0 if error.context['reason'].text('en').startswith('the file is larger') else 3)\n"
        "sys.exit(4)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == 0
    assert left(tmp_path) == []


def test_ctrl_c_between_writing_and_naming_leaves_nothing(tmp_path):
    part = tmp_path / ".a.part"
    with pytest.raises(KeyboardInterrupt), removed_on_error(part):
        part.touch()
        raise KeyboardInterrupt
    assert left(tmp_path) == []
