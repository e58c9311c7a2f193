"""What inspect shows of a file: every block with what it was taken for, every field with its evidence."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import ipforms
from ipforms.authoring.inspection import inspect_reading
from ipforms.authoring.inspection_page import write_inspection
from ipforms.cli import run
from ipforms.matching.fillable_fields import is_added_print
from ipforms.matching.text_blocks import text_blocks
from ipforms.sheet import Paragraph
from tests.strategies import contract

FORM = ipforms.form("jinhua-application")
RECORD = FORM.model.model_validate(
    {"enterprise_name": "金华<甲>公司", "mobile": "13905790000", "employees": 321, "email": "ip@example.com"}
)


def test_every_block_has_a_role_and_every_value_is_at_its_place():
    found = inspect_reading(ipforms.read(FORM.render(RECORD)))
    roles = {path: block.role for block in found.blocks for path in block.paths}
    assert set(roles) == {"enterprise_name", "mobile", "employees", "email"}
    assert set(roles.values()) == {"value"}
    assert found.unclaimed == ()
    assert found.missing == ()
    assert found.scores[0][0] == "jinhua-application"
    assert [field.path for field in found.fields][:2] == ["enterprise_name", "address"]


def test_what_nobody_claims_is_told_and_numbers_are_hidden():
    read = ipforms.read(FORM.render(RECORD))
    sheet = read.sheet
    place = sheet.blocks[0].place
    read = replace(read, sheet=replace(sheet, blocks=(*sheet.blocks, Paragraph("另附说明 13800138000", place))))
    found = inspect_reading(read)
    assert [block.text for block in found.unclaimed] == ["另附说明 138******00"]
    shown = json.dumps(found.to_dict(), ensure_ascii=False)
    assert "13905790000" not in shown
    assert "13905790000" in json.dumps(inspect_reading(read, masked=False).to_dict(), ensure_ascii=False)


def test_all_print_of_a_fillable_form_is_claimed_with_what_its_fields_say_on_further_pages_too():
    form = ipforms.form("guangzhou-enterprise")
    policies = [{"title": f"专利办法{number}", "adopted_on": "2012-05", "count": 1} for number in range(9)]
    record = contract(form.id) | {"ip_policies": policies}
    read = ipforms.read(form.render(form.model.model_validate(record), "pdf-form"))
    assert any(is_added_print(block.text) for block in text_blocks(read.sheet))
    assert inspect_reading(read).unclaimed == ()


def test_the_page_stands_alone_and_shows_words_as_they_are():
    page = write_inspection(inspect_reading(ipforms.read(FORM.render(RECORD)))).decode()
    assert "金华&lt;甲&gt;公司" in page
    assert not re.search(r"<script|src=\"http|href=\"http", page)
    assert 'class="path" href="#enterprise_name"' in page
    assert 'id="enterprise_name"' in page


def test_a_pdf_is_shown_as_its_pages(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(FORM.render(RECORD, "pdf"))
    assert run(["inspect", "a.pdf"]) == 0
    page = (tmp_path / "a-inspect.html").read_text("utf-8")
    assert page.count("data:image/png;base64,") >= 1
    assert re.search(r'<a href="#employees" class="value" style="left:[\d.]+%', page)
    capsys.readouterr()
    assert run(["inspect", "a.pdf", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["format"] == "pdf"
    assert {"path", "found", "certainty", "likeness", "margin", "alternatives"} <= set(said["fields"][0])
