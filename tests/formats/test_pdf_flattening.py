"""`flatten` of what other programs leave behind: sound files become print, and nothing escapes but our own errors."""

from __future__ import annotations

import io
import time

import pikepdf
import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

import ipforms
from ipforms.errors import LimitExceeded, UnreadableDocument, UnsupportedFormat, typed_errors
from ipforms.formats.pdf import pdf_reader as wing
from tests.formats.pdf_notation import fillable, replaced, text

NAME = "金华双龙精密机械股份有限公司"
TEXT = TextStringObject("x")


@pytest.fixture(scope="module")
def form():
    return ipforms.render(ipforms.form("jinhua-application").model(enterprise_name=NAME), "pdf-form")


def contents_by_reference(writer, page):
    page[NameObject("/Contents")] = writer._add_object(ArrayObject([page.raw_get("/Contents")]))


def annotations_by_reference(writer, page):
    page[NameObject("/Annots")] = writer._add_object(page["/Annots"])


def null_among_the_annotations(writer, page):
    page["/Annots"].insert(0, NullObject())
    page["/Annots"].extend([NumberObject(3), IndirectObject(9_999, 0, writer)])


def entry(value, *keys):
    def change(writer, page):
        for each in page["/Annots"]:
            for key in keys:
                each.get_object()[NameObject(key)] = value

    return change


CHANGES = [
    contents_by_reference,
    annotations_by_reference,
    null_among_the_annotations,
    entry(TEXT, "/AP"),
    entry(NullObject(), "/AP", "/F", "/Q"),
    entry(DictionaryObject({NameObject("/N"): TEXT}), "/AP"),
    entry(TEXT, "/F", "/Ff", "/Q", "/Kids", "/Opt", "/I"),
    entry(NumberObject(7), "/DA", "/TU", "/AS"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_entries_that_viewers_pass_over_keep_no_form_from_print(form, change):
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(form)))
    change(writer, writer.pages[0])
    out = io.BytesIO()
    writer.write(out)
    sub = ipforms.read(ipforms.flatten(out.getvalue()))
    assert (sub.format, sub.values["enterprise_name"]) == ("pdf", NAME)


@pytest.mark.parametrize(("revision", "aes"), [(2, False), (3, False), (4, False), (4, True), (6, True)])
def test_a_file_with_an_owner_password_alone_is_print_for_everybody(form, revision, aes):
    out = io.BytesIO()
    locks = pikepdf.Encryption(owner="a", user="", R=revision, aes=aes, metadata=aes)
    pikepdf.open(io.BytesIO(form)).save(out, encryption=locks)
    sub = ipforms.read(ipforms.flatten(out.getvalue()))
    assert (sub.format, sub.values["enterprise_name"]) == ("pdf", NAME)


def test_a_password_to_open_it_is_named(form):
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(form)).save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableDocument, match="打开密码"):
        ipforms.flatten(out.getvalue())


def test_pages_that_share_their_resources_each_show_their_own_fields():
    made = fillable({"甲": "第一页的值", "乙": "第二页的值"}, text(80, 800, "题目"))
    second = b"/Kids[5 0 R 9 0 R]/Count 2"
    page = b"9 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 10 0 R/Annots[8 0 R]>>\nendobj\n"
    shared = b"10 0 obj\n<</Font<</F 3 0 R>>/XObject<</Flat0 4 0 R>>>>\nendobj\n"
    made = replaced(replaced(made, b"/Kids[5 0 R]/Count 1", second), b"xref\n0", page + shared + b"xref\n0")
    made = replaced(made, b"/Resources<</Font<</F 3 0 R>>>>", b"/Resources 10 0 R")
    made = replaced(made, b"/Annots[7 0 R 8 0 R]", b"/Annots[7 0 R]")
    texts = list(wing.read(ipforms.flatten(made)).texts())
    assert "第一页的值" in texts and "第二页的值" in texts


def test_a_broken_table_of_offsets_keeps_no_form_from_print(form):
    at = form.rindex(b"startxref")
    sub = ipforms.read(ipforms.flatten(form[:at] + b"startxref\n7\n%%EOF\n"))
    assert sub.values["enterprise_name"] == NAME


def test_another_kind_of_document_is_named_and_no_broken_pdf():
    with pytest.raises(UnsupportedFormat, match="DOCX"):
        ipforms.flatten(ipforms.form("jinhua-application").blank())
    with pytest.raises(UnreadableDocument):
        ipforms.flatten(b"nothing of the kind")


@pytest.mark.parametrize("source", ["a\0b.pdf", "nowhere/a.pdf", "."])
def test_a_path_that_cannot_be_opened_is_an_error_of_ours(source):
    for call in (ipforms.read, ipforms.flatten):
        with pytest.raises(UnreadableDocument, match="打不开"):
            call(source)


def test_a_value_of_many_pages_is_set_in_time_and_whole():
    value = "".join(chr(0x4E00 + number % 900) for number in range(40_000))
    begun = time.process_time()
    made = ipforms.flatten(fillable({"甲": value}, text(80, 800, "题目")))
    assert time.process_time() - begun < 20
    printed = "".join("".join(wing.read(made).texts()).split())
    assert value[-30:] in printed and len(printed) > 40_000


def test_more_than_can_be_set_is_refused():
    with pytest.raises(LimitExceeded, match="表单域"):
        ipforms.flatten(fillable({"甲": "值" * 120_000}, text(80, 800, "题目")))


def test_what_is_none_of_our_errors_becomes_one_that_names_file_and_cause():
    with pytest.raises(UnreadableDocument) as told, typed_errors("回表.pdf"):
        raise NotImplementedError("AES")
    assert told.value.context["name"] == "回表.pdf" and isinstance(told.value.__cause__, NotImplementedError)
    assert "NotImplementedError" in str(told.value)
