"""Fillable PDFs: fields of our names are exact, others are read where they are shown; and forms laid out by us."""

from __future__ import annotations

import io

import pypdf
import pytest

import ipforms
from ipforms.readers import docx
from tests.readers.pdf_notation import fillable, printed, text
from tests.reading.strategies import flat
from tests.replicas import FORMS
from tests.strategies import contract

VALUES = {"enterprise_name": "金华双龙䶮𬭎公司", "mobile": "13905790000", "contact_name": "陈晓岚"}


def filled_by_pypdf(*, appearances: bool) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(fillable(dict.fromkeys(VALUES, ""), text(80, 800, "申报表申报表"))))
    writer.update_page_form_field_values(writer.pages[0], VALUES, auto_regenerate=appearances)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [fillable(VALUES), filled_by_pypdf(appearances=False), filled_by_pypdf(appearances=True)],
    ids=["raw", "no", "yes"],
)
def test_fields_of_our_names_are_exact_without_a_line_on_the_page(data):
    sub = ipforms.read(data)
    assert (sub.form.id, sub.format) == ("jinhua-application", "pdf-form")
    assert {path: sub.values[path] for path in VALUES} == VALUES
    assert sub.places["mobile"].page == 1


def test_rows_of_a_section_are_named_by_their_number():
    values = {"enterprises[0].name": "甲公司", "enterprises[1].name": "乙公司", "enterprises[1].industry": "木雕"}
    sub = ipforms.read(fillable({**values, "recommending_unit": "金华市市场监督管理局"}))
    assert [(row["name"], row["industry"]) for row in sub.values["enterprises"]] == [
        ("甲公司", None),
        ("乙公司", "木雕"),
    ]


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_printed_as_word_prints_it_is_read(form_id):
    record = ipforms.form(form_id).model.model_validate(contract(form_id))
    sub = ipforms.read(printed(docx.read(ipforms.render(record))))
    got, expected = dict(flat(sub.values)), dict(flat(contract(form_id)))
    missed = [path for path in {**got, **expected} if got.get(path) != expected.get(path)]
    assert (sub.form.id, sub.format) == (form_id, "pdf")
    # Two facts in a narrow cell (企业联络人及职务) cannot be told apart where the first ends with its line.
    assert [path for path in missed if "liaison" not in path and "email" not in path] == []
