"""Old Office formats before LibreOffice sees them: what they are, what is taken out, what is refused."""

from __future__ import annotations

import base64
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import ipforms
from ipforms.containers.file_format import OLE_MAGIC as OLE
from ipforms.containers.file_format import file_format
from ipforms.errors import IpformsError, LimitExceeded, UnreadableDocument
from ipforms.formats import needs_conversion
from ipforms.formats.office import OfficeFile, convert, html, opendocument, rtf, word_binary
from ipforms.formats.office.office_files import OfficeLimits
from tests.containers.compound_file import compound
from tests.formats.wordml import flat_opc, wordml
from tests.strategies import contract

LIMITS = OfficeLimits()
MANIFEST = (
    '<m:manifest xmlns:m="x"><m:file-entry m:media-type="application/vnd.oasis.opendocument.text" m:full-path="/"/>'
    '<m:file-entry m:media-type="application/vnd.oasis.opendocument.spreadsheet" m:full-path="Object 1/"/></m:manifest>'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
CONTENT = (
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:x="http://www.w3.org/1999/xlink">{}'
    "</o:document-content>"
)


def odt(content: str, **parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT_TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", CONTENT.format(content))
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def ole(begins: bytes = b"\xec\xa5", flags: int = 0, tail: bytes = b"") -> bytes:
    """A compound file as far as it is looked at: Word's block at the begin of the first sector."""
    block = begins + bytes(8) + flags.to_bytes(2, "little")
    return (OLE + "WordDocument".encode("utf-16-le")).ljust(512, b"\0") + block.ljust(512, b"\0") + tail


def prepared(way, data, format_="html"):
    return way(OfficeFile("回表", data, format_), LIMITS)


def codes(ready):
    return [note.code for note in ready.notes]


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (ole(), "doc"),
        (OLE + "MatOST".encode("utf-16-le"), "works"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "WordDocument".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xef\xbb\xbf{\\rtf1 x}", "rtf"),
        (odt(""), "odt"),
        (CONTENT.format("").encode(), "fodt"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b"<TABLE border=1>", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mhtml"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (b"hello", "text"),
    ],
)
def test_the_bytes_tell_the_format(data, format_):
    assert file_format(data) == format_


def test_word_s_own_xml_is_told_apart():
    assert file_format(wordml(ipforms.form("jinhua-application").blank())) == "wordml"
    assert file_format(flat_opc(ipforms.form("jinhua-application").blank())) == "opc"


@pytest.mark.parametrize("write", [wordml, flat_opc], ids=["wordml", "opc"])
def test_word_s_own_xml_is_read_exactly_without_libreoffice(form, write, monkeypatch):
    monkeypatch.setenv("IPFORMS_SOFFICE", "/nowhere")
    given = contract(form.id)
    sub = ipforms.read(write(ipforms.render(form.model.model_validate(given))))
    assert sub.values == given
    assert sub.format == file_format(write(form.blank()))
    assert [finding.code for finding in sub.findings] == ["reading.converted"]


def test_a_tracked_change_of_word_2003_is_told_and_read_as_accepted():
    given = contract("jinhua-application")
    data = wordml(ipforms.render(ipforms.form("jinhua-application").model.model_validate(given)))
    name = given["enterprise_name"]
    text, ends = data.decode(), f"{name}</w:t></w:r>"
    assert ends in text
    deleted = '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧名</w:delText></w:r></aml:content>'
    sub = ipforms.read(text.replace(ends, f"{ends}{deleted}</aml:annotation>", 1).encode())
    assert sub.values["enterprise_name"] == name
    assert "reading.tracked_changes" in [finding.code for finding in sub.findings]


def test_a_comment_of_word_2003_is_told():
    data = (
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><w:body><w:p><w:r><w:t>甲</w:t></w:r><w:r>'
        '<aml:annotation aml:id="7" aml:author="李工" w:type="Word.Comment"><aml:content><w:p><w:r>'
        "<w:t>请补填</w:t></w:r>"
        "</w:p></aml:content></aml:annotation></w:r></w:p></w:body></w:wordDocument>"
    )
    (trace,) = ipforms.formats.read(data.encode()).sheet.traces

    assert (trace.code, trace.text) == ("reading.comment", "李工：请补填")


def test_a_document_with_a_password_says_so():
    with pytest.raises(UnreadableDocument, match="密码"):
        prepared(word_binary.word, ole(flags=0x0100), "doc")
    manifest = {"META-INF__manifest.xml": b"<m><encryption-data/></m>"}
    with pytest.raises(UnreadableDocument, match="密码"):
        prepared(opendocument.odt, odt("", **manifest), "odt")


def test_macros_and_tables_of_a_binary_document_are_told():
    ready = prepared(word_binary.word, ole(tail="_VBA_PROJECT".encode("utf-16-le") + b"\x17\x24\x01\x08\xd6"), "doc")
    assert (codes(ready), ready.has_tables, ready.infilter) == (["reading.macros"], True, "MS Word 97")
    assert prepared(word_binary.word, ole(b"\xdc\xa5"), "doc").infilter == "MS Word 95"


def test_a_binary_document_without_word_s_block_is_broken():
    with pytest.raises(UnreadableDocument, match="损坏"):
        prepared(word_binary.word, ole(b"\0\0"), "doc")


@pytest.mark.parametrize(
    ("block", "beside", "infilter"),
    [
        (b"\xec\xa5", {"0Table": b"x"}, "MS Word 97"),
        (b"\xec\xa5", {"1TABLE": b"x"}, "MS Word 97"),
        (b"\xdc\xa5", {}, "MS Word 95"),
        (b"\x99\xa6", {}, "MS Word 95"),  # Word 6 of the Far East
    ],
)
@pytest.mark.parametrize("size", [100, 900, 4_095, 5_000])
@pytest.mark.parametrize("name", ["WordDocument", "WORDDOCUMENT"])
def test_word_s_block_is_found_wherever_it_stands(block, beside, infilter, size, name):
    data = compound({"Data": b"y" * 70, name: block.ljust(size, b"\0"), **beside})
    assert file_format(data) == "doc"
    assert prepared(word_binary.word, data, "doc").infilter == infilter


def test_a_short_document_with_a_password_says_so():
    data = compound({"WordDocument": (b"\xec\xa5" + bytes(8) + b"\0\1").ljust(800, b"\0"), "1Table": b"x"})
    with pytest.raises(UnreadableDocument, match="打开密码"):
        prepared(word_binary.word, data, "doc")


@pytest.mark.parametrize("order", [["mimetype", "content.xml"], ["content.xml", "mimetype"], ["content.xml"]])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_opendocument_is_known_wherever_its_type_stands(order, method):
    parts = {"mimetype": ODT_TYPE, "content.xml": CONTENT.format(""), "META-INF/manifest.xml": MANIFEST}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name in (*order, "META-INF/manifest.xml"):
            archive.writestr(name, parts[name])
    assert file_format(made.getvalue()) == "odt"
    assert prepared(opendocument.odt, made.getvalue(), "odt").infilter.encode() == b"writer8"


def test_a_spreadsheet_that_was_packed_anew_is_one():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", "<x/>")
        archive.writestr("META-INF/manifest.xml", MANIFEST.replace(".text", ".spreadsheet"))
    assert file_format(made.getvalue()) == "ods"


def test_the_rows_of_rtf_are_counted():
    data = rb"{\rtf1\trowd\cell\row\trowd\nestcell{\nestrow}\rowbreak \\row}"
    assert prepared(rtf.rtf, data).rows == 2


def test_deep_and_huge_rtf_is_refused():
    with pytest.raises(LimitExceeded, match="嵌套"):
        prepared(rtf.rtf, b"{\\rtf1" + b"{" * 2_000 + b"}" * 2_000)
    with pytest.raises(LimitExceeded, match="标记"):
        prepared(rtf.rtf, b"{\\rtf1" + b"\\b" * 5_000_001)


def test_an_opendocument_bomb_is_refused():
    with pytest.raises(LimitExceeded):
        prepared(opendocument.odt, odt("", styles__xml=b"", **{"styles.xml": b" " * 40_000_000}))


def test_a_dtd_in_opendocument_is_refused():
    flat = '<!DOCTYPE x [<!ENTITY a "b">]>' + CONTENT.format("&a;")
    with pytest.raises(UnreadableDocument, match="DTD"):
        prepared(opendocument.flat, flat.encode())


def test_input_fields_become_text_and_clocks_stand_still():
    content = "<t:p>甲<t:text-input>乙&#13;丙&#13;</t:text-input>丁<t:date>2017-03-08</t:date></t:p>"
    ready = prepared(opendocument.flat, CONTENT.format(content).encode())
    (paragraph,) = etree.fromstring(ready.data)
    assert [etree.QName(each).localname for each in paragraph.iter()] == ["p", "span", "line-break", "date"]
    assert list(paragraph.itertext()) == ["甲", "乙", "丙", "丁", "2017-03-08"]
    assert list(paragraph[-1].attrib.values()) == ["true"]
    assert codes(ready) == ["reading.input_fields", "reading.clocks"]


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        ('<form:text {} form:value="旧" form:current-value="甲公司"/>', "甲公司"),
        ('<form:text {} form:value="甲公司"/>', "甲公司"),
        ("<form:textarea {}><t:p>甲公司</t:p></form:textarea>", "甲公司"),
        ('<form:checkbox {} form:current-state="checked" form:label="是"/>', "☑是"),
        ('<form:checkbox {} form:state="checked" form:current-state="unchecked" form:label="是"/>', "☐是"),
        ('<form:radio {} form:current-selected="true" form:label="是"/>', "☑是"),
        (
            '<form:listbox {}><form:option form:label="甲"/><form:option form:current-selected="true" form:label="乙"/>'
            "</form:listbox>",
            "乙",
        ),
        ('<form:button {} form:label="提交"/>', ""),
        ("<form:text/>", ""),
    ],
)
def test_what_a_form_control_shows_becomes_text(control, shown):
    drawn, named = '<d:control d:control="c1"/>', control.format('xml:id="c1"')
    content = CONTENT.format(f"<o:forms>{named}</o:forms><t:p>名称：{drawn}！</t:p>{drawn}")
    root = etree.fromstring(prepared(opendocument.flat, content.encode()).data)

    assert ["".join(each.itertext()) for each in root[1:]] == [f"名称：{shown}！", shown]


def test_controls_of_a_binary_document_are_told():
    (note,) = prepared(word_binary.word, ole(tail=" CONTROL Forms.TextBox.1 ".encode("utf-16-le")), "doc").notes

    assert (note.code, note.context) == ("reading.controls", {"count": 1})


def test_macros_scripts_and_links_leave_opendocument():
    content = (
        "<o:scripts><o:script>x</o:script></o:scripts>"
        '<t:p>甲<o:event-listeners/>乙<d:image x:href="http://example.com/a.png"/>'
        '<d:image x:href="Pictures/a.png"/></t:p>'
    )
    ready = prepared(opendocument.odt, odt(content, Basic__script=b"Sub x", Pictures__a=b"png"))
    with zipfile.ZipFile(io.BytesIO(ready.data)) as archive:
        assert sorted(archive.namelist()) == ["META-INF/manifest.xml", "Pictures/a", "content.xml", "mimetype"]
        kept = archive.read("content.xml").decode()
    assert "script" not in kept and "example.com" not in kept and "甲乙" in kept and "Pictures/a.png" in kept
    assert codes(ready) == ["reading.macros", "reading.external"]


HOSTILE = """<html><head><meta http-equiv=refresh content="0;url=http://h/"><link rel=stylesheet href="http://h/a.css">
<style>@import url(http://h/b.css)</style><base href="http://h/"></head><body background="http://h/c.png"
onload="x()"><!--[if mso]>隐<![endif]--><script src="http://h/d.js">y()</script><img src="http://h/e.png">
<iframe src="http://h/f"></iframe><object data="http://h/g"></object><table style="background:url(http://h/i)">
<tr><td colspan=2 background="http://h/j">单位<a href="http://h/k">名称</a></td></tr></table></body></html>"""


def test_nothing_in_html_can_run_or_fetch():
    ready = prepared(html.html, HOSTILE.encode())
    made = ready.data.decode()
    assert "http://h" not in made and "x()" not in made and "y()" not in made and "隐" not in made
    assert 'colspan="2"' in made and "名称" in made and ready.rows == 1
    assert codes(ready) == ["reading.external", "reading.macros"]


def test_what_was_typed_into_a_page_is_text_and_what_is_hidden_is_told():
    page = (
        "<table><tr><td><input value='金华甲有限公司'></td><td><textarea>乙</textarea></td><td><select><option>丙"
        "<option selected>丁</select><input type=checkbox checked><input type=hidden value=密></td></tr></table>"
        "<p style='display:none'>不见</p><p>留<del>去</del><ins>添</ins></p>"
    )
    ready = prepared(html.html, page.encode())
    made = ready.data.decode()
    assert all(text in made for text in ("金华甲有限公司", "乙", "丁", "☑", "留", "添"))
    assert not any(text in made for text in ("丙", "密", "不见"))
    assert "<s>去</s>" in made
    assert codes(ready) == ["reading.hidden_text", "reading.tracked_changes"]


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<s>300</s>", "<s>300</s>"),
        ("<span style='text-decoration:line-through'>300</span>", "<s>300</s>"),
        ("<td style='text-decoration-line: line-through'>300</td>", "<td><s>300</s></td>"),
        ("<span class='gone x'>300</span>", "<s>300</s>"),
        ("<b id=cut>300</b>", "<b><s>300</s></b>"),
        ("<span style='color:#fff'>300</span>", 'style="color: #fff"'),
        ("<font color=white>300</font>", 'color="white"'),
        ("<span style='COLOR: rgb(255, 255, 255)'>300</span>", 'style="color: rgb(255, 255, 255)"'),
        ("<span style='font-size:1px'>300</span>", 'style="font-size: 1px"'),
        ("<span style='display:none'>300</span>", "color: #010101; background: #010101"),
        ("<span hidden>300</span>", "color: #010101; background: #010101"),
        ("<span class=none>300</span>", "color: #010101; background: #010101"),
        ("<td style='background: #1F4E79'>300</td>", 'bgcolor="#1F4E79"'),
    ],
)
def test_how_text_of_a_page_looks_is_kept_for_the_reader(markup, kept):
    rules = "/* .no{} */ .gone, #cut {text-decoration: line-through} span.none {display:none} p > i {color:red}"
    page = f"<html><head><style>{rules}</style></head><table><tr><td>{markup}321</table>"
    made = prepared(html.html, page.encode()).data.decode()

    assert kept in re.sub(' style="text-decoration[^"]*"|</?span>', "", made)
    assert "321" in made


def test_a_style_keeps_nothing_that_could_be_fetched():
    page = "<p style='background: url(http://h/a); color: red; list-style: url(x); color: expression(x())'>甲</p>"
    made = prepared(html.html, page.encode()).data.decode()

    assert "url" not in made and "expression" not in made and "http://h" not in made


def test_ticks_of_a_symbol_font_are_read_as_they_are_seen():
    page = (
        "<p><font face='Wingdings 2, serif'><b>R</b></font>是<span style=\"font-family:'Wingdings 2'\">£</span>否</p>"
    )
    assert "".join(etree.HTML(prepared(html.html, page.encode()).data).itertext()) == "☑是☐否"


def test_html_is_decoded_as_it_says_or_as_it_must_be():
    page = '<html><meta charset="gb2312"><p>韩䶮、朱镕基</p>'
    for data in (page.encode("gb18030"), page.encode("utf-16"), page.replace("gb2312", "utf-8").encode()):
        assert "朱镕基" in prepared(html.html, data).data.decode()


def test_html_that_is_nested_too_deeply_is_refused_and_not_cut_off():
    with pytest.raises(LimitExceeded):
        prepared(html.html, b"<html><body>" + b"<div>" * 3_000 + "底".encode())


@pytest.mark.parametrize(
    "odd",
    ["{a}", "{a}=1", "a\x01b=1", "\x01", '"x"', "a:b=1", "colspan='\x02&#2;2'", "=q", "<", "{http://x}y=1", "甲=乙"],
)
def test_attributes_of_any_name_are_read_over(odd):
    page = f"<table><tr {odd}><td {odd} rowspan=2>甲<x{{y}} {odd}>乙</x{{y}}></td></tr></table>"
    ready = prepared(html.html, page.encode())
    assert "甲" in ready.data.decode() and "乙" in ready.data.decode() and ready.rows == 1
    assert 'rowspan="2"' in ready.data.decode()


def test_the_page_of_mhtml_is_read():
    encoded = base64.encodebytes("<html><table><tr><td>甲</td></tr></table></html>".encode("gbk")).decode()
    mail = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        "Content-Type: text/html; charset=gb2312\n"
        f"Content-Transfer-Encoding: base64\n\n{encoded}\n--b--\n"
    )
    assert "甲" in prepared(html.mhtml, mail.encode()).data.decode()
    with pytest.raises(UnreadableDocument):
        prepared(html.mhtml, b"MIME-Version: 1.0\n\nx")


def test_without_libreoffice_the_error_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("IPFORMS_SOFFICE", "/nowhere/soffice")
    with pytest.raises(ipforms.errors.MissingExtra) as raised:
        ipforms.read(b"{\\rtf1 x}")
    assert "apt-get install libreoffice" in str(raised.value) and "IPFORMS_SOFFICE" in raised.value.message("en")
    assert "RTF" in str(raised.value)


JUNK = (b"{\\rtf1", b"<html>", b"MIME-Version: 1.0\n", ole(), odt("")[:300], b"<?xml?><w xmlns='urn:oasis:names:tc:"
        b"opendocument:xmlns:office:1.0'>", b"<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>",
        b"<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>")  # fmt: skip


@given(head=st.sampled_from(JUNK), tail=st.binary(max_size=200))
def test_junk_gives_a_document_or_an_error_of_ours(head, tail):
    data = head + tail
    format_ = file_format(data)
    if needs_conversion(data):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("IPFORMS_SOFFICE", "/nowhere")
            (outcome,) = convert([OfficeFile("x", data, format_)])
        assert isinstance(outcome, IpformsError) or outcome.docx.startswith(b"PK")
