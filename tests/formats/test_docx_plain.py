"""What is no more than text is read at a glance, and comes out as if everything had been looked at."""

from __future__ import annotations

from typing import Any

import pytest

import ipforms
from ipforms.formats.docx import blocks, docx_reader, read
from tests.formats.notation import docx, p, r, root, sheet, tbl, tc, texts, tr

STYLE = (
    '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}<w:rPr>{}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Crossed"><w:name w:val="Crossed"/><w:rPr><w:strike/></w:rPr></w:style>'
)
USUAL = '<w:rFonts w:ascii="宋体"/><w:color w:val="333333"/><w:sz w:val="21"/>'
DOCUMENTS = {
    "usual": (p(r("甲", look=USUAL), "乙"), tbl(tr(tc("丙", p("丁", look="<w:jc/>")), tc(p(), "戊")))),
    "break": (p(r("甲", "<w:br/>")), p(r("甲", "<w:br/>", "乙", "<w:tab/>", "丙"))),
    "merged": (tbl(tr(tc("甲", look='<w:gridSpan w:val="2"/>')), tr("乙", "丙")),),
    "struck": (p(r("甲"), r("乙", look="<w:strike/>")), p("丙")),
    "pale": (p(r("甲", look='<w:color w:val="FFFFFF"/>')), tbl(tr(tc("乙", look='<w:shd w:fill="FFFFFF"/>')))),
    "dark": (tbl(tr(tc(p(r("甲", look='<w:color w:val="000000"/>')), look='<w:shd w:fill="000000"/>'))),),
    "deleted": (p("甲", look="<w:rPr><w:del/></w:rPr>"), p("乙")),
    "symbols": (p(r("R", look='<w:rFonts w:ascii="Wingdings 2"/>'), "是"),),
    "flat": (p("甲", look='<w:spacing w:line="20" w:lineRule="exact"/>'),),
}
STYLES = {
    "plain": STYLE.format("S", "S", "", "<w:b/>"),
    "hidden": STYLE.format("S", "S", "", "<w:vanish/>"),
}


@pytest.mark.parametrize("blocks", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_part_is_read_alike_with_a_longer_look(blocks: tuple[str, ...], monkeypatch: pytest.MonkeyPatch):
    assert_alike(docx(*blocks), monkeypatch)


@pytest.mark.parametrize("style", STYLES)
def test_so_is_one_with_styles(style: str, monkeypatch: pytest.MonkeyPatch):
    named = p("甲", look='<w:pStyle w:val="S"/>'), p(r("乙", look='<w:rStyle w:val="Crossed"/>')), p("丙")
    assert_alike(docx(*named, styles=root(STYLES[style], name="styles")), monkeypatch)


def test_so_are_the_forms(form: ipforms.Form, record: Any, monkeypatch: pytest.MonkeyPatch):
    assert_alike(ipforms.render(record), monkeypatch)


def assert_alike(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    glanced = read(data)
    monkeypatch.setattr(blocks, "_plain_text", lambda paragraph, context: None)
    monkeypatch.setattr(docx_reader, "CELL_PROPERTIES", ("*",))
    looked_at = read(data)
    assert (glanced.blocks, glanced.notes, glanced.traces) == (looked_at.blocks, looked_at.notes, looked_at.traces)


def test_nothing_is_asked_of_paragraphs_of_a_part_in_which_none_says_anything(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blocks, "ParagraphText", None)
    assert texts(p("甲", r("乙"), look="<w:jc/>"), tbl(tr(tc("丙", p()), "丁"))) == ["甲乙", "丙\n", "丁"]


def test_a_note_is_asked_though_the_body_says_nothing():
    note = root(p("注", look='<w:framePr w:dropCap="drop"/>') + p("释"), name="footer")
    assert [each.text for each in sheet(p("甲"), footer=note).margins] == ["注释"]
