"""Law 2: what a template was filled with is what matching gives, with nothing left over."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms import paths
from ipforms.formats import docx
from ipforms.matching.text_blocks import text_blocks
from tests.effort import examples

FORMS = [form.id for form in ipforms.forms()]
# Counted by the form, not filled in.
NUMBERS = ("row_number", "index")
# Texts that are nobody's print; the marks at their ends keep them from being numbers.
SIGNS = "甲乙丙丁戊天地玄黄宇宙洪荒0123456789abc（）、，。：-"
WORDS = st.text(SIGNS, min_size=1, max_size=30).map(lambda text: f"子{text}亥")
DATES = st.dates().map(lambda day: f"{day.year:04}年{day.month}月{day.day}日")


# Texts that only their place tells from the print of the form.
LINES = st.lists(
    st.sampled_from(
        ("联系人", "单位名称：", "签章：甲", "年", "月", "日", "无", "1", "附件2", "序号", "手机：", "（盖章）：", "甲")
    )
).map("".join)


ENTRY_NAMES = ("name", "title", "unit")  # what an entry is called


def filled(form, draw, words=WORDS):
    """Texts for the places of a form, each filled in or blank."""
    nested = {}
    for section in sorted({pattern.partition("[]")[0] for pattern in form.template.fields if "[]" in pattern}):
        nested[section] = [{} for _ in range(draw(st.integers(0, 6)))]
    for pattern in sorted(form.template.fields):
        section, repeated, name = pattern.partition("[].")
        for index in range(len(nested[section]) if repeated else 1):
            path = f"{section}[{index}].{name}" if repeated else pattern
            texts = DATES if pattern.endswith("date") else words
            text = draw(texts | st.just("")) if name not in NUMBERS else ""
            paths.put(nested, paths.parse(path), text)
    return nested


def without_blank_rows(nested):
    """Without entries that have no name: such a row is a further line of the entry above it."""
    return {
        name: [row for row in value if any(map(row.get, ENTRY_NAMES))] if isinstance(value, list) else value
        for name, value in nested.items()
    }


def flatten(nested, path=""):
    if isinstance(nested, str):
        return {path: nested} if nested else {}
    steps = (
        ((f"{path}[{index}]", row) for index, row in enumerate(nested))
        if isinstance(nested, list)
        else ((f"{path}.{name}".strip("."), inner) for name, inner in nested.items())
    )
    return {at: text for here, inner in steps for at, text in flatten(inner, here).items()}


def said(match):
    return {path: text.strip() for path, text in match.fields.texts.items() if text.strip()}


@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(40), suppress_health_check=list(HealthCheck))
def test_matching_gives_any_texts_that_a_template_was_filled_with_and_leaves_nothing_over(form_id, data):
    form = ipforms.form(form_id)
    nested = without_blank_rows(filled(form, data.draw, WORDS | LINES))
    match = form.matcher.match(docx.read(form.template.fill(nested), name=form_id))

    assert said(match) == flatten(nested)
    assert (match.fields.unassigned, match.missing, match.changed) == ([], (), ())


@pytest.mark.parametrize("form_id", [form_id for form_id in FORMS if form_id != "jinhua-recommendation"])
@given(data=st.data())
@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
def test_labels_alone_are_enough_for_texts_that_are_no_labels_themselves(form_id, data):
    """企业联络人及职务 are two texts of one cell: nothing but the template's line break tells where one ends."""
    form = ipforms.form(form_id)
    nested = without_blank_rows(filled(form, data.draw))
    match = form.matcher.match_labels(text_blocks(docx.read(form.template.fill(nested), name=form_id)))

    assert said(match) == flatten(nested)
    assert (match.fields.unassigned, match.missing, match.changed) == ([], (), ())


def test_every_label_of_a_blank_form_is_found_and_nothing_else(form):
    sheet = docx.read(form.blank(), name=form.id)
    assert not any(text.strip() for text in form.matcher.match_layout(sheet).fields.texts.values())
    match = form.matcher.match_labels(text_blocks(sheet))
    assert (match.score, match.missing, match.changed, match.fields.unassigned) == (1, (), (), [])
    assert not any(text.strip() for text in match.fields.texts.values())


def test_all_texts_of_a_form_have_the_place_where_they_stand(form, record):
    sheet = docx.read(ipforms.render(record), name=form.id)
    texts = {place.place: place.text for block in sheet.blocks for place in getattr(block, "cells", (block,))}
    fields = form.matcher.match(sheet).fields
    for path, text in fields.texts.items():
        if text:
            assert text.split("\n")[0].strip() in texts[fields.places[path]], path
