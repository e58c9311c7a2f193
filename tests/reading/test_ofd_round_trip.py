"""Reading the OFD that `render` made gives the record back, as reading the PDF of the same pages does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ipforms
from ipforms.schemas.layout import FieldGroup, layout
from tests.effort import crossed, examples
from tests.reading.strategies import flat, representable
from tests.reading.test_pdf_round_trip import FORMS, LONG, SLOW, is_drawable


@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
@given(data=st.data())
@settings(max_examples=examples(30), suppress_health_check=SLOW)
def test_reading_an_ofd_of_ours_gives_the_record_back(form_id, data):
    record = data.draw(representable(form_id))
    assume(is_drawable(record))
    sub = ipforms.read(ipforms.render(record, "ofd"))
    assert dict(flat(sub.values)) == dict(flat(record.model_dump(mode="json")))
    assert (sub.form.id, sub.format, sub.record) == (form_id, "ofd", record)


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "form"), crossed([0, 2, 9, 25, 60], FORMS), indirect=["form"])
def test_any_number_of_rows_and_long_texts_come_back(form, record, rows):
    texts = {"overview", "market_overview", "ip_protection_status", "ip_work"} & form.model.model_fields.keys()
    data = record.model_dump(mode="json") | dict.fromkeys(texts, LONG * (rows + 1))
    for node in layout(form.model).children:
        if isinstance(node, FieldGroup) and node.repeated:
            data[node.name] = [data[node.name][number % len(data[node.name])] for number in range(rows)]
    many = form.model.model_validate(data)
    assert ipforms.read(ipforms.render(many, "ofd")).record == many
