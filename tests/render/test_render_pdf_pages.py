"""The layout of a flat PDF: what is kept from one document to the next changes nothing, and nothing is shared."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import formats
from ipforms.formats import docx
from ipforms.formats.pdf import glyph_coverage, whitespace_stream
from ipforms.formats.pdf.typesetting import docx_layout, typesetter
from ipforms.formats.pdf.typesetting.paragraph_cache import split_xml
from tests.effort import examples
from tests.strategies import contract, hostile_text, records

OUR_FORMS = [form.id for form in ipforms.forms()]
BEGINS, ENDS = '#import "form.typ": whole\n#whole(json(bytes("', '")), archival: false)'
BODY = b"<w:body>"
BOX = (
    b'<w:p><w:r><w:t>outside</w:t></w:r><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>'
    b"<w:p><w:r><w:t>inside</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)
CONTROL = b"<w:sdt><w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent></w:sdt>"
BLANKS = b"<w:p><w:r><w:t>  trimmed  </w:t></w:r></w:p>"
HIDDEN = b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
PAGE_BREAK = b'<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>'


def with_xml(document: bytes, extra: bytes) -> bytes:
    """A document with more XML at its beginning."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            changed.writestr(name, data.replace(BODY, BODY + extra) if name == "word/document.xml" else data)
    return out.getvalue()


def read_texts(document: bytes) -> list[str]:
    return list(whitespace_stream.texts(docx.read(document)))


@pytest.mark.parametrize("form_id", OUR_FORMS)
@settings(max_examples=examples(25))
@given(data=st.data())
def test_the_layout_that_is_kept_is_the_one_that_is_made(form_id, data):
    document = ipforms.render(data.draw(records(form_id)))
    plain = docx_layout.layout(document)
    lacking = glyph_coverage.replace_missing(plain)

    made = docx_layout.pages(document)

    assert (made.layout, made.lacking) == (plain, lacking)
    assert made.texts == read_texts(document)


def test_a_document_leaves_nothing_behind_for_the_next_one(form):
    full, other = (form.model.model_validate(contract(form.id)) for _ in range(2))
    setattr(other, form.name_field, "乙公司𝄞")
    first = ipforms.render(full, "pdf")
    with pytest.warns(ipforms.MissingGlyphs):
        ipforms.render(other, "pdf")
    ipforms.render(form.model(), "pdf")

    assert ipforms.render(full, "pdf") == first


def test_a_layout_may_be_changed_by_who_asked_for_it():
    document = ipforms.form("guangzhou-market").blank()
    taken = docx_layout.layout(document)
    for section in taken["sections"]:
        for block in section["blocks"]:
            for row in block.get("table", {"rows": []})["rows"]:
                row["cells"].clear()
            block.pop("paragraph", None)

    assert docx_layout.layout(document) != taken
    assert docx_layout.layout(document) == docx_layout.pages(document).layout


@pytest.mark.parametrize("extra", [CONTROL, BLANKS, HIDDEN, PAGE_BREAK, BOX])
def test_blanks_and_lines_come_back_from_the_print_of_what_an_office_has_added_to(extra):
    full = contract("jinhua-application") | {"ip_protection_status": "张  三\n\n李四，  王五"}
    record = ipforms.form("jinhua-application").model.model_validate(full)
    document = with_xml(ipforms.render(record), extra)

    assert docx_layout.pages(document).layout == docx_layout.layout(document)
    assert ipforms.read(formats.typeset(document)[0]).record == record


def test_paragraphs_in_a_text_box_are_left_where_they_are():
    document = with_xml(ipforms.form("jinhua-application").blank(), BOX)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        xml = package.read("word/document.xml")

    assert (split_xml(xml).frame, split_xml(xml).paragraphs) == (xml, ())
    assert "outside" in json.dumps(docx_layout.pages(document).layout)


@settings(max_examples=examples(200))
@given(st.dictionaries(st.text() | hostile_text(), st.text() | hostile_text(), max_size=3))
def test_a_layout_is_one_string_in_the_program_and_comes_back_as_it_was(texts):
    program = typesetter.call(texts, archival=False).decode("utf-8", "surrogatepass")
    string = program.removeprefix('#import "form.typ": whole\n#whole(json(bytes("').removesuffix(
        '")), archival: false)'
    )

    # What ends a string of Typst stands in it only escaped.
    assert re.fullmatch(r'(?:[^"\\]|\\["\\])*', string)
    assert json.loads(re.sub(r"\\(.)", r"\1", string)) == texts
