"""The tags: whole, plain, and exactly the fields of the form."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

ROWS = re.compile(r"\{%tr for (\w+) in (\w+) %\}\{# rows: (\d+) #\}")
VALUE = re.compile(r'\{\{ ([\w.]+)(?: or "[ 年月日]+")? \}\}')


def texts(template) -> list[str]:
    return [t.text or "" for t in template.get_docx().element.body.iter(qn("w:t"))]


def tags(template) -> list[str]:
    return [text for text in texts(template) if "{" in text or "}" in text]


def test_the_tags_are_the_fields_of_the_form(template, fields):
    entries = {name: f"{path}[]" for name, path, _ in ROWS.findall("".join(tags(template)))}
    found = set()
    for path in VALUE.findall("".join(tags(template))):
        first, dot, rest = path.partition(".")
        found.add(f"{entries.get(first, first)}{dot}{rest}")

    assert found - {"loop.index"} == fields


def test_only_the_recommendation_numbers_its_rows_by_itself(template, form_id):
    assert ("{{ loop.index }}" in tags(template)) == (form_id == "jinhua-recommendation")


def test_no_tag_is_used_twice(template):
    values = [tag for tag in tags(template) if VALUE.fullmatch(tag)]

    assert len(values) == len(set(values))


def test_the_lists_say_how_many_rows_the_blank_form_prints(template, printed_rows):
    assert {path: int(rows) for _, path, rows in ROWS.findall("".join(tags(template)))} == printed_rows


def test_every_tag_is_plain_and_has_a_run_of_its_own(template):
    for tag in tags(template):
        assert VALUE.fullmatch(tag) or ROWS.fullmatch(tag) or tag in {"{%tr endfor %}", "联系人{% vm %}"}, tag
    for run in template.get_docx().element.body.iter(qn("w:r")):
        assert not any("{{" in (t.text or "") for t in run.iter(qn("w:t"))) or len(run.findall(qn("w:t"))) == 1


def test_a_long_text_has_a_paragraph_of_its_own(template):
    for paragraph in template.get_docx().element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        if style == "LongText":
            assert VALUE.fullmatch("".join(t.text for t in paragraph.iter(qn("w:t"))))


def test_what_jinja_finds_is_what_the_form_declares(template, fields, printed_rows):
    assert template.get_undeclared_template_variables() == {re.split(r"[.\[]", name)[0] for name in fields}
    assert set(printed_rows) == {name.split("[")[0] for name in fields if "[]" in name}


def test_a_value_that_looks_like_a_tag_or_markup_is_printed_as_it_is(filled, fields):
    text = "".join(t.text or "" for t in filled.element.body.iter(qn("w:t")))

    assert all(f"<{name}> & {{{{ x }}}}" in text for name in fields)
    assert "{%" not in text
