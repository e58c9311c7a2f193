"""The print of the forms is the notices' text, to the character, white space aside."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "tests" / "data" / "sources"


def body_text(document: Document) -> str:
    return "".join(text.text or "" for text in document.element.body.iter(qn("w:t")))


def source(form_id: str) -> str:
    return (SOURCES / f"{form_id}.txt").read_text(encoding="utf-8")


def test_a_blank_form_has_the_text_of_its_notice(form_id, blank, unspaced):
    assert unspaced(body_text(blank)) == unspaced(source(form_id))


def test_the_checklist_has_the_text_of_the_guide_and_a_box_for_each_paper(unspaced):
    text = unspaced(body_text(docx.Document(str(ROOT / "ipforms" / "templates" / "jinhua-materials.docx"))))

    assert text.replace("☐", "") == unspaced(source("jinhua-materials"))
    boxes = [piece[:3] for piece in text.split("☐")[1:]]
    assert boxes == ["（一）", "（二）", "（1）", "（2）", "（3）", "（一）", "（二）"]


def test_the_date_lines_keep_the_spacing_of_the_notice(template, form_id):
    dates = [t.text.strip() for t in template.get_docx().element.body.iter(qn("w:t")) if ".date or" in t.text]

    printed = source(form_id).replace("\u00a0", " ")
    assert all(date.split('"')[1].strip() in printed for date in dates)
    assert len(dates) == {"jinhua-application": 2, "jinhua-recommendation": 0}.get(form_id, 3)
