"""The one judge of formats: what the bytes of a file say that it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import ipforms
from ipforms.containers.file_format import OLE_MAGIC, file_format

TABLES = Path(__file__).parents[1] / "data" / "tables"


def packed(*names, mimetype="", first=True):
    """A ZIP with entries of these names; a type of OpenDocument before or behind them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype and first:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(name, "x")
        if mimetype and not first:
            archive.writestr("mimetype", mimetype)
    return out.getvalue()


def named(*streams):
    """The beginning of an OLE file in which these names stand, cut off before its directory."""
    return OLE_MAGIC + b"".join(stream.encode("utf-16-le") for stream in streams)


OPENDOCUMENT = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (packed("word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "word/main.xml"), "docx"),
        (packed("[Content_Types].xml", "word\\document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (packed("word/申请表.docx"), "zip"),
        (packed(), "zip"),
        (packed("content.xml", mimetype=OPENDOCUMENT + "text"), "odt"),
        (packed("content.xml", mimetype=OPENDOCUMENT + "spreadsheet", first=False), "ods"),
        (packed(mimetype="application/epub+zip"), "zip"),
    ],
)
def test_a_zip_is_what_its_entries_make_it(data, expected):
    assert file_format(data) == expected


def test_a_document_that_is_cut_off_is_known_by_its_first_entries():
    data = ipforms.form("jinhua-application").blank()
    assert file_format(data[: len(data) // 2]) == file_format(data) == "docx"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ((TABLES / "companies.xls").read_bytes(), "xls"),
        ((TABLES / "letter.doc").read_bytes(), "doc"),
        (named("WordDocument", "EncryptedPackage"), "encrypted"),
        (named("PowerPoint Document"), "ppt"),
        (named("MatOST"), "works"),
        (named(), "ole"),
    ],
)
def test_an_ole_file_is_what_its_streams_make_it(data, expected):
    assert file_format(data) == expected


def test_a_workbook_that_speaks_of_word_is_a_workbook():
    data = (TABLES / "companies.xls").read_bytes()
    assert file_format(data + "WordDocument".encode("utf-16-le").ljust(512, b"\0")) == "xls"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"hello", "text"),
        ("企业名称".encode("gb18030"), "text"),
        (bytes(range(40)), "unknown"),
        (b"\r\n\0%PDF-1.4", "pdf"),
        (bytes(1_100) + b"%PDF-1.4", "unknown"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "picture"),
        (b"BM,2017,1", "text"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"PAR1", "parquet"),
        (b"SQLite format 3\0", "database"),
        (b"\xef\xbb\xbf<TABLE border=1>", "html"),
        ("\ufeff<html>".encode("utf-16-be"), "html"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"{\\rtf1 x}", "rtf"),
    ],
)
def test_other_files_are_known_by_how_they_begin(data, expected):
    assert file_format(data) == expected
