"""Whatever XML can hold comes out as it went in, in its cell and nowhere else."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.errors import InvalidText
from ipforms.template import Template
from ipforms.template.text_room import TextRoom
from tests.documents import cells, expected, unparted
from tests.effort import examples
from tests.template.template_notation import p, tiny

FORMS = [form.id for form in ipforms.forms()]
HOSTILE = [
    "& < > \" ' ]]>",
    "{{ name }} {% for x in y %} {# rows: 9 #} {{",
    "</w:t></w:r></w:p>",
    "&amp; &#0; &lt;",
    "䶮 𬭎 㛃 𠮷 🀄",
    "👩‍👩‍👧 🇨🇳 ❤️",
    "e\u0301 \u00a0\u3000\u2028\u0085\ufffd\U0010ffff",
    "%s {0} \\n \\1 $1",
    "甲" * 10_000,
    "  ",
    "",
]
PLAIN = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=32), max_size=30
)
TINY = Template("t", tiny(p("前{{ a }}后")))
BROKEN = st.text("甲a\n\t\r {}&<", max_size=12)


def texts_for(template: Template, values: Any, rows: int) -> dict[str, Any]:
    """A text for each field, told from all others by its number."""
    texts: dict[str, Any] = {section: [{} for _ in range(rows)] for section in template.least_rows}
    for pattern in sorted(template.fields):
        section, repeated, field = pattern.partition("[].")
        for owner in texts[section] if repeated else [texts]:
            steps = (field or section).split(".")
            for step in steps[:-1]:
                owner = owner.setdefault(step, {})
            owner[steps[-1]] = next(values)
    return texts


def numbered(pool: list[str]) -> Any:
    serial = 0
    while True:
        serial += 1
        yield f"{pool[serial % len(pool)]}#{serial}"


@pytest.mark.parametrize("form_id", FORMS)
@given(
    pool=st.lists(st.one_of(PLAIN, BROKEN, st.sampled_from(HOSTILE)), min_size=1, max_size=9), rows=st.integers(0, 9)
)
@settings(max_examples=examples(25))
def test_every_text_stands_in_its_cell_and_nowhere_else(form_id, pool, rows):
    form = ipforms.form(form_id)
    texts = texts_for(form.template, numbered(pool), rows)

    assert unparted(cells(form.template.fill(texts))) == unparted(expected(form.source.read_bytes(), texts))


@pytest.mark.parametrize("form_id", FORMS)
@given(pool=st.lists(st.one_of(PLAIN, st.sampled_from(HOSTILE[:2])), min_size=1, max_size=5), rows=st.integers(0, 8))
@settings(max_examples=examples(5))
def test_docxtpl_gives_the_same_cells(form_id, pool, rows):
    form = ipforms.form(form_id)
    texts = texts_for(form.template, numbered(pool), rows)
    theirs = DocxTemplate(io.BytesIO(form.source.read_bytes()))
    theirs.render(form.template._with_rows(texts), autoescape=True)
    file = io.BytesIO()
    theirs.save(file)

    assert cells(form.template.fill(texts)) == cells(file.getvalue())


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_in_every_field_at_once(form_id, text):
    form = ipforms.form(form_id)
    texts = texts_for(form.template, iter(lambda: text, None), 7)

    assert unparted(cells(form.template.fill(texts))) == unparted(expected(form.source.read_bytes(), texts))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\r", min_codepoint=32)))
def test_any_text_comes_back(text):
    assert cells(TINY.fill({"a": text})) == [f"前{text}后"]


@pytest.mark.parametrize("character", [*map(chr, {*range(32)} - {9, 10, 13}), "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_a_character_that_no_document_holds_is_refused_with_its_place(character):
    template = ipforms.form("guangzhou-enterprise").template
    texts = texts_for(template, iter(lambda: "", None), 2)
    texts["ip_units"][1]["names"] = f"甲&乙{character}丙"

    with pytest.raises(InvalidText) as caught:
        template.fill(texts)
    assert caught.value.context == {
        "label": "ip_units[1].names",
        "path": "ip_units[1].names",
        "character": f"U+{ord(character):04X}",
        "position": 4,
    }


def test_a_number_that_is_wider_than_its_cell_is_set_smaller_and_nothing_else_is():
    form = ipforms.form("jinhua-recommendation")
    row = {
        "name": "金华双龙精密机械股份有限公司" * 3,
        "phones": ["0579-82177827-8001", "13905790000"],
        "email": "a" * 99,
    }
    document = docx.Document(io.BytesIO(form.render(form.model.model_validate({"enterprises": [row]}))))
    sizes = {run.text: run.font.size for cell in document.tables[0].rows[1].cells for run in runs_of(cell) if run.text}
    small = {text: size.pt for text, size in sizes.items() if size is not None}
    assert list(small) == ["0579-82177827-8001、"] and 7.5 <= small["0579-82177827-8001、"] < 10.5
    assert "13905790000" in sizes and "a" * 99 in sizes  # what would be too small breaks at its own size


def runs_of(cell):
    return [run for paragraph in cell.paragraphs for run in paragraph.runs]


@given(st.text("aA1-@.，。、；甲 \n", max_size=60), st.integers(1, 24), st.integers(10, 24))
@example("zhishichanquan@jinding-doors.example.com", 18, 21)
@example("a，，，，，，，，，，，", 18, 21)
@example("@aaaa，，，，，", 20, 10)
def test_no_token_that_is_set_smaller_or_parted_is_overlooked(text, characters, size):
    room = TextRoom(characters, size, "", "")

    assert room.is_wide(text) or (room.size_for(text), room.lines(text)) == (size, text.split("\n"))
