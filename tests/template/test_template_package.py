"""The package around the document: what goes in, what comes out."""

from __future__ import annotations

import contextlib
import io
import pickle
import random
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

import ipforms
from ipforms.errors import IpformsError, UnreadableDocument
from ipforms.schemas.record_texts import encode
from ipforms.template import Template
from tests.documents import cells, part
from tests.effort import examples
from tests.template.template_notation import document, p, rezipped, saved, tiny

DATA = tiny(p("{{ a }}"))
ODD = {
    "word/vbaProject.bin": bytes(range(256)) * 5,
    "word/media/图片 1.png": b"\x89PNG\r\n\x1a\n",
    "word/empty.xml": b"",
    "customXml/item1.xml": "<x>{{ not.a.tag }}</x>".encode("utf-16"),
}


def infos(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return package.infolist()


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_all_other_parts_are_the_templates(compression):
    template = rezipped(DATA, ODD, compression)
    filled = Template("t", template).fill({"a": "甲"})

    assert {info.filename for info in infos(filled)} == {info.filename for info in infos(template)}
    for info in infos(template):
        assert info.filename == "word/document.xml" or part(filled, info.filename) == part(template, info.filename)
    assert cells(filled) == ["甲"]


def test_a_template_that_was_written_as_a_stream_is_read():
    class Stream(io.RawIOBase):
        """A file that cannot seek: zipfile then writes sizes behind the data, in data descriptors."""

        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += data
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for info in infos(DATA):
            package.writestr(info.filename, part(DATA, info.filename))
    assert any(info.flag_bits & 0x08 for info in infos(bytes(stream.data)))

    filled = Template("t", bytes(stream.data)).fill({"a": "甲"})

    assert cells(filled) == ["甲"]
    assert not any(info.flag_bits & 0x08 for info in infos(filled))


def test_a_name_in_utf_8_without_the_flag_for_it_stays_the_same_name():
    flagged = rezipped(DATA, {"word/图.bin": b"1"})
    plain = flagged.replace(struct.pack("<HH", 20, 0x0800), struct.pack("<HH", 20, 0))
    assert "word/图.bin" not in {info.filename for info in infos(plain)}

    assert "word/图.bin" in {info.filename for info in infos(Template("t", plain).fill({"a": ""}))}


def test_the_content_types_stand_first_even_if_they_did_not():
    names = [info.filename for info in infos(DATA)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in reversed(names):
            package.writestr(name, part(DATA, name))

    assert infos(Template("t", file.getvalue()).fill({"a": ""}))[0].filename == "[Content_Types].xml"


def test_every_form_is_a_valid_package_without_a_clock(form):
    found = infos(form.blank())

    assert found[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in found} == {(1980, 1, 1, 0, 0, 0)}
    assert len({info.filename for info in found}) == len(found)
    assert {info.filename for info in found} == {info.filename for info in infos(form.source.read_bytes())}


def test_a_form_filled_twice_is_the_same_file(form, contract):
    record = form.model.model_validate(contract(form.id))

    assert form.render(record) == form.render(record) == Template("t", form.source.read_bytes()).fill(encode(record))


def test_a_template_that_word_online_has_saved_is_read():
    types = part(DATA, "[Content_Types].xml").replace(b"word/document.xml", b"word/document2.xml")
    rels = part(DATA, "_rels/.rels").replace(b"word/document.xml", b"word/document2.xml")
    moved = {
        "[Content_Types].xml": types,
        "_rels/.rels": rels,
        "word/document.xml": None,
        "word/document2.xml": part(DATA),
    }
    filled = Template("t", rezipped(DATA, moved)).fill({"a": "甲"})

    assert "甲".encode() in part(filled, "word/document2.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_a_document_in_another_encoding_is_read(encoding):
    xml = part(DATA).decode().partition("?>")[2].replace("{{ a }}", "甲{{ a }}")
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    changed = f'<?xml version="1.0" encoding="{name}"?>{xml}'.encode(encoding)

    assert cells(Template("t", rezipped(DATA, {"word/document.xml": changed})).fill({"a": "乙"})) == ["甲乙"]


def test_comments_and_cdata_are_no_trap():
    xml = part(DATA).decode().replace("{{ a }}", "<!-- <w:p> {{ b }} --><![CDATA[{{ a }}]]>")

    template = Template("t", rezipped(DATA, {"word/document.xml": xml.encode()}))

    assert template.fields == {"a"}
    assert cells(template.fill({"a": "甲"})) == ["甲"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "有效的 DOCX"),
        (b"PK\x05\x06" + bytes(18), "Office"),
        (b"PK\x03\x04 junk", "有效的 DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "有效的 DOCX"),
        (DATA[: len(DATA) // 2], "有效的 DOCX"),
        (rezipped(DATA, {"[Content_Types].xml": None}), "Office"),
        (rezipped(DATA, {"word/document.xml": None}), "没有 word/document.xml"),
        (rezipped(DATA, {"word/document.xml": b"<w:document"}), "word/document.xml 不是有效的 XML"),
        (rezipped(DATA, {"word/document.xml": b""}), "word/document.xml 不是有效的 XML"),
        (rezipped(DATA, {"word/header9.xml": b"\xff\xfe{{"}), "word/header9.xml 不是有效的 XML"),
        (rezipped(DATA, {"word/document.xml": b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'}), "DTD"),
    ],
)
def test_what_is_no_word_document_is_told_by_name(data, reason):
    with pytest.raises(UnreadableDocument) as caught:
        Template("表.docx", data)

    assert "“表.docx”" in str(caught.value)
    assert reason in str(caught.value)
    assert "“表.docx”" in caught.value.message("en")


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_broken_byte_lets_another_error_escape(compression):
    data, chance = rezipped(DATA, {}, compression), random.Random(7)
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(IpformsError):
            Template("t", bytes(broken)).fill({"a": "甲"})


@pytest.mark.parametrize(
    ("offset", "value"),
    [(10, 97), (8, 0x0001), (10, zipfile.ZIP_LZMA), (10, zipfile.ZIP_BZIP2), (6, 0xFFFF), (16, 0xFFFF), (28, 0xFFFF)],
    ids=["unknown method", "encrypted", "no LZMA", "no BZIP2", "version", "checksum", "length of the name"],
)
def test_an_entry_that_cannot_be_read_is_told(offset, value):
    """`offset` is in the entry's line of the directory: APPNOTE 4.3.12."""
    broken = bytearray(DATA)
    struct.pack_into("<H", broken, broken.index(b"PK\1\2") + offset, value)

    with pytest.raises(UnreadableDocument):
        Template("t", bytes(broken))


def test_a_name_that_is_not_the_utf_8_that_it_claims_to_be_is_told():
    named = rezipped(DATA, {"word/图.bin": b""})

    with pytest.raises(UnreadableDocument):
        Template("t", named.replace("word/图.bin".encode(), b"word/\xff\xff\xff.bin"))


@pytest.mark.parametrize("name", ["name", "fields", "least_rows", "_parts", "other"])
def test_a_template_does_not_change(name):
    template = Template("t", DATA)

    with pytest.raises(AttributeError, match="does not change"):
        setattr(template, name, None)
    with pytest.raises(AttributeError, match="does not change"):
        delattr(template, name)
    with pytest.raises(TypeError):
        template.least_rows["x"] = 1


def test_filling_changes_neither_the_template_nor_the_texts(form, contract):
    texts = encode(form.model.model_validate(contract(form.id)))
    before = repr(texts)
    blank = form.blank()
    form.template.fill(texts)

    assert repr(texts) == before
    assert form.blank() == blank


def test_a_template_and_a_form_go_to_another_process(form):
    template = pickle.loads(pickle.dumps(form.template))

    assert (template.name, template.fields, dict(template.least_rows)) == (
        form.template.name,
        form.template.fields,
        dict(form.template.least_rows),
    )
    assert pickle.loads(pickle.dumps(form)) is form
    assert len(pickle.dumps(form)) < 100


def test_a_form_that_is_not_registered_goes_whole():
    known = ipforms.form("guangzhou-market")
    own = type(known)("own", "自己的表", known.model, known.source, "通知", "附件")

    sent = pickle.loads(pickle.dumps(own))

    assert (sent.id, sent.model) == ("own", known.model)
    assert sent.blank() == known.blank()


_MANY = examples(200)  # documents; a fifth in make test


def test_threads_that_compile_and_fill_at_once_do_not_meet():
    def both(serial: int) -> list[str]:
        return cells(Template("t", DATA).fill({"a": str(serial)}))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(both, range(_MANY))) == [[str(serial)] for serial in range(_MANY)]


def test_a_header_part_is_written_with_the_document():
    made = document(p("{{ a }}"))
    made.sections[0].header.paragraphs[0].text = "{{ a }}"
    filled = Template("t", saved(made)).fill({"a": "甲"})

    assert [info.filename for info in infos(filled)].count("word/header1.xml") == 1
