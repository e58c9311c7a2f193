"""ActiveX controls: what they show is read where the file says it, and told where it does not."""

from __future__ import annotations

import struct

import pytest

from ipforms.formats.docx import read
from ipforms.paths import Place
from tests.formats.notation import OFFICE, document, p, package, r, tbl, tc, tr, traces

AX = "http://schemas.microsoft.com/office/2006/activeX"
TEXT, LIST, BOX, BUTTON = "8BD21D10", "8BD21D30", "8BD21D40", "D7053240"


def morph(value: str, caption: str = "", *, single: bool = False, size: bool = True) -> bytes:
    """Properties as [MS-OFORMS] 2.2.5 keeps them: flags, a border and the size beside the texts."""
    texts = [text.encode("latin-1" if single else "utf-16-le") for text in (value, caption)]
    flag = 1 << 31 if single else 0
    mask = 1 | 1 << 4 | (1 << 8 if size else 0) | 1 << 22 | (1 << 23 if caption else 0) | 1 << 31
    block = struct.pack("<Q", mask) + struct.pack("<IBxxx", 0x2C80081B, 1)
    block += b"".join(struct.pack("<I", len(text) | flag) for text in texts if text or text is texts[0])
    block += struct.pack("<ii", 2540, 635) if size else b""
    block += b"".join(text + bytes(-len(text) % 4) for text in texts)
    return bytes(16) + struct.pack("<BBH", 0, 2, len(block)) + block


def made(kind: str, bag: str = "", binary: bytes | None = None):
    """A table with a control in its second cell."""
    control = '<w:object><v:shape><v:imagedata r:id="r9"/></v:shape><w:control r:id="c1" w:name="TextBox1"/></w:object>'
    lines = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    to = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    key, _, value = bag.partition("=")
    properties = f'<ax:ocxPr ax:name="{key}" ax:value="{value}"/>' if bag else ""
    name = f"{{{kind}-EC42-11CE-9E0D-00AA006002F3}}"
    parts: dict[str, str | bytes] = {
        "word/document.xml": document(tbl(tr("名称", tc(p(r(control)))))),
        "word/_rels/document.xml.rels": lines.format(
            to.format("c1", f"{OFFICE}/relationships/control", "activeX/a.xml")
        ),
        "word/activeX/a.xml": f'<ax:ocx xmlns:ax="{AX}" ax:classid="{name}">{properties}</ax:ocx>',
    }
    if binary is not None:
        kind_of_binary = "http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary"
        parts["word/activeX/_rels/a.xml.rels"] = lines.format(to.format("b1", kind_of_binary, "a.bin"))
        parts["word/activeX/a.bin"] = binary
    return read(package(parts))


@pytest.mark.parametrize(
    ("kind", "bag", "binary", "shown"),
    [
        (TEXT, "Value=甲公司", None, "甲公司"),
        (TEXT, "", morph("甲公司"), "甲公司"),
        (TEXT, "", morph("甲公司", size=False), "甲公司"),
        (TEXT, "", morph("abc", single=True), "abc"),
        (LIST, "", morph("机械"), "机械"),
        (BOX, "", morph("1", "是", single=False), "☑是"),
        (BOX, "", morph("0", "是"), "☐是"),
    ],
)
def test_what_a_control_shows_is_read_and_told(kind, bag, binary, shown):
    sheet = made(kind, bag, binary)

    assert list(sheet.texts()) == ["名称", shown]
    assert traces(sheet) == [("reading.control", shown)]
    assert sheet.traces[0].place == Place(table=1, row=1, column=2)


def test_a_text_box_without_text_is_blank():
    assert (list(made(TEXT, "", morph("")).texts()), traces(made(TEXT, "", morph("")))) == (["名称", ""], [])


@pytest.mark.parametrize(
    "binary", [None, b"", b"x" * 9, bytes(16) + b"\0\2\xff\xff" + b"\xff" * 8, b"\xd0\xcf\x11\xe0zz"]
)
def test_a_control_that_cannot_be_read_is_told(binary):
    sheet = made(TEXT, "", binary)

    assert ([code for code, _ in traces(sheet)], next(sheet.texts())) == (["reading.object"], "名称")


def test_a_button_is_told():
    assert traces(made(BUTTON, "Caption=提交")) == [("reading.object", "TextBox1")]
