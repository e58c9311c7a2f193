"""Every file of a folder stands in the list once: archives, mails, duplicates, leftovers, and what is made to harm."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from ipforms.intake import FileRole, Intake, system_archive
from ipforms.intake.system_archive import bsdtar
from tests.containers.compound_file import compound
from tests.intake import hostile_archives as hostile
from tests.intake.hostile_archives import DOCX, HOSTILE, mail, stored_rar, tarred, zipped

SLOW = {name for name, (_, reason) in HOSTILE.items() if reason in ("archive_bomb", "archive_members")} | {"deep.eml"}
SECONDS, MEGABYTES = 10, 500  # that the worst archive may take


def listed(path):
    """What the intake says of a folder: name → role."""
    with Intake([path]) as intake:
        return {file.shown.relative_to(path).as_posix(): file.role.value for file in intake}


def reasons(path):
    with Intake([path]) as intake:
        return [file.error.context["reason"].key.removeprefix("unreadable.") for file in intake if file.error]


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - SLOW))
def test_a_hostile_archive_is_refused_by_its_reason(tmp_path, name):
    make, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(make())
    assert reason in reasons(tmp_path)


_MEASURE = """
import json, re, sys, time
from pathlib import Path
from ipforms.intake import Intake

for path in Path(sys.argv[1]).iterdir():
    start = time.monotonic()
    with Intake([path]) as intake:
        reasons = [file.error.context["reason"].key.removeprefix("unreadable.") for file in intake if file.error]
    # `ru_maxrss` begins with the peak of the process that started this one.
    peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
    print(json.dumps([path.name, reasons, time.monotonic() - start, peak]))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
def test_no_hostile_archive_takes_long_or_much_memory(tmp_path):
    subprocess.run([sys.executable, "-m", "tests.intake.hostile_archives", tmp_path], check=True)
    done = subprocess.run([sys.executable, "-c", _MEASURE, tmp_path], capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {name for name, *_ in told} == set(HOSTILE)
    for name, found, seconds, megabytes in told:
        assert HOSTILE[name][1] in found, name
        assert seconds < SECONDS and megabytes < MEGABYTES, (name, seconds, megabytes)


@pytest.mark.parametrize(
    ("encoding", "flag"), [("gbk", 0), ("utf-8", 0), ("utf-8", 0x08)], ids=["GBK", "UTF-8 not told", "UTF-8 told"]
)
def test_names_in_a_zip_are_read_in_whatever_encoding_they_were_written(tmp_path, encoding, flag):
    plain = zipped(("A" * len("申报表.docx".encode(encoding)), DOCX))
    data = bytearray(plain.replace(b"A" * len("申报表.docx".encode(encoding)), "申报表.docx".encode(encoding)))
    for mark, offset in ((b"PK\3\4", 7), (b"PK\1\2", 9)):
        data[data.find(mark) + offset] = flag
    (tmp_path / "甲.zip").write_bytes(data)
    assert listed(tmp_path) == {"甲.zip": "container", "甲.zip/申报表.docx": "file"}


def test_archives_in_mails_are_opened_and_the_day_of_the_mail_is_kept(tmp_path):
    inner = tarred(("材料/营业执照.jpg", b"\xff\xd8\xff", hostile.FILE))
    (tmp_path / "来信.eml").write_bytes(mail(("材料.zip", zipped(("申报表.docx", DOCX), ("图.tar", inner)))))
    with Intake([tmp_path]) as intake:
        told = {file.shown.relative_to(tmp_path).as_posix(): file for file in intake}
        assert told["来信.eml/材料.zip/图.tar/材料/营业执照.jpg"].path.read_bytes() == b"\xff\xd8\xff"
    assert {name: file.role.value for name, file in told.items()} == {
        "来信.eml": "container",
        "来信.eml/材料.zip": "container",
        "来信.eml/材料.zip/申报表.docx": "file",
        "来信.eml/材料.zip/图.tar": "container",
        "来信.eml/材料.zip/图.tar/材料/营业执照.jpg": "file",
    }
    assert told["来信.eml/材料.zip/申报表.docx"].sent.isoformat() == "2022-05-16"
    assert not told["来信.eml/材料.zip/申报表.docx"].path.exists()  # the temporary folder is gone


@pytest.mark.parametrize("disposition", ["inline", "attachment"])
def test_a_logo_in_the_text_of_a_mail_is_no_photo_that_was_sent(tmp_path, disposition):
    message = EmailMessage()
    message["From"], message["To"] = "a@example.com", "b@example.cn"
    message.set_content("<img src='cid:logo'>", subtype="html")
    message.add_related(
        b"\x89PNG", maintype="image", subtype="png", cid="<logo>", filename="logo.png", disposition=disposition
    )
    message.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="执照.jpg")
    (tmp_path / "信.eml").write_bytes(message.as_bytes())
    assert listed(tmp_path) == {"信.eml": "container", "信.eml/logo.png": "leftover", "信.eml/执照.jpg": "file"}


def test_a_web_page_saved_as_one_file_is_no_mail(tmp_path):
    page = b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n"
    (tmp_path / "表.mht").write_bytes(page)
    assert listed(tmp_path) == {"表.mht": "file"}


def test_two_files_of_one_name_in_an_archive_are_two(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a.docx", b"one"), ("a.docx", b"two"))
    (tmp_path / "甲.zip").write_bytes(data)
    assert list(listed(tmp_path)) == ["甲.zip", "甲.zip/a.docx", "甲.zip/a (2).docx"]


def test_a_duplicate_is_told_by_its_bytes_and_the_file_in_the_folder_comes_first(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("甲.docx", DOCX)))
    (tmp_path / "乙.docx").write_bytes(DOCX)
    for name in ("1.docx", "2.docx"):
        (tmp_path / name).write_bytes(b"")
    with Intake([tmp_path]) as intake:
        (same,) = [file for file in intake if file.role is FileRole.DUPLICATE]
    assert (same.shown, same.same_as) == (tmp_path / "a.zip" / "甲.docx", tmp_path / "乙.docx")


def test_an_office_document_is_no_archive(tmp_path):
    for name, part in (("a.docx", "word/document.xml"), ("b.xlsx", "xl/workbook.xml"), ("c.ofd", "OFD.xml")):
        (tmp_path / name).write_bytes(zipped(("[Content_Types].xml", b""), (part, b"")))
    (tmp_path / "d.docx").write_bytes(zipped(("word/document.xml", DOCX * 50))[:60])  # cut off
    assert set(listed(tmp_path).values()) == {"file"}


def outlook_mail():
    """As [MS-OXMSG] has it: properties of the mail, and an attachment with a long and a short name."""
    sent = int((datetime(2022, 5, 16, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10**7)
    one = "__attach_version1.0_#00000000/__substg1.0_"
    return compound(
        {
            "__properties_version1.0": bytes(32) + struct.pack("<IIQ", 0x0039_0040, 6, sent),
            "__substg1.0_0037001F": "申报".encode("utf-16-le"),
            "__substg1.0_1000001F": "见附件".encode("utf-16-le"),
            f"{one}3707001F": "申报表.docx".encode("utf-16-le"),
            f"{one}3704001F": "SBB~1.DOC".encode("utf-16-le"),
            f"{one}37010102": DOCX,
        }
    )


def test_the_mail_of_outlook_is_opened(tmp_path):
    (tmp_path / "来信.msg").write_bytes(outlook_mail())
    with Intake([tmp_path]) as intake:
        told = {file.shown.name: (file.role.value, str(file.sent)) for file in intake}
        assert [file.path.read_bytes() for file in intake][1] == DOCX
        assert next(iter(intake)).words.own == "申报 见附件"
    assert told == {"来信.msg": ("container", "None"), "申报表.docx": ("file", "2022-05-16")}


def test_without_a_program_an_archive_says_how_it_can_be_opened(tmp_path, monkeypatch):
    bsdtar.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "甲.rar").write_bytes(stored_rar("a.docx", DOCX))
    with Intake([tmp_path]) as intake:
        (file,) = intake
    bsdtar.cache_clear()
    assert file.role is FileRole.REFUSED and "bsdtar" in str(file.error) and "解压后放回文件夹" in str(file.error)


@pytest.mark.system
def test_rar_and_7z_are_opened_by_a_program_of_the_system(tmp_path):
    program = bsdtar()
    if program is None:
        pytest.skip("needs bsdtar: apt install libarchive-tools")
    (tmp_path / "申报表.docx").write_bytes(DOCX)
    command = [program, "-cf", tmp_path / "乙.7z", "--format", "7zip", "-C", tmp_path, "申报表.docx"]
    subprocess.run(command, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    (tmp_path / "申报表.docx").unlink()
    (tmp_path / "甲.rar").write_bytes(stored_rar("a.docx", zipped(("word/document.xml", b"other"))))  # ends as a ZIP
    (tmp_path / "密.rar").write_bytes(stored_rar("a.docx", DOCX, flags=0x04))
    (tmp_path / "断.7z").write_bytes((tmp_path / "乙.7z").read_bytes()[:-20])
    told = listed(tmp_path)
    assert (told["乙.7z/申报表.docx"], told["甲.rar/a.docx"]) == ("file", "file")
    assert sorted(reasons(tmp_path)) == ["archive_broken", "archive_password"]


@pytest.mark.system
def test_what_one_program_does_not_open_the_next_one_may(tmp_path, monkeypatch):
    packer, failing = shutil.which("7zz") or shutil.which("7z"), shutil.which("false")
    if packer is None or failing is None:
        pytest.skip("needs 7-Zip: apt install 7zip")
    (tmp_path / "申报表.docx").write_bytes(DOCX)
    subprocess.run([packer, "a", "-bso0", "乙.7z", "申报表.docx"], cwd=tmp_path, check=True)
    monkeypatch.setattr(system_archive, "bsdtar", lambda: failing)
    assert listed(tmp_path)["乙.7z/申报表.docx"] == "duplicate"


def test_the_bytes_of_an_archive_are_not_taken_as_text(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a\x1b[31m.docx", DOCX)
    assert "a.zip/a�[31m.docx" in listed(tmp_path)


@pytest.mark.parametrize("program", ["7zz", "7z", "unar"])
def test_a_7z_is_opened_by_whichever_program_is_there(tmp_path, monkeypatch, program):
    packer = shutil.which("7zz") or shutil.which("7z")
    if shutil.which(program) is None or packer is None:
        pytest.skip(f"needs {program}: apt install 7zip unar")
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "申报表.docx").write_bytes(b"a")
    for name, secret in (("乙.7z", ()), ("密.7z", ("-p1",)), ("密2.7z", ("-p1", "-mhe=on"))):
        subprocess.run([packer, "a", "-bso0", *secret, tmp_path / name, "甲"], cwd=tmp_path, check=True)
    found = shutil.which(program)
    monkeypatch.setattr(system_archive, "bsdtar", lambda: None)
    monkeypatch.setattr(system_archive.shutil, "which", lambda name: found if name == program else None)
    with Intake([tmp_path / "乙.7z", tmp_path / "密.7z", tmp_path / "密2.7z"]) as intake:
        assert [file.role.value for file in intake] == ["container", "file", "refused", "refused"]
        assert all("有密码" in str(file.error) for file in list(intake)[2:])
