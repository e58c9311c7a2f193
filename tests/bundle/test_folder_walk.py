"""What is opened of a folder, and what is not: links, pipes, hidden files, too much of anything."""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipforms import bulk
from ipforms.bundle import FolderLimits, bundle
from ipforms.bundle.bundle_files import FileKind, identify, kind_of
from ipforms.codes.masking import masked_text
from ipforms.errors import LimitExceeded, UnreadableDocument, reason_key
from ipforms.forms import form as known_form
from ipforms.intake import Intake
from ipforms.intake.folder_walk import FolderFile, opened
from tests.effort import examples

JPEG = b"\xff\xd8\xff\xe0"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes of POSIX")


def codes(made):
    return [finding.code for finding in made.findings]


def fault(file):
    """Why a file was not opened, by its key in the catalogue."""
    return reason_key(file.error).partition(".")[2]


@POSIX
@pytest.mark.parametrize("inside", [True, False])
def test_a_link_is_listed_and_never_followed(tmp_path, inside):
    root = tmp_path / "双龙"
    root.mkdir()
    target = (root if inside else tmp_path) / "secret.jpg"
    target.write_bytes(JPEG)
    (root / "营业执照.jpg").symlink_to(target)
    made = bundle(root)
    link = next(file for file in made.files if file.name == "营业执照.jpg")
    assert (fault(link), link.digest, link.size) == ("folder_link", "", 0)
    assert "指向别处的链接，未打开" in next(each.message for each in made.findings if each.label == link.name)


@POSIX
def test_a_link_to_a_folder_outside_is_not_looked_into(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "营业执照.jpg").write_bytes(JPEG)
    root = tmp_path / "双龙"
    root.mkdir()
    (root / "材料").symlink_to(outside)
    (root / "圈").symlink_to(root)
    assert [(file.name, fault(file)) for file in bundle(root).files] == [
        ("圈", "folder_link"),
        ("材料", "folder_link"),
    ]


@POSIX
@pytest.mark.parametrize(
    ("replaced", "reason"), [(Path.symlink_to, "link"), (lambda path, _: os.mkfifo(path), "special")]
)
def test_what_took_the_place_of_a_file_after_the_listing_is_not_opened(tmp_path, replaced, reason):
    folder, secret = tmp_path / "双龙", tmp_path / "secret"
    folder.mkdir()
    secret.write_bytes(known_form("jinhua-application").blank())
    (folder / "1.docx").write_bytes(JPEG)
    with Intake([folder]) as intake:
        (folder / "1.docx").unlink()
        replaced(folder / "1.docx", secret)
        (read,), (found,) = bulk.read(intake), intake
        made = identify(found, "1.docx", "jinhua-application", ())
    assert (read.submission, reason_key(read.error), fault(made)) == (
        *(None, f"unreadable.folder_{reason}"),
        f"folder_{reason}",
    )


def test_all_files_together_have_a_limit_and_those_beyond_are_named(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(JPEG + bytes([number] * 96))
    with zipfile.ZipFile(tmp_path / "3.zip", "w") as archive:
        archive.writestr("3.jpg", JPEG + bytes([3] * 96))
    made = bundle(tmp_path, limits=FolderLimits(total_bytes=250))
    assert [file.name for file in made.files if isinstance(file.error, LimitExceeded)] == ["2.jpg", "3.zip/3.jpg"]
    assert "合计超过 250 字节" in next(each.message for each in made.findings if each.label == "2.jpg")


@POSIX
def test_a_pipe_does_not_make_it_wait(tmp_path):
    os.mkfifo(tmp_path / "营业执照.jpg")
    made = bundle(tmp_path)
    assert [(fault(file), file.papers) for file in made.files] == [("folder_special", ("licence",))]
    with pytest.raises(OSError, match="regular"):
        opened(FolderFile(tmp_path / "营业执照.jpg", "营业执照.jpg"), 100)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(tmp_path):
    (tmp_path / "营业执照.jpg").write_bytes(JPEG)
    (tmp_path / "营业执照.jpg").chmod(0)
    assert [fault(file) for file in bundle(tmp_path).files] == ["not_opened"]


def test_a_file_that_is_gone_when_it_is_opened_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        opened(FolderFile(tmp_path / "1.jpg", "1.jpg"), 100)


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "~$申报表.docx", "._营业执照.jpg", "__MACOSX/营业执照.jpg", ".git/x"],
)
def test_what_no_person_put_there_is_passed_over(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"x")
    made = bundle(tmp_path)
    assert made.files == ()
    assert made.ignored == (name.split("/")[0],)


def test_more_files_than_the_limit_are_refused_by_its_name(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.jpg").write_bytes(JPEG)
    assert len(bundle(tmp_path, limits=FolderLimits(files=6)).files) == 6
    with pytest.raises(LimitExceeded, match="超过 5 个"):
        bundle(tmp_path, limits=FolderLimits(files=5))


def test_even_ignored_files_are_not_listed_without_end(tmp_path):
    for number in range(21):
        (tmp_path / f".{number}").write_bytes(b"")
    with pytest.raises(LimitExceeded):
        bundle(tmp_path, limits=FolderLimits(files=2))


def test_a_file_that_is_too_large_is_a_finding(tmp_path):
    (tmp_path / "营业执照.jpg").write_bytes(JPEG * 10)
    (tmp_path / "专利证书.jpg").write_bytes(JPEG)
    made = bundle(tmp_path, limits=FolderLimits(file_bytes=39))
    assert [type(file.error) for file in made.files] == [type(None), LimitExceeded]
    assert bundle(tmp_path, limits=FolderLimits(file_bytes=40)).files[1].error is None


def test_folders_that_are_nested_too_deeply_are_a_finding(tmp_path):
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "a/b/c/营业执照.jpg").write_bytes(JPEG)
    assert [file.name for file in bundle(tmp_path, limits=FolderLimits(depth=3)).files] == ["a/b/c/营业执照.jpg"]
    assert [(file.name, fault(file)) for file in bundle(tmp_path, limits=FolderLimits(depth=2)).files] == [
        ("a/b/c", "folder_too_deep")
    ]


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_a_typed_error(tmp_path, name):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(UnreadableDocument, match="文件夹不存在或打不开"):
        bundle(tmp_path / name)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_names_of_a_chinese_windows_are_read(tmp_path):
    name = os.fsencode(tmp_path) + b"/" + "营业执照.jpg".encode("gb18030")
    Path(os.fsdecode(name)).write_bytes(JPEG)
    made = bundle(tmp_path)
    assert [(file.name, file.papers) for file in made.files] == [("营业执照.jpg", ("licence",))]
    assert made.to_dict()["files"][0]["name"] == "营业执照.jpg"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"%PDF-1.4", FileKind.PDF),
        (b"\r\n\0%PDF-1.4", FileKind.PDF),
        (JPEG, FileKind.IMAGE),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (b"II*\0", FileKind.IMAGE),
        (b"\0\0\0\x18ftypheic", FileKind.IMAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_WORD),
        (b"{\\rtf1", FileKind.TEXT_DOCUMENT),
        (b"\xef\xbb\xbf <HTML>", FileKind.TEXT_DOCUMENT),
        (b"Rar!\x1a\x07\x01", FileKind.ARCHIVE),
        (b"PK\3\4", FileKind.ARCHIVE),
        (b"hello", FileKind.UNKNOWN),
    ],
)
def test_bytes_tell_what_a_file_is(data, kind):
    assert kind_of(data) is kind


WORDS = ("营业执照", "申报表", "专利证书", "高新技术企业", "认定", "双龙有限公司", "1", "扫描", "（盖章）", "驰名商标")
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
HEADS = st.sampled_from((b"", JPEG, b"%PDF-1.7", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"x"))
TREES = st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.tuples(HEADS, st.binary(max_size=40)))


@given(tree=TREES)
@settings(max_examples=examples(100))
def test_every_file_is_an_entry_of_the_list_or_unsure_and_says_why(tree):
    with tempfile.TemporaryDirectory() as folder:
        for name, (head, tail) in tree.items():
            path = Path(folder, f"{name}.jpg")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(head + tail)
        made = bundle(folder)
    assert sorted(file.name for file in made.files) == sorted(f"{name}.jpg" for name in tree)
    placed = [file.name for item in made.items for file in item.files]
    unsure = [file.name for file in made.unsure]
    assert sorted(placed + unsure) == sorted(file.name for file in made.files)
    assert set(map(masked_text, unsure)) <= {finding.label for finding in made.findings}
    for finding in made.findings:
        assert finding.text("zh") and finding.text("en")
