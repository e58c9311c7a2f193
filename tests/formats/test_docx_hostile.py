"""Broken and hostile files: a typed error that speaks both languages, or notes; soon, and in little memory."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument, UnsupportedFormat
from ipforms.formats.docx import DocxLimits, read
from tests.effort import examples
from tests.formats.notation import (
    anchored,
    codes,
    document,
    docx,
    field,
    p,
    package,
    r,
    relationships,
    root,
    sdt,
    sheet,
    tbl,
    tc,
    textbox,
    tr,
)

# Of processor time, under coverage and on any machine: what is told apart is what runs away. Alone it is under 2 s.
SECONDS, MEGABYTES = 20, 300


def refused(data: bytes, error: type[IpformsError], limits: DocxLimits | None = None) -> str:
    """The file is refused with this error, in time; the message."""
    begun = time.process_time()
    with pytest.raises(error) as raised:
        read(data, name="回表.docx", limits=limits or DocxLimits())
    assert time.process_time() - begun < SECONDS
    assert raised.value.message("zh") and raised.value.message("en")
    return raised.value.message("zh")


def stored(name: str, content: bytes, size: int | None = None) -> bytes:
    """A package with one part, which says that it is of another size."""
    data = package({name: content})
    if size is None:
        return data
    at = data.rindex(name.encode()) - 46
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


@pytest.mark.parametrize("part", range(1, 10))
def test_a_truncated_file_is_unreadable(part):
    data = docx("甲" * 50)

    assert "回表.docx" in refused(data[: len(data) * part // 10], UnreadableDocument)


def test_an_empty_file_is_unreadable():
    assert "空" in refused(b"", UnreadableDocument)


def test_a_wrong_checksum_of_the_document_is_unreadable():
    data = package({"word/document.xml": document("甲")}, zipfile.ZIP_STORED)

    refused(data.replace("甲".encode(), "乙".encode()), UnreadableDocument)


def test_a_broken_footer_is_a_note():
    made = sheet("甲", footer="<broken")

    assert list(made.texts()) == ["甲"]
    assert codes(made) == ["reading.broken_part"]


@pytest.mark.parametrize("kind", ["header", "footer", "footnotes", "numbering", "styles"])
def test_a_missing_part_is_a_note(kind):
    data = docx(p("甲", look='<w:numPr><w:numId w:val="1"/></w:numPr>'), **{kind: ""})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name != f"word/{kind}.xml":
                new.writestr(name, old.read(name))

    made = read(file.getvalue())
    assert list(made.texts()) == ["甲"]
    assert codes(made) == ["reading.missing_part"]


def test_a_package_without_a_document_is_unreadable_and_any_other_archive_one():
    refused(package({"[Content_Types].xml": "x"}), UnreadableDocument)
    assert "ZIP" in refused(package({"readme.txt": "x"}), UnsupportedFormat)


def test_a_document_without_a_body_is_unreadable():
    refused(package({"word/document.xml": root("")}), UnreadableDocument)


def test_a_package_without_relationships_is_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word\\document.xml", document("甲"))

    assert list(read(file.getvalue()).texts()) == ["甲"]


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "HTML"),
        (b"MIME-Version: 1.0", "MHT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧版 Office"),
        (package({"xl/workbook.xml": "<x/>"}), "XLSX"),
        (package({"content.xml": "<x/>"}), "ODT"),
    ],
)
def test_another_format_is_named(data, format_):
    assert format_ in refused(data, UnsupportedFormat)


def test_a_file_with_a_password_says_so():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")

    assert "密码" in refused(ole, UnreadableDocument)


def test_an_encrypted_entry_is_unreadable():
    data = bytearray(package({"word/document.xml": document("甲")}))
    at = data.rindex(b"word/document.xml") - 46
    data[at + 8] |= 1

    refused(bytes(data), UnreadableDocument)


def test_macros_are_a_note():
    made = read(package({"word/document.xml": document("甲"), "word/vbaProject.bin": b"x"}))

    assert codes(made) == ["reading.macros"]


@pytest.mark.slow
def test_200_megabytes_when_inflated_are_refused_without_inflating_them():
    data = docx("甲")
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/x.png", "w") as entry:
        for _ in range(200):
            entry.write(bytes(1_000_000))
    assert list(read(file.getvalue()).texts()) == ["甲"]  # a picture is not inflated at all

    bomb = package({"word/document.xml": b" " * 200_000_000})
    tracemalloc.start()
    refused(bomb, LimitExceeded)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_part_that_is_larger_than_it_says_is_unreadable():
    bomb = stored("word/document.xml", b" " * 50_000_000, size=1000)

    tracemalloc.start()
    refused(bomb, UnreadableDocument)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_50_000_entries_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(50_000):
            archive.writestr(f"word/{number}.xml", b"")

    refused(file.getvalue(), LimitExceeded)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
DTDS = {
    "expansion": f'<!DOCTYPE x [<!ENTITY e0 "ha">{ENTITIES}]>',
    "file": '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
}


@pytest.mark.parametrize("kind", DTDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(kind, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{DTDS[kind]}{document(p("&e9;"))}'

    assert "DTD" in refused(package({"word/document.xml": xml.encode(encoding)}), UnreadableDocument)


def nested(depth: int, kind: str) -> str:
    opening, closing = {
        "tables": ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        "unknown": ("<w:x>", "</w:x>"),
    }[kind]
    return opening * depth + p("甲") + closing * depth


@pytest.mark.parametrize("kind", ["tables", "controls", "unknown"])
@pytest.mark.parametrize("huge", [False, True])
def test_2_000_levels_are_refused(kind, huge):
    refused(docx(nested(600 if huge else 2000, kind)), LimitExceeded, DocxLimits(huge_xml=huge))


@pytest.mark.parametrize("kind", ["tables", "controls", "unknown"])
def test_ten_levels_are_read(kind):
    assert [text.strip() for text in sheet(nested(10, kind)).texts()] == ["甲"]


@pytest.mark.parametrize("depth", [40, 100, 240])
def test_deep_lines_and_drawings_are_read_or_refused(depth):
    inside = "<w:ins>" * depth + r("甲") + "</w:ins>" * depth
    math = "<m:oMath>" * depth + "</m:oMath>" * depth
    art = anchored("<a:x>" * depth + textbox(p("框")) + "</a:x>" * depth)
    boxes = p("芯")
    for _ in range(depth // 8):
        boxes = p(anchored(textbox(boxes)))
    for block in (p(inside), p(math), p(art), boxes):
        try:
            sheet(block)
        except LimitExceeded:
            assert depth > 40


@pytest.mark.slow
def test_20_000_rows_are_refused_by_default_and_read_on_request():
    data = docx(tbl(tr("甲", "乙", "丙") * 20_000))

    refused(data, LimitExceeded)
    begun = time.process_time()
    assert len(list(read(data, limits=DocxLimits(rows=20_000, cells=60_000, markup=10**6)).texts())) == 60_000
    assert time.process_time() - begun < SECONDS


def test_a_merge_over_9_000_rows_is_read_in_time():
    merged = tr(tc("甲", look='<w:vMerge w:val="restart"/>')) + tr(tc(look="<w:vMerge/>")) * 9_000
    begun = time.process_time()

    assert sheet(tbl(merged)).blocks[0].cells[0].row_span == 9_001
    assert time.process_time() - begun < SECONDS


def test_many_cells_are_refused():
    refused(docx(tbl(tr(*["甲"] * 60_000))), LimitExceeded)


def test_a_cell_of_2_000_000_characters_is_refused_by_default_and_read_on_request():
    data = docx(tbl(tr("甲" * 2_000_000)))

    refused(data, LimitExceeded)
    assert len(next(read(data, limits=DocxLimits(characters=2_000_000)).texts())) == 2_000_000


def test_12_megabytes_of_text_in_a_row_are_refused():
    refused(docx(p("a" * 12_000_000)), LimitExceeded)


def test_paragraphs_without_end_are_refused():
    refused(docx("<w:p/>" * 60_000), LimitExceeded)


def test_hidden_text_without_end_is_noted_in_short():
    (note,) = sheet(p(*[r("密" * 100, look="<w:vanish/>")] * 20_000)).traces

    assert len(note.text) < 120


@pytest.mark.parametrize("instruction", ["\\o(" * 200 + ")" * 200, "\\a" + " 1" * 150, "\\o(" * 9000])
def test_equations_that_are_made_to_be_slow_are_not(instruction):
    begun = time.process_time()
    sheet(*[p(field("eq " + instruction))] * 400)

    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("piece", ["<w:p/>", "<w:proofErr/>", "<w:p a='' b='' c=''/>"])
def test_markup_without_end_is_refused(piece):
    refused(docx(piece * 900_000), LimitExceeded)


def test_the_file_itself_has_a_limit():
    refused(docx("甲"), LimitExceeded, DocxLimits(file_bytes=10))


def test_what_is_outside_of_the_file_is_counted_and_never_opened(monkeypatch):
    rels = relationships(image="http://127.0.0.1:9/x.png", attachedTemplate="file:///etc/x.dotm", hyperlink="http://x/")
    data = package({"word/document.xml": document("甲"), "word/_rels/document.xml.rels": rels})
    for name in ("socket.socket", "builtins.open"):
        monkeypatch.setattr(name, lambda *_, **__: pytest.fail("opened"))
    made = read(data)
    monkeypatch.undo()

    assert made.notes[0].context == {"count": 2}


def test_relationships_that_lead_out_of_the_package_lead_nowhere():
    rels = relationships(header="../../../../etc/passwd", footer="word/")
    made = read(package({"word/document.xml": document("甲"), "word/_rels/document.xml.rels": rels}))

    assert codes(made) == ["reading.missing_part"] * 2


def test_broken_relationships_are_a_note():
    made = read(package({"word/document.xml": document("甲"), "word/_rels/document.xml.rels": "<x"}))

    assert codes(made) == ["reading.broken_part"]


@given(st.integers(0, 2**32), st.integers(1, 30))
@settings(max_examples=examples(60))
def test_bytes_turned_at_random_give_a_sheet_or_an_error_of_ours(seed, count):
    chance = random.Random(seed)
    data = bytearray(docx(tbl(tr("甲", tc("乙", look='<w:gridSpan w:val="2"/>'))), footer=root(p("1"), "ftr")))
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with contextlib.suppress(IpformsError):
        read(bytes(data))


ELEMENTS = ("p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "sdt", "sdtPr", "sdtContent", "ins", "del")
ELEMENTS += ("fldChar", "instrText", "fldSimple", "drawing", "pict", "txbxContent", "ruby", "rubyBase", "numPr", "sym")


def trees() -> st.SearchStrategy[str]:
    leaf = st.sampled_from([f"<w:{name}/>" for name in ELEMENTS] + ["甲", '<w:fldChar w:fldCharType="begin"/>'])
    return st.recursive(
        leaf,
        lambda inside: st.builds(
            lambda name, children: f"<w:{name}>{''.join(children)}</w:{name}>",
            st.sampled_from(ELEMENTS),
            st.lists(inside, max_size=4),
        ),
        max_leaves=30,
    )


@given(st.lists(trees(), max_size=4))
@example(["<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"])  # a cell without a paragraph, as docxtpl leaves some
@settings(max_examples=examples(150))
def test_elements_in_places_where_they_do_not_belong_are_no_crash(found):
    sheet("".join(found) or p(""), p("末"), tbl(tr(sdt(tc("格")))))
