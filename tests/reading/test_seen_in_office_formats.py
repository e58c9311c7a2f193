"""What is struck, hidden or pale in a form is not read after LibreOffice has saved it in an old format either."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

import ipforms
from tests.strategies import contract

pytestmark = pytest.mark.office

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORM = "guangzhou-enterprise"
FILTERS = {
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "html": "html:HTML (StarWriter)",
}
LOOKS = {
    "applied": ("<w:strike/>", "reading.struck"),
    "granted": ("<w:vanish/>", "reading.hidden_text"),
    "valid": ('<w:color w:val="FFFFFF"/>', "reading.invisible_text"),
}
STRUCK = '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:dstrike/></w:rPr></w:style>'


def corrected() -> bytes:
    """The form with an old number before each of the new ones, and a mark of a note behind one."""
    values = contract(FORM)
    data = ipforms.render(ipforms.form(FORM).model.model_validate(values))
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for name, (look, _) in LOOKS.items():
        run_of(root, values["patents"][name]).addprevious(a_run("9", look))
    run_of(root, values["trademarks"]["applied"]).addprevious(a_run("9", '<w:rStyle w:val="Gone"/>'))
    run_of(root, values["copyrights"]["software"]).addnext(a_run("1", '<w:vertAlign w:val="superscript"/>'))
    parts["word/document.xml"] = etree.tostring(root)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", STRUCK.encode() + b"</w:styles>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def run_of(root, value):
    return next(text for text in root.iter(f"{{{WORD}}}t") if text.text == str(value)).getparent()


def a_run(text, look):
    return etree.fromstring(f'<w:r xmlns:w="{WORD}"><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>')


@pytest.mark.parametrize("format_", ["docx", *FILTERS])
def test_numbers_that_were_corrected_on_paper_are_read_as_corrected(format_, soffice, tmp_path):
    given, saved = tmp_path / "form.docx", tmp_path / "saved"
    given.write_bytes(corrected())
    if format_ != "docx":
        saved.mkdir()
        soffice(FILTERS[format_], [given], saved)
        (given,) = saved.iterdir()
    sub = ipforms.read(given)
    values = contract(FORM)

    assert (sub.values["patents"], sub.values["trademarks"]) == (values["patents"], values["trademarks"])
    assert sub.values["copyrights"] == values["copyrights"]
    told = {(finding.path, finding.code) for finding in sub.findings}
    expected = {(f"patents.{name}", code) for name, (_, code) in LOOKS.items()}
    if format_ == "html":  # LibreOffice writes hidden text into a page as a block of its own
        expected -= {("patents.granted", "reading.hidden_text")}
    assert expected | {("trademarks.applied", "reading.struck"), ("copyrights.software", "reading.note_mark")} <= told
