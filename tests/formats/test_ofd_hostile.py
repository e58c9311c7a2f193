"""Broken and hostile OFD: a typed error in both languages, or what is left of the file; soon, in little memory."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile

import pytest

from ipforms import formats
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument, typed_errors
from tests.formats.ofd_notation import document, image, layer, ofd, packed, page, path, text, xml

PNG = b"\x89PNG\r\n\x1a\n"
SECONDS, MEGABYTES = 10, 700  # of processor time, and of memory
PLAIN = text(20, 40, "企业名称：金华双龙精密机械股份有限公司")
ROOT = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"


def outcome(data: bytes):
    """The Sheet, or the error, in time."""
    begun = time.process_time()
    try:
        with typed_errors("回表.ofd"):
            return formats.read(data, name="回表.ofd").sheet
    except IpformsError as error:
        assert "回表.ofd" in error.message("zh") and "回表.ofd" in error.message("en")
        assert "程序出错" not in error.message("zh"), repr(error.__cause__)
        return error
    finally:
        assert time.process_time() - begun < SECONDS


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """A file with other parts; `Document` stands for the part of which the name holds that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for word, part in parts.items():
        (name,) = (each for each in found if word in each)
        found.pop(name)
        if part is not None:
            found[name] = part
    return packed(found)


def resources(body: str, *objects: str) -> bytes:
    return ofd(page(*objects), common="<ofd:PublicRes>R.xml</ofd:PublicRes>", parts={"Doc_0/R.xml": xml("Res", body)})


def use(key: int) -> str:
    return f"<ofd:CompositeObject ResourceID='{key}'/>"


def drawing(key: int, content: str) -> str:
    return f"<ofd:CompositeGraphicUnit ID='{key}'><ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit>"


def words(got) -> str:
    return "".join(got.texts())


@pytest.mark.parametrize("part", range(1, 10))
def test_a_truncated_file_is_unreadable(part):
    data = ofd(page(PLAIN))
    assert isinstance(outcome(data[: len(data) * part // 10]), IpformsError)


@pytest.mark.parametrize("word", ["Document", "P0"])
@pytest.mark.parametrize("left", [None, b"", b"<html>", "<?xml version='1.0'?><页面>".encode("gbk")])
def test_what_is_missing_or_broken_is_an_error_that_names_it(word, left):
    got = outcome(changed(ofd(page(PLAIN)), **{word: left}))
    assert isinstance(got, IpformsError)


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Page>&b;</Page>'
    assert isinstance(outcome(changed(ofd(page(PLAIN)), P0=bomb)), UnreadableDocument)


def test_another_encoding_than_the_declared_one_is_an_error():
    assert isinstance(outcome(changed(ofd(page(PLAIN)), P0=page(PLAIN).decode().encode("gbk"))), UnreadableDocument)


HEAVY = {
    "depth": lambda: page("<ofd:PageBlock>" * 100_000),
    "blocks": lambda: page("<ofd:PageBlock>" * 200 + PLAIN + "</ofd:PageBlock>" * 200),
    "markup": lambda: page(*["<a/>"] * 700_000),
    "path": lambda: page(path("M 0 0 " + "L 9 9 " * 2_000_000)),
    "objects": lambda: page(*["<ofd:TextObject/>"] * 50_000),
    "bomb": lambda: b" " * 200_000_000,
    "characters": lambda: page(text(20, 40, "甲" * 400_000, code='DeltaX="4"')),
    "just so": lambda: page(*[text(20, 40 + at / 200, "甲乙丙丁戊己") for at in range(30_000)]),
}
"""Contents of a page that are too much, or nearly."""


@pytest.mark.parametrize("name", ["depth", "blocks", "markup", "path"])
def test_too_much_is_over_a_limit(name):
    got = outcome(changed(ofd(page(PLAIN)), P0=HEAVY[name]()))
    assert isinstance(got, LimitExceeded | UnreadableDocument) or "金华双龙" in words(got)


PROGRAM = """
import pathlib, sys, time
from ipforms import formats
from ipforms.errors import IpformsError
try:
    formats.read(pathlib.Path(sys.argv[1]).read_bytes(), name="x.ofd")
except IpformsError:
    pass
# A process inherits the ru_maxrss of the one that started it.
status = dict(line.split(":") for line in pathlib.Path("/proc/self/status").read_text().splitlines())
print(time.process_time(), status["VmHWM"].split()[0])
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_too_much_takes_little_time_and_memory(name, tmp_path):
    (tmp_path / "x.ofd").write_bytes(changed(ofd(page(PLAIN)), P0=HEAVY[name]()))
    command = [sys.executable, "-c", PROGRAM, tmp_path / "x.ofd"]
    done = subprocess.run(command, check=True, timeout=120, capture_output=True, text=True)
    seconds, kilobytes = map(float, done.stdout.split())
    assert seconds < SECONDS
    assert kilobytes < MEGABYTES * 1_024


@pytest.mark.parametrize("number", ["1e999", "-1e300", "nan", "1e5", "", "x", "0x10", "9" * 5_000])
def test_numbers_that_make_no_sense_leave_the_rest_as_it_is(number):
    odd = [
        text(20, 60, "甲乙", said=f'CTM="{number} 0 0 {number} 0 0"'),
        text(20, 70, "甲乙", code=f'DeltaX="g {number} {number}"'),
        text(20, 80, "甲乙").replace('Size="4"', f'Size="{number}"'),
        text(20, 90, "甲乙").replace('X="0"', f'X="{number}"'),
        path(f"M {number} {number} L {number} 4 A 1 1 {number} 0 0 2 2 B 1 C Z"),
        path("M 0 0 L 4 4", f'LineWidth="{number}" Alpha="{number}"'),
        text(20, 95, "甲").replace("0 0 0", f"{number} {number} {number}"),
    ]
    assert "金华双龙精密机械" in words(outcome(ofd(page(PLAIN, *odd))))


@pytest.mark.parametrize("number", ["1e999", "-5", "0", "1e9", "1e5"])
def test_a_page_of_a_size_that_makes_no_sense_is_read(number):
    data = ofd(page(PLAIN, before=f"<ofd:Area><ofd:PhysicalBox>0 0 {number} {number}</ofd:PhysicalBox></ofd:Area>"))
    got = outcome(data)
    assert isinstance(got, IpformsError) or "金华" in words(got)


def test_repetition_of_a_distance_costs_nothing():
    assert "甲" in words(outcome(ofd(page(text(20, 40, "甲乙", code='DeltaX="g 999999999999 4"')))))


def test_too_many_pages_are_over_a_limit():
    named = '<ofd:Page ID="1" BaseLoc="P0.xml"/>' * 100_000
    assert isinstance(
        outcome(changed(ofd(page(PLAIN)), Document=xml("Document", f"<ofd:Pages>{named}</ofd:Pages>"))), LimitExceeded
    )


def test_one_document_named_again_and_again_is_over_a_limit():
    assert isinstance(outcome(changed(ofd(page(PLAIN)), OFD=xml("OFD", ROOT * 5_000))), LimitExceeded)


@pytest.mark.parametrize(
    "location", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "Doc_0", "P0.xml/.."]
)
def test_paths_lead_nowhere_but_into_the_file(location):
    got = outcome(
        changed(ofd(page(PLAIN)), Document=xml("Document", f'<ofd:Pages><ofd:Page BaseLoc="{location}"/></ofd:Pages>'))
    )
    assert isinstance(got, IpformsError)


def test_templates_that_use_themselves_are_drawn_once():
    used = '<ofd:Template TemplateID="9"/>'
    parts = {"Doc_0/T.xml": page(text(20, 60, "抬头"), before=used)}
    data = ofd(page(PLAIN, before=used * 3), common='<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>', parts=parts)
    assert words(outcome(data)).count("抬头") == 1


@pytest.mark.slow
def test_a_large_template_of_many_pages_is_over_a_limit():
    parts = {"Doc_0/T.xml": page(*[text(20, 60, "抬头") for _ in range(2_000)])}
    pages = [page(PLAIN, before='<ofd:Template TemplateID="9"/>')] * 200
    assert isinstance(
        outcome(ofd(*pages, common='<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>', parts=parts)), LimitExceeded
    )


def test_parameters_and_drawings_in_a_circle_end():
    circle = "<ofd:DrawParam ID='5' Relative='6'/><ofd:DrawParam ID='6' Relative='5'/>" + drawing(8, use(8))
    got = outcome(resources(circle, PLAIN, text(20, 60, "甲", said="DrawParam='5'"), use(8)))
    assert "金华双龙" in words(got)


@pytest.mark.slow
def test_drawings_that_double_each_other_are_over_a_limit():
    units = "".join(drawing(at, use(at + 1) * 10) for at in range(12))
    assert isinstance(outcome(resources(units, use(0))), LimitExceeded)


@pytest.mark.parametrize(
    "picture",
    [
        PNG + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60_000, 60_000, 8, 6, 0, 0, 0) + bytes(4),
        PNG + struct.pack(">I", 2**31) + b"IHDR",
        b"\xff\xd8\xff\xe0\0\0" + bytes(100),
        b"\xff\xd8\xff\xc0\0\x11\x08\xea\x60\xea\x60\x03" + bytes(100),
        b"",
        bytes(20_000_000),
    ],
    ids=["huge", "length", "jpeg", "huge jpeg", "empty", "large"],
)
def test_a_picture_that_is_none_leaves_its_place(picture):
    listed = '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    parts = {"Doc_0/R.xml": xml("Res", listed), "Doc_0/a.png": picture}
    got = outcome(ofd(page(PLAIN, image(20, 90, 40, 40)), common="<ofd:PublicRes>R.xml</ofd:PublicRes>", parts=parts))
    assert "金华双龙" in words(got)
    assert len(got.marks) == 1


def test_many_stamps_are_no_burden():
    stamp = '<ofd:Annot Type="Stamp"><ofd:Appearance Boundary="20 60 40 40"/></ofd:Annot>'
    parts = {
        "Doc_0/Annotations.xml": xml(
            "Annotations", '<ofd:Page PageID="100"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/A.xml": xml("PageAnnot", stamp * 20_000),
    }
    assert "金华双龙" in words(
        outcome(ofd(page(PLAIN), more="<ofd:Annotations>Annotations.xml</ofd:Annotations>", parts=parts))
    )


def test_a_part_with_a_password_is_an_error():
    data = bytearray(ofd(page(PLAIN)))
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    assert isinstance(outcome(bytes(data)), UnreadableDocument)


def test_a_document_without_pages_is_an_error():
    assert isinstance(
        outcome(packed({"OFD.xml": xml("OFD", ROOT), "Doc_0/Document.xml": document(0)})), UnreadableDocument
    )
    assert isinstance(outcome(packed({"OFD.xml": xml("OFD")})), UnreadableDocument)


def test_layers_without_end_of_their_own_are_read():
    assert "金华双龙" in words(outcome(ofd(page(layer(PLAIN), *["<ofd:Layer/>"] * 5_000))))
